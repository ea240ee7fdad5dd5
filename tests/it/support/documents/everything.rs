//! A document with one of everything.

use bidwright_document::tree::*;

use super::{gantt, heading, list, para, plain_document, price_table, prose, table, text};

/// One of everything.
pub(crate) fn everything() -> Document {
    let mut blocks = [summary(), findings(), delivery(), investment(), closing()].concat();
    for n in 0..12 {
        blocks.push(heading(
            if n % 4 == 0 { 1 } else { 2 },
            &format!("more{n}"),
            "More to say about delivery",
        ));
        for k in 0..3 {
            blocks.push(prose(n + k));
        }
    }
    blocks.push(Block::Figure(Figure {
        id: "long".into(),
        caption: text("A plan longer than a page"),
        alt: "Gantt chart".into(),
        chart: Chart::Gantt(gantt(80)),
    }));
    Document {
        cover: Some(Cover {
            kicker: "Proposal".into(),
            title: "Order-to-cash modernisation".into(),
            subtitle: "Prepared for Nordvik Logistics AS".into(),
            facts: own(&[
                ("Reference", "Q-2026-0047-R1"),
                ("Date", "14 October 2026"),
                ("Valid until", "13 November 2026"),
                ("Contact", "Thomas Okafor, partner"),
            ]),
        }),
        contents: true,
        notes: vec![vec![para(
            "Discovery workshops were held in Gdańsk on 9–11 September and in Thessaloniki on 16 September; the signed notes are in Appendix B of the workshop record, which both parties keep.",
        )]],
        ..plain_document(blocks)
    }
}

/// The summary: words in every style, key figures, a box.
fn summary() -> Vec<Block> {
    let strong = |words: &str| Inline::Strong(text(words));
    vec![
        heading(1, "summary", "Executive summary"),
        Block::Paragraph(vec![
            Inline::Text("We propose a ".to_owned()),
            strong("single, auditable order-to-cash flow"),
            Inline::Text(" in thirty-two weeks for a fixed fee".to_owned()),
            Inline::Note(0),
            Inline::Text(". The ".to_owned()),
            Inline::Link {
                to: Target::Uri("https://example.com/references".to_owned()),
                content: text("reference programmes"),
            },
            Inline::Text(" closed within four per cent of budget; see ".to_owned()),
            Inline::Link { to: Target::Id("prices".to_owned()), content: text("the price table") },
            Inline::Text(" and run ".to_owned()),
            Inline::Code("bidwright check deal.toml".to_owned()),
            Inline::Text(" to see ".to_owned()),
            Inline::Emphasis(text("why it is so")),
            Inline::Text(", not ".to_owned()),
            Inline::Struck(text("merely that")),
            Inline::Text(" it is. H".to_owned()),
            Inline::Text("2O. The customer is שלום עולם in Haifa.".replace("שלום עולם", "Łódź")),
        ]),
        Block::KeyFigures(vec![
            KeyFigure {
                label: "Fixed price".into(),
                value: "€1,284,600".into(),
                remark: "excluding VAT, 15 % at risk".into(),
            },
            KeyFigure {
                label: "Live by".into(),
                value: "27 August 2027".into(),
                remark: "four days before the deadline".into(),
            },
            KeyFigure {
                label: "Chance of that".into(),
                value: "87 %".into(),
                remark: "46 % without delivery management".into(),
            },
        ]),
        prose(0),
        Block::Callout { kind: Callout::Important, title: text("Our commitment"), blocks: vec![prose(5)] },
    ]
}

/// Lists of every kind.
fn findings() -> Vec<Block> {
    let strong = |words: &str| Inline::Strong(text(words));
    vec![
        heading(2, "told", "What you told us"),
        prose(1),
        list(None, vec![
            vec![Block::Paragraph(vec![strong("Visibility."), Inline::Text(" Customers learn about surcharges from the invoice, up to 26 days after delivery.".to_owned())])],
            vec![Block::Paragraph(vec![strong("Control."), Inline::Text(" Credit notes are approved by e-mail; there is no audit trail before the ledger entry, and nobody has asked for one since the last audit in 2023.".to_owned())]),
                 list(None, vec![vec![para("Six of them sit in the shared service centre.")], vec![para("Three and a half are hidden inside terminal operations.")]])],
            vec![para("Effort: 9.5 full-time equivalents re-key, match, or explain data that already exists elsewhere.")],
        ]),
        prose(3),
        heading(3, "third", "A heading of the third level"),
        prose(2),
        list(Some(1), vec![vec![prose(4)], vec![para("Short.")], vec![para("Also short.")]]),
        Block::List { start: None, tight: true, items: vec![
            Item { task: Some(true), blocks: vec![para("Access to the tariff spreadsheets")] },
            Item { task: Some(false), blocks: vec![para("A named product owner with two days a week")] },
        ] },
    ]
}

