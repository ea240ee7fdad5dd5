//! Sampling tables by shape: equal forms share one, whatever their scale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::model::Model;
use bidwright_model::distributions::{Sampler, Shape, Table};

/// The tables of all shapes of a model.
#[derive(Debug)]
pub(super) struct Tables(BTreeMap<Form, Arc<Table>>);

/// What a table depends on, as bits, so that it can be compared and sorted.
type Form = [u64; 3];

impl Tables {
    /// Those of everything a model draws.
    pub(super) fn of_model(model: &Model) -> Tables {
        let efforts = model.packages.iter().flat_map(|p| &p.roles).map(|role| &role.effort);
        let impacts = model.risks.iter().flat_map(|risk| [&risk.cost, &risk.delay]);
        Tables::of(efforts.chain(impacts))
    }

    pub(super) fn of<'a>(shapes: impl Iterator<Item = &'a Shape>) -> Tables {
        let mut seen = BTreeSet::new();
        let distinct: Vec<(Form, &Shape)> = shapes
            .filter_map(|shape| Some((form(shape)?, shape)))
            .filter(|(form, _)| seen.insert(*form))
            .collect();
        let built: Vec<(Form, Arc<Table>)> = distinct
            .into_par_iter()
            .filter_map(|(form, shape)| Some((form, Arc::new(table(shape)?))))
            .collect();
        Tables(built.into_iter().collect())
    }

    pub(super) fn sampler(&self, shape: &Shape) -> Sampler {
        Sampler::new(shape, || {
            let form = form(shape).expect("a table is asked for where there is a form");
            Arc::clone(&self.0[&form])
        })
    }
}

fn form(shape: &Shape) -> Option<Form> {
    match shape {
        Shape::Pert(pert) => {
            let (alpha, beta) = pert.parameters();
            // These bits are no finite number, so no triangle has them for its end.
            Some([alpha.to_bits(), beta.to_bits(), u64::MAX])
        }
        Shape::Triangular(t) => Some([t.low().to_bits(), t.mode().to_bits(), t.high().to_bits()]),
        Shape::Constant(_) | Shape::Normal(_) | Shape::LogNormal(_) => None,
    }
}

fn table(shape: &Shape) -> Option<Table> {
    match shape {
        Shape::Pert(pert) => Some(Table::pert(pert)),
        Shape::Triangular(triangular) => Some(Table::triangular(triangular)),
        Shape::Constant(_) | Shape::Normal(_) | Shape::LogNormal(_) => None,
    }
}
