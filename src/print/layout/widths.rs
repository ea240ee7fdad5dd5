//! How wide columns are: the least and the natural width of each, and how the width of the table is shared.

use bidwright_base::geometry::Pt;

/// How wide a column must be, and how wide it is if nothing in it is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ColumnSizing {
    /// Its widest word.
    pub(super) min_content: Pt,
    /// Its widest cell on one line.
    pub(super) max_content: Pt,
    /// Whether it takes spare width: a column of figures has no use for it.
    pub(super) flexible: bool,
}

impl ColumnSizing {
    /// The same for smaller letters.
    pub(super) fn resized(self, factor: f64) -> ColumnSizing {
        ColumnSizing {
            min_content: self.min_content * factor,
            max_content: self.max_content * factor,
            ..self
        }
    }
}

/// A column in which most words are not divided.
const COMMON_WORD: Pt = Pt(90.0);
/// Below this share of the usual size of tables, text is illegible.
const SMALLEST: f64 = 0.68;

/// Shares a width among columns so that the table is short: a column with more text gets more width, and
/// how much more is tried in four weightings. `rows` holds the width of each cell on one line.
pub(super) fn shortest(sizings: &[ColumnSizing], rows: &[Vec<Pt>], width: Pt) -> Vec<Pt> {
    let weightings: [fn(&ColumnSizing) -> f64; 4] = [
        |sizing| sizing.max_content.0.sqrt().sqrt(),
        |sizing| sizing.max_content.0.sqrt(),
        |sizing| sizing.max_content.0.sqrt() * sizing.max_content.0.sqrt().sqrt(),
        |sizing| sizing.max_content.0,
    ];
    let mut best = share(sizings, width, weightings[0]);
    let mut fewest = lines(&best, rows);
    for weighting in &weightings[1..] {
        let columns = share(sizings, width, *weighting);
        let count = lines(&columns, rows);
        if count < fewest {
            (best, fewest) = (columns, count);
        }
    }
    best
}

/// About how many lines the rows take: a broken line is filled to nine tenths.
fn lines(columns: &[Pt], rows: &[Vec<Pt>]) -> f64 {
    let cell = |(natural, column): (&Pt, &Pt)| {
        if natural <= column { 1.0 } else { (*natural / (*column * 0.9)).ceil() }
    };
    let row = |row: &Vec<Pt>| row.iter().zip(columns).map(cell).fold(1.0, f64::max);
    rows.iter().map(row).sum()
}

/// Shares a width among columns.
///
/// If all fits, spare width goes to the columns of text. If not, a level rises until the width is used
/// up: each column gets its share of the level, at least its widest word, at most its widest cell.
fn share(sizings: &[ColumnSizing], width: Pt, weight: fn(&ColumnSizing) -> f64) -> Vec<Pt> {
    let max_content: Pt = sizings.iter().map(|sizing| sizing.max_content).sum();
    if max_content <= width {
        return spread(sizings, width - max_content);
    }
    let min_content: Pt = sizings.iter().map(|sizing| sizing.min_content).sum();
    if min_content >= width {
        let level = level(sizings, width);
        return sizings.iter().map(|sizing| sizing.min_content.min(level)).collect();
    }
    // The level is a width for a weight of one.
    let at = |level: Pt| -> Vec<Pt> {
        let column = |sizing: &ColumnSizing| {
            (level * weight(sizing)).clamp(sizing.min_content, sizing.max_content.max(sizing.min_content))
        };
        sizings.iter().map(column).collect()
    };
    let (mut low, mut high) = (Pt::ZERO, width);
    for _ in 0..60 {
        let level = (low + high) / 2.0;
        if at(level).into_iter().sum::<Pt>() > width {
            high = level;
        } else {
            low = level;
        }
    }
    at(low)
}

/// The width at which columns must be cut for all to have room: only those with the longest words suffer.
fn level(sizings: &[ColumnSizing], width: Pt) -> Pt {
    let (mut low, mut high) = (Pt::ZERO, width);
    for _ in 0..60 {
        let level = (low + high) / 2.0;
        if sizings.iter().map(|sizing| sizing.min_content.min(level)).sum::<Pt>() > width {
            high = level;
        } else {
            low = level;
        }
    }
    low
}

