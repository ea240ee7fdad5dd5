//! A model made ready to run: streams hashed, tables built, thresholds found, and what each case
//! shares with the others.

use bidwright_model::distributions::{Sampler, Shape, normal};

use super::copula::Factors;
use super::cost::Governed;
use super::draw_cache::{DrawCache, Normals};
use super::model::{Case, Keep, Model, Package, Risk, Role};
use super::rng::Stream;
use super::tables::Tables;

#[derive(Debug)]
pub(super) struct Prepared<'m> {
    pub(super) model: &'m Model,
    pub(super) factors: Factors,
    /// Whether anything reads the factors at all.
    pub(super) uncertain: bool,
    pub(super) tail: Stream,
    pub(super) packages: Vec<Work<'m>>,
    pub(super) risks: Vec<Hazard<'m>>,
    pub(super) scopes: Vec<Scope>,
    pub(super) cases: Vec<Plan<'m>>,
    pub(super) needs_effort: bool,
    pub(super) needs_bill: bool,
}

/// A package.
#[derive(Debug)]
pub(super) struct Work<'m> {
    pub(super) package: &'m Package,
    pub(super) draws: Normals,
    pub(super) samplers: Vec<(Sampler, &'m Role)>,
    /// Whether no role's effort is uncertain: then nothing is drawn.
    pub(super) constant: bool,
    pub(super) planned_duration: f64,
}

/// A risk.
#[derive(Debug)]
pub(super) struct Hazard<'m> {
    pub(super) risk: &'m Risk,
    pub(super) occurrence: Normals,
    pub(super) severity: Stream,
    pub(super) cost: Sampler,
    pub(super) delay: Sampler,
    /// Of the package it is on.
    pub(super) stream: Option<usize>,
    /// It occurs in no case at scores up to this one.
    pub(super) least_threshold: f64,
}

/// Packages priced together; cases with the same ones share their sums and most of their network.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) inside: Vec<bool>,
}

/// A case.
#[derive(Debug)]
pub(super) struct Plan<'m> {
    pub(super) case: &'m Case,
    pub(super) scope: usize,
    /// Per risk: it occurs at scores above this one. Infinite where it does not exist.
    pub(super) thresholds: Vec<f64>,
    pub(super) governed: Governed,
    /// Packages a risk can delay, and all that come after one, in order.
    pub(super) delayed: Vec<usize>,
    /// Per package, whether it is one of those.
    pub(super) is_delayed: Vec<bool>,
    /// Per package, the risks that delay it directly.
    pub(super) delaying: Vec<Vec<usize>>,
    /// Per package, whether it is in scope and nothing in scope follows it.
    pub(super) last: Vec<bool>,
}

impl<'m> Prepared<'m> {
    pub(super) fn new(model: &'m Model, tables: &Tables, cache: Option<&DrawCache>) -> Prepared<'m> {
        let mut scopes: Vec<Scope> = Vec::new();
        let cases: Vec<Plan<'m>> =
            model.cases.iter().map(|case| Plan::new(model, case, &mut scopes)).collect();
        let packages: Vec<Work<'m>> =
            model.packages.iter().map(|package| Work::new(model, package, tables, cache)).collect();
        let risks: Vec<Hazard<'m>> = model
            .risks
            .iter()
            .enumerate()
            .map(|(k, risk)| {
                let thresholds = cases.iter().map(|plan| plan.thresholds[k]);
                Hazard::new(model, risk, tables, cache, thresholds.fold(f64::INFINITY, f64::min))
            })
            .collect();
        Prepared {
            factors: Factors::new(
                model.seed,
                &model.streams,
                model.common_correlation,
                model.stream_correlation,
                cache,
            ),
            uncertain: packages.iter().any(|work| !work.constant)
                || risks.iter().any(|risk| risk.least_threshold < f64::INFINITY),
            tail: Stream::new(model.seed, "tail"),
            needs_effort: cases.iter().any(|plan| plan.governed.needs_effort()),
            needs_bill: cases.iter().any(|plan| plan.case.keep == Keep::All),
            model,
            packages,
            risks,
            scopes,
            cases,
        }
    }
}

impl<'m> Work<'m> {
    fn new(model: &Model, package: &'m Package, tables: &Tables, cache: Option<&DrawCache>) -> Work<'m> {
        Work {
            package,
            draws: Normals::new(model.seed, &format!("work/{}", package.id), cache),
            samplers: package.roles.iter().map(|role| (tables.sampler(&role.effort), role)).collect(),
            constant: package.roles.iter().all(|role| role.effort.is_constant()),
            planned_duration: package.roles.iter().map(|role| role.planned / role.team).fold(0.0, f64::max),
        }
    }
}

impl<'m> Hazard<'m> {
    fn new(
        model: &Model,
        risk: &'m Risk,
        tables: &Tables,
        cache: Option<&DrawCache>,
        least_threshold: f64,
    ) -> Hazard<'m> {
        Hazard {
            risk,
            occurrence: Normals::new(model.seed, &format!("risk/{}", risk.id), cache),
            severity: Stream::new(model.seed, &format!("severity/{}", risk.id)),
            cost: tables.sampler(&risk.cost),
            delay: tables.sampler(&risk.delay),
            stream: risk.on.and_then(|p| model.packages[p].stream),
            least_threshold,
        }
    }
}

impl<'m> Plan<'m> {
    fn new(model: &Model, case: &'m Case, scopes: &mut Vec<Scope>) -> Plan<'m> {
        let scope = scopes.iter().position(|scope| scope.inside == case.scope);
        let scope = scope.unwrap_or_else(|| {
            scopes.push(Scope { inside: case.scope.clone() });
            scopes.len() - 1
        });
        let thresholds: Vec<f64> = model
            .risks
            .iter()
            .zip(&case.treated)
            .map(|(risk, treated)| match risk.on {
                Some(package) if !case.scope[package] => f64::INFINITY,
                _ => threshold(treated.probability),
            })
            .collect();

        let mut is_delayed = vec![false; model.packages.len()];
        let mut delaying = vec![Vec::new(); model.packages.len()];
        for (k, (risk, threshold)) in model.risks.iter().zip(&thresholds).enumerate() {
            if let Some(package) = risk.on
                && *threshold < f64::INFINITY
                && risk.delay != Shape::Constant(0.0)
            {
                is_delayed[package] = true;
                delaying[package].push(k);
            }
        }
        let mut last = case.scope.clone();
        for (p, package) in model.packages.iter().enumerate() {
            if case.scope[p] {
                is_delayed[p] |= package.after.iter().any(|j| is_delayed[*j]);
                package.after.iter().for_each(|j| last[*j] = false);
            }
        }
        Plan {
            case,
            scope,
            thresholds,
            governed: Governed::new(&case.governance, model.minutes_per_day),
            delayed: (0..is_delayed.len()).filter(|p| is_delayed[*p]).collect(),
            is_delayed,
            delaying,
            last,
        }
    }
}

/// Φ⁻¹(1 − p), with branches of their own for never and always. Taken from below, where small
/// probabilities keep their digits.
pub(super) fn threshold(probability: f64) -> f64 {
    if probability <= 0.0 {
        f64::INFINITY
    } else if probability >= 1.0 {
        f64::NEG_INFINITY
    } else {
        -normal::quantile(probability)
    }
}
