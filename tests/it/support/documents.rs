//! Documents and their parts by a few words, and a theme with the built-in fonts.

mod everything;
mod odd;

use std::collections::{BTreeMap, BTreeSet};
use std::{borrow::Cow, path::Path};

use jiff::civil::{Date, date};

use bidwright_base::geometry::{Pt, Size};
use bidwright_document::tree::*;
use bidwright_model::theme::{Colour, CoverStyle, FontFile, Fonts, Heads, Palette, Theme};

pub(crate) use everything::everything;
pub(crate) use odd::odd;

pub(crate) fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

pub(crate) fn para(words: &str) -> Block {
    Block::Paragraph(text(words))
}

pub(crate) fn heading(level: u8, id: &str, title: &str) -> Block {
    Block::Heading { level, id: id.to_owned(), numbered: true, content: text(title) }
}

pub(crate) fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| Item { task: None, blocks });
    Block::List { start, tight: true, items: items.collect() }
}

/// Columns by letter (`l`, `c`, `r`), rows by kind (`b`, `g`, `s`, `t`) and cells.
pub(crate) fn table(
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

pub(crate) fn prose(n: usize) -> Block {
    para(WORDS[n % WORDS.len()])
}

pub(crate) fn meta() -> Meta {
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

pub(crate) fn plain_document(blocks: Vec<Block>) -> Document {
    let (labels, names) = (BTreeMap::new(), BTreeSet::new());
    let mut document =
        Document { meta: meta(), cover: None, contents: false, blocks, notes: Vec::new(), labels, names };
    document.number(true);
    document
}

pub(crate) fn gantt(rows: usize) -> Gantt {
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
            let n = i64::try_from(n).expect("a small number");
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

pub(crate) fn price_table(rows: usize) -> Table {
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

pub(crate) fn theme() -> Theme {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts");
    let file = |name: &str| {
        let path = root.join(name);
        let data = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        FontFile { path: name.to_owned(), data: Cow::Owned(data) }
    };
    let colour = |hex| Colour::from_hex(hex).expect("six digits");
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
        page: Size::new(Pt(595.276), Pt(841.89)),
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
