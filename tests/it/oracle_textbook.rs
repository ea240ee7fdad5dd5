//! Distributions and formulas of the textbooks in which oracles are stated and which the program itself
//! does not use.

use bidwright_base::math::{exp, ln, pow};
use bidwright_model::distributions::normal;
use bidwright_model::distributions::normal::Z90;
use bidwright_model::distributions::{LogNormal, Normal, Pert, Shape};

/// λ of a PERT distribution that is nearly normal: its excess kurtosis is −6/(λ + 5).
const NEARLY_NORMAL: f64 = 1_000.0;

/// A symmetric shape with this mean and standard deviation. Its quantiles are those of the normal to
/// 0.0005 standard deviations, a tenth of the standard error at 100,000 iterations.
pub(crate) fn normal_shape(mean: f64, sd: f64) -> Shape {
    let half = sd * (NEARLY_NORMAL + 3.0).sqrt();
    Shape::Pert(Pert::new(mean - half, mean, mean + half, NEARLY_NORMAL))
}

/// The uniform distribution on (0, 1): PERT without weight on its mode.
pub(crate) fn uniform_shape() -> Shape {
    Shape::Pert(Pert::new(0.0, 0.5, 1.0, 1e-12))
}

/// Triangular(low, mode, high).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Triangular {
    pub(crate) low: f64,
    pub(crate) mode: f64,
    pub(crate) high: f64,
}

impl Triangular {
    /// With this mode, P10 and P90. The mode's place c between the ends solves
    /// (mode − P10)/(P90 − mode) = (c − q₁₀(c))/(q₉₀(c) − c), whose right side rises with c.
    pub(crate) fn from_p10_p90(p10: f64, mode: f64, p90: f64) -> Triangular {
        let unit = |c: f64| Triangular { low: 0.0, mode: c, high: 1.0 };
        let (mut below, mut above) = (0.0, 1.0);
        for _ in 0..100 {
            let c = 0.5 * (below + above);
            let (q10, q90) = (unit(c).quantile(0.1), unit(c).quantile(0.9));
            if (mode - p10) * (q90 - c) > (p90 - mode) * (c - q10) { below = c } else { above = c }
        }
        let c = 0.5 * (below + above);
        let width = (p90 - p10) / (unit(c).quantile(0.9) - unit(c).quantile(0.1));
        Triangular { low: mode - c * width, mode, high: mode + (1.0 - c) * width }
    }

    pub(crate) fn mean(self) -> f64 {
        (self.low + self.mode + self.high) / 3.0
    }

    /// (a² + m² + b² − am − ab − mb)/18.
    pub(crate) fn variance(self) -> f64 {
        let (left, right) = (self.mode - self.low, self.high - self.mode);
        (left * left + left * right + right * right) / 18.0
    }

    pub(crate) fn quantile(self, p: f64) -> f64 {
        let Triangular { low, mode, high } = self;
        if p < (mode - low) / (high - low) {
            low + (p * (high - low) * (mode - low)).sqrt()
        } else {
            high - ((1.0 - p) * (high - low) * (high - mode)).sqrt()
        }
    }
}

/// γ + e^(μ + σZ).
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShiftedLogNormal {
    pub(crate) shift: f64,
    pub(crate) log: LogNormal,
}

impl ShiftedLogNormal {
    /// Unshifted, from P10 and P90.
    pub(crate) fn from_p10_p90(p10: f64, p90: f64) -> ShiftedLogNormal {
        let log = LogNormal { mu: 0.5 * (ln(p10) + ln(p90)), sigma: (ln(p90) - ln(p10)) / (2.0 * Z90) };
        ShiftedLogNormal { shift: 0.0, log }
    }

    /// From P10 < P50 < P90 skewed to the right; a symmetric triple gives the normal instead.
    pub(crate) fn from_p10_p50_p90(p10: f64, p50: f64, p90: f64) -> Result<ShiftedLogNormal, Normal> {
        let bend = p10 + p90 - 2.0 * p50;
        if bend <= 1e-9 * (p90 - p10) {
            return Err(Normal { mean: p50, sd: (p90 - p10) / (2.0 * Z90) });
        }
        let shift = (p10 * p90 - p50 * p50) / bend;
        let sigma = ln((p90 - shift) / (p50 - shift)) / Z90;
        Ok(ShiftedLogNormal { shift, log: LogNormal { mu: ln(p50 - shift), sigma } })
    }