/// How much smaller a table must be set, 1 as a rule. One long word is rather divided; only if there are too many
/// columns for words of common length all of it shrinks, and then at least so far that each column holds a letter,
/// which with its sides is as wide as `letter`.
pub(super) fn shrunk(sizings: &[ColumnSizing], width: Pt, letter: Pt) -> f64 {
    let needed: Pt = sizings.iter().map(|sizing| sizing.min_content.min(COMMON_WORD)).sum();
    if needed <= width {
        return 1.0;
    }
    let factor = (width / needed).max(SMALLEST);
    let cut = level(sizings, width / factor);
    // A column that holds its longest word holds a letter, however small.
    let divided = sizings.iter().any(|sizing| sizing.min_content > cut);
    if divided { factor * (cut / letter).min(1.0) } else { factor }
}

fn spread(sizings: &[ColumnSizing], spare: Pt) -> Vec<Pt> {
    let none = !sizings.iter().any(|sizing| sizing.flexible);
    let welcome = |sizing: &ColumnSizing| sizing.flexible || none;
    let all: Pt = sizings.iter().filter(|sizing| welcome(sizing)).map(|sizing| sizing.max_content).sum();
    let column = |sizing: &ColumnSizing| {
        if welcome(sizing) {
            sizing.max_content + Pt(spare.0 * sizing.max_content.0 / all.0.max(1.0))
        } else {
            sizing.max_content
        }
    };
    sizings.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizing(min_content: f64, max_content: f64, flexible: bool) -> ColumnSizing {
        ColumnSizing { min_content: Pt(min_content), max_content: Pt(max_content), flexible }
    }

    fn total(widths: &[Pt]) -> Pt {
        widths.iter().copied().sum()
    }

    fn near(width: Pt, expected: f64) -> bool {
        (width.0 - expected).abs() < 1e-6
    }

    #[test]
    fn spare_width_goes_to_text_and_not_to_figures() {
        let widths = share(&[sizing(20.0, 100.0, true), sizing(40.0, 40.0, false)], Pt(200.0), |sizing| {
            sizing.max_content.0
        });
        assert!(near(widths[0], 160.0) && near(widths[1], 40.0));
    }

    #[test]
    fn scarce_width_is_used_up_and_no_word_is_cut() {
        let sizings = [sizing(30.0, 900.0, true), sizing(50.0, 60.0, true), sizing(45.0, 45.0, false)];
        let widths = share(&sizings, Pt(300.0), |sizing| sizing.max_content.0.sqrt());
        assert!(near(total(&widths), 300.0));
        assert!(widths.iter().zip(&sizings).all(|(width, sizing)| *width >= sizing.min_content - Pt(1e-9)));
        assert!(near(widths[2], 45.0));
    }

    #[test]
    fn a_column_of_short_texts_is_not_broken_for_a_long_one_that_gains_no_line() {
        let sizings = [sizing(30.0, 100.0, true), sizing(40.0, 400.0, true)];
        let rows = vec![vec![Pt(100.0), Pt(60.0)]; 5];
        let widths = shortest(&sizings, &rows, Pt(300.0));
        assert!(widths[0] >= Pt(100.0 - 1e-6), "{widths:?}");
    }

    #[test]
    fn too_little_width_cuts_the_longest_words_and_leaves_the_others() {
        let widths = share(&[sizing(80.0, 200.0, true), sizing(300.0, 400.0, true)], Pt(200.0), |sizing| {
            sizing.max_content.0
        });
        assert!(near(widths[0], 80.0) && near(widths[1], 120.0));
    }

    #[test]
    fn a_table_shrinks_for_many_columns_and_not_for_one_long_word() {
        let shrunk = |sizings: &[ColumnSizing]| Pt(shrunk(sizings, Pt(450.0), Pt(20.0)));
        assert!(near(shrunk(&[sizing(50.0, 90.0, true), sizing(900.0, 900.0, true)]), 1.0));
        assert!(near(shrunk(&[sizing(50.0, 90.0, true); 10]), 0.9));
        assert!(near(shrunk(&[sizing(50.0, 90.0, true); 60]), 450.0 / 60.0 / 20.0));
    }
}
