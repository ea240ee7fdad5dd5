//! Student's t about any location: what a figure may be whose spread is itself only known from a few
//! (MODEL 12).

use super::Beta;

/// location + scale · T, where T has Student's t distribution.
///
/// ```
/// use bidwright_model::distributions::Student;
///
/// let t = Student { location: 0.0, scale: 1.0, degrees: 10.0 };
/// assert!((t.quantile(0.95) - 1.812461).abs() < 1e-6);
/// assert!((t.cdf(0.0) - 0.5).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Student {
    /// Its median.
    pub location: f64,
    /// Above 0; the standard deviation is larger than it.
    pub scale: f64,
    /// Degrees of freedom, at least 2.
    pub degrees: f64,
}

impl Student {
    /// P(X ≤ x), with full relative accuracy in the lower tail.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        let t = (x - self.location) / self.scale;
        // ½ (1 + t/√(ν + t²)) has the symmetric beta distribution. For the lower half it is written as
        // a quotient, because 1 minus nearly 1 would lose its digits.
        let square = self.degrees + t * t;
        let lower = 0.5 * (self.degrees / square) / (1.0 + (t * t / square).sqrt());
        let below = self.unit().cdf(lower);
        if t > 0.0 { 1.0 - below } else { below }
    }

    /// The x with P(X ≤ x) = p, for 0 < p < 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let lower = self.unit().quantile(p.min(1.0 - p));
        let t = self.degrees.sqrt() * (lower - 0.5) / (lower * (1.0 - lower)).sqrt();
        self.location + self.scale * t.copysign(p - 0.5)
    }

    fn unit(&self) -> Beta {
        Beta::new(0.5 * self.degrees, 0.5 * self.degrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(degrees: f64) -> Student {
        Student { location: 0.0, scale: 1.0, degrees }
    }

    #[test]
    fn two_degrees_have_a_closed_form() {
        for t in [-300.0, -3.0, -0.2, 0.0, 0.2, 1.0, 7.5, 300.0_f64] {
            // F = ½ + t / (2√(2 + t²)), for t < 0 without losing digits.
            let far = (2.0 + t * t).sqrt();
            let exact = if t < 0.0 { 1.0 / (far * (far - t)) } else { 0.5 + 0.5 * t / far };
            let found = standard(2.0).cdf(t);
            assert!((found / exact - 1.0).abs() < 1e-13, "{t}: {found} {exact}");
        }
    }

    #[test]
    fn printed_tables_agree() {
        for (degrees, p, t) in [
            (10.0, 0.95, 1.812_461_122_812),
            (10.0, 0.975, 2.228_138_851_986),
            (16.0, 0.8, 0.864_667_001_798),
            (30.0, 0.995, 2.749_995_653_567),
            (1e3, 0.975, 1.962_339_080_826),
        ] {
            let found = standard(degrees).quantile(p);
            assert!((found - t).abs() < 1e-9, "{degrees} {p}: {found}");
        }
    }

    #[test]
    fn quantile_undoes_cdf_on_both_sides() {
        for degrees in [2.0, 3.5, 10.0, 33.0, 5_000.0] {
            let x = Student { location: 0.07, scale: 0.27, degrees };
            for p in [1e-9, 0.01, 0.1, 0.5, 0.8, 0.999] {
                let back = x.cdf(x.quantile(p));
                assert!((back - p).abs() < 1e-12, "{degrees} {p}: {back}");
            }
        }
        let nearly_normal = standard(2e6);
        assert!((nearly_normal.cdf(nearly_normal.quantile(0.01)) - 0.01).abs() < 1e-9);
    }
}
