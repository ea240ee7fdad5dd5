//! Where naive modelling misleads, as far as the deal file alone shows it (MODEL 15).

use rust_decimal::Decimal;

use crate::read::FindingSink;
use crate::shared::SelectedLibrary;
use crate::vocabulary::{any_in, phrase_in};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_model::deal::{ContingencyRule, Deal, Model, Package, Risk, ThreePoint};

/// Each trap the deal walks into.
pub(super) fn check(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    independence(deal, sink);
    narrow_ranges(deal, sink);
    counted_twice(deal, library, sink);
    funded_three_times(deal, library, sink);
    two_lines(deal, sink);
}

/// Lint 1.
fn independence(deal: &Deal, sink: &FindingSink) {
    if deal.work.len() > 3 && deal.estimate.correlation.is_zero() {
        let message = "with `correlation = 0` every estimate is wrong by chance alone";
        sink.push(
            Diagnostic::warning(Code::IndependenceAssumed, message)
                .at(deal.estimate.correlation.place)
                .hint("one customer and one estimator stand behind all of them; our assumption is 0.2"),
        );
    }
}

/// Lint 21: less than a fifth of the likely value from end to end.
fn narrow_ranges(deal: &Deal, sink: &FindingSink) {
    let fifth = Decimal::new(2, 1);
    for days in deal.work.iter().flat_map(|package| &package.effort).map(|effort| effort.days) {
        if !days.is_constant() && days.high - days.low < days.likely * fifth {
            let message = format!("{} to {} days is barely a range", days.low, days.high);
            sink.push(
                Diagnostic::note(Code::BarelyARange, message)
                    .at(days.place)
                    .hint("ranges are known to come out too narrow: ask what would make it longer"),
            );
        }
    }
}

/// Lint 4: a risk on a package whose range is wide, and that speaks of the same thing.
fn counted_twice(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    let wide = Decimal::new(25, 1);
    for risk in &deal.risks {
        let Some(package) = risk.on.and_then(|on| deal.work.get(on.value.get())) else { continue };
        let is_wide = package.effort.iter().any(|effort| effort.days.high > effort.days.likely * wide);
        if !is_wide {
            continue;
        }
        if let Some(words) = shared_words(risk, package, library) {
            let message =
                format!("risk `{}` may be in the range of its package too: both speak of {words}", *risk.id);
            sink.push(
                Diagnostic::warning(Code::RiskCountedTwice, message)
                    .at(risk.id.place)
                    .hint("a risk of the register must not also widen an estimate"),
            );
        }
    }
}

/// The words the package has in common with the risk, or with the failure mode the risk belongs to.
fn shared_words(risk: &Risk, package: &Package, library: &SelectedLibrary) -> Option<String> {
    if words::split(&risk.name) == words::split(&package.name) {
        return Some("the same thing".to_owned());
    }
    let failures = library.methodology.as_ref().map_or(&[][..], |methodology| &methodology.failures);
    let failure = risk.failure.and_then(|at| failures.get(at.get()));
    let mut known = words::keywords(&risk.name);
    known.extend(failure.iter().flat_map(|failure| words::keywords(&failure.name)));
    let shared = words::keywords(&package.name).into_iter().filter(|word| known.contains(word));
    let quoted: Vec<String> = shared.map(|word| format!("`{word}`")).collect();
    (!quoted.is_empty()).then(|| words::list(&quoted))
}

/// Lint 5: a reserve among the work or the purchases, and contingency at P80 or more on top of it.
fn funded_three_times(deal: &Deal, library: &SelectedLibrary, sink: &FindingSink) {
    let funded = match deal.estimate.contingency {
        ContingencyRule::Confidence(at) if at.value >= 80 => format!("contingency brings cost to P{}", *at),
        ContingencyRule::Percent(percent) if !percent.is_zero() => format!("contingency adds {} %", *percent),
        _ => return,
    };
    if deal.head.model.value != Model::FixedPrice {
        return;
    }
    let work = deal.work.iter().filter(|package| package.effort.iter().any(|effort| !nothing(&effort.days)));
    let bought = deal.purchases.iter().filter(|purchase| purchase.cost.amount() > Decimal::ZERO);
    let named = work.map(|package| (&package.name, package.id.place));
    let named = named.chain(bought.map(|purchase| (&purchase.name, purchase.id.place)));
    let margin = library.cards.first().map(|card| &card.target_margin).filter(|margin| !margin.is_zero());
    for (name, place) in named.filter(|(name, _)| is_reserve(name)) {
        let third =
            margin.map_or(String::new(), |margin| format!(", which carries {} % of margin", **margin));
        let message = format!("`{name}` is a reserve in the estimate; {funded} as well{third}");
        sink.push(
            Diagnostic::warning(Code::ContingencyThreeTimes, message)
                .at(place)
                .hint("fund what may go wrong once: take the reserve out, contingency is made for it"),
        );
    }
}

