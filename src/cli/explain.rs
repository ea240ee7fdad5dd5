//! `bidwright explain CODE`: the page of a finding, by its code or, for a trap of modelling, its number; and
//! `bidwright explain FIGURE DEAL`: where a figure comes from.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, ExplainArgs, Format};
use super::report::explain as report;
use super::terminal::{print, say};
use super::{Exit, findings};
use bidwright_base::diag::lints::{LINTS, Lint};
use bidwright_base::diag::{Code, lints};
use bidwright_base::words;
use bidwright_service as service;
use bidwright_service::Explained;
use bidwright_service::explain::{Missing, tree};
use bidwright_service::json;
use bidwright_service::json::{Codes, Explanation, Figures};

pub(super) fn run(library: &Library, args: &ExplainArgs, common: &Common) -> Exit {
    match args {
        ExplainArgs { figures: Some(deal), .. } => figures(library, deal, common),
        ExplainArgs { what: Some(key), deal: Some(deal), depth, .. } => {
            figure(library, key, deal, *depth, common)
        }
        ExplainArgs { what, .. } => finding(what.as_deref(), common),
    }
}

/// Where a figure of a deal comes from.
fn figure(library: &Library, key: &str, deal: &Path, depth: usize, common: &Common) -> Exit {
    let (store, name) = common.store(library, deal);
    let answer = service::explain(&store, &name, Some(key));
    let Some(explained) = &answer.result else {
        return unreadable(&answer.findings, common);
    };
    let Explained { offer, figures } = explained;
    let Some(node) = tree(figures, key, depth) else {
        say(&format!("error: this deal has no figure `{key}`\n"));
        say(&match explained.why_missing(key) {
            Missing::Stakes => {
                "hint: the deal has no `[stakes]`, so the cost of failure is unknown".to_owned()
            }
            Missing::Misspelled(near) => format!("hint: {near}"),
            Missing::Unknown => {
                format!("hint: `bidwright explain --figures {}` lists them all", deal.display())
            }
        });
        return Exit::Usage;
    };
    let sources = &answer.findings.sources;
    print(&match common.format {
        Format::Text => report::text(offer, sources, &node),
        Format::Json => json::document(&Explanation::of(offer, sources, &node)),
    });
    Exit::Done
}

/// Every figure of a deal.
fn figures(library: &Library, deal: &Path, common: &Common) -> Exit {
    let (store, name) = common.store(library, deal);
    let answer = service::explain(&store, &name, None);
    let Some(Explained { offer, figures }) = &answer.result else {
        return unreadable(&answer.findings, common);
    };
    print(&match common.format {
        Format::Text => report::list(offer, figures),
        Format::Json => json::document(&Figures::of(offer, figures)),
    });
    Exit::Done
}

fn unreadable(found: &service::Findings, common: &Common) -> Exit {
    match common.format {
        Format::Json => print(&json::document(&json::Findings::of(found))),
        Format::Text => findings::report(found),
    }
    Exit::Findings
}

/// The page of a finding.
fn finding(name: Option<&str>, common: &Common) -> Exit {
    let published = |codes: &[Code]| print(&json::document(&Codes::of(codes)));
    let Some(name) = name else {
        match common.format {
            Format::Text => print(&list()),
            Format::Json => published(Code::ALL),
        }
        return Exit::Done;
    };
    match lints::code_of(name) {
        Some(code) => {
            match common.format {
                Format::Text => print(code.page()),
                Format::Json => published(&[code]),
            }
            Exit::Done
        }
        None => {
            say(&format!("error: no finding is called `{name}`\n"));
            say(&format!("hint: {}", hint(name)));
            Exit::Usage
        }
    }
}

/// Every code with its heading, the traps of modelling first, by number.
fn list() -> String {
    let row = |number: Option<u8>, code: Code| {
        let number = number.map_or(String::new(), |number| number.to_string());
        format!("{number:>2}  {code:<26} {}", code.title())
    };
    let traps: Vec<String> =
        LINTS.iter().map(|Lint { number, code, .. }| row(Some(*number), *code)).collect();
    let others = Code::ALL.iter().filter(|code| lints::by_code(**code).is_none());
    let others: Vec<String> = others.map(|code| row(None, *code)).collect();
    format!(
        "Where modelling misleads, by number:\n{}\n\nEverything else:\n{}",
        traps.join("\n"),
        others.join("\n")
    )
}

fn hint(name: &str) -> String {
    if name.chars().all(|c| c.is_ascii_digit()) {
        return format!("the traps are numbered 1 to {}; `bidwright explain` lists them all", LINTS.len());
    }
    if name.contains('.') {
        return format!("a figure needs its deal: `bidwright explain {name} deal.toml`");
    }
    let near = words::did_you_mean(name, Code::ALL.iter().map(|code| code.as_str()));
    if near.is_empty() { "`bidwright explain` lists them all".to_owned() } else { near }
}
