//! JSON for programs: the shapes of FORMATS, always the internal view.

mod review;
mod value;

pub(super) use review::review;
pub(super) use value::value;

use serde_json::{Value, json};

use bidwright_base::diag::{Diags, Severity};
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Span;
use bidwright_base::source::Sources;
use bidwright_economics::forecast::{Correlation, Input, Point, Sample, Scenario, Success};
use bidwright_economics::offer::Offer;
use bidwright_economics::price::Quote;
use bidwright_model::deal::{Deal, Due};
use bidwright_service::pipeline::Prognosis;

/// A root object with its schema, indented.
pub(super) fn document(kind: &str, body: &Value) -> String {
    let mut root = serde_json::Map::new();
    root.insert("schema".into(), json!(format!("bidwright.{kind}/1")));
    if let Value::Object(entries) = body {
        root.extend(entries.clone());
    }
    serde_json::to_string_pretty(&Value::Object(root)).expect("no map with other keys than strings")
}

/// Findings in reading order.
pub(super) fn findings(sources: &Sources, diags: &Diags) -> Vec<Value> {
    let one = |finding: &bidwright_base::diag::Diagnostic| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let (file, line, column) = match finding.place {
            Some(place) => {
                let (line, column) = sources.line_column(place);
                (Some(&sources[place.file].name), Some(line), Some(column))
            }
            None => (None, None, None),
        };
        let excerpt =
            finding.place.map(|place| sources[place.file].text.get(place.span()).unwrap_or_default());
        json!({
            "severity": severity, "code": finding.code, "message": finding.message,
            "file": file, "line": line, "column": column, "excerpt": excerpt, "hint": finding.hint,
        })
    };
    diags.sorted(sources).into_iter().map(one).collect()
}

/// The price build-up.
pub(super) fn price(offer: &Offer, quote: &Quote) -> String {
    let deal = &offer.deal;
    let totals = &quote.totals;
    let lines: Vec<Value> = (quote.lines.iter())
        .map(|line| {
            json!({
                "id": line.id, "name": line.name, "kind": line.kind.word(),
                "effort_days": line.days, "cost": line.cost, "price": line.price,
            })
        })
        .collect();
    let taxes: Vec<Value> = (quote.taxes.iter())
        .map(|tax| json!({ "category": tax.category, "percent": number(Some(tax.percent)), "net": tax.net, "tax": tax.tax }))
        .collect();
    let payments: Vec<Value> = (quote.payments.iter())
        .map(|line| {
            let payment = &deal.payments[line.payment];
            json!({
                "name": payment.name, "amount": line.amount, "tax": line.tax,
                "due": payment.due_text, "due_kind": due_kind(line.due),
            })
        })
        .collect();
    let options: Vec<Value> = (quote.options.iter())
        .map(|option| {
            json!({
                "id": deal.options[option.option].id.value, "net": option.net, "total_with": option.total_with,
                "pmo_price": option.pmo_price, "net_standard_error": option.net_standard_error,
            })
        })
        .collect();
    let cap = quote.cap.as_ref().map(|cap| json!({ "amount": cap.amount, "p80_uncapped": cap.p80_uncapped }));
    let body = json!({
        "number": deal.head.number.value,
        "revision": deal.head.revision.value,
        "currency": quote.currency.code(),
        "lines": lines,
        "totals": {
            "direct_labour": totals.direct_labour, "burden": totals.burden, "overhead": totals.overhead,
            "office": totals.office, "purchases": totals.purchases, "cost": totals.cost,
            "contingency": totals.contingency,
            "contingency_standard_error": totals.contingency_standard_error,
            "expected_risk_cost": totals.expected_risk_cost,
            "base": totals.base, "price": totals.price, "discount": totals.discount, "net": totals.net,
            "tax": totals.tax, "gross": totals.gross,
            "margin_percent": number(totals.margin_percent()),
            "margin_percent_if_contingency_unspent": number(totals.margin_percent_if_contingency_unspent()),
            "pmo_cost": totals.pmo_cost, "pmo_price": totals.pmo_price,
            "pmo_share_percent": number(totals.pmo_share_percent()),
        },
        "tax_by_category": taxes,
        "payments": payments,
        "options": options,
        "at_cost": at_cost(deal, quote),
        "cap": cap,
    });
    document("price", &body)
}

