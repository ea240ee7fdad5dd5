//! Texts and ids.

use toml::de::DeValue;

use super::{Item, Placeholder};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::Place;
use bidwright_base::words::NONCHARACTERS;

/// Longest text of one line, in characters.
const LINE: usize = 200;
/// Longest text at all, in bytes.
const LONG: usize = 64 * 1024;

/// Any text that is not too long.
pub(crate) fn string(item: &Item<'_>) -> Option<String> {
    let DeValue::String(text) = item.value else {
        return item.wrong_type("a text");
    };
    if text.len() > LONG {
        let bytes = bidwright_base::quantity::grouped(text.len().into());
        let message = format!("{} has {bytes} bytes; at most 65,536", item.name());
        return item.refuse(Diagnostic::error(Code::StringTooLong, message));
    }
    Some(text.to_string())
}

/// A text that may have several lines. A blank one counts as none.
pub(crate) fn long(item: &Item<'_>) -> Option<String> {
    let text = string(item)?;
    let text = text.replace("\r\n", "\n");
    if let Some(control) = text.chars().find(|c| is_control(*c) && !matches!(c, '\n' | '\t')) {
        return refuse_control(item, control);
    }
    (!text.trim().is_empty()).then_some(text)
}

/// A text of one line. A blank one counts as none.
pub(crate) fn line(item: &Item<'_>) -> Option<String> {
    let text = string(item)?;
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let message = format!("{} has a line break; it must be one line", item.name());
        return item.refuse(Diagnostic::error(Code::LineBreak, message));
    }
    if let Some(control) = text.chars().find(|c| is_control(*c)) {
        return refuse_control(item, control);
    }
    if let Some(bidi) = text.chars().find(|c| is_bidi(*c)) {
        let code = u32::from(bidi);
        let message = format!("{} has the invisible character U+{code:04X}", item.name());
        return item.refuse(
            Diagnostic::error(Code::BidiCharacter, message)
                .hint("type the text again instead of pasting it: direction follows from the letters"),
        );
    }
    let length = text.chars().count();
    if length > LINE {
        let message = format!("{} has {length} characters; at most {LINE}", item.name());
        return item.refuse(Diagnostic::error(Code::TextTooLong, message));
    }
    (!text.trim().is_empty()).then_some(text)
}

fn refuse_control<T>(item: &Item<'_>, control: char) -> Option<T> {
    let code = u32::from(control);
    let message = format!("{} has the control character U+{code:04X}", item.name());
    item.refuse(Diagnostic::error(Code::ControlCharacter, message))
}

/// Noncharacters too: marks of ours in texts are made of them.
fn is_control(c: char) -> bool {
    c.is_control() || NONCHARACTERS.contains(&c)
}

/// As much of a text as one line may hold, with what it may not shown as what it is: nothing readable.
pub(crate) fn one_line(text: &str) -> String {
    let bad = |c: char| is_control(c) || is_bidi(c) || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().take(LINE).map(|c| if bad(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Characters that change the direction of the text around them and are not seen themselves.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name or statement: one line, and not blank.
pub(crate) fn name(item: &Item<'_>) -> Option<String> {
    not_blank(item, line)
}

/// A text of several lines that is not blank.
pub(crate) fn prose(item: &Item<'_>) -> Option<String> {
    not_blank(item, long)
}

fn not_blank(item: &Item<'_>, read: fn(&Item<'_>) -> Option<String>) -> Option<String> {
    if item.value.as_str().is_some_and(|text| text.trim().is_empty()) {
        let message = format!("{} is empty", item.name());
        return item.refuse(Diagnostic::error(Code::EmptyText, message));
    }
    read(item)
}

/// An id: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
pub(crate) fn id(item: &Item<'_>) -> Option<String> {
    let DeValue::String(text) = item.value else {
        return item.wrong_type("a text");
    };
    check_id(item, text).then(|| text.to_string())
}

/// Whether a text is an id; says so if not.
pub(crate) fn check_id(item: &Item<'_>, text: &str) -> bool {
    if is_id(text) {
        return true;
    }
    let shown: String = text.escape_debug().take(80).collect();
    let message = format!("{} is \"{shown}\", which cannot be an id", item.name());
    item.refuse::<()>(Diagnostic::error(Code::BadId, message).hint(
        "up to 64 plain letters, digits, dots, dashes and underscores, a letter or digit first; \
         names and titles may use any script",
    ));
    false
}

/// Whether a text is an id.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

impl Placeholder for String {
    fn placeholder(_: Place) -> String {
        String::new()
    }
}
