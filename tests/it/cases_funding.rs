//! What is told of delivery management fits in what is priced, for every kind of office.

use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::quantity::Days;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan::Governance;
use bidwright_input::Project;
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_review::funding_check;
use bidwright_service::pipeline;
use proptest::prelude::*;
use rust_decimal::Decimal;

const MINI: &str = include_str!("../cases/told-more-than-funded.toml");

fn of_text(deal: impl Into<String>) -> Project {
    Project::from_text(&bidwright::library(), deal.into())
}

fn offered(project: &Project) -> Result<Offer, Vec<Diagnostic>> {
    let mut diags = Diags::default();
    let offer = pipeline::offer(project, &mut diags);
    offer.ok_or_else(|| diags.iter().filter(|one| one.severity == Severity::Error).cloned().collect())
}

fn only_error(project: &Project) -> Diagnostic {
    let Err(found) = offered(project) else { panic!("it should not be offered") };
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    one.clone()
}

/// Days of all that takes place in the plan of an offer, each as often as it is counted.
fn told(offer: &Offer) -> Decimal {
    let Governance { activities, .. } = &offer.plan.governance;
    let each = activities.iter().flat_map(|one| {
        let effort = &offer.book.methodology.activities[one.activity].effort;
        effort.iter().map(move |(_, days)| days.0 * Decimal::from(one.count))
    });
    each.sum()
}

/// What stands in backticks and is meant to be pasted.
fn pasted<'h>(hint: &'h str, start: &str) -> &'h str {
    let from = hint.find(start).unwrap_or_else(|| panic!("{start} in {hint}"));
    hint[from..].split('`').next().expect("it ends")
}

#[test]
fn more_told_than_funded_is_an_error_that_names_both_and_the_way_out() {
    let found = only_error(&of_text(MINI));
    assert_eq!(found.code, Code::UnfundedEffort);
    assert!(found.place.is_some());
    assert!(found.message.contains("pays for 4"), "{}", found.message);
    let hint = found.hint.as_deref().expect("a way out");
    // Each of the three ways works as it stands.
    let drop = format!("{MINI}\n[governance]\n{}\n", pasted(hint, "drop = ["));
    let lean = offered(&of_text(drop)).expect("fewer activities");
    assert!(told(&lean) <= Decimal::from(4) * Decimal::new(105, 2), "what is left fits");
    let counted = MINI.replace("\"percent-of-effort\"", "\"activity-based\"");
    assert!(offered(&of_text(counted)).is_ok(), "an office that counts");
    let office =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/pricing/pmo/percent-of-effort.toml"));
    let dearer = office.expect("an office").replace("percent = 12", pasted(hint, "percent = "));
    let project = of_text(MINI).with("pricing/pmo/percent-of-effort.toml", dearer);
    assert!(offered(&project).is_ok(), "a higher percentage: {hint}");
}

#[test]
fn the_certificate_is_withheld_where_told_does_not_fit() {
    // A day and a half told, a day funded.
    let project = office("staffed = { setup_days = 1, fte = 0, closeout_days = 0 }", "staffed", "1.5");
    assert_eq!(only_error(&project).code, Code::UnfundedEffort);
    let fits = office("staffed = { setup_days = 1, fte = 0, closeout_days = 0 }", "staffed", "1.05");
    let offer = offered(&fits).expect("five in a hundred are the same");
    let held = funding_check::certificate(&offer).expect("a certificate");
    assert_eq!((held.days, held.told), (Days(Decimal::ONE), Some(Days(Decimal::new(105, 2)))));
}

/// Twenty days of work, an office of a kind, and one activity of so many days.
fn office(keys: &str, kind: &str, days: &str) -> Project {
    let activity = format!(
        "[[activity]]\nid = \"lead\"\nname = \"Leading the work\"\ncustomer_value = \"V\"\ndeliverable = \"Log\"\neffort = {{ lead = {days} }}"
    );
    let methodology = format!("{}\n{activity}", crate::deals::METHODOLOGY);
    bare_office(keys, kind).file("templates/methodologies/test.toml", &methodology).project()
}

