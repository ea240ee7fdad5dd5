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
use bidwright_economics::price::{Line, LineKind, Quote};
use bidwright_input::claim_lint;
use bidwright_model::book::{Activity, ActivityIdx, Book, PmoKind, Rows};
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
    /// Days the activities told take of an office that is priced as a whole; `None` where each is priced as told.
    pub told: Option<Days>,
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
        || shortfall(book, plan).is_some()
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
        told: matches!(plan.governance.office, Office::Pool(_)).then(|| told(book, plan)),
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
    // A central office has a cost of its own even where days are sold at rates and it has no price.
    let of_cost = |line: &Line| line.kind == LineKind::Office && !line.cost.is_zero();
    let lines =
        quote.lines.iter().filter(move |line| line.kind.is_pmo() && (!line.price.is_zero() || of_cost(line)));
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

/// What an office that is priced as a whole may be short of the effort it is told to spend: days are planned to
/// 0.01 and counts are whole, so figures this near are the same.
const TOLERANCE_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// An office priced as a whole that is told to do more than its days hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shortfall {
    /// Σ count × effort of the activities told.
    told: Days,
    /// Days in the price.
    funded: Days,
}

/// Days of all occurrences of the activities told.
fn told(book: &Book, plan: &Plan) -> Days {
    promised(book, plan).map(|(activity, count)| plan.governance.effort(activity, count)).sum()
}

/// Whether the activities told take more days than are priced, by more than the tolerance. An office that
/// counts its activities is priced by what is told, so it has none.
fn shortfall(book: &Book, plan: &Plan) -> Option<Shortfall> {
    let Office::Pool(funded) = plan.governance.office else { return None };
    let told = told(book, plan);
    let most = funded.0 * (Decimal::ONE_HUNDRED + TOLERANCE_PERCENT) / Decimal::ONE_HUNDRED;
    (told.0 > most).then_some(Shortfall { told, funded })
}

/// The error of a shortfall, with the lightest ways out of it.
fn unfunded_effort(deal: &Deal, book: &Book, plan: &Plan, short: Shortfall) -> Diagnostic {
    let days = |days: Decimal| format!("{}", days.round_dp(2).normalize());
    let message = format!(
        "the activities of delivery management told take {} days, the office `{}` pays for {}",
        days(short.told.0),
        book.pmo.id,
        days(short.funded.0),
    );
    let mut ways: Vec<String> = Vec::new();
    if let Some(drop) = lightest_drop(book, plan, short) {
        let ids: Vec<String> =
            drop.iter().map(|at| format!("\"{}\"", *book.methodology.activities[*at].id)).collect();
        let before = !deal.governance.dropped.is_empty();
        let which = if before { "leave out besides" } else { "leave out some:" };
        ways.push(format!("{which} `[governance] drop = [{}]`", ids.join(", ")));
    }
    ways.push(more_days(book, plan, short));
    ways.push("take an office that counts activities, such as `pmo = \"activity-based\"`".to_owned());
    Diagnostic::error(Code::UnfundedEffort, message).at(deal.head.model.place).hint(format!(
        "{}, or {}",
        ways[..ways.len() - 1].join(", "),
        ways[ways.len() - 1]
    ))
}

/// Up to which number of activities every choice is looked at.
const MOST_CHOICES: usize = 16;

/// The activities to leave out so that the rest fits: as few as possible, and of those the ones that leave
/// the most days in use. Mandatory activities stay, and what needs an activity goes with it.
fn lightest_drop(book: &Book, plan: &Plan, short: Shortfall) -> Option<Vec<ActivityIdx>> {
    let activities = &book.methodology.activities;
    let told: Vec<(ActivityIdx, Decimal)> = (plan.governance.activities.iter())
        .map(|one| (one.activity, plan.governance.effort(&activities[one.activity], one.count).0))
        .collect();
    let mut free: Vec<(ActivityIdx, Decimal)> =
        told.iter().copied().filter(|(at, days)| !activities[*at].mandatory && !days.is_zero()).collect();
    free.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    free.truncate(MOST_CHOICES);
    // What is left of the days where these are left out; `None`: an activity that stays would need one.
    let left = |bits: u32| -> Option<Decimal> {
        let out =
            |at: &ActivityIdx| free.iter().enumerate().any(|(bit, one)| one.0 == *at && bits >> bit & 1 == 1);
        let stays = || told.iter().filter(|(at, _)| !out(at));
        let stands = stays().all(|(at, _)| !activities[*at].needs.iter().any(&out));
        stands.then(|| stays().map(|(_, days)| *days).sum())
    };
    let fits = |bits: &u32| left(*bits).is_some_and(|days| days <= short.funded.0);
    let best = (1..1_u32 << free.len())
        .filter(fits)
        .min_by_key(|bits| (bits.count_ones(), left(*bits).map(|days| -days), *bits))?;
    let mut drop: Vec<ActivityIdx> =
        free.iter().enumerate().filter(|(bit, _)| best >> bit & 1 == 1).map(|(_, one)| one.0).collect();
    drop.sort_unstable();
    Some(drop)
}

/// How the office itself would pay for what is told, in its own terms.
fn more_days(book: &Book, plan: &Plan, short: Shortfall) -> String {
    let up = |value: Decimal, places: u32| {
        value.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::ToPositiveInfinity).normalize()
    };
    let minimum = format!("give it `minimum_days = {}`", up(short.told.0, 1));
    match &book.pmo.kind {
        PmoKind::PercentOfEffort(_) => match (short.told.0 * Decimal::ONE_HUNDRED).checked_div(plan.effort.0)
        {
            Some(percent) if percent <= Decimal::ONE_HUNDRED => {
                format!("price it at `percent = {}`", up(percent, 1))
            }
            _ => minimum,
        },
        PmoKind::Staffed { setup, closeout, .. } => {
            let rest = short.told.0 - setup.value.0 - closeout.value.0;
            match rest.checked_div(plan.length.to_decimal()) {
                Some(fte) if fte > Decimal::ZERO => format!("staff it with `fte = {}`", up(fte, 2)),
                _ => minimum,
            }
        }
        PmoKind::Tiered(_) | PmoKind::ActivityBased => minimum,
    }
}

/// Pushes a finding for each place where the proof fails.
pub fn findings(deal: &Deal, book: &Book, plan: &Plan, quote: &Quote, diags: &mut Diags) {
    if let Some(short) = shortfall(book, plan) {
        diags.push(unfunded_effort(deal, book, plan, short));
    }
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
                    "the offer carries `{line}` of the delivery office and there is no activity it pays for"
                );
                let finding = Diagnostic::error(Code::UnbackedHours, message).at(book.pmo.place);
                finding.hint("take a methodology with activities, or an office that costs nothing")
            }
        });
    }
}
