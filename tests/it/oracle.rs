//! The cases of `tests/oracles`, and what holds of all of them.

#[allow(dead_code, reason = "each storey reads the part its cases need")]
#[path = "../oracles/reader.rs"]
mod reader;

pub(crate) use reader::{Case, cases, cases_named, decimal, decimals};

#[test]
fn chance_alone_fails_fewer_than_one_run_in_a_hundred() {
    // Bonferroni: however the comparisons depend on each other, their chances of failing add up at most.
    const COMPARISONS: f64 = 1_000.0;
    let one = 2.0 * bidwright_model::distributions::normal::cdf(-4.5);
    assert!(COMPARISONS * one < 0.01, "{one}");
}

#[test]
fn every_topic_has_its_tests() {
    // A file of cases nobody reads would look like proof.
    let tests = |name: &str| std::fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR")));
    let names = [
        "src/economics/calibrate/tests.rs",
        "tests/it/oracle_chain.rs",
        "src/model/distributions/tests.rs",
        "src/economics/forecast/tests/golden.rs",
        "src/economics/forecast/tests/oracle.rs",
        "src/economics/forecast/tests/sums.rs",
        "src/economics/forecast/tests/treatment.rs",
        "tests/it/oracle_plan.rs",
        "tests/it/oracle_price.rs",
        "src/economics/value/lean/tests/oracle.rs",
    ];
    let text: String = names.iter().map(|name| tests(name).expect("a test file")).collect();
    let folder = format!("{}/tests/oracles", env!("CARGO_MANIFEST_DIR"));
    for entry in std::fs::read_dir(folder).expect("the oracles") {
        let path = entry.expect("an entry").path();
        let topic = path.file_stem().expect("a name").to_string_lossy().into_owned();
        // Variance-based indices are optional, and not built.
        if path.extension().is_some_and(|ending| ending == "json") && topic != "sensitivity" {
            assert!(text.contains(&format!("\"{topic}\"")), "{topic} is read by no test");
        }
    }
}
