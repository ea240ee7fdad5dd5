//! Every stage in order: from what people wrote to the files they wanted. The table of contents of
//! the program.

mod bound;
mod files;
mod missing;
mod outputs;
mod revisions;

pub use files::{File, Format};
pub(crate) use outputs::is_internal;
pub use outputs::{Output, ReleaseState, Subject, attachments, compose, compose_memo, documents};
pub use revisions::{Compared, compare, log};
pub(crate) use revisions::{IssueOf, Issued, issue_of, last_issue};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_document::compose::DocumentKind;
use bidwright_document::tree::Document;
use bidwright_economics::calibrate;
use bidwright_economics::calibrate::Calibration;
use bidwright_economics::forecast;
use bidwright_economics::forecast::{Drivers, Forecast, Runs, ScenarioPair, Uncertainty};
use bidwright_economics::offer::{Offer, ValueAnalysis};
use bidwright_economics::plan;
use bidwright_economics::plan::{Plan, Planned, Scope};
use bidwright_economics::price;
use bidwright_economics::price::{OptionPrice, Priced, Quote};
use bidwright_economics::value;
use bidwright_economics::value::TurningPoint;
use bidwright_input as input;
use bidwright_input::{HistoryFile, Project};
use bidwright_model::book::Rows;
use bidwright_model::deal::{ContingencyRule, Model};
use bidwright_model::rules::Context;
use bidwright_review as review;
use bidwright_review::approvals;
use bidwright_review::approvals::{ApprovalRequest, ApprovalStatus, Bound, Log, WordChange, Words};
use bidwright_review::funding_check;
use bidwright_review::{Figures, Review, material};
use revisions::earlier;

/// Builds everything an offer needs; without one, findings give the reason.
pub fn offer(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = offer_without_history(project, diags)?;
    offer.earlier = earlier(project, &offer, false, diags);
    Some(offer)
}

/// An offer without the revisions before it.
fn offer_without_history(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let input::Checked { deal, book, theme } = input::check(project, diags)?;

    let plan = plan::plan(&deal, &book, Scope::OFFER);
    plan::findings(Planned { deal: &deal, book: &book, plan: &plan }, diags);
    let options: Vec<Plan> =
        deal.options.indices().map(|option| plan::plan(&deal, &book, Scope::with_option(option))).collect();
    for option in &options {
        // An option holds the whole offer, so what was found in the offer is found in it again.
        let mut more = Diags::default();
        plan::findings(Planned { deal: &deal, book: &book, plan: option }, &mut more);
        let reported: Vec<_> = diags.iter().map(|one| (one.code, one.place)).collect();
        for finding in more.iter().filter(|one| !reported.contains(&(one.code, one.place))) {
            diags.push(finding.clone());
        }
    }
    if diags.has_errors() {
        return None;
    }

    // One run of the generator serves the offer and every option, so that differences are paired.
    let plans: Vec<&Plan> = std::iter::once(&plan).chain(&options).collect();
    if let Some((one, other)) = forecast::clash_of(&deal, &book, &plans) {
        let message = format!("`{one}` and `{other}` would draw the same random numbers");
        let finding = Diagnostic::error(Code::StreamClash, message).at(deal.head.number.place);
        diags.push(finding.hint("rename one of the two"));
        return None;
    }
    let forecast = forecast::of_plans(&deal, &book, &plans);
    let planned = Planned { deal: &deal, book: &book, plan: &plan };
    let mut quote = priced(planned, &forecast, 0);
    quote.options = (1..)
        .zip(&options)
        .map(|(case, option)| option_price(planned.with_plan(option), &forecast, case, &quote))
        .collect();
    let offered = Priced { deal: &deal, book: &book, plan: &plan, quote: &quote };
    price::findings(offered, diags);
    funding_check::findings(&book, &plan, &quote, diags);
    forecast::findings(offered, &forecast.cases[0], diags);
    if diags.has_errors() {
        return None;
    }
    let forecast_summary = forecast::forecast_summary(planned, &forecast.cases[0]);
    Some(Offer {
        deal,
        book,
        theme,
        plan,
        quote,
        forecast_summary,
        value_analysis: None,
        earlier: Vec::new(),
    })
}

/// [`offer`], with its delivery office compared with the same offer without.
pub fn offer_with_value(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = offer_with_value_without_history(project, diags)?;
    offer.earlier = earlier(project, &offer, true, diags);
    Some(offer)
}

fn offer_with_value_without_history(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = offer_without_history(project, diags)?;
    let value_analysis = analyse_value(&offer, None);
    value::findings(&offer.deal, &offer.book, &value_analysis.value, diags);
    offer.value_analysis = Some(value_analysis);
    Some(offer)
}

