//! Templates and the model become a document.
//!
//! A template is Markdown with Tera in it. It sees the [`View`], whose strings are already set in the
//! document's language and are escaped as they are printed; tables and charts it only names, as fenced
//! blocks that are made from the [`CustomerOffer`] after parsing: no cost can be named there. Only the memo sees the
//! whole [`Offer`](bidwright_economics::offer::Offer).
//!
//! What happens, in order:
//!
//! 1. `fill` writes the offer into the [view](mod@view), in the document's language; `clauses` selects the clauses.
//! 2. `sources` finds the templates by language; `template` runs them and keeps the place of all they print.
//! 3. `markdown` folds the text into blocks; `composer` replaces each fence by its typed block from `blocks`.
//! 4. `images` reads the image files, `typography` sets quotes, dashes and spaces, but never in `own_words`.
//! 5. `proofread` checks figures, promises and wording; references are numbered last. What people wrote in the deal
//!    is compared with the offer by [`check_own_prose`].
//!
//! `memo` does the same with its own blocks and templates; `changes` describes changes between revisions, and
//! [`data`] is the offer as attached data.

mod blocks;
pub mod changes;
mod clauses;
mod composer;
pub mod data;
mod document_kind;
mod fill;
mod front_matter;
mod images;
mod markdown;
mod memo;
pub mod own_words;
mod proofread;
mod sources;
mod table_builder;
mod template;
#[cfg(test)]
mod tests;
mod typography;
pub mod view;

pub use document_kind::DocumentKind;
pub use fill::view;
pub use markdown::{markdown, parse_markdown};
pub use memo::{Memo, memo};
pub use proofread::contradictions::check_own_prose;
pub use template::Templates;

use serde::Serialize;

use crate::tree::Document;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::FileId;
use bidwright_review::customer_offer::CustomerOffer;
use blocks::{BlockSet, Scene};
use composer::Composer;
use front_matter::{document, print_lines};
use markdown::fold::{self, Notes};
use markdown::tidy;
use proofread::figures::{self, Known};
use proofread::{contract, promises, prose, traps};
use sources::{main_file, origins};
use template::{Engine, front};
use view::View;

/// Composes a document; `None` if a template cannot be used, and findings give the reason.
///
/// The texts of the deal are printed character for character where the offer was made with those that
/// [`own_words::marked`] returns. The folder's `main.md` is the document. A folder named by the language inside it, such as
/// `proposal/de/`, is taken instead where the deal's language is that one.
pub fn compose(
    offer: &CustomerOffer<'_>,
    kind: DocumentKind,
    templates: &Templates<'_>,
    diags: &mut Diags,
) -> Option<Document> {
    Some(compose_with_sources(offer, kind, templates, diags)?.0)
}

/// Composes a document, and returns the figures that have a source with it.
fn compose_with_sources(
    offer: &CustomerOffer<'_>,
    kind: DocumentKind,
    templates: &Templates<'_>,
    diags: &mut Diags,
) -> Option<(Document, Known)> {
    if kind == DocumentKind::OnePage && offer.value.is_none() {
        let message = "without `[stakes]` there is no case to put on one page";
        diags.push(
            Diagnostic::error(Code::OnePageWithoutStakes, message).at(offer.head.number.place).hint(
                "ask for the deadline, the budget and what a failure would cost, or leave `one-page` out",
            ),
        );
        return None;
    }
    let view = own_view(offer);
    let scene = Scene { offer, locale: Locale::of(&offer.head.language), view: &view };
    let draft = draft(&scene, &scene, &view, kind.word(), templates, diags)?;
    promises::check(&draft.document, offer, &draft.engine, draft.main, diags);
    if kind == DocumentKind::StatementOfWork {
        contract::check(&draft.document, offer, &draft.engine, &draft.template, diags);
    }
    Some(numbered(draft, offer, diags))
}

