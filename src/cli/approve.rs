//! `bidwright approve DEAL --as ROLE --name NAME`: what the review asks of a role, approved and recorded.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::calibrate::shown;
use super::{Exit, findings, keys, ledger, load, print, progress, say, today};
use bidwright_base::diag::Diags;
use bidwright_base::source::{Layer, Source};
use bidwright_base::words;
use bidwright_input as input;
use bidwright_input::Project;
use bidwright_review::approvals;
use bidwright_review::approvals::{Act, Approval, Approved, Draft, Log, Secret, Standing};
use bidwright_service::pipeline;
use bidwright_service::pipeline::Reviewed;

/// What somebody wants to approve.
#[derive(Debug, clap::Args)]
pub(super) struct Wish {
    /// The approver the review asks for, such as `sales-manager`.
    #[arg(long = "as", value_name = "ROLE")]
    role: String,
    /// Who approves: a name or address of `approvals/keys.toml`.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What there is to say about it.
    #[arg(long, value_name = "TEXT", default_value = "", value_parser = note)]
    note: String,
    #[command(flatten)]
    hand: Hand,
}

/// With which key, and on which day.
#[derive(Debug, clap::Args)]
pub(super) struct Hand {
    /// The private key; default: the one `bidwright keygen` has made.
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// The day it is done; default: today.
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<Date>,
    /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
    #[arg(long, value_name = "DIR")]
    pub(super) workspace: Option<PathBuf>,
}

impl Hand {
    pub(super) fn day(&self) -> Date {
        self.date.unwrap_or_else(today)
    }
}

/// Longer notes, in characters, belong elsewhere.
const LONGEST_NOTE: usize = 2_000;

fn note(text: &str) -> Result<String, String> {
    match text.chars().count() {
        length if length > LONGEST_NOTE => Err(format!("it has {length} characters; at most {LONGEST_NOTE}")),
        _ => Ok(text.trim().to_owned()),
    }
}

pub(super) fn run(deal: &Path, wish: &Wish) -> Exit {
    progress(&format!("reading and reviewing {}", deal.display()));
    let (mut project, mut diags) = load(deal, wish.hand.workspace.as_deref());
    let reviewed = pipeline::review(&project, &mut diags);
    let day = wish.hand.day();
    let approver = reviewed.as_ref().and_then(|reviewed| approver(reviewed, wish, day, &mut diags));
    let (Some(reviewed), Some(approver)) = (&reviewed, approver) else {
        findings::report(&project.sources, &diags);
        return Exit::Findings;
    };
    let path = path(reviewed, deal, wish.hand.workspace.as_deref());
    let done = ledger::change(&path, |text| {
        let Some(log) = fresh(&mut project, reviewed, &path, text, &mut diags) else {
            return (None, None);
        };
        decide(reviewed, log, wish, day, &approver, &mut diags)
    });
    findings::report(&project.sources, &diags);
    match done {
        Ok(Some(done)) => {
            print(&told(reviewed, &done, deal, &path));
            Exit::Done
        }
        Ok(None) => Exit::Findings,
        Err(trouble) => {
            say(&format!("error: {trouble}"));
            Exit::Findings
        }
    }
}

/// Where the log of the deal's number is.
pub(super) fn path(reviewed: &Reviewed, deal: &Path, workspace: Option<&Path>) -> PathBuf {
    input::approvals_of(deal, workspace).join(format!("{}.log", reviewed.offer.deal.head.number.value))
}

/// The log as it is now, with the lock held: somebody may have approved since the deal was read.
pub(super) fn fresh(
    project: &mut Project,
    reviewed: &Reviewed,
    path: &Path,
    text: Option<&str>,
    diags: &mut Diags,
) -> Option<Log> {
    let number = &reviewed.offer.deal.head.number.value;
    let Some(text) = text else {
        return Some(Log::empty(number));
    };
    let name = path.display().to_string();
    let file = project.sources.add(Source {
        path: name.clone(),
        name,
        text: text.to_owned().into(),
        layer: Layer::Workspace,
    });
    approvals::read(number, file, text, reviewed.offer.book.approvers.as_ref(), diags)
}

