//! What holds for the price of any deal, whatever is in it.

use bidwright_base::money::Money;
use bidwright_economics::price;
use bidwright_economics::price::Quote;
use bidwright_model::deal::Presentation;
use bidwright_service::pipeline;
use proptest::prelude::*;
use proptest::sample::select;

use crate::deals::{self, Workspace};

/// A deal in parts, so that a law can change one of them.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    model: &'static str,
    basis: &'static str,
    currency: &'static str,
    contingency: Contingency,
    discount: u32,
    packages: Vec<Package>,
    /// Cost in hundredths, markup, category.
    purchases: Vec<(u32, i32, &'static str)>,
    activities: Vec<Activity>,
    dropped: Vec<String>,
    office: u32,
    minimum: u32,
    payments: u32,
    seed: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Contingency {
    Percent(u32),
    Confidence(u32),
}

/// A package: role, low effort in hundredths and how far it spreads, whether it waits for the first.
#[derive(Debug, Clone)]
struct Package {
    role: &'static str,
    low: u32,
    spread: u32,
    waits: bool,
}

#[derive(Debug, Clone)]
struct Activity {
    cadence: &'static str,
    effort: u32,
    mandatory: bool,
}

pub(crate) fn sketch() -> impl Strategy<Value = Sketch> {
    let package = (select(vec!["developer", "lead"]), 0_u32..4_000, 0_u32..3_000, any::<bool>())
        .prop_map(|(role, low, spread, waits)| Package { role, low, spread, waits });
    let cadences = vec!["once", "weekly", "fortnightly", "monthly", "per-phase", "per-deliverable"];
    let activity = (select(cadences), 1_u32..300, prop::bool::weighted(0.3))
        .prop_map(|(cadence, effort, mandatory)| Activity { cadence, effort, mandatory });
    let purchase = (0_u32..9_000_000, -50_i32..60, select(vec!["licence", "travel", "subcontract", "other"]));
    let contingency = prop_oneof![
        (0_u32..40).prop_map(Contingency::Percent),
        (50_u32..=99).prop_map(Contingency::Confidence)
    ];
    let terms = (
        select(vec!["fixed-price", "fixed-price", "time-and-materials", "capped", "retainer"]),
        select(vec!["rate-card", "cost-plus"]),
        select(vec!["EUR", "JPY", "BHD"]),
        contingency,
        0_u32..60,
    );
    let scope = (
        prop::collection::vec(package, 1..5),
        prop::collection::vec(purchase, 0..4),
        prop::collection::vec(activity, 0..5),
    );
    let rest = (0_u32..5, 0_u32..20, 1_u32..6, 1_u32..1_000);
    (terms, scope, rest).prop_map(
        |(
            (model, basis, currency, contingency, discount),
            (packages, purchases, activities),
            (office, minimum, payments, seed),
        )| Sketch {
            model,
            basis,
            currency,
            contingency,
            discount,
            packages,
            purchases,
            activities,
            dropped: Vec::new(),
            office,
            minimum,
            payments,
            seed,
        },
    )
}

fn hundredths(of: u32) -> String {
    format!("{}.{:02}", of / 100, of % 100)
}

impl Sketch {
    pub(crate) fn deal(&self) -> Workspace {
        let contingency = match self.contingency {
            Contingency::Percent(of) => format!("contingency_percent = {of}"),
            Contingency::Confidence(at) => format!("confidence = {at}"),
        };
        let mut rows = vec![
            format!("[estimate]\n{contingency}\niterations = 1_000\nseed = {}", self.seed),
            "[commercial]".into(),
            format!("discount = {{ percent = {}, reason = \"A law\" }}", self.discount),
        ];
        match self.model {
            "capped" => rows.push("cap = 1_000_000_000_000".into()),
            "retainer" => rows.push("term_months = 7\nhours_per_month = 131.5".into()),
            _ => {}
        }
        rows.extend([
            "[[deliverable]]".into(),
            "id = \"D1\"\nname = \"Thing\"\nacceptance = \"Seen\"".into(),
        ]);
        rows.extend(self.packages.iter().enumerate().map(|(at, p)| {
            let [low, likely, high] = [p.low, p.low + p.spread / 3, p.low + p.spread].map(hundredths);
            let after = if p.waits && at > 0 { "after = [\"W0\"]" } else { "deliverable = \"D1\"" };
            format!(
                "[[work]]\nid = \"W{at}\"\nname = \"Work\"\nphase = \"build\"\neffort = {{ {} = [{low}, {likely}, {high}] }}\n{after}",
                p.role
            )
        }));
        rows.extend(self.purchases.iter().enumerate().map(|(at, (cost, markup, category))| {
            let cost = hundredths(*cost);
            format!("[[purchase]]\nid = \"P{at}\"\nname = \"Bought\"\ncost = {cost}\nmarkup_percent = {markup}\ncategory = \"{category}\"")
        }));
        rows.extend((0..self.payments).map(|at| {
            let share = if at == 0 { "rest = true".into() } else { format!("percent = {at}.37") };
            format!("[[payment]]\nname = \"Part\"\n{share}\ndue = \"signature\"")
        }));
        if !self.dropped.is_empty() {
            rows.push(format!("[governance]\ndrop = {:?}", self.dropped));
        }
        let activities = self.activities.iter().enumerate().map(|(at, a)| {
            let phase = if a.cadence == "once" { "phase = \"build\"" } else { "" };
            format!(
                "[[activity]]\nid = \"a{at}\"\nname = \"Activity\"\n{phase}\ncadence = \"{}\"\neffort = {{ lead = {} }}\ndeliverable = \"Page\"\ncustomer_value = \"Seen\"\nmandatory = {}\n",
                a.cadence, hundredths(a.effort), a.mandatory
            )
        });
        let methodology: String = std::iter::once(deals::METHODOLOGY.to_owned()).chain(activities).collect();
        deals::deal()
            .head(&format!("currency = \"{}\"\nmodel = \"{}\"", self.currency, self.model))
            .with(&rows.join("\n"))
            .file("pricing/rates/test.toml", &deals::card(
                self.basis,
                &[("developer", "301.50", "799.99"), ("lead", "487.25", "1201")],
                "burden_percent = 27.7\noverhead_percent = 12.1\ntarget_margin_percent = 31\nescalation_percent = 0",
            ))
            .file("pricing/pmo/test.toml", &format!(
                "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\noffice_percent = {}\nminimum_days = {}\n",
                self.office, self.minimum
            ))
            .file("pricing/taxes/test.toml", TAXES)
            .file("pricing/currencies.toml", RATES_OF_EXCHANGE)
            .file("templates/methodologies/test.toml", &methodology)
    }

    fn quote(&self) -> Quote {
        self.deal().offer().quote
    }
}

const TAXES: &str = r#"
    format = 1
    id = "test"
    [[tax]]
    category = "S"
    percent = 25
    label = "VAT"
    [[tax]]
    category = "R"
    percent = 8.1
    label = "VAT"
    applies_to = ["travel", "other"]
"#;

const RATES_OF_EXCHANGE: &str = r#"
    format = 1
    [[rate]]
    from = "EUR"
    to = "JPY"
    date = 2026-11-02
    rate = "171.37"
    [[rate]]
    from = "BHD"
    to = "EUR"
    date = 2026-11-02
    rate = "2.29"
"#;

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.sum()
}

