//! `bidwright issue DEAL`: the final documents, once nothing stands in their way.

use std::path::{Path, PathBuf};

use super::approve::{Hand, fresh, path};
use super::calibrate::shown;
use super::{Exit, build, findings, keys, ledger, load, print, progress, say};
use bidwright_base::diag::{Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::words;
use bidwright_model::book::Approver;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, Draft, IssuedFile, Log, Secret};
use bidwright_review::material;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Edition, File, Format, Paper, Reviewed};

/// How it is to be issued.
#[derive(Debug, clap::Args)]
pub(super) struct Wish {
    /// Where to write; the deal gets a folder named after its reference.
    #[arg(short, long, value_name = "OUT", default_value = "out")]
    out: PathBuf,
    /// Who signs the record; default: the owner of the deal, or the only one with a private key here.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    hand: Hand,
}

pub(super) fn run(deal: &Path, wish: &Wish) -> Exit {
    progress(&format!("reading and reviewing {}", deal.display()));
    let (mut project, mut diags) = load(deal, wish.hand.workspace.as_deref());
    let day = wish.hand.day();
    let ready = pipeline::review(&project, &mut diags).and_then(|reviewed| {
        approvals::frozen(&reviewed.offer.deal.head, &reviewed.log, &reviewed.review.hash, &mut diags);
        if diags.has_errors() {
            return None;
        }
        progress("setting the final documents");
        let formats = [Format::Pdf];
        let files =
            pipeline::edition(&project, &reviewed, Edition::Issued, &Paper::DEFAULT, &formats, &mut diags)?;
        Some((reviewed, files))
    });
    let Some((reviewed, files)) = ready else {
        findings::report(&project.sources, &diags);
        return Exit::Findings;
    };
    let log = path(&reviewed, deal, wish.hand.workspace.as_deref());
    let issue = Issue { reviewed: &reviewed, files: &files, wish };
    // What keeps it from going out is told before anything is touched, and looked at again with the lock held.
    let may = match issue.again(&reviewed.log) {
        true => None,
        false => issue.signer(&reviewed.log, &mut diags),
    };
    if diags.has_errors() {
        findings::report(&project.sources, &diags);
        return Exit::Findings;
    }
    let done = ledger::change(&log, |text| {
        let Some(fresh) = fresh(&mut project, &reviewed, &log, text, &mut diags) else {
            return (Ok(None), None);
        };
        approvals::frozen(&reviewed.offer.deal.head, &fresh, &reviewed.review.hash, &mut diags);
        let again = issue.again(&fresh);
        if !again {
            let standing = approvals::standing(&reviewed.offer, &reviewed.asked, &fresh, day);
            approvals::issuable(&reviewed.offer, reviewed.review.ruling, &standing, day, &mut diags);
        }
        if diags.has_errors() {
            return (Ok(None), None);
        }
        let folder = wish.out.join(reviewed.offer.deal.head.reference());
        let kept = [issue.kept()];
        let beside = log.parent().unwrap_or(Path::new("."));
        match build::write_all(beside, &kept).and_then(|_| build::write_all(&folder, &files)) {
            Ok(paths) if again => (Ok(Some((paths, fresh, false))), None),
            Ok(paths) => {
                let Some((name, secret)) = &may else { return (Ok(None), None) };
                let (made, text) = fresh.append(issue.draft(name), secret);
                (Ok(Some((paths, made, true))), Some(text))
            }
            Err(problem) => (Err(format!("cannot write to {}: {problem}", folder.display())), None),
        }
    });
    findings::report(&project.sources, &diags);
    match done.and_then(|done| done) {
        Ok(Some((paths, made, new))) => {
            print(&(build::summary(&reviewed.offer, &paths) + &told(&reviewed, &made, new, &log)));
            Exit::Done
        }
        Ok(None) => Exit::Findings,
        Err(trouble) => {
            say(&format!("error: {trouble}"));
            Exit::Findings
        }
    }
}

struct Issue<'i> {
    reviewed: &'i Reviewed,
    files: &'i [File],
    wish: &'i Wish,
}

impl Issue<'_> {
    /// Whether these very files were issued before: then they are written again, and nothing is new.
    fn again(&self, log: &Log) -> bool {
        let issued = log.issued(self.reviewed.offer.deal.head.revision.value);
        issued.is_some_and(|record| {
            record.draft.hash == self.reviewed.review.hash && record.issued() == Some(&self.listed()[..])
        })
    }

    fn listed(&self) -> Vec<IssuedFile> {
        let one = |file: &File| IssuedFile { name: file.name.clone(), sha256: sha256(&file.bytes) };
        self.files.iter().chain([&self.kept()]).map(one).collect()
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
            date: self.wish.hand.day(),
            name: name.to_owned(),
            hash: self.reviewed.review.hash.clone(),
            act: Act::Issue(self.listed()),
        }
    }

    /// Whoever signs the record, if nothing stands in the way.
    fn signer(&self, log: &Log, diags: &mut Diags) -> Option<(String, Secret)> {
        let (reviewed, hand) = (self.reviewed, &self.wish.hand);
        let offer = &reviewed.offer;
        let standing = approvals::standing(offer, &reviewed.asked, log, hand.day());
        approvals::issuable(offer, reviewed.review.ruling, &standing, hand.day(), diags);
        if diags.has_errors() {
            return None;
        }
        let one = match &self.wish.name {
            Some(name) => approvals::signer(offer, name, hand.day(), diags)?,
            None => self.default_signer(diags)?,
        };
        Some((one.name.value.clone(), keys::secret(one, hand.key.as_deref(), diags)?))
    }

    /// The owner of the deal if they have a key here, or else the only one who has.
    fn default_signer(&self, diags: &mut Diags) -> Option<&Approver> {
        let (offer, day) = (&self.reviewed.offer, self.wish.hand.day());
        if offer.book.approvers.is_none() {
            return approvals::signer(offer, "", day, diags);
        }
        let all = offer.book.approvers.iter().flat_map(|approvers| &approvers.all);
        let here: Vec<&Approver> = all.filter(|one| one.good_on(day) && keys::is_here(one)).collect();
        let owner = offer.deal.head.owner.as_ref();
        let owner = here.iter().find(|one| owner.is_some_and(|owner| one.is(&owner.value)));
        if let Some(one) = owner.or(if here.len() == 1 { here.first() } else { None }) {
            return Some(one);
        }
        let names: Vec<String> = here.iter().map(|one| format!("`--name \"{}\"`", one.name.value)).collect();
        let (message, hint) = match names.is_empty() {
            true => (
                "nobody in `approvals/keys.toml` has a private key on this machine, so nobody can sign what goes out",
                "`bidwright keygen` makes a key; if you have one elsewhere, name yourself with `--name` and it with `--key`".to_owned(),
            ),
            false => ("several people have a private key on this machine: say who signs", words::choice(&names)),
        };
        diags.push(Diagnostic::error("no-signer", message).hint(hint));
        None
    }
}

fn told(reviewed: &Reviewed, log: &Log, new: bool, path: &Path) -> String {
    let head = &reviewed.offer.deal.head;
    let Some(record) = log.issued(head.revision.value) else { return String::new() };
    let (date, name, number) = (record.draft.date, &record.draft.name, record.number);
    match new {
        true => {
            format!("issued {} by {name} on {date}, record {number} of {}\n", head.reference(), shown(path))
        }
        false => format!(
            "{} was issued by {name} on {date} already: the same bytes were written, and nothing recorded\n",
            head.reference()
        ),
    }
}
