//! A chance is told where something stated carries it, a figure as fine as the error beside it, and what argues
//! against an offer to its reviewer alone.

use std::path::Path;

use bidwright_base::diag::{Code, Diags};
use bidwright_cli::report;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::forecast::Runs;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_service::json;
use bidwright_service::pipeline;
use serde_json::Value;

const SURE: &str = include_str!("../cases/nothing-can-fail.toml");

/// The small deal of the case, with an office that counts what it tells.
fn sure() -> Project {
    let deal = SURE.replace("\"percent-of-effort\"", "\"activity-based\"");
    Project::from_text(&bidwright::library(), deal)
}

fn offer_with_value(project: &Project) -> Offer {
    let mut diags = Diags::default();
    let offer = pipeline::offer_with_value(project, &mut diags);
    offer.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()))
}

fn parsed(document: &str) -> Value {
    serde_json::from_str(document).expect("JSON")
}

fn words(project: &Project, offer: &Offer, kind: DocumentKind) -> String {
    let document = pipeline::compose(project, offer, kind, &mut Diags::default()).expect("a document");
    compose::markdown(&document).replace('\u{a0}', " ")
}

#[test]
fn no_chance_is_told_that_nothing_carries() {
    let project = sure();
    let offer = offer_with_value(&project);
    let runs = Runs { iterations: 2_000, seed: 1 };
    let found = pipeline::forecast_report(&offer, runs);
    let json = parsed(&json::document(&json::Forecast::of(&offer, &found)));
    for way in ["with", "without"] {
        for part in ["joint", "on_time", "in_budget", "accepted", "standard_error"] {
            assert!(json[way]["success"][part].is_null(), "{way} {part}");
        }
    }
    assert!(json["success_uncertainty"].is_null() && json["success_repriced"]["joint"].is_null());
    let text = report::forecast::text(&offer, &found);
    assert!(text.contains("No chance of success is told") && text.contains("no risk is listed"), "{text}");
    assert!(!text.contains("over 99") && !text.contains("100 to 100"), "{text}");
    let analysis = offer.value_analysis.as_ref().expect("stakes");
    let value = report::value::text(&offer, analysis, &[]);
    assert!(!value.contains("over 99"), "{value}");
    for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
        let text = words(&project, &offer, kind);
        assert!(!text.contains("over 99") && !text.contains("100 to 100"), "{kind:?}");
    }
    let proposal = words(&project, &offer, DocumentKind::Proposal);
    assert!(proposal.contains("We state no chance of success."), "{proposal}");
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    let review = parsed(&json::document(&json::Review::of(&reviewed, reviewed.offer.deal.head.date.value)));
    assert!(review["figures"]["success"].is_null());
}

#[test]
fn a_range_that_can_miss_the_date_carries_a_chance_without_any_risk() {
    let deal =
        SURE.replace("\"percent-of-effort\"", "\"activity-based\"").replace("2027-06-30", "2027-02-24");
    let offer = offer_with_value(&Project::from_text(&bidwright::library(), deal));
    let pair = &offer.value_analysis.as_ref().expect("stakes").scenario_pair;
    assert!(pair.with.success.is_carried());
    assert!((0.05..0.95).contains(&pair.with.success.joint.value), "{:?}", pair.with.success.joint);
}

#[test]
fn a_figure_is_not_rounded_more_coarsely_than_the_error_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/41-min-max-pert");
    let mut diags = Diags::default();
    let project = crate::support::load(&folder, None, &mut diags);
    let offer = pipeline::offer(&project, &mut diags)
        .unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    let found = pipeline::forecast_report(&offer, Runs::of(&offer.deal));
    let text = report::forecast::text(&offer, &found);
    let mean = text.lines().find(|line| line.trim_start().starts_with("mean")).expect("a row");
    assert!(mean.contains("5,916.3") && mean.contains("0.62"), "{mean}");
}

/// A deal whose office costs far more than any failure it could prevent.
fn not_worth_it(reason: &str) -> Project {
    let deal =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/order-to-cash/deal.toml"));
    let deal = deal.expect("a sample").replace("100_000", "2_000");
    let (before, rest) = deal.split_once("\n[stakes]\n").expect("stakes");
    let (_, after) = rest.split_once("\n\n").expect("something follows");
    let stakes = "[stakes]\ndeadline = 2027-08-31\nliability_cap_percent = 100\nsource = \"Customer\"\ninternal_cost = 500";
    Project::from_text(&bidwright::library(), format!("{before}\n{stakes}\n\n{reason}\n\n{after}"))
}

