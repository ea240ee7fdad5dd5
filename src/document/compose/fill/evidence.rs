//! What may be cited in this offer's customer documents, and nothing else.

use std::collections::BTreeMap;

use super::Seen;
use crate::compose::view::CitationView;
use bidwright_model::book::Citation;

impl Seen<'_> {
    /// By id. What is not for customers, or speaks about one of the parties, is not among them.
    pub(super) fn evidence(self) -> BTreeMap<String, CitationView> {
        let offer = self.offer;
        let between = [offer.deal.customer.name.value.as_str(), &offer.theme.firm, &offer.theme.legal];
        let shown = offer.book.evidence.iter().filter(|citation| citation.may_be_shown(&between));
        shown.map(|citation| (citation.id.clone(), seen(citation))).collect()
    }
}

fn seen(citation: &Citation) -> CitationView {
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
