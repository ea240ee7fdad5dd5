//! Blocks that are empty or that no author means.

use bidwright_document::tree::*;

use super::{heading, list, para, price_table};

/// Empty and odd blocks of every kind.
pub(crate) fn odd() -> Vec<Block> {
    [texts(), tables(), charts(), breaks()].concat()
}

fn texts() -> Vec<Block> {
    vec![
        heading(1, "", ""),
        heading(6, "", "Six"),
        para(""),
        para("   "),
        Block::Paragraph(vec![Inline::Break, Inline::Break, Inline::Note(7), Inline::Code(String::new())]),
        Block::Paragraph(vec![Inline::Text("a".to_owned()), Inline::Break, Inline::Break]),
        list(None, Vec::new()),
        list(Some(u64::MAX - 1), vec![Vec::new(), vec![Block::PageBreak]]),
        Block::Quote(Vec::new()),
        Block::Callout { kind: Callout::Note, title: Vec::new(), blocks: Vec::new() },
        Block::Code(String::new()),
        Block::Code("\n\n\t\n".to_owned()),
        Block::Definitions(vec![(Vec::new(), Vec::new())]),
        Block::KeyFigures(Vec::new()),
        Block::KeyFigures(vec![
            KeyFigure {
                label: String::new(),
                value: "A very long figure indeed, for a figure".to_owned(),
                remark: String::new(),
            };
            9
        ]),
        Block::Signatures(Vec::new()),
        Block::Signatures(vec![SignatureBlock { party: String::new(), lines: Vec::new() }]),
    ]
}

fn tables() -> Vec<Block> {
    let mut empty_table = price_table(0);
    empty_table.columns.clear();
    let mut ragged_table = price_table(2);
    ragged_table.head.truncate(1);
    ragged_table.rows[1].cells.truncate(2);
    ragged_table.rows[1].tones = vec![Tone::Strong; 9];
    let mut wide_table = price_table(3);
    wide_table.columns = wide_table.columns.iter().copied().cycle().take(60).collect();
    vec![Block::Table(empty_table), Block::Table(ragged_table), Block::Table(wide_table)]
}

fn charts() -> Vec<Block> {
    let day = jiff::civil::date(2026, 3, 2);
    let row = GanttRow {
        label: "A label that is longer than any column of labels could ever be".repeat(3),
        kind: GanttKind::Work,
        bars: vec![(day, day)],
        marks: vec![day],
    };
    let gantt = |start, end, rows| {
        figure(Chart::Gantt(Gantt {
            start,
            end,
            rows,
            lines: vec![(day, "Now".to_owned()); 3],
            off: vec![(end, start)],
        }))
    };
    let falls = |steps| figure(Chart::Waterfall(Waterfall { steps, unit: String::new() }));
    vec![
        gantt(day, day, Vec::new()),
        gantt(day.tomorrow().expect("a day later"), day, vec![row.clone()]),
        gantt(day, day, vec![row.clone(); 3]),
        gantt(day, day.saturating_add(jiff::ToSpan::days(40)), vec![row.clone(); 30]),
        gantt(day, day.saturating_add(jiff::ToSpan::years(12)), vec![row; 3]),
        falls(Vec::new()),
        falls(
            [f64::NAN, -1.0, 0.0]
                .iter()
                .cycle()
                .take(70)
                .map(|value| WaterfallStep {
                    label: "Label".to_owned(),
                    value: *value,
                    words: String::new(),
                    kind: RowKind::Body,
                })
                .collect(),
        ),
    ]
}

fn breaks() -> Vec<Block> {
    vec![
        Block::Image {
            id: String::new(),
            source: String::new(),
            alt: String::new(),
            caption: Vec::new(),
            image: None,
        },
        Block::PageBreak,
        Block::Rule,
        Block::PageBreak,
    ]
}

fn figure(chart: Chart) -> Block {
    Block::Figure(Figure { id: String::new(), caption: Vec::new(), alt: String::new(), chart })
}
