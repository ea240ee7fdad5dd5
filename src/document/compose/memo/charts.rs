//! The memo's charts: how the price is built, what a higher chance costs, which risks weigh most. The memo has
//! two pages, so each is shown only where there is room.

use bidwright_base::locale::Message;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Memo;
use super::figures::tenths;
use crate::compose::blocks::{HeatRisk, Scene};
use crate::compose::table_builder::Options;
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Frontier, Inline, NamedPoint, RowKind, WaterfallStep};
use bidwright_base::money::Money;
use bidwright_base::simulated::Simulated;
use bidwright_economics::value::lean::Point;
use bidwright_model::deal::Risk;

/// From what we pay to what the customer pays. The margin is what is left over cost and contingency.
pub(super) fn price_build_up(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let totals = &memo.offer.quote.totals;
    let step = |label: String, amount: Money, kind| WaterfallStep {
        label,
        value: amount.amount().to_f64().unwrap_or_default(),
        words: scene.localized().plain_amount(amount),
        kind,
    };
    let parts = [
        (scene.text(Message::MemoLabour), totals.direct_labour),
        (scene.text(Message::MemoBurden), totals.burden),
        (scene.text(Message::MemoOverhead), totals.overhead),
        (scene.text(Message::MemoPurchases), totals.purchases),
    ];
    let mut steps: Vec<WaterfallStep> = Vec::new();
    let part = |steps: &mut Vec<WaterfallStep>, label: String, amount: Money| {
        if !amount.is_zero() {
            steps.push(step(label, amount, RowKind::Body));
        }
    };
    for (label, amount) in parts {
        part(&mut steps, label, amount);
    }
    steps.push(step(scene.text(Message::MemoCost), totals.cost, RowKind::Subtotal));
    part(&mut steps, scene.text(Message::MemoContingency), totals.contingency);
    part(&mut steps, scene.text(Message::MemoMarginBeforeDiscount), totals.price - totals.base);
    if !totals.discount.is_zero() {
        steps.push(step(scene.text(Message::ListPrice), totals.price, RowKind::Subtotal));
        part(&mut steps, scene.text(Message::MemoDiscount), -totals.discount);
    }
    steps.push(step(scene.text(Message::NetPrice), totals.net, RowKind::Total));

    let Some(margin) = totals.margin_percent() else {
        return Vec::new();
    };
    let margin = tenths(scene.locale, margin);
    let finding = scene.text(Message::MemoBuildUpFinding { margin: &margin });
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding)]);
    vec![scene.waterfall(options.id("price-build-up"), caption, steps)]
}

/// What each further chance of success costs the customer, and where the offered PMO lies.
pub(super) fn frontier(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let pmo_value =
        memo.offer.value_analysis.as_ref().and_then(|value_analysis| value_analysis.value.pmo_value.as_ref());
    let Some(lean) = pmo_value.map(|pmo_value| &pmo_value.lean) else {
        return Vec::new();
    };
    let locale = scene.locale;
    let Some(offered) = lean.offered.success else {
        return Vec::new();
    };
    let sure = |value: f64| scene.localized().about(Simulated { value, se: 0.0 });
    let name = |point: &Point, success: Simulated, name: String| NamedPoint {
        cost: point.cost,
        chance: success.value,
        name,
        cost_words: sure(point.cost),
        chance_words: locale.chance(success),
    };
    let same = lean.leanest.activities == lean.offered.activities;
    let leanest = lean.leanest.success.filter(|_| !same);
    let first = if same {
        scene.text(Message::MemoFrontierOfferedLeanest)
    } else {
        scene.text(Message::MemoFrontierOffered)
    };
    let mut named = vec![name(&lean.offered, offered, first)];
    named.extend(
        leanest.map(|success| name(&lean.leanest, success, scene.text(Message::MemoFrontierLeanest))),
    );
    let activities = &memo.offer.book.methodology.activities;
    let bare = |point: &&Point| point.activities.iter().all(|at| activities[*at].mandatory);
    let known = |point: &Point| named.iter().any(|one| one.cost.total_cmp(&point.cost).is_eq());
    if let Some((point, success)) =
        lean.frontier.iter().find(bare).and_then(|point| Some((point, point.success?)))
        && !known(point)
    {
        named.push(name(point, success, scene.text(Message::MemoFrontierMandatory)));
    }
    // Chosen by an estimate, drawn as simulated: a set that a cheaper one beats is on no frontier.
    let points = lean.frontier.iter().chain([&lean.leanest, &lean.offered]);
    let mut all: Vec<(f64, f64)> =
        points.filter_map(|point| Some((point.cost, point.success?.value))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (cost, success) in all {
        if points.last().is_none_or(|(_, best)| success > *best) {
            points.push((cost, success));
        }
    }

    let (cost, chance) = (&named[0].cost_words, &named[0].chance_words);
    let finding = match leanest {
        None => scene.text(Message::MemoFrontierFindingLeanest { chance, cost }),
        Some(success) => {
            let (lean_cost, lean_chance) = (&sure(lean.leanest.cost), &locale.chance(success));
            scene.text(Message::MemoFrontierFinding { chance, cost, lean_chance, lean_cost })
        }
    };
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding)]);
    let described: Vec<String> =
        named.iter().map(|one| format!("{}: {}, {}", one.name, one.cost_words, one.chance_words)).collect();
    let alt = format!("{}. {}.", plain(&caption), described.join("; "));
    vec![Block::Figure(Figure {
        id: options.id("frontier"),
        alt,
        caption,
        chart: Chart::Frontier(Frontier {
            points,
            named,
            cost: scene.in_currency(Message::MemoFrontierCost),
            chance: scene.text(Message::ChanceOfSuccess),
        }),
    })]
}

/// Chance beside what each risk would take of the margin: as stated, untreated, our part of its likely cost.
pub(super) fn margin_heat(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let offer = memo.offer;
    let net = offer.quote.totals.net.amount();
    let points = |risk: &Risk| {
        let cost = risk.cost.as_ref().map_or(Decimal::ZERO, |cost| cost.likely);
        (Decimal::ONE_HUNDRED * cost * risk.bearer.supplier_share()).checked_div(net).unwrap_or_default()
    };
    let weight = |points: Decimal| match points {
        points if points < Decimal::ONE => 0,
        points if points < Decimal::TWO => 1,
        _ => 2,
    };
    let risks: Vec<HeatRisk<'_>> = (offer.deal.risks.iter())
        .map(|risk| (risk, points(risk)))
        .filter(|(_, points)| *points > Decimal::ZERO)
        .map(|(risk, points)| HeatRisk {
            id: &risk.id.value,
            likelihood: risk.likelihood(),
            column: weight(points),
        })
        .collect();
    let weights = vec![
        scene.text(Message::MemoHeatUnder),
        scene.text(Message::MemoHeatBetween),
        scene.text(Message::MemoHeatMore),
    ];
    scene.heat(options.id("margin-heat"), options, &risks, weights, Message::MemoHeatPoints)
}
