//! Build: the documents of a deal, as drafts unless the review is clear.

use super::{Answer, File, OUT, Progress, Store, StoreError, open, pipeline};
use bidwright_input::Files;
use bidwright_model::deal::Head;
use bidwright_print::verify;
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
    /// The folder of a store they belong into: that of the offer or, once it was issued, one for drafts in it, for
    /// what went out is not written over.
    pub folder: String,
    /// Whether issued documents stand in the folder that the log of this workspace knows nothing of: they were issued
    /// from another one.
    pub beside_issued: bool,
    /// The documents.
    pub files: Vec<File>,
}

/// The folder of a store for the documents of an offer.
#[must_use]
pub(super) fn folder(head: &Head) -> String {
    folder_of(&head.reference())
}

/// The same, of an offer's reference.
pub(super) fn folder_of(reference: &str) -> String {
    format!("{OUT}/{reference}")
}

/// Writes the documents of an offer: those for the customer into `customer/`, the memo into `internal/` of a folder.
///
/// # Errors
/// One of them cannot be written.
pub fn write<S: Store>(store: &S, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError> {
    let (ours, theirs): (Vec<File>, Vec<File>) =
        files.iter().cloned().partition(|file| pipeline::is_internal(&file.name));
    let mut written = Vec::new();
    for (below, files) in [("customer", theirs), ("internal", ours)] {
        if !files.is_empty() {
            written.extend(store.write(&format!("{folder}/{below}"), &files)?);
        }
    }
    Ok(written)
}

/// Whether documents that were issued stand in the folder of an offer. They say so themselves, for they alone carry its
/// data, and the log may be that of a copy. What cannot be looked into is kept too.
fn went_out<F: Files + ?Sized>(files: &F, folder: &str) -> bool {
    let kinds = Output::all().filter(|output| matches!(output, Output::Customer(_)));
    kinds.map(|output| format!("{folder}/customer/{}.pdf", output.word())).any(|name| {
        match files.read(&name) {
            Ok(None) => false,
            Ok(Some(bytes)) => verify::may_be_issued(&bytes),
            Err(_) => true,
        }
    })
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
        reviewed.frozen(&reviewed.log, &mut diags);
        if diags.has_errors() {
            return None;
        }
        progress(Progress::Rendering);
        let own = folder(&reviewed.offer.deal.head);
        let logged = reviewed.is_issued();
        let beside_issued = !logged && went_out(files, &own);
        let state = if beside_issued { ReleaseState::Draft } else { reviewed.release_state() };
        let BuildRequest { outputs, formats, .. } = *request;
        let files = pipeline::documents(&project, &reviewed, state, outputs, formats, &mut diags)?;
        let folder = if logged || beside_issued { format!("{own}/draft") } else { own };
        Some(Built { reviewed, folder, beside_issued, files })
    });
    Answer::new(project, diags, built)
}
