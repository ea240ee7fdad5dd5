"""Runs the plan of the speed targets here and in numpy, in turn, as whole processes, and prints the ratios.

    cargo build --release --example plan120
    pip install numpy scipy
    python benches/peers/compare.py [iterations] [rounds]
"""

import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
OURS = HERE.parent.parent / "target/release/examples/plan120"


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    iterations = sys.argv[1] if len(sys.argv) > 1 else "100000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    peers = {
        "exact beta quantiles": [sys.executable, str(HERE / "plan.py"), "exact", iterations],
        "inverse-CDF tables": [sys.executable, str(HERE / "plan.py"), "table", iterations],
    }
    for name, peer in peers.items():
        pairs = [(seconds([str(OURS), iterations]), seconds(peer)) for _ in range(rounds)]
        ours, theirs = (statistics.median(side) for side in zip(*pairs))
        ratios = sorted(theirs / ours for ours, theirs in pairs)
        print(
            f"{iterations} iterations, numpy with {name}: {theirs:.3f} s against {ours:.3f} s, "
            f"{statistics.median(ratios):.1f} times (least {ratios[0]:.1f}, most {ratios[-1]:.1f})"
        )


main()
