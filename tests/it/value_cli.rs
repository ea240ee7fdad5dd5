//! `bidwright value`: what failure costs, what the office costs and saves, and the answer.

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_cli::report;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::value::{PmoValue, Verdict};
use bidwright_input::Project;
use bidwright_model::book::ActivityIdx;
use bidwright_service::json;
use bidwright_service::pipeline;
use bidwright_service::value::governance_table;
use serde_json::Value;

use crate::deals::Workspace;
use crate::forecast_cli::treated;
use crate::golden;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn offer_with_value(project: &Project) -> (Offer, Diags) {
    let mut diags = Diags::default();
    let offer = pipeline::offer_with_value(project, &mut diags);
    let errors: Vec<_> = diags.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (offer.expect("no error, so an offer"), diags)
}

fn of(deal: &Workspace) -> (Offer, ValueAnalysis, Diags) {
    let (mut offer, diags) = offer_with_value(&deal.project());
    let value_analysis = offer.value_analysis.take().expect("a value analysis");
    (offer, value_analysis, diags)
}

fn pmo_value(value_analysis: &ValueAnalysis) -> &PmoValue {
    value_analysis.value.pmo_value.as_ref().expect("there are stakes")
}

/// The `[governance]` table of the leanest set.
fn leanest_table(offer: &Offer, value_analysis: &ValueAnalysis) -> String {
    governance_table(offer, &pmo_value(value_analysis).lean)
}

fn json(offer: &Offer, value_analysis: &ValueAnalysis) -> Value {
    serde_json::from_str(&json::document(&json::Value::of(offer, value_analysis, &[]))).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_str().expect("money").parse().expect("a number")
}

/// Nothing uncertain but one risk, which the office makes less likely and mild enough to be accepted.
fn one_risk(stakes: &str) -> Workspace {
    let deal = treated();
    let text = deal.text();
    assert!(text.contains("effort = { developer = [20, 30, 50] }"));
    treated().with(stakes)
}

const STAKES: &str = "[stakes]\nsource = \"S\"\nliability_cap_percent = 100\ninternal_cost = 200000\n";

#[test]
fn every_sample_is_valued_as_before() {
    for name in SAMPLES {
        let folder = format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut diags = Diags::default();
        let project = crate::support::load(folder.as_ref(), None, &mut diags);
        let (offer, _) = offer_with_value(&project);
        let value_analysis = offer.value_analysis.as_ref().expect("a value analysis");
        let turning = pipeline::turning(&offer, value_analysis);
        golden::hold(&format!("{name}/value.txt"), &report::value::text(&offer, value_analysis, &turning));
    }
}

#[test]
fn json_has_every_key_with_stakes_and_without() {
    let keys = [
        "exposure",
        "pmo_cost",
        "pmo_cost_increment",
        "loss_reduction",
        "net_value",
        "net_value_standard_error",
        "break_even_avoided_percent",
        "break_even_failure_cost",
        "frontier",
    ];
    for (stakes, stated) in [(STAKES, true), ("", false)] {
        let (offer, value_analysis, _) = of(&one_risk(stakes));
        let json = json(&offer, &value_analysis);
        assert_eq!(json["schema"], "bidwright.value/1");
        for key in keys {
            let value = json.get(key).unwrap_or_else(|| panic!("{key} is missing"));
            assert_eq!(value.is_null(), !stated && !key.starts_with("pmo_cost"), "{key}: {value}");
        }
        if stated {
            for party in ["customer", "supplier"] {
                for key in ["low", "likely", "high", "expected"] {
                    assert!(json["exposure"][party].get(key).is_some(), "{party} {key}");
                }
            }
            for point in json["frontier"].as_array().expect("a list") {
                for key in ["activities", "cost", "success", "success_surrogate", "net_value"] {
                    assert!(point.get(key).is_some(), "{key}");
                }
                let activities = point["activities"].as_array().expect("ids");
                assert!(activities.iter().any(|id| id == "charter"), "the mandatory ones are in every set");
            }
        }
    }
}

