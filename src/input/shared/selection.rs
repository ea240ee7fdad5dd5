//! Which library files a deal names, and what was read of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::{FindingSink, Names};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::Placed;
use bidwright_model::book::{
    ActivityIdx, Approvers, Book, Calendar, Citation, Clause, Exchange, History, Methodology, Pmo, Policy,
    RateCard, RoleRate, Rows, TaxTable,
};

/// The library files a deal names, by id.
pub(crate) struct LibraryChoice {
    pub(crate) rates: Placed<String>,
    pub(crate) pmo: Placed<String>,
    pub(crate) methodology: Placed<String>,
    pub(crate) policy: Placed<String>,
    pub(crate) calendar: Option<Placed<String>>,
    pub(crate) tax: Option<Placed<String>>,
    pub(crate) brand: Placed<String>,
}

/// What could be taken from the library.
pub(crate) struct SelectedLibrary {
    pub(crate) cards: Vec<RateCard>,
    pub(crate) exchange: Exchange,
    pub(crate) pmo: Option<Pmo>,
    pub(crate) methodology: Option<Methodology>,
    pub(crate) calendar: Option<Calendar>,
    pub(crate) tax: Option<TaxTable>,
    pub(crate) policy: Option<Policy>,
    pub(crate) clauses: BTreeMap<String, Clause>,
    pub(crate) evidence: Vec<Citation>,
    pub(crate) history: Option<History>,
    pub(crate) approvers: Option<Approvers>,
}

impl SelectedLibrary {
    /// The roles every card of the deal has. Unknown if there is no card with any.
    pub(crate) fn roles(&self) -> Names<RoleRate> {
        let mut common: Option<BTreeSet<&str>> = None;
        for card in self.cards.iter().filter(|card| !card.roles.is_empty()) {
            let roles: BTreeSet<&str> = card.roles.iter().map(|role| role.id.as_str()).collect();
            common = Some(match common {
                Some(common) => common.intersection(&roles).copied().collect(),
                None => roles,
            });
        }
        Names::of("rate for the role", Code::UnknownRole, common)
    }

    /// Says which roles the delivery office and the kept activities count on without a rate, each once.
    pub(crate) fn check_roles(&self, choice: &LibraryChoice, dropped: &[ActivityIdx], sink: &FindingSink) {
        let roles = self.roles();
        if !roles.known() {
            return;
        }
        let mut wanted: BTreeMap<&str, String> = BTreeMap::new();
        if let Some(pmo) = self.pmo.as_ref().filter(|pmo| !pmo.role.is_empty()) {
            wanted.insert(&pmo.role, format!("delivery office `{}`", pmo.id));
        }
        let activities = self.methodology.iter().flat_map(|m| m.activities.indexed());
        for (_, activity) in activities.filter(|(at, _)| !dropped.contains(at)) {
            for (role, _) in &activity.effort {
                wanted.entry(role).or_insert_with(|| format!("activity `{}`", *activity.id));
            }
        }
        for (role, user) in wanted.into_iter().filter(|(role, _)| roles.get(role).is_none()) {
            let role: String = role.escape_debug().take(80).collect();
            let card = &*choice.rates;
            let message = format!("there is no rate for the role `{role}`, on which {user} counts");
            sink.push(
                Diagnostic::error(Code::UnknownRole, message)
                    .at(choice.rates.place)
                    .hint(format!("add the role to rate card `{card}`, or leave out what counts on it")),
            );
        }
    }

    /// The book, if all of it is there.
    pub(crate) fn book(self) -> Option<Book> {
        Some(Book {
            cards: self.cards,
            exchange: self.exchange,
            pmo: self.pmo?,
            methodology: self.methodology?,
            calendar: self.calendar?,
            tax: self.tax?,
            policy: self.policy?,
            clauses: self.clauses,
            evidence: self.evidence,
            history: self.history,
            approvers: self.approvers,
        })
    }
}
