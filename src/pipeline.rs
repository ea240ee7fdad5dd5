//! Every stage in order: from what people wrote to the files they wanted. The table of contents of
//! the program.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::approvals::{self, Asked, Log, Standing};
use crate::book::Book;
use crate::calibrate::{self, Calibration};
use crate::carried;
use crate::compose::{self, DocumentKind, Locale, Templates, data};
use crate::deal::{ContingencyRule, Deal, Head, Model};
use crate::diag::{Diagnostic, Diags};
use crate::document::Document;
use crate::export::pdf::{self, Attachment, FaceData};
use crate::forecast::{self, Drivers, Forecast, Prospects, Runs, Uncertainty};
use crate::input::{self, HistoryFile, Project};
use crate::layout::{self, FontBook};
use crate::offer::{Appraisal, Offer};
use crate::plan::{self, Plan, Scope};
use crate::price::{self, OptionPrice, Quote};
use crate::review::changes::{self, Change};
use crate::review::{self, Review, material};
use crate::revision::Revision;
use crate::rules::Context;
use crate::source::Place;
use crate::value::{self, Turning};

/// Builds everything an offer needs, or says why not.
pub fn offer(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = alone(project, diags)?;
    offer.earlier = earlier(project, &offer, false, diags);
    Some(offer)
}

/// An offer without the revisions before it.
fn alone(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let input::Checked { deal, book, theme } = input::check(project, diags)?;

    let plan = plan::plan(&deal, &book, Scope::OFFER);
    plan::findings(&deal, &book, &plan, diags);
    let options: Vec<Plan> =
        (0..deal.options.len()).map(|option| plan::plan(&deal, &book, Scope::with_option(option))).collect();
    for option in &options {
        // An option holds the whole offer, so it says again what was said of it.
        let mut more = Diags::default();
        plan::findings(&deal, &book, option, &mut more);
        let said: Vec<_> = diags.iter().map(|one| (one.code, one.place)).collect();
        for finding in more.iter().filter(|one| !said.contains(&(one.code, one.place))) {
            diags.push(finding.clone());
        }
    }
    if diags.has_errors() {
        return None;
    }

    // One run of the generator serves the offer and every option, so that differences are paired.
    let plans: Vec<&Plan> = std::iter::once(&plan).chain(&options).collect();
    if let Some((one, other)) = forecast::clash(&deal, &book, &plans) {
        let message = format!("`{one}` and `{other}` would draw the same random numbers");
        let finding = Diagnostic::error("stream-clash", message).at(deal.head.number.place);
        diags.push(finding.hint("rename one of the two"));
        return None;
    }
    let forecast = forecast::of_plans(&deal, &book, &plans);
    let mut quote = priced(&deal, &book, &plan, &forecast, 0);
    quote.options = (1..)
        .zip(&options)
        .map(|(case, option)| option_price(&deal, &book, option, &forecast, case, &quote))
        .collect();
    price::findings(&deal, &book, &quote, diags);
    forecast::findings(&deal, &book, &plan, &quote, &forecast.cases[0], diags);
    if diags.has_errors() {
        return None;
    }
    let outlook = forecast::outlook(&deal, &book, &plan, &forecast.cases[0]);
    Some(Offer { deal, book, theme, plan, quote, outlook, appraisal: None, earlier: Vec::new() })
}

/// [`offer`], with its delivery office held against the same offer without.
pub fn appraised(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = appraised_alone(project, diags)?;
    offer.earlier = earlier(project, &offer, true, diags);
    Some(offer)
}

fn appraised_alone(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = alone(project, diags)?;
    let appraisal = appraise(&offer, None);
    value::findings(&offer.deal, &offer.book, &appraisal.value, diags);
    offer.appraisal = Some(appraisal);
    Some(offer)
}

