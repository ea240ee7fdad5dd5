//! Words of another language, and figures in columns.

use bidwright_document::tree::{Align, Block, Column, Inline, Row, RowKind, Table};
use bidwright_print::layout::LaidOut;
use bidwright_print::layout::pages::{Role, Run};

use crate::layout_pages::{laid, runs};
use crate::support::documents::{para, plain_document, text};

#[test]
fn a_passage_in_another_language_says_so_and_is_divided_by_its_syllables() {
    let foreign = |language: &str| {
        let content = text(&"Abnahmeverfahrensbeschreibung ".repeat(20));
        let passage = Inline::Foreign { language: language.to_owned(), content };
        laid(&plain_document(vec![Block::Paragraph(vec![passage])]))
    };
    let parts = |laid: &LaidOut| -> Vec<String> {
        let runs = laid.pages.pages.iter().flat_map(runs);
        let divided = runs.filter(|(element, run)| element.is_some() && run.text.ends_with('\u{ad}'));
        divided.map(|(_, run)| run.text.rsplit(' ').next().unwrap_or_default().to_owned()).collect()
    };
    let german = foreign("de");
    let span = german.pages.elements.iter().find(|element| element.role == Role::Span);
    assert_eq!(span.and_then(|span| span.language.as_deref()), Some("de"));
    let syllables = ["Ab\u{ad}", "Abnah\u{ad}", "Abnah\u{ad}me", "Abnahmeverfahrens\u{ad}"];
    assert!(!parts(&german).is_empty());
    assert!(parts(&german).iter().any(|part| syllables.contains(&part.as_str())), "{:?}", parts(&german));
    assert!(parts(&foreign("fi")).is_empty(), "we know no Finnish syllables");
}

#[test]
fn decimal_points_of_one_kind_stand_under_each_other() {
    let column = |values: &[&str]| {
        let rows = values.iter().map(|value| Row {
            kind: RowKind::Body,
            cells: vec![vec![para("of some length")], vec![para(value)]],
            tones: Vec::new(),
        });
        let columns = [Align::Start, Align::End];
        let table = Table {
            id: String::new(),
            caption: Vec::new(),
            columns: columns.map(|align| Column { align }).to_vec(),
            head: Vec::new(),
            rows: rows.collect(),
        };
        laid(&plain_document(vec![Block::Table(table)]))
    };
    // Where the first character after the whole part is, or would be.
    let points = |values: &[&str]| -> Vec<f64> {
        let laid = column(values);
        let figures = runs(&laid.pages.pages[0])
            .filter(|(element, run)| element.is_some() && run.text.starts_with(|c: char| c.is_ascii_digit()));
        let point = |run: &Run| {
            let at = run.text.trim_end().find(['.', '%']).unwrap_or(run.text.trim_end().len());
            let before = run.glyphs.iter().filter(|glyph| (glyph.text.0 as usize) < at);
            run.start.x.0 + before.map(|glyph| glyph.advance.0).sum::<f64>()
        };
        figures.map(|(_, run)| point(run)).collect()
    };
    let spread = |points: Vec<f64>| {
        points.iter().copied().fold(f64::MIN, f64::max) - points.iter().copied().fold(f64::MAX, f64::min)
    };
    assert!(spread(points(&["7", "12.5", "1,240.25", "300"])) < 0.1);
    assert!(spread(points(&["7%", "12.5%"])) < 0.1);
    // An amount and a percentage end at one place.
    assert!(spread(points(&["855.38", "13.3%"])) > 1.0);
}
