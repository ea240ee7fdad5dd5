//! Revisions before an offer, as they were issued or as their deal files are today, and what changed between two.

use super::{offer_with_value_without_history, offer_without_history};
use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::source::Place;
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_input as input;
use bidwright_input::Project;
use bidwright_model::book::Book;
use bidwright_model::deal::Head;
use bidwright_model::revision::Revision;
use bidwright_review::approvals;
use bidwright_review::approvals::{KeysLog, Log, Record};
use bidwright_review::changes;
use bidwright_review::changes::Change;
use bidwright_review::material;

/// The revisions before an offer, oldest first: as they were issued, or as their deal files are today. Only the
/// last is compared with it, so only that one's chance of success is asked for.
pub(super) fn earlier(
    project: &Project,
    offer: &Offer,
    offer_with_value: bool,
    diags: &mut Diags,
) -> Vec<Revision> {
    let Head { number, revision, .. } = &offer.deal.head;
    // Tampering with the log is reported by the review.
    let log = log(project, offer, &mut Diags::default());
    let deals = project.earlier();
    let mut revisions = Vec::new();
    for before in 1..revision.value {
        let issued = log.as_ref().and_then(|log| as_issued(project, log, &number.value, before, diags));
        let found = issued.or_else(|| {
            let deal = deals.get(&before)?;
            // Errors of another deal are reported when that deal is checked.
            let mut wrong = Diags::default();
            let made = if offer_with_value && before + 1 == revision.value {
                offer_with_value_without_history(deal, &mut wrong)
            } else {
                offer_without_history(deal, &mut wrong)
            };
            if made.is_none() {
                diags.push(unusable(deal, offer));
            }
            Some(material::revision(&made?))
        });
        revisions.extend(found);
    }
    revisions
}

/// A revision as it was issued, if it was.
fn as_issued(
    project: &Project,
    log: &Log,
    number: &str,
    revision: u32,
    diags: &mut Diags,
) -> Option<Revision> {
    let file = project.kept(&approvals::kept_name(number, revision))?;
    approvals::as_issued(log, revision, file, &project.sources[file].text, diags)
}

/// An earlier revision that cannot be compared with.
fn unusable(earlier: &Project, offer: &Offer) -> Diagnostic {
    let file = &earlier.sources[earlier.deal].name;
    let message = format!("`{file}`, the revision before, has errors: changes since then are unknown");
    Diagnostic::warning(Code::EarlierRevisionBroken, message)
        .at(offer.deal.head.revision.place)
        .hint(format!("`bidwright check {file}` lists them"))
}

/// Two offers, and what changed from one to the other.
#[derive(Debug, Clone)]
pub struct Compared {
    /// As it was.
    pub old: Revision,
    /// As it is.
    pub new: Revision,
    /// Every material change.
    pub changes: Vec<Change>,
}

/// Compares two deals, or two revisions of one. A revision that was issued is taken as it was then.
///
/// ```
/// use bidwright_base::diag::Diags;
/// use bidwright_service::pipeline;
///
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// let store = store.with("later.toml", deal.replace("[24, 30, 42]", "[28, 34, 46]"));
/// let [mut before, mut after] = [Diags::default(), Diags::default()];
/// let old = bidwright_input::load(&store, "deal.toml", &mut before);
/// let new = bidwright_input::load(&store, "later.toml", &mut after);
/// let compared = pipeline::compare([&old, &new], [&mut before, &mut after]).expect("two deals");
/// assert!(compared.new.headline.net > compared.old.headline.net);
/// assert!(compared.changes.iter().any(|change| change.field == "work[W1].effort[developer]"));
/// ```
pub fn compare([old, new]: [&Project; 2], [before, after]: [&mut Diags; 2]) -> Option<Compared> {
    // Two files of one revision are a deal and a copy to try something in: each is what it says today.
    let twins = old.revision_named().is_some() && old.revision_named() == new.revision_named();
    // Both first, so that the findings of both are reported.
    let old = to_compare(old, twins, before);
    let new = to_compare(new, twins, after);
    let (old, new) = (old?, new?);
    let changes = changes::changes(&old, &new);
    Some(Compared { old, new, changes })
}

fn to_compare(project: &Project, as_written: bool, diags: &mut Diags) -> Option<Revision> {
    // A copy of a deal to try something in has its number too.
    let project = &project.alone();
    let Some(input::Checked { deal, book, .. }) = input::check(project, &mut Diags::default()) else {
        return offer_with_value_without_history(project, diags).as_ref().map(material::revision);
    };
    let Head { number, revision, .. } = &deal.head;
    let log = log_of(project, &number.value, &book, diags)?;
    let issued =
        if as_written { None } else { as_issued(project, &log, &number.value, revision.value, diags) };
    if diags.has_errors() {
        return None;
    }
    issued.or_else(|| Some(material::revision(&offer_with_value_without_history(project, diags)?)))
}

