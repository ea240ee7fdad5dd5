//! Issue: the final documents of a deal, once every approval is valid, and the record of what was issued.

use jiff::civil::Date;

use super::approve::{fresh, log_of, words_of};
use super::{Answer, File, Keys, Progress, Store, StoreError, build, open, pipeline};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_input::Project;
use bidwright_model::book::Approver;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, ApprovalStatus, Draft, IssuedFile, Log, Record, Secret};
use bidwright_review::material;
use pipeline::{Format, Output, ReleaseState, Reviewed};

/// How a deal is to be issued.
#[derive(Debug, Clone, Copy)]
pub struct IssueRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Who signs the record; `None`: the owner of the deal, or the only one whose private key is here.
    pub name: Option<&'r str>,
    /// The day it is done.
    pub day: Date,
    /// Today, by the clock of the front: the record says so if it is another day.
    pub today: Date,
}

/// An issued deal.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The review.
    pub reviewed: Reviewed,
    /// The files, as the store displays their names.
    pub files: Vec<String>,
    /// The record of it.
    pub record: Record,
    /// Whether it is new; else these very files were issued before and were written again.
    pub new: bool,
    /// The log, as the store displays its name.
    pub log: String,
}

/// Issues a deal: writes its final documents and records them, or does neither.
///
/// # Errors
/// Something cannot be read or written.
///
/// # Examples
/// ```
/// use bidwright_service::{IssueRequest, issue};
///
/// # struct KeyRing;
/// # impl bidwright_service::Keys for KeyRing {
/// #     fn has(&self, _: &bidwright_model::book::Approver) -> bool { true }
/// #     fn secret(
/// #         &self,
/// #         _: &bidwright_model::book::Approver,
/// #         _: &mut bidwright_base::diag::Diags,
/// #     ) -> Option<bidwright_review::approvals::Secret> {
/// #         Some(bidwright_review::approvals::Secret::new(&[7; 32]))
/// #     }
/// # }
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// # let (role, name) = ("sales-manager", "Kari Holm");
/// # let request = bidwright_service::ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// # bidwright_service::approve(&store, &request, &KeyRing).1.unwrap();
/// // With the approval of the example of `approve`:
/// let request = IssueRequest { deal: "deal.toml", name: None, day, today: day };
/// let (answer, written) = issue(&store, &request, &KeyRing, &|_| {});
/// assert!(written.is_ok());
/// let issued = answer.result.expect("an approved deal");
/// assert_eq!(
///     issued.files,
///     ["out/Q-1-R1/customer/proposal.pdf", "out/Q-1-R1/customer/sow.pdf", "out/Q-1-R1/internal/review.pdf"]
/// );
/// ```
pub fn issue<S: Store>(
    store: &S,
    request: &IssueRequest<'_>,
    keys: &dyn Keys,
    progress: &dyn Fn(Progress),
) -> (Answer<Issue>, Result<(), StoreError>) {
    let (mut project, mut diags) = open(store, request.deal);
    let ready = pipeline::review_to_sign(&project, &mut diags).and_then(|reviewed| {
        reviewed.frozen(&reviewed.log, &mut diags);
        if diags.has_errors() {
            return None;
        }
        progress(Progress::Rendering);
        let (state, outputs, formats) = (ReleaseState::Issued, Output::DEFAULT, [Format::Pdf]);
        let files = pipeline::documents(&project, &reviewed, state, &outputs, &formats, &mut diags)?;
        Some((reviewed, files))
    });
    let Some((reviewed, files)) = ready else {
        return (Answer::new(project, diags, None), Ok(()));
    };
    let act = Issuing { reviewed: &reviewed, files: &files, request, keys };
    // Obstacles are found before anything is written, and checked again with the lock held.
    let signer = match act.before(&reviewed.log) {
        Some(record) => {
            approvals::frozen_files(&reviewed.offer.deal.head, record, &act.listed(), &mut diags);
            None
        }
        None => {
            signing_firm(&project, &reviewed, &mut diags);
            reviewed.submit_first(&reviewed.log, &mut diags);
            act.signer(&reviewed.log, &mut diags)
        }
    };
    if diags.has_errors() {
        return (Answer::new(project, diags, None), Ok(()));
    }
    let name = log_of(&reviewed);
    let shown = store.describe(&name);
    let done = store.update(&name, |text| {
        let Some(log) = fresh(&mut project, &reviewed, &shown, text, &mut diags) else {
            return (Ok(None), None);
        };
        act.issue(store, log, signer.as_ref(), &mut diags)
    });
    let (done, written) = match done.and_then(|done| done) {
        Ok(done) => (done, Ok(())),
        Err(error) => (None, Err(error)),
    };
    let issue = done.map(|Sent { files, record, new }| Issue { reviewed, files, record, new, log: shown });
    (Answer::new(project, diags, issue), written)
}

