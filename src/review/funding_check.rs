//! No add-on: every activity of delivery management that is promised to a customer is in the price, and every
//! hour of it in the price leaves a deliverable with a name.
//!
//! A document may claim this where there is a [`Certificate`]. Words it must not use are in [`bidwright_input::claim_lint`].

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::money::Money;
use bidwright_base::quantity::Days;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan::{Office, Plan};
use bidwright_economics::price::{LineKind, Quote};
use bidwright_input::claim_lint;
use bidwright_model::book::{Activity, ActivityIdx, Book, Rows};
use bidwright_model::deal::Deal;

/// Proof that nothing is promised unpaid and nothing charged for nothing, with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// Promised activities; at least one.
    pub activities: usize,
    /// Deliverables they leave, by name.
    pub deliverables: usize,
    /// Days of delivery management in the price; the central office has none of its own.
    pub days: Days,
    /// The same in hours.
    pub hours: Decimal,
    /// What of the price it comes to: internal unless the presentation shows it.
    pub price: Money,
}

/// The certificate of an offer; `None` where nothing is promised, or the proof does not hold.
#[must_use]
pub fn certificate(offer: &Offer) -> Option<Certificate> {
    let Offer { deal, book, plan, quote, .. } = offer;
    let promised: Vec<&Activity> = promised(book, plan).map(|(activity, _)| activity).collect();
    if promised.is_empty()
        || gaps(book, plan, quote).next().is_some()
        || texts(deal, book).any(claim_lint::makes_an_extra)
    {
        return None;
    }
    let deliverables: BTreeSet<&str> = promised.iter().map(|activity| activity.deliverable.trim()).collect();
    // A whole office is paid as one, and each activity must still leave something.
    if deliverables.contains("") {
        return None;
    }
    let lines = quote.lines.iter().filter(|line| line.kind.is_pmo());
    let days: Days = lines.filter_map(|line| line.days).sum();
    let hours = days.0 * Decimal::from(plan.minutes_per_day) / Decimal::from(60);
    Some(Certificate {
        activities: promised.len(),
        deliverables: deliverables.len(),
        days,
        hours: hours.normalize(),
        price: quote.totals.pmo_price,
    })
}

/// Texts of a deal and its methodology in which a fee could hide.
fn texts<'a>(deal: &'a Deal, book: &'a Book) -> impl Iterator<Item = &'a str> {
    let names = (deal.purchases.iter().map(|purchase| &purchase.name))
        .chain(deal.payments.iter().map(|payment| &payment.name))
        .chain(deal.work.iter().map(|package| &package.name))
        .chain(deal.deliverables.iter().map(|deliverable| &deliverable.name))
        .chain(deal.options.iter().flat_map(|option| [&option.name].into_iter().chain(&option.pitch)))
        .chain(deal.assumptions.iter().map(|assumption| &assumption.text))
        .chain(deal.exclusions.iter().map(|exclusion| &exclusion.value))
        .chain(deal.customer.context.iter().map(|context| &context.value));
    let method = &book.methodology;
    let texts = method.activities.iter().flat_map(|one| [&one.name, &one.deliverable, &one.customer_value]);
    names.chain(texts).chain([&method.promise]).map(String::as_str)
}

/// Activities that take place and are paid for, with their counts: what may be promised to a customer.
pub(crate) fn promised<'a>(book: &'a Book, plan: &'a Plan) -> impl Iterator<Item = (&'a Activity, u64)> {
    // Without an office nothing is paid for, so nothing is promised.
    let paid = match plan.governance.office {
        Office::None => false,
        Office::Pool(days) => !days.is_zero(),
        Office::Activities { .. } => true,
    };
    let counted = plan.governance.activities.iter().filter(move |counted| paid && counted.count > 0);
    counted.map(|counted| (&book.methodology.activities[counted.activity], counted.count))
}

/// Where the proof fails.
enum Gap<'a> {
    /// A promised activity without an hour in the price.
    Unfunded(&'a Activity),
    /// An activity with hours in the price and without a deliverable.
    Nameless(&'a Activity),
    /// Hours or cost of a whole office without any activity; the line's id.
    Unbacked(&'a str),
}

fn gaps<'a>(book: &'a Book, plan: &'a Plan, quote: &'a Quote) -> impl Iterator<Item = Gap<'a>> {
    let priced = |kind: LineKind| {
        quote.lines.iter().any(|line| line.kind == kind && line.days.is_some_and(|days| !days.is_zero()))
    };
    let whole = matches!(plan.governance.office, Office::Pool(_)) && priced(LineKind::Pmo(None));
    let activities = &book.methodology.activities;
    let one_by_one = move |activity: &Activity| {
        let at = activities.index_where(|other| other.id.value == activity.id.value);
        priced(LineKind::Pmo(at))
    };
    let unfunded = promised(book, plan)
        .filter(move |(activity, _)| !whole && !one_by_one(activity))
        .map(|(activity, _)| Gap::Unfunded(activity));

    let nothing_promised = promised(book, plan).next().is_none();
    let mut nameless: Vec<ActivityIdx> = Vec::new();
    let lines = quote.lines.iter().filter(|line| line.kind.is_pmo() && !line.price.is_zero());
    let unbacked = lines.filter_map(move |line| match line.kind {
        LineKind::Pmo(Some(at)) => {
            let activity = &activities[at];
            let first = activity.deliverable.trim().is_empty() && !nameless.contains(&at);
            first.then(|| {
                nameless.push(at);
                Gap::Nameless(activity)
            })
        }
        // An office priced as a whole pays for all activities together.
        _ => nothing_promised.then_some(Gap::Unbacked(&line.id)),
    });
    unfunded.chain(unbacked)
}

/// Pushes a finding for each place where the proof fails.
pub fn findings(book: &Book, plan: &Plan, quote: &Quote, diags: &mut Diags) {
    for gap in gaps(book, plan, quote) {
        diags.push(match gap {
            Gap::Unfunded(activity) => {
                let message = format!(
                    "`{}` is promised to the customer and no hour of it is in the price",
                    activity.name
                );
                Diagnostic::error(Code::UnfundedActivity, message)
                    .at(activity.place)
                    .hint("give it its `effort`, or leave it out under `[governance]`")
            }
            Gap::Nameless(activity) => {
                let message =
                    format!("the customer pays for `{}` and it leaves no deliverable", activity.name);
                Diagnostic::error(Code::UnbackedHours, message).at(activity.place).hint(
                    "name what the customer holds afterwards: `deliverable = \"Decision log, one page\"`",
                )
            }
            Gap::Unbacked(line) => {
                let message = format!(
                    "the customer pays for `{line}` of the delivery office and there is no activity it pays for"
                );
                let finding = Diagnostic::error(Code::UnbackedHours, message).at(book.pmo.place);
                finding.hint("take a methodology with activities, or an office that costs nothing")
            }
        });
    }
}