fn nothing(days: &ThreePoint) -> bool {
    days.high.is_zero()
}

/// Whether a name is that of a reserve: it starts or ends with a word for one, or couples a weaker word
/// with what it is for. "Business contingency plan" and "Claims reserve service" are work.
fn is_reserve(name: &str) -> bool {
    let words = words::split(name);
    let at_an_end = |section| any_in([words.first(), words.last()].into_iter().flatten(), section);
    at_an_end("reserves")
        || any_in(&words, "compound reserves")
        || at_an_end("weak reserves") && any_in(&words, "reserved for")
}

/// Lint 8: one flow of money on two lines: damages, or what lateness and lost benefit cost the customer, in
/// the stakes and once more as the cost of a risk.
fn two_lines(deal: &Deal, sink: &FindingSink) {
    let Some(stakes) = &deal.stakes else { return };
    let late = stakes.delay_cost_per_week.map(|cost| ("delay_cost_per_week", cost));
    let lost = stakes.benefit_lost_months.map(|months| ("benefit_lost_months", months));
    for risk in &deal.risks {
        if risk.cost.is_none_or(|cost| cost.high <= Decimal::ZERO) {
            continue;
        }
        let line = match flow(&risk.name) {
            Some(Flow::Damages) if stakes.damages.is_some() => Some("damages"),
            Some(Flow::Damages) => late.map(|(key, _)| key),
            Some(Flow::Loss) => late.or(lost).map(|(key, _)| key),
            None => None,
        };
        if let Some(key) = line {
            report_double_count(risk.id.place, &risk.id.value, key, sink);
        }
    }
}

fn report_double_count(place: Place, risk: &str, key: &str, sink: &FindingSink) {
    let message = format!("the cost of risk `{risk}` is counted by `{key}` in `[stakes]` already");
    sink.push(
        Diagnostic::warning(Code::DamagesCountedTwice, message)
            .at(place)
            .hint("give the risk its days in `delay_days`: what they cost follows from the stakes"),
    );
}

/// What the cost of a risk is, by its name.
enum Flow {
    /// Damages or a penalty we pay.
    Damages,
    /// What being late, or having nothing, costs the customer.
    Loss,
}

fn flow(name: &str) -> Option<Flow> {
    let words = words::split(name);
    if any_in(&words, "penalties") || any_in(&words, "damages") && any_in(&words, "owed") {
        Some(Flow::Damages)
    } else if phrase_in(&words, "losses") {
        Some(Flow::Loss)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reserve_is_known_by_its_name_and_work_is_not_taken_for_one() {
        for reserve in [
            "Contingency",
            "Project contingency",
            "Buffer for late changes",
            "Management reserve",
            "Risk allowance",
            "Allowance for unforeseen work",
            "Risikozuschlag",
        ] {
            assert!(is_reserve(reserve), "{reserve}");
        }
        for work in [
            "Business contingency plan",
            "Claims reserve service",
            "Loss reserve",
            "Ring buffer driver",
            "Risk-based testing",
            "Margin report",
            "Provision of test environments",
        ] {
            assert!(!is_reserve(work), "{work}");
        }
    }

    #[test]
    fn damages_owed_for_lateness_are_not_damage_by_water() {
        assert!(matches!(flow("Liquidated damages for a late launch"), Some(Flow::Damages)));
        assert!(matches!(flow("The customer claims a penalty"), Some(Flow::Damages)));
        assert!(matches!(flow("Lost benefit of a late launch"), Some(Flow::Loss)));
        assert!(flow("A burst pipe damages the server room").is_none());
        assert!(flow("The launch is late").is_none());
    }
}