fn bare_office(keys: &str, kind: &str) -> crate::deals::Workspace {
    crate::deals::deal()
        .with("[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = { developer = 20 }")
        .with("[[payment]]\nname = \"All\"\npercent = 100\ndue = \"signature\"")
        .file(
            "pricing/pmo/test.toml",
            &format!(
                "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"{kind}\"\nrole = \"lead\"\n{keys}\n"
            ),
        )
}

#[test]
fn an_office_without_any_activity_is_hours_without_a_deliverable() {
    for (kind, keys) in [
        ("percent-of-effort", "percent = 10"),
        ("percent-of-effort", "percent = 0\nminimum_days = 3"),
        ("percent-of-effort", "percent = 0\noffice_percent = 3"),
        ("tiered", "tiers = [{ percent = 10 }]"),
        ("staffed", "staffed = { setup_days = 1, fte = 0.5, closeout_days = 1 }"),
    ] {
        let found = only_error(&bare_office(keys, kind).project());
        assert_eq!(found.code, Code::UnbackedHours, "{kind} {keys}");
    }
    // What costs nothing, or counts what there is, promises nothing.
    for (kind, keys) in [("percent-of-effort", "percent = 0"), ("activity-based", "minimum_days = 4")] {
        let offer = bare_office(keys, kind).offer();
        assert!(offer.quote.totals.pmo_price.is_zero(), "{kind}");
    }
}

/// Activities of the library's methodology that take place in a deal with work in these phases.
fn taking_place(deal: &str) -> Vec<(String, u64)> {
    let offer = offered(&of_text(deal)).unwrap_or_else(|found| panic!("{found:#?}"));
    let activities = &offer.book.methodology.activities;
    let row =
        |one: &bidwright_economics::plan::Counted| (activities[one.activity].id.value.clone(), one.count);
    offer.plan.governance.activities.iter().map(row).collect()
}

#[test]
fn an_activity_of_a_phase_without_work_is_not_told_not_counted_and_not_priced() {
    let deal = MINI.replace("\"percent-of-effort\"", "\"activity-based\"");
    let there = taking_place(&deal);
    for absent in ["outcome-kickoff", "scope-baseline", "design-proof", "go-live-decision", "outcome-review"]
    {
        assert!(there.iter().all(|(id, _)| id != absent), "{absent}");
    }
    // What it needs was made before, or by others: the rehearsal of what is built takes place.
    assert!(there.contains(&("integration-rehearsal".to_owned(), 1)), "{there:?}");
    assert!(there.iter().any(|(id, count)| id == "working-demo" && *count == 4), "{there:?}");
    let project = of_text(deal.clone());
    let offer = offered(&project).expect("an offer");
    assert!(offer.quote.lines.iter().all(|line| !line.id.starts_with("go-live-decision")));
    for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
        let document = pipeline::compose(&project, &offer, kind, &mut Diags::default()).expect("a document");
        let text = compose::markdown(&document);
        assert!(!text.contains("Go-live decision") && !text.contains("Outcome review"), "{kind:?}");
    }
    // With work in the phase it is there again, once.
    let more = "\n[[work]]\nid = \"W2\"\nname = \"Launch\"\nphase = \"launch\"\nafter = [\"W1\"]\neffort = { developer = 5 }\n";
    assert!(taking_place(&format!("{deal}{more}")).contains(&("go-live-decision".to_owned(), 1)));
}

#[test]
fn what_needs_an_activity_that_does_not_take_place_does_not_wait_for_it() {
    let later = "\n[[phase]]\nid = \"later\"\nname = \"Later\"\npurpose = \"P\"\ngate = \"G\"\n";
    let activity = |id: &str, more: &str| {
        format!(
            "[[activity]]\nid = \"{id}\"\nname = \"{id}\"\ncustomer_value = \"V\"\ndeliverable = \"{id}\"\neffort = {{ lead = 1 }}\n{more}\n"
        )
    };
    let methodology = [
        crate::deals::METHODOLOGY.to_owned() + later,
        activity("ground", "phase = \"later\""),
        activity("first", "needs = [\"ground\"]"),
        activity("free", ""),
    ]
    .join("\n");
    let offer =
        bare_office("", "activity-based").file("templates/methodologies/test.toml", &methodology).offer();
    let activities = &offer.book.methodology.activities;
    let there: Vec<&str> = offer
        .plan
        .governance
        .activities
        .iter()
        .map(|one| activities[one.activity].id.value.as_str())
        .collect();
    assert_eq!(there, ["first", "free"]);
}