/// Charts among prose.
fn delivery() -> Vec<Block> {
    vec![
        heading(1, "timeline", "How we deliver with certainty, and what you will see of it every week"),
        prose(4),
        Block::Figure(Figure {
            id: "plan".into(),
            caption: text(
                "The plan ends four days before the deadline, on the critical path through the interfaces",
            ),
            alt: "Gantt chart of the plan".into(),
            chart: Chart::Gantt(gantt(20)),
        }),
        prose(1),
        Block::Figure(Figure {
            id: "bars".into(),
            caption: text("Build is most of the price"),
            alt: "Price from its parts".into(),
            chart: Chart::Waterfall(Waterfall {
                steps: [
                    ("Discover and design", 280_000.0, "280,000", RowKind::Body),
                    ("Build", 640_000.0, "640,000", RowKind::Body),
                    ("Discount", -36_000.0, "−36,000", RowKind::Body),
                    ("Net total", 884_000.0, "884,000", RowKind::Total),
                ]
                .into_iter()
                .map(|(label, value, words, kind)| WaterfallStep {
                    label: label.into(),
                    value,
                    words: words.into(),
                    kind,
                })
                .collect(),
                unit: "EUR".into(),
            }),
        }),
    ]
}

/// Tables, a quotation, definitions, code, boxes.
fn investment() -> Vec<Block> {
    vec![
        heading(1, "investment", "Investment"),
        prose(5),
        Block::Table(price_table(38)),
        prose(0),
        heading(2, "raci", "Who does what"),
        Block::Table(table("", "Responsibilities", "lcccc", &["Activity", "Sponsor", "Product owner", "Delivery manager", "Architect"], &[
            ('b', &["Approve scope", "A", "R", "C", "I"]),
            ('b', &["Weekly report", "I", "I", "A, R", "C"]),
            ('b', &["Gate review", "A", "C", "R", "C"]),
        ])),
        Block::Quote(vec![prose(1)]),
        Block::Definitions(vec![
            (text("Acceptance"), vec![prose(4)]),
            (text("Master agreement"), vec![para("The agreement of 3 May 2024.")]),
            (text("A term of quite some length that wraps"), vec![para("Short.")]),
        ]),
        Block::Code("[deal]\ncustomer = \"Nordvik Logistics AS\"\n\n    indented = true   # and a comment long enough that it has to be wrapped, as the column ends before the comment does\n".into()),
        Block::Rule,
        Block::Callout { kind: Callout::Caution, title: text("What could go wrong"), blocks: vec![prose(2), list(None, vec![vec![para("One")], vec![para("Two")]])] },
        Block::Callout { kind: Callout::Note, title: vec![], blocks: vec![para("A note without a title.")] },
        Block::Image { id: String::new(), source: "team.png".into(), alt: "The delivery team at the kick-off in Gdańsk".into(), caption: Vec::new(), image: None },
    ]
}

/// Lists ten deep, a new page, signatures.
fn closing() -> Vec<Block> {
    vec![
        heading(1, "depth", "Lists, ten deep"),
        nested(1),
        Block::PageBreak,
        heading(1, "acceptance", "Acceptance"),
        prose(5),
        Block::Signatures(vec![
            SignatureBlock {
                party: "For Nordvik Logistics AS".into(),
                lines: own(&[
                    ("Name", "Ingrid Solberg"),
                    ("Title", "Chief financial officer"),
                    ("Date", ""),
                    ("Signature", ""),
                ]),
            },
            SignatureBlock {
                party: "For Meridian Delivery Ltd".into(),
                lines: own(&[
                    ("Name", "Thomas Okafor"),
                    ("Title", "Partner"),
                    ("Date", ""),
                    ("Signature", ""),
                ]),
            },
        ]),
    ]
}

fn nested(depth: usize) -> Block {
    let mut item = vec![para(&format!(
        "Level {depth} of the list, with enough words to run over the end of the line once it stands as deep as this one does."
    ))];
    if depth < 10 {
        item.push(nested(depth + 1));
    }
    list(depth.is_multiple_of(3).then_some(9), vec![item, vec![para("And its neighbour.")]])
}

fn own(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}
