//! One block of iterations: draw once, then settle every case over the same draws.

use super::cost::Lanes;
use super::model::{Keep, Model};
use super::network;
use super::outcome::Slot;
use super::prepared::{Hazard, Plan, Prepared, Work};
use bidwright_model::distributions::normal;

/// What a block works with, one vector of numbers over its iterations for each thing; reused from
/// block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    start: u64,
    length: usize,
    shared: Vec<Vec<f64>>,
    z: Vec<f64>,
    x: Vec<f64>,
    durations: Vec<Vec<f64>>,
    scopes: Vec<ScopeLanes>,
    hits: Vec<Vec<Hit>>,
    tail: Vec<TailHit>,
    case: CaseLanes,
}

/// Sums over the packages of a scope.
#[derive(Debug, Default)]
struct ScopeLanes {
    labour: Vec<f64>,
    effort: Vec<f64>,
    billed: Vec<f64>,
    /// Early finish of each package before risks.
    finishes: Vec<Vec<f64>>,
}

/// A case's own numbers.
#[derive(Debug, Default)]
struct CaseLanes {
    /// Early finish of each package a risk can delay.
    finishes: Vec<Vec<f64>>,
    duration: Vec<f64>,
    supplier_risk: Vec<f64>,
    customer_risk: Vec<f64>,
    governance: Lanes,
}

/// A risk that occurs in some case.
#[derive(Debug, Clone, Copy)]
struct Hit {
    lane: usize,
    z: f64,
    u: f64,
    cost: f64,
    delay: f64,
}

/// An iteration in the fat tail.
#[derive(Debug, Clone, Copy)]
struct TailHit {
    lane: usize,
    effort: f64,
    time: f64,
    terminated: bool,
}

