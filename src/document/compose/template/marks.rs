//! Marks around what a template prints, so that figures of the model can be distinguished from typed ones.
//!
//! A mark is put before and after each `{{ }}` that prints the model, and is taken out again as soon as the
//! template has run. A tag that prints a constant of the template, as `{{ 12 }}` or a variable set to a number,
//! gets none.

use std::collections::BTreeSet;
use std::ops::Range;

use super::escape::{self, unescape};
use super::tags::{Tag, blank, parts, tags};
use super::ticks::TICK;
use crate::compose::own_words::Lookup;
use bidwright_base::word_lists;
use bidwright_base::words::{self, NONCHARACTERS};

/// Before what is printed. No source may hold it: control characters are findings.
const OPEN: char = '\u{2}';
/// Behind it.
const CLOSE: char = '\u{3}';

/// What a template made, and which of its bytes the model printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Printed {
    /// Without any mark.
    pub(crate) text: String,
    /// Stretches that were printed, in order.
    pub(crate) values: Vec<Range<usize>>,
    /// Where a value was printed that is nothing.
    pub(crate) blanks: Vec<usize>,
}

impl Printed {
    /// Takes out marks and ticks, and marks the own words among the values: those of a template are escaped, those
    /// of a line are not.
    pub(super) fn new(marked: &str, own: &Lookup, escaped: bool) -> Printed {
        let mut printed =
            Printed { text: String::with_capacity(marked.len()), values: Vec::new(), blanks: Vec::new() };
        for c in marked.chars() {
            let at = printed.text.len();
            match c {
                OPEN => printed.values.push(at..at),
                CLOSE => {
                    if let Some(last) = printed.values.last_mut() {
                        let value = printed.text.split_off(last.start);
                        printed.text.push_str(&words_of(value, own, escaped));
                        last.end = printed.text.len();
                    }
                }
                TICK => {}
                // Marks that the program did not put.
                _ if NONCHARACTERS.contains(&c) => {}
                _ => printed.text.push(c),
            }
        }
        printed.blanks =
            printed.values.iter().filter(|value| value.is_empty()).map(|value| value.start).collect();
        printed.values.retain(|value| !value.is_empty());
        printed
    }

    /// Without white space at its ends.
    pub(super) fn trimmed(mut self) -> Printed {
        let start = self.text.len() - self.text.trim_start().len();
        self.text = self.text.trim().to_owned();
        let end = self.text.len();
        let within = |at: usize| at.saturating_sub(start).min(end);
        self.values = self.values.iter().map(|value| within(value.start)..within(value.end)).collect();
        self
    }
}

/// A value as it was printed, with its own words marked.
fn words_of(value: String, own: &Lookup, escaped: bool) -> String {
    let marked = own.mark(&unescape(&value));
    match marked {
        None => value,
        Some(marked) if escaped => escape::escaped(&marked),
        Some(marked) => marked,
    }
}

/// The template with its marks, and the offset of each in it.
pub(super) fn insert(template: &str) -> (String, Vec<usize>) {
    let tags = tags(template);
    let captures = captures(&tags);
    let own = own_names(template, &tags, &captures);
    let mut out = String::with_capacity(template.len() + 64);
    let mut marks = Vec::new();
    let mut done = 0;
    for tag in tags.iter().filter(|tag| tag.prints && of_the_model(tag.inside, &own)) {
        let written = &template[tag.span.clone()];
        // `{{-` and `-}}` take the white space beside them away, which a mark must not save.
        let Range { mut start, mut end } = tag.span.clone();
        if written.starts_with("{{-") {
            start = template[..start].trim_end().len();
        }
        if written.ends_with("-}}") {
            end = template.len() - template[end..].trim_start().len();
        }
        // What is captured may be compared and measured.
        if start < done || captures.iter().any(|capture| capture.body.contains(&tag.span.start)) {
            continue;
        }
        out.push_str(&template[done..start]);
        marks.push(out.len());
        out.push(OPEN);
        out.push_str(&template[start..end]);
        marks.push(out.len());
        out.push(CLOSE);
        done = end;
    }
    out.push_str(&template[done..]);
    (out, marks)
}

/// `{% set NAME %}` up to its `{% endset %}`.
struct Capture<'t> {
    name: &'t str,
    body: Range<usize>,
}

