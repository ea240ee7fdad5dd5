//! What the commands print, as text: for tests, and for whoever builds on the library.

use super::{calibrate, diff, explain, forecast, history, json, plan, price, review, value, verify};
use bidwright_base::diag::Diags;
use bidwright_base::source::Sources;
use bidwright_economics::calibrate::Calibration;
use bidwright_economics::offer::{Appraisal, Offer};
use bidwright_economics::value::Turning;
use bidwright_print::verify::Verification;
use bidwright_service::pipeline::{Compared, Prognosis, Reviewed};

/// The price build-up of an offer as text: what `bidwright price` prints.
#[must_use]
pub fn price_table(offer: &Offer) -> String {
    price::internal(offer, None)
}

/// The forecast of an offer as text: what `bidwright forecast` prints.
#[must_use]
pub fn forecast_table(offer: &Offer, prognosis: &Prognosis) -> String {
    forecast::report(offer, prognosis)
}

/// The forecast of an offer as JSON: what `bidwright forecast --format json` prints.
#[must_use]
pub fn forecast_json(offer: &Offer, prognosis: &Prognosis) -> String {
    json::forecast(offer, prognosis)
}

/// What a history says as text: what `bidwright calibrate` prints.
#[must_use]
pub fn calibration_table(calibration: &Calibration) -> String {
    history::report(calibration)
}

/// What a history says as JSON: what `bidwright calibrate --format json` prints.
#[must_use]
pub fn calibration_json(calibration: &Calibration, sources: &Sources, diags: &Diags) -> String {
    calibrate::document(calibration, &json::findings(sources, diags))
}

/// What `bidwright calibrate` writes to `pricing/history.toml`.
#[must_use]
pub fn calibration_file(calibration: &Calibration, diags: &Diags) -> String {
    calibrate::file(calibration, diags)
}

/// The value of an appraised offer's delivery office as text: what `bidwright value` prints.
#[must_use]
pub fn value_table(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    value::report(offer, appraisal, turning)
}

/// The value of an appraised offer's delivery office as JSON: what `bidwright value --format json` prints.
#[must_use]
pub fn value_json(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    json::value(offer, appraisal, turning)
}

/// The `[governance]` table of the leanest set: what `bidwright value --apply-leanest` prints; `None` without
/// `[stakes]`.
#[must_use]
pub fn leanest_table(offer: &Offer, appraisal: &Appraisal) -> Option<String> {
    appraisal.value.worth.as_ref().map(|worth| value::governance_table(offer, &worth.lean))
}

/// The review of an offer as text: what `bidwright review` prints.
#[must_use]
pub fn review_table(reviewed: &Reviewed) -> String {
    review::report(reviewed, reviewed.as_of())
}

/// The review of an offer as JSON: what `bidwright review --format json` prints.
#[must_use]
pub fn review_json(reviewed: &Reviewed) -> String {
    json::document("review", &json::review(reviewed, reviewed.as_of()))
}

/// Every field of the review context with its value: what `bidwright review --context` prints.
#[must_use]
pub fn context_table(reviewed: &Reviewed) -> String {
    review::context(reviewed)
}

/// Every material field with its value: what `bidwright review --material` prints.
#[must_use]
pub fn material_table(reviewed: &Reviewed) -> String {
    review::material(reviewed)
}

/// What was checked of an issued PDF, as text: what `bidwright verify` prints.
#[must_use]
pub fn verify_table(verification: &Verification) -> String {
    verify::report(verification)
}

/// What was checked of an issued PDF, as JSON: what `bidwright verify --format json` prints.
#[must_use]
pub fn verify_json(verification: &Verification, sources: &Sources, diags: &Diags) -> String {
    verify::document(verification, &json::findings(sources, diags))
}

/// Where a figure of an offer comes from, as text: what `bidwright explain FIGURE DEAL` prints; `None` where
/// there is no such figure.
#[must_use]
pub fn explained(offer: &Offer, sources: &Sources, key: &str, depth: usize) -> Option<String> {
    explain::figure_tree(offer, sources, key, depth)
}

/// What changed between two revisions as text: what `bidwright diff` prints.
#[must_use]
pub fn diff_table(compared: &Compared) -> String {
    diff::report(compared)
}

/// What changed between two revisions as JSON: what `bidwright diff --format json` prints.
#[must_use]
pub fn diff_json(compared: &Compared) -> String {
    json::document("diff", &diff::as_json(compared))
}

/// The plan of an offer as text: what `bidwright plan` prints.
#[must_use]
pub fn plan_table(offer: &Offer) -> String {
    plan::table(offer)
}
