//! Where lines end: the whole paragraph is weighed at once, so that no line is loose because the one
//! before it was greedy (Knuth and Plass, "Breaking paragraphs into lines", 1981). Numbers only; no text comes here.

#[cfg(test)]
mod tests;

use bidwright_base::geometry::Pt;

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Breakpoint {
    /// Width from the paragraph's start to here, its hyphen not counted.
    pub(super) at: Pt,
    /// Width of the hyphen a line ending here needs.
    pub(super) hyphen: Pt,
    /// How far what ends here may hang over the right margin of justified text.
    pub(super) protrusion_end: Pt,
    /// How far what starts here may hang over the left one.
    pub(super) protrusion_start: Pt,
    /// Where the next line starts: after the space.
    pub(super) next: Pt,
    /// Of the width `at`, how much is space.
    pub(super) space: Pt,
    /// Of the width `next`, how much is space.
    pub(super) next_space: Pt,
    pub(super) kind: Kind,
}

impl Breakpoint {
    /// The start of a paragraph.
    pub(super) const START: Breakpoint = Breakpoint {
        at: Pt::ZERO,
        hyphen: Pt::ZERO,
        protrusion_end: Pt::ZERO,
        protrusion_start: Pt::ZERO,
        next: Pt::ZERO,
        space: Pt::ZERO,
        next_space: Pt::ZERO,
        kind: Kind::Word,
    };
}

/// What a line end here would mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Between words.
    Word,
    /// Inside a word, at a syllable.
    Hyphen,
    /// Inside a word that is longer than a line.
    Emergency,
    /// The line ends here whether it is full or not.
    Forced,
}

/// How lines are judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) width: Pt,
    /// Spaces may stretch and shrink.
    pub(super) justify: bool,
}

/// Of a space, how far it may stretch and shrink without being noticed.
const STRETCH: f64 = 0.5;
const SHRINK: f64 = 0.22;
/// Of the width, how far a ragged line may stay short without being noticed.
const RAG: f64 = 0.18;
/// More lines than these in succession do not end in a hyphen.
const MOST_CONSECUTIVE_HYPHENS: usize = 2;
/// A last line shorter than this share of the width looks like an accident, the more so the shorter it is.
const SHORT_LAST_LINE: f64 = 0.22;
/// Rounding is not an overfull line.
const TOLERANCE: Pt = Pt(0.01);

/// The cheapest path to a breakpoint, for a number of consecutive hyphens before it: its cost, the breakpoint
/// its last line starts from, and how many hyphens that line was preceded by.
#[derive(Clone, Copy)]
struct ActiveNode {
    cost: f64,
    from: usize,
    hyphens: usize,
}

/// By how many lines in succession end in a hyphen.
type ActiveNodes = [ActiveNode; MOST_CONSECUTIVE_HYPHENS + 1];

const UNREACHED: ActiveNode = ActiveNode { cost: f64::INFINITY, from: 0, hyphens: 0 };

/// The indices of the breakpoints taken; the first is the start of the paragraph, the last its end.
pub(super) fn best(breakpoints: &[Breakpoint], measure: Measure) -> Vec<usize> {
    let Some(last) = breakpoints.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut nodes = vec![[UNREACHED; MOST_CONSECUTIVE_HYPHENS + 1]; breakpoints.len()];
    nodes[0][0].cost = 0.0;
    // The earliest start from which a line still reaches a breakpoint; it only ever moves on.
    let mut earliest = 0;
    for to in 1..=last {
        while earliest + 1 < to && overfull(&breakpoints[earliest], &breakpoints[to], measure) {
            earliest += 1;
        }
        nodes[to] = extend(breakpoints, &nodes, earliest..to, to == last, measure);
        if breakpoints[to].kind == Kind::Forced {
            earliest = to;
        }
    }
    let mut taken = vec![last];
    let (mut at, mut hyphens) = (last, cheapest_count(&nodes[last]));
    while at > 0 {
        let node = nodes[at][hyphens];
        (at, hyphens) = (node.from, node.hyphens);
        taken.push(at);
    }
    taken.reverse();
    taken
}

/// The count of hyphens with which a breakpoint is reached most cheaply.
fn cheapest_count(nodes: &ActiveNodes) -> usize {
    let mut best = 0;
    for hyphens in 1..nodes.len() {
        if nodes[hyphens].cost < nodes[best].cost {
            best = hyphens;
        }
    }
    best
}