/// The value of the delivery office in an offer. `effort_cap` bounds its days in the lean search.
#[must_use]
pub fn analyse_value(offer: &Offer, effort_cap: Option<Decimal>) -> ValueAnalysis {
    let runs = Runs::of(&offer.deal);
    let scenario_pair = scenario_pair(offer, runs);
    // Side by side, for neither keeps all processors busy all the time.
    let (uncertainty, value) = rayon::join(
        || forecast::uncertainty(offer.priced(), runs.seed),
        || value::value(offer.priced(), &scenario_pair, effort_cap),
    );
    ValueAnalysis { scenario_pair, uncertainty, value }
}

/// An offer with its value analysis, and the verdict of its policy.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The offer, with its value analysis.
    pub offer: Offer,
    /// The facts the rules were evaluated on.
    pub context: Context,
    /// The verdict and the rules that fired.
    pub review: Review,
    /// How far the price may go down, and what else could take the margin.
    pub figures: Figures,
    /// The rules that ask for approval, each as it would be approved.
    pub requests: Vec<ApprovalRequest>,
    /// What was approved and issued under the deal's number.
    pub log: Log,
    /// What an approval of today would bind.
    pub bound: Bound,
    /// What the documents say.
    pub words: Words,
    /// What they said when this revision was approved or issued, by digest.
    kept: BTreeMap<String, Words>,
    /// Every document that can be made of the deal.
    pub documents: BTreeMap<DocumentKind, Document>,
}

impl Reviewed {
    /// The day approvals are judged by unless another is given: the offer's, or that of the last approval.
    #[must_use]
    pub fn as_of(&self) -> Date {
        approvals::as_of(&self.offer, &self.log)
    }

    /// The approval status on a day.
    #[must_use]
    pub fn approval_statuses(&self, day: Date) -> Vec<ApprovalStatus> {
        approvals::approval_statuses(&self.offer, &self.requests, &self.log, day)
    }

    /// What is asked for by another state of the log.
    pub(crate) fn requests_by(&self, log: &Log) -> Vec<ApprovalRequest> {
        let rules = self.requests.iter().filter(|request| !request.wording).cloned();
        rules.chain(approvals::wording_requests(&self.offer, log, &self.bound)).collect()
    }

    /// The sentences that were changed after an approval, and await another.
    #[must_use]
    pub fn word_changes(&self) -> Vec<WordChange> {
        self.changes_since(approvals::words_since(&self.offer, &self.log, &self.requests))
    }

    /// The records of this revision that were made when something bound was otherwise, such as the keys file.
    #[must_use]
    pub fn under_other(&self, part: fn(&Bound) -> &String) -> Vec<u32> {
        let revision = self.offer.deal.head.revision.value;
        let all = self.log.records().iter().filter(|record| record.draft.revision == revision);
        let other = |bound: &Bound| part(bound) != part(&self.bound);
        all.filter(|record| record.draft.bound.as_ref().is_some_and(other))
            .map(|record| record.number)
            .collect()
    }

    fn changes_since(&self, then: Option<&Bound>) -> Vec<WordChange> {
        let before = then.and_then(|then| self.kept.get(&then.words));
        before.map_or(Vec::new(), |before| approvals::word_changes(before, &self.words))
    }

    /// Reports a revision that was issued and has changed since.
    pub(crate) fn frozen(&self, log: &Log, diags: &mut Diags) {
        let head = &self.offer.deal.head;
        let issued = log.issued(head.revision.value).and_then(|record| record.draft.bound.as_ref());
        let changed = self.changes_since(issued);
        approvals::frozen(head, log, &self.review.hash, &self.bound, &changed, diags);
    }

    /// Whether this revision was issued as it is.
    #[must_use]
    pub(crate) fn is_issued(&self) -> bool {
        let mut found = Diags::default();
        self.frozen(&self.log, &mut found);
        self.log.issued(self.offer.deal.head.revision.value).is_some() && !found.has_errors()
    }
}

