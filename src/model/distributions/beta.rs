//! The beta distribution on (0, 1): for parameters of at least 1, as PERT shapes have them, and about a
//! mean, as stated probabilities and effects have it. Also what is believed of a share after counting
//! (MODEL 12).

use super::normal;
use bidwright_base::math::{exp, ln, ln_gamma};

/// α beyond those of PERT shapes, as counting thousands gives it.
const LARGE: f64 = 50.0;

/// Beta(α, β) with α, β ≥ 1; its lower quantiles ask that of β alone.
///
/// ```
/// use bidwright_model::distributions::Beta;
///
/// // Of 18 deliveries 13 succeeded, counted on top of one of each.
/// let share = Beta::new(14.0, 6.0);
/// assert!((share.mean() - 0.7).abs() < 1e-12);
/// assert!((share.cdf(share.quantile(0.1)) - 0.1).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// α: of an updated prior, its successes and those counted.
    pub alpha: f64,
    /// β: its failures and those counted.
    pub beta: f64,
    /// ln B(α, β), the logarithm of the normalising constant.
    ln_norm: f64,
}

impl Beta {
    /// With these parameters, both above 0.
    #[must_use]
    pub fn new(alpha: f64, beta: f64) -> Beta {
        let ln_norm = ln_gamma(alpha) + ln_gamma(beta) - ln_gamma(alpha + beta);
        Beta { alpha, beta, ln_norm }
    }

