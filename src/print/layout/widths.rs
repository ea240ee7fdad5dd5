//! How wide columns are: what each needs and would like, and how the width is shared.

/// What a column needs and would like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    /// Its widest word.
    pub(super) least: f64,
    /// Its widest cell on one line.
    pub(super) most: f64,
    /// Whether spare width is welcome: a column of figures has no use for it.
    pub(super) grows: bool,
}

impl Wish {
    /// The same for smaller letters.
    pub(super) fn resized(self, factor: f64) -> Wish {
        Wish { least: self.least * factor, most: self.most * factor, ..self }
    }
}

/// A column in which most words stand whole.
const COMMON_WORD: f64 = 90.0;
/// Words smaller than this share of a table's size are read by nobody.
const SMALLEST: f64 = 0.68;

/// Shares a width among columns so that the table is short: a column with more text gets more width, and
/// how much more is tried in four ways. `rows` holds the width of each cell on one line.
pub(super) fn shortest(wishes: &[Wish], rows: &[Vec<f64>], width: f64) -> Vec<f64> {
    let ways: [fn(&Wish) -> f64; 4] = [
        |wish| wish.most.sqrt().sqrt(),
        |wish| wish.most.sqrt(),
        |wish| wish.most.sqrt() * wish.most.sqrt().sqrt(),
        |wish| wish.most,
    ];
    let mut best = share(wishes, width, ways[0]);
    let mut fewest = lines(&best, rows);
    for way in &ways[1..] {
        let columns = share(wishes, width, *way);
        let count = lines(&columns, rows);
        if count < fewest {
            (best, fewest) = (columns, count);
        }
    }
    best
}

/// About how many lines the rows take: a broken line is filled to nine tenths.
fn lines(columns: &[f64], rows: &[Vec<f64>]) -> f64 {
    let cell = |(natural, column): (&f64, &f64)| {
        if natural <= column { 1.0 } else { (natural / (column * 0.9)).ceil() }
    };
    let row = |row: &Vec<f64>| row.iter().zip(columns).map(cell).fold(1.0, f64::max);
    rows.iter().map(row).sum()
}

/// Shares a width among columns.
///
/// If all fits, spare width goes to the columns of text. If not, a level rises until the width is used
/// up: each column gets its share of the level, at least its widest word, at most its widest cell.
fn share(wishes: &[Wish], width: f64, weight: fn(&Wish) -> f64) -> Vec<f64> {
    let most: f64 = wishes.iter().map(|wish| wish.most).sum();
    if most <= width {
        return spread(wishes, width - most);
    }
    let least: f64 = wishes.iter().map(|wish| wish.least).sum();
    if least >= width {
        let level = level(wishes, width);
        return wishes.iter().map(|wish| wish.least.min(level)).collect();
    }
    let at = |level: f64| -> Vec<f64> {
        let column = |wish: &Wish| (level * weight(wish)).clamp(wish.least, wish.most.max(wish.least));
        wishes.iter().map(column).collect()
    };
    let (mut low, mut high) = (0.0, width);
    for _ in 0..60 {
        let level = (low + high) / 2.0;
        if at(level).iter().sum::<f64>() > width {
            high = level;
        } else {
            low = level;
        }
    }
    at(low)
}

/// The width at which columns must be cut for all to have room: only those with the longest words suffer.
fn level(wishes: &[Wish], width: f64) -> f64 {
    let (mut low, mut high) = (0.0, width);
    for _ in 0..60 {
        let level = (low + high) / 2.0;
        if wishes.iter().map(|wish| wish.least.min(level)).sum::<f64>() > width {
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
pub(super) fn shrunk(wishes: &[Wish], width: f64, letter: f64) -> f64 {
    let needed: f64 = wishes.iter().map(|wish| wish.least.min(COMMON_WORD)).sum();
    if needed <= width {
        return 1.0;
    }
    let factor = (width / needed).max(SMALLEST);
    let cut = level(wishes, width / factor);
    // A column that holds its longest word holds a letter, however small.
    let divided = wishes.iter().any(|wish| wish.least > cut);
    if divided { factor * (cut / letter).min(1.0) } else { factor }
}

fn spread(wishes: &[Wish], spare: f64) -> Vec<f64> {
    let nobody = !wishes.iter().any(|wish| wish.grows);
    let welcome = |wish: &Wish| wish.grows || nobody;
    let all: f64 = wishes.iter().filter(|wish| welcome(wish)).map(|wish| wish.most).sum();
    let column = |wish: &Wish| {
        if welcome(wish) { wish.most + spare * wish.most / all.max(1.0) } else { wish.most }
    };
    wishes.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(least: f64, most: f64, grows: bool) -> Wish {
        Wish { least, most, grows }
    }

    fn total(widths: &[f64]) -> f64 {
        widths.iter().sum()
    }

    #[test]
    fn spare_width_goes_to_text_and_not_to_figures() {
        let widths = share(&[wish(20.0, 100.0, true), wish(40.0, 40.0, false)], 200.0, |wish| wish.most);
        assert!((widths[0] - 160.0).abs() < 1e-9 && (widths[1] - 40.0).abs() < 1e-9);
    }

    #[test]
    fn scarce_width_is_used_up_and_no_word_is_cut() {
        let wishes = [wish(30.0, 900.0, true), wish(50.0, 60.0, true), wish(45.0, 45.0, false)];
        let widths = share(&wishes, 300.0, |wish| wish.most.sqrt());
        assert!((total(&widths) - 300.0).abs() < 1e-6);
        assert!(widths.iter().zip(&wishes).all(|(width, wish)| *width >= wish.least - 1e-9));
        assert!((widths[2] - 45.0).abs() < 1e-9);
    }

    #[test]
    fn a_column_of_short_texts_is_not_broken_for_a_long_one_that_gains_no_line() {
        let wishes = [wish(30.0, 100.0, true), wish(40.0, 400.0, true)];
        let rows = vec![vec![100.0, 60.0]; 5];
        let widths = shortest(&wishes, &rows, 300.0);
        assert!(widths[0] >= 100.0 - 1e-6, "{widths:?}");
    }

    #[test]
    fn too_little_width_cuts_the_longest_words_and_leaves_the_others() {
        let widths = share(&[wish(80.0, 200.0, true), wish(300.0, 400.0, true)], 200.0, |wish| wish.most);
        assert!((widths[0] - 80.0).abs() < 1e-6 && (widths[1] - 120.0).abs() < 1e-6);
    }

    #[test]
    fn a_table_shrinks_for_many_columns_and_not_for_one_long_word() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        assert!(near(shrunk(&[wish(50.0, 90.0, true), wish(900.0, 900.0, true)], 450.0, 20.0), 1.0));
        assert!(near(shrunk(&[wish(50.0, 90.0, true); 10], 450.0, 20.0), 0.9));
        assert!(near(shrunk(&[wish(50.0, 90.0, true); 60], 450.0, 20.0), 450.0 / 60.0 / 20.0));
    }
}
