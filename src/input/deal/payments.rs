//! `[[payment]]`: how much, and when.

use toml::de::DeValue;

use super::Known;
use crate::read::{Cash, FindingSink, Item, Placeholder, Table, above, any, date, flag, name, percent};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::locale::{Locale, Message};
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::source::{Place, Placed};
use bidwright_base::words;
use bidwright_model::book::Methodology;
use bidwright_model::deal::{Deal, Due, Payment, Share};

/// All payments, with what must hold between them.
pub(super) fn payments(root: &Table<'_>, cash: Cash, known: &Known) -> Vec<Payment> {
    let before = root.sink().errors();
    let payments = root.rows("payment", |row, _| payment(row, cash, known));
    if root.sink().errors() == before {
        add_up(&payments, root.sink());
    }
    payments
}

/// A fixed price without rows is one payment, when the last result is accepted: the safest reading for whoever
/// pays, and the only one that claims no more than the deal states. A finding says so.
pub(super) fn or_one_sum(deal: &mut Deal, methodology: Option<&Methodology>, root: &Table<'_>) {
    if root.has("payment") {
        return;
    }
    let Some(methodology) = methodology else { return };
    let (due, due_text, words) = last_result(deal, methodology);
    let message =
        format!("a fixed price without `[[payment]]`: the documents say that all of it is due {words}");
    root.record(
        Diagnostic::warning(Code::NoPayments, message).hint(
            "if that is right, write it as a row: `name`, `percent = 100` and `due`; else add the rows",
        ),
    );
    deal.payments.push(Payment {
        name: Locale::of(&deal.head.language.value).text(Message::PaymentInOneSum),
        share: Share::Rest,
        due: Placed::new(due, deal.head.model.place),
        due_text,
    });
}

/// The last deliverable of the last phase that has work in the offer; without one, that phase; without work, the
/// signature.
fn last_result(deal: &Deal, methodology: &Methodology) -> (Due, String, String) {
    let offered = || deal.work.iter().filter(|package| !package.optional);
    let Some(phase) = offered().map(|package| package.phase).max() else {
        return (Due::Signature, "signature".to_owned(), "on signature".to_owned());
    };
    let made =
        offered().filter(|package| package.phase == phase).filter_map(|package| package.deliverable).max();
    match made {
        Some(at) => {
            let id = deal.deliverables[at].id.value.clone();
            let words = format!("on acceptance of `{id}`");
            (Due::Deliverable(at), id, words)
        }
        None => {
            let phase_row = &methodology.phases[phase];
            (Due::Phase(phase), phase_row.id.clone(), format!("at the end of phase `{}`", phase_row.id))
        }
    }
}

fn payment(t: &Table<'_>, cash: Cash, known: &Known) -> Payment {
    let (due, due_text) = t.need("due", due(known));
    Payment {
        name: t.need("name", name),
        share: share(t, cash),
        due: Placed::new(due, t.place_of("due")),
        due_text,
    }
}

/// Exactly one of `percent`, `amount` and `rest`.
fn share(t: &Table<'_>, cash: Cash) -> Share {
    let part: Option<Placed<Percent>> = t.may("percent", percent(above(0).at_most(100)));
    let amount: Option<Placed<Money>> = t.may("amount", cash.money(any()));
    let rest = t.may("rest", flag);
    let said = ["percent", "amount", "rest"].into_iter().filter(|key| t.has(key)).count();
    if said != 1 || rest == Some(false) {
        let message = format!("{} needs one of `percent`, `amount` and `rest = true`", t.name);
        t.record(Diagnostic::error(Code::PaymentShare, message));
    }
    match (part, amount) {
        (Some(part), _) => Share::Percent(part),
        (None, Some(amount)) => Share::Amount(amount),
        (None, None) => Share::Rest,
    }
}

impl Placeholder for (Due, String) {
    fn placeholder(_: Place) -> (Due, String) {
        (Due::Signature, String::new())
    }
}

/// `signature`, a date, a deliverable or a phase, and the same as written.
fn due(known: &Known) -> impl Fn(&Item<'_>) -> Option<(Due, String)> {
    move |item| {
        let id = match item.value {
            DeValue::Datetime(written) => {
                return date(item).map(|day| (Due::On(day), written.to_string()));
            }
            DeValue::String(id) => id.to_string(),
            _ => return item.wrong_type("a date, or a text"),
        };
        let due = match (known.deliverables.get(&id), known.phases.get(&id)) {
            _ if id == "signature" => Due::Signature,
            (Some(deliverable), None) => Due::Deliverable(deliverable),
            (None, Some(phase)) => Due::Phase(phase),
            (Some(_), Some(_)) => {
                let message = format!("`{id}` is a deliverable and a phase");
                return item.refuse(
                    Diagnostic::error(Code::DueAmbiguous, message).hint("give the deliverable another id"),
                );
            }
            (None, None) if !known.phases.known() => Due::Signature,
            (None, None) => {
                let shown: String = id.escape_debug().take(80).collect();
                let message = format!("`{shown}` is no deliverable, no phase and not `signature`");
                let ids = known.deliverables.ids().chain(known.phases.ids());
                let hint = words::did_you_mean(&shown, ids.chain(["signature"]));
                return item.refuse(Diagnostic::error(Code::UnknownDue, message).hint(hint));
            }
        };
        Some((due, id))
    }
}

/// What can be said before the net price is known: percents alone total 100, percents beside a rest or
/// amounts stay below, and there is one rest.
fn add_up(payments: &[Payment], sink: &FindingSink) {
    let mut percents = Percent::ZERO;
    let mut place = None;
    let (mut rests, mut amounts) = (0, 0);
    for payment in payments {
        match payment.share {
            Share::Percent(percent) => {
                percents.0 += percent.0;
                place = Some(percent.place);
            }
            Share::Amount(_) => amounts += 1,
            Share::Rest => rests += 1,
        }
        if rests > 1 && payment.share == Share::Rest {
            let message = "there are two payments of the rest";
            sink.push(Diagnostic::error(Code::RestTwice, message).at(payment.due.place));
        }
    }
    let Some(place) = place else { return };
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    let alone = rests == 0 && amounts == 0;
    if percents.0 > hundred || alone && percents.0 < hundred {
        let message = format!("the percentages of the payments add up to {percents}, not to 100");
        let finding = Diagnostic::error(Code::PaymentsDoNotAddUp, message).at(place);
        sink.push(finding.hint("write the last one as `rest = true`"));
    }
}

/// A payment due before the offer was made.
pub(super) fn check_dates(deal: &Deal, sink: &FindingSink) {
    for payment in &deal.payments {
        if let Due::On(day) = payment.due.value
            && day < *deal.head.date
        {
            let message = format!("a payment is due on {day}, before the offer's date");
            sink.push(Diagnostic::warning(Code::PaymentInThePast, message).at(payment.due.place));
        }
    }
}
