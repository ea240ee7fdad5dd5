//! Small drawings for the terminal, made of block characters.

/// How many of `values` fall into each of `width` equal parts of low..high, as a row of columns.
/// What lies outside is left out.
pub(super) fn columns(values: &[f64], low: f64, high: f64, width: usize) -> String {
    const STEPS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let mut counts = vec![0_usize; width];
    for value in values {
        if let Some(at) = place(*value, low, high, width) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    // Rounded up: where there is anything at all, there is something to see.
    counts.iter().map(|count| STEPS[(count * 8).div_ceil(most)]).collect()
}

/// Which of `width` equal parts of low..high holds a value.
pub(super) fn place(value: f64, low: f64, high: f64, width: usize) -> Option<usize> {
    let part = (value - low) / (high - low) * width as f64;
    if !(0.0..=width as f64).contains(&part) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
    let at = part as usize;
    Some(at.min(width - 1))
}

/// A bar of `width` characters, filled to a part between 0 and 1, in eighths.
pub(super) fn bar(part: f64, width: usize) -> String {
    const ENDS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
    let eighths = (part.clamp(0.0, 1.0) * (8 * width) as f64).round() as usize;
    let filled = format!("{}{}", "█".repeat(eighths / 8), ENDS[eighths % 8]);
    let rest = width - eighths.div_ceil(8);
    format!("{filled}{}", "·".repeat(rest))
}

/// From one part of a whole to another, as a stretch of a line of `width` characters.
pub(super) fn span(one: f64, other: f64, width: usize) -> String {
    let at = |part: f64| place(part, 0.0, 1.0, width).unwrap_or(0);
    let (from, to) = (at(one.min(other)), at(one.max(other)));
    (0..width).map(|at| if (from..=to).contains(&at) { '█' } else { '·' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_as_wide_as_asked() {
        assert_eq!(columns(&[0.0, 0.1, 0.9, 1.0, 1.0, 2.0], 0.0, 1.0, 4), "▆  █");
        assert_eq!(columns(&[1.0, 1.0], 1.0, 1.0, 3), "   ");
        for part in [0.0, 0.01, 0.5, 0.9999, 1.0] {
            assert_eq!(bar(part, 10).chars().count(), 10);
        }
        assert_eq!(bar(0.5, 4), "██··");
        assert_eq!(bar(0.53, 4), "██▏·");
        assert_eq!(span(0.8, 0.3, 10), "···██████·");
    }
}