/// `bidwright.forecast/1`. Simulation errors of every figure are in the text; here that of `joint`.
pub(super) fn forecast(offer: &Offer, prognosis: &Prognosis) -> String {
    let Prognosis { prospects, drivers, uncertainty } = prognosis;
    let deal = &offer.deal;
    let money = |amount: f64| {
        let rounded = offer.quote.currency.round_f64(amount);
        json!(rounded.expect("a simulated amount is a number in range"))
    };
    let one = |scenario: &Scenario| {
        let (cost, finish) = (&scenario.outcome.cost, &scenario.outcome.finish);
        json!({
            "cost": spread(cost, &money),
            "finish_days": spread(finish, &|days| json!(days)),
            "finish_date": {
                "p50": scenario.dates[0].to_string(), "p80": scenario.dates[1].to_string(),
                "p90": scenario.dates[2].to_string(),
            },
            "success": success(&scenario.success),
        })
    };
    let body = json!({
        "number": deal.head.number.value,
        "revision": deal.head.revision.value,
        "currency": offer.quote.currency.code(),
        "iterations": prospects.runs.iterations,
        "seed": prospects.runs.seed,
        "with": one(&prospects.with),
        "without": one(&prospects.without),
        "success_repriced": success(&prospects.repriced),
        "without_tail": prospects.without_tail.as_ref().map(|[with, without]| {
            json!({ "with": one(with), "without": one(without) })
        }),
        "classic_pert": prospects.classic.map(|classic| {
            json!({ "mean": classic.mean, "sd": classic.sd, "p80": classic.p80, "on_time": classic.on_time })
        }),
        "success_uncertainty": {
            "draws": uncertainty.draws, "iterations": uncertainty.iterations,
            "with": span(uncertainty.with), "without": span(uncertainty.without),
            "difference": span(uncertainty.gain), "raised": uncertainty.helps,
        },
        "criticality": prospects.critical.iter()
            .map(|(id, often)| {
                let index = drivers.indices.iter().find(|index| index.id == *id);
                json!({
                    "id": id, "probability": often.value, "standard_error": often.se,
                    "cruciality": index.map_or(Value::Null, |index| correlation(index.cruciality)),
                    "significance": index.map(|index| index.spread * often.value),
                })
            })
            .collect::<Vec<Value>>(),
        "correlations": drivers.links.iter().map(|link| {
            let (kind, id) = input(&link.input);
            json!({ "kind": kind, "id": id, "cost": correlation(link.cost), "finish": correlation(link.finish) })
        }).collect::<Vec<Value>>(),
        "swings": drivers.swings.iter().map(|swing| {
            let (kind, id) = input(&swing.input);
            let at = |point: &Point| json!({
                "cost_mean": money(point.cost), "cost_p80": money(point.cost_p80),
                "finish_mean": point.finish, "finish_p80": point.finish_p80, "success": point.success,
                "net_value": point.net_value.map_or(Value::Null, &money),
            });
            json!({ "kind": kind, "id": id, "p10": at(&swing.low), "p90": at(&swing.high) })
        }).collect::<Vec<Value>>(),
    });
    document("forecast", &body)
}

fn input(input: &Input) -> (&'static str, Option<&str>) {
    match input {
        Input::Common => ("common", None),
        Input::Work(id) => ("work", Some(id)),
        Input::Risk(id) => ("risk", Some(id)),
    }
}

fn correlation(found: Option<Correlation>) -> Value {
    found.map_or(Value::Null, |c| json!({ "rho": c.rho, "low": c.low, "high": c.high }))
}

fn span(span: Span) -> Value {
    json!({ "p5": span.low, "p95": span.high })
}

fn spread(sample: &Sample, number: &dyn Fn(f64) -> Value) -> Value {
    let at = |q: f64| number(sample.quantile(q).value);
    json!({
        "mean": number(sample.mean().value), "sd": number(sample.sd().value),
        "p10": at(0.1), "p50": at(0.5), "p80": at(0.8), "p90": at(0.9),
    })
}

fn success(success: &Success) -> Value {
    json!({
        "joint": success.joint.value,
        "on_time": success.on_time.map(|p| p.value),
        "in_budget": success.in_budget.map(|p| p.value),
        "accepted": success.accepted.value,
        "standard_error": success.joint.se,
        "conditions": success.conditions(),
    })
}

fn at_cost(deal: &Deal, quote: &Quote) -> Vec<Value> {
    let one = |travel: &bidwright_economics::price::AtCost| {
        let purchase = &deal.purchases[travel.purchase];
        json!({ "id": purchase.id.value, "name": purchase.name, "amount": travel.amount, "category": travel.category })
    };
    quote.at_cost.iter().map(one).collect()
}

fn due_kind(due: Due) -> &'static str {
    match due {
        Due::Signature => "signature",
        Due::On(_) => "date",
        Due::Deliverable(_) => "deliverable",
        Due::Phase(_) => "phase",
    }
}

/// A percentage as a number in shortest form; null where there is none.
pub(super) fn number(percent: Option<Percent>) -> Value {
    use rust_decimal::prelude::ToPrimitive;
    percent.and_then(|p| p.0.to_f64()).map_or(Value::Null, |n| json!(n))
}
