//! What can be made of an offer: documents for the customer, and the memo for our own people.

use super::Reviewed;
use super::files::{File, Format, Order, render_files};
use bidwright_base::diag::Diags;
use bidwright_base::locale::{Locale, Message};
use bidwright_document::compose;
use bidwright_document::compose::{DocumentKind, Templates, data};
use bidwright_document::embedded_data;
use bidwright_document::tree::Document;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::pdf::Attachment;
use bidwright_review::customer_offer::CustomerOffer;

/// Most pages of a memo, which is read before a decision.
pub(super) const MEMO_PAGES: usize = 2;

/// How far an offer has come, as its documents show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseState {
    /// For discussion: every page is marked DRAFT.
    Draft,
    /// To be sent: no approval is missing.
    Final,
    /// Sent: signed for, and carrying its data.
    Issued,
}

/// What can be made of a reviewed offer.
///
/// ```
/// use bidwright_document::compose::DocumentKind;
/// use bidwright_service::pipeline::Output;
///
/// let words: Vec<&str> = Output::DEFAULT.iter().map(|output| output.word()).collect();
/// assert_eq!(words, ["proposal", "sow", "review"]);
/// assert_eq!(Output::all().count(), DocumentKind::ALL.len() + 1); // those for the customer, and the memo
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
    /// A document for the customer.
    Customer(DocumentKind),
    /// The memo of the review, for our own people.
    Memo,
}

impl Output {
    /// All there are.
    pub fn all() -> impl Iterator<Item = Output> {
        DocumentKind::ALL.into_iter().map(Output::Customer).chain([Output::Memo])
    }

    /// Made by default.
    pub const DEFAULT: [Output; 3] = [
        Output::Customer(DocumentKind::Proposal),
        Output::Customer(DocumentKind::StatementOfWork),
        Output::Memo,
    ];

    /// Its word on the command line and the name of its file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Output::Customer(kind) => kind.word(),
            Output::Memo => "review",
        }
    }
}

/// Whether a file of this name is for our own people: the memo, or a chart of it.
pub(crate) fn is_internal(name: &str) -> bool {
    let memo = Output::Memo.word();
    name.strip_prefix(memo).is_some_and(|rest| rest.starts_with(['.', '-']))
}

/// What documents are made of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'o> {
    /// An offer alone: documents for the customer can be made of it.
    Offer(&'o Offer),
    /// A reviewed offer, whose documents are composed already and which has a memo.
    Reviewed(&'o Reviewed),
}

impl<'o> From<&'o Offer> for Subject<'o> {
    fn from(offer: &'o Offer) -> Subject<'o> {
        Subject::Offer(offer)
    }
}

impl<'o> From<&'o Reviewed> for Subject<'o> {
    fn from(reviewed: &'o Reviewed) -> Subject<'o> {
        Subject::Reviewed(reviewed)
    }
}

impl<'o> Subject<'o> {
    fn offer(self) -> &'o Offer {
        match self {
            Subject::Offer(offer) => offer,
            Subject::Reviewed(reviewed) => &reviewed.offer,
        }
    }

    /// The document composed by the review, or else composed now: without one, findings give the reason.
    fn document(self, project: &Project, kind: DocumentKind, diags: &mut Diags) -> Option<Document> {
        let composed = match self {
            Subject::Offer(_) => None,
            Subject::Reviewed(reviewed) => reviewed.documents.get(&kind).cloned(),
        };
        composed.or_else(|| compose(project, self.offer(), kind, diags))
    }
}

/// The outputs asked for, each in every format asked for; nothing if one of them cannot be made.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_document::compose::DocumentKind;
/// use bidwright_service::pipeline::{self, Format, Output, ReleaseState};
///
/// let offer = pipeline::offer(&project, &mut diags).expect("a deal without errors");
/// let (outputs, formats) = ([Output::Customer(DocumentKind::Proposal)], [Format::Markdown]);
/// let mut made = |state| {
///     pipeline::documents(&project, &offer, state, &outputs, &formats, &mut diags).expect("a document")
/// };
/// assert_eq!(made(ReleaseState::Draft)[0].name, "proposal.md");
/// assert_ne!(made(ReleaseState::Draft), made(ReleaseState::Final), "a draft says so");
/// ```
pub fn documents<'o>(
    project: &Project,
    subject: impl Into<Subject<'o>>,
    state: ReleaseState,
    outputs: &[Output],
    formats: &[Format],
    diags: &mut Diags,
) -> Option<Vec<File>> {
    let subject = subject.into();
    let offer = subject.offer();
    let order = Order { outputs, formats, with_data: state == ReleaseState::Issued };
    render_files(project, offer, &order, diags, |output, diags| match (output, subject) {
        // A memo reports what an offer still needs, so it is never a draft itself.
        (Output::Memo, Subject::Reviewed(reviewed)) => compose_memo(project, reviewed, diags),
        (Output::Memo, Subject::Offer(_)) => None,
        (Output::Customer(kind), _) => {
            let mut document = subject.document(project, kind, diags)?;
            let locale = Locale::of(&offer.deal.head.language.value);
            document.meta.watermark =
                (state == ReleaseState::Draft).then(|| locale.text(Message::WatermarkDraft));
            Some(document)
        }
    })
}

