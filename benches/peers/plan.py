"""The plan of the speed targets in numpy, as a careful analyst would write it: vectors over iterations, inverse
CDFs, the same factor copula, both scenarios on the same numbers.

    python plan.py exact 100000     beta quantiles by scipy for every draw
    python plan.py table 100000     beta quantiles by interpolation in tables

`plan120/mod.rs` is the same plan; results agree within simulation error.
"""

import sys

import numpy as np
from scipy.optimize import brentq
from scipy.special import betaincinv, ndtr, ndtri

LAMBDA = 4.0


def fit(low, likely, high):
    """PERT whose P10 and P90 are low and high, cut at zero (MODEL 2.4): end a, width w, alpha, beta."""

    def q(p, c):
        return betaincinv(1 + LAMBDA * c, 1 + LAMBDA * (1 - c), p)

    left, right = likely - low, high - likely
    c = brentq(lambda c: left * (q(0.9, c) - c) - right * (c - q(0.1, c)), 0.0, 1.0)
    w = (high - low) / (q(0.9, c) - q(0.1, c))
    a = likely - c * w
    if a < 0:
        b = brentq(lambda b: high - b * q(0.9, likely / b), high * 1.0000001, high / q(0.9, 0.0))
        a, w, c = 0.0, b, likely / b
    return a, w, 1 + LAMBDA * c, 1 + LAMBDA * (1 - c)


def sampler(shape, kind):
    a, w, alpha, beta = shape
    if kind == "exact":
        return lambda z: a + w * betaincinv(alpha, beta, ndtr(z))
    nodes = np.linspace(-8.0, 8.0, 1025)
    table = betaincinv(alpha, beta, ndtr(nodes))
    return lambda z: a + w * np.interp(z, nodes, table)


def main():
    kind, n = sys.argv[1], int(sys.argv[2])
    draw = np.random.Generator(np.random.Philox(47))
    rho0, rhog, own = np.sqrt(0.2), np.sqrt(0.1), np.sqrt(0.7)
    common = draw.standard_normal(n)
    streams = [rho0 * common + rhog * draw.standard_normal(n) for _ in range(4)]

    labour = np.zeros(n)
    billed = np.zeros(n)
    durations = []
    for i in range(120):
        likely = 5.0 + i % 17
        shape = fit(likely * (0.6 + 0.002 * (i % 101)), likely, likely * (1.5 + 0.005 * (i % 97)))
        x = sampler(shape, kind)(streams[i % 4] + own * draw.standard_normal(n))
        labour += x * (600.0 + i)
        billed += x * 900.0
        durations.append(x / (1.0 + i % 3))

    cost, delay = (sampler(fit(*r), kind) for r in ((1e3, 4e3, 9e3), (2.0, 5.0, 12.0)))
    risks = []
    for k in range(12):
        shared = streams[(10 * k) % 4] if k > 1 else rho0 * common
        score = shared + (own if k > 1 else np.sqrt(0.8)) * draw.standard_normal(n)
        severity = ndtri(draw.random(n))
        risks.append((score, cost(severity), delay(severity)))

    for name, p, impact, governed in (("with", 0.1, 0.8, True), ("without", 0.2, 1.0, False)):
        limit = -ndtri(p)
        own_days = [d.copy() for d in durations]
        late = np.zeros(n)
        borne = np.zeros(n)
        for k, (score, money, days) in enumerate(risks):
            hit = score > limit
            borne += 0.5 * np.where(hit, impact * money, 0.0)
            add = np.where(hit, impact * days, 0.0)
            if k > 1:
                own_days[10 * k] = own_days[10 * k] + add
            else:
                late += add
        ends = []
        for i in range(120):
            if i < 6:
                start = 0.0
            elif i % 2 == 0:
                start = ends[i - 6]
            else:
                start = np.maximum(ends[i - 7], ends[i - 6])
            ends.append(start + own_days[i])
        finish = np.maximum.reduce(ends) + late
        total = labour + 1e4 + borne
        if governed:
            counts = sum(np.ceil((finish * 480 - 1e-6) / (every * 480)) for every in (5.0, 10.0, 21.0))
            total = total + counts * 400.0 + 0.04 * labour + np.maximum(4.0 - 0.5 * counts, 0.0) * 800.0
        at = [
            f"{np.quantile(total, q, method='inverted_cdf'):.0f} {np.quantile(finish, q, method='inverted_cdf'):.2f}"
            for q in (0.1, 0.5, 0.8, 0.9)
        ]
        print(f"{name:8} {'  '.join(at)}")


main()
