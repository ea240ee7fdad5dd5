//! `bidwright calibrate`: from a record of past deals to figures that later forecasts cite.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use bidwright_base::diag::{Code, Diags};
use bidwright_base::math::pow;
use bidwright_cli::report;
use bidwright_economics::calibrate::{By, Calibration, Widen};
use bidwright_economics::forecast::Runs;
use bidwright_input as input;
use bidwright_input::{Files, HistoryFile};
use bidwright_model::book::{History, effect_prior, sceptical};
use bidwright_service::pipeline;
use bidwright_service::{MemoryStore, json};
use serde_json::Value;

use crate::deals::{Workspace, deal};
use crate::golden;

const HEAD: &str = "id,type,size_days,client,contract,pmo,estimated_effort,actual_effort,estimated_duration,\
                    actual_duration,accepted,outcome,p80_forecast";

pub(crate) fn sample() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/history.csv")).expect("the sample")
}

/// The rows below a heading.
pub(crate) fn rows(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

pub(crate) fn calibrated(text: &str) -> (Option<Calibration>, HistoryFile, Diags) {
    let file = HistoryFile::from_text("history.csv", text);
    let mut diags = Diags::default();
    let calibration = pipeline::calibration(&file, &mut diags);
    (calibration, file, diags)
}

pub(crate) fn learned(text: &str) -> Calibration {
    let (calibration, _, diags) = calibrated(text);
    calibration.unwrap_or_else(|| panic!("{diags:?}"))
}

/// The file that later forecasts cite, made of the history of this name.
fn written(name: &str, history: &str) -> String {
    let store = MemoryStore::new(&bidwright::library()).with(name, history);
    let answer = bidwright_service::calibrate(&store, name, ("pricing", "history.toml"));
    assert!(answer.result.is_some_and(|calibrated| calibrated.written.is_ok()), "{name:?}");
    String::from_utf8(store.read("pricing/history.toml").expect("readable").expect("written")).expect("text")
}

/// One delivery, with an office, and a lost deal, so that nobody speaks of survivors.
pub(crate) fn one(cell: &str, instead: &str) -> String {
    let row = "D1,build,80,Nordvik,capped,yes,81,84,40,42,yes,won,95";
    assert!(row.contains(cell));
    rows(&[&row.replacen(cell, instead, 1), LOST])
}

pub(crate) const LOST: &str = "L1,build,80,Nordvik,capped,no,80,,40,,,lost,";

#[test]
fn the_sample_is_told_as_before() {
    golden::hold("history/report.txt", &report::calibration::text(&learned(&sample())));
    golden::hold("history/history.toml", &written("history.csv", &sample()));
}

#[test]
fn what_is_written_is_read_back() {
    let text = written("history.csv", &sample());
    let written = learned(&sample());
    let read = with_history(&text).offer().book.history.expect("a history");
    let History { source, lost, p80, .. } = &written.history;
    assert_eq!((source, lost, p80), (&read.source, &read.lost, &read.p80));
    for (one, other) in [(written.history.with, read.with), (written.history.without, read.without)] {
        assert_eq!(
            (one.accepted, one.refused, one.cancelled),
            (other.accepted, other.refused, other.cancelled)
        );
    }
    let figures = |h: &History| {
        let overruns = [Some(h.effort), h.duration]
            .map(|x| x.expect("durations").fitted)
            .map(|x| [x.location, x.scale, x.degrees]);
        let shares = [h.with, h.without].map(|arm| [arm.success.alpha, arm.success.beta, 0.0]);
        [overruns, shares, [[h.ln_or.mean, h.ln_or.sd, h.weight_on_data()], [0.0; 3]]].concat().concat()
    };
    for (one, other) in figures(&written.history).into_iter().zip(figures(&read)) {
        assert!((one - other).abs() < 1e-5, "{one} {other}");
    }
    assert!((written.history.weight_on_data() - written.effect.weight).abs() < 1e-12);
}

#[test]
fn names_of_files_cannot_break_the_file_written() {
    for name in ["a\"b\\.csv", "a\u{202e}b\nc.csv", &"x".repeat(300)] {
        let file = HistoryFile::from_text(name, sample());
        let calibration = pipeline::calibration(&file, &mut Diags::default()).expect("no error");
        let history = with_history(&written(name, &sample())).offer().book.history.expect("a history");
        assert_eq!(history.source, calibration.history.source);
    }
}

fn with_history(text: &str) -> Workspace {
    let work =
        "[[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = [20, 30, 50] }\n";
    deal().with(work).file("pricing/history.toml", text)
}

#[test]
fn refused_and_cancelled_deliveries_are_failures_and_lost_deals_are_none() {
    let of = |row: &str| learned(&rows(&["D1,build,80,A,capped,yes,80,84,40,42,yes,won,", row])).history;
    for (row, deliveries, successes) in [
        ("D2,build,80,A,capped,yes,80,84,40,42,yes,won,", 2, 2.0),
        ("D2,build,80,A,capped,yes,80,84,40,42,no,won,", 2, 1.0),
        // Late is no failure: the success asked about is acceptance.
        ("D2,build,80,A,capped,yes,80,84,40,90,yes,won,", 2, 2.0),
        ("D2,build,80,A,capped,yes,80,,40,,,cancelled,", 2, 1.0),
        ("D2,build,80,A,capped,yes,80,,40,,,lost,", 1, 1.0),
    ] {
        let history = of(row);
        assert_eq!(history.with.deliveries(), deliveries, "{row}");
        assert!((history.with.success.alpha - 7.0 - successes).abs() < 1e-12, "{row}");
    }
}

#[test]
fn a_cancelled_delivery_says_nothing_about_its_estimate() {
    let finished = "D1,build,80,A,capped,yes,80,120,40,60,yes,won,95";
    let alone = learned(&rows(&[finished, LOST])).history;
    let stopped = "D2,build,80,A,capped,yes,80,10,40,5,no,cancelled,95";
    let both = learned(&rows(&[finished, stopped, LOST])).history;
    assert_eq!((alone.effort, alone.duration, alone.p80), (both.effort, both.duration, both.p80));
}

#[test]
fn widened_by_its_factor_four_in_five_hold() {
    let calibration = learned(&sample());
    let coverage = calibration.coverage.expect("forecasts");
    let Widen::By(factor) = coverage.widen else { panic!("{coverage:?}") };
    let text = sample();
    let numbers = text.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells[at].parse::<f64>().ok();
        (cells[11] == "won").then(|| Some((number(6)?, number(7)?, number(12)?)))?
    });
    let numbers: Vec<(f64, f64, f64)> = numbers.collect();
    let held = |factor: f64| {
        let wide = |estimate: f64, p80: f64| estimate * pow(p80 / estimate, factor);
        numbers.iter().filter(|(estimate, actual, p80)| *actual <= wide(*estimate, *p80)).count()
    };
    assert_eq!(held(1.0), coverage.hits.hits as usize);
    let enough = (4 * numbers.len()).div_ceil(5);
    assert!(held(factor + 1e-9) >= enough && held(factor - 1e-6) < enough);
}