/// Who approves.
struct Signer {
    name: String,
    secret: Secret,
}

/// Everything that stands in the way, but for the log.
fn approver(reviewed: &Reviewed, wish: &Wish, day: Date, diags: &mut Diags) -> Option<Signer> {
    let offer = &reviewed.offer;
    approvals::asks(reviewed.review.ruling, &reviewed.asked, &wish.role, diags);
    approvals::in_time(&offer.deal.head, day, diags);
    let one = approvals::approver(offer, &wish.role, &wish.name, day, diags)?;
    let secret = keys::secret(one, wish.hand.key.as_deref(), diags)?;
    (!diags.has_errors()).then(|| Signer { name: one.name.value.clone(), secret })
}

/// What came of it.
struct Done {
    /// What was recorded, and as which record; `None`: it stood already.
    made: Option<(Draft, u32)>,
    /// How the rules stand now.
    standing: Vec<Standing>,
    role: String,
}

fn decide(
    reviewed: &Reviewed,
    log: Log,
    wish: &Wish,
    day: Date,
    signer: &Signer,
    diags: &mut Diags,
) -> (Option<Done>, Option<String>) {
    let head = &reviewed.offer.deal.head;
    approvals::frozen(head, &log, &reviewed.review.hash, diags);
    if diags.has_errors() {
        return (None, None);
    }
    let stand = |log: &Log| approvals::standing(&reviewed.offer, &reviewed.asked, log, day);
    let standing = stand(&log);
    let open: Vec<Approved> = (reviewed.asked.iter().zip(&standing))
        .filter(|(asked, standing)| asked.role == wish.role && !standing.stands())
        .map(|(asked, _)| asked.what.clone())
        .collect();
    let role = wish.role.clone();
    if open.is_empty() {
        return (Some(Done { made: None, standing, role }), None);
    }
    let good = jiff::Span::new().days(i64::from(reviewed.offer.book.policy.approval_days));
    let draft = Draft {
        deal: head.number.value.clone(),
        revision: head.revision.value,
        date: day,
        name: signer.name.clone(),
        hash: reviewed.review.hash.clone(),
        act: Act::Approval(Approval {
            role: role.clone(),
            note: wish.note.clone(),
            expires: day.saturating_add(good).min(head.valid_until()),
            approved: open,
        }),
    };
    let (log, text) = log.append(draft.clone(), &signer.secret);
    let number = u32::try_from(log.records().len()).unwrap_or(u32::MAX);
    (Some(Done { made: Some((draft, number)), standing: stand(&log), role }), Some(text))
}

/// What was approved, and what is still open.
fn told(reviewed: &Reviewed, done: &Done, deal: &Path, path: &Path) -> String {
    let reference = reviewed.offer.deal.head.reference();
    let mut text = match &done.made {
        Some((draft, number)) => {
            let Act::Approval(approval) = &draft.act else { unreachable!("it was made above") };
            let mut text = format!(
                "approved {reference} as {} by {} on {}, good until {}\n",
                approval.role, draft.name, draft.date, approval.expires
            );
            for approved in &approval.approved {
                text += &format!("  [{}] {}\n", approved.rule, approved.said);
            }
            text + &format!(
                "hash of the material fields {}\nrecord {number} of {}\n",
                draft.hash,
                shown(path)
            )
        }
        None => {
            let mut text =
                format!("{reference} is approved as {} already: nothing was recorded\n", done.role);
            for one in done.standing.iter().filter(|one| one.role == done.role) {
                if let Some(given) = one.state.given() {
                    text += &format!(
                        "  [{}] by {} on {}, good until {}\n",
                        one.rule, given.by, given.on, given.expires
                    );
                }
            }
            text
        }
    };
    let open: Vec<&Standing> = done.standing.iter().filter(|one| !one.stands()).collect();
    if open.is_empty() {
        text += &format!(
            "every approval stands: `bidwright issue {}` makes the final documents\n",
            deal.display()
        );
    } else {
        let open: Vec<String> = open.iter().map(|one| format!("{} of {}", one.rule, one.role)).collect();
        text += &format!("still to be approved: {}\n", words::list(&open));
    }
    text
}