    /// α / (α + β).
    #[must_use]
    pub fn mean(self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// The distribution of 1 − X.
    pub(super) fn mirrored(self) -> Beta {
        Beta { alpha: self.beta, beta: self.alpha, ..self }
    }

    /// Density at `x` inside (0, 1).
    #[must_use]
    pub fn density(self, x: f64) -> f64 {
        exp((self.alpha - 1.0) * ln(x) + (self.beta - 1.0) * ln(1.0 - x) - self.ln_norm)
    }

    /// P(X ≤ x): the regularised incomplete beta function.
    #[must_use]
    pub fn cdf(self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        self.cdf_and_elasticity(x, ln(x)).0
    }

    /// F(x), and x·f(x)/F(x), the slope of ln F over ln x. `ln_x` is ln `x`, which callers have.
    fn cdf_and_elasticity(self, x: f64, ln_x: f64) -> (f64, f64) {
        let Beta { alpha, beta, ln_norm } = self;
        // x^α (1−x)^β / B: both tails are this times a continued fraction.
        let front = exp(alpha * ln_x + beta * ln(1.0 - x) - ln_norm);
        let cdf = if x * (alpha + beta + 2.0) < alpha + 1.0 {
            front * fraction(alpha, beta, x) / alpha
        } else {
            1.0 - front * fraction(beta, alpha, 1.0 - x) / beta
        };
        (cdf, front / ((1.0 - x) * cdf))
    }

    /// The x with P(X ≤ x) = p, to about 1e-14 of it in either tail.
    #[must_use]
    pub fn quantile(self, p: f64) -> f64 {
        if p <= 0.0 {
            0.0
        } else if p >= 1.0 {
            1.0
        } else if p > 0.5 {
            let mirrored = self.mirrored();
            1.0 - mirrored.lower_quantile(1.0 - p, mirrored.guess(1.0 - p))
        } else {
            self.lower_quantile(p, self.guess(p))
        }
    }

    /// ln x about where the quantile is, for a large α: the power law of the tail would start so far away
    /// that nothing is left of F there. The logarithm of the odds is nearly normal.
    fn guess(self, p: f64) -> Option<f64> {
        let spread = (1.0 / self.alpha + 1.0 / self.beta).sqrt();
        let ln_odds = ln(self.alpha / self.beta) + normal::quantile(p) * spread;
        (self.alpha > LARGE).then(|| -ln(1.0 + exp(-ln_odds)))
    }

    /// [`Beta::quantile`] for 0 < p, meant for p ≤ ½ where it keeps full relative accuracy; `guess`
    /// of ln x saves steps.
    ///
    /// Newton's method on ln F over ln x. For β ≥ 1 that curve is concave, so after the first step
    /// every step comes from the left and none can overshoot: no bounds are needed. Left of the root
    /// lies the power law F ≈ x^α / (αB) of the tail, where it starts if there is no guess.
    pub(super) fn lower_quantile(self, p: f64, guess: Option<f64>) -> f64 {
        let ln_p = ln(p);
        let mut ln_x = guess.unwrap_or((ln_p + ln(self.alpha) + self.ln_norm) / self.alpha);
        // A bad guess may lie right of 1.
        ln_x = ln_x.min(-1e-12);
        for _ in 0..60 {
            let (cdf, slope) = self.cdf_and_elasticity(exp(ln_x), ln_x);
            let step = (ln_p - ln(cdf)) / slope;
            ln_x = (ln_x + step).min(-1e-16);
            // Convergence is quadratic: after a step of 1e-8 nothing is left to gain.
            if step.abs() < 1e-8 {
                break;
            }
        }
        exp(ln_x)
    }
}

/// The p-quantile of the beta distribution with this mean and α + β = `concentration`: what a stated
/// probability may be. Means of 0 and 1 are certain.
///
/// ```
/// use bidwright_model::distributions::beta_quantile;
///
/// // A risk of 30 % may be anything around it; one of 0 % is certain not to happen.
/// assert!(beta_quantile(0.3, 10.0, 0.1) < 0.3 && beta_quantile(0.3, 10.0, 0.9) > 0.3);
/// assert_eq!(beta_quantile(0.0, 10.0, 0.9), 0.0);
/// ```
#[must_use]
pub fn beta_quantile(mean: f64, concentration: f64, p: f64) -> f64 {
    if mean <= 0.0 || mean >= 1.0 {
        return mean;
    }
    let beta = Beta::new(mean * concentration, (1.0 - mean) * concentration);
    // One parameter may be below 1; the search needs the other side's to be no less than that.
    if beta.beta >= 1.0 {
        beta.lower_quantile(p, None)
    } else {
        1.0 - beta.mirrored().lower_quantile(1.0 - p, None)
    }
}

/// The continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes 6.4).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    let mut m = 0.0;
    // About as many steps as the root of the larger parameter.
    for _ in 0..5_000 {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

#[cfg(test)]
mod tests {
    use super::{Beta, beta_quantile};

    #[test]
    fn known_closed_forms() {
        // Beta(1, n): F = 1 − (1−x)^n.  Beta(2, 2): F = 3x² − 2x³.
        for x in [1e-6, 0.01, 0.3, 0.5, 0.77, 0.999] {
            let f = Beta::new(1.0, 3.0).cdf(x);
            assert!((f - (1.0 - (1.0 - x) * (1.0 - x) * (1.0 - x))).abs() < 1e-14, "{x}");
            let f = Beta::new(2.0, 2.0).cdf(x);
            assert!((f - (3.0 * x * x - 2.0 * x * x * x)).abs() < 1e-14, "{x}");
        }
    }

    #[test]
    fn quantile_undoes_cdf_for_all_pert_shapes_and_far_out() {
        for c in (0..=50).map(|c| f64::from(c) / 50.0) {
            for lambda in [0.5, 2.0, 4.0, 20.0] {
                let beta = Beta::new(1.0 + lambda * c, 1.0 + lambda * (1.0 - c));
                for p in [1e-15, 1e-6, 0.001, 0.1, 0.25, 0.5, 0.8, 0.9, 0.999] {
                    let x = beta.quantile(p);
                    let error = (beta.cdf(x) / p - 1.0).abs();
                    assert!(error < 1e-11, "c {c} lambda {lambda} p {p}: {error:e}");
                }
            }
        }
    }

    #[test]
    fn a_stated_mean_may_be_near_either_end() {
        for mean in [0.004, 0.04, 0.3, 0.7, 0.96, 0.996] {
            let beta = Beta::new(10.0 * mean, 10.0 * (1.0 - mean));
            for p in [0.05, 0.3, 0.5, 0.7, 0.95, 0.99] {
                let x = beta_quantile(mean, 10.0, p);
                assert!((0.0..=1.0).contains(&x));
                // Beyond the last double below 1 nothing can be told apart.
                let error = (beta.cdf(x) - p).abs();
                assert!(error < 1e-6 || x > 1.0 - 1e-12, "mean {mean} p {p}: {x} {error:e}");
            }
        }
        assert!(beta_quantile(0.0, 10.0, 0.5).abs() < 1e-300);
    }
}
