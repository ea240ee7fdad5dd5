//! What the README shows works.

use bidwright_base::diag::{Diags, Severity};
use bidwright_input::Project;
use bidwright_service::pipeline;

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
fn the_test_command_is_what_ci_runs() {
    let ci = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).expect(".ci/run");
    assert!(blocks("sh")[0].contains("cargo test"), "the README names the test command");
    assert!(ci.lines().any(|line| line.starts_with("cargo test")), "CI runs it");
}