/// The revisions before an offer, oldest first: as they were issued, or as their deal files say today. Only the
/// last is compared with it, so only that one's chance of success is asked for.
fn earlier(project: &Project, offer: &Offer, appraised: bool, diags: &mut Diags) -> Vec<Revision> {
    let Head { number, revision, .. } = &offer.deal.head;
    // What was done to the log is said by the review.
    let log = log(project, offer, &mut Diags::default());
    let deals = project.earlier();
    let mut revisions = Vec::new();
    for before in 1..revision.value {
        let issued = log.as_ref().and_then(|log| as_issued(project, log, &number.value, before, diags));
        let found = issued.or_else(|| {
            let deal = deals.get(&before)?;
            // What is wrong with another deal is said when that deal is checked.
            let mut wrong = Diags::default();
            let made = match appraised && before + 1 == revision.value {
                true => appraised_alone(deal, &mut wrong),
                false => alone(deal, &mut wrong),
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
    let message = format!("`{file}`, the revision before, has errors: what changed since cannot be told");
    Diagnostic::warning("earlier-revision-broken", message)
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
pub fn compare([old, new]: [&Project; 2], [before, after]: [&mut Diags; 2]) -> Option<Compared> {
    // Both first, so that the findings of both are told.
    let old = to_compare(old, before);
    let new = to_compare(new, after);
    let (old, new) = (old?, new?);
    let changes = changes::changes(&old, &new);
    Some(Compared { old, new, changes })
}

fn to_compare(project: &Project, diags: &mut Diags) -> Option<Revision> {
    let Some(input::Checked { deal, book, .. }) = input::check(project, &mut Diags::default()) else {
        return appraised_alone(project, diags).as_ref().map(material::revision);
    };
    let Head { number, revision, .. } = &deal.head;
    let log = log_of(project, &number.value, &book, diags)?;
    let issued = as_issued(project, &log, &number.value, revision.value, diags);
    if diags.has_errors() {
        return None;
    }
    issued.or_else(|| Some(material::revision(&appraised_alone(project, diags)?)))
}

/// What the delivery office is worth in an offer. `effort_cap` bounds its days in the lean search.
#[must_use]
pub fn appraise(offer: &Offer, effort_cap: Option<Decimal>) -> Appraisal {
    let Offer { deal, book, plan, quote, .. } = offer;
    let runs = Runs::of(deal);
    let prospects = prospects(offer, runs);
    // Side by side, for neither keeps all processors busy all the time.
    let (uncertainty, value) = rayon::join(
        || forecast::uncertainty(deal, book, plan, quote, runs.seed),
        || value::value(deal, book, plan, quote, &prospects, effort_cap),
    );
    Appraisal { prospects, uncertainty, value }
}

/// An appraised offer, and what its policy says of it.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The offer, appraised.
    pub offer: Offer,
    /// What the rules were asked of.
    pub context: Context,
    /// The answer.
    pub review: Review,
    /// The rules that ask for approval, each as it would be approved.
    pub asked: Vec<Asked>,
    /// What was approved and issued under the deal's number.
    pub log: Log,
    /// Every document that can be made of the deal.
    pub documents: BTreeMap<DocumentKind, Document>,
}

impl Reviewed {
    /// The day it is judged by where nobody names one: the offer's, or that of the last approval.
    #[must_use]
    pub fn as_of(&self) -> Date {
        approvals::as_of(&self.offer, &self.log)
    }

    /// How the approvals stand on a day.
    #[must_use]
    pub fn standing(&self, day: Date) -> Vec<Standing> {
        approvals::standing(&self.offer, &self.asked, &self.log, day)
    }
}

/// Everything `check` finds, and the rules of the deal's policy asked of the offer.
pub fn review(project: &Project, diags: &mut Diags) -> Option<Reviewed> {
    let offer = appraised(project, diags)?;
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
    let appraisal = offer.appraisal.as_ref().expect("it was appraised");
    let codes: BTreeSet<&str> = diags.iter().map(|finding| finding.code).collect();
    let context = review::context(&offer, appraisal, &codes);
    let review = review::review(&offer.book.policy, &context, material::hash(&offer));
    let asked = approvals::asked(&offer, &context, &review);
    approvals::findings(&offer, &asked, diags);
    Some(Reviewed { offer, context, review, asked, log: log?, documents })
}

/// What was approved and issued under the deal's number; `None` if its log is not as it was made.
pub fn log(project: &Project, offer: &Offer, diags: &mut Diags) -> Option<Log> {
    log_of(project, &offer.deal.head.number.value, &offer.book, diags)
}

fn log_of(project: &Project, number: &str, book: &Book, diags: &mut Diags) -> Option<Log> {
    let Some(file) = project.approvals(number) else {
        return Some(Log::empty(number));
    };
    approvals::read(number, file, &project.sources[file].text, book.approvers.as_ref(), diags)
}

/// Where the answer of an appraisal would turn, nearest first.
#[must_use]
pub fn turning(offer: &Offer, appraisal: &Appraisal) -> Vec<Turning> {
    value::turning(&offer.deal, &offer.book, &offer.plan, &offer.quote, &appraisal.prospects)
}

/// The whole chain in scenario 0: mandatory activities only, risks untreated (MODEL 7.5).
#[must_use]
pub fn without_pmo(offer: &Offer) -> Quote {
    let (deal, book) = (&offer.deal, &offer.book);
    let plan = plan::plan(deal, book, Scope::WITHOUT_PMO);
    let forecast = forecast::of_plans(deal, book, &[&plan]);
    priced(deal, book, &plan, &forecast, 0)
}

/// Cost, finish and success with the delivery office and without, over as many simulated deliveries as
/// asked for. The price stays what it is.
#[must_use]
pub fn prospects(offer: &Offer, runs: Runs) -> Prospects {
    forecast::prospects(&offer.deal, &offer.book, &offer.plan, &offer.quote, runs)
}

/// A forecast with what lies behind it.
#[derive(Debug, Clone)]
pub struct Prognosis {
    /// Cost, finish and success both ways.
    pub prospects: Prospects,
    /// What moves them.
    pub drivers: Drivers,
    /// What they may be if effects, probabilities and correlation are not as stated.
    pub uncertainty: Uncertainty,
}

/// [`prospects`], with their drivers and the uncertainty of what was stated.
#[must_use]
pub fn prognosis(offer: &Offer, runs: Runs) -> Prognosis {
    let Offer { deal, book, plan, quote, .. } = offer;
    let prospects = prospects(offer, runs);
    let drivers = {
        let judge = value::judge(deal, book, plan, quote, &prospects);
        forecast::drivers_of(deal, book, plan, quote, runs, judge.as_deref())
    };
    Prognosis { prospects, drivers, uncertainty: forecast::uncertainty(deal, book, plan, quote, runs.seed) }
}

/// What the firm's own deliveries say, or why nobody can tell.
pub fn calibration(history: &HistoryFile, diags: &mut Diags) -> Option<Calibration> {
    let record = input::check_history(history, diags)?;
    calibrate::findings(&record, diags);
    Some(calibrate::calibrate(&record))
}

/// What documents are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// To be talked about: every page says so.
    Draft,
    /// To be sent: nobody need approve.
    Final,
    /// Sent: signed for, and carrying its data.
    Issued,
}

/// What can be made of a reviewed offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// A document for the customer.
    Customer(DocumentKind),
    /// The memo of the review, for our own people.
    Memo,
}

impl Paper {
    /// All there are.
    pub fn all() -> impl Iterator<Item = Paper> {
        DocumentKind::ALL.into_iter().map(Paper::Customer).chain([Paper::Memo])
    }

    /// What is made unless somebody says otherwise.
    pub const DEFAULT: [Paper; 3] = [
        Paper::Customer(DocumentKind::Proposal),
        Paper::Customer(DocumentKind::StatementOfWork),
        Paper::Memo,
    ];

    /// Its word on the command line and the name of its file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Paper::Customer(kind) => kind.word(),
            Paper::Memo => "review",
        }
    }
}

