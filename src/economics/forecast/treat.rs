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

/// The effects of a set of activities on one risk, told apart by what scenario 0 holds already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Effects {
    /// Of the mandatory activities: the risk as stated has them in place.
    pub(crate) mandatory: Vec<f64>,
    /// Of all further ones.
    pub(crate) further: Vec<f64>,
}

impl Effects {
    /// Π_all/Π_mandatory, ranks over all: what the further activities leave of what the mandatory ones left.
    /// A further activity that is weaker than a mandatory one ranks behind it and counts κ times less.
    #[must_use]
    pub(crate) fn left(&self, kappa: f64) -> f64 {
        if self.further.is_empty() {
            return 1.0;
        }
        let before = remaining(&self.mandatory, kappa);
        let all: Vec<f64> = self.mandatory.iter().chain(&self.further).copied().collect();
        // Where the mandatory ones leave nothing there is nothing to take off.
        if before > 0.0 { remaining(&all, kappa) / before } else { 1.0 }
    }

    /// p_k(S) = max(p_min, p_k(0)·Π_all/Π_mandatory). A risk that nothing further treats stays as stated, even
    /// below the floor.
    #[must_use]
    pub(crate) fn treat(&self, stated: f64, kappa: f64, least: f64) -> f64 {
        (stated * self.left(kappa)).max(least).min(stated)
    }
}