struct Issuing<'i> {
    reviewed: &'i Reviewed,
    files: &'i [File],
    request: &'i IssueRequest<'i>,
    keys: &'i dyn Keys,
}

/// Reports what a brand still has of a built-in one, whose firm is invented: its name, its legal line, its logos.
fn signing_firm(project: &Project, reviewed: &Reviewed, diags: &mut Diags) {
    let theme = &reviewed.offer.theme;
    let file = project.find(&format!("templates/brands/{}/brand.toml", theme.id));
    let mut report = |message: String, hint: &str| {
        let finding = Diagnostic::error(Code::PlaceholderFirm, message).hint(hint);
        diags.push(file.map_or(finding.clone(), |file| finding.at(Place::new(file, 0..0))));
    };
    let lines = [("name", &theme.firm), ("legal", &theme.legal)];
    let invented: Vec<(&str, String)> =
        lines.into_iter().filter_map(|(key, line)| Some((key, project.invented(line)?))).collect();
    if let Some((_, firm)) = invented.first() {
        let keys: Vec<String> = invented.iter().map(|(key, _)| format!("`{key}`")).collect();
        report(
            format!(
                "`{firm}` is the invented firm of a built-in brand: it cannot sign a contract ({} of `{}`)",
                words::list(&keys),
                theme.id
            ),
            "put your firm's `name` and `legal` into `templates/brands/ID/brand.toml` of your workspace, and name it: `brand = \"ID\"`",
        );
    }
    // A brand whose name is to be changed gets a logo of its own with it.
    if invented.iter().any(|(key, _)| *key == "name") {
        return;
    }
    for (key, logo) in [("logo", &theme.logo), ("logo_dark", &theme.logo_dark)] {
        let Some(built_in) = logo.as_deref().and_then(|svg| project.brand_of_logo(svg)) else { continue };
        report(
            format!(
                "`{key}` of the brand `{}` is that of the built-in brand `{built_in}`: it shows the invented firm",
                theme.id
            ),
            "put your firm's logo beside `brand.toml`; without the line, the cover shows the firm's name",
        );
    }
}

/// What was written and recorded.
struct Sent {
    files: Vec<String>,
    record: Record,
    new: bool,
}

