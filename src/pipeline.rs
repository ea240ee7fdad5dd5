//! Every stage in order: from what people wrote to the files they wanted. The table of contents of
//! the program.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::book::Book;
use crate::calibrate::{self, Calibration};
use crate::compose::{self, DocumentKind, Templates};
use crate::deal::{ContingencyRule, Deal, Model};
use crate::diag::{Diagnostic, Diags};
use crate::document::Document;
use crate::export::pdf::{self, FaceData};
use crate::forecast::{self, Drivers, Forecast, Prospects, Runs, Uncertainty};
use crate::input::{self, HistoryFile, Project};
use crate::layout::{self, FontBook};
use crate::offer::{Appraisal, Offer};
use crate::plan::{self, Plan, Scope};
use crate::price::{self, OptionPrice, Quote};
use crate::proof;
use crate::review::{self, Review, material};
use crate::rules::Context;
use crate::source::Place;
use crate::value::{self, Turning};

/// Builds everything an offer needs, or says why not.
pub fn offer(project: &Project, diags: &mut Diags) -> Option<Offer> {
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
    proof::findings(&book, &plan, &quote, diags);
    forecast::findings(&deal, &book, &plan, &quote, &forecast.cases[0], diags);
    if diags.has_errors() {
        return None;
    }
    let outlook = forecast::outlook(&deal, &book, &plan, &forecast.cases[0]);
    Some(Offer { deal, book, theme, plan, quote, outlook, appraisal: None })
}

/// [`offer`], with its delivery office held against the same offer without.
pub fn appraised(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let mut offer = offer(project, diags)?;
    let appraisal = appraise(&offer, None);
    value::findings(&offer.deal, &offer.book, &appraisal.value, diags);
    offer.appraisal = Some(appraisal);
    Some(offer)
}

/// What documents of these kinds are made from: [`appraised`] if one of them speaks of value, else [`offer`].
pub fn offer_for(project: &Project, kinds: &[DocumentKind], diags: &mut Diags) -> Option<Offer> {
    if kinds.iter().any(|kind| kind.tells_value()) {
        appraised(project, diags)
    } else {
        offer(project, diags)
    }
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
}

/// Everything `check` finds, and the rules of the deal's policy asked of the offer.
pub fn review(project: &Project, diags: &mut Diags) -> Option<Reviewed> {
    let offer = appraised(project, diags)?;
    for kind in DocumentKind::of(&offer.deal) {
        compose(project, &offer, kind, diags);
    }
    if diags.has_errors() {
        return None;
    }
    let appraisal = offer.appraisal.as_ref().expect("it was appraised");
    let codes: BTreeSet<&str> = diags.iter().map(|finding| finding.code).collect();
    let context = review::context(&offer, appraisal, &codes);
    let review = review::review(&offer.book.policy, &context, material::hash(&offer));
    Some(Reviewed { offer, context, review })
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

/// The documents asked for, each in every format asked for; nothing if one of them cannot be made.
pub fn documents(
    project: &Project,
    offer: &Offer,
    kinds: &[DocumentKind],
    formats: &[Format],
    diags: &mut Diags,
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
    let made: Vec<(Option<Vec<File>>, Diags)> = kinds
        .par_iter()
        .map(|kind| {
            let mut found = Diags::default();
            let files = document(project, offer, *kind, formats, &fonts, &mut found);
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

/// One document as a tree of blocks.
pub fn compose(project: &Project, offer: &Offer, kind: DocumentKind, diags: &mut Diags) -> Option<Document> {
    let documents =
        project.below("templates/documents/").map(|(path, id)| (&path["templates/documents/".len()..], id));
    let clauses = project.below("templates/clauses/");
    let sources = documents.chain(clauses).map(|(name, id)| (name, project.sources[id].text.as_ref(), id));
    let templates = Templates::new(sources);
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

fn document(
    project: &Project,
    offer: &Offer,
    kind: DocumentKind,
    formats: &[Format],
    fonts: &FontBook,
    diags: &mut Diags,
) -> Option<Vec<File>> {
    let document = compose(project, offer, kind, diags)?;
    let mut files = Vec::new();
    for format in formats {
        let (ending, bytes) = match format {
            Format::Markdown => ("md", compose::markdown(&document).into_bytes()),
            Format::Pdf => ("pdf", pdf(project, offer, kind, &document, fonts, diags)?),
        };
        files.push(File { name: format!("{}.{ending}", kind.word()), bytes });
    }
    Some(files)
}

fn pdf(
    project: &Project,
    offer: &Offer,
    kind: DocumentKind,
    document: &Document,
    fonts: &FontBook,
    diags: &mut Diags,
) -> Option<Vec<u8>> {
    let laid = layout::layout(document, &offer.theme, fonts);
    for missing in &laid.missing {
        diags.push(missing_character(project, *missing));
    }
    let pages = laid.pages.pages.len();
    if kind == DocumentKind::OnePage && pages > 1 {
        diags.push(too_long(project, pages));
    }
    if diags.has_errors() {
        return None;
    }
    let faces: Vec<FaceData<'_>> =
        fonts.faces().iter().map(|face| FaceData { data: &face.data, index: 0 }).collect();
    match pdf::pdf(&laid.pages, &document.meta, &faces, &[]) {
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

/// A document of one page that takes more.
fn too_long(project: &Project, pages: usize) -> Diagnostic {
    let finding =
        Diagnostic::warning("one-page-too-long", format!("the one-page document takes {pages} pages"))
            .hint("shorten names and sources in the deal, or the words of its template");
    match project.find("templates/documents/one-page/main.md") {
        Some(file) => finding.at(Place::new(file, 0..0)),
        None => finding,
    }
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
