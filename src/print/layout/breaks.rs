//! Where lines end: the whole paragraph is weighed at once, so that no line is loose because the one
//! before it was greedy. Numbers only; no text comes here.

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chance {
    /// Width from the paragraph's start to here, its hyphen not counted.
    pub(super) at: f64,
    /// Width of the hyphen a line ending here needs.
    pub(super) hyphen: f64,
    /// How far what ends here may hang over the right margin of justified text.
    pub(super) over_end: f64,
    /// How far what starts here may hang over the left one.
    pub(super) over_start: f64,
    /// Where the next line starts: after the space.
    pub(super) next: f64,
    /// Of the width `at`, how much is space.
    pub(super) space: f64,
    /// Of the width `next`, how much is space.
    pub(super) next_space: f64,
    pub(super) kind: Kind,
}

impl Chance {
    /// The start of a paragraph.
    pub(super) const START: Chance = Chance {
        at: 0.0,
        hyphen: 0.0,
        over_end: 0.0,
        over_start: 0.0,
        next: 0.0,
        space: 0.0,
        next_space: 0.0,
        kind: Kind::Word,
    };
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
/// More lines than these in succession do not end in a hyphen.
const HYPHENS_IN_A_ROW: usize = 2;
/// A last line shorter than this share of the width looks like an accident, the more so the shorter it is.
const SHORT_LAST: f64 = 0.22;
/// Rounding is not an overfull line.
const HAIR: f64 = 0.01;

/// The best way to reach a chance with so many hyphens in a row before it: what it costs, the chance the line
/// starts from, and how many hyphens in a row led there.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    from: usize,
    hyphens: usize,
}

/// By how many lines in succession end in a hyphen.
type Ways = [Way; HYPHENS_IN_A_ROW + 1];

const NO_WAY: Way = Way { cost: f64::INFINITY, from: 0, hyphens: 0 };

/// The indices of the chances taken; the first is the start of the paragraph, the last its end.
pub(super) fn best(chances: &[Chance], measure: Measure) -> Vec<usize> {
    let Some(last) = chances.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut ways = vec![[NO_WAY; HYPHENS_IN_A_ROW + 1]; chances.len()];
    ways[0][0].cost = 0.0;
    // The earliest start from which a line still reaches a chance; it only ever moves on.
    let mut earliest = 0;
    for to in 1..=last {
        while earliest + 1 < to && overfull(&chances[earliest], &chances[to], measure) {
            earliest += 1;
        }
        ways[to] = cheapest(chances, &ways, earliest..to, to == last, measure);
        if chances[to].kind == Kind::Forced {
            earliest = to;
        }
    }
    let mut taken = vec![last];
    let (mut at, mut hyphens) = (last, cheaper(&ways[last]));
    while at > 0 {
        let way = ways[at][hyphens];
        (at, hyphens) = (way.from, way.hyphens);
        taken.push(at);
    }
    taken.reverse();
    taken
}

/// The count of hyphens with which a chance is reached most cheaply.
fn cheaper(ways: &Ways) -> usize {
    let mut best = 0;
    for hyphens in 1..ways.len() {
        if ways[hyphens].cost < ways[best].cost {
            best = hyphens;
        }
    }
    best
}

/// What a line takes, what hangs over the margins not counted.
fn taken(from: &Chance, to: &Chance, measure: Measure) -> f64 {
    let over = if measure.justify { from.over_start + to.over_end } else { 0.0 };
    to.at - from.next - over
}

fn overfull(from: &Chance, to: &Chance, measure: Measure) -> bool {
    let shrink = if measure.justify { (to.space - from.next_space).max(0.0) * SHRINK } else { 0.0 };
    taken(from, to, measure) - shrink > measure.width + HAIR
}

