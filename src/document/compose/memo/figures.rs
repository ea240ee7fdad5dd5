//! The memo's figures: price, margin where it is planned and where it may land, floor, room, share.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Memo;
use crate::compose::blocks::Scene;
use crate::compose::table_builder::{Options, text};
use crate::tree::{Block, KeyFigure};
use bidwright_base::locale::rounding::{rounded, unit_beside};
use bidwright_base::locale::{Locale, Message};
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_review::{figures as of_quote, margins};

/// Price, margin, chance of success.
pub(super) fn key_figures(memo: &Memo<'_>, scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let offer = memo.offer;
    let locale = scene.locale;
    let totals = &offer.quote.totals;
    let figure = |label: Message<'_>, value: String, remark: Message<'_>| KeyFigure {
        label: scene.text(label),
        value,
        remark: scene.text(remark),
    };
    let none = || scene.text(Message::None);
    let walk_away = of_quote(&offer.deal, &offer.book, &offer.quote).walk_away;
    let lowest = walk_away.map_or_else(none, |lowest| scene.localized().plain_money(lowest));
    let floor = locale.percent(offer.book.policy.margin_floor);
    let margin = totals.margin_percent().map_or_else(none, |margin| tenths(locale, margin));
    let price = scene.localized().plain_money(totals.net);
    let mut all = vec![
        figure(Message::NetPrice, price, Message::MemoWalkAwayBelow { price: &lowest }),
        figure(Message::MarginAtPlan, margin, Message::MemoFloor { margin: &floor }),
    ];
    if let Some(value_analysis) = &offer.value_analysis {
        let success = &value_analysis.scenario_pair.with.success;
        let range = &locale.chances(value_analysis.uncertainty.with);
        all.push(if success.is_carried() {
            let chance = locale.chance(success.joint);
            figure(Message::ChanceOfSuccess, chance, Message::PlausibleRangeOf { range })
        } else {
            figure(Message::ChanceOfSuccess, none(), Message::ChanceNotTold)
        });
    }
    vec![Block::KeyFigures(all)]
}

/// Every figure a reviewer asks for.
pub(super) fn figures(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([Message::MemoFigure, Message::MemoHow, Message::ColumnValue]).figures([2]);
    for [name, how, value] in
        price_rows(memo, scene).into_iter().chain(margin_rows(memo, scene)).chain([office_row(memo, scene)])
    {
        table.row([text(name), text(how), text(value)]);
    }
    table.finish(options, "review-figures")
}

/// A figure, how it follows and what it is.
type FigureRow = [String; 3];

/// The price, the lowest one, and the discount between them.
fn price_rows(memo: &Memo<'_>, scene: &Scene<'_>) -> Vec<FigureRow> {
    let offer = memo.offer;
    let locale = scene.locale;
    let none = || scene.text(Message::None);
    let money = |amount| locale.money(offer.quote.currency, amount);
    let found = of_quote(&offer.deal, &offer.book, &offer.quote);
    let floor = locale.percent(offer.book.policy.margin_floor);
    let room = match &offer.deal.commercial.discount {
        Some(discount) => scene.text(Message::MemoRoomHow { given: &locale.percent(discount.percent.value) }),
        None => scene.text(Message::MemoRoomHowNone),
    };
    vec![
        [scene.text(Message::NetPrice), scene.text(Message::MemoNetPriceHow), money(offer.quote.totals.net)],
        [
            scene.text(Message::MemoWalkAway),
            scene.text(Message::MemoWalkAwayHow { margin: &floor }),
            found.walk_away.map_or_else(none, money),
        ],
        [scene.text(Message::MemoRoom), room, found.room.map_or_else(none, |room| tenths(locale, room))],
    ]
}

/// The margin by plan, and as simulated.
fn margin_rows(memo: &Memo<'_>, scene: &Scene<'_>) -> Vec<FigureRow> {
    let offer = memo.offer;
    let locale = scene.locale;
    let planned = offer.quote.totals.margin_percent();
    let planned = planned.map_or_else(|| scene.text(Message::None), |margin| tenths(locale, margin));
    let mut rows = vec![[scene.text(Message::MarginAtPlan), scene.text(Message::MemoMarginHow), planned]];
    if let Some(value_analysis) = &offer.value_analysis {
        let margins = margins(&value_analysis.scenario_pair);
        let points = |p: Simulated| {
            // Within the error at 95 %, and no finer than the column.
            let value = rounded(
                100.0 * p.value,
                unit_beside(196.0 * p.se, Decimal::new(1, 1)).min(Decimal::new(1, 1)),
            );
            format!("{} ± {}", tenths(locale, Percent(value)), locale.error_points(p.se))
        };
        for (name, how, margin) in [
            (Message::MemoMarginP50, Message::MemoMarginP50How, margins.p50),
            (Message::MemoMarginP80, Message::MemoMarginP80How, margins.p80),
        ] {
            rows.push([scene.text(name), scene.text(how), points(margin)]);
        }
    }
    rows
}

/// The delivery office's share of the price.
fn office_row(memo: &Memo<'_>, scene: &Scene<'_>) -> FigureRow {
    let offer = memo.offer;
    let locale = scene.locale;
    let (low, high) = offer.book.pmo.lean_band;
    let (low, high) = (&locale.number(low.0.normalize()), &locale.percent(high));
    let share = offer.quote.totals.pmo_share_percent();
    [
        scene.text(Message::MemoOffice),
        scene.text(Message::MemoOfficeHow { low, high }),
        share.map_or_else(|| scene.text(Message::None), |share| tenths(locale, share)),
    ]
}

/// What the price covers, and how often that is enough.
pub(super) fn within_base(memo: &Memo<'_>, scene: &Scene<'_>) -> Option<String> {
    let offer = memo.offer;
    let base = offer.quote.totals.base;
    let amount = base.amount().to_f64()?;
    let chance = offer.value_analysis.as_ref()?.scenario_pair.with.outcome.cost.at_most(amount);
    let (base, chance) = (scene.localized().plain_money(base), scene.locale.chance(chance));
    Some(scene.text(Message::MemoWithinBase { base: &base, chance: &chance }))
}

/// "32.8%", and "33.0%": figures of one column have the same decimals.
pub(super) fn tenths(locale: Locale, of: Percent) -> String {
    let mut rounded = of.0.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    locale.percent_sign(&locale.number(rounded))
}