#[test]
fn net_value_is_what_is_saved_less_the_increment() {
    let (offer, value_analysis, _) = of(&one_risk(STAKES));
    let json = json(&offer, &value_analysis);
    let net = number(&json["loss_reduction"]) - number(&json["pmo_cost_increment"]);
    assert!((net - number(&json["net_value"])).abs() < 0.02);
    assert!(
        number(&json["pmo_cost"]) > number(&json["pmo_cost_increment"]),
        "the mandatory ones are in the whole"
    );
    // The offered set is a set like any other: both ways to value it agree.
    let pmo_value = pmo_value(&value_analysis);
    let lean = pmo_value.lean.offered.net_value.expect("simulated");
    assert!(
        (lean.value - pmo_value.customer.value.value).abs() < 0.02,
        "{lean:?} {:?}",
        pmo_value.customer.value
    );
    assert!((pmo_value.lean.offered.cost - pmo_value.customer.cost).abs() < 0.02);
}

#[test]
fn refusals_cost_what_the_closed_form_says() {
    // The risk refuses the delivery if its severity is above 0.8: in a fifth of its occurrences, p = 0.5. The
    // office takes 0.6 off the probability and 0.3 off the severity: 0.8 / 0.7 is beyond 1, so it never refuses.
    let (_, value_analysis, _) = of(&one_risk(STAKES));
    let pmo_value = pmo_value(&value_analysis);
    let (without, with) = (pmo_value.customer.failure_without, pmo_value.customer.failure_with);
    let expected = 0.5 * 0.2 * 200_000.0;
    assert!((without.value - expected).abs() <= 4.5 * without.se, "{without:?} {expected}");
    assert!(with.value.abs() < 1e-9, "{with:?}");
    let mean = pmo_value.exposure.customer.expected.expect("hundreds of failures");
    assert!((mean.value - 200_000.0).abs() < 1e-6, "each outright failure costs the same: {mean:?}");
}

#[test]
fn the_exposure_adds_up_from_what_is_stated() {
    let stakes = "[stakes]\nsource = \"S\"\ninternal_cost = [10, 20, 40]\nreprocurement_percent = [10, 20, 30]\n\
                  follow_on_margin = 500\nrework_percent = 50\n";
    let (offer, value_analysis, _) = of(&one_risk(stakes));
    let exposure = &pmo_value(&value_analysis).exposure;
    let net: f64 = offer.quote.totals.net.to_string().parse().expect("a number");
    let amount = |money: bidwright_base::money::Money| money.to_string().parse::<f64>().expect("a number");
    for (found, percent, internal) in [
        (exposure.customer.low, 0.1, 10.0),
        (exposure.customer.likely, 0.2, 20.0),
        (exposure.customer.high, 0.3, 40.0),
    ] {
        assert!((amount(found) - percent * net - internal).abs() < 0.011);
    }
    assert!((amount(exposure.supplier.likely) - 0.5 * net - 500.0).abs() < 0.011);
    assert_eq!(exposure.liability, None, "no cap is stated, so none is assumed");
}

#[test]
fn damages_leave_one_party_and_reach_the_other() {
    let late = "[stakes]\nsource = \"S\"\nliability_cap_percent = 100\ndeadline = 2027-01-25\n\
                delay_cost_per_week = 1000\n";
    let (_, plain, _) = of(&one_risk(late));
    let (_, agreed, _) =
        of(&one_risk(&format!("{late}damages = {{ percent_per_week = 5, cap_percent = 20 }}\n")));
    let (plain, agreed) = (pmo_value(&plain), pmo_value(&agreed));
    for (before, after) in [
        (
            (plain.customer.failure_without, plain.supplier.failure_without),
            (agreed.customer.failure_without, agreed.supplier.failure_without),
        ),
        (
            (plain.customer.failure_with, plain.supplier.failure_with),
            (agreed.customer.failure_with, agreed.supplier.failure_with),
        ),
    ] {
        let moved = (before.0.value - after.0.value, after.1.value - before.1.value);
        assert!(moved.0 > 0.0 && (moved.0 - moved.1).abs() < 1e-6, "{moved:?}");
    }
}

