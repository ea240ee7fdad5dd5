//! Every rule of the shipped policy: when it fires, when it does not, and where it turns.

use std::collections::{BTreeMap, BTreeSet};

use bidwright_base::diag::Diags;
use bidwright_input as input;
use bidwright_input::Project;
use bidwright_model::book::{Policy, Verdict};
use bidwright_model::rules::{Context, Datum};
use bidwright_review::{Ruling, review};

fn standard() -> Policy {
    let mut diags = Diags::default();
    input::check(
        &Project::from_text(&bidwright::library(), include_str!("review_deal.toml").to_owned()),
        &mut diags,
    )
    .expect("a deal without errors")
    .book
    .policy
}

/// A deal no rule has anything to say about.
fn sound() -> Context {
    Context::neutral()
        .with("deal.model", "fixed-price")
        .with("deal.currency", "EUR")
        .with("deal.valid_days", n(30.0))
        .with("policy.margin_floor_percent", n(22.0))
        .with("estimate.confidence", n(80.0))
        .with("quote.cost", n(600.0))
        .with("quote.contingency", n(60.0))
        .with("quote.net", n(1000.0))
        .with("quote.margin_percent", n(34.0))
        .with("quote.pmo_price", n(100.0))
        .with("quote.pmo_share_percent", n(10.0))
        .with("quote.payment_terms_days", n(30.0))
        .with("offer.lean_band_low_percent", n(6.0))
        .with("offer.lean_band_high_percent", n(15.0))
        .with("offer.liability_cap_percent", n(100.0))
        .with("forecast.with.within_base", n(0.8))
}

fn fired(policy: &Policy, context: &Context) -> Vec<String> {
    review(policy, context, String::new()).fired.into_iter().map(|fired| fired.rule).collect()
}

fn some(ids: &[&str]) -> Datum {
    Datum::Texts(ids.iter().map(|id| (*id).to_owned()).collect())
}

/// A number as written here: the literals of the table have few digits.
fn n(number: f64) -> Datum {
    Datum::Number(number.to_string().parse().expect("a decimal"))
}

/// A rule, what of the sound deal is changed, and whether it fires then.
type Case = (&'static str, Vec<(&'static str, Datum)>, bool);