/// Everything `check` finds, and the rules of the deal's policy evaluated on the offer.
pub fn review(project: &Project, diags: &mut Diags) -> Option<Reviewed> {
    let offer = offer_with_value(project, diags)?;
    let log = log(project, &offer, diags);
    let kinds: Vec<DocumentKind> = DocumentKind::of(&offer.deal).collect();
    let composed: Vec<(Option<Document>, Diags)> = kinds
        .par_iter()
        .map(|kind| {
            let mut found = Diags::default();
            (compose(project, &offer, *kind, &mut found), found)
        })
        .collect();
    let mut documents = BTreeMap::new();
    for (kind, (document, found)) in kinds.into_iter().zip(composed) {
        diags.extend(found);
        documents.extend(document.map(|document| (kind, document)));
    }
    if diags.has_errors() {
        return None;
    }
    let value_analysis = offer.value_analysis.as_ref().expect("an offer with value");
    let codes: BTreeSet<&str> = diags.iter().map(|finding| finding.code.as_str()).collect();
    let context = review::context(&offer, value_analysis, &codes);
    let figures = review::figures(&offer.deal, &offer.book, &offer.quote);
    let review = review::review(&offer.book.policy, &context, material::hash(&offer));
    let log = log?;
    let (bound, words) = bound::bound(project, &offer, &documents);
    let kept = bound::kept_words(project, &offer, &log, diags);
    if diags.has_errors() {
        return None;
    }
    let mut requests = approvals::requests(&offer, &context, &review);
    requests.extend(approvals::wording_requests(&offer, &log, &bound));
    approvals::findings(&offer, &requests, diags);
    Some(Reviewed { offer, context, review, figures, requests, log, bound, words, kept, documents })
}

/// Where the answer of a value analysis would turn, nearest first.
#[must_use]
pub fn turning(offer: &Offer, value_analysis: &ValueAnalysis) -> Vec<TurningPoint> {
    value::turning_points(offer.priced(), &value_analysis.scenario_pair)
}

/// The whole chain in scenario 0: mandatory activities only, risks untreated (MODEL 7.5).
#[must_use]
pub fn without_pmo(offer: &Offer) -> Quote {
    let (deal, book) = (&offer.deal, &offer.book);
    let plan = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let forecast = forecast::of_plans(deal, book, &[&plan]);
    priced(offer.planned().with_plan(&plan), &forecast, 0)
}

/// Cost, finish and success with the delivery office and without, over as many simulated projects as
/// asked for. The price stays as it is.
#[must_use]
pub fn scenario_pair(offer: &Offer, runs: Runs) -> ScenarioPair {
    forecast::scenario_pair(offer.priced(), runs)
}

/// A forecast with what lies behind it.
#[derive(Debug, Clone)]
pub struct ForecastReport {
    /// Cost, finish and success both ways.
    pub scenario_pair: ScenarioPair,
    /// What moves them.
    pub drivers: Drivers,
    /// What they may be if effects, probabilities and correlation are not as stated.
    pub uncertainty: Uncertainty,
}

/// [`scenario_pair`], with their drivers and the uncertainty of what was stated.
#[must_use]
pub fn forecast_report(offer: &Offer, runs: Runs) -> ForecastReport {
    let scenario_pair = scenario_pair(offer, runs);
    let drivers = {
        let net_value = value::net_value_fn(offer.priced(), &scenario_pair);
        forecast::drivers_of(offer.priced(), runs, net_value.as_deref())
    };
    ForecastReport { scenario_pair, drivers, uncertainty: forecast::uncertainty(offer.priced(), runs.seed) }
}

/// The record of the firm's own deliveries, calibrated.
pub fn calibration(history: &HistoryFile, diags: &mut Diags) -> Option<Calibration> {
    let record = input::check_history(history, diags)?;
    calibrate::findings(&record, diags);
    Some(calibrate::calibrate(&record))
}

fn priced(planned: Planned<'_>, forecast: &Forecast, case: usize) -> Quote {
    price::price(planned, &forecast::simulated(planned, &forecast.cases[case]))
}

/// The chain again with the option, and what it adds (MODEL 7.3).
fn option_price(planned: Planned<'_>, forecast: &Forecast, case: usize, base: &Quote) -> OptionPrice {
    let Planned { deal, plan, .. } = planned;
    let with = priced(planned, forecast, case);
    let error = match deal.estimate.contingency {
        ContingencyRule::Confidence(at) if deal.head.model.value == Model::FixedPrice => {
            let cost = forecast.reserve_difference_se(case, 0, f64::from(at.value) / 100.0);
            // What contingency carries on its way into the net price.
            let carried = cost * price::net_per_contingency(planned);
            deal.head.currency.value.round_f64(carried)
        }
        _ => None,
    };
    OptionPrice {
        option: plan.scope.option.expect("the plan of an option"),
        net: with.totals.net - base.totals.net,
        total_with: with.totals.net,
        pmo_price: with.totals.pmo_price - base.totals.pmo_price,
        net_standard_error: error,
        finish: plan.finish,
        with: Some(Box::new((plan.clone(), with))),
    }
}