/// What a line takes, what hangs over the margins not counted.
fn taken(from: &Breakpoint, to: &Breakpoint, measure: Measure) -> Pt {
    let over = if measure.justify { from.protrusion_start + to.protrusion_end } else { Pt::ZERO };
    to.at - from.next - over
}

fn overfull(from: &Breakpoint, to: &Breakpoint, measure: Measure) -> bool {
    let shrink = if measure.justify { (to.space - from.next_space).max(Pt::ZERO) * SHRINK } else { Pt::ZERO };
    taken(from, to, measure) - shrink > measure.width + TOLERANCE
}

/// The cheapest nodes that end a line at `starts.end`.
fn extend(
    breakpoints: &[Breakpoint],
    nodes: &[ActiveNodes],
    starts: std::ops::Range<usize>,
    ends: bool,
    measure: Measure,
) -> ActiveNodes {
    let to = starts.end;
    let mut best = [ActiveNode { from: starts.start, ..UNREACHED }; MOST_CONSECUTIVE_HYPHENS + 1];
    for from in starts {
        let badness = badness(&breakpoints[from], &breakpoints[to], ends, measure);
        let here = demerits(badness, &breakpoints[from], &breakpoints[to], ends, measure);
        for (hyphens, node) in nodes[from].iter().enumerate() {
            // A third hyphen is worse than any looseness, but a text may leave no other way.
            let (row, fault) = match breakpoints[to].kind {
                Kind::Hyphen if hyphens == MOST_CONSECUTIVE_HYPHENS => (hyphens, EXCESS_HYPHEN_DEMERITS),
                Kind::Hyphen => (hyphens + 1, 0.0),
                _ => (0, 0.0),
            };
            let cost = node.cost + here + fault;
            if cost < best[row].cost {
                best[row] = ActiveNode { cost, from, hyphens };
            }
        }
        // Later starts make the line only looser.
        if badness > 6_000.0 && badness < OVERFULL && best.iter().any(|node| node.cost.is_finite()) {
            break;
        }
    }
    best
}

/// A line that cannot be looser, whatever the spaces do.
const LOOSEST: f64 = 1e4;
/// Demerits of a further hyphen in a row: more than those of any loose line, fewer than those of an overfull one.
const EXCESS_HYPHEN_DEMERITS: f64 = 1e10;
/// Worse than any loose line.
const OVERFULL: f64 = 1e6;

fn badness(from: &Breakpoint, to: &Breakpoint, ends: bool, measure: Measure) -> f64 {
    let width = taken(from, to, measure) + to.hyphen;
    let slack = measure.width - width;
    let spaces = (to.space - from.next_space).max(Pt::ZERO);
    if slack < Pt::ZERO {
        let shrink = if measure.justify { spaces * SHRINK } else { Pt::ZERO };
        return if -slack > shrink + TOLERANCE {
            OVERFULL - slack.0
        } else {
            100.0 * cube(-slack / shrink.max(TOLERANCE))
        };
    }
    if ends || to.kind == Kind::Forced {
        return 0.0;
    }
    let stretch = if measure.justify { spaces * STRETCH } else { measure.width * RAG };
    // Where every line is far too loose, the fuller one is still better.
    (100.0 * cube(slack / stretch.max(TOLERANCE))).min(LOOSEST * (1.0 + slack / measure.width.max(TOLERANCE)))
}

fn demerits(badness: f64, from: &Breakpoint, to: &Breakpoint, ends: bool, measure: Measure) -> f64 {
    let hyphenated = |breakpoint: &Breakpoint| breakpoint.kind == Kind::Hyphen;
    let mut demerits = (10.0 + badness) * (10.0 + badness);
    match to.kind {
        Kind::Hyphen if measure.justify => demerits += 55.0 * 55.0,
        // A ragged line need not be full, so it seldom needs a hyphen.
        Kind::Hyphen => demerits += 120.0 * 120.0,
        Kind::Emergency => demerits += 1e5,
        Kind::Word | Kind::Forced => {}
    }
    if hyphenated(to) && hyphenated(from) {
        demerits += 6_000.0;
    }
    if ends && from.next > Pt::ZERO {
        let share = (to.at - from.next) / measure.width;
        if share < SHORT_LAST_LINE {
            demerits += 15_000.0 + 160_000.0 * (1.0 - share / SHORT_LAST_LINE);
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