fn captures<'t>(tags: &[Tag<'t>]) -> Vec<Capture<'t>> {
    let mut captures = Vec::new();
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.prints) {
        let mut words = tag.inside.split_whitespace();
        let Some("set" | "set_global") = words.next() else { continue };
        let name = words.next().unwrap_or_default();
        if tag.inside.contains('=') {
            continue;
        }
        if let Some(end) = tags[at..].iter().find(|tag| !tag.prints && tag.inside == "endset") {
            captures.push(Capture { name, body: tag.span.end..end.span.start });
        }
    }
    captures
}

/// Variables that hold what the template made up: set to a number or a text with one, or taken from a list
/// of them. A counter that starts at 0 and goes up by 1 counts the model.
fn own_names<'t>(template: &str, tags: &[Tag<'t>], captures: &[Capture<'t>]) -> BTreeSet<&'t str> {
    let mut own = BTreeSet::new();
    for tag in tags.iter().filter(|tag| !tag.prints) {
        let (keyword, rest) = tag.inside.split_once(char::is_whitespace).unwrap_or_default();
        let (name, value) = match keyword {
            "set" | "set_global" => rest.split_once('=').unwrap_or_default(),
            "for" => rest.split_once(" in ").unwrap_or_default(),
            _ => continue,
        };
        let counts = keyword != "for"
            && parts(value)
                .iter()
                .all(|part| matches!(*part, "0" | "1") || !is_number(part) && !is_figure(part));
        if !counts
            && (value.contains("range") || parts(value).iter().any(|part| is_number(part) || is_figure(part)))
        {
            own.extend(name.split(',').map(str::trim));
        }
    }
    for capture in captures {
        let typed = blank(&template[capture.body.clone()]);
        if has_number(&typed) {
            own.insert(capture.name);
        }
    }
    own
}

/// Whether an expression prints nothing but the model. A number in it is an index into a list, or sets how a
/// filter cuts and rounds.
fn of_the_model(expression: &str, own: &BTreeSet<&str>) -> bool {
    let parts = parts(expression);
    let filtered = parts.contains(&"|") && !parts.contains(&"default");
    parts.iter().enumerate().all(|(at, part)| {
        let before = at.checked_sub(1).map_or("", |at| parts[at]);
        let harmless = before == "[" || before == "=" && filtered;
        let name = part.split('.').next().unwrap_or_default();
        !(is_number(part) && !harmless || is_figure(part) || own.contains(name))
    })
}

fn is_number(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit())
}

/// A text in quotes with a number in it.
fn is_figure(part: &str) -> bool {
    part.starts_with(['"', '\'', '`']) && has_number(part)
}

fn has_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        || words::split(text).iter().any(|word| word_lists::number(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(template: &str) -> String {
        insert(template).0.replace(OPEN, "<").replace(CLOSE, ">")
    }

    #[test]
    fn what_the_model_prints_is_marked() {
        for (template, expected) in [
            ("a {{ b.c }} d", "a <{{ b.c }}> d"),
            ("{{ a[0].b }}{{ c | length }}", "<{{ a[0].b }}><{{ c | length }}>"),
            ("{{ a | truncate(length=80) }}", "<{{ a | truncate(length=80) }}>"),
            ("a {{- b -}} c", "a< {{- b -}} >c"),
            ("{# {{ no }} #}{% if x %}{{ y }}{% endif %}", "{# {{ no }} #}{% if x %}<{{ y }}>{% endif %}"),
            (
                "{% set n = 0 %}{% set_global n = n + 1 %}{{ n }}",
                "{% set n = 0 %}{% set_global n = n + 1 %}<{{ n }}>",
            ),
        ] {
            assert_eq!(marked(template), expected);
            let (text, marks) = insert(template);
            assert_eq!(Printed::new(&text, &Lookup::default(), true).text, template);
            assert_eq!(marks.len(), expected.matches(['<', '>']).count(), "{template}");
        }
    }

    #[test]
    fn what_a_template_makes_up_is_not() {
        for template in [
            "{{ 12 }} weeks",
            "{{ \"12 weeks\" }}",
            "{{ a or \"twelve\" }}",
            "{{ a | default(value=12) }}",
            "{% set weeks = 12 %}{{ weeks }}",
            "{% for n in range(end=3) %}{{ n }}{% endfor %}",
            "{% for n in [12, 24] %}{{ n }}{% endfor %}",
            "{% set x %}in 12 weeks{% endset %}{{ x }}",
            "{% set x %}{{ y }}{% endset %}",
        ] {
            assert_eq!(marked(template), template);
        }
    }
}
