//! Which templates a document is made from: its folder by language, what they include, and the clauses.

use std::collections::BTreeMap;

use super::template::{Origin, Templates};
use super::{blocks, clauses};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::FileId;
use bidwright_base::words;
use bidwright_review::customer_offer::CustomerOffer;

/// The folder, text and file of a document, by the deal's language.
pub(super) fn main_file<'a>(
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
pub(super) fn origins(
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
        for clause in clauses::selected(offer) {
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

pub(super) fn clause_name(id: &str) -> String {
    format!("clauses/{id}.md")
}
