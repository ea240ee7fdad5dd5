//! Everything that can be reached from a [`CustomerOffer`], field by field. Whoever adds a field to one of these
//! types must name it here, under a reason why a customer may read it.

use bidwright_economics::forecast::{ForecastSummary, Uncertainty};
use bidwright_economics::price::{DayRate, PaymentLine, TaxLine};
use bidwright_model::book::{Calendar, Citation, Clause, Phase as BookPhase, Raci};
use bidwright_model::deal::{
    Assumption, Clauses, Customer, Damages, Deliverable as DealDeliverable, Dependency, Discount, FatTail,
    Head, Objective, Payment as DealPayment, Retainer, Stakeholder, ThreePoint,
};
use bidwright_model::theme::Theme;

use super::*;
use crate::changes::Change;

/// A type, every field of it, and why a customer may read them.
struct Readable {
    name: &'static str,
    fields: &'static [&'static str],
    why: &'static str,
}

/// Takes a type apart without `..`: a field that is not named does not compile.
macro_rules! readable {
    ($($type:ident { $($field:ident),+ $(,)? } $why:literal)+) => {
        &[$({
            fn _every_field(one: &$type) {
                let $type { $($field: _),+ } = one;
            }
            Readable { name: stringify!($type), fields: &[$(stringify!($field)),+], why: $why }
        }),+]
    };
}

/// The offer and its parts.
const PARTS: &[Readable] = readable! {
    CustomerOffer {
        theme, head, customer, stakeholders, objectives, deliverables, packages, phases, schedule, method, risks,
        assumptions, exclusions, dependencies, price, stakes, contract, clauses, clauses_chosen, simulation, value, evidence,
        revisions,
    } "each part is a type below"
    Simulation { forecast, reading, correlation, stream_correlation, tail, overlap_decay, overlap }
        "a forecast is printed with its method and assumptions"
    Deliverable { row, in_scope, due } "the customer accepts it"
    Package { id, name, phase, deliverable, milestone, planned } "the table of the scope lists it"
    Planned { start, finish, critical, effort } "the plan and the payment curve show it"
    Phase { row, days } "the table of the scope groups by it"
    Schedule { start, finish, minutes_per_day, calendar } "dates are worked out by it"
    Method { name, promise, activities, left_out, counted, certified, roles } "the customer buys it"
    Role { id, title } "tables of responsibility and rates name it"
    Activity {
        name, phase, cadence, when, count, customer_effort, deliverable, customer_value, prevents, grades, raci, effect,
    } "each is promised in the proposal"
    Effect { addressed, alone } "it is taken off the customer's own expected loss"
    Risk {
        id, name, likelihood, opportunity, likely_delay, response, early_sign, bearer, threatens, treated_by,
    } "the table of risks prints it in words"
    Price {
        currency, presentation, rows, list, discount, discount_amount, net, taxes, tax, gross, taxed, payments,
        payment_terms_days, options, cap, retainer, retainer_fee, retainer_list_fee, rates,
        expenses, at_cost, purchases,
    } "the customer pays it"
    Row { item, days, price } "a row of the price table"
    Tax { line, note } "printed under the price"
    Payment { terms, line, day } "a row of the payment plan"
    Choice {
        id, name, pitch, work, packages, deliverables, purchases, needs, ceiling, net, delivery_management, total_with, finish,
    } "a row of the options"
    Expense { name, amount } "billed at cost, as estimated"
    Purchase { name, category } "a row of the price, and what clauses wait for"
    Stakes { deadline, budget, liability_cap, damages, day_is_priced, source } "stated by the customer or agreed in the contract"
    Value { exposure, scenarios, office } "each part is a type below"
    Exposure { lines, sum, expected, week_late, damages, liability } "the customer's own loss"
    LossLine { loss, amounts } "the customer's own loss"
    Scenarios { iterations, with, without, repriced, deadline, uncertainty } "the chance that the customer buys"
    Scenario { success, finish, dates } "the chance that the customer buys"
    OfficeValue {
        adds, own_hours, points, pays_from, pays_at, saves, net, verdict, leave_out, take_up, lighter_adds, odds,
        odds_needed, odds_expected, record,
    } "what the customer pays for delivery management, and what it takes off their loss"
    Revision { reference, date, reason, currency, net, finish, changes } "the history of the offer lists it"
};

/// Types of the model and of the stages that the parts refer to. `Success` and `Sample` keep fields to
/// themselves and cannot be taken apart here: they hold chances and working days.
const REFERRED_TO: &[Readable] = readable! {
    Theme {
        id, firm, legal, palette, page, margins, numbered, fonts, cover, heads, logo, logo_dark,
    } "every page shows it; these margins are of the page"
    Head {
        number, revision, reason, previous, title, date, valid_days, start, currency, language, model, owner,
    } "printed on the cover and in the opening"
    Customer { name, country, contact, role, address, pmo, context } "the customer's own"
    Stakeholder { name, title, side, duty, place } "the team is named"
    Objective { id, statement, measure, baseline, target, benefit_per_year, source } "the customer's own"
    DealDeliverable { id, name, serves, acceptance, must_have, phase } "the customer accepts it"
    Assumption { id, text, owner, if_wrong, place } "the contract rests on it"
    Dependency { text, owner, by } "the contract rests on it"
    Clauses { include, exclude, set } "the statement of work prints those that stand"
    Clause { id, title, order, required, when, declares, body, file, values } "the statement of work prints it"
    Citation { id, author, title, venue, year, measured, figure, grade, audience, caveat, parties } "published"
    FatTail { exit_ratio, weight, least_ratio, alpha, time_exponent } "an assumption of the forecast"
    ForecastSummary { iterations, seed, finish, billed } "the forecast of finish and bills"
    Uncertainty { draws, iterations, with, without, gain, helps } "how far the chance can be trusted"
    BookPhase { id, name, purpose, gate } "the customer passes its gate"
    Calendar { id, name, weekend, holidays, place } "public"
    Raci { responsible, accountable, consulted, informed } "the table of responsibility prints it"
    Discount { percent, reason } "given to the customer"
    Retainer { term_months, hours_per_month, role } "sold to the customer"
    DealPayment { name, share, due, due_text } "a row of the payment plan"
    PaymentLine { payment, amount, tax, taxes, due } "a row of the payment plan"
    TaxLine { tax_row, rate, category, label, percent, net, tax } "printed under the price"
    DayRate { title, level, days, list, rate, amount } "what a day is billed at, by the estimate"
    Damages { percent_per_week, cap_percent, grace_days } "the contract agrees them"
    ThreePoint { low, likely, high, place } "here of the customer's own loss only"
    Change { field, edit, touches, derived, audience, kind, name, row } "only changes that show in customers' documents are among them"
};

#[test]
fn nothing_a_customer_may_read_is_called_after_what_is_ours() {
    const OURS: [&str; 12] = [
        "cost",
        "margin",
        "contingency",
        "reserve",
        "floor",
        "policy",
        "markup",
        "burden",
        "overhead",
        "bidders",
        "supplier",
        "probability",
    ];
    for Readable { name, fields, why } in PARTS.iter().chain(REFERRED_TO) {
        assert!(!why.is_empty(), "{name}");
        for field in *fields {
            let ours = OURS.iter().find(|word| field.contains(**word));
            let of_the_page = (*name, *field) == ("Theme", "margins");
            assert!(
                ours.is_none() || of_the_page || *field == "at_cost",
                "`{name}.{field}` is called after `{ours:?}`"
            );
        }
    }
}