impl Issuing<'_> {
    /// The record of this revision, if it was issued before: then the same files are written again, or none.
    fn before<'l>(&self, log: &'l Log) -> Option<&'l Record> {
        log.issued(self.reviewed.offer.deal.head.revision.value)
    }

    /// With the lock held: writes the files, and gives the log with the record of them, if it is new.
    fn issue<S: Store>(
        &self,
        store: &S,
        log: Log,
        signer: Option<&(String, Secret)>,
        diags: &mut Diags,
    ) -> (Result<Option<Sent>, StoreError>, Option<String>) {
        let Reviewed { offer, review, .. } = self.reviewed;
        let head = &offer.deal.head;
        self.reviewed.frozen(&log, diags);
        let reissue = match self.before(&log) {
            Some(record) => {
                approvals::frozen_files(head, record, &self.listed(), diags);
                true
            }
            None => {
                self.reviewed.submit_first(&log, diags);
                approvals::issuable(offer, review.ruling, &self.statuses(&log), self.request.day, diags);
                false
            }
        };
        if diags.has_errors() {
            return (Ok(None), None);
        }
        let written = store
            .write("approvals", &[self.kept(), words_of(self.reviewed)])
            .and_then(|_| build::write(store, &build::folder(head), self.files));
        let files = match written {
            Ok(files) => files,
            Err(error) => return (Err(error), None),
        };
        let (log, text) = match signer {
            _ if reissue => (log, None),
            Some((name, secret)) => {
                let (log, text) = log.append(self.draft(name), secret);
                (log, Some(text))
            }
            None => return (Ok(None), None),
        };
        let record = log.issued(head.revision.value).cloned().expect("issued just now, or before");
        (Ok(Some(Sent { files, record, new: text.is_some() })), text)
    }

    fn statuses(&self, log: &Log) -> Vec<ApprovalStatus> {
        let Reviewed { offer, .. } = self.reviewed;
        approvals::approval_statuses(offer, &self.reviewed.requests_by(log), log, self.request.day)
    }

    fn listed(&self) -> Vec<IssuedFile> {
        let one = |file: &File| IssuedFile { name: file.name.clone(), sha256: sha256(&file.bytes) };
        let kept = self.kept();
        let written = self.files.iter().chain([&kept]).map(one);
        written.chain(self.reviewed.bound.along()).collect()
    }

    /// What is kept of the revision, for later ones to be compared with.
    fn kept(&self) -> File {
        let revision = material::revision(&self.reviewed.offer);
        let name = approvals::kept_name(&revision.number, revision.revision);
        File { name, bytes: approvals::kept(&revision).into_bytes() }
    }

    fn draft(&self, name: &str) -> Draft {
        let head = &self.reviewed.offer.deal.head;
        Draft {
            deal: head.number.value.clone(),
            revision: head.revision.value,
            date: self.request.day,
            name: name.to_owned(),
            recorded: (self.request.day != self.request.today).then_some(self.request.today),
            bound: Some(self.reviewed.bound.clone()),
            hash: self.reviewed.review.hash.clone(),
            act: Act::Issue(self.listed()),
        }
    }

    /// The signer of the record, if the deal may be issued.
    fn signer(&self, log: &Log, diags: &mut Diags) -> Option<(String, Secret)> {
        let (Reviewed { offer, review, .. }, day) = (self.reviewed, self.request.day);
        approvals::issuable(offer, review.ruling, &self.statuses(log), day, diags);
        approvals::owned(offer, diags);
        if diags.has_errors() {
            return None;
        }
        let one = match self.request.name {
            Some(name) => approvals::signer(offer, name, day, diags)?,
            None => self.default_signer(diags)?,
        };
        Some((one.name.value.clone(), self.keys.secret(one, diags)?))
    }

    /// The owner of the deal if their key is here, or else the only one whose key is.
    fn default_signer(&self, diags: &mut Diags) -> Option<&Approver> {
        let (offer, day) = (&self.reviewed.offer, self.request.day);
        if offer.book.approvers.is_none() {
            return approvals::signer(offer, "", day, diags);
        }
        let all = offer.book.approvers.iter().flat_map(|approvers| &approvers.all);
        let here: Vec<&Approver> = all.filter(|one| one.good_on(day) && self.keys.has(one)).collect();
        let owner = offer.deal.head.owner.as_ref();
        let owner = here.iter().find(|one| owner.is_some_and(|owner| one.is(&owner.value)));
        if let Some(one) = owner.or(if here.len() == 1 { here.first() } else { None }) {
            return Some(one);
        }
        let names: Vec<String> = here.iter().map(|one| format!("`--name \"{}\"`", one.name.value)).collect();
        let (message, hint) = if names.is_empty() {
            (
                "no private key on this machine belongs to anyone in `approvals/keys.toml`, so the record of issue cannot be signed",
                "`bidwright keygen` makes a key; if you have one elsewhere, name yourself with `--name` and it with `--key`".to_owned(),
            )
        } else {
            ("several people have a private key on this machine: name the signer", words::choice(&names))
        };
        diags.push(Diagnostic::error(Code::NoSigner, message).hint(hint));
        None
    }
}
