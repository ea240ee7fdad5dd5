//! What governance costs in an iteration (MODEL 6), over a block of iterations at once.

use super::model::{Activity, Count, Governance, Work};

/// Governance made ready: counted activities summed by how often they come.
#[derive(Debug)]
pub(super) struct Governed {
    rule: Governance,
    fixed: Cadence,
    regular: Vec<(f64, Cadence)>,
    minutes_per_day: f64,
}

/// What one occurrence of everything on the same cadence takes.
#[derive(Debug, Clone, Copy, Default)]
struct Cadence {
    days: f64,
    cost: f64,
    bill: f64,
}

impl Cadence {
    fn add(&mut self, activity: &Activity, times: f64) {
        self.days += activity.days * times;
        self.cost += activity.cost * times;
        self.bill += activity.bill * times;
    }
}

/// Governance of each iteration of a block.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    /// Days, the minimum included.
    pub(super) days: Vec<f64>,
    /// Cost of those days.
    pub(super) cost: Vec<f64>,
    /// Bill of those days.
    pub(super) bill: Vec<f64>,
    /// Cost of the central office; never billed.
    pub(super) office: Vec<f64>,
}

impl Lanes {
    pub(super) fn resize(&mut self, length: usize) {
        for lane in [&mut self.days, &mut self.cost, &mut self.bill, &mut self.office] {
            lane.clear();
            lane.resize(length, 0.0);
        }
    }
}

impl Governed {
    pub(super) fn new(rule: &Governance, minutes_per_day: u32) -> Governed {
        let mut fixed = Cadence::default();
        let mut regular: Vec<(f64, Cadence)> = Vec::new();
        if let Work::Activities(activities) = &rule.work {
            for activity in activities {
                match activity.count {
                    Count::Fixed(times) => fixed.add(activity, times),
                    Count::Every(interval) => {
                        let known = regular.iter_mut().find(|(n, _)| n.total_cmp(&interval).is_eq());
                        if let Some((_, cadence)) = known {
                            cadence.add(activity, 1.0);
                        } else {
                            let mut cadence = Cadence::default();
                            cadence.add(activity, 1.0);
                            regular.push((interval, cadence));
                        }
                    }
                }
            }
        }
        Governed { rule: rule.clone(), fixed, regular, minutes_per_day: f64::from(minutes_per_day) }
    }

    /// Whether delivery effort matters to it.
    pub(super) fn needs_effort(&self) -> bool {
        matches!(self.rule.work, Work::Share(_))
    }

    /// From delivery effort in days (empty if not needed), loaded cost of delivery labour, and finish.
    pub(super) fn settle(&self, effort: &[f64], labour: &[f64], finish: &[f64], out: &mut Lanes) {
        out.resize(labour.len());
        match &self.rule.work {
            Work::None => return,
            Work::Activities(activities) if activities.is_empty() => return,
            Work::Share(bands) => {
                for (days, effort) in out.days.iter_mut().zip(effort) {
                    let mut from = 0.0;
                    for band in bands {
                        *days += band.ratio * (effort.min(band.up_to) - from).max(0.0);
                        from = band.up_to;
                    }
                }
                self.price(out);
            }
            Work::Staffed { fixed_days, fte } => {
                for (days, finish) in out.days.iter_mut().zip(finish) {
                    *days = fixed_days + fte * finish;
                }
                self.price(out);
            }
            Work::Activities(_) => self.count(finish, out),
        }
        for (office, labour) in out.office.iter_mut().zip(labour) {
            *office = self.rule.office * labour;
        }
    }

    /// Days of one role, lifted to the minimum.
    fn price(&self, out: &mut Lanes) {
        for ((days, cost), bill) in out.days.iter_mut().zip(&mut out.cost).zip(&mut out.bill) {
            *days = days.max(self.rule.minimum_days);
            *cost = *days * self.rule.day_cost;
            *bill = *days * self.rule.day_bill;
        }
    }

    /// Counted activities, topped up to the minimum.
    fn count(&self, finish: &[f64], out: &mut Lanes) {
        out.days.fill(self.fixed.days);
        out.cost.fill(self.fixed.cost);
        out.bill.fill(self.fixed.bill);
        for (interval, cadence) in &self.regular {
            let both = out.days.iter_mut().zip(&mut out.cost).zip(&mut out.bill);
            for (((days, cost), bill), finish) in both.zip(finish) {
                let times = occurrences(*finish, *interval, self.minutes_per_day);
                *days += times * cadence.days;
                *cost += times * cadence.cost;
                *bill += times * cadence.bill;
            }
        }
        for ((days, cost), bill) in out.days.iter_mut().zip(&mut out.cost).zip(&mut out.bill) {
            let missing = (self.rule.minimum_days - *days).max(0.0);
            *days += missing;
            *cost += missing * self.rule.day_cost;
            *bill += missing * self.rule.day_bill;
        }
    }
}

/// ⌈(T·m − 10⁻⁶)/(n·m)⌉: how often something that comes every n days comes in T days, guarded by a
/// millionth of a minute as finish dates are.
fn occurrences(finish: f64, interval: f64, minutes_per_day: f64) -> f64 {
    ((finish * minutes_per_day - 1e-6) / (interval * minutes_per_day)).ceil().max(0.0)
}
