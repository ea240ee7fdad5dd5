//! `bidwright explain CODE`: the page of a finding, by its code or, for a trap of modelling, its number; and
//! `bidwright explain FIGURE DEAL`: where a figure comes from.

mod document;
mod figure;
mod tree;
mod written;

use std::path::PathBuf;

use super::{Common, Exit, print, say};
use bidwright_base::diag::lints;
use bidwright_base::diag::lints::{LINTS, Lint};
use bidwright_base::source::Sources;
use bidwright_base::{diag, words};
use bidwright_economics::offer::Offer;
use bidwright_review::explain::trace;

/// What to explain.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// A finding's code, a number from 1 to 23, or a figure such as totals.net; without one, all codes.
    #[arg(value_name = "CODE_OR_FIGURE")]
    what: Option<String>,
    /// The deal the figure is of: a deal file, or a folder holding deal.toml.
    #[arg(value_name = "DEAL", requires = "what")]
    deal: Option<PathBuf>,
    /// List every figure of a deal that can be explained.
    #[arg(long, value_name = "DEAL", conflicts_with = "what")]
    figures: Option<PathBuf>,
    /// Levels of the tree; 0: all of it, long lists included.
    #[arg(long, value_name = "N", default_value_t = 3)]
    depth: usize,
}

pub(super) fn run(asked: &Asked, common: &Common) -> Exit {
    match asked {
        Asked { figures: Some(deal), depth, .. } => figure::run(None, deal, *depth, common),
        Asked { what: Some(key), deal: Some(deal), depth, .. } => {
            figure::run(Some(key), deal, *depth, common)
        }
        Asked { what, .. } => finding(what.as_deref()),
    }
}

/// The tree of a figure as text; `None` where there is no such figure.
pub(super) fn figure_tree(offer: &Offer, sources: &Sources, key: &str, depth: usize) -> Option<String> {
    let traced = trace(offer);
    let node = tree::tree(&traced, key, depth)?;
    Some(figure::text(offer, sources, &node))
}

/// The page of a finding.
fn finding(asked: Option<&str>) -> Exit {
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
    if asked.contains('.') {
        return format!("a figure needs its deal: `bidwright explain {asked} deal.toml`");
    }
    let near = words::did_you_mean(asked, diag::codes());
    if near.is_empty() { "`bidwright explain` lists them all".to_owned() } else { near }
}

/// The page's heading.
fn title(code: &str) -> Option<&str> {
    let first = diag::page(code)?.lines().next()?;
    Some(first.trim_start_matches('#').trim())
}