/// What was approved and issued under the deal's number; `None` if its log is not as it was made.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_service::pipeline;
///
/// let offer = pipeline::offer(&project, &mut diags).expect("a deal without errors");
/// let log = pipeline::log(&project, &offer, &mut diags).expect("a log as it was made");
/// assert!(log.records().is_empty(), "nothing is approved yet");
/// ```
pub fn log(project: &Project, offer: &Offer, diags: &mut Diags) -> Option<Log> {
    log_of(project, &offer.deal.head.number.value, &offer.book, diags)
}

fn log_of(project: &Project, number: &str, book: &Book, diags: &mut Diags) -> Option<Log> {
    let keys_log = keys_log(project, diags)?;
    log_under(project, number, book, keys_log.as_ref(), diags)
}

/// The same, where the log of the keys file is known.
pub(super) fn log_under(
    project: &Project,
    number: &str,
    book: &Book,
    keys_log: Option<&KeysLog>,
    diags: &mut Diags,
) -> Option<Log> {
    let Some(file) = project.approvals(number) else {
        return Some(Log::empty(number));
    };
    approvals::read(number, file, &project.sources[file].text, book.approvers.as_ref(), keys_log, diags)
}

/// The log of the keys file; `Some(None)`: there is none. `None`: it is not as it was made, and findings say why.
pub(super) fn keys_log(project: &Project, diags: &mut Diags) -> Option<Option<KeysLog>> {
    let Some(file) = project.keys_log() else { return Some(None) };
    KeysLog::read(file, &project.sources[file].text, diags).map(Some)
}

/// Reports a keys file that is not as its log has it, or has no log.
pub(super) fn keys_signed(
    project: &Project,
    book: &Book,
    keys_log: Option<&KeysLog>,
    severity: Severity,
    diags: &mut Diags,
) {
    let Some(approvers) = &book.approvers else { return };
    let place = Place::new(approvers.file, 0..0);
    let Some(log) = keys_log else {
        let message = "the keys file has no log: who changes it is not signed for";
        let finding = Diagnostic::warning(Code::NoKeysLog, message).at(place);
        diags.push(finding.hint("somebody who is in it begins the log: `bidwright keysign --name NAME`"));
        return;
    };
    let Some(changes) = log.unsigned(approvers, &project.sources[approvers.file].text) else { return };
    let names: Vec<String> = log.signers(approvers).into_iter().map(|one| one.name.value).collect();
    let message = format!(
        "the keys file was changed, and nobody has signed that since record {}: {}",
        log.records().len(),
        words::list(&changes)
    );
    let hint = format!(
        "if that is right, {} signs it, `bidwright keysign --name NAME`; else take the file from a copy",
        words::choice(&words::unique(names))
    );
    diags
        .push(Diagnostic { severity, ..Diagnostic::error(Code::KeysUnsigned, message).at(place).hint(hint) });
}

/// A revision with its record of issue, if it was issued.
#[derive(Debug, Clone)]
pub(crate) struct Issued {
    /// Number and revision.
    pub(crate) reference: String,
    /// Of the number in the deal file.
    pub(crate) place: Place,
    pub(crate) record: Option<Record>,
}

/// How a deal's revision was issued; `None`: the deal or its log has errors.
pub(crate) fn last_issue(project: &Project, diags: &mut Diags) -> Option<Issued> {
    let input::Checked { deal, book, .. } = input::check(project, diags)?;
    let log = log_of(project, &deal.head.number.value, &book, diags)?;
    let record = log.issued(deal.head.revision.value).cloned();
    Some(Issued { reference: deal.head.reference(), place: deal.head.number.place, record })
}

/// The record of issue that holds a file, and the last one after it that holds none of its kind.
#[derive(Debug, Clone)]
pub(crate) struct IssueOf {
    pub(crate) record: Record,
    pub(crate) superseded: Option<Record>,
}

/// The record of issue that holds a file with this SHA-256, of any revision of a deal's number; `Some(None)`: the
/// log knows no such file. `None`: the deal or the log cannot be read, and findings give the reason.
pub(crate) fn issue_of(project: &Project, sha256: &str, diags: &mut Diags) -> Option<Option<IssueOf>> {
    let input::Checked { deal, book, .. } = input::check(project, diags)?;
    let log = log_of(project, &deal.head.number.value, &book, diags)?;
    let holds = |record: &&Record| {
        record.issued().is_some_and(|files| files.iter().any(|file| file.sha256 == sha256))
    };
    let all = || log.records().iter();
    let Some(record) = all().rfind(holds) else { return Some(None) };
    let later =
        all().rfind(|other| other.number > record.number && other.issued().is_some() && !holds(other));
    Some(Some(IssueOf { record: record.clone(), superseded: later.cloned() }))
}
