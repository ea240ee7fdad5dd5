//! Clusters: characters drawn as one, and those that no font needs to have.

use unicode_linebreak::{BreakClass, break_property};
use unicode_script::{Script, UnicodeScript};

/// Joins the characters on both its sides into one.
const JOINER: char = '\u{200d}';

/// A base character with its combining marks, by place and text; joined characters are one cluster.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.next()?;
        let mut end = start + first.len_utf8();
        let mut before = first;
        while let Some((at, mark)) = rest.next_if(|(_, c)| extends_cluster(before, *c)) {
            end = at + mark.len_utf8();
            before = mark;
        }
        Some((start, &text[start..end]))
    })
}

/// Whether a character belongs to the sign before it: a mark, a tone of skin, the other half of a flag, or what a
/// joiner joins. Joiners between letters leave these letters their shapes.
fn extends_cluster(before: char, c: char) -> bool {
    let pictured = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    let flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    c.script() == Script::Inherited
        || break_property(u32::from(c)) == BreakClass::CombiningMark
        || matches!(c, '\u{1f3fb}'..='\u{1f3ff}') && pictured(before)
        || before == JOINER && pictured(c)
        || flag(before) && flag(c)
}

/// What the shaper draws itself where a font has no glyph for it: spaces of other widths, the hyphen that holds,
/// and invisible characters.
pub(super) fn drawn_anyway(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2011}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}