/// The memo of a review as a tree of blocks, from the internal templates: with as many charts as its pages hold.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_document::compose::markdown;
/// use bidwright_service::pipeline;
///
/// let reviewed = pipeline::review(&project, &mut diags).expect("a deal without errors");
/// let memo = pipeline::compose_memo(&project, &reviewed, &mut diags).expect("a memo");
/// assert!(markdown(&memo).contains("any-discount"), "the rule that fired");
/// ```
pub fn compose_memo(project: &Project, reviewed: &Reviewed, diags: &mut Diags) -> Option<Document> {
    let approval_statuses = reviewed.approval_statuses(reviewed.as_of());
    let changed_words = reviewed.word_changes();
    let Reviewed { offer, review, .. } = reviewed;
    let submitted = reviewed.submitted();
    let mut memo = compose::Memo::new(offer, review, &approval_statuses, &changed_words, submitted);
    let templates = templates(project, "templates/internal/");
    let theme = &offer.theme;
    let fonts = FontBook::load(&theme.fonts);
    loop {
        let mut found = Diags::default();
        let document = compose::memo(&memo, &templates, &mut found);
        // Without fonts nothing is laid out, and rendering reports the reason.
        let long = match (&document, &fonts) {
            (Some(document), Ok(fonts)) if memo.charts > 0 => {
                layout::layout(document, theme, fonts).pages.pages.len() > MEMO_PAGES
            }
            _ => false,
        };
        if long {
            memo.charts -= 1;
            continue;
        }
        diags.extend(found);
        return document;
    }
}

/// The templates below a folder, and the clauses.
fn templates<'p>(project: &'p Project, folder: &'p str) -> Templates<'p> {
    let documents = project.below(folder).map(|(path, id)| (&path[folder.len()..], id));
    let clauses = project.below("templates/clauses/");
    Templates::new(documents.chain(clauses).map(|(name, id)| (name, project.sources[id].text.as_ref(), id)))
        .with_images(images(project))
}

/// What a template may show, by its path below `templates/`: drawings are texts, the others assets.
fn images(project: &Project) -> impl Iterator<Item = (&str, &[u8])> {
    const FOLDER: &str = "templates/";
    let drawn = project.below(FOLDER).map(|(path, id)| (path, project.sources[id].text.as_bytes()));
    let drawn = drawn.filter(|(path, _)| ending(path, &["svg"]));
    let raster = project.assets.below(FOLDER).map(|(path, data)| (path, data.as_ref()));
    let raster = raster.filter(|(path, _)| ending(path, &["png", "jpg", "jpeg"]));
    drawn.chain(raster).map(|(path, data)| (&path[FOLDER.len()..], data))
}

fn ending(path: &str, endings: &[&str]) -> bool {
    let own = path.rsplit('.').next().unwrap_or_default();
    endings.iter().any(|ending| own.eq_ignore_ascii_case(ending))
}

/// One document for the customer as a tree of blocks.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let mut diags = bidwright_base::diag::Diags::default();
/// # let project = bidwright_input::load(&store, "deal.toml", &mut diags);
/// use bidwright_document::compose::{DocumentKind, markdown};
/// use bidwright_service::pipeline;
///
/// let offer = pipeline::offer(&project, &mut diags).expect("a deal without errors");
/// let kind = DocumentKind::Proposal;
/// let proposal = pipeline::compose(&project, &offer, kind, &mut diags).expect("a document");
/// assert!(markdown(&proposal).contains("Nordvik Logistics AS"));
/// ```
pub fn compose(project: &Project, offer: &Offer, kind: DocumentKind, diags: &mut Diags) -> Option<Document> {
    let templates = templates(project, "templates/documents/");
    let deal = compose::own_words::marked(&offer.deal);
    compose::compose(&CustomerOffer::with_texts_of(offer, &deal), kind, &templates, diags)
}

/// What an issued document of this kind carries: its price and its deal, as far as its customer may know
/// them.
///
/// ```
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let offer = bidwright_service::plan(&store, "deal.toml").result.expect("a deal without errors");
/// use bidwright_document::compose::DocumentKind;
/// use bidwright_service::pipeline;
///
/// let attached = pipeline::attachments(&offer, DocumentKind::Proposal);
/// assert_eq!(attached.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["deal.json", "quote.json"]);
/// assert!(!String::from_utf8_lossy(&attached[1].data).contains("margin"), "its customer can read them");
/// ```
#[must_use]
pub fn attachments(offer: &Offer, kind: DocumentKind) -> Vec<Attachment> {
    let offer = CustomerOffer::of(offer);
    let quote = data::quote(&offer, kind);
    let attachment = |name: &str, description: &str, data, figures| Attachment {
        name: name.to_owned(),
        mime: embedded_data::JSON.to_owned(),
        description: description.to_owned(),
        data,
        figures,
    };
    let deal = embedded_data::write(&data::deal(&offer));
    vec![
        attachment(embedded_data::DEAL, "What is offered, and what the offer rests on", deal, Vec::new()),
        attachment(
            embedded_data::QUOTE,
            "The price of the offer, with what it is made of",
            embedded_data::write(&quote),
            data::figures(&quote),
        ),
    ]
}
