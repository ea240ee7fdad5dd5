//! Findings: what a person wrote that cannot stand, where, and what to do about it.
//!
//! A stage that reads what people wrote takes `&mut Diags`, pushes every finding it can make in one
//! run, and goes on. Codes are stable: each is a member of [`Code`], with its page in `pages/` and a small
//! file in `tests/errors/` that provokes it.

mod code;
pub mod lints;

use crate::source::{Place, Sources};

pub use code::Code;

/// How much a finding matters. Ordered from worst to mildest.
///
/// ```
/// use bidwright_base::diag::Severity;
///
/// assert_eq!([Severity::Note, Severity::Error].into_iter().min(), Some(Severity::Error));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Built, but a reviewer would ask.
    Warning,
    /// What the program assumed or rounded.
    Note,
}

/// One finding.
///
/// ```
/// use bidwright_base::diag::{Code, Diagnostic, Severity};
/// use bidwright_base::words::did_you_mean;
///
/// let finding = Diagnostic::error(Code::UnknownRole, "there is no role `develper`")
///     .hint(did_you_mean("develper", ["developer", "tester"]));
/// assert_eq!(finding.severity, Severity::Error);
/// assert_eq!(finding.hint.as_deref(), Some("did you mean `developer`?"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What it is of; `bidwright explain CODE` has its page.
    pub code: Code,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where; `None` only for what no file says (a missing file).
    pub place: Option<Place>,
    /// What to do, if there is something better to say than the message.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding that stops the build.
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// A finding a reviewer would ask about.
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// What the program assumed.
    pub fn note(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, code, message: message.into(), place: None, hint: None }
    }

    /// Where it stands.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    /// What to do. An empty hint is none, so that [`crate::words::did_you_mean`] can be passed as it is.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        let hint = hint.into();
        self.hint = (!hint.is_empty()).then_some(hint);
        self
    }
}

/// All findings of a run.
///
/// ```
/// use bidwright_base::diag::{Code, Diagnostic, Diags};
/// use bidwright_base::source::Sources;
///
/// let mut diags = Diags::default();
/// diags.push(Diagnostic::note(Code::AmountRounded, "the cap is rounded to the cent"));
/// diags.push(Diagnostic::error(Code::NoRoles, "no role is priced"));
/// assert!(diags.has_errors());
/// assert_eq!(diags.sorted(&Sources::default())[0].code, Code::NoRoles);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Diags(Vec<Diagnostic>);

impl Diags {
    /// Takes one in.
    pub fn push(&mut self, finding: Diagnostic) {
        self.0.push(finding);
    }

    /// Takes all of another run's in, in their order.
    pub fn extend(&mut self, others: Diags) {
        self.0.extend(others.0);
    }

    /// Whether anything stops the build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Every finding in reading order: by file, place, severity, code; the same finding once.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let name = |d: &Diagnostic| d.place.map(|p| sources[p.file].name.clone());
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_cached_key(|d| (name(d), d.place, d.severity, d.code, d.message.clone()));
        all.dedup();
        all
    }

    /// The findings as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}
