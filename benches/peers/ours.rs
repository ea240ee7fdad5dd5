//! The plan of the speed targets as a whole process: `cargo run --release --example plan120 -- 100000`.
//! Prints quantiles as `plan.py` does, so that both can be compared in speed and in result.

use bidwright_economics::forecast::{Outcome, simulate};

#[path = "../plan120/mod.rs"]
mod plan120;

#[expect(clippy::print_stdout, reason = "its purpose")]
fn main() {
    let iterations = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let forecast = simulate(&plan120::model(iterations));
    let line = |name: &str, case: &Outcome| {
        let figures = [0.1, 0.5, 0.8, 0.9]
            .map(|q| format!("{:.0} {:.2}", case.cost.quantile(q).value, case.finish.quantile(q).value));
        println!("{name:8} {}", figures.join("  "));
    };
    for (name, case) in ["with", "without"].into_iter().zip(&forecast.cases) {
        line(name, case);
    }
}