fn adds_up(quote: &Quote) {
    let totals = quote.totals;
    assert_eq!(sum(quote.lines.iter().map(|line| line.cost)), totals.cost);
    assert_eq!(sum(quote.lines.iter().map(|line| line.price)), totals.price);
    assert_eq!(sum(quote.taxes.iter().map(|tax| tax.net)), totals.net);
    assert_eq!(sum(quote.taxes.iter().map(|tax| tax.tax)), totals.tax);
    assert_eq!(sum(quote.payments.iter().map(|payment| payment.amount)), totals.net);
    assert_eq!(sum(quote.payments.iter().map(|payment| payment.tax)), totals.tax);
    assert_eq!(totals.net + totals.tax, totals.gross);
    let decimals = quote.currency.decimals();
    for amount in [totals.office, totals.purchases, totals.discount, totals.pmo_price, totals.tax] {
        assert_eq!(amount.amount().scale(), decimals, "{amount}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_their_wholes_with_the_delivery_office_and_without(sketch in sketch()) {
        let offer = sketch.deal().offer();
        adds_up(&offer.quote);
        adds_up(&pipeline::without_pmo(&offer));
        crate::explain_figures::holds(&bidwright_review::explain::ExplainedFigures::of(&offer));
        for how in [Presentation::InRates, Presentation::InDeliverables, Presentation::IncludedBlock] {
            let rows = price::presented(&offer.deal, &offer.quote, how);
            prop_assert_eq!(sum(rows.iter().map(|row| row.price)), offer.quote.totals.price);
        }
    }

    #[test]
    fn a_higher_discount_never_raises_the_net_price(sketch in sketch(), more in 1_u32..39) {
        let dearer = sketch.quote().totals;
        let cheaper = Sketch { discount: sketch.discount + more, ..sketch }.quote().totals;
        prop_assert!(cheaper.net <= dearer.net);
        prop_assert_eq!(cheaper.price, dearer.price);
        prop_assert_eq!(cheaper.cost, dearer.cost);
    }

    #[test]
    fn more_effort_never_costs_less(sketch in sketch(), more in 0_u32..1_000) {
        let less = sketch.quote().totals;
        let mut longer = sketch;
        longer.packages[0].low += more;
        let longer = longer.quote().totals;
        prop_assert!(longer.cost >= less.cost);
        prop_assert!(longer.direct_labour >= less.direct_labour);
    }

    #[test]
    fn leaving_an_activity_out_never_costs_more(sketch in sketch(), which in any::<prop::sample::Index>()) {
        let free: Vec<usize> = (0..sketch.activities.len()).filter(|at| !sketch.activities[*at].mandatory).collect();
        prop_assume!(!free.is_empty());
        // Under a minimum the days left out return as its top-up, whose line rounds for itself: a unit may move.
        let whole = Sketch { minimum: 0, ..sketch };
        let dropped = vec![format!("a{}", free[which.index(free.len())])];
        let leaner = Sketch { dropped, ..whole.clone() }.quote().totals;
        let whole = whole.quote().totals;
        prop_assert!(leaner.cost <= whole.cost);
        prop_assert!(leaner.pmo_cost <= whole.pmo_cost);
    }

    #[test]
    fn what_is_certain_needs_no_contingency(sketch in sketch(), confidence in 50_u32..=99) {
        let mut certain = Sketch { contingency: Contingency::Confidence(confidence), ..sketch };
        for package in &mut certain.packages {
            package.spread = 0;
        }
        let totals = certain.quote().totals;
        prop_assert!(totals.contingency.is_zero(), "{}", totals.contingency);
        prop_assert!(totals.contingency_standard_error.is_none_or(Money::is_zero));
    }

    #[test]
    fn the_order_of_rows_changes_no_total(sketch in sketch()) {
        let mut turned = sketch.clone();
        // The first package stays: others wait for it by its name.
        turned.packages[1..].reverse();
        turned.purchases.reverse();
        // Draws belong to ids, and these move with their rows.
        turned.contingency = Contingency::Percent(7);
        let straight = Sketch { contingency: Contingency::Percent(7), ..sketch };
        let (a, b) = (straight.quote().totals, turned.quote().totals);
        // Not tax: a spare cent of discount goes to the later of two equal lines, which may be taxed otherwise.
        prop_assert_eq!((a.cost, a.price, a.net, a.pmo_cost), (b.cost, b.price, b.net, b.pmo_cost));
    }

    #[test]
    fn the_seed_moves_contingency_and_what_follows_from_it_only(sketch in sketch(), seed in 1_000_u32..2_000) {
        let (a, b) = (sketch.quote(), Sketch { seed, ..sketch.clone() }.quote());
        prop_assert_eq!(a.totals.cost, b.totals.cost);
        prop_assert_eq!(a.totals.pmo_cost, b.totals.pmo_cost);
        for (a, b) in a.lines.iter().zip(&b.lines) {
            prop_assert_eq!((&a.id, a.days, a.cost), (&b.id, b.days, b.cost));
        }
        if sketch.model != "fixed-price" || matches!(sketch.contingency, Contingency::Percent(_)) {
            prop_assert_eq!(a.totals, b.totals);
        }
    }

    #[test]
    fn where_every_activity_is_mandatory_the_offer_is_its_own_counterfactual(sketch in sketch()) {
        let mut whole = sketch;
        for activity in &mut whole.activities {
            activity.mandatory = true;
        }
        let offer = whole.deal().offer();
        prop_assert_eq!(pipeline::without_pmo(&offer).totals, offer.quote.totals);
    }
}
