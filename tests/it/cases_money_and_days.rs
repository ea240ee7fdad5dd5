//! Days, currencies, taxes and records as real deals have them: each input did something else once.

use std::path::Path;

use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_print::verify;
use bidwright_print::verify::Verification;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};
use jiff::civil::date;

use crate::deals::{Workspace, deal};

/// A folder of `tests/cases` and the findings of its offer.
fn case(name: &str) -> (Project, Option<Offer>, Diags) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).join("deal.toml");
    let mut diags = Diags::default();
    let project = crate::support::load(&path, None, &mut diags);
    let offer = pipeline::offer(&project, &mut diags);
    (project, offer, diags)
}

fn offer_of(name: &str) -> (Project, Offer) {
    let (project, offer, diags) = case(name);
    (project, offer.unwrap_or_else(|| panic!("{diags:?}")))
}

/// What is said of people in two places.
fn over_allocated(name: &str) -> Option<String> {
    let (_, _, diags) = case(name);
    diags.iter().find(|found| found.code == Code::OverAllocated).map(|found| found.message.clone())
}

/// A document as Markdown.
fn markdown(project: &Project, offer: &Offer, kind: DocumentKind) -> String {
    let mut diags = Diags::default();
    let (outputs, formats) = ([Output::Customer(kind)], [Format::Markdown]);
    let files = pipeline::documents(project, offer, ReleaseState::Final, &outputs, &formats, &mut diags)
        .unwrap_or_else(|| panic!("{diags:?}"));
    String::from_utf8(files[0].bytes.clone()).expect("text").replace('\u{a0}', " ")
}

/// The statement of work as it is issued, verified as its reader would.
fn verified(project: &Project, offer: &Offer) -> Verification {
    let mut diags = Diags::default();
    let (outputs, formats) = ([Output::Customer(DocumentKind::StatementOfWork)], [Format::Pdf]);
    let files = pipeline::documents(project, offer, ReleaseState::Issued, &outputs, &formats, &mut diags)
        .unwrap_or_else(|| panic!("{diags:?}"));
    verify::verify(&files[0].bytes)
}

fn findings(workspace: &Workspace) -> Vec<Diagnostic> {
    let mut diags = Diags::default();
    let project = workspace.project();
    let _offer = pipeline::offer(&project, &mut diags);
    diags.sorted(&project.sources).into_iter().cloned().collect()
}

fn work(id: &str, effort: &str, more: &str) -> String {
    format!("[[work]]\nid = \"{id}\"\nname = \"{id}\"\nphase = \"build\"\neffort = {effort}\n{more}\n")
}

#[test]
fn ten_packages_in_a_row_are_one_person() {
    assert_eq!(over_allocated("ten-one-day-packages"), None);
}

#[test]
fn two_half_days_in_a_row_are_one_person() {
    assert_eq!(over_allocated("half-days-same-day"), None);
}

#[test]
fn one_day_on_which_two_are_needed_is_told() {
    let told = over_allocated("true-overlap-missed").expect("told");
    assert!(told.ends_with("2 × Developer from 2027-03-05 to 2027-03-05"), "{told}");
}

#[test]
fn who_has_less_to_do_than_the_package_takes_is_spread_over_it() {
    let over = |effort: &str| {
        let two = deal().with(&work("W1", effort, "")).with(&work("W2", effort, ""));
        findings(&two).iter().find(|found| found.code == Code::OverAllocated).map(|one| one.message.clone())
    };
    // Two builds side by side need two developers, and one lead who does a day in each.
    let told = over("{ developer = 4, lead = 1 }").expect("two developers");
    assert!(told.contains("2 × developer") && !told.contains("lead"), "{told}");
    assert!(over("{ developer = 4, lead = 3 }").expect("told").contains("1.5 × lead"));
}

