//! What an approval or an issue binds of a reviewed deal, and what of it has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::outputs::attachments;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::source::{Layer, Place};
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_document::tree::Document;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_model::theme::{FontFile, Theme};
use bidwright_review::approvals::{Bound, KeysLog, Log, Words, sentences};

/// What is bound today, and the words of it.
pub(super) fn bound(
    project: &Project,
    offer: &Offer,
    documents: &BTreeMap<DocumentKind, Document>,
    keys_log: Option<&KeysLog>,
) -> (Bound, Words) {
    let look = look(&offer.theme);
    let digests = documents.iter().map(|(kind, document)| {
        // All that layout is given, and the data that is attached: what decides every byte of the file.
        let data: Vec<String> = attachments(offer, *kind).iter().map(|one| sha256(&one.data)).collect();
        let text = format!("bidwright.document/1\n{document:?}\n{look}\n{data:?}");
        (kind.word().to_owned(), sha256(text.as_bytes()))
    });
    let mut documents_bound: BTreeMap<String, String> = digests.collect();
    documents_bound.extend(project.along.iter().map(|(name, data)| (name.clone(), sha256(data))));
    let words = Words(
        documents.iter().map(|(kind, one)| (kind.word().to_owned(), said(one, &offer.theme))).collect(),
    );
    let keys =
        offer.book.approvers.as_ref().map_or("", |approvers| project.sources[approvers.file].text.as_ref());
    let bound = Bound {
        policy: offer.book.policy.definition(),
        keys: sha256(keys.replace("\r\n", "\n").as_bytes()),
        chain: keys_log.and_then(KeysLog::head),
        files: files(project),
        words: sha256(words.text().as_bytes()),
        documents: documents_bound,
    };
    (bound, words)
}

/// Every sentence of a document, with what stands around its pages.
fn said(document: &Document, theme: &Theme) -> Vec<String> {
    let meta = &document.meta;
    let around =
        [&meta.title, &meta.kind, &meta.customer, &meta.author, &meta.reference, &meta.footer, &theme.legal];
    let mut all: Vec<String> = around.into_iter().flat_map(|line| sentences(line)).collect();
    all.extend(sentences(&compose::markdown(document)));
    all
}

/// Colours, page and letters; of fonts their bytes.
fn look(theme: &Theme) -> String {
    let fonts = &theme.fonts;
    let all = fonts.body.iter().chain([&fonts.mono]).chain(&fonts.fallback);
    let digests: Vec<String> = all.map(|FontFile { data, .. }| sha256(data)).collect();
    sha256(format!("{theme:?}\n{digests:?}").as_bytes())
}

/// Of the deal and every file of the workspace that was read with it, by path; not of what is kept of approvals.
fn files(project: &Project) -> String {
    let mut list = String::new();
    let mut row = |path: &str, data: &[u8]| {
        let _infallible = writeln!(list, "{} {path}", sha256(data));
    };
    let own = project.sources.iter().filter(|(_, source)| source.layer == Layer::Workspace);
    for (file, source) in own {
        if file == project.deal
            || project.find(&source.path) == Some(file) && !source.path.starts_with("approvals/")
        {
            row(&source.path, source.text.as_bytes());
        }
    }
    // What is compiled in is borrowed, and the same for everybody who has this program.
    for (path, data) in project.assets.below("") {
        if let std::borrow::Cow::Owned(data) = data {
            row(path, data);
        }
    }
    sha256(list.as_bytes())
}

/// The words that records of a revision were of, by their digest; of one that was altered, a finding.
pub(super) fn kept_words(
    project: &Project,
    offer: &Offer,
    log: &Log,
    diags: &mut Diags,
) -> BTreeMap<String, Words> {
    let head = &offer.deal.head;
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for record in log.records().iter().filter(|record| record.draft.revision == head.revision.value) {
        let Some(bound) = &record.draft.bound else { continue };
        let name = bound.words_name(&head.number.value, head.revision.value);
        let Some(file) = project.kept(&name).filter(|_| seen.insert(&bound.words)) else { continue };
        match Words::kept(&project.sources[file].text, &bound.words) {
            Some(words) => {
                found.insert(bound.words.clone(), words);
            }
            None => {
                let message = format!("`{name}` is not what was kept by record {} of the log", record.number);
                let finding = Diagnostic::error(Code::KeptAltered, message).at(Place::new(file, 0..0));
                diags.push(finding.hint("restore the file: later changes are shown against it"));
            }
        }
    }
    found
}
