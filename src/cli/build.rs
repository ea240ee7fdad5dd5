//! `bidwright build DEAL...`: the documents, written whole or not at all.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Exit, findings, load, print, progress, review, say};
use bidwright_base::diag::Diags;
use bidwright_base::locale::Locale;
use bidwright_base::quantity::Percent;
use bidwright_base::source::Sources;
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_review::Ruling;
use bidwright_review::approvals;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Edition, File, Format, Paper, Reviewed};

/// What to build, how and where.
pub(super) struct Order {
    pub(super) out: PathBuf,
    pub(super) papers: Vec<Paper>,
    pub(super) formats: Vec<Format>,
    pub(super) jobs: Option<usize>,
    pub(super) workspace: Option<PathBuf>,
}

/// What came of one deal.
struct Built {
    sources: Sources,
    diags: Diags,
    /// The offer and its documents, if the deal stands.
    made: Option<(Reviewed, Vec<File>)>,
}

pub(super) fn run(deals: &[PathBuf], order: &Order) -> Exit {
    let one = |deal: &PathBuf| build(deal, order);
    let all: Vec<Built> = match order.jobs {
        Some(jobs) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build();
            pool.expect("threads can be started").install(|| deals.par_iter().map(one).collect())
        }
        None => deals.par_iter().map(one).collect(),
    };
    let mut worst = Exit::Done;
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for (deal, built) in deals.iter().zip(&all) {
        findings::report(&built.sources, &built.diags);
        let written = built.made.as_ref().map(|(reviewed, files)| {
            let offer = &reviewed.offer;
            let folder = order.out.join(offer.deal.head.reference());
            match taken.insert(folder.clone(), deal).filter(|other| *other != deal) {
                Some(other) => Err(format!(
                    "{} and {} are both {}",
                    other.display(),
                    deal.display(),
                    offer.deal.head.reference()
                )),
                None => write_all(&folder, files)
                    .map(|paths| print(&(summary(offer, &paths) + &state(reviewed, deal))))
                    .map(|()| worst = worst.max(review::exit(reviewed, reviewed.as_of())))
                    .map_err(|problem| format!("cannot write to {}: {problem}", folder.display())),
            }
        });
        match written {
            Some(Ok(())) => {}
            Some(Err(trouble)) => {
                say(&format!("error: {trouble}"));
                worst = worst.max(Exit::Findings);
            }
            None => worst = worst.max(Exit::Findings),
        }
    }
    worst
}

fn build(deal: &Path, order: &Order) -> Built {
    progress(&format!("reading {}", deal.display()));
    let (project, mut diags) = load(deal, order.workspace.as_deref());
    progress("planning, simulating, pricing, composing");
    let made = pipeline::review(&project, &mut diags).and_then(|reviewed| {
        approvals::frozen(&reviewed.offer.deal.head, &reviewed.log, &reviewed.review.hash, &mut diags);
        if diags.has_errors() {
            return None;
        }
        progress("setting the documents");
        let edition = match reviewed.review.ruling {
            Ruling::Clear => Edition::Final,
            Ruling::Approve | Ruling::Block => Edition::Draft,
        };
        let (papers, formats) = (&order.papers, &order.formats);
        let files = pipeline::edition(&project, &reviewed, edition, papers, formats, &mut diags)?;
        Some((reviewed, files))
    });
    Built { sources: project.sources, diags, made }
}

/// Writes every file beside its place first and renames them all at the end, so that nothing is left
/// half-written.
pub(super) fn write_all(folder: &Path, files: &[File]) -> std::io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let mut staged = Vec::new();
    for file in files {
        let place = folder.join(&file.name);
        let beside = folder.join(format!(".{}.part", file.name));
        let written = std::fs::File::create(&beside).and_then(|mut out| out.write_all(&file.bytes));
        if let Err(problem) = written {
            staged.push((beside, place));
            for (beside, _) in &staged {
                let _gone = std::fs::remove_file(beside);
            }
            return Err(problem);
        }
        staged.push((beside, place));
    }
    for (beside, place) in &staged {
        std::fs::rename(beside, place)?;
    }
    Ok(staged.into_iter().map(|(_, place)| place).collect())
}

/// Whether it may go out.
fn state(reviewed: &Reviewed, deal: &Path) -> String {
    let waiting: Vec<String> = (reviewed.standing(reviewed.as_of()).into_iter())
        .filter(|standing| !standing.stands())
        .map(|standing| standing.role)
        .collect();
    let said = match reviewed.review.ruling {
        Ruling::Clear => return String::new(),
        Ruling::Block => "DRAFT: the policy blocks this offer; `bidwright review` tells why".to_owned(),
        Ruling::Approve if waiting.is_empty() => {
            format!("DRAFT, approved: `bidwright issue {}` makes the final documents", deal.display())
        }
        Ruling::Approve => format!("DRAFT: {} must approve", words::list(&words::once(waiting))),
    };
    format!("  {:<20} {said}\n", "review")
}

/// What a sales rep wants to know: price, finish, what delivery management is of it, where the files are.
pub(super) fn summary(offer: &Offer, files: &[PathBuf]) -> String {
    let head = &offer.deal.head;
    let locale = Locale::of(&head.language.value);
    let totals = &offer.quote.totals;
    let money = |amount| locale.money(offer.quote.currency, amount);
    let mut lines =
        vec![format!("{}  {}, for {}", head.reference(), head.title.value, offer.deal.customer.name.value)];
    let mut row = |name: &str, text: String| lines.push(format!("  {name:<20} {text}"));
    row("net price", format!("{} ({} with tax)", money(totals.net), money(totals.gross)));
    if let Some(fee) = offer.quote.retainer_fee {
        row("monthly fee", money(fee));
    }
    if let Some(cap) = &offer.quote.cap {
        row("ceiling", money(cap.amount));
    }
    let finish = match offer.outlook.finish {
        Some((_, p80)) => format!(
            "{}; four of five simulated deliveries finish by {}",
            locale.date(offer.plan.finish),
            locale.date(p80)
        ),
        None => format!("{}, the last day of the term", locale.date(offer.plan.finish)),
    };
    row("finish", finish);
    if let Some(share) = totals.pmo_share_percent() {
        row(
            "delivery management",
            format!("{} of the price, included", locale.percent(Percent(share.0.round_dp(1)))),
        );
    }
    if let Some(margin) = totals.margin_percent() {
        row("margin (internal)", locale.percent(Percent(margin.0.round_dp(1))));
    }
    for file in files {
        row("wrote", file.display().to_string());
    }
    lines.join("\n") + "\n"
}