#[test]
fn a_small_exposure_is_told_plainly() {
    let (offer, value_analysis, diags) =
        of(&one_risk("[stakes]\nsource = \"S\"\nliability_cap_percent = 100\ninternal_cost = 100\n"));
    let pmo_value = pmo_value(&value_analysis);
    assert!(matches!(pmo_value.verdict, Verdict::NotWorthIt), "{:?}", pmo_value.verdict);
    assert!(diags.iter().any(|d| d.code == Code::OfficeNotWorthIt));
    let report = report::value::text(&offer, &value_analysis, &[]);
    assert!(report.contains("costs more than it saves at the failure cost you gave us"), "{report}");
    assert_eq!(places(&pmo_value.lean.leanest.activities), [0], "the mandatory activity alone");
}

fn places(activities: &[ActivityIdx]) -> Vec<usize> {
    activities.iter().map(|activity| activity.get()).collect()
}

#[test]
fn the_leanest_table_makes_the_leanest_offer() {
    let heavy = "[stakes]\nsource = \"S\"\nliability_cap_percent = 100\ninternal_cost = 100\n";
    let deal = one_risk(heavy);
    let (offer, value_analysis, _) = of(&deal);
    let table = leanest_table(&offer, &value_analysis);
    assert_eq!(table, "[governance]\ndrop = [\"demo\"]\n");
    let with_table = deal.clone().with(&table);
    let (lean, after, diags) = of(&with_table);
    let kept: Vec<ActivityIdx> = lean.plan.governance.activities.iter().map(|c| c.activity).collect();
    assert_eq!(kept, pmo_value(&value_analysis).lean.leanest.activities);
    assert!(lean.quote.totals.net < offer.quote.totals.net);
    assert!(lean.quote.lines.iter().all(|line| !line.id.starts_with("demo/")), "no line of what is left out");
    assert!(diags.iter().all(|d| d.code != Code::OfficeNotWorthIt));
    // Narrative and RACI follow: what is left out is told nowhere.
    let told = |offer: &Offer, project: &Project| {
        let mut diags = Diags::default();
        let kinds = [DocumentKind::Proposal, DocumentKind::StatementOfWork];
        let documents =
            kinds.map(|kind| pipeline::compose(project, offer, kind, &mut diags).expect("composed"));
        documents.map(|document| compose::markdown(&document)).concat().matches("Demo").count()
    };
    assert!(told(&offer, &deal.project()) >= 4, "in ledger, RACI and governance of what is offered");
    assert_eq!(told(&lean, &with_table.project()), 0);
    assert!(after.value.office.increment.is_zero());
}

#[test]
fn an_effort_cap_is_kept() {
    let (offer, _, _) = of(&one_risk(STAKES));
    let few = pipeline::analyse_value(&offer, Some("1".parse().expect("a number")));
    assert_eq!(places(&pmo_value(&few).lean.leanest.activities), [0], "a day is enough for the charter only");
    let many = pipeline::analyse_value(&offer, Some("100".parse().expect("a number")));
    assert_eq!(places(&pmo_value(&many).lean.leanest.activities), [0, 1]);
}

#[test]
fn levers_turn_the_answer_where_they_say() {
    let (offer, value_analysis, _) = of(&one_risk(STAKES));
    let turning = pipeline::turning(&offer, &value_analysis);
    let at = |lever: bidwright_economics::value::Lever| {
        turning.iter().find(|t| t.lever == lever).and_then(|t| t.at).expect("it turns")
    };
    // At the failure cost that turns it, the net value is within its error of nothing.
    let by = at(bidwright_economics::value::Lever::FailureCost);
    let (_, turned, _) = of(&one_risk(&STAKES.replace("200000", &format!("{:.0}", 200_000.0 * by))));
    let net = pmo_value(&turned).customer.value;
    assert!(net.value.abs() <= 2.0, "{net:?}");
    let cost = at(bidwright_economics::value::Lever::OfficeCost);
    assert!((cost - pmo_value(&value_analysis).customer.max_cost()).abs() < 0.02);
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let report = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let (offer, value_analysis, _) = of(&one_risk(STAKES));
            let turning = pipeline::turning(&offer, &value_analysis);
            json::document(&json::Value::of(&offer, &value_analysis, &turning))
        })
    };
    assert_eq!(report(1), report(3));
}

