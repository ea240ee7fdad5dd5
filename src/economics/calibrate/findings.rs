//! What would mislead in a record that is right in itself: MODEL 15, lints 9, 11 and 12.

use rust_decimal::Decimal;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::words;
use bidwright_model::deal::Model;
use bidwright_model::record::{Past, RESCUE, Record};

/// Arms whose median sizes have a ratio above this are not alike; our assumption.
const SIZES_APART: Decimal = Decimal::from_parts(150, 0, 0, false, 2);
/// Nor are arms in which the share of a contract differs by more points than this; our assumption.
const SHARES_APART: i64 = 25;

/// Pushes the findings a reader of the posteriors must know.
pub fn findings(record: &Record, diags: &mut Diags) {
    survivors(record, diags);
    rescues(record, diags);
    let arm =
        |office| record.deals.iter().filter(move |deal| deal.is_delivery() && deal.office.value == office);
    let (with, without): (Vec<&Past>, Vec<&Past>) = (arm(true).collect(), arm(false).collect());
    if !with.is_empty() && !without.is_empty() {
        sizes(record, &with, &without, diags);
        contracts(record, &with, &without, diags);
    }
}

/// Lint 9.
fn survivors(record: &Record, diags: &mut Diags) {
    if record.deals.iter().all(|deal| deal.actual().is_some()) {
        let message = format!(
            "all {} were won and finished: the history holds survivors only",
            words::count(record.deals.len(), "deal", "deals"),
        );
        diags.push(
            Diagnostic::warning(Code::SurvivorBias, message)
                .at(record.columns.outcome)
                .hint("add the deals that were lost and the deliveries that were cancelled"),
        );
    }
}

/// Lint 12.
fn rescues(record: &Record, diags: &mut Diags) {
    let rescued = || record.deals.iter().filter(|deal| deal.is_delivery() && deal.kind.value == RESCUE);
    if let Some(first) = rescued().next() {
        let count = rescued().count();
        let with = rescued().filter(|deal| deal.office.value).count();
        let message = format!(
            "the effect is measured on {} too, {with} of them with a delivery office",
            words::count(count, "rescued delivery", "rescued deliveries"),
        );
        diags.push(
            Diagnostic::warning(Code::RescuedDeals, message)
                .at(first.kind.place)
                .hint("leave them out and calibrate again: what is at its worst gets better by itself"),
        );
    }
}

/// Lint 11, by size.
fn sizes(record: &Record, with: &[&Past], without: &[&Past], diags: &mut Diags) {
    let (one, other) = (median(with), median(without));
    if one.max(other) > SIZES_APART * one.min(other) {
        let message = format!(
            "deliveries with a delivery office are of {} days (median), those without of {}: the arms differ in size",
            one.normalize(),
            other.normalize(),
        );
        diags.push(
            Diagnostic::warning(Code::ArmsDiffer, message)
                .at(record.columns.size)
                .hint("compare the arms within a size band: the difference is not the office's alone"),
        );
    }
}

/// Lint 11, by contract: the one that differs most.
fn contracts(record: &Record, with: &[&Past], without: &[&Past], diags: &mut Diags) {
    let percent = |arm: &[&Past], model: Model| {
        let count = arm.iter().filter(|deal| deal.contract.value == model).count();
        Decimal::from(100 * count) / Decimal::from(arm.len())
    };
    let models = [Model::FixedPrice, Model::TimeAndMaterials, Model::Capped, Model::Retainer];
    let shares = models.map(|model| (model, percent(with, model), percent(without, model)));
    let apart = |(_, one, other): &(Model, Decimal, Decimal)| (one - other).abs();
    let Some(most) = shares.iter().max_by_key(|share| apart(share)) else { return };
    if apart(most) > Decimal::from(SHARES_APART) {
        let (model, one, other) = most;
        let message = format!(
            "{} % of the deliveries with a delivery office are {}, {} % of those without: the arms differ in contract",
            one.round(),
            model.word(),
            other.round(),
        );
        diags.push(
            Diagnostic::warning(Code::ArmsDiffer, message)
                .at(record.columns.contract)
                .hint("compare the arms within a contract: the difference is not the office's alone"),
        );
    }
}

/// The middle of the sizes as sold; of an even number the mean of the middle two.
fn median(deals: &[&Past]) -> Decimal {
    let mut sizes: Vec<Decimal> = deals.iter().map(|deal| deal.size.value.0).collect();
    sizes.sort_unstable();
    let middle = sizes.len() / 2;
    match sizes.len() % 2 {
        1 => sizes[middle],
        _ => (sizes[middle - 1] + sizes[middle]) / Decimal::TWO,
    }
}
