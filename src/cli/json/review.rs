//! `bidwright.review/1`: the verdict, the rules that fired with what they saw, and the hash.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::number;
use bidwright_model::rules::Datum;
use bidwright_review::approvals::State;
use bidwright_review::figures;
use bidwright_service::pipeline::Reviewed;

/// The review of one deal.
pub(crate) fn review(reviewed: &Reviewed, day: Date) -> Json {
    let Reviewed { offer, review, .. } = reviewed;
    let fired: Vec<Json> = (review.fired.iter())
        .map(|fired| {
            let figures: Map<String, Json> =
                fired.figures.iter().map(|(path, datum)| (path.clone(), of(datum))).collect();
            json!({
                "rule": fired.rule, "verdict": fired.verdict.word(), "approver": fired.approver,
                "message": fired.message, "figures": figures,
            })
        })
        .collect();
    let figures = figures(&offer.deal, &offer.book, &offer.quote);
    let totals = &offer.quote.totals;
    let success = offer.appraisal.as_ref().map(|appraisal| appraisal.prospects.with.success.joint.value);
    let threats: Vec<Json> = (figures.threats.iter())
        .map(|threat| {
            let risk = &offer.deal.risks[threat.risk];
            json!({ "id": risk.id.value, "cost": threat.cost, "margin_points": number(Some(threat.points)) })
        })
        .collect();
    let approvals: Vec<Json> = (reviewed.standing(day).iter())
        .map(|one| {
            let given = one.state.given();
            let why = if let State::Reopened { why, .. } = &one.state { Some(why) } else { None };
            json!({
                "rule": one.rule, "role": one.role, "state": one.state.word(),
                "by": given.map(|given| &given.by),
                "on": given.map(|given| given.on.to_string()),
                "expires": given.map(|given| given.expires.to_string()),
                "why": why,
            })
        })
        .collect();
    let issued = reviewed.log.issued(offer.deal.head.revision.value).map(|record| {
        let draft = &record.draft;
        json!({ "by": draft.name, "on": draft.date.to_string(), "hash": draft.hash })
    });
    json!({
        "number": offer.deal.head.number.value,
        "revision": offer.deal.head.revision.value,
        "currency": offer.quote.currency.code(),
        "policy": offer.book.policy.id,
        "verdict": review.ruling.word(),
        "approvers": review.approvers(),
        "fired": fired,
        "hash": review.hash,
        "as_of": day.to_string(),
        "approvals": approvals,
        "issued": issued,
        "figures": {
            "net": totals.net,
            "margin_percent": number(totals.margin_percent()),
            "margin_percent_if_contingency_unspent": number(totals.margin_percent_if_contingency_unspent()),
            "margin_floor_percent": number(Some(offer.book.policy.margin_floor)),
            "walk_away_net": figures.walk_away,
            "discount_room_percent": number(figures.room),
            "pmo_share_percent": number(totals.pmo_share_percent()),
            "success": success,
        },
        "risks": threats,
    })
}

fn of(datum: &Datum) -> Json {
    match datum {
        Datum::Null => Json::Null,
        // The nearest double, as every number of JSON is read.
        Datum::Number(number) => json!(number.to_string().parse::<f64>().ok()),
        Datum::Text(text) => json!(text),
        Datum::Flag(flag) => json!(flag),
        Datum::Texts(texts) => json!(texts),
        Datum::Rows(rows) => {
            let row = |row: &BTreeMap<&'static str, Datum>| -> Json {
                Json::Object(row.iter().map(|(name, datum)| ((*name).to_owned(), of(datum))).collect())
            };
            rows.iter().map(row).collect()
        }
    }
}
