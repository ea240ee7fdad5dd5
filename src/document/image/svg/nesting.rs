//! How deep elements are nested, found before the file is parsed: roxmltree 0.20 descends by recursion, and a file of
//! a few hundred kilobytes can overflow its stack.
//!
//! Needed until usvg 0.49. svg2pdf 0.13 pins usvg 0.45 with roxmltree 0.20; roxmltree 0.21 does not recurse, and
//! usvg 0.49 stops at a depth of 1,024. With those, this file goes.
//!
//! Where a file is not well formed, the parser stops with an error, so nothing behind that place matters.

use super::ImageError;

/// No drawing program nests elements deeper than this.
const DEEPEST: usize = 256;

/// Refuses a text that goes too deep, or whose entities could hide that it does.
pub(super) fn validate(text: &str) -> Result<(), ImageError> {
    let (mut rest, mut depth) = (text, 0_usize);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            past(comment, "-->")
        } else if rest.starts_with("<![CDATA[") {
            past(rest, "]]>")
        } else if rest.starts_with("<?") {
            past(rest, "?>")
        } else if let Some(declaration) = rest.strip_prefix("<!DOCTYPE") {
            Some(past_declaration(declaration)?)
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            past(rest, ">")
        } else {
            let tag = past_tag(rest);
            if let Some((after, false)) = tag {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ImageError::bad(format!("the SVG has elements more than {DEEPEST} deep")));
                }
                Some(after)
            } else {
                tag.map(|(after, _)| after)
            }
        };
        match after {
            Some(after) => rest = after,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// What follows the first `end`.
fn past<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    text.find(end).map(|at| &text[at + end.len()..])
}

/// What follows a start tag, and whether it is an end tag too. A `>` in quotes ends nothing.
fn past_tag(text: &str) -> Option<(&str, bool)> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some((&text[at + 1..], text[..at].ends_with('/'))),
            _ => {}
        }
    }
    None
}

/// What follows a document type. Drawing programs declare short names for namespaces in it; entities that
/// hold elements or other entities, or another file, are never needed.
fn past_declaration(mut text: &str) -> Result<&str, ImageError> {
    let odd =
        || ImageError::bad("the SVG declares entities of a kind that no drawing needs; save it as plain SVG");
    // Its name, and where its rules are published.
    loop {
        let at = text.find(['"', '\'', '[', '>']).ok_or_else(odd)?;
        let (found, after) = (text.as_bytes()[at], &text[at + 1..]);
        text = match found {
            b'>' => return Ok(after),
            b'[' => {
                text = after;
                break;
            }
            quote => past(after, if quote == b'"' { "\"" } else { "'" }).ok_or_else(odd)?,
        };
    }
    loop {
        text = text.trim_start();
        if let Some(after) = text.strip_prefix(']') {
            return after.trim_start().strip_prefix('>').ok_or_else(odd);
        }
        if let Some(comment) = text.strip_prefix("<!--") {
            text = past(comment, "-->").ok_or_else(odd)?;
            continue;
        }
        let entity = text.strip_prefix("<!ENTITY").ok_or_else(odd)?.trim_start();
        let name = entity.find(|c: char| c.is_ascii_whitespace()).ok_or_else(odd)?;
        let value = entity[name..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or_else(odd)?;
        let (value, after) = value[1..].split_once(quote).ok_or_else(odd)?;
        if value.contains(['<', '&', '%']) {
            return Err(odd());
        }
        text = after.trim_start().strip_prefix('>').ok_or_else(odd)?;
    }
}
