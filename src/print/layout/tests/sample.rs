//! A document with one of everything, and a theme with the built-in fonts.

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use jiff::civil::{Date, date};

use bidwright_document::tree::*;
use bidwright_model::theme::{Colour, CoverStyle, FontFile, Fonts, Heads, Palette, Pt, Theme};

pub(super) fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

pub(super) fn para(words: &str) -> Block {
    Block::Paragraph(text(words))
}

pub(super) fn heading(level: u8, id: &str, title: &str) -> Block {
    Block::Heading { level, id: id.to_owned(), numbered: true, content: text(title) }
}

pub(super) fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| Item { task: None, blocks });
    Block::List { start, tight: true, items: items.collect() }
}

/// Columns by letter (`l`, `c`, `r`), rows by kind (`b`, `g`, `s`, `t`) and cells.
pub(super) fn table(
    id: &str,
    caption: &str,
    columns: &str,
    head: &[&str],
    rows: &[(char, &[&str])],
) -> Table {
    let align = |letter| match letter {
        'c' => Align::Centre,
        'r' => Align::End,
        _ => Align::Start,
    };
    let kind = |letter| match letter {
        'g' => RowKind::Group,
        's' => RowKind::Subtotal,
        't' => RowKind::Total,
        _ => RowKind::Body,
    };
    Table {
        id: id.to_owned(),
        caption: text(caption),
        columns: columns.chars().map(|letter| Column { align: align(letter) }).collect(),
        head: head.iter().map(|cell| text(cell)).collect(),
        rows: rows
            .iter()
            .map(|(letter, cells)| Row {
                kind: kind(*letter),
                cells: cells.iter().map(|cell| vec![para(cell)]).collect(),
                tones: Vec::new(),
            })
            .collect(),
    }
}

const WORDS: [&str; 6] = [
    "Nordvik moves 4.2 million consignments a year through eleven terminals, yet the finance team still closes each month by reconciling four disconnected systems by hand. The result is a nineteen-day close, disputed invoices worth €3.1 million at any moment, and account managers who spend more of their week explaining the bill than growing the account.",
    "Difficulties in the official workflow were described with refreshing candour: the files that flow from the office in Łódź are fifteen fields short, the affiliate in Αθήνα re-keys every waybill, and the Київ hub – added after the acquisition – runs on a spreadsheet that nobody dares to edit. “We are efficient in five places and inefficient between them,” as the finance director put it.",
    "Tariffs are held in 214 spreadsheets. Each was once a copy of a master that has not existed since 2019. When fuel surcharges change, an analyst edits every spreadsheet in turn, a process that takes two days and cannot be interrupted. Our sample of sixty tariffs found eleven with an internal inconsistency large enough to change an invoice.",
    "AVAILABILITY of data, not its quality, is the first obstacle; To, Ta, Ve, Wo, Yo, AV and P. are the pairs a typographer looks at first. Physical weight and dimensions are captured at the first terminal, and differences are written to an exception file that the billing team collects every evening.",
    "Governance is priced as work, because it is work. Each forum has an agenda, a chair, a document that leaves it and a decision that it is there to take; where a forum has none of the four we have left it out and said so in the list of what is excluded.",
    "The offer is valid for 30 days. Fees are fixed at 1,284,600 euro excluding value added tax; 15 % of the fee is at risk against the three outcomes above, and is not invoiced if the six-day close is not reached by the end of hypercare.",
];

pub(super) fn prose(n: usize) -> Block {
    para(WORDS[n % WORDS.len()])
}

pub(super) fn meta() -> Meta {
    Meta {
        title: "Order-to-cash modernisation".to_owned(),
        kind: "Proposal".to_owned(),
        customer: "Nordvik Logistics AS".to_owned(),
        author: "Meridian Delivery".to_owned(),
        reference: "Q-2026-0047-R1".to_owned(),
        date: date(2026, 10, 14),
        language: "en-GB".to_owned(),
        footer: "Commercial in confidence".to_owned(),
        watermark: None,
    }
}