    pub(crate) fn mean(self) -> f64 {
        self.shift + lognormal_mean(self.log)
    }

    /// (e^σ² − 1)·e^(2μ + σ²).
    pub(crate) fn variance(self) -> f64 {
        let s2 = self.log.sigma * self.log.sigma;
        (exp(s2) - 1.0) * exp(2.0 * self.log.mu + s2)
    }

    pub(crate) fn quantile(self, p: f64) -> f64 {
        self.shift + self.log.at(normal::quantile(p))
    }
}

/// e^(μ + σ²/2).
pub(crate) fn lognormal_mean(of: LogNormal) -> f64 {
    exp(of.mu + 0.5 * of.sigma * of.sigma)
}

/// The rank correlation that a copula correlation gives: (6/π)·asin(ρ/2).
#[expect(clippy::disallowed_methods, reason = "held to a tolerance far above the last digit")]
pub(crate) fn rank_correlation(rho: f64) -> f64 {
    6.0 / std::f64::consts::PI * (rho / 2.0).asin()
}

/// By how much correlation widens the sum of n equal items: √(1 + (n−1)ρ).
pub(crate) fn sd_factor(items: f64, rho: f64) -> f64 {
    (1.0 + (items - 1.0) * rho).sqrt()
}

/// P(X ≤ Φ⁻¹(p), Y ≤ Φ⁻¹(p)) of two standard normals that correlate by ρ < 1, by Simpson's rule over
/// φ(x)·Φ((h − ρx)/√(1 − ρ²)).
pub(crate) fn joint(p: f64, rho: f64) -> f64 {
    const PARTS: u32 = 2_000;
    const FROM: f64 = -9.0;
    let h = normal::quantile(p);
    let width = (h - FROM) / f64::from(PARTS);
    let own = (1.0 - rho * rho).sqrt();
    let at = |x: f64| normal::density(x) * normal::cdf((h - rho * x) / own);
    let weight = |i: u32| match i {
        0 | PARTS => 1.0,
        _ if i % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=PARTS).map(|i| weight(i) * at(FROM + f64::from(i) * width)).sum::<f64>() * width / 3.0
}

/// The probability with which each of two targets must hold for both to hold with `joint_success`.
pub(crate) fn marginal_for(joint_success: f64, rho: f64) -> f64 {
    let (mut low, mut high) = (joint_success, 1.0 - 1e-12);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if joint(middle, rho) < joint_success { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Variance of a sum by its items' variances and correlations: Σ σ_i·σ_j·ρ_ij.
pub(crate) fn variance_of_sum(variances: &[f64], rho: impl Fn(usize, usize) -> f64) -> f64 {
    let pairs = (0..variances.len()).flat_map(|i| (0..variances.len()).map(move |j| (i, j)));
    pairs.map(|(i, j)| rho(i, j) * (variances[i] * variances[j]).sqrt()).sum()
}

/// e(x) = e_max·(1 − 2^(−x/x_half)): an effect that grows with its dose.
pub(crate) fn dosed(most: f64, dose: f64, half_dose: f64) -> f64 {
    most * (1.0 - pow(2.0, -dose / half_dose))
}

/// A probability whose odds are multiplied.
pub(crate) fn multiplied(base: f64, odds_ratio: f64) -> f64 {
    let odds = odds_ratio * base / (1.0 - base);
    odds / (1.0 + odds)
}

#[test]
fn the_nearly_normal_shape_has_the_quantiles_of_the_normal() {
    let shape = normal_shape(50.0, 5.0);
    assert!((shape.mean() - 50.0).abs() < 1e-9 && (shape.variance() - 25.0).abs() < 1e-9);
    for p in [0.01, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95] {
        let score = (shape.quantile(p) - 50.0) / 5.0;
        assert!((score - normal::quantile(p)).abs() < 2e-3, "{p}: {score}");
    }
}