/// The papers of a reviewed offer, each in every format asked for; nothing if one of them cannot be made.
pub fn edition(
    project: &Project,
    reviewed: &Reviewed,
    edition: Edition,
    papers: &[Paper],
    formats: &[Format],
    diags: &mut Diags,
) -> Option<Vec<File>> {
    let offer = &reviewed.offer;
    let carrying = edition == Edition::Issued;
    set(project, offer, papers, formats, carrying, diags, |paper, diags| {
        // Composed already, unless there is none to be had: then it is said why.
        let mut document = match paper {
            // What it tells is how the offer stands: it is no draft of anything.
            Paper::Memo => return compose_memo(project, reviewed, diags),
            Paper::Customer(kind) => match reviewed.documents.get(&kind) {
                Some(document) => document.clone(),
                None => compose(project, offer, kind, diags)?,
            },
        };
        let draft = Locale::of(&offer.deal.head.language.value).say("DRAFT", "ENTWURF");
        document.meta.watermark = (edition == Edition::Draft).then(|| draft.to_owned());
        Some(document)
    })
}

/// The documents asked for, each in every format asked for; nothing if one of them cannot be made.
pub fn documents(
    project: &Project,
    offer: &Offer,
    kinds: &[DocumentKind],
    formats: &[Format],
    diags: &mut Diags,
) -> Option<Vec<File>> {
    customers(project, offer, kinds, formats, false, diags)
}

