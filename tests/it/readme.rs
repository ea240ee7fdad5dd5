//! What the README shows works, and the page of published JSON names every key of a document.

use std::collections::BTreeSet;

use bidwright_base::diag::{Diags, Severity};
use bidwright_input::Project;
use bidwright_service as service;
use bidwright_service::{MemoryStore, json, pipeline};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md")
}

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let opening = format!("```{language}\n");
    let blocks =
        text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned());
    blocks.collect()
}

#[test]
fn every_deal_shown_can_be_offered() {
    let deals: Vec<String> = blocks("toml").into_iter().filter(|block| block.contains("[deal]")).collect();
    assert!(!deals.is_empty(), "the README shows a deal");
    for deal in deals {
        let mut diags = Diags::default();
        let offer = pipeline::offer(&Project::from_text(&bidwright::library(), deal), &mut diags);
        let errors: Vec<_> = diags.iter().filter(|d| d.severity == Severity::Error).collect();
        assert!(offer.is_some(), "{errors:?}");
    }
}

#[test]
fn every_command_shown_exists() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .arg("--help")
        .output()
        .expect("it starts");
    let help = String::from_utf8(help.stdout).expect("text");
    for line in readme().lines().filter(|line| line.starts_with("| `bidwright ")) {
        let command = line.trim_start_matches("| `bidwright ").split([' ', '`']).next().expect("a word");
        assert!(help.lines().any(|l| l.trim_start().starts_with(command)), "`{command}` is not in the help");
    }
}

#[test]
fn the_help_opens_with_what_the_program_does() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .arg("--help")
        .output()
        .expect("it starts");
    let help = String::from_utf8(help.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.starts_with(env!("CARGO_PKG_DESCRIPTION")), "{help}");
}

#[test]
fn the_test_command_is_what_ci_runs() {
    let ci = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).expect(".ci/run");
    assert!(blocks("sh")[0].contains("cargo test"), "the README names the test command");
    assert!(ci.lines().any(|line| line.starts_with("cargo test")), "CI runs it");
}

#[test]
fn every_key_of_a_published_document_is_on_its_page() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).expect("a page");
    let documented: BTreeSet<&str> =
        page.split('`').skip(1).step_by(2).map(|key| key.trim_end_matches("[]")).collect();
    let deal = blocks("toml").into_iter().find(|block| block.contains("[deal]")).expect("a deal");
    let store = MemoryStore::new(&bidwright::library()).with("deal.toml", deal);
    let request = service::ForecastRequest { deal: "deal.toml", iterations: Some(1000), seed: None };
    let forecasted = service::forecast(&store, &request).result.expect("a forecast");
    let request = service::ValueRequest { deal: "deal.toml", effort_cap: None, turning: false };
    let valued = service::value(&store, &request).result.expect("a value");
    let judged = service::review(&store, &service::ReviewRequest { deal: "deal.toml", day: None });
    let judged = judged.result.expect("a review");
    let offer = &forecasted.offer;
    let documents = [
        json::document(&json::Price::of(offer, &offer.quote)),
        json::document(&json::Plan::of(offer)),
        json::document(&json::Forecast::of(offer, &forecasted.forecast_report)),
        json::document(&json::Value::of(&valued.offer, &valued.value_analysis, &valued.turning)),
        json::document(&json::Review::of(&judged.reviewed, judged.day)),
    ];
    for document in documents {
        let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
        let schema = document["schema"].as_str().expect("a schema");
        assert!(documented.contains(schema), "{schema} is not on the page");
        for key in document.as_object().expect("an object").keys().filter(|key| *key != "schema") {
            // `governance` is described key by key.
            let described = documented.iter().any(|name| name.starts_with(&format!("{key}.")));
            assert!(described || documented.contains(key.as_str()), "`{key}` of {schema} is not on the page");
        }
    }
}