#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Case> {
    // Of a figure: one value at which the rule keeps silent and the next at which it speaks.
    let turn = |rule, path, quiet: f64, speaks: f64| -> [Case; 2] {
        [(rule, vec![(path, n(quiet))], false), (rule, vec![(path, n(speaks))], true)]
    };
    let list = |rule, path| -> [Case; 2] {
        [(rule, vec![(path, some(&[]))], false), (rule, vec![(path, some(&["X"]))], true)]
    };
    let mut cases: Vec<Case> = Vec::new();
    for pair in [
        turn("discount-manager", "quote.discount_percent", 10.0, 10.001),
        turn("discount-manager", "quote.discount_percent", 20.001, 20.0),
        turn("discount-director", "quote.discount_percent", 20.0, 20.001),
        turn("discount-director", "quote.discount_percent", 30.001, 30.0),
        turn("discount-limit", "quote.discount_percent", 30.0, 30.001),
        turn("margin-floor", "quote.margin_percent", 22.0, 21.999),
        turn("margin-thin", "quote.margin_percent", 26.0, 25.999),
        turn("margin-thin", "quote.margin_percent", 21.999, 22.0),
        turn("nothing-to-sell", "quote.net", 0.01, 0.0),
        turn("large-deal", "quote.net", 2_000_000.0, 2_000_000.01),
        turn("contingency-below-p70", "estimate.confidence", 70.0, 69.0),
        turn("contingency-heavy", "quote.contingency", 150.0, 150.01),
        turn("supplier-exposure", "value.exposure.supplier.likely", 500.0, 500.01),
        turn("liability-above-price", "offer.liability_cap_percent", 100.0, 100.1),
        turn("success-low", "forecast.with.success.joint", 0.5, 0.499),
        turn("deadline-tight", "forecast.with.success.on_time", 0.7, 0.699),
        turn("over-budget", "forecast.with.success.in_budget", 0.5, 0.499),
        turn("pmo-removed", "quote.pmo_price", 0.01, 0.0),
        turn("pmo-share-low", "quote.pmo_share_percent", 6.0, 5.999),
        turn("pmo-share-high", "quote.pmo_share_percent", 15.0, 15.001),
        turn("payment-terms-long", "quote.payment_terms_days", 60.0, 61.0),
        turn("validity-short", "deal.valid_days", 14.0, 13.0),
        turn("validity-long", "deal.valid_days", 90.0, 91.0),
        turn("exchange-rate-stale", "offer.exchange_rate_days", 90.0, 91.0),
        turn("rates-old", "deal.days_since_rates", 365.0, 366.0),
        turn("rates-expire", "deal.rates_days_left", 0.0, -1.0),
        turn("dependencies-undated", "offer.dependencies_without_date", 0.0, 1.0),
        list("pmo-thinned", "offer.left_out_recommended"),
        list("assumptions-at-our-risk", "offer.assumptions_at_our_risk"),
        list("scope-unpriced", "offer.deliverables_unpriced"),
        list("scope-unsold", "offer.work_unsold"),
        list("acceptance-unmeasurable", "offer.deliverables_unmeasurable"),
        list("objectives-undelivered", "offer.objectives_undelivered"),
        list("roles-unnamed", "offer.roles_unnamed"),
        list("changed-since-last-revision", "changes"),
    ] {
        cases.extend(pair);
    }
    // What may be missing does not fire by being missing.
    for (rule, path) in [
        ("margin-floor", "quote.margin_percent"),
        ("margin-thin", "quote.margin_percent"),
        ("supplier-exposure", "value.exposure.supplier.likely"),
        ("liability-above-price", "offer.liability_cap_percent"),
        ("success-low", "forecast.with.success.joint"),
        ("deadline-tight", "forecast.with.success.on_time"),
        ("over-budget", "forecast.with.success.in_budget"),
        ("pmo-share-low", "quote.pmo_share_percent"),
        ("pmo-share-high", "quote.pmo_share_percent"),
        ("exchange-rate-stale", "offer.exchange_rate_days"),
        ("rates-expire", "deal.rates_days_left"),
        ("pmo-not-worth-it", "value.net_value"),
    ] {
        cases.push((rule, vec![(path, Datum::Null)], false));
    }
    let concessions = |discount: f64, days: f64| {
        vec![("quote.discount_percent", n(discount)), ("quote.payment_terms_days", n(days))]
    };
    let plain = |within: f64, model: &str| {
        vec![
            ("estimate.confidence", Datum::Null),
            ("forecast.with.within_base", n(within)),
            ("deal.model", model.into()),
        ]
    };
    let net_value =
        |value: f64| vec![("value.net_value", n(value)), ("value.net_value_standard_error", n(10.0))];
    let reasoned = |value: Datum| {
        vec![
            ("value.net_value", value),
            ("value.net_value_standard_error", n(10.0)),
            ("offer.office_reason", "Their auditors ask for it".into()),
        ]
    };
    let exposed =
        |days: f64| vec![("offer.foreign_currencies", some(&["USD"])), ("deal.valid_days", n(days))];
    let at_risk = |ids: &[&str]| vec![("offer.assumptions_at_our_risk", some(ids))];
    cases.extend([
        ("two-concessions", concessions(0.1, 31.0), true),
        ("two-concessions", concessions(0.0, 31.0), false),
        ("two-concessions", concessions(0.1, 30.0), false),
        (
            "margin-floor",
            vec![("quote.margin_percent", n(22.0)), ("policy.margin_floor_percent", n(23.0))],
            true,
        ),
        ("price-cut-since-last-revision", vec![("previous.net", n(1052.0))], false),
        ("price-cut-since-last-revision", vec![("previous.net", n(1053.0))], true),
        ("margin-cut-since-last-revision", vec![("previous.margin_percent", n(37.0))], false),
        ("margin-cut-since-last-revision", vec![("previous.margin_percent", n(37.001))], true),
        ("large-deal", vec![("quote.net", n(9e9)), ("deal.currency", "JPY".into())], false),
        ("contingency-below-p70", plain(0.7, "fixed-price"), false),
        ("contingency-below-p70", plain(0.699, "fixed-price"), true),
        ("contingency-below-p70", plain(0.1, "time-and-materials"), false),
        ("pmo-share-low", vec![("quote.pmo_share_percent", n(0.0)), ("quote.pmo_price", n(0.0))], false),
        ("pmo-not-worth-it", net_value(-20.0), false),
        ("pmo-not-worth-it", net_value(-20.01), true),
        // A reason turns the block into a question to an approver.
        ("pmo-not-worth-it", reasoned(n(-20.01)), false),
        ("pmo-not-worth-it-reason", reasoned(n(-20.0)), false),
        ("pmo-not-worth-it-reason", reasoned(n(-20.01)), true),
        ("pmo-not-worth-it-reason", reasoned(Datum::Null), false),
        ("pmo-not-worth-it-reason", net_value(-20.01), false),
        ("currency-exposed", exposed(30.0), false),
        ("currency-exposed", exposed(31.0), true),
        ("currency-exposed", vec![("deal.valid_days", n(31.0))], false),
        ("liability-uncapped", vec![], false),
        ("liability-uncapped", vec![("offer.liability_cap_percent", Datum::Null)], true),
        ("assumptions-at-our-risk", at_risk(&["A1", "A2"]), true),
        ("assumptions-at-our-risk", at_risk(&["A1", "A2", "A3"]), false),
        ("assumptions-many-at-our-risk", at_risk(&["A1", "A2"]), false),
        ("assumptions-many-at-our-risk", at_risk(&["A1", "A2", "A3"]), true),
    ]);
    cases
}

