//! What may be cited in this offer's customer documents, and nothing else.

use std::collections::BTreeMap;

use super::LocalizedOffer;
use crate::compose::view::CitationView;
use bidwright_model::book::Citation;

impl LocalizedOffer<'_> {
    /// By id.
    pub(super) fn evidence(self) -> BTreeMap<String, CitationView> {
        let all = self.offer.evidence.iter();
        all.map(|citation| (citation.id.clone(), citation_view(citation))).collect()
    }
}

fn citation_view(citation: &Citation) -> CitationView {
    let venue = citation.published();
    let parts = [Some(&citation.author), citation.title.as_ref(), Some(&venue)];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    CitationView {
        author: citation.author.clone(),
        title: citation.title.clone(),
        citation: parts.join(", "),
        venue,
        measured: citation.measured.clone(),
        figure: citation.figure.clone(),
        caveat: citation.caveat.clone(),
    }
}
