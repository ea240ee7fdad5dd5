//! Findings that need the value: an office that does not pay, effects beyond the sceptical range, stakes
//! that are not stated.

use rust_decimal::Decimal;

use super::{PmoValue, Value, Verdict};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::quantity::grouped;
use bidwright_base::words;
use bidwright_model::book::{Book, PmoKind};
use bidwright_model::deal::Deal;

/// Pushes every finding about the value of an offer's delivery office.
pub fn findings(deal: &Deal, book: &Book, value: &Value, diags: &mut Diags) {
    let Some(pmo_value) = &value.pmo_value else {
        let message = "no `[stakes]`: the cost of a failed delivery is not stated";
        diags.push(
            Diagnostic::note(Code::NoStakes, message)
                .at(deal.head.number.place)
                .hint("ask for the deadline, the budget, the cost of a week late and of an outright failure"),
        );
        return;
    };
    // Without a cost of failure there is nothing to save, and that the office does not pay follows from it.
    if !no_loss(deal, pmo_value, diags) {
        not_worth_it(deal, book, pmo_value, diags);
    }
    implied_odds(deal, pmo_value, diags);
}

/// Stakes without a cost of failure; returns whether that is so.
fn no_loss(deal: &Deal, pmo_value: &PmoValue, diags: &mut Diags) -> bool {
    let stakes = deal.stakes.as_ref().expect("a value analysis has stakes");
    let nothing = pmo_value.exposure.customer.lines.is_empty() && pmo_value.exposure.week_late.is_none();
    if nothing {
        let message = "the stakes state no cost of failure for the customer";
        let place = stakes.deadline.map_or(deal.head.number.place, |deadline| deadline.place);
        diags.push(Diagnostic::note(Code::NoFailureCost, message).at(place).hint(
            "state any of `delay_cost_per_week`, `benefit_lost_months`, `internal_cost`, `reprocurement_percent`",
        ));
    }
    nothing
}

/// The office costs more than it saves, or a lighter one saves more.
fn not_worth_it(deal: &Deal, book: &Book, pmo_value: &PmoValue, diags: &mut Diags) {
    let at = deal.head.model.place;
    let code = deal.head.currency.value.code();
    let money = |value: f64| {
        let exact = Decimal::from_f64_retain(value).unwrap_or_default();
        format!("{} {code}", grouped(exact.round_dp(0)))
    };
    let net = pmo_value.customer.value;
    let message = match pmo_value.verdict {
        Verdict::WorthIt | Verdict::Undecided => return,
        Verdict::Lighter => {
            let saved = pmo_value.lean.saved;
            let message = format!(
                "a lighter delivery office is worth {} (± {}) more to the customer",
                money(saved.value),
                money(saved.se)
            );
            diags.push(Diagnostic::note(Code::LighterOffice, message).at(at).hint(left_out(book, pmo_value)));
            return;
        }
        Verdict::OnlyLighter => format!(
            "the delivery office costs the customer {} more than it saves, at the failure cost stated",
            money(-net.value)
        ),
        Verdict::NotWorthIt => format!(
            "the delivery office costs the customer {} more than it saves, and no lighter set pays either",
            money(-net.value)
        ),
    };
    diags.push(Diagnostic::warning(Code::OfficeNotWorthIt, message).at(at).hint(left_out(book, pmo_value)));
}

/// What to do about an office that is too heavy.
fn left_out(book: &Book, pmo_value: &PmoValue) -> String {
    let out: Vec<String> = (pmo_value.lean.offered.activities.iter())
        .filter(|at| !pmo_value.lean.leanest.activities.contains(at))
        .map(|at| format!("`{}`", book.methodology.activities[*at].id.value))
        .collect();
    let out: Vec<&str> = out.iter().map(String::as_str).collect();
    // Only an office that counts its activities costs less without some of them.
    let counted = match book.pmo.kind {
        PmoKind::ActivityBased => "",
        _ => "take an office that counts activities, and ",
    };
    if out.is_empty() {
        return "see `bidwright value`".to_owned();
    }
    format!("{counted}leave out {}: `bidwright value --apply-leanest` prints the table", words::list(&out))
}

/// Lint 6: effects that imply an odds ratio outside the 90 % range of the prior.
fn implied_odds(deal: &Deal, pmo_value: &PmoValue, diags: &mut Diags) {
    if !pmo_value.check.is_outside() {
        return;
    }
    let two = |value: f64| Decimal::from_f64_retain(value).unwrap_or_default().round_dp(2);
    let [low, high] = pmo_value.check.prior.range();
    let implied = pmo_value.check.implied.unwrap_or_default();
    let message = format!(
        "the stated effects multiply the odds of success by {}; 90 % of a sceptical view lies between {} and {}",
        two(implied),
        two(low),
        two(high)
    );
    diags.push(
        Diagnostic::warning(Code::ImpliedOdds, message)
            .at(deal.head.model.place)
            .hint("lower the effects of the methodology, or their grade of evidence"),
    );
}
