//! Findings for people: the place, an excerpt, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::terminal::say;
use bidwright_base::diag::{Diagnostic, Severity};
use bidwright_base::source::{Place, Sources};
use bidwright_base::words;
use bidwright_service::Findings;

/// More findings than this are counted, not shown.
const SHOWN: usize = 200;

/// Prints every finding and a closing count, to stderr.
pub(super) fn report(Findings { sources, diags }: &Findings) {
    let all = diags.sorted(sources);
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    for finding in all.iter().take(SHOWN) {
        say(&render(sources, finding, &renderer));
        say("");
    }
    if all.len() > SHOWN {
        say(&format!("... and {} more\n", all.len() - SHOWN));
    }
    let of = |severity| all.iter().filter(|d| d.severity == severity).count();
    let counts = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Note), "note", "notes"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| words::count(*n, one, many)).collect();
    if !counts.is_empty() {
        say(&words::list(&counts));
    }
}

/// One finding as text.
fn render(sources: &Sources, finding: &Diagnostic, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.as_str());
    let excerpt = finding.place.map(|place| excerpt(sources, place));
    let mut groups = vec![match &excerpt {
        // A file that is no text has nothing to show.
        Some(Excerpt { name, text, line: 1, .. }) if text.is_empty() => {
            title.element(Origin::path(name.as_str()))
        }
        Some(Excerpt { name, text, line, span }) => title.element(
            Snippet::source(text.as_str())
                .path(name.as_str())
                .line_start(*line)
                .annotation(AnnotationKind::Primary.span(span.clone())),
        ),
        None => Group::with_title(title),
    }];
    if let Some(hint) = &finding.hint {
        groups.push(Group::with_title(Level::HELP.with_name("hint").secondary_title(hint.as_str())));
    }
    renderer.render(&groups)
}

/// The lines a finding is about, cut out so that a large file costs nothing.
struct Excerpt {
    name: String,
    text: String,
    line: usize,
    span: std::ops::Range<usize>,
}

/// The first line of the place, at most this much of it.
const WIDEST: usize = 200;

fn excerpt(sources: &Sources, place: Place) -> Excerpt {
    let source = &sources[place.file];
    let text: &str = &source.text;
    let start = text.floor_char_boundary(place.span().start.min(text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let from = text.floor_char_boundary(line_start.max(start.saturating_sub(WIDEST)));
    let to = text.floor_char_boundary(line_end.min(start + WIDEST));
    let end = text.floor_char_boundary(place.span().end.clamp(start, to.max(start)));
    Excerpt {
        name: source.name.clone(),
        text: text[from..to].trim_end_matches('\r').to_owned(),
        line: sources.line_column(place).0,
        span: start - from..end - from,
    }
}