#[test]
fn an_office_priced_as_a_whole_is_an_increment_as_a_whole() {
    // A charter of a day and seven weekly demonstrations of half a day are 4.5 days: 14 % of the effort of some 34
    // days holds them, 13 % would not.
    let pool = "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"percent-of-effort\"\nrole = \"lead\"\npercent = 14\n";
    let (offer, value_analysis, _) = of(&one_risk(STAKES).file("pricing/pmo/test.toml", pool));
    let json = json(&offer, &value_analysis);
    assert_eq!(json["pmo_cost"], json["pmo_cost_increment"]);
    assert!(number(&json["pmo_cost"]) > 0.0);
    let report = report::value::text(&offer, &value_analysis, &[]);
    assert!(report.contains("is priced as a whole"), "{report}");
    // Leaving activities out does not make it cheaper, and the table says so.
    let dear = one_risk(&STAKES.replace("200000", "100")).file("pricing/pmo/test.toml", pool);
    let (offer, value_analysis, _) = of(&dear);
    let table = leanest_table(&offer, &value_analysis);
    assert!(table.contains("# this office is priced as a whole"), "{table}");
}

#[test]
fn a_late_delivery_costs_its_weeks_and_a_refused_one_its_failure_never_both() {
    // Thirty days of work for ten until the deadline: twenty days late in every delivery. The risk always occurs
    // and refuses the delivery where its severity is above 0.8.
    let stated = "[estimate]\ncontingency_percent = 0\niterations = 2000\n\
        [[objective]]\nid = \"O1\"\nstatement = \"O\"\nbenefit_per_year = 12000\n\
        [[deliverable]]\nid = \"D1\"\nname = \"D\"\nserves = [\"O1\"]\n\
        [[work]]\nid = \"W1\"\nname = \"W\"\nphase = \"build\"\neffort = { developer = 30 }\n\
        [[risk]]\nid = \"R1\"\nname = \"R\"\nfailure = \"none\"\nprobability = 1\ncost = 0\nthreatens = [\"O1\"]\n\
        [stakes]\nsource = \"S\"\ndeadline = 2027-01-22\nliability_cap_percent = 100\ninternal_cost = 50000\n\
        benefit_lost_months = 3\ndelay_cost_per_week = 1000\n\
        damages = { percent_per_week = 5, cap_percent = 20, grace_days = 10 }\n";
    let (offer, value_analysis, _) = of(&crate::deals::deal().with(stated));
    let net: f64 = offer.quote.totals.net.to_string().parse().expect("a number");
    let accepted = value_analysis.scenario_pair.without.success.accepted.value;
    assert!(accepted > 0.7 && accepted < 0.9);
    // Ten days beyond the grace are two weeks of damages; three months of 12,000 a year are 3,000.
    let damages = 2.0 * 0.05 * net;
    let customer = accepted * 4.0 * 1000.0 + (1.0 - accepted) * (50_000.0 + 3_000.0) - damages;
    let pmo_value = pmo_value(&value_analysis);
    let (theirs, ours) = (pmo_value.customer.failure_without.value, pmo_value.supplier.failure_without.value);
    assert!((theirs - customer).abs() < 1e-6, "{theirs} {customer}");
    assert!((ours - damages).abs() < 1e-6, "{ours} {damages}");
    // A lower cap on liability bounds the damages.
    let capped = stated.replace("liability_cap_percent = 100", "liability_cap_percent = 3");
    let (_, value_analysis, _) = of(&crate::deals::deal().with(&capped));
    let ours = value_analysis.value.pmo_value.as_ref().expect("stakes").supplier.failure_without.value;
    assert!((ours - 0.03 * net).abs() < 1e-6, "{ours}");
}
