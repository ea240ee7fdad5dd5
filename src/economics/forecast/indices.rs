//! How each package affects the finish (MODEL 5.4): cruciality and what significance needs. Criticality is
//! counted by the simulation itself.

use super::correlation::{Correlation, pearson, ranks, significant};
use super::model::Model;
use super::outcome::Outcome;
use super::redraws::Redraws;
use super::sample::Sample;
use super::tables::Tables;

/// How a package affects the finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// The package.
    pub id: String,
    /// Cruciality: rank correlation of its duration with the finish; `None` where its interval includes 0.
    pub cruciality: Option<Correlation>,
    /// σ(D)/σ(T): times criticality it is the significance index SSI.
    pub spread: f64,
}

impl Index {
    /// The significance index SSI, given how often the package is critical, 0 to 1.
    #[must_use]
    pub fn significance(&self, criticality: f64) -> f64 {
        self.spread * criticality
    }
}

/// The packages in scope of the first case whose duration varies.
pub(super) fn indices(model: &Model, tables: &Tables, outcome: &Outcome) -> Vec<Index> {
    let draws = Redraws::new(model);
    let finish = ranks(outcome.finish.values());
    let whole = outcome.finish.sd().value;
    let index = |p: usize| {
        let duration = draws.duration(p, tables);
        let rho = pearson(&ranks(&duration), &finish)?;
        let spread = if whole > 0.0 { Sample::new(duration).sd().value / whole } else { 0.0 };
        Some(Index {
            id: model.packages[p].id.clone(),
            cruciality: significant(rho, model.iterations),
            spread,
        })
    };
    (0..model.packages.len()).filter(|p| model.cases[0].scope[*p]).filter_map(index).collect()
}
