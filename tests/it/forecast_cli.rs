//! `bidwright forecast`: with the delivery office and without, against the customer's targets.

use bidwright_base::diag::Diags;
use bidwright_cli::report;
use bidwright_economics::forecast::{Input, Runs, ScenarioPair};
use bidwright_economics::offer::Offer;
use bidwright_service::json;
use bidwright_service::pipeline;
use bidwright_service::pipeline::ForecastReport;
use serde_json::Value;

use crate::deals::{Workspace, deal};
use crate::golden;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn sample(name: &str) -> Offer {
    let folder = format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut diags = Diags::default();
    let project = crate::support::load(folder.as_ref(), None, &mut diags);
    pipeline::offer(&project, &mut diags).expect("no error, so an offer")
}

fn own(offer: &Offer) -> ScenarioPair {
    pipeline::scenario_pair(offer, Runs::of(&offer.deal))
}

fn json(offer: &Offer, forecast_report: &ForecastReport) -> Value {
    serde_json::from_str(&json::document(&json::Forecast::of(offer, forecast_report))).expect("JSON")
}

/// A fixed price for one package, with a risk that the office treats.
pub(crate) fn treated() -> Workspace {
    deal()
        .file("pricing/pmo/test.toml", "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\n")
        .file("templates/methodologies/test.toml", METHODOLOGY)
        .with(
            "[estimate]\ncontingency_percent = 10\niterations = 5000\n\
             [[deliverable]]\nid = \"D1\"\nname = \"D\"\nserves = [\"O1\"]\n\
             [[objective]]\nid = \"O1\"\nstatement = \"O\"\n\
             [[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = [20, 30, 50] }\n\
             [[risk]]\nid = \"R1\"\nname = \"R\"\nfailure = \"drift\"\nprobability = 0.5\ncost = [4000, 6000, 12000]\n\
             delay_days = [3, 5, 10]\nbearer = \"shared\"\nthreatens = [\"O1\"]\n",
        )
}

const METHODOLOGY: &str = r#"
    format = 1
    id = "test"
    name = "Test"
    promise = "Tested"
    [[phase]]
    id = "build"
    name = "Build"
    purpose = "Build"
    gate = "Built"
    [[failure]]
    id = "drift"
    name = "Drift"
    [[activity]]
    id = "charter"
    name = "Charter"
    deliverable = "Charter, one page"
    phase = "build"
    effort = { lead = 1 }
    customer_effort = 1
    mandatory = true
    [[activity]]
    id = "demo"
    name = "Demo"
    deliverable = "Demonstration note"
    cadence = "weekly"
    effort = { lead = 0.5 }
    customer_effort = 0.5
    treats = [{ failure = "drift", probability = 0.6, impact = 0.3, evidence = "A" }]
"#;

#[test]
fn every_sample_is_forecast_as_before() {
    for name in SAMPLES {
        let offer = sample(name);
        let forecast_report = pipeline::forecast_report(&offer, Runs::of(&offer.deal));
        golden::hold(&format!("{name}/forecast.txt"), &report::forecast::text(&offer, &forecast_report));
    }
}

#[test]
fn json_has_every_key_whatever_the_deal() {
    for name in SAMPLES {
        let offer = sample(name);
        let root = json(&offer, &pipeline::forecast_report(&offer, Runs { iterations: 1000, seed: 1 }));
        assert_eq!(root["schema"], "bidwright.forecast/1");
        for scenario in ["with", "without"] {
            for figure in ["mean", "sd", "p10", "p50", "p80", "p90"] {
                assert!(root[scenario]["cost"][figure].is_string(), "{name} {scenario} {figure}");
                assert!(root[scenario]["finish_days"][figure].is_number(), "{name} {scenario} {figure}");
            }
            for figure in ["p50", "p80", "p90"] {
                assert!(root[scenario]["finish_date"][figure].is_string(), "{name} {scenario} {figure}");
            }
        }
        for success in [&root["with"]["success"], &root["without"]["success"], &root["success_repriced"]] {
            let keys: Vec<&str> = success.as_object().expect("a map").keys().map(String::as_str).collect();
            assert_eq!(keys, ["joint", "on_time", "in_budget", "accepted", "standard_error", "conditions"]);
        }
    }
    // A term ends on its day, so no deadline is tested.
    let offer = sample("service-desk");
    let root = json(&offer, &pipeline::forecast_report(&offer, Runs { iterations: 1000, seed: 1 }));
    assert!(root["with"]["success"]["on_time"].is_null());
    assert_eq!(root["with"]["success"]["conditions"], serde_json::json!(["in_budget", "accepted"]));
}

