//! `bidwright explain CODE`: the page of a finding.

use super::{Exit, print, say};
use crate::{diag, words};

pub(super) fn run(code: Option<&str>) -> Exit {
    let Some(code) = code else {
        let titles: Vec<String> = diag::codes().map(|code| format!("{code:<26} {}", title(code))).collect();
        print(&titles.join("\n"));
        return Exit::Done;
    };
    match diag::page(code) {
        Some(page) => {
            print(page);
            Exit::Done
        }
        None => {
            say(&format!("error: no finding is called `{code}`\n"));
            let hint = words::did_you_mean(code, diag::codes());
            say(&format!(
                "hint: {}",
                if hint.is_empty() { "`bidwright explain` lists them all" } else { &hint }
            ));
            Exit::Usage
        }
    }
}

/// The page's heading.
fn title(code: &str) -> &str {
    let first = diag::page(code).and_then(|page| page.lines().next()).unwrap_or_default();
    first.trim_start_matches('#').trim()
}