#[test]
fn india_writes_lakhs_and_crores() {
    let (project, offer) = offer_of("inr-lakh");
    for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
        let text = markdown(&project, &offer, kind);
        assert!(text.contains("12,34,567.00"), "{text}");
        assert!(!text.contains("1,234,567"), "{text}");
    }
    let text = markdown(&project, &offer, DocumentKind::Proposal);
    for figure in ["14,56,789.06", "1,11,111.03"] {
        assert!(text.contains(figure), "{figure}\n{text}");
    }
    assert_eq!(offer.quote.totals.tax.to_string(), "222222.06");
}

#[test]
fn a_day_of_observance_is_a_working_day() {
    let (_, offer) = offer_of("us-ca-susan-b-anthony");
    assert_eq!(offer.plan.finish, date(2028, 2, 15));
}

#[test]
fn no_calendar_has_a_day_that_is_merely_told_of() {
    for (calendar, observance) in [
        ("US-CA", "Susan B. Anthony"),
        ("US-CA", "Diwali"),
        ("IT", "unità nazionale"),
        ("NL", "Goede vrijdag"),
        ("IN-KA", "Holi\""),
        ("IN-KA", "Buddha Purnima"),
        ("IN-KA", "Janmashtami"),
        ("IN-KA", "Guru Nanak"),
    ] {
        let path = format!("{}/pricing/calendars/{calendar}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a calendar");
        assert!(!text.contains(observance), "{calendar}: {observance}");
    }
}

#[test]
fn a_currency_that_was_replaced_is_told_with_its_successor() {
    for (retired, successor) in [
        ("HRK", "EUR"),
        ("BGN", "EUR"),
        ("ZWL", "ZWG"),
        ("SLL", "SLE"),
        ("CUC", "CUP"),
        ("DEM", "EUR"),
        ("ZMK", "ZMW"),
        ("AFA", "AFN"),
        ("YUM", "RSD"),
        ("CSD", "RSD"),
        ("RUR", "RUB"),
        ("PLZ", "PLN"),
        ("MXP", "MXN"),
        ("ADP", "EUR"),
    ] {
        let found = findings(&deal().head(&format!("currency = \"{retired}\"")).with(&work(
            "W1",
            "{ developer = 1 }",
            "",
        )));
        let told = found.iter().find(|one| one.code == Code::RetiredCurrency).expect(retired);
        assert!(told.hint.as_deref().is_some_and(|hint| hint.contains(successor)), "{told:?}");
        assert!(told.severity == Severity::Error, "{retired}");
    }
}

fn in_quebec() -> Workspace {
    deal()
        .head("currency = \"CAD\"")
        .file("pricing/taxes/test.toml", &built_in("CA-QC-standard"))
        .file("pricing/rates/test.toml", &card_in_cad())
        .with(&work("W1", "{ developer = 1 }", ""))
        .with("[[payment]]\nname = \"First\"\npercent = 50\ndue = \"signature\"\n[[payment]]\nname = \"Rest\"\nrest = true\ndue = \"signature\"")
}

#[test]
fn two_taxes_on_one_price_are_rounded_each_and_add_up() {
    // 1001.00 at 5 % is 50.05, at 9.975 % 99.84975.
    let offer = in_quebec().offer();
    let taxes: Vec<(String, String)> =
        offer.quote.taxes.iter().map(|tax| (tax.label.clone(), tax.tax.to_string())).collect();
    assert_eq!(taxes, [("GST".to_owned(), "50.05".to_owned()), ("QST".to_owned(), "99.85".to_owned())]);
    assert_eq!(offer.quote.totals.tax.to_string(), "149.90");
    for payment in &offer.quote.payments {
        assert_eq!(payment.taxes.iter().copied().sum::<bidwright_base::money::Money>(), payment.tax);
    }
    for (at, tax) in offer.quote.taxes.iter().enumerate() {
        let parts = offer.quote.payments.iter().map(|payment| payment.taxes[at]);
        assert_eq!(parts.sum::<bidwright_base::money::Money>(), tax.tax);
    }
}

/// A tax table of ours, as the test's own.
fn built_in(id: &str) -> String {
    let path = format!("{}/pricing/taxes/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a tax table").replace(id, "test")
}

