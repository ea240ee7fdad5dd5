//! What a field of the context depends on: the groups of material fields whose change could have moved it,
//! or would change what it means to whoever approved it.
//!
//! An approval of a rule is good as long as none of the groups its fields touch has changed. In doubt a
//! field touches more: a needless approval costs minutes, a missing one the margin.

use std::collections::BTreeSet;

use super::material::Touch;
use super::material::Touch::{Price, Promise, Risk, Scope, Terms};

/// Paths, or whole groups of the context, with what they touch. The longest that fits a field counts.
const TOUCHES: &[(&str, &[Touch])] = &[
    ("deal", &[Terms]),
    ("deal.model", &[Price, Terms]),
    ("deal.currency", &[Price]),
    ("deal.days_to_start", &[Scope, Terms]),
    // Which rate card prices the work.
    ("deal.days_since_rates", &[Price, Terms]),
    ("deal.rates_days_left", &[Price, Terms]),
    ("customer.country", &[Terms]),
    // Their own office takes over part of the governance.
    ("customer.pmo", &[Scope, Risk]),
    ("policy", &[Price]),
    ("estimate", &[Price, Risk]),
    ("quote", &[Price]),
    ("quote.contingency", &[Price, Risk]),
    ("quote.contingency_standard_error", &[Price, Risk]),
    ("quote.expected_risk_cost", &[Price, Risk]),
    ("quote.base", &[Price, Risk]),
    // A margin is acceptable in view of the risks it carries.
    ("quote.margin_percent", &[Price, Risk]),
    ("quote.margin_percent_if_contingency_unspent", &[Price, Risk]),
    ("quote.walk_away_net", &[Price, Risk]),
    ("quote.discount_room_percent", &[Price, Risk]),
    ("quote.pmo_cost", &[Price, Scope]),
    ("quote.pmo_price", &[Price, Scope]),
    ("quote.pmo_share_percent", &[Price, Scope]),
    ("quote.payment_terms_days", &[Terms]),
    ("offer.lean_band_low_percent", &[Price, Scope]),
    ("offer.lean_band_high_percent", &[Price, Scope]),
    // What an activity would have treated, and what of it was promised.
    ("offer.left_out", &[Scope, Risk, Promise]),
    ("offer.left_out_recommended", &[Price, Scope, Risk, Promise]),
    ("offer.office_reason", &[Price, Scope]),
    ("offer.assumptions_at_our_risk", &[Risk, Promise]),
    ("offer.dependencies_without_date", &[Risk, Promise]),
    ("offer.deliverables_unmeasurable", &[Promise]),
    ("offer.objectives_undelivered", &[Promise]),
    ("offer.deliverables_unpriced", &[Price, Scope, Promise]),
    ("offer.work_unsold", &[Price, Scope, Promise]),
    ("offer.roles_unnamed", &[Scope, Promise]),
    // A cap in percent of the price moves with it.
    ("offer.liability_cap_percent", &[Price, Terms]),
    ("offer.foreign_currencies", &[Price]),
    ("offer.exchange_rate_days", &[Price, Terms]),
    ("forecast", &[Price, Scope, Risk]),
    // Success is that what was promised is accepted.
    ("forecast.with.success", &[Price, Scope, Risk, Promise]),
    ("forecast.without.success", &[Price, Scope, Risk, Promise]),
    ("forecast.success_repriced", &[Price, Scope, Risk, Promise]),
    ("value", &ALL),
    ("value.pmo_cost", &[Price, Scope, Risk]),
    ("value.pmo_cost_increment", &[Price, Scope, Risk]),
    // The earlier revision is fixed; what it is compared with may change.
    ("previous", &[Price]),
    ("previous.margin_percent", &[Price, Risk]),
    ("previous.payment_terms_days", &[Terms]),
    ("previous.finish", &[Scope]),
    ("previous.success", &[Price, Scope, Risk, Promise]),
    // Any finding, any change.
    ("findings", &ALL),
    ("changes", &ALL),
];

const ALL: [Touch; 5] = Touch::ALL;

/// What a field of the context depends on. An unlisted field touches everything.
#[must_use]
pub fn touches(path: &str) -> &'static [Touch] {
    let mut part = path;
    loop {
        if let Some((_, touched)) = TOUCHES.iter().find(|(known, _)| *known == part) {
            return touched;
        }
        match part.rsplit_once('.') {
            Some((group, _)) => part = group,
            None => return &ALL,
        }
    }
}

/// What several fields depend on; a rule that reads none depends on everything.
#[must_use]
pub(crate) fn touched<'f>(fields: impl IntoIterator<Item = &'f str>) -> BTreeSet<Touch> {
    let found: BTreeSet<Touch> = fields.into_iter().flat_map(touches).copied().collect();
    if found.is_empty() { ALL.into_iter().collect() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bidwright_model::rules::{find, leaves};

    #[test]
    fn every_entry_names_a_field_or_group_and_every_group_is_listed() {
        for (path, touched) in TOUCHES {
            assert!(find(path).is_some() && !touched.is_empty(), "{path}");
        }
        let listed = |path: &str| TOUCHES.iter().any(|(known, _)| path.starts_with(known));
        let bare: Vec<String> =
            leaves().into_iter().map(|(path, _)| path).filter(|path| !listed(path)).collect();
        assert_eq!(bare, Vec::<String>::new());
        assert!(leaves().iter().any(|(path, _)| path.contains('.')), "there are groups");
    }

    #[test]
    fn the_nearest_group_counts_and_the_unknown_touches_everything() {
        assert_eq!(touches("quote.discount_percent"), [Price]);
        assert_eq!(touches("forecast.with.within_base"), [Price, Scope, Risk]);
        assert_eq!(touches("forecast.with.success.joint"), [Price, Scope, Risk, Promise]);
        assert_eq!(touches("value.exposure.supplier.likely"), ALL);
        assert_eq!(touches("something.new"), ALL);
        assert_eq!(touched([]).len(), ALL.len());
    }
}
