//! `bidwright plan --format json`: the network, the phases and the delivery office for programs.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::golden;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

/// What the program prints.
fn plan(sample: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["plan", &format!("samples/{sample}"), "--format", "json"])
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_plans_of_the_samples_are_as_they_were() {
    for sample in SAMPLES {
        golden::hold(&format!("{sample}/plan.json"), &plan(sample));
    }
}

#[test]
fn packages_start_when_those_before_them_are_finished() {
    for sample in SAMPLES {
        let plan = json(&plan(sample));
        let packages = plan["packages"].as_array().expect("packages");
        let finish: BTreeMap<&str, f64> = (packages.iter())
            .map(|package| {
                let days = package["early_finish_days"].as_f64().expect("days");
                (package["id"].as_str().expect("an id"), days)
            })
            .collect();
        for package in packages {
            let days = |key: &str| package[key].as_f64().expect("days");
            let id = &package["id"];
            let after = package["after"].as_array().expect("a list").iter();
            let ready = after.filter_map(|id| finish.get(id.as_str()?)).copied().fold(0.0, f64::max);
            assert!((days("early_start_days") - ready - days("lag_days")).abs() < 1e-9, "{sample} {id}");
            let last = days("early_start_days") + days("duration_days");
            assert!((days("early_finish_days") - last).abs() < 1e-9, "{sample} {id}");
            assert_eq!(package["critical"], days("float_days") <= 0.0, "{sample} {id}");
            let listed = plan["critical_path"].as_array().expect("a list").contains(id);
            assert_eq!(package["critical"], listed, "{sample} {id}");
        }
    }
}

#[test]
fn errors_are_the_answer_for_programs() {
    let output = Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .args(["plan", "nowhere.toml", "--format", "json"])
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let found = json(&String::from_utf8(output.stdout).expect("text"));
    assert_eq!(found["schema"], "bidwright.findings/1");
    assert_eq!(found["findings"][0]["code"], "missing-file");
}
