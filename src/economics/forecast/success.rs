//! Joint success: on time, within budget and accepted, all in the same delivery (MODEL 10.1).
//!
//! The three are never multiplied: what makes a delivery late makes it dear as well.

use super::outcome::{End, Outcome};
use bidwright_base::simulated::Simulated;

/// What a delivery is measured against. A target that is left out is no condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Targets {
    /// d, the last working day that is on time, counted from the start; both included.
    pub deadline: Option<f64>,
    /// What the customer can spend.
    pub budget: Option<f64>,
    /// m, working minutes of a day.
    pub minutes_per_day: u32,
}

impl Targets {
    /// T·m − 10⁻⁶ ≤ d·m, the guard finish dates are counted with, so this is the same as the finish
    /// date being no later than the deadline.
    #[must_use]
    pub(crate) fn on_time(&self, finish: f64) -> bool {
        let minutes = f64::from(self.minutes_per_day);
        self.deadline.is_none_or(|deadline| finish * minutes - 1e-6 <= deadline * minutes)
    }

    /// Whether the customer can pay it. A sum of doubles may exceed the exact sum in the last digits.
    #[must_use]
    pub(crate) fn in_budget(&self, customer_cost: f64) -> bool {
        self.budget.is_none_or(|budget| customer_cost - 1e-6 <= budget)
    }
}

/// The chance of success and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Success {
    /// J: every condition in the same delivery.
    pub joint: Simulated,
    /// Alone; `None` without a deadline.
    pub on_time: Option<Simulated>,
    /// Alone; `None` without a budget.
    pub in_budget: Option<Simulated>,
    /// Alone.
    pub accepted: Simulated,
    met: Vec<bool>,
    carried: bool,
}

impl Success {
    /// The conditions `joint` is over.
    #[must_use]
    pub fn conditions(&self) -> Vec<&'static str> {
        let on_time = self.on_time.map(|_| "on_time");
        let in_budget = self.in_budget.map(|_| "in_budget");
        on_time.into_iter().chain(in_budget).chain(["accepted"]).collect()
    }

    /// Whether anything that was stated carries these chances. Where nothing is uncertain, or nothing can fail, they
    /// are 0 or 1 by what was left out, and are not told.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.carried
    }

    /// The same, carried by what was stated or not.
    #[must_use]
    pub(crate) fn carried_by(self, carried: bool) -> Success {
        Success { carried, ..self }
    }

    /// Of each delivery, whether every condition was met.
    #[must_use]
    pub(crate) fn met(&self) -> &[bool] {
        &self.met
    }

    /// The product of the parts: what J is not, shown to those who would multiply.
    #[must_use]
    pub fn product(&self) -> f64 {
        [self.on_time, self.in_budget].into_iter().flatten().fold(self.accepted.value, |p, q| p * q.value)
    }

    /// By how much this joint success is above another's over the same random numbers, paired.
    #[must_use]
    pub fn above(&self, other: &Success) -> Simulated {
        let value = |met: bool| f64::from(u8::from(met));
        let pairs = self.met.iter().zip(&other.met);
        Simulated::mean(&pairs.map(|(one, other)| value(*one) - value(*other)).collect::<Vec<f64>>())
    }
}

/// Success by iteration: finish, what the customer pays in all, and how it ends.
#[must_use]
pub fn success(finish: &[f64], customer_cost: &[f64], ends: &[End], targets: &Targets) -> Success {
    let of = finish.len();
    // A contract left at its exit point is not accepted either.
    let accepted = |n: usize| !ends[n].failed();
    let on_time = |n: usize| targets.on_time(finish[n]);
    let in_budget = |n: usize| targets.in_budget(customer_cost[n]);
    let share = |holds: &dyn Fn(usize) -> bool| Simulated::share((0..of).filter(|n| holds(*n)).count(), of);
    let met: Vec<bool> = (0..of).map(|n| on_time(n) && in_budget(n) && accepted(n)).collect();
    Success {
        joint: share(&|n| met[n]),
        on_time: targets.deadline.map(|_| share(&on_time)),
        in_budget: targets.budget.map(|_| share(&in_budget)),
        accepted: share(&accepted),
        met,
        carried: true,
    }
}

/// What the customer pays for a delivery, by commercial model (MODEL 8).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Payment {
    /// The same whatever it takes: fixed price and retainer.
    Fixed(f64),
    /// What is billed, up to a ceiling if there is one.
    Billed {
        /// Not to exceed.
        cap: Option<f64>,
    },
}

impl Payment {
    /// R: what the customer pays us, by iteration.
    #[must_use]
    pub fn revenue(&self, outcome: &Outcome) -> Vec<f64> {
        outcome.billed.iter().map(|billed| self.of(*billed)).collect()
    }

    /// What the customer pays and bears, by iteration: the price, and the risks that are theirs.
    #[must_use]
    pub(crate) fn customer_cost(&self, outcome: &Outcome) -> Vec<f64> {
        outcome
            .billed
            .iter()
            .zip(&outcome.customer_risk)
            .map(|(billed, risk)| self.of(*billed) + risk)
            .collect()
    }

    fn of(self, billed: f64) -> f64 {
        match self {
            Payment::Fixed(price) => price,
            Payment::Billed { cap } => billed.min(cap.unwrap_or(f64::INFINITY)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGETS: Targets = Targets { deadline: Some(10.0), budget: Some(100.0), minutes_per_day: 450 };

    #[test]
    fn the_last_minute_of_the_deadline_is_on_time() {
        assert!(TARGETS.on_time(10.0));
        assert!(TARGETS.on_time(10.0 + 1e-9));
        assert!(!TARGETS.on_time(10.0 + 1e-8));
        assert!(TARGETS.in_budget(100.0 + 1e-9));
        assert!(!TARGETS.in_budget(100.01));
    }

    #[test]
    fn joint_success_is_counted_and_not_multiplied() {
        let ends = [End::default(); 4];
        let found = success(&[9.0, 9.0, 11.0, 11.0], &[90.0, 90.0, 110.0, 110.0], &ends, &TARGETS);
        let near =
            |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        near(found.joint.value, 0.5);
        near(found.product(), 0.25);
        assert_eq!(found.conditions(), ["on_time", "in_budget", "accepted"]);
        let lenient = success(&[9.0; 4], &[90.0; 4], &ends, &TARGETS);
        near(lenient.above(&found).value, 0.5);
        near(found.above(&lenient).value, -0.5);
    }

    #[test]
    fn a_target_left_out_is_no_condition() {
        let none = Targets { deadline: None, budget: None, ..TARGETS };
        let found = success(&[99.0], &[999.0], &[End::default()], &none);
        assert!((found.joint.value - 1.0).abs() < 1e-12);
        assert_eq!(found.conditions(), ["accepted"]);
        assert_eq!((found.on_time, found.in_budget), (None, None));
    }
}
