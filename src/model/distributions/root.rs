//! The root of a smooth falling function between two bounds.

/// Where `f` crosses from above 0 to below 0 between `low` and `high`, to within `tolerance` or
/// better. `guess` is tried first; each side of it is known to be above or below only by trying.
///
/// The secant method safeguarded by bisection, as in Dekker's method (Brent, *Algorithms for Minimization
/// without Derivatives*, 1973, chapter 4): a step that would leave the bracket is replaced by its middle,
/// and so is every tenth step, which bounds the number of steps on any function.
pub(super) fn falling(
    f: impl Fn(f64) -> f64,
    (mut low, mut high): (f64, f64),
    guess: f64,
    tolerance: f64,
) -> f64 {
    let mut x = guess.clamp(low, high);
    let mut before: Option<(f64, f64)> = None;
    for step in 1..200 {
        let y = f(x);
        if y > 0.0 {
            low = x;
        } else {
            high = x;
        }
        let toward = match before {
            Some((x0, y0)) => x - y * (x - x0) / (y - y0),
            None if y > 0.0 => x + 0.02 * (high - x),
            None => x - 0.02 * (x - low),
        };
        // A step that is not a number (y = y0) is not inside either.
        let inside = toward > low && toward < high && step % 10 != 0;
        let next = if inside { toward } else { 0.5 * (low + high) };
        if (next - x).abs() <= tolerance || high - low <= tolerance {
            return next;
        }
        before = Some((x, y));
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::falling;

    #[test]
    fn finds_straight_bent_and_flat_roots() {
        let close = |x: f64, y: f64| (x - y).abs() < 1e-9;
        assert!(close(falling(|x| 0.3 - x, (0.0, 1.0), 0.9, 1e-12), 0.3));
        assert!(close(falling(|x| 1.0 / (x + 1e-3) - 2.0, (0.0, 1.0), 0.0, 1e-12), 0.499));
        assert!(close(falling(|x| if x < 0.7 { 1.0 } else { -1e-3 }, (0.0, 1.0), 0.1, 1e-12), 0.7));
        assert!(close(falling(|x| -x, (0.0, 1.0), 0.5, 1e-12), 0.0));
    }
}
