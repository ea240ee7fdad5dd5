//! The text of a log, line by line. It is valid TOML, but has one canonical form only:
//! what deviates from it was changed by hand.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;

/// A text in quotes, as TOML reads it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Invisible characters are escaped.
            c if hidden(c) => {
                let _infallible = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Control characters, other line ends, and those that turn the direction of the text around them.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text in quotes, if it is written as [`quoted`] would.
fn unquoted(written: &str) -> Option<String> {
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                }
                c => c,
            },
            c => c,
        });
    }
    (quoted(&text) == written).then_some(text)
}

/// A span that is not in the canonical form.
#[derive(Debug)]
pub(super) struct Bad(pub(super) Range<usize>);

/// Reads a log line by line.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0 }
    }

    /// The byte the next line starts at.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn is_over(&self) -> bool {
        self.at == self.text.len()
    }

    /// The next line without its end. `Err` if there is none, or it has no end.
    fn peek(&self) -> Result<&'t str, Bad> {
        let rest = &self.text[self.at..];
        match rest.find('\n') {
            Some(end) => Ok(&rest[..end]),
            None => Err(Bad(self.at..self.text.len())),
        }
    }

    fn bad(&self, line: &str) -> Bad {
        Bad(self.at..self.at + line.len())
    }

    fn step(&mut self, line: &str) {
        self.at += line.len() + 1;
    }

    /// Whether the next line is this one.
    pub(super) fn is_next(&self, line: &str) -> bool {
        self.peek().is_ok_and(|next| next == line)
    }

    /// Takes exactly this line.
    pub(super) fn line(&mut self, line: &str) -> Result<(), Bad> {
        let next = self.peek()?;
        if next != line {
            return Err(self.bad(next));
        }
        self.step(next);
        Ok(())
    }

    /// Whether the next line has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.peek().is_ok_and(|next| next.strip_prefix(key).is_some_and(|rest| rest.starts_with(" = ")))
    }

    /// Takes a line `key = value`, as its value reads.
    fn value<T>(&mut self, key: &str, read: impl FnOnce(&'t str) -> Option<T>) -> Result<T, Bad> {
        let next = self.peek()?;
        let value = next.strip_prefix(key).and_then(|rest| rest.strip_prefix(" = ")).and_then(read);
        let value = value.ok_or_else(|| self.bad(next))?;
        self.step(next);
        Ok(value)
    }

    pub(super) fn text(&mut self, key: &str) -> Result<String, Bad> {
        self.value(key, unquoted)
    }

    /// A text parsed into another type.
    pub(super) fn parsed<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Bad> {
        self.value(key, |written| read(&unquoted(written)?))
    }

    pub(super) fn number(&mut self, key: &str) -> Result<u32, Bad> {
        self.value(key, |written| {
            let number: u32 = written.parse().ok()?;
            (number.to_string() == written).then_some(number)
        })
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<bool, Bad> {
        self.value(key, |written| written.parse().ok())
    }

    pub(super) fn date(&mut self, key: &str) -> Result<Date, Bad> {
        self.value(key, |written| {
            let date: Date = written.parse().ok()?;
            (date.to_string() == written).then_some(date)
        })
    }

    /// A SHA-256 or a signature: so many hexadecimal digits in lower case.
    pub(super) fn hex(&mut self, key: &str, digits: usize) -> Result<String, Bad> {
        self.value(key, |written| {
            let text = unquoted(written)?;
            let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
            (text.len() == digits && text.chars().all(hex)).then_some(text)
        })
    }

    /// A list, one text a line.
    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, Bad> {
        self.line(&format!("{key} = ["))?;
        let mut texts = Vec::new();
        while !self.is_next("]") {
            let next = self.peek()?;
            let text = next.strip_prefix("  ").and_then(|rest| rest.strip_suffix(',')).and_then(unquoted);
            texts.push(text.ok_or_else(|| self.bad(next))?);
            self.step(next);
        }
        self.line("]")?;
        Ok(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_and_are_written_one_way_only() {
        for text in
            ["", "plain", "\"quoted\" \\ back", "two\nlines\tand a tab", "bidi \u{202e} \u{7f}", "Ærø 東京"]
        {
            assert_eq!(unquoted(&quoted(text)).as_deref(), Some(text));
        }
        for other in ["plain", "\"open", "\"\\x\"", "\"a\"b\"", "\"\\u0041\"", "\"\\u00g1\"", "\"\\\""] {
            assert_eq!(unquoted(other), None, "{other}");
        }
    }
}
