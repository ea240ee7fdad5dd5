//! Bounds the loops of a template: every iteration prints one byte, which is taken out again.
//!
//! The engine has no budget of steps, but what a template prints is limited. So each `{% for %}` is
//! followed by a [`TICK`], which counts against that limit. Nested loops that print nothing then end like those
//! that print too much.

/// What a turn prints. No source may hold it: control characters are findings.
pub(super) const TICK: char = '\u{1}';

/// The template with its ticks, and the offset of each in it.
pub(super) fn insert(template: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(template.len() + 16);
    let mut ticks = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = if from.starts_with("{#") {
            from.find("#}").map_or(from.len(), |end| end + 2)
        } else if from.starts_with("{{") {
            closed(from, "}}")
        } else if from.starts_with("{%") {
            closed(from, "%}")
        } else {
            1
        };
        let (tag, after) = from.split_at(length);
        out.push_str(tag);
        rest = after;
        match keyword(tag) {
            "for" => {
                // `-%}` takes the white space behind it away; a tick in front of it would save it.
                let blank = if tag.ends_with("-%}") { rest.len() - rest.trim_start().len() } else { 0 };
                out.push_str(&rest[..blank]);
                rest = &rest[blank..];
                ticks.push(out.len());
                out.push(TICK);
            }
            "raw" => {
                let end = rest.find("endraw").unwrap_or(rest.len());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            _ => {}
        }
    }
    out.push_str(rest);
    (out, ticks)
}

/// Where an offset in the text with ticks stands in the text without.
pub(super) fn without(ticks: &[usize], offset: usize) -> usize {
    offset - ticks.partition_point(|tick| *tick < offset)
}

/// The length of a tag up to its end, which does not stand inside quotes.
pub(super) fn closed(from: &str, end: &str) -> usize {
    let mut quote = None;
    for (at, c) in from.char_indices().skip(2) {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if from[at..].starts_with(end) => return at + end.len(),
            None => {}
        }
    }
    from.len()
}

/// The first word of a `{% %}` tag.
fn keyword(tag: &str) -> &str {
    let inside = tag.strip_prefix("{%").unwrap_or_default().trim_start_matches('-').trim_start();
    inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_loop_ticks_once_a_turn_and_nothing_else_does() {
        for (template, expected) in [
            ("{% for a in b %}x{% endfor %}", "{% for a in b %}\u{1}x{% endfor %}"),
            ("{%- for a in b -%}  x", "{%- for a in b -%}  \u{1}x"),
            ("{# {% for a in b %} #}{% if x %}", "{# {% for a in b %} #}{% if x %}"),
            ("{% raw %}{% for a in b %}{% endraw %}y", "{% raw %}{% for a in b %}{% endraw %}y"),
            ("{% for a in f(x=\"%}\") %}z", "{% for a in f(x=\"%}\") %}\u{1}z"),
            ("{ not a tag {{ \"{% for\" }} é", "{ not a tag {{ \"{% for\" }} é"),
            ("{% for never closed", "{% for never closed\u{1}"),
        ] {
            let (ticked, ticks) = insert(template);
            assert_eq!(ticked, expected);
            assert_eq!(ticked.replace(TICK, ""), template);
            assert_eq!(without(&ticks, ticked.len()), template.len());
        }
    }
}