/// A document whose references are not numbered yet, and what it was made from.
struct Draft<'t> {
    document: Document,
    /// The figures that have a source.
    known: Known,
    engine: Engine,
    /// Name of the main template.
    template: String,
    /// Text and file of the main template.
    main: (&'t str, FileId),
}

/// The view of an offer, the firm's names in it as its own words.
fn own_view(offer: &CustomerOffer<'_>) -> View {
    let mut view = fill::view(offer);
    for name in [&mut view.firm.name, &mut view.firm.legal] {
        *name = own_words::own(name);
    }
    view
}

/// A document from the templates of a folder, which see `view`, and from blocks.
fn draft<'t>(
    scene: &Scene<'_>,
    blocks: &dyn BlockSet,
    view: &impl Serialize,
    word: &str,
    templates: &Templates<'t>,
    diags: &mut Diags,
) -> Option<Draft<'t>> {
    let Scene { offer, locale, .. } = *scene;
    let (folder, text, file) = main_file(offer, word, templates, diags)?;
    let front = front::read(text, file).map_err(|fault| diags.push(fault)).ok()?;
    let origins = origins(offer, &folder, templates, diags);
    let engine = Engine::new(view, origins).map_err(|faults| push(faults, diags)).ok()?;
    traps::check(&engine, diags);

    let mut known = Known::of_view(engine.view(), locale);
    let meta = print_lines(&front, text, file, &engine, &mut known, diags);
    let body = engine.render(&format!("{folder}/main.md")).map_err(|faults| push(faults, diags)).ok();
    let (meta, body) = (meta?, body?);
    known.printed(&body);

    let mut composer = Composer::new(scene, blocks, &engine, &mut known, diags);
    let mut notes = Notes::default();
    let mut blocks = fold::fold(&body.text, locale, &mut composer, &mut notes);
    let broken = composer.broken();
    let (mut notes, dangling) = tidy::tidy(&mut blocks, notes);
    let mut images = images::Images::new(templates, &engine, file);
    for text in std::iter::once(&mut blocks).chain(&mut notes) {
        images.show(text, diags);
    }
    for link in dangling {
        let link = own_words::plain(&link).into_owned();
        if word == DocumentKind::StatementOfWork.word() {
            let fault = contract::dangling(&link, offer);
            diags.push(placed(fault, &engine, &link));
            continue;
        }
        let fault = Diagnostic::warning(Code::DanglingLink, format!("the link `{link}` leads nowhere"))
            .hint("a link leads to a heading's id, `{ #id }`, or to `https://`, `mailto:` or `tel:`");
        diags.push(placed(fault, &engine, &link));
    }
    if broken {
        return None;
    }
    let mut document = document(offer, scene.view, &front, meta, blocks, notes);
    typography::apply(&mut document, locale);
    let main = (text, file);
    figures::check(&document, &known, &engine, main, diags);
    own_words::strip(&mut document);
    for blocks in std::iter::once(&mut document.blocks).chain(&mut document.notes) {
        prose::check(blocks, &engine, diags);
    }
    Some(Draft { document, known, engine, template: format!("{folder}/main.md"), main })
}

/// A document with the numbers of its sections, tables and figures in its references.
fn numbered(draft: Draft<'_>, offer: &CustomerOffer<'_>, diags: &mut Diags) -> (Document, Known) {
    let Draft { mut document, known, engine, .. } = draft;
    for id in document.number(offer.theme.numbered) {
        let fault = Diagnostic::error(
            Code::DanglingLink,
            format!("`[](#{id})` refers to what has no name to be printed"),
        )
        .hint("give the link words of its own, or the table a caption: `caption = \"...\"` in its fence");
        diags.push(placed(fault, &engine, &format!("(#{id})")));
    }
    (document, known)
}

fn placed(fault: Diagnostic, engine: &Engine, text: &str) -> Diagnostic {
    match engine.place_of(text) {
        Some(place) => fault.at(place),
        None => fault,
    }
}

fn push(faults: Vec<Diagnostic>, diags: &mut Diags) {
    for fault in faults {
        diags.push(fault);
    }
}
