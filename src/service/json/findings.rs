//! `bidwright.findings/1`: every finding with its place.

use serde::Serialize;

use super::Published;
use crate as service;
use bidwright_base::diag::{Diagnostic, Severity};
use bidwright_base::source::Sources;

/// The findings of one deal or of several.
///
/// ```
/// use bidwright_service::{check, json};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let store = store.with("wrong.toml", "format = 1\n[deal]\nnumbr = \"Q-2\"\n");
/// let answer = check(&store, "wrong.toml");
/// let published = serde_json::to_value(json::Findings::of(&answer.findings))?;
/// assert_eq!(published["findings"][0]["severity"], "error");
/// assert_eq!(published["findings"][0]["file"], "wrong.toml");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Findings {
    /// Deal by deal, in reading order.
    pub findings: Vec<Finding>,
}

impl Findings {
    /// Of one deal.
    #[must_use]
    pub fn of(found: &service::Findings) -> Findings {
        Findings { findings: Finding::all(found) }
    }
}

impl Published for Findings {
    const KIND: &'static str = "findings";
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<String>,
    /// From 1.
    line: Option<usize>,
    /// From 1, in characters.
    column: Option<usize>,
    /// The text at the place.
    excerpt: Option<String>,
    hint: Option<String>,
}

impl Finding {
    /// All findings, in reading order.
    #[must_use]
    pub fn all(service::Findings { sources, diags }: &service::Findings) -> Vec<Finding> {
        diags.sorted(sources).into_iter().map(|finding| Finding::of(sources, finding)).collect()
    }

    fn of(sources: &Sources, finding: &Diagnostic) -> Finding {
        let at = finding.place.map(|place| (place, &sources[place.file], sources.line_column(place)));
        Finding {
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            code: finding.code.as_str(),
            message: finding.message.clone(),
            file: at.map(|(_, source, _)| source.name.clone()),
            line: at.map(|(.., (line, _))| line),
            column: at.map(|(.., (_, column))| column),
            excerpt: at
                .map(|(place, source, _)| source.text.get(place.span()).unwrap_or_default().to_owned()),
            hint: finding.hint.clone(),
        }
    }
}
