//! The rows of a history: read whatever the editor, and every wrong one found where it stands.

use bidwright_base::diag::{Code, Severity};
use bidwright_cli::report;
use bidwright_service::{Findings, json};
use proptest::prelude::*;

use crate::calibrate::{LOST, calibrated, learned, one, rows, sample};

/// Codes in reading order, with line and column.
fn found(text: &str) -> Vec<(Code, usize, usize)> {
    let (_, file, diags) = calibrated(text);
    let placed = diags.sorted(&file.sources).into_iter().map(|finding| {
        let (line, column) = file.sources.line_column(finding.place.expect("a place"));
        (finding.code, line, column)
    });
    placed.collect()
}

fn codes(text: &str) -> Vec<Code> {
    found(text).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn columns_may_stand_in_any_order_and_files_come_from_any_editor() {
    let text = sample();
    let turned: Vec<String> =
        text.lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(",")).collect();
    let turned = turned.join("\r\n");
    assert_eq!(learned(&turned).history, learned(&text).history);
    let spaced = text.replace(',', " , ").replace("Nordvik Logistics AS", "\"Nordvik Logistics AS\"");
    // A space before a quote makes it part of the cell, as CSV has it.
    assert_eq!(learned(&spaced.replace(" \"", "\"")).history, learned(&text).history);
    let filled = format!("{text}\n,,,,,,,,,,,,\n\n");
    assert_eq!(learned(&filled).history, learned(&text).history);
}

#[test]
fn every_wrong_row_is_found_in_one_run_where_it_stands() {
    let text = rows(&[
        "D1,build,-80,Nordvik,capped,yes,80,84,40,42,yes,won,95",
        "D2,build,80,Nordvik,fixed,yess,80,84,40,42,yes,won,95",
        "D1,build,\"1,200\",Nordvik,capped,no,80,84,40,42,yes,won,1e2",
        "D3,build,80,Nordvik,capped,no,80,84,40,42,yes,won",
        "D4,,80,Nordvik,capped,no,80,,40,,,won,95",
        "\"D 5\",build,80,Nordvik,capped,no,80,84,0,42,yes,won,95",
    ]);
    assert_eq!(
        found(&text),
        [
            (Code::OutOfRange, 2, 10),
            (Code::UnknownWord, 3, 21),
            (Code::UnknownWord, 3, 27),
            (Code::DuplicateId, 4, 1),
            (Code::NumberInText, 4, 10),
            (Code::NumberInText, 4, 56),
            (Code::RaggedRow, 5, 1),
            (Code::EmptyCell, 6, 4),
            (Code::UnfinishedDelivery, 6, 35),
            (Code::BadId, 7, 1),
            (Code::OutOfRange, 7, 40),
        ]
    );
}

#[test]
fn a_misspelt_column_is_one_finding_not_two() {
    let text = one("D1", "D1").replace("actual_effort", "actual_efort");
    let (_, _, diags) = calibrated(&text);
    let all: Vec<_> = diags.iter().collect();
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].hint.as_deref(), Some("did you mean `actual_effort`?"));
}

#[test]
fn what_is_no_table_is_said_once() {
    for (text, code) in [
        ("", Code::EmptyHistory),
        ("\n\n", Code::EmptyHistory),
        ("id;type\nD1;build\n", Code::WrongSeparator),
        ("id\ttype\nD1\tbuild\n", Code::WrongSeparator),
        ("id,\0", Code::NulByte),
        ("id,type\rD1,build", Code::LoneCarriageReturn),
    ] {
        assert_eq!(codes(text), [code], "{text:?}");
    }
    assert_eq!(codes(&rows(&[LOST])), [Code::EmptyHistory]);
    assert_eq!(codes(&"x".repeat(9 << 20)), [Code::FileTooLarge]);
}

#[test]
fn words_are_taken_as_written() {
    assert_eq!(codes(&one("yes,won", "Yes,won")), [Code::UnknownWord]);
    assert_eq!(codes(&one("won", "running")), [Code::UnknownWord]);
    assert_eq!(codes(&one("yes,won", ",won")), [Code::UnfinishedDelivery]);
    assert_eq!(codes(&one("84", "")), [Code::UnfinishedDelivery]);
    assert_eq!(codes(&one("won", "lost")), [Code::LostWithActuals]);
    assert_eq!(codes(&one("won", "cancelled")), [Code::CancelledAccepted]);
    assert_eq!(codes(&one("yes,won", "no,cancelled")), Vec::<Code>::new());
    assert_eq!(codes(&one("84,40,42,yes,won", ",40,,,cancelled")), Vec::<Code>::new());
    assert_eq!(codes(&one("Nordvik", "\"Nord\nvik\"")), [Code::LineBreak]);
    assert_eq!(codes(&one("81", "0.001")), [Code::OutOfRange]);
}

#[test]
fn arms_differ_beyond_their_bounds_and_not_at_them() {
    let of = |with: &str, without: &str| {
        codes(&rows(&[
            &format!("D1,build,{with},yes,80,84,40,42,yes,won,"),
            &format!("D2,build,{without},no,80,84,40,42,yes,won,"),
            LOST,
        ]))
    };
    assert_eq!(of("100,A,capped", "150,A,capped"), Vec::<Code>::new());
    assert_eq!(of("100,A,capped", "150.01,A,capped"), [Code::ArmsDiffer]);
    assert_eq!(of("151,A,capped", "100,A,fixed-price"), [Code::ArmsDiffer, Code::ArmsDiffer]);
    let quarter = |rest: &str| {
        let mut all: Vec<String> =
            (1..=4).map(|n| format!("D{n},build,80,A,capped,yes,80,84,40,42,yes,won,")).collect();
        all.extend((5..=7).map(|n| format!("D{n},build,80,A,capped,no,80,84,40,42,yes,won,")));
        all.push(format!("D8,build,80,A,{rest},no,80,84,40,42,yes,won,"));
        all.push(LOST.to_owned());
        codes(&rows(&all.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    assert_eq!(quarter("retainer"), Vec::<Code>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
    fn no_slip_of_the_pen_makes_it_panic(
        at in 0_usize..3_000,
        length in 0_usize..40,
        new in prop_oneof!["[\",;.0-9a-z\n_-]{0,12}", Just("0.01".to_owned()), Just("1000000".to_owned())],
    ) {
        let text = sample();
        let start = text.floor_char_boundary(at.min(text.len()));
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        let slip = format!("{}{new}{}", &text[..start], &text[end..]);
        let (calibration, file, diags) = calibrated(&slip);
        prop_assert_eq!(calibration.is_some(), !diags.has_errors());
        for finding in diags.iter() {
            let place = finding.place.expect("a place");
            prop_assert!(file.sources[place.file].text.get(place.span()).is_some(), "{:?}", finding);
            prop_assert!(finding.severity != Severity::Note);
        }
        if let Some(calibration) = calibration {
            let _ = report::calibration::text(&calibration);
            let findings = Findings { sources: file.sources.clone(), diags };
            let found = json::Finding::all(&findings);
            let _ = json::document(&json::Calibration::of(&calibration, found));
        }
    }
}
