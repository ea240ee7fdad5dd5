//! Build: the documents of a deal, as drafts unless the review is clear.

use super::{Answer, File, OUT, Progress, open, pipeline};
use bidwright_input::Files;
use bidwright_model::deal::Head;
use bidwright_review::Ruling;
use bidwright_review::approvals;
use pipeline::{Format, Output, ReleaseState, Reviewed};

/// Which documents are asked for.
#[derive(Debug, Clone, Copy)]
pub struct BuildRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// The documents.
    pub outputs: &'r [Output],
    /// In which formats.
    pub formats: &'r [Format],
}

/// A reviewed deal and its documents, not written yet.
#[derive(Debug, Clone)]
pub struct Built {
    /// The review.
    pub reviewed: Reviewed,
    /// The documents.
    pub files: Vec<File>,
}

/// The folder of a store for the documents of an offer.
///
/// ```
/// use bidwright_service::{folder, plan};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let offer = plan(&store, "deal.toml").result.expect("a deal without errors");
/// assert_eq!(folder(&offer.deal.head), "out/Q-1-R1");
/// ```
#[must_use]
pub fn folder(head: &Head) -> String {
    format!("{OUT}/{}", head.reference())
}

/// Makes the documents of a deal.
///
/// ```
/// use bidwright_document::compose::DocumentKind;
/// use bidwright_service::pipeline::{Format, Output};
/// use bidwright_service::{BuildRequest, build};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request = BuildRequest {
///     deal: "deal.toml",
///     outputs: &[Output::Customer(DocumentKind::Proposal)],
///     formats: &[Format::Markdown],
/// };
/// let built = build(&store, &request, &|_| {}).result.expect("a deal without errors");
/// assert_eq!(built.files[0].name, "proposal.md");
/// assert!(built.files[0].bytes.starts_with(b"**DRAFT**"), "an approval is missing");
/// ```
pub fn build<F: Files + ?Sized>(
    files: &F,
    request: &BuildRequest<'_>,
    progress: &dyn Fn(Progress),
) -> Answer<Built> {
    progress(Progress::Reading);
    let (project, mut diags) = open(files, request.deal);
    progress(Progress::Reviewing);
    let built = pipeline::review(&project, &mut diags).and_then(|reviewed| {
        approvals::frozen(&reviewed.offer.deal.head, &reviewed.log, &reviewed.review.hash, &mut diags);
        if diags.has_errors() {
            return None;
        }
        progress(Progress::Rendering);
        let state = match reviewed.review.ruling {
            Ruling::Clear => ReleaseState::Final,
            Ruling::Approve | Ruling::Block => ReleaseState::Draft,
        };
        let BuildRequest { outputs, formats, .. } = *request;
        let files = pipeline::documents(&project, &reviewed, state, outputs, formats, &mut diags)?;
        Some(Built { reviewed, files })
    });
    Answer::new(project, diags, built)
}