#[test]
fn without_any_p80_there_is_no_word_on_honesty() {
    assert!(learned(&one("95", "")).coverage.is_none());
    // At its own estimate a P80 has no width.
    let flat = learned(&rows(&["D1,build,80,A,capped,yes,80,90,40,42,yes,won,80", LOST]));
    assert_eq!(flat.coverage.map(|coverage| coverage.widen), Some(Widen::Impossible));
}

#[test]
fn segments_of_one_respect_hold_every_delivery_once() {
    let calibration = learned(&sample());
    for by in [By::Size, By::Client, By::Contract] {
        let of = calibration.segments.iter().filter(|segment| segment.by == by);
        assert_eq!(of.map(|segment| segment.success.n).sum::<u32>(), calibration.history.deliveries());
    }
    for segment in &calibration.segments {
        assert!(segment.success.n > 0 && (0.0..=1.0).contains(&segment.success.pooled));
    }
}

#[test]
fn a_history_that_was_tampered_with_is_a_finding_where_it_stands() {
    let good = written("history.csv", &sample());
    for (line, instead, code) in [
        ("ln_or_sd", "ln_or_sd = 0", Code::OutOfRange),
        ("ln_or_sd", "ln_or_se = 0.3", Code::MissingKey),
        ("degrees", "degrees = 1", Code::OutOfRange),
        ("alpha", "alpha = 0.5", Code::OutOfRange),
        ("hits", "hits = 1000", Code::OutOfRange),
        ("accepted", "accepted = -1", Code::OutOfRange),
        ("format", "format = 2", Code::UnknownFormat),
        ("source", "sauce = \"x\"", Code::UnknownKey),
        ("[effect]", "[efect]", Code::MissingTable),
    ] {
        let bad = good.lines().map(|l| if l.starts_with(line) { instead } else { l }).collect::<Vec<_>>();
        let project = with_history(&bad.join("\n")).project();
        let mut diags = Diags::default();
        assert!(input::check(&project, &mut diags).is_none(), "{instead}");
        let of_history = diags.iter().filter(|finding| {
            finding.place.is_some_and(|place| project.sources[place.file].path == "pricing/history.toml")
        });
        let codes: Vec<Code> = of_history.map(|finding| finding.code).collect();
        assert!(codes.contains(&code), "{instead}: {codes:?}");
    }
}

