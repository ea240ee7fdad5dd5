//! Templates and the model become a document.
//!
//! A template is Markdown with Tera in it. It sees the [`View`], whose strings are already set in the
//! document's language and are escaped as they are printed; tables and charts it only names, as fenced
//! blocks that are made from the [`CustomerOffer`] after parsing: no cost can be named there. Only the memo sees the
//! whole [`Offer`](bidwright_economics::offer::Offer).

mod appendix;
mod blocks;
pub mod changes;
mod clauses;
mod composer;
pub mod data;
mod fill;
mod kind;
mod markdown;
mod memo;
mod pictures;
mod proofread;
mod table_builder;
mod template;
#[cfg(test)]
mod tests;
mod typography;
pub mod view;

pub use appendix::appendix;
pub use fill::{certificate, view};
pub use kind::DocumentKind;
pub use markdown::markdown;
pub use memo::{Memo, memo};
pub use template::Templates;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::tree::{Block, Cover, Document, Meta};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::Locale;
use bidwright_base::source::FileId;
use bidwright_base::words;
use bidwright_review::customer_offer::CustomerOffer;
use blocks::{BlockSet, Scene};
use composer::Composer;
use markdown::fold::{self, Notes};
use markdown::tidy;
use proofread::figures::{self, Known};
use proofread::{promises, prose, traps};
use template::front::{self, Front};
use template::{Engine, Origin};
use view::View;

/// Composes a document; `None` if a template cannot be used, and findings say why.
///
/// The folder's `main.md` is the document. A folder named by the language inside it, such as
/// `proposal/de/`, is taken instead where the deal's language is that one.
pub fn compose(
    offer: &CustomerOffer<'_>,
    kind: DocumentKind,
    templates: &Templates<'_>,
    diags: &mut Diags,
) -> Option<Document> {
    Some(traced(offer, kind, templates, diags)?.0)
}

/// The same, with the figures that have a source.
fn traced(
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
    let view = fill::view(offer);
    let scene = Scene { offer, locale: Locale::of(&offer.head.language), view: &view };
    let draft = draft(&scene, &scene, &view, kind.word(), templates, diags)?;
    promises::check(&draft.document, offer, &draft.engine, draft.main, diags);
    Some(numbered(draft, offer, diags))
}

/// A document whose references are not numbered yet, and what it was made from.
struct Draft<'t> {
    document: Document,
    /// The figures that have a source.
    known: Known,
    engine: Engine,
    /// Text and file of the main template.
    main: (&'t str, FileId),
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
    let meta = line_by_line(&front, text, file, &engine, &mut known, diags);
    let body = engine.render(&format!("{folder}/main.md")).map_err(|faults| push(faults, diags)).ok();
    let (meta, body) = (meta?, body?);
    known.printed(&body);

    let mut composer = Composer::new(scene, blocks, &engine, &mut known, diags);
    let mut notes = Notes::default();
    let mut blocks = fold::fold(&body.text, locale, &mut composer, &mut notes);
    let broken = composer.broken();
    let (mut notes, dangling) = tidy::tidy(&mut blocks, notes);
    let mut pictures = pictures::Pictures::new(templates, &engine, file);
    for text in std::iter::once(&mut blocks).chain(&mut notes) {
        pictures.show(text, diags);
    }
    for link in dangling {
        let fault = Diagnostic::warning(Code::DanglingLink, format!("the link `{link}` leads nowhere"))
            .hint("a link leads to a heading's id, `{ #id }`, or to `https://`, `mailto:` or `tel:`");
        diags.push(placed(fault, &engine, &link));
    }
    if broken {
        return None;
    }
    let mut document = document(offer, scene.view, &front, meta, blocks, notes);
    typography::apply(&mut document, locale);
    for blocks in std::iter::once(&mut document.blocks).chain(&mut document.notes) {
        prose::check(blocks, &engine, diags);
    }
    let main = (text, file);
    figures::check(&document, &known, &engine, main, diags);
    Some(Draft { document, known, engine, main })
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

/// The folder, text and file of a document, by the deal's language.
fn main_file<'a>(
    offer: &CustomerOffer<'_>,
    word: &str,
    templates: &Templates<'a>,
    diags: &mut Diags,
) -> Option<(String, &'a str, FileId)> {
    let language = offer.head.language.value.to_ascii_lowercase();
    let main = language.split('-').next().unwrap_or_default();
    for folder in [format!("{word}/{language}"), format!("{word}/{main}"), word.to_owned()] {
        if let Some((text, file)) = templates.get(&format!("{folder}/main.md")) {
            return Some((folder, text, file));
        }
    }
    diags.push(
        Diagnostic::error(Code::UnknownDocument, format!("there is no template `{word}/main.md`"))
            .hint(words::did_you_mean(word, templates.documents())),
    );
    None
}

