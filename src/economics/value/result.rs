//! Our own result, with the office and without, and what that means for winning (MODEL 8).

use crate::forecast::Sample;
use bidwright_base::simulated::Simulated;
use bidwright_base::simulated::total;

/// M = R − C − liabilities, by scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Results {
    /// With the office.
    pub with: Outturn,
    /// Without.
    pub without: Outturn,
}

/// How a delivery turns out for us.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outturn {
    /// `E[M]`.
    pub mean: Simulated,
    /// P(M < 0).
    pub loss: Simulated,
    /// P(M below the policy's floor, as a share of revenue).
    pub below_floor: Simulated,
    /// CVaR90: mean of the worst tenth.
    pub worst_tenth: f64,
}

/// When the dearer offer is right: its odds of winning against the cheaper one's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wins {
    /// `E[M₀]`/`E[M_S]`: W_S/W₀ must be at least this.
    pub ratio: f64,
}

/// What must hold of winning for the dearer offer to be right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WinBound {
    /// It must win this many times as often, at least 1: with the office it earns us less, at its price.
    TimesAsOften(f64),
    /// It may cost one win in this many, more than 1.
    MayLoseOneIn(f64),
}

impl Wins {
    /// The part of wins the office may cost; negative: it must bring wins.
    #[must_use]
    fn to_lose(self) -> f64 {
        1.0 - self.ratio
    }

    /// The same as people weigh it.
    #[must_use]
    pub fn bound(self) -> WinBound {
        let lose = self.to_lose();
        if lose <= 0.0 { WinBound::TimesAsOften(self.ratio) } else { WinBound::MayLoseOneIn(1.0 / lose) }
    }
}

impl Results {
    /// `None` unless both means are positive.
    #[must_use]
    pub fn wins(&self) -> Option<Wins> {
        let (one, other) = (self.with.mean.value, self.without.mean.value);
        (one > 0.0 && other > 0.0).then(|| Wins { ratio: other / one })
    }
}

impl Outturn {
    /// From results and revenues by delivery, and the floor as a share of revenue.
    pub(super) fn of(result: Vec<f64>, revenue: &[f64], floor: f64) -> Outturn {
        let count = result.len();
        let share =
            |holds: &dyn Fn(usize) -> bool| Simulated::share((0..count).filter(|n| holds(*n)).count(), count);
        let loss = share(&|n| result[n] < 0.0);
        let below_floor = share(&|n| result[n] < floor * revenue[n]);
        let sample = Sample::new(result);
        let worst = &sample.sorted()[..(count / 10).max(1)];
        Outturn { mean: sample.mean(), loss, below_floor, worst_tenth: total(worst) / worst.len() as f64 }
    }
}
