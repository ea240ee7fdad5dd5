//! `bidwright explain CODE`: the page of a finding, by its code or, for a trap of modelling, its number.

use super::{Exit, print, say};
use crate::diag::lints::{self, LINTS, Lint};
use crate::{diag, words};

pub(super) fn run(asked: Option<&str>) -> Exit {
    let Some(asked) = asked else {
        print(&list());
        return Exit::Done;
    };
    let numbered = asked.parse().ok().and_then(lints::by_number);
    let code = numbered.map_or(asked, |lint| lint.code);
    match diag::page(code) {
        Some(page) => {
            print(page);
            Exit::Done
        }
        None => {
            say(&format!("error: no finding is called `{asked}`\n"));
            say(&format!("hint: {}", hint(asked)));
            Exit::Usage
        }
    }
}

/// Every code with its heading, the traps of modelling first, by number.
fn list() -> String {
    let row = |number: Option<u8>, code: &str| {
        let number = number.map_or(String::new(), |number| number.to_string());
        format!("{number:>2}  {code:<26} {}", title(code).unwrap_or_default())
    };
    let traps = LINTS.iter().filter(|lint| diag::page(lint.code).is_some());
    let traps: Vec<String> = traps.map(|Lint { number, code, .. }| row(Some(*number), code)).collect();
    let others: Vec<String> =
        diag::codes().filter(|code| lints::by_code(code).is_none()).map(|code| row(None, code)).collect();
    format!(
        "Where modelling misleads, by number:\n{}\n\nEverything else:\n{}",
        traps.join("\n"),
        others.join("\n")
    )
}

fn hint(asked: &str) -> String {
    if asked.chars().all(|c| c.is_ascii_digit()) {
        return format!("the traps are numbered 1 to {}; `bidwright explain` lists them all", LINTS.len());
    }
    let near = words::did_you_mean(asked, diag::codes());
    if near.is_empty() { "`bidwright explain` lists them all".to_owned() } else { near }
}

/// The page's heading.
fn title(code: &str) -> Option<&str> {
    let first = diag::page(code)?.lines().next()?;
    Some(first.trim_start_matches('#').trim())
}
