//! `bidwright.verify/1`: what of an issued file is as it was made.

use serde::Serialize;

use super::{Finding, Published};
use bidwright_print::verify;
use bidwright_review::approvals::Record;

/// An issued file, checked.
///
/// ```
/// use bidwright_service::{VerifyRequest, json, verify};
///
/// # use bidwright_input::Library;
/// let store = bidwright_service::MemoryStore::new(&Library::default()).with("sow.pdf", "%PDF-1.7 cut off");
/// let verified = verify(&store, &VerifyRequest { file: "sow.pdf", deal: None });
/// let findings = json::Finding::all(&verified.file.findings);
/// let file = verified.file.result.expect("a file that was read");
/// let published = serde_json::to_value(json::Verification::of(&file, None, findings))?;
/// assert_eq!((&published["holds"], &published["issued"]), (&false.into(), &serde_json::Value::Null));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Verification<'v> {
    sha256: &'v str,
    holds: bool,
    document: Option<Document<'v>>,
    checks: Vec<Check<'v>>,
    /// The record of issue that names the file.
    issued: Option<Issued<'v>>,
    findings: Vec<Finding>,
}

impl Published for Verification<'_> {
    const KIND: &'static str = "verify";
}

#[derive(Debug, Clone, Serialize)]
struct Document<'v> {
    number: &'v str,
    revision: u32,
    reference: &'v str,
    document: &'v str,
    title: &'v str,
    customer: &'v str,
    date: &'v str,
    currency: &'v str,
}

#[derive(Debug, Clone, Serialize)]
struct Check<'v> {
    of: &'static str,
    name: &'v str,
    stated: &'v str,
    found: &'v str,
    holds: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Issued<'v> {
    record: u32,
    by: &'v str,
    on: String,
    revision: u32,
}

impl<'v> Verification<'v> {
    /// Of a file, with the record that it was issued, if one was looked for and found.
    #[must_use]
    pub fn of(
        verification: &'v verify::Verification,
        record: Option<&'v Record>,
        findings: Vec<Finding>,
    ) -> Verification<'v> {
        let document = verification.document.as_ref().map(|document| Document {
            number: &document.number,
            revision: document.revision,
            reference: &document.reference,
            document: &document.document,
            title: &document.title,
            customer: &document.customer,
            date: &document.date,
            currency: &document.currency,
        });
        let checks = verification.checks.iter().map(|check| Check {
            of: check.kind.word(),
            name: &check.name,
            stated: &check.stated,
            found: &check.found,
            holds: check.holds,
        });
        Verification {
            sha256: &verification.sha256,
            holds: verification.holds(),
            document,
            checks: checks.collect(),
            issued: record.map(|record| Issued {
                record: record.number,
                by: &record.draft.name,
                on: record.draft.date.to_string(),
                revision: record.draft.revision,
            }),
            findings,
        }
    }
}
