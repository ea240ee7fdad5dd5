//! Whether the colours of a brand can be read on each other.

use super::read::Table;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::theme::{Colour, Palette};

/// What WCAG 2.2, level AA, wants of text (<https://www.w3.org/TR/WCAG22/#contrast-minimum>).
const TEXT: f64 = 4.5;
/// And of large text and of marks in charts (<https://www.w3.org/TR/WCAG22/#non-text-contrast>).
const MARK: f64 = 3.0;

/// A use of a colour on paper: its key, the contrast it needs, and what for.
type Use = (&'static str, fn(&Palette) -> Colour, f64, &'static str);

/// Colours as they are used on paper. Contrast is the same either way round: what holds for `primary` on
/// paper holds for the letters in the colour of paper on a table's head and on the cover.
const ON_PAPER: &[Use] = &[
    ("ink", |p| p.ink, TEXT, "running text"),
    ("primary", |p| p.primary, TEXT, "headings, heads of tables and the cover"),
    ("muted", |p| p.muted, TEXT, "captions, running heads and footnotes"),
    ("accent", |p| p.accent, TEXT, "the numbers of headings"),
    ("caution", |p| p.caution, TEXT, "warnings and the names of limits in charts"),
    ("positive", |p| p.positive, MARK, "marks in charts"),
];

/// And as they are used on the pale ground of boxes and total rows.
const ON_TINT: &[Use] = &[
    ("ink", |p| p.ink, TEXT, "totals and the text of boxes"),
    ("primary", |p| p.primary, TEXT, "key figures and the titles of boxes"),
    ("muted", |p| p.muted, TEXT, "the names of key figures"),
    ("accent", |p| p.accent, TEXT, "the titles of boxes that matter"),
    ("caution", |p| p.caution, TEXT, "the titles of boxes that warn"),
];

/// Reports the colours of `[palette]` with too little contrast to their background. A colour too pale on paper is
/// reported once; on the tint it counts only if its contrast on paper is enough.
pub(super) fn check(palette: &Table<'_>, colours: &Palette) {
    let mut pale = Vec::new();
    for (key, colour, wanted, what) in ON_PAPER {
        let ratio = colour(colours).contrast(colours.paper);
        if ratio < *wanted {
            pale.push(*key);
            report(palette, key, &format!("`{key}` on `paper`"), ratio, *wanted, what);
        }
    }
    let on_tint = ON_TINT.iter().filter(|(key, ..)| !pale.contains(key));
    let worst = on_tint
        .map(|(key, colour, wanted, what)| (key, colour(colours).contrast(colours.tint), *wanted, what))
        .filter(|(_, ratio, wanted, _)| ratio < wanted)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((key, ratio, wanted, what)) = worst {
        report(palette, "tint", &format!("`{key}` on `tint`"), ratio, wanted, what);
    }
}

fn report(palette: &Table<'_>, at: &str, pair: &str, ratio: f64, wanted: f64, what: &str) {
    // Cut, not rounded: 4.49 is no 4.5.
    let shown = (ratio * 100.0).floor() / 100.0;
    let message =
        format!("{pair} has a contrast of {shown:.2}:1, less than the {wanted}:1 it needs for {what}");
    let hint = match at {
        "tint" => "make the tint paler, or the colour on it darker",
        _ => "make the colour darker, or the paper paler",
    };
    palette
        .sink()
        .push(Diagnostic::warning(Code::ContrastTooLow, message).at(palette.place_of(at)).hint(hint));
}