/// The cheapest ways to end a line at `starts.end`.
fn cheapest(
    chances: &[Chance],
    ways: &[Ways],
    starts: std::ops::Range<usize>,
    ends: bool,
    measure: Measure,
) -> Ways {
    let to = starts.end;
    let mut best = [Way { from: starts.start, ..NO_WAY }; HYPHENS_IN_A_ROW + 1];
    for from in starts {
        let badness = badness(&chances[from], &chances[to], ends, measure);
        let here = demerits(badness, &chances[from], &chances[to], ends, measure);
        for (hyphens, way) in ways[from].iter().enumerate() {
            // A third hyphen is worse than any looseness, but a text may leave no other way.
            let (row, fault) = match chances[to].kind {
                Kind::Syllable if hyphens == HYPHENS_IN_A_ROW => (hyphens, HYPHENS_TOO_MANY),
                Kind::Syllable => (hyphens + 1, 0.0),
                _ => (0, 0.0),
            };
            let cost = way.cost + here + fault;
            if cost < best[row].cost {
                best[row] = Way { cost, from, hyphens };
            }
        }
        // Later starts make the line only looser.
        if badness > 6_000.0 && badness < OVERFULL && best.iter().any(|way| way.cost.is_finite()) {
            break;
        }
    }
    best
}

/// A line that cannot be looser, whatever the spaces do.
const LOOSEST: f64 = 1e4;
/// Demerits of a further hyphen in a row: more than those of any loose line, fewer than those of an overfull one.
const HYPHENS_TOO_MANY: f64 = 1e10;
/// Worse than any loose line.
const OVERFULL: f64 = 1e6;

fn badness(from: &Chance, to: &Chance, ends: bool, measure: Measure) -> f64 {
    let width = taken(from, to, measure) + to.hyphen;
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
        return 0.0;
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
    if ends && from.next > 0.0 {
        let share = (to.at - from.next) / measure.width;
        if share < SHORT_LAST {
            demerits += 15_000.0 + 160_000.0 * (1.0 - share / SHORT_LAST);
        }
        // The last line should not begin with the rest of a word, and never be nothing else.
        if hyphenated(from) {
            demerits += if to.space > from.next_space { 8_000.0 } else { OVERFULL };
        }
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
        let mut chance = Chance::START;
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

    /// Every word may be divided in its middle.
    fn divisible(widths: &[f64]) -> Vec<Chance> {
        let whole = words(widths);
        let mut chances = vec![whole[0]];
        for pair in whole.windows(2) {
            let middle = (pair[0].next + pair[1].at) / 2.0;
            chances.push(Chance {
                at: middle,
                hyphen: 0.5,
                next: middle,
                space: pair[0].next_space,
                next_space: pair[0].next_space,
                kind: Kind::Syllable,
                ..Chance::START
            });
            chances.push(pair[1]);
        }
        chances
    }

    #[test]
    fn never_more_than_two_hyphens_stand_in_a_row_if_there_is_another_way() {
        // One word and a half to a line: the division of each second word would fill every line.
        let chances = divisible(&[10.0; 24]);
        let taken = best(&chances, Measure { width: 15.8, justify: true });
        let mut row = 0;
        for at in &taken[1..] {
            row = if chances[*at].kind == Kind::Syllable { row + 1 } else { 0 };
            assert!(row <= HYPHENS_IN_A_ROW, "{taken:?}");
        }
        assert!(taken.iter().any(|at| chances[*at].kind == Kind::Syllable));
    }

    #[test]
    fn the_last_line_is_no_single_short_word() {
        // Filled line by line, the last word of width 1 would stand alone.
        let mut widths = [2.0; 15];
        widths[14] = 1.0;
        let chances = words(&widths);
        let taken = best(&chances, ragged(20.0));
        let before_last = taken[taken.len() - 2];
        assert!(chances[chances.len() - 1].at - chances[before_last].next > 20.0 * 0.18, "{taken:?}");
    }

    #[test]
    fn what_hangs_over_the_margin_takes_no_room() {
        let mut chances = words(&[4.0, 5.5, 3.0]);
        assert_eq!(best(&chances, Measure { width: 10.0, justify: true }), [0, 1, 3]);
        chances[2].over_end = 0.5;
        assert_eq!(best(&chances, Measure { width: 10.0, justify: true }), [0, 2, 3]);
    }
}