pub(super) fn plain_document(blocks: Vec<Block>) -> Document {
    let labels = BTreeMap::new();
    let mut document =
        Document { meta: meta(), cover: None, contents: false, blocks, notes: Vec::new(), labels };
    document.number(true);
    document
}

fn own(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

pub(super) fn gantt(rows: usize) -> Gantt {
    let row = |label: &str, kind, bars: &[(Date, Date)], marks: &[Date]| GanttRow {
        label: label.to_owned(),
        kind,
        bars: bars.to_vec(),
        marks: marks.to_vec(),
    };
    let day = |n: i64| date(2027, 1, 11).saturating_add(jiff::ToSpan::days(n));
    let mut all = Vec::new();
    let phases = ["Mobilise", "Discover and design", "Build in increments", "Migrate and prove", "Hand over"];
    let mut at = 0;
    let mut number = 0;
    while all.len() < rows {
        let phase = phases[number % phases.len()];
        let kind = GanttKind::Phase;
        all.push(row(phase, kind, &[(day(at % 200), day(at % 200 + 44))], &[]));
        for (n, name) in [
            "Tariff inventory and master data rules",
            "Rating engine, first increment",
            "Interfaces to transport management and the general ledger system",
            "Dispute workflow",
        ]
        .iter()
        .enumerate()
        {
            let n = i64::try_from(n).unwrap();
            let from = at % 200 + n * 9;
            let kind = if n % 2 == 0 { GanttKind::Critical } else { GanttKind::Work };
            all.push(row(name, kind, &[(day(from), day(from + 12))], &[]));
        }
        let weeks: Vec<Date> = (0..7).map(|week| day(at % 200 + week * 7)).collect();
        all.push(row("Weekly steering report", GanttKind::Governance, &[], &weeks));
        let gate = format!("Gate {}: {phase} accepted", number + 1);
        all.push(row(&gate, GanttKind::Gate, &[], &[day(at % 200 + 45)]));
        at += 40;
        number += 1;
    }
    Gantt {
        start: date(2027, 1, 4),
        end: date(2027, 9, 30),
        rows: all,
        lines: vec![
            (date(2027, 8, 31), "Contract deadline".to_owned()),
            (date(2027, 9, 14), "Year-end freeze".to_owned()),
        ],
        off: vec![(date(2027, 3, 25), date(2027, 3, 29)), (date(2027, 5, 6), date(2027, 5, 6))],
    }
}

pub(super) fn price_table(rows: usize) -> Table {
    let mut all: Vec<(char, Vec<String>)> = Vec::new();
    for n in 0..rows {
        if n % 6 == 0 {
            all.push(('g', vec![format!("Phase {}", n / 6 + 1)]));
        }
        let amount = (n * 7919) % 99_000 + 800;
        let note = if n % 3 == 0 {
            "Waybill numbers re-used within a quarter break automatic matching, with knock-on effects in the shared service centre and at two terminals."
        } else {
            "Credit notes approved by e-mail without limits."
        };
        all.push((
            'b',
            vec![
                format!("D-{:02}", n + 1),
                "Tariff engine with audit trail".to_owned(),
                note.to_owned(),
                format!("{}.5", n % 40 + 3),
                format!("{},{:03}.00", amount / 1000, amount % 1000),
            ],
        ));
        if n % 6 == 5 {
            let cells = [
                String::new(),
                "Subtotal".to_owned(),
                String::new(),
                "61.5".to_owned(),
                "184,211.00".to_owned(),
            ];
            all.push(('s', cells.to_vec()));
        }
    }
    all.push((
        't',
        [
            String::new(),
            "Total excluding VAT".to_owned(),
            String::new(),
            "1,240.5".to_owned(),
            "1,284,600.00".to_owned(),
        ]
        .to_vec(),
    ));
    let borrowed: Vec<(char, Vec<&str>)> =
        all.iter().map(|(kind, cells)| (*kind, cells.iter().map(String::as_str).collect())).collect();
    let rows: Vec<(char, &[&str])> = borrowed.iter().map(|(kind, cells)| (*kind, cells.as_slice())).collect();
    table(
        "prices",
        "The price covers every deliverable and the management that delivers it",
        "lllrr",
        &["Ref", "Deliverable", "What it changes", "Days", "Amount (EUR)"],
        &rows,
    )
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

/// One of everything.
pub(super) fn everything() -> Document {
    let strong = |words: &str| Inline::Strong(text(words));
    let mut blocks = vec![
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
            Inline::Link {
                to: Target::Id("prices".to_owned()),
                content: text("the price table"),
            },
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
            KeyFigure { label: "Fixed price".into(), value: "€1,284,600".into(), remark: "excluding VAT, 15 % at risk".into() },
            KeyFigure { label: "Live by".into(), value: "27 August 2027".into(), remark: "four days before the deadline".into() },
            KeyFigure { label: "Chance of that".into(), value: "87 %".into(), remark: "46 % without delivery management".into() },
        ]),
        prose(0),
        Block::Callout {
            kind: Callout::Important,
            title: text("Our commitment"),
            blocks: vec![prose(5)],
        },
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
        heading(1, "timeline", "How we deliver with certainty, and what you will see of it every week"),
        prose(4),
        Block::Figure(Figure {
            id: "plan".into(),
            caption: text("The plan ends four days before the deadline, on the critical path through the interfaces"),
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
                .map(|(label, value, words, kind)| Fall { label: label.into(), value, words: words.into(), kind })
                .collect(),
                unit: "EUR".into(),
            }),
        }),
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
        Block::Image { id: String::new(), source: "team.png".into(), alt: "The delivery team at the kick-off in Gdańsk".into(), caption: Vec::new(), picture: None },
        heading(1, "depth", "Lists, ten deep"),
        nested(1),
        Block::PageBreak,
        heading(1, "acceptance", "Acceptance"),
        prose(5),
        Block::Signatures(vec![
            SignatureBlock { party: "For Nordvik Logistics AS".into(), lines: own(&[("Name", "Ingrid Solberg"), ("Title", "Chief financial officer"), ("Date", ""), ("Signature", "")]) },
            SignatureBlock { party: "For Meridian Delivery Ltd".into(), lines: own(&[("Name", "Thomas Okafor"), ("Title", "Partner"), ("Date", ""), ("Signature", "")]) },
        ]),
    ];
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