#[test]
fn two_taxes_are_rows_of_the_price_and_columns_of_the_payments() {
    let (project, offer) = (in_quebec().project(), in_quebec().offer());
    let text = markdown(&project, &offer, DocumentKind::StatementOfWork);
    for words in ["GST 5%", "QST 9.975%", "50.05", "99.85", "1,150.90"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    // The sum of the two rates must not stand on a document.
    assert!(!text.contains("14.975"), "{text}");
}

#[test]
fn files_with_lakhs_or_with_two_taxes_verify() {
    let (project, offer) = offer_of("inr-lakh");
    let quebec = (in_quebec().project(), in_quebec().offer());
    for (project, offer) in [(project, offer), quebec] {
        let verification = verified(&project, &offer);
        let failed: Vec<String> = (verification.checks.iter())
            .filter(|check| !check.holds)
            .map(|check| format!("{check:?}"))
            .collect();
        assert!(verification.holds(), "{failed:?}");
    }
}

fn card_in_cad() -> String {
    crate::deals::card("rate-card", &[("developer", "300", "1001"), ("lead", "500", "1200")], "")
        .replace("EUR", "CAD")
}

#[test]
fn a_percentage_stands_beside_no_rates() {
    let found = findings(
        &deal()
            .file(
                "pricing/taxes/test.toml",
                "format = 1\nid = \"test\"\n[[tax]]\npercent = 5\n[[tax.rate]]\npercent = 7\n",
            )
            .with(&work("W1", "{ developer = 1 }", "")),
    );
    assert!(found.iter().any(|one| one.code == Code::TaxNotClear), "{found:?}");
}

/// A record of so many finished deliveries, with the actual effort of each in hundredths of its estimate.
fn record(ratios: &[u32]) -> String {
    let rows = ratios
        .iter()
        .enumerate()
        .map(|(at, ratio)| format!("D{at},build,80,Nordvik,capped,yes,100,{ratio},yes,won\n"));
    let head = "id,type,size_days,client,contract,pmo,estimated_effort,actual_effort,accepted,outcome\n";
    head.to_owned() + &rows.collect::<String>()
}

#[test]
fn a_history_without_durations_and_forecasts_only_says_less() {
    let (calibration, _, diags) = crate::calibrate::calibrated(&record(&[90, 100, 120]));
    let calibration = calibration.unwrap_or_else(|| panic!("{diags:?}"));
    assert_eq!((calibration.history.duration, calibration.history.p80), (None, None));
    let text = bidwright_cli::report::calibration::text(&calibration);
    assert!(text.contains("No finished delivery has both durations"), "{text}");
    // And what is written is read again.
    let file = bidwright_economics::calibrate::file(&calibration, &[]);
    let offer = deal().file("pricing/history.toml", &file).with(&work("W1", "{ developer = 1 }", "")).offer();
    assert_eq!(offer.book.history.as_ref().map(|history| history.duration), Some(None));
}

#[test]
fn counted_quantiles_are_used_where_the_fit_does_not_hold_them() {
    // Most take just their estimate, as tasks do; the rest spread wide.
    let mut ratios = vec![100; 500];
    ratios.extend((0..250).map(|at| 102 + at * 5));
    ratios.extend((0..250).map(|at| 30 + at / 4));
    let (calibration, ..) = crate::calibrate::calibrated(&record(&ratios));
    let calibration = calibration.expect("a record");
    let counted = calibration.history.effort.counted.expect("the fit does not hold");
    assert_eq!((counted.deliveries, counted.ratios[1]), (1000, 1.0));
    let file = bidwright_economics::calibrate::file(&calibration, &[]);
    assert!(file.contains("[overrun.effort.counted]"), "{file}");
    let offer = deal().file("pricing/history.toml", &file).with(&work("W1", "{ developer = 1 }", "")).offer();
    let history = offer.book.history.as_ref().expect("read again");
    let beside = bidwright_economics::calibrate::beside(history, offer.plan.effort);
    assert!((beside.overrun_p80 - counted.ratios[2]).abs() < 1e-6, "{beside:?}");
    assert!(bidwright_cli::report::calibration::text(&calibration).contains("effort, as counted"));
}
