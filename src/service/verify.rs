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
    /// What the log says, if there was a deal to ask and a file to ask about.
    pub log: Option<Logged>,
}

/// What the log of a deal says of a file.
#[derive(Debug, Clone)]
pub enum Logged {
    /// It was issued, by this record.
    Issued(Box<Record>),
    /// It was not; a finding of the file says so.
    Unknown,
    /// Nobody can tell: the deal or its log has errors.
    Unreadable(Findings),
}

/// Verifies a file.
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
            Some(Some(record)) => Logged::Issued(Box::new(record)),
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

/// The log does not know the file.
fn not_issued(deal: &str) -> Diagnostic {
    let message = format!("the log of `{deal}` holds no such file: it was never issued, or was altered");
    Diagnostic::error(Code::VerifyNotIssued, message)
        .hint("compare its SHA-256 with the `issued` records in `approvals/`, and ask whoever sent it")
}