#[test]
fn the_effect_to_believe_in_is_the_posterior_or_else_the_sceptical_assumption() {
    let calibration = learned(&sample());
    let book = with_history(&written("history.csv", &sample())).offer().book;
    let (mean, sd) = effect_prior(&book);
    assert!((mean - calibration.effect.posterior.mean).abs() < 1e-6);
    assert!((sd - calibration.effect.posterior.sd).abs() < 1e-6);
    let none = deal().with("[[purchase]]\nname = \"Licence\"\ncost = 1\n").offer().book;
    assert_eq!(effect_prior(&none), (sceptical().mean, sceptical().sd));
}

#[test]
fn a_forecast_cites_the_history_and_is_not_moved_by_it() {
    let text = written("history.csv", &sample());
    let forecast = |workspace: Workspace| {
        let offer = workspace.offer();
        let forecast_report = pipeline::forecast_report(&offer, Runs { iterations: 2_000, seed: 1 });
        (
            report::forecast::text(&offer, &forecast_report).replace('\n', " "),
            json::document(&json::Forecast::of(&offer, &forecast_report)),
        )
    };
    let work =
        "[[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = [20, 30, 50] }\n";
    // A date that can be missed, so that there is a chance to tell.
    let stakes = "[stakes]\ndeadline = 2027-03-01\nsource = \"Customer\"\n";
    let (with, figures) = forecast(with_history(&text).with(stakes));
    let (without, same) = forecast(deal().with(work).with(stakes));
    assert_eq!(figures, same);
    assert!(
        with.contains("27 finished or cancelled deliveries of history.csv, 14 with a delivery office"),
        "{with}"
    );
    assert!(with.contains("not from the 27 of our own deliveries cited next; it is no guarantee"), "{with}");
    assert!(with.contains("times the effort estimated (P80)"), "{with}");
    assert!(!without.contains("our own deliveries") && !without.contains("history.csv"));
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bidwright"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it starts")
}

#[test]
fn the_command_writes_into_the_workspace_of_the_history() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(dir.path().join("deals")).expect("folders");
    fs::create_dir_all(dir.path().join("records")).expect("folders");
    fs::write(dir.path().join("records/history.csv"), sample()).expect("written");
    let ran = run(&["calibrate", "records/history.csv"], dir.path());
    assert_eq!(ran.status.code(), Some(0));
    let once = fs::read_to_string(dir.path().join("pricing/history.toml")).expect("written");
    let again =
        run(&["calibrate", "records/history.csv", "--format", "json", "--out", "other.toml"], dir.path());
    assert_eq!(once, fs::read_to_string(dir.path().join("other.toml")).expect("written"));
    let json: Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(json["schema"], "bidwright.calibration/1");
    assert_eq!(json["success"]["with"]["posterior"], serde_json::json!([18.0, 6.0]));
    assert_eq!(json["p80"]["hits"], 14);
    let left: Vec<_> = fs::read_dir(dir.path().join("pricing")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing half-written stays: {left:?}");
}

#[test]
fn without_a_workspace_it_writes_beside_the_history() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("past.csv"), sample()).expect("written");
    assert_eq!(run(&["calibrate", "past.csv"], dir.path()).status.code(), Some(0));
    let text = fs::read_to_string(dir.path().join("pricing/history.toml")).expect("written");
    assert!(text.contains("source = \"past.csv\""));
}

#[test]
fn nothing_is_written_where_a_row_is_wrong_and_never_over_the_history() {
    let dir = tempfile::tempdir().expect("a folder");
    let (bad, good) = (dir.path().join("bad.csv"), dir.path().join("good.csv"));
    fs::write(&bad, rows(&["D1,build"])).expect("written");
    fs::write(&good, sample()).expect("written");
    let ran = run(&["calibrate", "bad.csv"], dir.path());
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("ragged-row"));
    assert!(!dir.path().join("pricing").exists());
    assert_eq!(run(&["calibrate", "good.csv", "--out", "good.csv"], dir.path()).status.code(), Some(2));
    assert_eq!(run(&["calibrate", "good.csv", "--out", "."], dir.path()).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&good).expect("still there"), sample());
    let missing = run(&["calibrate", "god.csv"], dir.path());
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("did you mean `good.csv`?"));
}
