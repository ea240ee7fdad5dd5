//! Which documents a customer gets.

/// The documents made for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// What the customer decides by.
    Proposal,
    /// What both sides sign.
    StatementOfWork,
    /// What a failure costs and what delivery management does about it, on one page.
    OnePage,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [DocumentKind; 3] =
        [DocumentKind::Proposal, DocumentKind::StatementOfWork, DocumentKind::OnePage];

    /// Those that can be made of a deal: without `[stakes]` there is no case to put on one page.
    pub fn of(deal: &bidwright_model::deal::Deal) -> impl Iterator<Item = DocumentKind> {
        let stakes = deal.stakes.is_some();
        DocumentKind::ALL.into_iter().filter(move |kind| stakes || *kind != DocumentKind::OnePage)
    }

    /// Its folder below `templates/documents/`, and its word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DocumentKind::Proposal => "proposal",
            DocumentKind::StatementOfWork => "sow",
            DocumentKind::OnePage => "one-page",
        }
    }
}
