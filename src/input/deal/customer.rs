//! `[customer]`, `[[stakeholder]]` and `[[objective]]`.

use crate::read::{Cash, Table, at_least, country, id, line, long, name, word};
use bidwright_model::deal::{Customer, CustomerPmo, Objective, Stakeholder};

/// `[customer]`.
pub(super) fn customer(t: &Table<'_>) -> Customer {
    Customer {
        name: t.need("name", name),
        country: t.may("country", country),
        contact: t.may("contact", line),
        role: t.may("role", line),
        address: t.may("address", line),
        pmo: t.or("pmo", CustomerPmo::None, word),
        context: t.may("context", long),
    }
}

/// `[[stakeholder]]`.
pub(super) fn stakeholder(t: &Table<'_>) -> Stakeholder {
    Stakeholder {
        name: t.need("name", name),
        title: t.may("title", line),
        side: t.need("side", word),
        duty: t.need("duty", word),
        place: t.place,
    }
}

/// `[[objective]]`.
pub(super) fn objective(t: &Table<'_>, cash: Cash) -> Objective {
    Objective {
        id: t.need("id", id),
        statement: t.need("statement", name),
        measure: t.may("measure", line),
        baseline: t.may("baseline", line),
        target: t.may("target", line),
        benefit_per_year: t.may("benefit_per_year", cash.amount(at_least(0))),
        source: t.may("source", long),
    }
}
