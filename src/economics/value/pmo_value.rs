//! Puts the figures together: losses of both parties with the office and without, and what follows.

use rust_decimal::Decimal;

use super::case::{Valued, customer_losses};
use super::failure::{Costs, Weights};
use super::net::{Losses, break_even, net, odds_ratio};
use super::prior::{Prior, cross_check};
use super::result::{Outturn, Results};
use super::{Exposure, OfficeCost, PmoValue, Value, Verdict, exposure, lean, ledger};
use crate::forecast::terms::{at_same_contingency, own_hours};
use crate::forecast::{NetValueFn, Outcome, Payment, ScenarioPair, Success, double};
use crate::plan;
use crate::plan::Scope;
use crate::price::Priced;
use bidwright_base::simulated::Simulated;

/// Below so many outright failures no mean is given.
const ENOUGH_FAILURES: usize = 100;

/// Values an offer: what its delivery office costs, and what it brings. `effort_cap` bounds our days of
/// governance in the lean search.
#[must_use]
pub fn value(offer: Priced<'_>, scenario_pair: &ScenarioPair, effort_cap: Option<Decimal>) -> Value {
    let case = Valued { offer, scenario_pair };
    let office = office(case);
    let exposure = exposure(offer.deal, offer.quote.totals.net);
    Value { office, pmo_value: exposure.map(|exposure| pmo_value(case, office, exposure, effort_cap)) }
}

/// What the office costs.
fn office(case: Valued<'_>) -> OfficeCost {
    let Valued { offer, scenario_pair } = case;
    let quote = offer.quote;
    let terms = &scenario_pair.terms;
    let money = |amount: Decimal| quote.currency.round(amount);
    let bare = plan::plan(offer.deal, offer.book, Scope::WITHOUT_PMO);
    let bare_cost = at_same_contingency(offer.planned().with_plan(&bare), quote).totals.pmo_cost;
    let all_hours = own_hours(offer.planned(), quote, true);
    OfficeCost {
        whole: money(quote.totals.pmo_price.amount() * terms.keep + all_hours),
        increment: money(terms.price + terms.own_hours),
        own_hours: money(terms.own_hours),
        supplier: money((quote.totals.pmo_cost - bare_cost).amount() - terms.price),
    }
}

fn pmo_value(
    case: Valued<'_>,
    office: OfficeCost,
    exposure: Exposure,
    effort_cap: Option<Decimal>,
) -> PmoValue {
    let Valued { offer, scenario_pair } = case;
    let quote = offer.quote;
    let terms = &scenario_pair.terms;
    let failure = case.failure(Weights::STATED);
    let (with, without) = (&scenario_pair.with, &scenario_pair.without);
    let costs = [failure.costs(&without.outcome), failure.costs(&with.outcome)];
    let [bare, full] = &costs;

    let theirs = [
        customer_losses(terms.without, 0.0, &without.outcome, bare),
        customer_losses(terms.with, double(terms.price), &with.outcome, full),
    ];
    let ours = [
        supplier_losses(terms.without, bare_office_paid(case), &without.outcome, bare),
        supplier_losses(
            terms.with,
            double(quote.totals.pmo_price.amount() * terms.keep),
            &with.outcome,
            full,
        ),
    ];
    let cost = terms.increment();
    let customer = net(&theirs[0], &theirs[1], cost);
    let supplier = net(&ours[0], &ours[1], double(office.supplier.amount()));
    let breaks =
        |one: &Success, other: &Success| break_even((&theirs[0], &theirs[1]), (other.met(), one.met()), cost);
    let same_budget = breaks(&with.success, &without.success);
    let repriced = breaks(&scenario_pair.repriced, &without.success);

    let likely = double(exposure.customer.likely.amount());
    let lean = lean::lean(case, &failure, effort_cap);
    let verdict = verdict(&customer, &lean);
    PmoValue {
        exposure: expected(exposure, &without.outcome, bare),
        break_even_points: (likely > 0.0).then(|| 100.0 * cost / likely),
        check: cross_check(
            Prior::of(offer.book),
            odds_ratio(same_budget.without, same_budget.with),
            same_budget.odds,
        ),
        results: results(case, &costs),
        ledger: ledger::ledger(case, &lean.problem),
        lean,
        customer,
        supplier,
        same_budget,
        repriced,
        verdict,
    }
}

