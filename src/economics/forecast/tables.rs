//! Sampling tables by form: PERT shapes of one α and β share a table, whatever their scale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::model::Model;
use bidwright_model::distributions::{Pert, Sampler, Shape, Table};

/// The tables of all shapes of a model.
#[derive(Debug)]
pub(super) struct Tables(BTreeMap<Form, Arc<Table>>);

/// α and β as bits, so that they can be compared and sorted.
type Form = [u64; 2];

impl Tables {
    /// Those of everything a model draws.
    pub(super) fn of_model(model: &Model) -> Tables {
        let efforts = model.packages.iter().flat_map(|p| &p.roles).map(|role| &role.effort);
        let impacts = model.risks.iter().flat_map(|risk| [&risk.cost, &risk.delay]);
        Tables::of(efforts.chain(impacts))
    }

    pub(super) fn of<'a>(shapes: impl Iterator<Item = &'a Shape>) -> Tables {
        let mut seen = BTreeSet::new();
        let distinct: Vec<(Form, &Pert)> = shapes
            .filter_map(|shape| match shape {
                Shape::Constant(_) => None,
                Shape::Pert(pert) => Some((form(pert), pert)),
            })
            .filter(|(form, _)| seen.insert(*form))
            .collect();
        let built: Vec<(Form, Arc<Table>)> =
            distinct.into_par_iter().map(|(form, pert)| (form, Arc::new(Table::pert(pert)))).collect();
        Tables(built.into_iter().collect())
    }

    pub(super) fn sampler(&self, shape: &Shape) -> Sampler {
        match shape {
            Shape::Constant(value) => Sampler::Constant(*value),
            Shape::Pert(pert) => Sampler::pert(pert, Arc::clone(&self.0[&form(pert)])),
        }
    }
}

fn form(pert: &Pert) -> Form {
    let (alpha, beta) = pert.parameters();
    [alpha.to_bits(), beta.to_bits()]
}
