//! Texts that ask too much, laid out as plain Markdown: no panic, no word lost, nothing out of place.
//!
//! `BIDWRIGHT_TEXTS=folder cargo test --test it stress` does the same with every file of a folder.

mod texts;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use bidwright_base::diag::Diags;
use bidwright_document::compose;
use bidwright_document::tree::{Block, Document, Flow, Meta};
use bidwright_model::theme::Theme;
use bidwright_print::layout;
use bidwright_print::layout::pages::Item;
use bidwright_print::layout::{FontBook, LaidOut};
use bidwright_service::pipeline;
use jiff::civil::date;

use crate::support::{balance, overlaps, tools};

/// The built-in brand.
struct Press {
    theme: Theme,
    fonts: FontBook,
}

impl Press {
    fn new() -> Press {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/service-desk");
        let mut diags = Diags::default();
        let project = crate::support::load(&sample, None, &mut diags);
        let theme = pipeline::offer(&project, &mut diags).expect("a valid sample").theme;
        let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
        Press { theme, fonts }
    }

    fn laid(&self, document: &Document) -> LaidOut {
        layout::layout(document, &self.theme, &self.fonts)
    }

    /// What is wrong with a text once it is laid out; nothing, as a rule.
    fn faults(&self, markdown: &str, language: &str, flow: Flow) -> Vec<String> {
        let (mut document, _) = compose::parse_markdown(markdown, meta(language));
        document.blocks.insert(0, Block::Flow(flow));
        let laid = self.laid(&document);
        let mut faults = words::lost(&document, &laid.pages);
        let crooked = overlaps::faults(&laid.pages, &self.theme);
        faults.extend(crooked.iter().take(5).map(ToString::to_string));
        if crooked.len() > 5 {
            faults.push(format!("and {} more", crooked.len() - 5));
        }
        faults.extend(balance::faults(&laid.pages, &self.theme).iter().map(ToString::to_string));
        faults
    }
}

fn meta(language: &str) -> Meta {
    Meta {
        title: "Appendix".to_owned(),
        kind: "Appendix".to_owned(),
        customer: "Nordvik Logistics AS".to_owned(),
        author: "Meridian Delivery".to_owned(),
        reference: "Q-2026-0047".to_owned(),
        date: date(2026, 11, 2),
        language: language.to_owned(),
        footer: String::new(),
        watermark: None,
    }
}

#[test]
fn texts_that_ask_too_much_are_laid_out_whole() {
    let press = Press::new();
    let mut wrong = Vec::new();
    for (name, text) in texts::all() {
        for language in ["en-GB", "de-DE"] {
            let faults = press.faults(&text, language, Flow::Plain);
            if !faults.is_empty() {
                wrong.push(format!("{name} ({language}):\n  {}", faults.join("\n  ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn in_two_columns_and_on_pages_on_their_side_too() {
    let press = Press::new();
    let mut wrong = Vec::new();
    for (name, text) in texts::all() {
        for flow in [Flow::TwoColumns, Flow::Landscape] {
            let faults = press.faults(&text, "en-GB", flow);
            if !faults.is_empty() {
                wrong.push(format!("{name} ({flow:?}):\n  {}", faults.join("\n  ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_lost_word_is_reported() {
    let press = Press::new();
    let (document, _) =
        compose::parse_markdown("# Title\n\none two\n\n- three[^a]\n\n[^a]: four", meta("en-GB"));
    let mut pages = press.laid(&document).pages;
    assert!(words::lost(&document, &pages).is_empty());
    for (gone, reported) in [("three", "lost \"three1\" after \"two\""), ("four", "lost \"four\" after \"\"")]
    {
        for page in &mut pages.pages {
            page.items.retain(|placed| !matches!(&placed.item, Item::Text(run) if run.text.contains(gone)));
        }
        assert_eq!(words::lost(&document, &pages).last().map(String::as_str), Some(reported));
    }
}

#[test]
fn a_table_of_many_columns_is_reported_and_set_smaller() {
    let press = Press::new();
    let shrunk_tables = |columns: usize| {
        let row = "| Deliverable ".repeat(columns);
        let text = format!("{row}|\n{}|\n{row}|\n", "|---".repeat(columns));
        let (document, _) = compose::parse_markdown(&text, meta("en-GB"));
        press.laid(&document).shrunk_tables
    };
    assert_eq!(shrunk_tables(6), []);
    let reported = shrunk_tables(9);
    assert!(matches!(reported.as_slice(), [table] if table.columns == 9 && table.words == "Deliverable"));
    assert!((0.68..1.0).contains(&reported[0].size), "{reported:?}");
}

#[test]
fn texts_of_others_are_laid_out_whole() {
    // Not among the sources: whoever has some names their folder.
    let Some(folder) = std::env::var_os("BIDWRIGHT_TEXTS") else {
        return tools::skip("`BIDWRIGHT_TEXTS` names no folder of texts");
    };
    let press = Press::new();
    let mut wrong = Vec::new();
    for path in texts_below(Path::new(&folder)) {
        let Ok(text) = String::from_utf8(fs::read(&path).expect("a file to read")) else {
            continue;
        };
        for flow in [Flow::Plain, Flow::TwoColumns, Flow::Landscape] {
            let faults = press.faults(&text, "en-GB", flow);
            if !faults.is_empty() {
                wrong.push(format!("{} ({flow:?}):\n  {}", path.display(), faults.join("\n  ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All files, by their paths.
fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder to read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
