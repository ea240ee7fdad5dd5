//! Verify: whether an issued file is as it was made, and whether the log of its deal knows it.

use super::{Answer, Findings, open, pipeline};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_input as input;
use bidwright_input::Files;
use bidwright_print::verify;
use bidwright_print::verify::Verification;
use bidwright_review::approvals::Record;

/// Which file is to be verified.
#[derive(Debug, Clone, Copy)]
pub struct VerifyRequest<'r> {
    /// A PDF as it was issued.
    pub file: &'r str,
    /// The deal it was made of, in whose log it is looked for, and what findings call that deal.
    pub deal: Option<(&'r str, &'r str)>,
}

/// What was checked.
#[derive(Debug, Clone)]
pub struct Verified {
    /// The file.
    pub file: Answer<Verification>,
    /// Whether the log holds it; `None` without a deal or without a readable file.
    pub log: Option<Logged>,
}

/// Whether the log of a deal holds a file.
#[derive(Debug, Clone)]
pub enum Logged {
    /// It was issued, by this record.
    Issued(Box<Record>),
    /// It was not; a finding of the file reports it.
    Unknown,
    /// Unknown: the deal or its log has errors.
    Unreadable(Findings),
}

impl Verified {
    /// Whether the file is as it was made, and, where a deal is given, its log holds it as issued.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.file.findings.has_errors() && !matches!(self.log, Some(Logged::Unreadable(_)))
    }
}

/// Verifies a file.
///
/// ```
/// use bidwright_service::{Logged, VerifyRequest, verify};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         one: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[if one.name.value == "Per Vik" { 8 } else { 7 }; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// # let (role, name) = ("sales-manager", "Kari Holm");
/// # let request = bidwright_service::ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// # bidwright_service::approve(&store, &request, &KeyRing).1.unwrap();
/// # let request = bidwright_service::IssueRequest { deal: "deal.toml", name: None, day, today: day };
/// # bidwright_service::issue(&store, &request, &KeyRing, &|_| {}).1.unwrap();
/// // A file as the example of `issue` wrote it:
/// let request = VerifyRequest { file: "out/Q-1-R1/customer/sow.pdf", deal: Some(("deal.toml", "Q-1")) };
/// let verified = verify(&store, &request);
/// assert!(verified.holds(), "every byte is as it was made");
/// assert!(matches!(verified.log, Some(Logged::Issued(record)) if record.number == 2));
/// ```
pub fn verify<F: Files + ?Sized>(files: &F, request: &VerifyRequest<'_>) -> Verified {
    let mut diags = Diags::default();
    let file = input::load_issued(files, request.file, &mut diags);
    let verification = file.bytes.as_deref().map(verify::verify);
    if let Some(verification) = &verification {
        verify::findings(verification, file.place(), &mut diags);
    }
    let log = request.deal.zip(verification.as_ref()).map(|((deal, called), verification)| {
        let (project, mut wrong) = open(files, deal);
        match pipeline::issue_of(&project, &verification.sha256, &mut wrong) {
            Some(Some(pipeline::IssueOf { record, superseded })) => {
                if let Some(later) = superseded {
                    diags.push(is_superseded(&record, &later).at(file.place()));
                }
                Logged::Issued(Box::new(record))
            }
            Some(None) => {
                diags.push(not_issued(called).at(file.place()));
                Logged::Unknown
            }
            None => Logged::Unreadable(Findings { sources: project.sources, diags: wrong }),
        }
    });
    let findings = Findings { sources: file.sources, diags };
    Verified { file: Answer { result: verification, findings }, log }
}

/// The file went out, and another went out since.
fn is_superseded(record: &Record, later: &Record) -> Diagnostic {
    let of = |record: &Record| format!("{}-R{}", record.draft.deal, record.draft.revision);
    let message = format!(
        "the file is of {}, issued on {}; it is superseded by {}, issued on {} by {}",
        of(record),
        record.draft.date,
        of(later),
        later.draft.date,
        later.draft.name
    );
    Diagnostic::warning(Code::VerifySuperseded, message).hint("ask for the file that went out last")
}

/// The log does not know the file.
fn not_issued(deal: &str) -> Diagnostic {
    let message = format!("the log of `{deal}` holds no such file: it was never issued, or was altered");
    Diagnostic::error(Code::VerifyNotIssued, message)
        .hint("compare its SHA-256 with the `issued` records in `approvals/`, and ask whoever sent it")
}