/// The templates a document needs: its folder's, what they include, and the clauses if it asks for them.
fn origins(
    offer: &CustomerOffer<'_>,
    folder: &str,
    templates: &Templates<'_>,
    diags: &mut Diags,
) -> BTreeMap<String, Origin> {
    let mut needed = templates.needed(folder);
    let asks =
        |name: &&str| templates.get(name).is_some_and(|(text, _)| text.contains(blocks::CLAUSES_FENCE));
    let mut origins = BTreeMap::new();
    if needed.iter().any(asks) {
        clauses::unknown_words(offer, diags);
        for clause in clauses::standing(offer) {
            needed.extend(templates.with_included(&clause.body));
            origins
                .insert(clause_name(&clause.id), Origin::of_clause(clause, templates.text_of(clause.file)));
        }
    }
    for name in needed {
        if let Some((text, file)) = templates.get(name) {
            origins.insert(name.to_owned(), Origin::new(text, file));
        }
    }
    origins
}

fn clause_name(id: &str) -> String {
    format!("clauses/{id}.md")
}

/// The lines of the front matter, printed.
struct Lines {
    title: String,
    kind: String,
    subtitle: String,
    footer: String,
    facts: Vec<(String, String)>,
}

fn line_by_line(
    front: &Front,
    text: &str,
    file: FileId,
    engine: &Engine,
    known: &mut Known,
    diags: &mut Diags,
) -> Option<Lines> {
    let mut line = |value: &toml::Spanned<String>| {
        let place = front::place(file, text, value);
        let line = engine.line(value.get_ref(), place).map_err(|faults| push(faults, diags)).ok()?;
        known.printed(&line);
        Some(line.text)
    };
    // All lines first, so that the faults of all are told.
    let title = line(&front.title);
    let kind = line(&front.kind);
    let subtitle = front.subtitle.as_ref().map(&mut line);
    let footer = front.footer.as_ref().map(&mut line);
    let facts: Vec<_> = front.facts.iter().map(|fact| line(&fact.label).zip(line(&fact.value))).collect();
    let facts: Option<Vec<_>> = facts.into_iter().collect();
    Some(Lines {
        title: title?,
        kind: kind?,
        subtitle: subtitle.map_or(Some(String::new()), |line| line)?,
        footer: footer.map_or(Some(String::new()), |line| line)?,
        facts: facts?.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
    })
}

fn document(
    offer: &CustomerOffer<'_>,
    view: &View,
    front: &Front,
    lines: Lines,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
) -> Document {
    let cover = front.cover.then(|| Cover {
        kicker: lines.kind.clone(),
        title: lines.title.clone(),
        subtitle: lines.subtitle,
        facts: lines.facts,
    });
    Document {
        meta: Meta {
            title: lines.title,
            kind: lines.kind,
            customer: view.customer.name.clone(),
            author: view.firm.name.clone(),
            reference: view.offer.reference.clone(),
            date: offer.head.date.value,
            language: offer.head.language.value.clone(),
            footer: lines.footer,
            watermark: None,
        },
        cover,
        contents: front.contents,
        blocks,
        notes,
        labels: BTreeMap::new(),
    }
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
