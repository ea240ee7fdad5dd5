//! The triangular distribution, in which oracles are stated and which the program itself does not use.

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