/// An activity that comes with each payment, in a deal of twenty-two days of one developer.
fn per_payment(head: &str, more: &str) -> u64 {
    let activity = "[[activity]]\nid = \"statement\"\nname = \"Statement\"\ncustomer_value = \"V\"\ndeliverable = \"Page\"\n\
        cadence = \"per-payment\"\neffort = { lead = 1 }";
    let offer = crate::deals::deal()
        .head(head)
        .with("[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = { developer = 22 }")
        .with(more)
        .file(
            "pricing/pmo/test.toml",
            "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\n",
        )
        .file("templates/methodologies/test.toml", &format!("{}\n{activity}", crate::deals::METHODOLOGY))
        .offer();
    offer.plan.governance.activities.first().map_or(0, |one| one.count)
}

#[test]
fn without_payments_what_comes_with_a_payment_comes_each_month() {
    assert_eq!(per_payment("model = \"time-and-materials\"", ""), 2, "22 days are two months");
    let capped = "[commercial]\ncap = 100000";
    assert_eq!(per_payment("model = \"capped\"", capped), 2);
    let retainer = "[commercial]\nterm_months = 6\nhours_per_month = 40";
    assert_eq!(per_payment("model = \"retainer\"", retainer), 6, "a retainer's months");
    let three = "[[payment]]\nname = \"A\"\npercent = 30\ndue = \"signature\"\n[[payment]]\nname = \"B\"\npercent = 30\n\
        due = 2027-02-01\n[[payment]]\nname = \"C\"\nrest = true\ndue = 2027-03-01";
    assert_eq!(per_payment("", three), 3, "as many as there are");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn told_effort_never_exceeds_what_is_funded_by_more_than_the_bound(
        kind in prop::sample::select(vec!["percent-of-effort", "tiered", "staffed", "activity-based"]),
        share in 0_u32..60,
        minimum in 0_u32..12,
        effort in 1_u32..120,
        each in prop::collection::vec((0_u32..8, prop::sample::select(vec!["once", "weekly", "monthly", "per-phase", "per-deliverable", "per-payment"])), 0..4),
    ) {
        let keys = match kind {
            "percent-of-effort" => format!("percent = {share}"),
            "tiered" => format!("tiers = [{{ up_to_days = 20, percent = {share} }}, {{ percent = {} }}]", share / 2),
            "staffed" => format!("staffed = {{ setup_days = 1, fte = 0.{share:02}, closeout_days = 0 }}"),
            _ => String::new(),
        };
        let activities: Vec<String> = each.iter().enumerate().map(|(at, (quarters, cadence))| format!(
            "[[activity]]\nid = \"a{at}\"\nname = \"Doing {at}\"\ncustomer_value = \"V\"\ndeliverable = \"D{at}\"\ncadence = \"{cadence}\"\neffort = {{ lead = {} }}",
            Decimal::from(quarters + 1) / Decimal::from(4)
        )).collect();
        let project = crate::deals::deal()
            .with(&format!("[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = {{ developer = {effort} }}"))
            .file("pricing/pmo/test.toml", &format!(
                "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"{kind}\"\nrole = \"lead\"\nminimum_days = {minimum}\n{keys}\n"
            ))
            .file("templates/methodologies/test.toml", &format!("{}\n{}", crate::deals::METHODOLOGY, activities.join("\n")))
            .project();
        match offered(&project) {
            Ok(offer) => {
                let promised = !CustomerOffer::of(&offer).method.activities.is_empty();
                let told = if promised { told(&offer) } else { Decimal::ZERO };
                let funded: Decimal =
                    offer.quote.lines.iter().filter(|line| line.kind.is_pmo()).filter_map(|line| line.days).map(|days| days.0).sum();
                prop_assert!(told <= funded * Decimal::new(105, 2), "{told} told, {funded} funded");
            }
            Err(found) => {
                let known = [Code::UnfundedEffort, Code::UnbackedHours];
                prop_assert!(found.iter().all(|one| known.contains(&one.code)), "{found:#?}");
            }
        }
    }
}