pub(in crate::layout) fn theme() -> Theme {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/fonts");
    let file = |name: &str| {
        let path = root.join(name);
        let data = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        FontFile { path: name.to_owned(), data: Cow::Owned(data) }
    };
    let colour = |hex| Colour::from_hex(hex).unwrap();
    Theme {
        id: "default".into(),
        firm: "Meridian Delivery".into(),
        legal: "Meridian Delivery Ltd".into(),
        palette: Palette {
            primary: colour("#0b4a57"),
            accent: colour("#b4581a"),
            ink: colour("#1c2529"),
            muted: colour("#5c6b70"),
            rule: colour("#c9d3d6"),
            tint: colour("#eef4f4"),
            paper: Colour::WHITE,
            positive: colour("#2e7d4f"),
            caution: colour("#a3262a"),
        },
        page: (Pt(595.276), Pt(841.89)),
        margins: [Pt::mm(29.0), Pt::mm(25.0), Pt::mm(27.0), Pt::mm(25.0)],
        numbered: true,
        fonts: Fonts {
            body: ["Regular", "It", "Semibold", "SemiboldIt"]
                .map(|style| file(&format!("source-sans-3/SourceSans3-{style}.ttf"))),
            mono: file("source-code-pro/SourceCodePro-Regular.ttf"),
            fallback: Vec::new(),
        },
        cover: CoverStyle::Band,
        heads: Heads::default(),
        logo_dark: None,
        logo: Some(r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40"><circle cx="20" cy="20" r="18" fill="#fff"/></svg>"##.into()),
    }
}
