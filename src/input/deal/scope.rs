//! `[[deliverable]]`, `[[work]]`, `[[option]]` and `[[purchase]]`.

use rust_decimal::Decimal;

use super::Known;
use crate::read::{
    Cash, Item, Names, Placeholder, Table, above, all_of, any, at_least, duplicate, each_of, flag, id, line,
    long, name, number, one_of, percent, three_point, within, word,
};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::Placed;
use bidwright_model::book::RoleRate;
use bidwright_model::deal::{
    CeilingEffect, Choice, Deliverable, Package, PackageIdx, Purchase, PurchaseCategory, RoleEffort,
    ThreePoint,
};

/// Most work packages of a deal.
const MOST_PACKAGES: usize = 2_000;

/// `[[deliverable]]`.
pub(super) fn deliverable(t: &Table<'_>, known: &Known) -> Deliverable {
    let before = t.sink().errors();
    let deliverable = Deliverable {
        id: t.need("id", id),
        name: t.need("name", name),
        serves: t.or("serves", [], all_of(&known.objectives)),
        acceptance: t.may("acceptance", long),
        must_have: t.or("must_have", true, flag),
        phase: t.may("phase", one_of(&known.phases)),
    };
    if deliverable.serves.is_empty() && t.sink().errors() == before {
        let message = format!("{} serves no objective", t.name);
        t.record(
            Diagnostic::warning(Code::ServesNothing, message)
                .hint("name the objectives it serves, `serves = [\"O1\"]`, or leave it out"),
        );
    }
    deliverable
}

/// `[[work]]`.
pub(super) fn package(t: &Table<'_>, at: PackageIdx, known: &Known) -> Package {
    if at.get() == MOST_PACKAGES {
        let message = format!("there are more than {MOST_PACKAGES} work packages");
        t.record(Diagnostic::error(Code::TooManyPackages, message));
    }
    let package = Package {
        id: t.need("id", id),
        name: t.need("name", name),
        phase: t.need("phase", one_of(&known.phases)),
        stream: t.may("stream", line),
        deliverable: t.may("deliverable", one_of(&known.deliverables)),
        after: t.or("after", [], each_of(&known.work)),
        lag_days: t.or("lag_days", Decimal::ZERO, number(at_least(0))),
        effort: effort(t, &known.roles),
        optional: t.or("optional", false, flag),
    };
    for before in package.after.iter().filter(|before| before.value == at) {
        let message = format!("{} comes after itself", t.name);
        t.sink().push(Diagnostic::error(Code::AfterItself, message).at(before.place));
    }
    package
}

/// `effort` and `team`, by role.
fn effort(t: &Table<'_>, roles: &Names<RoleRate>) -> Vec<RoleEffort> {
    let mut effort = t.entries("effort", |role, item| {
        roles.find(item.sink, role, role.place);
        RoleEffort {
            role: role.clone(),
            days: days_of_work(item),
            team: Placed::new(Decimal::ONE, role.place),
        }
    });
    for (role, people) in
        t.entries("team", |role, item| (role.clone(), Placed::new(number(above(0))(item), item.place)))
    {
        match effort.iter_mut().find(|effort| *effort.role == *role) {
            Some(effort) => effort.team = people.map(|people| people.unwrap_or(Decimal::ONE)),
            None => {
                let message = format!("{} has a team of `{}` without effort", t.name, *role);
                let finding = Diagnostic::error(Code::TeamWithoutEffort, message).at(role.place);
                t.sink().push(finding.hint("give the role days in `effort`, or take it out of `team`"));
            }
        }
    }
    effort
}

/// A range of days, or one number, which is planned as it stands and so has at most two decimals.
fn days_of_work(item: &Item<'_>) -> ThreePoint {
    let Some(days) = three_point(at_least(0))(item) else {
        return ThreePoint::placeholder(item.place);
    };
    if days.is_constant() && days.likely.normalize().scale() > 2 {
        let message = format!("{} is {} days; at most two decimals", item.name(), days.likely);
        item.refuse::<()>(Diagnostic::error(Code::EffortDecimals, message));
    }
    days
}

/// `[[option]]`.
pub(super) fn option(t: &Table<'_>, known: &Known) -> Choice {
    let before = t.sink().errors();
    let option = Choice {
        id: t.need("id", id),
        name: t.need("name", name),
        work: t.need("work", all_of(&known.work)),
        needs: t.or("needs", [], each_of(&known.options)),
        ceiling: t.may("ceiling", word::<CeilingEffect>),
        pitch: t.may("pitch", long),
    };
    if option.work.is_empty() && t.sink().errors() == before {
        let message = format!("{} has no work packages", t.name);
        let finding = Diagnostic::error(Code::EmptyOption, message).at(t.place_of("work"));
        t.sink().push(finding);
    }
    option
}

/// `[[purchase]]`.
pub(super) fn purchase(t: &Table<'_>, at: usize, known: &Known, cash: Cash) -> Purchase {
    Purchase {
        id: purchase_id(t, at, known),
        name: t.need("name", name),
        option: t.may("option", one_of(&known.options)),
        cost: t.need("cost", cash.money(any())),
        markup: t.or("markup_percent", Percent::ZERO, percent(within(-100, 1_000))),
        category: t.or("category", PurchaseCategory::Other, word),
    }
}

/// The id, or P1, P2, ... by file order.
fn purchase_id(t: &Table<'_>, at: usize, known: &Known) -> Placed<String> {
    let by_order = format!("P{}", at + 1);
    if !t.has("id") && known.purchases.get(&by_order).is_some() {
        t.sink().push(
            duplicate("purchase", &by_order, t.place)
                .hint("this row would get that id by its order: give it one of its own"),
        );
    }
    t.or("id", by_order, id)
}