impl Scratch {
    /// Runs iterations `start`.. into the slots, one a case, all of one length.
    pub(super) fn run(&mut self, prepared: &Prepared<'_>, start: u64, slots: &mut [Slot<'_>]) {
        let length = slots.first().map_or(0, |slot| slot.cost.len());
        self.resize(prepared, start, length);
        if prepared.uncertain {
            prepared.factors.draw(start, &mut self.shared);
        }
        self.draw_tail(prepared);
        for p in 0..prepared.packages.len() {
            self.draw_package(prepared, p);
        }
        for (k, hazard) in prepared.risks.iter().enumerate() {
            self.draw_risk(prepared, k, hazard);
        }
        for (plan, slot) in prepared.cases.iter().zip(slots) {
            self.settle(prepared, plan, slot);
        }
    }

    fn resize(&mut self, prepared: &Prepared<'_>, start: u64, length: usize) {
        (self.start, self.length) = (start, length);
        let packages = prepared.packages.len();
        self.hits.resize(prepared.risks.len(), Vec::new());
        self.scopes.resize_with(prepared.scopes.len(), ScopeLanes::default);
        self.shared.resize(prepared.factors.count(), Vec::new());
        self.durations.resize(packages, Vec::new());
        self.case.finishes.resize(packages, Vec::new());
        let case = &mut self.case;
        let own =
            [&mut self.z, &mut self.x, &mut case.duration, &mut case.supplier_risk, &mut case.customer_risk];
        let many = self.shared.iter_mut().chain(&mut self.durations).chain(&mut case.finishes);
        for lane in many.chain(own) {
            lane.resize(length, 0.0);
        }
        for scope in &mut self.scopes {
            scope.finishes.resize(packages, Vec::new());
            for lane in &mut scope.finishes {
                lane.resize(length, 0.0);
            }
            for sum in [&mut scope.labour, &mut scope.effort, &mut scope.billed] {
                sum.clear();
                sum.resize(length, 0.0);
            }
        }
    }

    /// Which iterations are in the tail, and by how much: one uniform decides both.
    fn draw_tail(&mut self, prepared: &Prepared<'_>) {
        self.tail.clear();
        let Some(tail) = &prepared.model.tail else { return };
        prepared.tail.fill(self.start, &mut self.x);
        for (lane, u) in self.x.iter().enumerate() {
            if *u < tail.weight {
                let (effort, terminated) = tail.ratio.exceeded_with(u / tail.weight);
                self.tail.push(TailHit {
                    lane,
                    effort,
                    time: bidwright_base::math::pow(effort, tail.time_exponent),
                    terminated,
                });
            }
        }
    }

    /// Effort and duration of a package, its part of every scope's sums, and its early finish there.
    fn draw_package(&mut self, prepared: &Prepared<'_>, p: usize) {
        let work = &prepared.packages[p];
        let inside = |s: usize| prepared.scopes[s].inside[p];
        if !(0..prepared.scopes.len()).any(inside) {
            return;
        }
        if !work.constant {
            work.draws.fill(self.start, &mut self.z);
            prepared.factors.join(work.package.stream, &self.shared, &mut self.z);
        }
        let duration = &mut self.durations[p];
        duration.fill(0.0);
        for (sampler, role) in &work.samplers {
            sampler.fill(&self.z, &mut self.x);
            for hit in &self.tail {
                self.x[hit.lane] = role.planned * hit.effort;
            }
            let team = role.team;
            for (duration, x) in duration.iter_mut().zip(&self.x) {
                let days = x / team;
                *duration = if days > *duration { days } else { *duration };
            }
            for (s, sums) in self.scopes.iter_mut().enumerate() {
                if !inside(s) {
                    continue;
                }
                add(&mut sums.labour, &self.x, role.day_cost);
                if prepared.needs_effort {
                    add(&mut sums.effort, &self.x, 1.0);
                }
                if prepared.needs_bill {
                    add(&mut sums.billed, &self.x, role.day_bill);
                }
            }
        }
        for hit in &self.tail {
            duration[hit.lane] = work.planned_duration * hit.time;
        }
        for (scope, sums) in prepared.scopes.iter().zip(&mut self.scopes) {
            if scope.inside[p] {
                let (before, rest) = sums.finishes.split_at_mut(p);
                let predecessors = work.package.after.iter().filter(|j| scope.inside[**j]);
                network::finish(
                    work.package,
                    predecessors.map(|j| before[*j].as_slice()),
                    &self.durations[p],
                    &mut rest[0],
                );
            }
        }
    }

    /// The iterations in which a risk occurs in at least one case. Its severity is drawn only there.
    fn draw_risk(&mut self, prepared: &Prepared<'_>, k: usize, hazard: &Hazard<'_>) {
        let hits = &mut self.hits[k];
        hits.clear();
        if hazard.least_threshold.is_infinite() && hazard.least_threshold > 0.0 {
            return;
        }
        hazard.occurrence.fill(self.start, &mut self.z);
        if hazard.risk.linked {
            prepared.factors.join(hazard.stream, &self.shared, &mut self.z);
        }
        for ((lane, z), n) in self.z.iter().enumerate().zip(self.start..) {
            if *z > hazard.least_threshold {
                let u = hazard.severity.uniform(n);
                let score = normal::quantile(u);
                hits.push(Hit { lane, z: *z, u, cost: hazard.cost.at(score), delay: hazard.delay.at(score) });
            }
        }
    }

    /// All figures of one case.
    fn settle(&mut self, prepared: &Prepared<'_>, plan: &Plan<'_>, slot: &mut Slot<'_>) {
        let model = prepared.model;
        if plan.case.keep == Keep::All {
            for hit in self.tail.iter().filter(|hit| hit.terminated) {
                slot.ends[hit.lane].terminate();
            }
        }
        self.schedule(&prepared.packages, plan, slot);
        self.bear_risks(model, plan, slot);
        if let Some(term) = model.term {
            slot.finish.fill(term);
        }

        let sums = &self.scopes[plan.scope];
        let governance = &mut self.case.governance;
        plan.governed.settle(&sums.effort, &sums.labour, slot.finish, governance);
        for (n, cost) in slot.cost.iter_mut().enumerate() {
            let delivery = sums.labour[n] + governance.cost[n] + governance.office[n];
            *cost = delivery + plan.case.purchases_cost + self.case.supplier_risk[n];
        }
        if plan.case.keep == Keep::All {
            for n in 0..self.length {
                if let Some(carried) = plan.case.carried {
                    governance.bill[n] = sums.billed[n] * carried.beside;
                }
                slot.billed[n] = sums.billed[n] + governance.bill[n] + plan.case.purchases_price;
                slot.governance_cost[n] = governance.cost[n] + governance.office[n];
            }
            slot.governance_billed.copy_from_slice(&governance.bill);
            slot.customer_risk.copy_from_slice(&self.case.customer_risk);
        }
    }

    /// The network of a case: only what a risk can delay is computed again.
    fn schedule(&mut self, packages: &[Work<'_>], plan: &Plan<'_>, slot: &mut Slot<'_>) {
        let scope = &plan.case.scope;
        let shared = &self.scopes[plan.scope].finishes;
        for p in &plan.delayed {
            let duration = &mut self.case.duration;
            duration.copy_from_slice(&self.durations[*p]);
            for k in &plan.delaying[*p] {
                let impact = plan.case.treated[*k].impact;
                for hit in self.hits[*k].iter().filter(|hit| hit.z > plan.thresholds[*k]) {
                    duration[hit.lane] += impact * hit.delay;
                }
            }
            // An opportunity can save all the time there is, not more.
            for days in duration.iter_mut() {
                *days = if *days > 0.0 { *days } else { 0.0 };
            }
            let (before, rest) = self.case.finishes.split_at_mut(*p);
            let package = packages[*p].package;
            let predecessors = package
                .after
                .iter()
                .filter(|j| scope[**j])
                .map(|j| if plan.is_delayed[*j] { before[*j].as_slice() } else { shared[*j].as_slice() });
            network::finish(package, predecessors, duration, &mut rest[0]);
        }

        let early = |p: usize| {
            if plan.is_delayed[p] { self.case.finishes[p].as_slice() } else { shared[p].as_slice() }
        };
        network::latest((0..packages.len()).filter(|p| plan.last[*p]).map(early), slot.finish);
        if plan.case.criticality {
            let finishes: Vec<&[f64]> = (0..packages.len()).map(early).collect();
            let packages: Vec<_> = packages.iter().map(|work| work.package).collect();
            network::criticality(&packages, scope, &finishes, &mut slot.critical);
        }
    }

    /// Costs of risks by bearer, delays of the whole, and acceptance.
    fn bear_risks(&mut self, model: &Model, plan: &Plan<'_>, slot: &mut Slot<'_>) {
        let case = &mut self.case;
        case.supplier_risk.fill(0.0);
        case.customer_risk.fill(0.0);
        let mut of_the_whole = false;
        for (k, risk) in model.risks.iter().enumerate().take(plan.thresholds.len()) {
            let impact = plan.case.treated[k].impact;
            of_the_whole |= risk.on.is_none();
            for hit in self.hits[k].iter().filter(|hit| hit.z > plan.thresholds[k]) {
                let cost = impact * hit.cost;
                case.supplier_risk[hit.lane] += risk.supplier_share * cost;
                case.customer_risk[hit.lane] += risk.customer_share * cost;
                if risk.on.is_none() {
                    slot.finish[hit.lane] += impact * hit.delay;
                }
                if risk.defeats_acceptance && hit.u * impact > model.acceptance_threshold {
                    // Where only totals are kept there are no ends.
                    if let Some(end) = slot.ends.get_mut(hit.lane) {
                        end.refuse();
                    }
                }
            }
        }
        if of_the_whole {
            for finish in slot.finish.iter_mut() {
                *finish = finish.max(0.0);
            }
        }
    }
}

fn add(sum: &mut [f64], x: &[f64], by: f64) {
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += x * by;
    }
}
