//! A text as sentences of words and numbers, each with its bytes.

use std::ops::Range;

use super::words::WORDS;

/// A word, a number or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// In lower case.
    pub(super) word: String,
    /// Where.
    pub(super) span: Range<usize>,
}

impl Token<'_> {
    /// Whether it is a number, with its separators.
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it says percent.
    pub(super) fn is_percent(&self) -> bool {
        self.word == "%" || WORDS.percent.contains(self.word.as_str())
    }
}

/// The sentences of a text. One ends with a full stop and white space after it, with an empty line, and with
/// the cell of a table.
pub(super) fn sentences(text: &str) -> Vec<Vec<Token<'_>>> {
    let mut all = vec![Vec::new()];
    let mut chars = text.char_indices().peekable();
    let mut blank = false;
    while let Some((start, c)) = chars.next() {
        let sentence = all.last_mut().expect("there is one");
        if c.is_alphanumeric() {
            let in_number = c.is_ascii_digit();
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let joins = in_number && matches!(c, '.' | ',') && digit_after(text, at);
                if !(c.is_alphanumeric() && (!in_number || c.is_ascii_digit()) || joins) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            sentence.push(token(text, start..end));
            blank = false;
        } else if matches!(c, '%' | '€' | '$' | '£') {
            sentence.push(token(text, start..start + c.len_utf8()));
            blank = false;
        } else if c == '\n' {
            if blank {
                all.push(Vec::new());
            }
            blank = true;
        } else if ends(text, start, c) {
            all.push(Vec::new());
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

fn token(text: &str, span: Range<usize>) -> Token<'_> {
    let text = &text[span.clone()];
    Token { text, word: text.to_lowercase(), span }
}

fn digit_after(text: &str, separator: usize) -> bool {
    text[separator + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a sentence ends with this character.
fn ends(text: &str, at: usize, c: char) -> bool {
    match c {
        '|' => true,
        '.' | '?' | '!' | ';' => {
            let rest = &text[at + c.len_utf8()..];
            rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')'))
        }
        _ => false,
    }
}
