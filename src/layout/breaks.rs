//! Where lines end: the whole paragraph is weighed at once, so that no line is loose because the one
//! before it was greedy. Numbers only; no text comes here.

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chance {
    /// Width from the paragraph's start to here, its hyphen not counted.
    pub(super) at: f64,
    /// Width of the hyphen a line ending here needs.
    pub(super) hyphen: f64,
    /// Where the next line starts: after the space.
    pub(super) next: f64,
    /// Of the width `at`, how much is space.
    pub(super) space: f64,
    /// Of the width `next`, how much is space.
    pub(super) next_space: f64,
    pub(super) kind: Kind,
}

/// What a line end here would mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Between words.
    Word,
    /// Inside a word, at a syllable.
    Syllable,
    /// Inside a word that is longer than a line.
    Emergency,
    /// The line ends here whether it is full or not.
    Forced,
}

/// How lines are judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) width: f64,
    /// Spaces may stretch and shrink.
    pub(super) justify: bool,
}

/// Of a space, how far it may stretch and shrink without being noticed.
const STRETCH: f64 = 0.5;
const SHRINK: f64 = 0.22;
/// Of the width, how far a ragged line may stay short without being noticed.
const RAG: f64 = 0.18;
/// Rounding is not an overfull line.
const HAIR: f64 = 0.01;

/// The indices of the chances taken; the first is the start of the paragraph, the last its end.
pub(super) fn best(chances: &[Chance], measure: Measure) -> Vec<usize> {
    let Some(last) = chances.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut costs = vec![(f64::INFINITY, 0); chances.len()];
    costs[0] = (0.0, 0);
    // The earliest start from which a line still reaches a chance; it only ever moves on.
    let mut earliest = 0;
    for to in 1..=last {
        while earliest + 1 < to && overfull(&chances[earliest], &chances[to], measure) {
            earliest += 1;
        }
        costs[to] = cheapest(chances, &costs, earliest..to, to == last, measure);
        if chances[to].kind == Kind::Forced {
            earliest = to;
        }
    }
    let mut taken = vec![last];
    let mut at = last;
    while at > 0 {
        at = costs[at].1;
        taken.push(at);
    }
    taken.reverse();
    taken
}

fn overfull(from: &Chance, to: &Chance, measure: Measure) -> bool {
    let shrink = if measure.justify { (to.space - from.next_space).max(0.0) * SHRINK } else { 0.0 };
    to.at - from.next - shrink > measure.width + HAIR
}

/// The cheapest way to end a line at `starts.end`, as its cost and the chance before.
fn cheapest(
    chances: &[Chance],
    costs: &[(f64, usize)],
    starts: std::ops::Range<usize>,
    ends: bool,
    measure: Measure,
) -> (f64, usize) {
    let to = starts.end;
    let mut best = (f64::INFINITY, starts.start);
    for from in starts {
        let badness = badness(&chances[from], &chances[to], ends, measure);
        let cost = costs[from].0 + demerits(badness, &chances[from], &chances[to], ends, measure);
        if cost < best.0 {
            best = (cost, from);
        }
        // Later starts make the line only looser.
        if badness > 6_000.0 && badness < OVERFULL && best.0.is_finite() {
            break;
        }
    }
    best
}

/// A line that cannot be looser, whatever the spaces do.
const LOOSEST: f64 = 1e4;
/// Worse than any loose line.
const OVERFULL: f64 = 1e6;

fn badness(from: &Chance, to: &Chance, ends: bool, measure: Measure) -> f64 {
    let width = to.at + to.hyphen - from.next;
    let slack = measure.width - width;
    let spaces = (to.space - from.next_space).max(0.0);
    if slack < 0.0 {
        let shrink = if measure.justify { spaces * SHRINK } else { 0.0 };
        return if -slack > shrink + HAIR {
            OVERFULL - slack
        } else {
            100.0 * cube(-slack / shrink.max(HAIR))
        };
    }
    if ends || to.kind == Kind::Forced {
        // A last line of one short word looks like an accident.
        let stub = width < measure.width * 0.1 && from.next > 0.0;
        return if stub { 60.0 } else { 0.0 };
    }
    let stretch = if measure.justify { spaces * STRETCH } else { measure.width * RAG };
    // Where every line is far too loose, the fuller one is still better.
    (100.0 * cube(slack / stretch.max(HAIR))).min(LOOSEST * (1.0 + slack / measure.width.max(HAIR)))
}

fn demerits(badness: f64, from: &Chance, to: &Chance, ends: bool, measure: Measure) -> f64 {
    let hyphenated = |chance: &Chance| chance.kind == Kind::Syllable;
    let mut demerits = (10.0 + badness) * (10.0 + badness);
    match to.kind {
        Kind::Syllable if measure.justify => demerits += 55.0 * 55.0,
        // A ragged line need not be full, so it seldom needs a hyphen.
        Kind::Syllable => demerits += 120.0 * 120.0,
        Kind::Emergency => demerits += 1e5,
        Kind::Word | Kind::Forced => {}
    }
    if hyphenated(to) && hyphenated(from) {
        demerits += 6_000.0;
    }
    // The last line should not be the rest of a word.
    if ends && hyphenated(from) {
        demerits += 8_000.0;
    }
    demerits
}

fn cube(x: f64) -> f64 {
    x * x * x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of the given widths with spaces of width 1 between them.
    fn words(widths: &[f64]) -> Vec<Chance> {
        let mut chance =
            Chance { at: 0.0, hyphen: 0.0, next: 0.0, space: 0.0, next_space: 0.0, kind: Kind::Word };
        let mut chances = vec![chance];
        for width in widths {
            chance.space = chance.next_space;
            chance.at = chance.next + width;
            chance.next = chance.at + 1.0;
            chance.next_space += 1.0;
            chances.push(chance);
        }
        chances
    }

    fn ragged(width: f64) -> Measure {
        Measure { width, justify: false }
    }

    #[test]
    fn a_text_that_fits_is_one_line() {
        assert_eq!(best(&words(&[2.0, 3.0, 4.0]), ragged(11.0)), [0, 3]);
    }

    #[test]
    fn a_forced_end_is_always_taken() {
        let mut chances = words(&[2.0, 3.0, 4.0]);
        chances[1].kind = Kind::Forced;
        assert_eq!(best(&chances, ragged(100.0)), [0, 1, 3]);
    }

    #[test]
    fn lines_are_weighed_together() {
        // Greedy would set 6+3 on the first line and leave 2 alone on the second.
        let chances = words(&[6.0, 3.0, 2.0, 9.0, 4.0]);
        assert_eq!(best(&chances, ragged(10.0)), [0, 1, 3, 4, 5]);
    }

    #[test]
    fn a_word_longer_than_the_line_stands_on_a_line_of_its_own() {
        assert_eq!(best(&words(&[2.0, 30.0, 4.0]), ragged(10.0)), [0, 1, 2, 3]);
    }
}
