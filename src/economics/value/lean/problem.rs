//! The search's model: what each activity costs and takes off each risk, as an analytic surrogate of the
//! simulation (MODEL 9, 13).

use bidwright_model::book::ActivityIdx;

/// The most activities a problem can have: a set is one `u128`.
pub(super) const MAX_ACTIVITIES: usize = 128;

/// A set of activities, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ActivitySet(pub u128);

impl ActivitySet {
    /// Without any.
    pub(crate) const EMPTY: ActivitySet = ActivitySet(0);

    /// Of these.
    #[must_use]
    pub fn of(activities: &[usize]) -> ActivitySet {
        activities.iter().fold(ActivitySet::EMPTY, |set, at| set.with(*at))
    }

    /// Of activities of a methodology: the search numbers them by their place in it.
    #[must_use]
    pub(crate) fn of_activities(activities: impl IntoIterator<Item = ActivityIdx>) -> ActivitySet {
        activities.into_iter().fold(ActivitySet::EMPTY, |set, activity| set.with(activity.get()))
    }

    /// With one more.
    #[must_use]
    pub fn with(self, at: usize) -> ActivitySet {
        ActivitySet(self.0 | 1 << at)
    }

    /// Without one.
    #[must_use]
    pub fn without(self, at: usize) -> ActivitySet {
        ActivitySet(self.0 & !(1 << at))
    }

    /// Whether it holds one.
    #[must_use]
    pub fn has(self, at: usize) -> bool {
        self.0 >> at & 1 == 1
    }

    /// Whether it holds all of another.
    #[must_use]
    pub fn holds(self, other: ActivitySet) -> bool {
        other.0 & !self.0 == 0
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// As activities of the methodology.
    pub(crate) fn activities(self) -> impl Iterator<Item = ActivityIdx> {
        self.iter().map(ActivityIdx::new)
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..MAX_ACTIVITIES).filter(move |at| self.has(*at))
    }
}

/// A risk as it is under the base of its problem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hazard {
    /// p_k(0), the activities of the base in place.
    pub probability: f64,
    /// ℓ_k: what its occurrence adds to the expected loss, the activities of the base in place; negative for an
    /// opportunity.
    pub loss: f64,
    /// Whether its occurrence can defeat success.
    pub defeats: bool,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Activity {
    /// What it costs.
    pub cost: f64,
    /// What it takes of the cap.
    pub weight: f64,
    /// In every set.
    pub mandatory: bool,
    /// Activities without which it does nothing.
    pub needs: ActivitySet,
    /// Activities it cannot be combined with.
    pub excludes: ActivitySet,
    /// What it takes off risks: risk, part of the probability, part of the impact.
    pub effects: Vec<(usize, f64, f64)>,
}

/// What is to be solved: the set with the highest f(S) = `E[L̂(base)]` − `E[L̂(S)]` − c(S).
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The risks.
    pub risks: Vec<Hazard>,
    /// The activities, in file order; at most `MAX_ACTIVITIES`.
    pub activities: Vec<Activity>,
    /// The set that probabilities and losses are stated under and that f is counted from: scenario 0 of a deal,
    /// ∅ where risks are stated untreated. Its activities keep their effects, and others rank behind them.
    pub base: ActivitySet,
    /// κ.
    pub kappa: f64,
    /// No risk is treated below this probability.
    pub p_min: f64,
    /// Σ weight at most, the mandatory ones included.
    pub cap: Option<f64>,
}

/// A risk's effects, strongest first: activity and part taken off.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranked {
    pub(super) probability: Vec<(usize, f64)>,
    pub(super) impact: Vec<(usize, f64)>,
    /// All activities that treat it.
    pub(super) by: ActivitySet,
    /// Π of the base on the probability: p_k(0) over this is the probability under no activity.
    base_probability: f64,
    /// Π of the base on the impact.
    base_impact: f64,
}

impl Problem {
    /// The mandatory activities.
    #[must_use]
    pub(crate) fn mandatory(&self) -> ActivitySet {
        let all = self.activities.iter().enumerate();
        ActivitySet::of(&all.filter(|(_, a)| a.mandatory).map(|(at, _)| at).collect::<Vec<_>>())
    }

    /// Every activity.
    #[must_use]
    pub fn all(&self) -> ActivitySet {
        ActivitySet::of(&(0..self.activities.len()).collect::<Vec<_>>())
    }

