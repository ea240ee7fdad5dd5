//! `bidwright review DEAL...`.

use bidwright_input::Library;
use std::path::PathBuf;

use jiff::civil::Date;

use super::arguments::{Common, Format};
use super::terminal::print;
use super::{Exit, findings, report};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::{Finding, Review, ReviewOf, Reviews, Unreadable};
use bidwright_service::{Answer, Judged, ReviewRequest};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The verdict and why.
    Review,
    /// What a rule may ask of.
    Context,
    /// What reopens approvals.
    Material,
}

pub(super) fn run(
    library: &Library,
    deals: &[PathBuf],
    what: What,
    day: Option<Date>,
    common: &Common,
) -> Exit {
    let mut worst = Exit::Done;
    let mut answers = Vec::new();
    for (at, deal) in deals.iter().enumerate() {
        let (store, name) = common.store(library, deal);
        let answer = service::review(&store, &ReviewRequest { deal: &name, day });
        worst = worst.max(exit(&answer, what));
        if let (Format::Text, Some(Judged { reviewed, day })) = (common.format, &answer.result) {
            let gap = if at > 0 { "\n" } else { "" };
            let text = match what {
                What::Review => report::review::text(reviewed, *day),
                What::Context => report::review::context(reviewed),
                What::Material => report::review::material(reviewed),
            };
            print(&format!("{gap}{text}"));
        }
        // In JSON, errors are the answer; findings that allow a review go to stderr.
        if common.format == Format::Text || answer.result.is_some() {
            findings::report(&answer.findings);
        }
        answers.push(answer);
    }
    if common.format == Format::Json {
        print(&document(deals, &answers));
    }
    worst
}

fn exit(answer: &Answer<Judged>, what: What) -> Exit {
    match &answer.result {
        _ if answer.findings.has_errors() => Exit::Findings,
        None => Exit::Findings,
        Some(_) if what != What::Review => Exit::Done,
        Some(judged) => judged.clearance().into(),
    }
}

/// One deal is a review of its own; several are a list of them.
fn document(deals: &[PathBuf], answers: &[Answer<Judged>]) -> String {
    let mut reviews: Vec<ReviewOf<'_>> = (deals.iter().zip(answers))
        .map(|(deal, answer)| match &answer.result {
            Some(judged) => ReviewOf::Reviewed(Box::new(Review::of(&judged.reviewed, judged.day))),
            None => ReviewOf::Unreadable(Unreadable {
                deal: deal.display().to_string(),
                findings: Finding::all(&answer.findings),
            }),
        })
        .collect();
    if reviews.len() > 1 {
        return json::document(&Reviews { reviews });
    }
    match reviews.pop() {
        Some(ReviewOf::Reviewed(review)) => json::document(&*review),
        Some(ReviewOf::Unreadable(unreadable)) => json::document(&unreadable),
        None => unreachable!("clap asks for a deal"),
    }
}
