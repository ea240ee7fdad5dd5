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

use bidwright_base::diag::{Code, Diagnostic, Diags, Severity};
use bidwright_base::money::Money;
use bidwright_document::compose::{DocumentKind, check_own_prose, own_words};
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
use bidwright_input::{HistoryFile, Project, own_prose};
use bidwright_model::book::Rows;
use bidwright_model::deal::{ContingencyRule, Deal, Model};
use bidwright_model::rules::Context;
use bidwright_review as review;
use bidwright_review::approvals;
use bidwright_review::approvals::{
    ApprovalRequest, ApprovalStatus, Bound, KeysLog, KeysRecord, Log, Submitted, WordChange, Words,
};
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_review::funding_check;
use bidwright_review::{Figures, Review, Ruling, material};
use revisions::{earlier, keys_log, keys_signed, log_under};

/// Builds everything an offer needs; without one, findings give the reason.
///
/// ```
/// use bidwright_base::diag::Diags;
/// use bidwright_service::pipeline;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let mut diags = Diags::default();
/// let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// let offer = pipeline::offer(&project, &mut diags).expect("a deal without errors");
/// assert!(offer.plan.finish > offer.plan.start);
/// assert!(offer.value_analysis.is_none(), "planned, simulated and priced, but not valued");
/// ```
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
    without_what_they_need(planned.deal, &mut quote.options);
    let offered = Priced { deal: &deal, book: &book, plan: &plan, quote: &quote };
    price::findings(offered, diags);
    funding_check::findings(&deal, &book, &plan, &quote, diags);
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
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_service::pipeline;
///
/// let offer = pipeline::offer_with_value(&project, &mut diags).expect("a deal without errors");
/// assert!(offer.value_analysis.is_some());
/// ```
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
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::pipeline;
/// use rust_decimal::Decimal;
///
/// // Governance takes at most 10 days of ours.
/// let analysis = pipeline::analyse_value(&offer, Some(Decimal::TEN));
/// let with = &analysis.scenario_pair.with.success.joint;
/// assert!((0.0..=1.0).contains(&with.value) && with.se < 0.02);
/// ```
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
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_service::pipeline;
///
/// let reviewed = pipeline::review(&project, &mut diags).expect("a deal without errors");
/// // Nothing is approved yet, so approvals are judged by the day of the offer.
/// let day = reviewed.as_of();
/// assert_eq!(day, jiff::civil::date(2026, 11, 23));
/// assert_eq!(reviewed.requests.len(), 1);
/// assert!(!reviewed.approval_statuses(day)[0].is_approved());
/// ```
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
    /// What was submitted, approved and issued under the deal's number.
    pub log: Log,
    /// The changes of the keys file, if they are signed for.
    pub(crate) keys_log: Option<KeysLog>,
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
    /// How far its documents are: drafts while an approval is missing.
    #[must_use]
    pub(crate) fn release_state(&self) -> ReleaseState {
        match self.review.ruling {
            Ruling::Clear if self.requests.is_empty() && !self.is_issued() => ReleaseState::Final,
            Ruling::Clear | Ruling::Approve | Ruling::Block => ReleaseState::Draft,
        }
    }

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

    /// The submission of this revision by a log, and what has changed since.
    pub(crate) fn submitted_by<'l>(&self, log: &'l Log) -> Option<Submitted<'l>> {
        approvals::submitted(&self.offer, log, &self.review.hash, &self.bound)
    }

    /// The submission of this revision, and what has changed since.
    #[must_use]
    pub fn submitted(&self) -> Option<Submitted<'_>> {
        self.submitted_by(&self.log)
    }

    /// Reports a deal that nobody has submitted as it is, where that comes first.
    pub(crate) fn submit_first(&self, log: &Log, diags: &mut Diags) {
        let submitted = self.submitted_by(log);
        let then = submitted.as_ref().and_then(|one| one.record.draft.bound.as_ref());
        approvals::submit_first(&self.offer, submitted.as_ref(), &self.changes_since(then), diags);
    }

    /// The signed changes of the keys file since the first record of this revision that was made under its log.
    #[must_use]
    pub fn keys_changes(&self) -> &[KeysRecord] {
        let revision = self.offer.deal.head.revision.value;
        let all = self.log.records().iter().filter(|record| record.draft.revision == revision);
        let heads = all.filter_map(|record| record.draft.bound.as_ref()?.chain.as_ref());
        let Some(log) = &self.keys_log else { return &[] };
        let first = heads.filter_map(|head| log.position(head)).min();
        let first = first.and_then(|first| usize::try_from(first).ok());
        first.and_then(|first| log.records().get(first..)).unwrap_or_default()
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
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_document::compose::DocumentKind;
/// use bidwright_service::pipeline;
///
/// let reviewed = pipeline::review(&project, &mut diags).expect("a deal without errors");
/// assert_eq!(reviewed.review.fired[0].rule, "any-discount");
/// // Documents are composed first, for a rule may name what was found in one.
/// assert!(reviewed.documents.contains_key(&DocumentKind::Proposal));
/// ```
pub fn review(project: &Project, diags: &mut Diags) -> Option<Reviewed> {
    review_under(project, Severity::Warning, diags)
}

/// The same for whoever is about to sign: a change of the keys file that nobody has signed is an error.
pub(crate) fn review_to_sign(project: &Project, diags: &mut Diags) -> Option<Reviewed> {
    review_under(project, Severity::Error, diags)
}

fn review_under(project: &Project, to_sign: Severity, diags: &mut Diags) -> Option<Reviewed> {
    let offer = offer_with_value(project, diags)?;
    let keys_log = keys_log(project, diags);
    let log = keys_log.as_ref().and_then(|keys_log| {
        let keys_log = keys_log.as_ref();
        keys_signed(project, &offer.book, keys_log, to_sign, diags);
        approvals::above_floor(&offer, to_sign, diags);
        log_under(project, &offer.deal.head.number.value, &offer.book, keys_log, diags)
    });
    contradictions(project, &offer, diags);
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
    let (keys_log, log) = (keys_log?, log?);
    let (bound, words) = bound::bound(project, &offer, &documents, keys_log.as_ref());
    let kept = bound::kept_words(project, &offer, &log, diags);
    if diags.has_errors() {
        return None;
    }
    let mut requests = approvals::requests(&offer, &context, &review);
    requests.extend(approvals::wording_requests(&offer, &log, &bound));
    approvals::findings(&offer, &requests, &log, diags);
    Some(Reviewed { offer, context, review, figures, requests, log, keys_log, bound, words, kept, documents })
}

/// What people wrote in the deal against what the offer says.
fn contradictions(project: &Project, offer: &Offer, diags: &mut Diags) {
    let deal = own_words::marked(&offer.deal);
    check_own_prose(own_prose(project), &CustomerOffer::with_texts_of(offer, &deal), diags);
}

/// Where the answer of a value analysis would turn, nearest first.
///
/// ```
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// use bidwright_service::pipeline;
///
/// let store = store.with("deal.toml", deal + "[stakes]\nrework_percent = [5, 10, 20]\n");
/// let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// let analysis = pipeline::analyse_value(&offer, None);
/// let turning = pipeline::turning(&offer, &analysis);
/// assert!(turning.is_sorted_by_key(|point| point.distance()), "nearest first");
/// ```
#[must_use]
pub fn turning(offer: &Offer, value_analysis: &ValueAnalysis) -> Vec<TurningPoint> {
    value::turning_points(offer.priced(), &value_analysis.scenario_pair)
}

/// The whole chain in scenario 0: mandatory activities only, risks untreated (MODEL 7.5).
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_service::pipeline;
///
/// let without = pipeline::without_pmo(&offer);
/// assert!(without.totals.pmo_price < offer.quote.totals.pmo_price, "the mandatory activities are left");
/// ```
#[must_use]
pub fn without_pmo(offer: &Offer) -> Quote {
    let (deal, book) = (&offer.deal, &offer.book);
    let plan = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let forecast = forecast::of_plans(deal, book, &[&plan]);
    priced(offer.planned().with_plan(&plan), &forecast, 0)
}

/// Cost, finish and success with the delivery office and without, over as many simulated projects as
/// asked for. The price stays as it is.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_economics::forecast::Runs;
/// use bidwright_service::pipeline;
///
/// let runs = Runs { iterations: 2_000, seed: 7 };
/// let cost = || pipeline::scenario_pair(&offer, runs).with.outcome.cost.mean();
/// assert_eq!(cost(), cost()); // of the same seed, the same to the last digit
/// ```
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
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_economics::forecast::Runs;
/// use bidwright_service::pipeline;
///
/// let report = pipeline::forecast_report(&offer, Runs::of(&offer.deal));
/// assert!(report.drivers.index("W1").is_some(), "the one package of the deal, and its duration varies");
/// ```
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
///
/// ```
/// use bidwright_base::diag::Diags;
/// use bidwright_service::pipeline;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let mut diags = Diags::default();
/// let history = bidwright_input::load_history(&store, "history.csv", &mut diags);
/// let calibration = pipeline::calibration(&history, &mut diags).expect("a history without errors");
/// assert!(calibration.history.weight_on_data() > 0.0, "the effect is not our assumption alone any more");
/// ```
pub fn calibration(history: &HistoryFile, diags: &mut Diags) -> Option<Calibration> {
    let record = input::check_history(history, diags)?;
    calibrate::findings(&record, diags);
    Some(calibrate::calibrate(&record))
}

/// What an option adds beyond those it needs: each is priced with them, so that ticking all of them adds up.
fn without_what_they_need(deal: &Deal, options: &mut [OptionPrice]) {
    // Those that need less come first, so that what an option needs is settled before it.
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by_key(|at| (deal.needed(options[*at].option).len(), *at));
    for at in order {
        let needed = deal.needed(options[at].option);
        let of = |figure: fn(&OptionPrice) -> Money| -> Money {
            options.iter().filter(|one| needed.contains(&one.option)).map(figure).sum()
        };
        let (net, pmo_price) = (of(|one| one.net), of(|one| one.pmo_price));
        options[at].net = options[at].net - net;
        options[at].pmo_price = options[at].pmo_price - pmo_price;
    }
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
