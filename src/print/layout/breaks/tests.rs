//! Which breakpoints are chosen.

use super::*;

/// Words of the given widths with spaces of width 1 between them.
fn words(widths: &[f64]) -> Vec<Breakpoint> {
    let mut breakpoint = Breakpoint::START;
    let mut breakpoints = vec![breakpoint];
    for width in widths {
        breakpoint.space = breakpoint.next_space;
        breakpoint.at = breakpoint.next + Pt(*width);
        breakpoint.next = breakpoint.at + Pt(1.0);
        breakpoint.next_space += Pt(1.0);
        breakpoints.push(breakpoint);
    }
    breakpoints
}

fn ragged(width: f64) -> Measure {
    Measure { width: Pt(width), justify: false }
}

#[test]
fn a_text_that_fits_is_one_line() {
    assert_eq!(best(&words(&[2.0, 3.0, 4.0]), ragged(11.0)), [0, 3]);
}

#[test]
fn a_forced_end_is_always_taken() {
    let mut breakpoints = words(&[2.0, 3.0, 4.0]);
    breakpoints[1].kind = Kind::Forced;
    assert_eq!(best(&breakpoints, ragged(100.0)), [0, 1, 3]);
}

#[test]
fn lines_are_weighed_together() {
    // Greedy would set 6+3 on the first line and leave 2 alone on the second.
    let breakpoints = words(&[6.0, 3.0, 2.0, 9.0, 4.0]);
    assert_eq!(best(&breakpoints, ragged(10.0)), [0, 1, 3, 4, 5]);
}

#[test]
fn a_word_longer_than_the_line_has_a_line_of_its_own() {
    assert_eq!(best(&words(&[2.0, 30.0, 4.0]), ragged(10.0)), [0, 1, 2, 3]);
}

/// Every word may be divided in its middle.
fn divisible(widths: &[f64]) -> Vec<Breakpoint> {
    let whole = words(widths);
    let mut breakpoints = vec![whole[0]];
    for pair in whole.windows(2) {
        let middle = (pair[0].next + pair[1].at) / 2.0;
        breakpoints.push(Breakpoint {
            at: middle,
            hyphen: Pt(0.5),
            next: middle,
            space: pair[0].next_space,
            next_space: pair[0].next_space,
            kind: Kind::Hyphen,
            ..Breakpoint::START
        });
        breakpoints.push(pair[1]);
    }
    breakpoints
}

#[test]
fn never_more_than_two_hyphens_stand_in_a_row_if_there_is_another_way() {
    // One word and a half to a line: the division of each second word would fill every line.
    let breakpoints = divisible(&[10.0; 24]);
    let taken = best(&breakpoints, Measure { width: Pt(15.8), justify: true });
    let mut row = 0;
    for at in &taken[1..] {
        row = if breakpoints[*at].kind == Kind::Hyphen { row + 1 } else { 0 };
        assert!(row <= MOST_CONSECUTIVE_HYPHENS, "{taken:?}");
    }
    assert!(taken.iter().any(|at| breakpoints[*at].kind == Kind::Hyphen));
}

#[test]
fn the_last_line_is_no_single_short_word() {
    // Filled line by line, the last word of width 1 would be alone.
    let mut widths = [2.0; 15];
    widths[14] = 1.0;
    let breakpoints = words(&widths);
    let taken = best(&breakpoints, ragged(20.0));
    let before_last = taken[taken.len() - 2];
    assert!(
        breakpoints[breakpoints.len() - 1].at - breakpoints[before_last].next > Pt(20.0) * 0.18,
        "{taken:?}"
    );
}

#[test]
fn what_hangs_over_the_margin_takes_no_room() {
    let mut breakpoints = words(&[4.0, 5.5, 3.0]);
    assert_eq!(best(&breakpoints, Measure { width: Pt(10.0), justify: true }), [0, 1, 3]);
    breakpoints[2].protrusion_end = Pt(0.5);
    assert_eq!(best(&breakpoints, Measure { width: Pt(10.0), justify: true }), [0, 2, 3]);
}
