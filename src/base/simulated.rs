//! Simulated figures and the error of simulating them (MODEL 14.4).

/// A figure from a simulation and its standard error. The error is that of simulating, never that
/// of the inputs.
///
/// ```
/// use bidwright_base::simulated::Simulated;
///
/// // 7,500 of 10,000 simulated projects meet the deadline.
/// let on_time = Simulated::share(7_500, 10_000);
/// assert_eq!(on_time.value, 0.75);
/// assert!((on_time.se - 0.00433).abs() < 1e-5);
/// assert_eq!(Simulated::mean(&[10.0, 12.0, 14.0]).value, 12.0); // days
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulated {
    /// The figure.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
}

impl Simulated {
    /// A probability from a count: √(p(1−p)/N).
    #[must_use]
    pub fn share(count: usize, of: usize) -> Simulated {
        let (count, of) = (real(count), real(of));
        let p = count / of;
        Simulated { value: p, se: (p * (1.0 - p) / of).sqrt() }
    }

    /// The mean of values, sd/√N. Paired differences go in as differences.
    #[must_use]
    pub fn mean(values: &[f64]) -> Simulated {
        let mean = total(values) / real(values.len());
        Simulated { value: mean, se: (spread(values, mean) / real(values.len())).sqrt() }
    }

    /// Of a probability: half the width of its 95 % interval, 1.96 standard errors, in percentage points.
    #[must_use]
    pub fn half_width_points(&self) -> f64 {
        196.0 * self.se
    }
}

/// P5 to P95.
///
/// ```
/// use bidwright_base::locale::Locale;
/// use bidwright_base::simulated::Span;
///
/// let success = Span { low: 0.626, high: 0.774 };
/// assert_eq!(Locale::British.chances(success), "63 to 77%");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// P5.
    pub low: f64,
    /// P95.
    pub high: f64,
}

/// Sum by a tree whose form depends on the length alone, so threads and blocks change no byte.
///
/// ```
/// use bidwright_base::simulated::total;
///
/// let days = vec![1.5; 1_000];
/// assert_eq!(total(&days), 1_500.0);
/// assert_eq!(total(&[]), 0.0);
/// ```
#[must_use]
pub fn total(values: &[f64]) -> f64 {
    tree(values, &|x| x)
}

/// The variance around `mean`, over N.
///
/// ```
/// use bidwright_base::simulated::{spread, total};
///
/// let days = [10.0, 14.0];
/// assert_eq!(total(&days), 24.0); // days
/// assert_eq!(spread(&days, 12.0), 4.0); // square days
/// ```
#[must_use]
pub fn spread(values: &[f64], mean: f64) -> f64 {
    tree(values, &|x| (x - mean) * (x - mean)) / real(values.len())
}

fn tree(values: &[f64], of: &impl Fn(f64) -> f64) -> f64 {
    /// Summed one by one: small enough to lose nothing, large enough to be fast.
    const LEAF: usize = 64;
    if values.len() <= LEAF {
        return values.iter().map(|x| of(*x)).sum();
    }
    let (left, right) = values.split_at(values.len() / 2);
    tree(left, of) + tree(right, of)
}

/// A count as a double: exact below 2⁵³.
#[must_use]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}
