//! Triangular(a, m, b) (MODEL 2.2).

/// A triangular distribution with a < b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangular {
    /// From its ends and its mode: a ≤ m ≤ b, a < b.
    #[must_use]
    pub fn new(low: f64, mode: f64, high: f64) -> Triangular {
        debug_assert!(low <= mode && mode <= high && low < high);
        Triangular { low, mode, high }
    }

    /// The least value.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The likeliest value.
    #[must_use]
    pub fn mode(&self) -> f64 {
        self.mode
    }

    /// The greatest value.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// The mean, (a+m+b)/3.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.low + self.mode + self.high) / 3.0
    }

    /// The variance, (a²+m²+b²−am−ab−mb)/18, written without cancellation.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let (left, right) = (self.mode - self.low, self.high - self.mode);
        (left * left + left * right + right * right) / 18.0
    }

    /// P(X ≤ x).
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        let Triangular { low, mode, high } = *self;
        if x <= low {
            0.0
        } else if x < mode {
            (x - low) * (x - low) / ((high - low) * (mode - low))
        } else if x < high {
            1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
        } else {
            1.0
        }
    }

    /// The x with P(X ≤ x) = p.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let Triangular { low, mode, high } = *self;
        if p < (mode - low) / (high - low) {
            low + (p * (high - low) * (mode - low)).sqrt()
        } else {
            high - ((1.0 - p) * (high - low) * (high - mode)).sqrt()
        }
    }
}
