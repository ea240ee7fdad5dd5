//! The figures of a quote, looked for on the pages that printed them.

use std::collections::BTreeMap;

use super::{Check, CheckKind};
use crate::pdf::{Contents, prints_figure};
use bidwright_base::words;
use bidwright_document::compose::data;
use bidwright_document::embedded_data::{Manifest, Quote};

/// Each figure the manifest lists as printed, as the quote has it now.
pub(super) fn check(manifest: &Manifest, quote: &Quote, contents: &Contents, checks: &mut Vec<Check>) {
    let figures: BTreeMap<String, String> = data::figures(quote).into_iter().collect();
    for (name, pages) in &manifest.figures {
        let Some(figure) = figures.get(name) else {
            checks.push(Check::new(CheckKind::Figure, name, "", &on(pages), false));
            continue;
        };
        let is_printed = |page: &usize| {
            let page = page.checked_sub(1).and_then(|at| contents.pages.get(at));
            page.is_some_and(|page| prints_figure(&page.text, figure))
        };
        let missing: Vec<usize> = pages.iter().copied().filter(|page| !is_printed(page)).collect();
        let found = if missing.is_empty() { on(pages) } else { format!("not {}", on(&missing)) };
        checks.push(Check::new(CheckKind::Figure, name, figure, &found, missing.is_empty()));
    }
}

/// "on page 7", "on pages 3 and 7".
fn on(pages: &[usize]) -> String {
    let numbers: Vec<String> = pages.iter().map(usize::to_string).collect();
    format!("on page{} {}", if pages.len() == 1 { "" } else { "s" }, words::list(&numbers))
}