/// What the mandatory activities' part of the price is, after discount.
fn bare_office_paid(case: Valued<'_>) -> f64 {
    let terms = &case.scenario_pair.terms;
    double(case.offer.quote.totals.pmo_price.amount() * terms.keep - terms.price)
}

/// M = R − C − liabilities.
fn results(case: Valued<'_>, [bare, full]: &[Costs; 2]) -> Results {
    let terms = &case.scenario_pair.terms;
    let floor = case.offer.book.policy.margin_floor.ratio_f64();
    let of = |payment: Payment, outcome: &Outcome, costs: &Costs| {
        let revenue = payment.revenue(outcome);
        let both = revenue.iter().zip(outcome.cost.values()).zip(&costs.liabilities);
        let result = both.map(|((r, c), owed)| r - c - owed).collect();
        Outturn::of(result, &revenue, floor)
    };
    Results {
        with: of(terms.with, &case.scenario_pair.with.outcome, full),
        without: of(terms.without, &case.scenario_pair.without.outcome, bare),
    }
}

/// L^S = C − R, the office's cost and price left out, and H^S.
fn supplier_losses(payment: Payment, office_paid: f64, outcome: &Outcome, costs: &Costs) -> Losses {
    let billed_office = |n: usize| match payment {
        Payment::Fixed(_) => office_paid,
        Payment::Billed { .. } => outcome.governance_billed[n],
    };
    let revenue = payment.revenue(outcome);
    let cost = outcome.cost.values();
    let running = (0..cost.len())
        .map(|n| (cost[n] - outcome.governance_cost[n]) - (revenue[n] - billed_office(n)))
        .collect();
    Losses { running, failure: costs.supplier.clone() }
}

/// The exposure with what an outright failure of scenario 0 comes to on average.
fn expected(mut exposure: Exposure, bare: &Outcome, costs: &Costs) -> Exposure {
    let mean = |h: &[f64]| {
        let failed: Vec<f64> =
            h.iter().zip(&bare.ends).filter(|(_, end)| end.failed()).map(|(h, _)| *h).collect();
        (failed.len() >= ENOUGH_FAILURES).then(|| Simulated::mean(&failed))
    };
    exposure.customer.expected = mean(&costs.customer);
    exposure.supplier.expected = mean(&costs.supplier);
    exposure
}

/// The answer for the customer; undecided within two standard errors.
fn verdict(offered: &super::Net, lean: &lean::Lean) -> Verdict {
    let lighter = lean.is_lighter();
    match (offered.is_clear(), offered.value.value > 0.0) {
        (false, _) if lighter => Verdict::Lighter,
        (false, _) => Verdict::Undecided,
        (true, true) if lighter => Verdict::Lighter,
        (true, true) => Verdict::WorthIt,
        (true, false) if lean.leanest_pays() => Verdict::OnlyLighter,
        (true, false) => Verdict::NotWorthIt,
    }
}

/// The customer's net value of the office, as a function of a delivery with it and one without; `None`
/// without `[stakes]`.
#[must_use]
pub fn net_value_fn<'j>(offer: Priced<'j>, scenario_pair: &'j ScenarioPair) -> Option<Box<NetValueFn<'j>>> {
    offer.deal.stakes.as_ref()?;
    let case = Valued { offer, scenario_pair };
    let failure = case.failure(Weights::STATED);
    Some(Box::new(move |with, without| case.net_value(with, without, &failure)))
}
