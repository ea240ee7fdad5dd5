//! What governance activities do to a risk (MODEL 9).

/// e = stated · w · (1 − o): the effect as used; w is the weight of its evidence, o the overlap with
/// the customer's own PMO.
#[must_use]
pub(crate) fn effect(stated: f64, weight: f64, overlap: f64) -> f64 {
    stated * weight * (1.0 - overlap)
}

/// Π (1 − κ^(j−1)·e_(j)) over the effects, the largest first: what is left of a risk. Each further
/// activity on one risk counts κ times less, so adding one never raises the result.
#[must_use]
pub(crate) fn remaining(effects: &[f64], kappa: f64) -> f64 {
    let mut sorted = effects.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let mut decay = 1.0;
    let mut left = 1.0;
    for effect in sorted {
        left *= 1.0 - decay * effect;
        decay *= kappa;
    }
    left
}

/// p_k(S) = max(p_min, p_k(0)·Π): the probability of a risk under activities with these effects.
#[must_use]
pub(crate) fn treat(untreated: f64, effects: &[f64], kappa: f64, least: f64) -> f64 {
    (untreated * remaining(effects, kappa)).max(least)
}