/// [`documents`], each PDF with the data of the offer attached: as they are issued.
pub fn documents_with_data(
    project: &Project,
    offer: &Offer,
    kinds: &[DocumentKind],
    formats: &[Format],
    diags: &mut Diags,
) -> Option<Vec<File>> {
    customers(project, offer, kinds, formats, true, diags)
}

fn customers(
    project: &Project,
    offer: &Offer,
    kinds: &[DocumentKind],
    formats: &[Format],
    carrying: bool,
    diags: &mut Diags,
) -> Option<Vec<File>> {
    let papers: Vec<Paper> = kinds.iter().copied().map(Paper::Customer).collect();
    set(project, offer, &papers, formats, carrying, diags, |paper, diags| match paper {
        Paper::Customer(kind) => compose(project, offer, kind, diags),
        Paper::Memo => None,
    })
}

/// What an issued document of this kind carries: its price and its deal, as far as its customer may know
/// them.
#[must_use]
pub fn attachments(offer: &Offer, kind: DocumentKind) -> Vec<Attachment> {
    let quote = data::quote(offer, kind);
    let attachment = |name: &str, description: &str, data, figures| Attachment {
        name: name.to_owned(),
        mime: carried::JSON.to_owned(),
        description: description.to_owned(),
        data,
        figures,
    };
    let deal = carried::write(&data::deal(offer));
    vec![
        attachment(carried::DEAL, "What is offered, and what the offer rests on", deal, Vec::new()),
        attachment(
            carried::QUOTE,
            "The price of the offer, with what it is made of",
            carried::write(&quote),
            data::figures(&quote),
        ),
    ]
}

/// Documents become files, those for the customer `carrying` the data of the offer or not.
fn set(
    project: &Project,
    offer: &Offer,
    papers: &[Paper],
    formats: &[Format],
    carrying: bool,
    diags: &mut Diags,
    of: impl Fn(Paper, &mut Diags) -> Option<Document> + Sync,
) -> Option<Vec<File>> {
    let fonts = match FontBook::load(&offer.theme.fonts) {
        Ok(fonts) => fonts,
        Err(bad) => {
            let finding =
                Diagnostic::error("bad-font", bad.to_string()).hint("a font is a whole TTF or OTF file");
            diags.push(at_brand(project, offer, finding));
            return None;
        }
    };
    // Each document has its own findings, joined in the order asked for, whatever thread was first.
    let made: Vec<(Option<Vec<File>>, Diags)> = papers
        .par_iter()
        .map(|paper| {
            let mut found = Diags::default();
            let carried = match paper {
                Paper::Customer(kind) if carrying => attachments(offer, *kind),
                _ => Vec::new(),
            };
            let files = of(*paper, &mut found).and_then(|document| {
                written(project, offer, *paper, &document, formats, &carried, &fonts, &mut found)
            });
            (files, found)
        })
        .collect();
    let mut files = Some(Vec::new());
    for (made, found) in made {
        diags.extend(found);
        files = files.zip(made).map(|(mut all, more)| {
            all.extend(more);
            all
        });
    }
    files.filter(|_| !diags.has_errors())
}

/// The memo of a review as a tree of blocks, from the internal templates.
pub fn compose_memo(project: &Project, reviewed: &Reviewed, diags: &mut Diags) -> Option<Document> {
    let standing = reviewed.standing(reviewed.as_of());
    let memo = compose::Memo::new(&reviewed.offer, &reviewed.review, &standing);
    compose::memo(&memo, &templates(project, "templates/internal/"), diags)
}

/// The templates below a folder, and the clauses.
fn templates<'p>(project: &'p Project, folder: &'p str) -> Templates<'p> {
    let documents = project.below(folder).map(|(path, id)| (&path[folder.len()..], id));
    let clauses = project.below("templates/clauses/");
    Templates::new(documents.chain(clauses).map(|(name, id)| (name, project.sources[id].text.as_ref(), id)))
}

/// One document for the customer as a tree of blocks.
pub fn compose(project: &Project, offer: &Offer, kind: DocumentKind, diags: &mut Diags) -> Option<Document> {
    let templates = templates(project, "templates/documents/");
    compose::compose(offer, kind, &templates, diags)
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pages to read, print and sign.
    Pdf,
    /// Text to read and compare.
    Markdown,
}

