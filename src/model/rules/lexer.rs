//! From the text of a condition to its tokens.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Fault, FaultKind};

/// A token of a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'s> {
    Number(Decimal),
    Text(String),
    /// A name or a word of the language.
    Name(&'s str),
    Sign(&'static str),
    End,
}

/// The signs of the language, a longer one before its beginning.
const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")",
    "[", "]", "{", "}",
];

/// Gives the tokens of a text one after the other.
pub(super) struct Lexer<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s str) -> Lexer<'s> {
        Lexer { source, at: 0 }
    }

    /// The next token with its span; after the last one, [`Token::End`] for ever.
    pub(super) fn token(&mut self) -> Result<(Token<'s>, Range<usize>), Fault> {
        self.skip_blanks();
        let start = self.at;
        let rest = self.rest();
        let token = match rest.chars().next() {
            None => {
                let end = self.source.trim_end().len();
                return Ok((Token::End, end..end));
            }
            Some('0'..='9') => self.number()?,
            Some('.') if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number()?,
            Some('\'' | '"') => Token::Text(self.text(start, false)?),
            Some('a'..='z' | 'A'..='Z' | '_') => self.word(start)?,
            Some(_) => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                Some(sign) => {
                    self.at += sign.len();
                    Token::Sign(sign)
                }
                None => return Err(unreadable(self.source, start)),
            },
        };
        Ok((token, start..self.at))
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// Moves over the characters that fit, and gives them.
    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}'));
            if !self.rest().starts_with("//") {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    /// A name, or a text with a prefix.
    fn word(&mut self, start: usize) -> Result<Token<'s>, Fault> {
        let name = self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
        if !self.rest().starts_with(['\'', '"']) {
            return Ok(Token::Name(name));
        }
        match name.to_ascii_lowercase().as_str() {
            "r" => Ok(Token::Text(self.text(start, true)?)),
            "b" | "br" => {
                let message = "bytes have no use in a rule";
                Err(Fault::new(FaultKind::Type, start..self.at, message))
            }
            _ => Ok(Token::Name(name)),
        }
    }

    /// `12`, `12u`, `0xC`, `1.2`, `.2` or `1.2e-3`.
    fn number(&mut self) -> Result<Token<'s>, Fault> {
        let start = self.at;
        let digit = |c: char| c.is_ascii_digit();
        let value = if self.rest().starts_with("0x") {
            self.at += 2;
            let digits = self.take_while(|c| c.is_ascii_hexdigit());
            if digits.is_empty() {
                return Err(unreadable(self.source, start));
            }
            self.unsigned_mark();
            i128::from_str_radix(digits, 16).ok().and_then(|value| exact(value, 0))
        } else {
            let whole = self.take_while(digit);
            let mut decimals = "";
            let mut exponent = "0";
            let fraction = self.rest().strip_prefix('.').is_some_and(|rest| rest.starts_with(digit));
            if fraction {
                self.at += 1;
                decimals = self.take_while(digit);
            }
            let mark = self.rest().strip_prefix(['e', 'E']);
            if mark.is_some_and(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest).starts_with(digit)) {
                self.at += 1;
                let from = self.at;
                self.at += 1;
                self.take_while(digit);
                exponent = &self.source[from..self.at];
            } else if !fraction {
                self.unsigned_mark();
            }
            written(whole, decimals, exponent)
        };
        value.map(Token::Number).ok_or_else(|| {
            let message =
                format!("a number of a rule has at most {DIGITS} digits, before and after the point");
            Fault::new(FaultKind::Syntax, start..self.at, message)
        })
    }

    /// CEL marks a number without sign by a `u`; every number here is a decimal, so it changes nothing.
    fn unsigned_mark(&mut self) {
        if self.rest().starts_with(['u', 'U']) {
            self.at += 1;
        }
    }

    /// A text from its quotes on; `start` is where its token starts.
    fn text(&mut self, start: usize, raw: bool) -> Result<String, Fault> {
        let quote = if self.rest().starts_with('"') { "\"" } else { "'" };
        let triple = quote.repeat(3);
        let end = if self.rest().starts_with(&triple) { triple.as_str() } else { quote };
        self.at += end.len();
        let mut text = String::new();
        loop {
            if self.rest().starts_with(end) {
                self.at += end.len();
                return Ok(text);
            }
            let Some(next) = self.rest().chars().next() else { return Err(unreadable(self.source, start)) };
            if matches!(next, '\n' | '\r') && end.len() == 1 {
                return Err(unreadable(self.source, start));
            }
            if next == '\\' && !raw {
                let at = self.at;
                text.push(self.escape().ok_or_else(|| unreadable(self.source, at))?);
            } else {
                text.push(next);
                self.at += next.len_utf8();
            }
        }
    }

    /// The character of an escape sequence.
    fn escape(&mut self) -> Option<char> {
        let letter = self.rest().chars().nth(1)?;
        self.at += 1 + letter.len_utf8();
        let (digits, radix) = match letter {
            'a' => return Some('\u{7}'),
            'b' => return Some('\u{8}'),
            'f' => return Some('\u{c}'),
            'n' => return Some('\n'),
            'r' => return Some('\r'),
            't' => return Some('\t'),
            'v' => return Some('\u{b}'),
            '\\' | '?' | '"' | '\'' | '`' => return Some(letter),
            'x' | 'X' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            '0'..='3' => {
                self.at -= 1;
                (3, 8)
            }
            _ => return None,
        };
        let code = self.rest().get(..digits).filter(|code| !code.starts_with(['+', '-']))?;
        self.at += digits;
        char::from_u32(u32::from_str_radix(code, radix).ok()?)
    }
}

/// Digits a decimal holds for certain.
const DIGITS: u32 = Decimal::MAX_SCALE;

/// The value of a number as written, if it is one exactly.
fn written(whole: &str, decimals: &str, exponent: &str) -> Option<Decimal> {
    let digits = [whole, decimals].concat();
    let digits = digits.trim_start_matches('0');
    let shift: i32 = exponent.parse::<i16>().ok()?.into();
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return Some(Decimal::ZERO);
    }
    let zeros = i32::try_from(digits.len() - kept.len()).ok()?;
    let scale = i32::try_from(decimals.len()).ok()? - shift - zeros;
    exact(kept.parse().ok()?, scale)
}

/// mantissa · 10^−scale, if it has no more digits than a decimal holds for certain.
fn exact(mantissa: i128, scale: i32) -> Option<Decimal> {
    let (mantissa, scale) = match u32::try_from(scale) {
        Ok(scale) => (mantissa, scale),
        Err(_) => (mantissa.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, 0),
    };
    if mantissa >= 10_i128.pow(DIGITS) {
        return None;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// The fault that the text from a place on is no token.
pub(super) fn unreadable(source: &str, start: usize) -> Fault {
    let end = source[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    let rest: String = source[start..].chars().take(12).collect();
    let words = match rest.trim() {
        "" => "it ends too early".to_owned(),
        rest => format!("it cannot be read from `{rest}` on"),
    };
    Fault::new(FaultKind::Syntax, start..end, words)
        .hint("conditions look like `quote.discount_percent > 10 && deal.model == 'fixed-price'`")
}