#[test]
fn each_rule_fires_and_keeps_silent_where_it_should() {
    let policy = standard();
    assert_eq!(fired(&policy, &sound()), Vec::<String>::new(), "the sound deal is clear");
    let mut seen: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
    for (rule, changes, fires) in cases() {
        let context =
            changes.iter().fold(sound(), |context, (path, value)| context.with(path, value.clone()));
        let found = fired(&policy, &context);
        assert_eq!(found.iter().any(|id| id == rule), fires, "{rule} with {changes:?}: {found:?}");
        seen.entry(rule).or_default().insert(fires);
    }
    for rule in &policy.rules {
        let both = BTreeSet::from([false, true]);
        assert_eq!(seen.get(rule.id.as_str()), Some(&both), "`{}` is not tried both ways", rule.id);
    }
}

#[test]
fn every_figure_in_a_sentence_is_filled() {
    for rule in &standard().rules {
        let told = rule.message.render(&sound());
        assert!(!told.contains("{{") && !told.contains("}}") && !told.is_empty(), "{}: {told}", rule.id);
    }
}

#[test]
fn the_worst_rule_decides_and_stands_first() {
    let policy = standard();
    let noted = review(&policy, &sound().with("deal.valid_days", n(10.0)), String::new());
    assert_eq!((noted.ruling, noted.fired[0].verdict), (Ruling::Clear, Verdict::Note));
    let requests = sound().with("deal.valid_days", n(10.0)).with("quote.discount_percent", n(12.0));
    let requests = review(&policy, &requests, String::new());
    assert_eq!((requests.ruling, requests.approvers()), (Ruling::Approve, vec!["sales-manager"]));
    assert_eq!(requests.fired[0].figures, [("quote.discount_percent".to_owned(), n(12.0))]);
    let blocked = sound().with("quote.discount_percent", n(12.0)).with("quote.margin_percent", n(3.0));
    let blocked = review(&policy, &blocked, String::new());
    assert_eq!((blocked.ruling, blocked.fired[0].rule.as_str()), (Ruling::Block, "margin-floor"));
    assert_eq!(blocked.fired.len(), 2);
}