impl Format {
    /// Every format, by its name on the command line.
    pub const ALL: [(&str, Format); 2] = [("pdf", Format::Pdf), ("md", Format::Markdown)];
}

fn written(
    project: &Project,
    offer: &Offer,
    paper: Paper,
    document: &Document,
    formats: &[Format],
    attachments: &[Attachment],
    fonts: &FontBook,
    diags: &mut Diags,
) -> Option<Vec<File>> {
    let mut files = Vec::new();
    for format in formats {
        let (ending, bytes) = match format {
            Format::Markdown => ("md", compose::markdown(document).into_bytes()),
            Format::Pdf => ("pdf", pdf(project, offer, paper, document, attachments, fonts, diags)?),
        };
        files.push(File { name: format!("{}.{ending}", paper.word()), bytes });
    }
    Some(files)
}

fn pdf(
    project: &Project,
    offer: &Offer,
    paper: Paper,
    document: &Document,
    attachments: &[Attachment],
    fonts: &FontBook,
    diags: &mut Diags,
) -> Option<Vec<u8>> {
    let laid = layout::layout(document, &offer.theme, fonts);
    for missing in &laid.missing {
        diags.push(missing_character(project, *missing));
    }
    let pages = laid.pages.pages.len();
    if let Some(finding) = too_long(project, paper, pages) {
        diags.push(finding);
    }
    if diags.has_errors() {
        return None;
    }
    let faces: Vec<FaceData<'_>> =
        fonts.faces().iter().map(|face| FaceData { data: &face.data, index: 0 }).collect();
    match pdf::pdf(&laid.pages, &document.meta, &faces, attachments) {
        Ok(bytes) => Some(bytes),
        Err(bad) => {
            let finding =
                Diagnostic::error("bad-picture", bad.to_string()).hint("pictures are PNG, JPEG or SVG files");
            diags.push(at_brand(project, offer, finding));
            None
        }
    }
}

/// A finding about something the brand brings along, at the brand's file.
fn at_brand(project: &Project, offer: &Offer, finding: Diagnostic) -> Diagnostic {
    match project.find(&format!("templates/brands/{}/brand.toml", offer.theme.id)) {
        Some(file) => finding.at(Place::new(file, 0..0)),
        None => finding,
    }
}

/// A paper that takes more pages than its readers give it.
fn too_long(project: &Project, paper: Paper, pages: usize) -> Option<Diagnostic> {
    let (finding, template) = match paper {
        Paper::Customer(DocumentKind::OnePage) if pages > 1 => (
            Diagnostic::warning("one-page-too-long", format!("the one-page document takes {pages} pages")),
            "templates/documents/one-page/main.md",
        ),
        Paper::Memo if pages > 2 => (
            Diagnostic::warning("memo-too-long", format!("the review memo takes {pages} pages")),
            "templates/internal/review/main.md",
        ),
        _ => return None,
    };
    let finding = finding.hint("shorten names and texts in the deal, or the words of its template");
    Some(match project.find(template) {
        Some(file) => finding.at(Place::new(file, 0..0)),
        None => finding,
    })
}

/// A character no font has, with the place in the deal where it stands.
fn missing_character(project: &Project, missing: char) -> Diagnostic {
    let text = &project.sources[project.deal].text;
    let message = format!("no font of the brand has `{missing}` (U+{:04X})", u32::from(missing));
    let finding = Diagnostic::error("missing-character", message)
        .hint("add a font that has it to the brand's fallback fonts");
    match text.find(missing) {
        Some(at) => finding.at(Place::new(project.deal, at..at + missing.len_utf8())),
        None => finding,
    }
}

fn priced(deal: &Deal, book: &Book, plan: &Plan, forecast: &Forecast, case: usize) -> Quote {
    price::price(deal, book, plan, &forecast::simulated(deal, book, plan, &forecast.cases[case]))
}

/// The chain again with the option, and what it adds (MODEL 7.3).
fn option_price(
    deal: &Deal,
    book: &Book,
    plan: &Plan,
    forecast: &Forecast,
    case: usize,
    base: &Quote,
) -> OptionPrice {
    let with = priced(deal, book, plan, forecast, case);
    let error = match deal.estimate.contingency {
        ContingencyRule::Confidence(at) if deal.head.model.value == Model::FixedPrice => {
            let cost = forecast.reserve_difference_se(case, 0, f64::from(at.value) / 100.0);
            // What contingency carries on its way into the net price.
            let carried = cost * price::net_per_contingency(deal, book, plan);
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
