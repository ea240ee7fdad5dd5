//! The tags and comments of a template, for whoever reads templates without running them.

use std::ops::Range;

use super::ticks;

/// A tag: what prints and what controls.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'t> {
    /// Whether it prints a value: `{{ }}`.
    pub(crate) prints: bool,
    /// What stands inside.
    pub(crate) inside: &'t str,
    /// The whole tag in the text.
    pub(crate) span: Range<usize>,
}

/// The tags of a template, comments and raw text left out.
pub(crate) fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let start = at + found;
        let from = &template[start..];
        let (length, prints) = if from.starts_with("{{") {
            (ticks::closed(from, "}}"), Some(true))
        } else if from.starts_with("{%") {
            (ticks::closed(from, "%}"), Some(false))
        } else if from.starts_with("{#") {
            (from.find("#}").map_or(from.len(), |end| end + 2), None)
        } else {
            (1, None)
        };
        at = start + length;
        let Some(prints) = prints else { continue };
        let inside = from[..length].get(2..length.saturating_sub(2)).unwrap_or_default();
        let tag = Tag { prints, inside: inside.trim_matches('-').trim(), span: start..at };
        if !prints && tag.inside == "raw" {
            at += template[at..].find("endraw").unwrap_or(template.len() - at);
        }
        tags.push(tag);
    }
    tags
}

/// The dotted names, numbers and signs of an expression; texts in quotes count as one sign.
pub(crate) fn parts(expression: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' | '`' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            c if is_name(c) => rest.find(|c| !is_name(c) && c != '.').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        parts.push(part);
        rest = after.trim_start();
    }
    parts
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A template with blanks in place of its tags and comments, byte by byte: what was typed.
pub(crate) fn blank(template: &str) -> String {
    let mut bytes = template.as_bytes().to_vec();
    let mut wipe = |span: Range<usize>| bytes[span].fill(b' ');
    tags(template).into_iter().for_each(|tag| wipe(tag.span));
    comments(template).for_each(&mut wipe);
    String::from_utf8(bytes).expect("whole tags became blanks")
}

/// `{# #}`, each with its signs.
fn comments(template: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + template[at..].find("{#")?;
        let end = template[start..].find("#}").map_or(template.len(), |end| start + end + 2);
        at = end;
        Some(start..end)
    })
}

/// The figures a template declares, in `{# declares: one; another #}`, as they are written there.
pub(crate) fn declared(template: &str) -> Vec<String> {
    let inside =
        comments(template).map(|comment| template[comment].trim_matches(['{', '}', '#', '-']).trim());
    let lists = inside.filter_map(|inside| inside.strip_prefix("declares:"));
    lists.flat_map(|list| list.split(';')).map(|one| one.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_and_comments_and_raw_text_are_not() {
        let text = "a {{ b.c }} {# {{ no }} #} {% if d -%}e{% raw %}{{ no }}{% endraw %} {{ \"}}\" ~ f }}";
        let found: Vec<(bool, &str)> = tags(text).iter().map(|tag| (tag.prints, tag.inside)).collect();
        assert_eq!(found, [(true, "b.c"), (false, "if d"), (false, "raw"), (true, "\"}}\" ~ f")]);
    }

    #[test]
    fn an_expression_falls_into_names_and_signs() {
        assert_eq!(parts("a.b * (c|round(2)) "), ["a.b", "*", "(", "c", "|", "round", "(", "2", ")", ")"]);
        assert_eq!(parts("'x * y' ~ z"), ["'x * y'", "~", "z"]);
    }
}
