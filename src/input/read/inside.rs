//! Places inside a text: from the characters it means back to those that were written.

use std::ops::Range;

/// The bytes of `written`, a TOML string with its quotes, that stand for `range` of what it means.
///
/// What it means has its line ends as `\n`, as texts are read here. A range outside of it is the whole.
pub(crate) fn inside(written: &str, range: Range<usize>) -> Range<usize> {
    let marks = marks(written);
    let at = |meant: usize| marks.iter().find(|(known, _)| *known >= meant).map(|(_, at)| *at);
    match (at(range.start), at(range.end)) {
        (Some(start), Some(end)) if start <= end => start..end,
        _ => 0..written.len(),
    }
}

/// Where each character that is meant begins: in what is meant, and in what is written; the end last.
fn marks(written: &str) -> Vec<(usize, usize)> {
    let long = ["\"\"\"", "'''"].into_iter().find(|quotes| written.starts_with(quotes));
    let (quotes, literal) = (long.map_or(1, str::len), written.starts_with('\''));
    let mut at = quotes;
    let end = written.len().saturating_sub(quotes);
    if long.is_some() {
        // A line end right after the quotes is not part of the text.
        at += [("\r\n", 2), ("\n", 1)]
            .iter()
            .find(|(s, _)| written[at.min(end)..].starts_with(s))
            .map_or(0, |s| s.1);
    }
    let mut marks = Vec::new();
    let mut meant = 0;
    while at < end {
        let rest = &written[at..end];
        let (means, writes) = match rest.as_bytes() {
            [b'\\', escape, ..] if !literal => escaped(rest, *escape),
            [b'\r', b'\n', ..] => (1, 2),
            _ => rest.chars().next().map_or((1, 1), |c| (c.len_utf8(), c.len_utf8())),
        };
        if means > 0 {
            marks.push((meant, at));
        }
        meant += means;
        at += writes;
    }
    marks.push((meant, end));
    marks
}

/// How many bytes an escape means, and how many it is written with.
fn escaped(rest: &str, escape: u8) -> (usize, usize) {
    let code = |digits: usize| {
        let hex = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (hex.and_then(char::from_u32).map_or(1, char::len_utf8), 2 + digits)
    };
    match escape {
        b'u' => code(4),
        b'U' => code(8),
        b'x' => code(2),
        // A backslash at the end of a line takes all blank space after it away.
        b' ' | b'\t' | b'\r' | b'\n' => (0, 1 + (rest.len() - 1 - rest[1..].trim_start().len())),
        _ => (1, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    fn found(written: &str, means: &str, part: &str) -> String {
        let at = means.find(part).expect("a part of it");
        written[inside(written, at..at + part.len())].to_owned()
    }

    #[test]
    fn a_place_is_found_through_quotes_and_escapes() {
        assert_eq!(found("\"a > b\"", "a > b", "b"), "b");
        assert_eq!(found("'a > b'", "a > b", "a"), "a");
        assert_eq!(found("'''\na\r\n> b'''", "a\n> b", "b"), "b");
        assert_eq!(found("\"\"\"\r\na > \\\n   b\"\"\"", "a > b", "b"), "b");
        assert_eq!(found("\"x == \\\"\\u00e9\\\" && y\"", "x == \"é\" && y", "y"), "y");
        assert_eq!(found("\"é && y\"", "é && y", "y"), "y");
        assert_eq!(inside("\"abc\"", 3..3), 4..4, "the end");
        assert_eq!(inside("\"abc\"", 9..10), 0..5, "outside");
    }
}