#[test]
fn more_iterations_or_another_seed_change_no_price() {
    let offer = treated().offer();
    let before = report::price::internal(&offer, None);
    let other = pipeline::scenario_pair(&offer, Runs { iterations: 9000, seed: 4711 });
    assert_eq!(report::price::internal(&offer, None), before);
    assert_eq!(other.with.outcome.cost.values().len(), 9000);
    // The deal's own run comes first in a longer one with its seed.
    let own = own(&offer);
    let longer = pipeline::scenario_pair(&offer, Runs { iterations: 9000, ..own.runs });
    assert_eq!(longer.with.outcome.cost.values()[..5000], *own.with.outcome.cost.values());
    assert!(other.with.outcome.cost.values()[..5000] != *own.with.outcome.cost.values());
}

#[test]
fn percentiles_rise() {
    for name in SAMPLES {
        let offer = sample(name);
        let scenario_pair = pipeline::scenario_pair(&offer, Runs { iterations: 5000, seed: 3 });
        for scenario in [&scenario_pair.with, &scenario_pair.without] {
            for figure in [&scenario.outcome.cost, &scenario.outcome.finish] {
                let at: Vec<f64> = [0.1, 0.5, 0.8, 0.9].map(|q| figure.quantile(q).value).to_vec();
                assert!(at.is_sorted(), "{name} {at:?}");
            }
            assert!(scenario.dates.is_sorted(), "{name}");
        }
    }
}

#[test]
fn what_is_offered_never_makes_failure_likelier_except_by_its_price() {
    for name in SAMPLES {
        let offer = sample(name);
        let scenario_pair = pipeline::scenario_pair(&offer, Runs { iterations: 5000, seed: 3 });
        let (with, without) = (&scenario_pair.with, &scenario_pair.without);
        assert!(with.success.accepted.value >= without.success.accepted.value, "{name}");
        let on_time =
            |scenario: &bidwright_economics::forecast::Scenario| scenario.success.on_time.map(|p| p.value);
        assert!(on_time(with) >= on_time(without), "{name}");
        assert!(scenario_pair.repriced.joint.value >= with.success.joint.value, "{name}");
    }
}

#[test]
fn without_any_spread_the_forecast_is_the_plan() {
    let offer = deal()
        .with(
            "[[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = 12 }\n\
             [stakes]\ndeadline = 2027-01-26\nbudget = 9600\nsource = \"S\"\n",
        )
        .offer();
    let found = pipeline::forecast_report(&offer, Runs { iterations: 1000, seed: 9 });
    assert!(found.drivers.links.is_empty() && found.drivers.swings.is_empty());
    let root = json(&offer, &found);
    assert_eq!(root["with"]["cost"]["p90"], "3600.00");
    assert_eq!(root["with"]["cost"]["sd"], "0.00");
    assert_eq!(root["with"]["finish_days"]["p10"], 12.0);
    // 12 working days from Monday 11 January are full on the 26th, the deadline; the price is the budget.
    assert_eq!(root["with"]["finish_date"]["p90"], "2027-01-26");
    let ScenarioPair { with, without, repriced, .. } = &found.scenario_pair;
    for success in [&with.success, &without.success, repriced] {
        assert!((success.joint.value - 1.0).abs() < 1e-12 && !success.is_carried());
    }
    // It is certain, and so no chance: nothing uncertain was stated.
    assert!(root["with"]["success"]["joint"].is_null());
    assert_eq!(root["with"]["success"], root["without"]["success"]);
    let text = report::forecast::text(&offer, &found);
    assert!(text.contains("nothing that was stated can defeat it: no effort has a range"), "{text}");
}

