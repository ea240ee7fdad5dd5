//! Errors of the template engine as findings with a place.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use super::origin::Origin;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::Place;
use bidwright_base::words;

/// Findings of an error in one of the named templates.
pub(super) fn diagnostics(error: &Error, origins: &BTreeMap<String, Origin>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![reported(report, origins)]
        }
        // Unknown filters, includes and the like come together, as text.
        ErrorKind::Msg(text) if text.starts_with("error: ") => {
            text.split("\n\n").filter_map(|report| read_report(report, origins)).collect()
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let chain: Vec<_> = include_chain.iter().map(|name| format!("`{name}`")).collect();
            let fault = template(format!("the template includes itself: {}", chain.join(" → ")));
            vec![at_start(fault, tpl, origins)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let fault = template(format!("there is no template `{parent}` to extend"))
                .hint(words::did_you_mean(parent, origins.keys()));
            vec![at_start(fault, current, origins)]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            vec![at_start(template("the template extends itself".into()), tpl, origins)]
        }
        _ => vec![template(plain(&error.to_string()))],
    }
}

/// Findings of an error in a template of one line.
pub(super) fn in_line(error: &Error, place: Place) -> Vec<Diagnostic> {
    let (message, hint) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => worded(report.message()),
        ErrorKind::Msg(text) => {
            let first = text.lines().next().unwrap_or_default();
            worded(first.trim_start_matches("error: "))
        }
        _ => worded(&error.to_string()),
    };
    vec![finding(&message).at(place).hint(hint)]
}

fn reported(report: &ReportError, origins: &BTreeMap<String, Origin>) -> Diagnostic {
    let (message, hint) = worded(report.message());
    let fault = finding(&message).hint(hint);
    match origins.get(report.filename()) {
        Some(origin) => fault.at(origin.place(report.span().range.clone())),
        None => fault,
    }
}

/// Reads `error: MESSAGE`, then ` --> NAME:LINE:COLUMN` and an underlined line.
fn read_report(report: &str, origins: &BTreeMap<String, Origin>) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut at = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = at.next()?.parse().ok()?;
    let line: usize = at.next()?.parse().ok()?;
    let name = at.next()?;
    let origin = origins.get(name)?;

    let start: usize = origin.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &origin.text[start.min(origin.text.len())..];
    let start = start + rest.char_indices().nth(column - 1).map_or(0, |(at, _)| at);
    let width = report.matches('^').count().max(1);
    let end = (start + width).min(origin.text.len());

    let (message, hint) = worded(message);
    let unknown = message.strip_prefix("unknown template `").map(|rest| rest.trim_end_matches('`'));
    let fault = match unknown {
        Some(name) => Diagnostic::error(Code::TemplateInclude, format!("there is no template `{name}`"))
            .hint(words::did_you_mean(name, origins.keys().filter(|name| !name.ends_with("/main.md")))),
        None => finding(&message).hint(hint),
    };
    Some(fault.at(origin.place(start..end)))
}

fn at_start(fault: Diagnostic, name: &str, origins: &BTreeMap<String, Origin>) -> Diagnostic {
    match origins.get(name) {
        Some(origin) => fault.at(origin.place(0..0)),
        None => fault,
    }
}

fn template(message: String) -> Diagnostic {
    Diagnostic::error(Code::Template, message)
}

/// A field or variable that is not there has a code of its own: it is the commonest mistake.
fn finding(message: &str) -> Diagnostic {
    let named = message.starts_with("field ") || message.starts_with("variable ");
    if named && message.contains("is not defined") {
        Diagnostic::error(Code::TemplateField, message)
    } else {
        Diagnostic::error(Code::Template, message)
    }
}

/// The message in our style, and a hint where the engine lists what there is.
fn worded(message: &str) -> (String, String) {
    for list in [" Available fields: ", " Available variables: "] {
        if let Some((message, known)) = message.split_once(list) {
            let known: Vec<&str> = known.split(", ").collect();
            let typed = message.split('`').nth(1).unwrap_or_default();
            let near = words::did_you_mean(typed, &known);
            let hint = if near.is_empty() {
                let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
                format!("known here: {}", words::list(&quoted))
            } else {
                near
            };
            return (plain(message), hint);
        }
    }
    (plain(message), String::new())
}

/// Lower case at the start, no full stop at the end.
fn plain(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