#[test]
fn what_argues_against_the_offer_is_the_reviewers_and_never_the_customers() {
    let project = not_worth_it("");
    let offer = offer_with_value(&project);
    for kind in DocumentKind::ALL {
        let text = words(&project, &offer, kind);
        for phrase in
            ["lighter set", "costs more than it saves", "cannot pay for itself", "points off the chance"]
        {
            assert!(!text.contains(phrase), "{kind:?}: {phrase}");
        }
    }
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    let fired = |reviewed: &pipeline::Reviewed| -> Vec<String> {
        reviewed.review.fired.iter().map(|one| one.rule.clone()).collect()
    };
    assert!(diags.iter().any(|one| one.code == Code::OfficeNotWorthIt));
    assert!(fired(&reviewed).contains(&"pmo-not-worth-it".to_owned()), "{:?}", fired(&reviewed));
    let blocked = parsed(&json::document(&json::Review::of(&reviewed, reviewed.offer.deal.head.date.value)));
    assert_eq!(blocked["verdict"], "block");

    // A reason lifts the block, is put before the approver, and is material.
    let said = not_worth_it("[governance]\nreason = \"Their auditors ask for all of it\"");
    let reviewed = pipeline::review(&said, &mut Diags::default()).expect("a review");
    assert!(!fired(&reviewed).contains(&"pmo-not-worth-it".to_owned()));
    let rule =
        reviewed.review.fired.iter().find(|one| one.rule == "pmo-not-worth-it-reason").expect("it fired");
    assert!(rule.message.contains("Their auditors ask for all of it"), "{}", rule.message);
    let facts = bidwright_review::material::facts(&reviewed.offer);
    assert_eq!(facts.get("governance.reason").map(String::as_str), Some("Their auditors ask for all of it"));
    for kind in DocumentKind::ALL {
        assert!(!words(&said, &reviewed.offer, kind).contains("Their auditors"), "{kind:?}");
    }
}

#[test]
fn a_package_across_a_rate_change_says_what_splitting_by_days_would_come_to() {
    let first = crate::deals::card(
        "rate-card",
        &[("developer", "300", "800"), ("lead", "500", "1200")],
        "effective_to = 2027-01-15",
    );
    let then = crate::deals::card("rate-card", &[("developer", "300", "900"), ("lead", "500", "1200")], "")
        .replace("effective_from = 2000-01-01", "effective_from = 2027-01-16");
    // Ten days from Monday 11 January: five at 800, five at 900.
    let project = crate::deals::deal()
        .with("[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = { developer = 10 }")
        .file("pricing/rates/test.toml", &first)
        .file("pricing/rates/test-2.toml", &then)
        .project();
    let mut diags = Diags::default();
    let offer = pipeline::offer(&project, &mut diags)
        .unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    let note = diags.iter().find(|one| one.code == Code::RateChange).expect("a note");
    assert!(note.message.contains("on 2027-01-18"), "{}", note.message);
    assert!(
        note.message.contains("8,000.00 EUR") || note.message.contains("8000.00 EUR"),
        "{}",
        note.message
    );
    assert!(
        note.message.contains("8,500.00 EUR") || note.message.contains("8500.00 EUR"),
        "{}",
        note.message
    );
    assert_eq!(
        offer.quote.totals.net.amount(),
        rust_decimal::Decimal::from(8000),
        "the rate of its first day"
    );
}

#[test]
fn cost_plus_lines_are_priced_in_proportion_to_their_loaded_cost_as_printed() {
    // Costs of 333.33 and 200.01 with burden 11.5 % and overhead 7.3 %: loaded costs are printed to the cent, and a
    // reader can work the prices out from them.
    let card = crate::deals::card(
        "cost-plus",
        &[("developer", "333.33", ""), ("lead", "200.01", "")],
        "burden_percent = 11.5\noverhead_percent = 7.3\ntarget_margin_percent = 22",
    );
    let offer = crate::deals::deal()
        .with("[[work]]\nid = \"W1\"\nname = \"One\"\nphase = \"build\"\neffort = { developer = 3.37 }")
        .with("[[work]]\nid = \"W2\"\nname = \"Two\"\nphase = \"build\"\neffort = { lead = 7.91 }")
        .with("[[work]]\nid = \"W3\"\nname = \"Three\"\nphase = \"build\"\neffort = { developer = 0.01 }")
        .file("pricing/rates/test.toml", &card)
        .offer();
    let lines = &offer.quote.lines;
    let weights: Vec<_> = lines.iter().map(|line| line.cost.amount()).collect();
    let expected = bidwright_base::money::split(offer.quote.currency, offer.quote.totals.price, &weights);
    assert_eq!(lines.iter().map(|line| line.price).collect::<Vec<_>>(), expected);
    assert_eq!(offer.quote.currency.sum(lines.iter().map(|line| line.cost)), offer.quote.totals.cost);
}

#[test]
fn a_risk_that_never_keeps_a_delivery_from_anything_carries_no_chance() {
    let deal = SURE.replace("\"percent-of-effort\"", "\"activity-based\"")
        + "\n[[risk]]\nid = \"R1\"\nname = \"Printer late\"\nfailure = \"unclear-scope\"\nprobability = 0.3\ndelay_days = [1, 2, 3]\n";
    let offer = offer_with_value(&Project::from_text(&bidwright::library(), deal));
    let found = pipeline::forecast_report(&offer, Runs { iterations: 2_000, seed: 1 });
    let text = report::forecast::text(&offer, &found);
    assert!(text.contains("No chance of success is told") && !text.contains("over 99"), "{text}");
}