#[test]
fn a_day_or_a_cent_too_little_is_a_failure() {
    let stakes = |deadline: &str, budget: &str| {
        let tables = format!(
            "[[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = {{ developer = 12 }}\n\
             [stakes]\ndeadline = {deadline}\nbudget = {budget}\nsource = \"S\"\n"
        );
        let offer = deal().with(&tables).offer();
        let forecast_report = pipeline::forecast_report(&offer, Runs { iterations: 1000, seed: 9 });
        let root = json(&offer, &forecast_report);
        for part in ["joint", "on_time", "in_budget", "accepted"] {
            assert!(root["with"]["success"][part].is_null(), "a chance of {part} where nothing is uncertain");
        }
        let text = report::forecast::text(&offer, &forecast_report);
        let success = forecast_report.scenario_pair.with.success;
        let met = [success.on_time, success.in_budget].map(|part| part.expect("stated").value > 0.5);
        (met, text)
    };
    let (met, text) = stakes("2027-01-25", "9600");
    assert_eq!(met, [false, true], "a day late");
    assert!(text.contains("The plan itself misses the deadline of 2027-01-25."), "{text}");
    let (met, text) = stakes("2027-01-26", "9599.99");
    assert_eq!(met, [true, false], "a cent above");
    assert!(text.contains("The plan itself misses the budget."), "{text}");
    assert!(text.contains("is above the customer's budget") && !text.contains("Re-priced"), "{text}");
    assert_eq!(stakes("2027-01-26", "9600").0, [true, true], "to the day and to the cent");
}

#[test]
fn the_customer_pays_the_price_less_what_the_office_adds() {
    let offer = treated().with("[stakes]\nbudget = 40000\ncustomer_day_cost = 100\nsource = \"S\"\n").offer();
    let scenario_pair = own(&offer);
    let office = offer.quote.totals.pmo_price.amount();
    // Plain rates, so the office's price is its days and its part of the contingency.
    let weeks = offer.plan.governance.activities[1].count;
    let charter = 1200.0;
    let demos = 600.0 * f64::from(u32::try_from(weeks).expect("few"));
    let list: f64 =
        offer.quote.lines.iter().map(|l| l.list.to_string().parse::<f64>().expect("a number")).sum();
    let contingency: f64 = offer.quote.totals.contingency.to_string().parse().expect("a number");
    let share = |days: f64, of: f64| days + contingency * days / of;
    let expected = share(charter + demos, list) - share(charter, list - demos);
    let hours = 100.0 * 0.5 * f64::from(u32::try_from(weeks).expect("few"));
    assert!(
        (scenario_pair.terms.increment() - expected - hours).abs() < 0.02,
        "{} {expected} {hours} {office}",
        scenario_pair.terms.increment()
    );
}

#[test]
fn where_the_budget_lowers_success_the_report_says_so() {
    let offer = treated().with("[stakes]\nbudget = 37000\nsource = \"S\"\n").offer();
    let forecast_report = pipeline::forecast_report(&offer, Runs::of(&offer.deal));
    let text = report::forecast::text(&offer, &forecast_report);
    let scenario_pair = forecast_report.scenario_pair;
    let (with, without) = (&scenario_pair.with.success, &scenario_pair.without.success);
    let fell = with.in_budget.expect("a budget").value < without.in_budget.expect("a budget").value - 0.02;
    assert_eq!(text.contains("spends headroom"), fell, "{text}");
    assert!(scenario_pair.repriced.joint.value > with.joint.value);
}

#[test]
fn a_risk_held_low_is_spared_and_held_high_costs_and_delays() {
    let offer = treated().offer();
    let found = pipeline::forecast_report(&offer, Runs { iterations: 2000, seed: 5 }).drivers;
    let risk = found.swings.iter().find(|s| s.input == Input::Risk("R1".into())).expect("a risk");
    assert!((risk.low.success - 1.0).abs() < 1e-12, "{risk:?}");
    assert!(risk.high.cost > risk.low.cost && risk.high.finish > risk.low.finish);
}

#[test]
fn what_is_stated_with_certainty_leaves_no_uncertainty() {
    let offer = deal()
        .with("[[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = 12 }\n")
        .offer();
    let found = pipeline::forecast_report(&offer, Runs { iterations: 1000, seed: 5 }).uncertainty;
    for span in [found.with, found.without] {
        assert!((span.low - 1.0).abs() < 1e-12 && (span.high - 1.0).abs() < 1e-12);
    }
    assert!(found.helps.abs() < 1e-12);
}

#[test]
fn what_is_stated_with_doubt_spreads_success_and_the_office_never_hurts_it() {
    let offer = treated().offer();
    let of = |seed| pipeline::forecast_report(&offer, Runs { iterations: 1000, seed });
    let (found, again) = (of(5), of(5));
    assert_eq!(found.uncertainty, again.uncertainty);
    let ForecastReport { uncertainty, .. } = found;
    assert!(uncertainty.with.high - uncertainty.with.low > 0.02, "{uncertainty:?}");
    assert!(uncertainty.without.high - uncertainty.without.low > 0.05, "{uncertainty:?}");
    // No budget is stated, so whatever the effects are, they only help.
    assert!(uncertainty.gain.low >= 0.0, "{uncertainty:?}");
}