    /// Whether a set holds the mandatory ones, what its members need, no excluded pair, and keeps the cap.
    #[must_use]
    pub(crate) fn admits(&self, set: ActivitySet) -> bool {
        let fits = |at: usize| {
            let activity = &self.activities[at];
            set.holds(activity.needs) && activity.excludes.0 & set.0 == 0
        };
        set.holds(self.mandatory()) && set.iter().all(fits) && self.keeps_cap(set)
    }

    pub(super) fn keeps_cap(&self, set: ActivitySet) -> bool {
        // Days are sums of decimals: a hair above the cap is at the cap.
        self.cap.is_none_or(|cap| self.weight(set) <= cap + 1e-9)
    }

    /// c(S).
    #[must_use]
    pub fn cost(&self, set: ActivitySet) -> f64 {
        set.iter().map(|at| self.activities[at].cost).sum()
    }

    /// What a set takes of the cap.
    #[must_use]
    pub fn weight(&self, set: ActivitySet) -> f64 {
        set.iter().map(|at| self.activities[at].weight).sum()
    }

    /// `E[L̂(S)]`.
    #[must_use]
    pub(crate) fn loss(&self, set: ActivitySet) -> f64 {
        self.ranked().iter().zip(&self.risks).map(|(ranked, risk)| self.term(ranked, risk, set)).sum()
    }

    /// Ĵ(S): the product over the risks that can defeat success.
    #[must_use]
    pub fn success(&self, set: ActivitySet) -> f64 {
        let defeating = self.ranked().into_iter().zip(&self.risks).filter(|(_, risk)| risk.defeats);
        defeating.map(|(ranked, risk)| 1.0 - self.probability(&ranked, risk, set)).product()
    }

    /// f(S), counted from the base.
    #[must_use]
    pub(crate) fn net_value(&self, set: ActivitySet) -> f64 {
        self.loss(self.base) - self.loss(set) - self.cost(set)
    }

    /// The effects of each risk, strongest first.
    pub(super) fn ranked(&self) -> Vec<Ranked> {
        let mut ranked = vec![Ranked::default(); self.risks.len()];
        for (at, activity) in self.activities.iter().enumerate() {
            for (risk, probability, impact) in &activity.effects {
                let ranked = &mut ranked[*risk];
                ranked.by = ranked.by.with(at);
                ranked.probability.push((at, *probability));
                ranked.impact.push((at, *impact));
            }
        }
        for one in &mut ranked {
            one.probability.sort_by(|a, b| b.1.total_cmp(&a.1));
            one.impact.sort_by(|a, b| b.1.total_cmp(&a.1));
            one.base_probability = self.left(&one.probability, self.base);
            one.base_impact = self.left(&one.impact, self.base);
        }
        ranked
    }

    /// p_k(S).
    pub(super) fn probability(&self, ranked: &Ranked, risk: &Hazard, set: ActivitySet) -> f64 {
        let left = over(self.left(&ranked.probability, set), ranked.base_probability);
        let treated = (risk.probability * left).max(self.p_min);
        // A risk that nothing beyond the base treats stays as it is, even below the floor; without the base
        // it is what the base was found to leave, undone.
        if set.holds(self.base) { treated.min(risk.probability) } else { treated.min(1.0) }
    }

    /// p_k(S)·m_k(S)·ℓ_k.
    pub(super) fn term(&self, ranked: &Ranked, risk: &Hazard, set: ActivitySet) -> f64 {
        let left = over(self.left(&ranked.impact, set), ranked.base_impact);
        self.probability(ranked, risk, set) * left * risk.loss
    }

    /// Π (1 − κ^(j−1)·e_(j)) over the members of the set.
    fn left(&self, effects: &[(usize, f64)], set: ActivitySet) -> f64 {
        let mut decay = 1.0;
        let mut left = 1.0;
        for (_, effect) in effects.iter().filter(|(at, _)| set.has(*at)) {
            left *= 1.0 - decay * effect;
            decay *= self.kappa;
        }
        left
    }
}

/// What is left over what the base left; where that is nothing there is nothing to take off.
fn over(left: f64, base: f64) -> f64 {
    if base > 0.0 { left / base } else { 1.0 }
}
