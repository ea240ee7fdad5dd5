//! The memo's figures: price, margin where it is planned and where it may land, floor, room, share.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::compose::blocks::Scene;
use crate::compose::sheet::{Options, Sheet, text};
use crate::tree::{Block, KeyFigure};
use bidwright_base::locale::Locale;
use bidwright_base::locale::rounding::{rounded, unit};
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_review::{figures as of_quote, margins};

/// Price, margin, chance of success.
pub(super) fn key_figures(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let offer = scene.memo().offer;
    let locale = scene.seen.locale;
    let totals = &offer.quote.totals;
    let figure =
        |label: &str, value: String, remark: String| KeyFigure { label: label.to_owned(), value, remark };
    let none = || say("none", "keine").to_owned();
    let walk_away = of_quote(&offer.deal, &offer.book, &offer.quote).walk_away;
    let lowest = walk_away.map_or_else(none, |lowest| scene.seen.plain_money(lowest));
    let floor = locale.percent(offer.book.policy.margin_floor);
    let mut all = vec![
        figure(
            say("Net price", "Nettopreis"),
            scene.seen.plain_money(totals.net),
            format!("{} {lowest}", say("walk away below", "Untergrenze")),
        ),
        figure(
            say("Margin at plan", "Plan-Marge"),
            totals.margin_percent().map_or_else(none, |margin| tenths(locale, margin)),
            format!("{} {floor}", say("floor", "Grenze")),
        ),
    ];
    if let Some(appraisal) = &offer.appraisal {
        let success = &appraisal.prospects.with.success;
        all.push(figure(
            say("Chance of success", "Erfolgschance"),
            locale.chance(success.joint),
            format!(
                "{} {}",
                say("plausible range", "plausibler Bereich"),
                locale.chances(appraisal.uncertainty.with)
            ),
        ));
    }
    vec![Block::KeyFigures(all)]
}

/// Every figure a reviewer asks for.
pub(super) fn figures(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let offer = scene.memo().offer;
    let locale = scene.seen.locale;
    let totals = &offer.quote.totals;
    let mut sheet =
        Sheet::new([say("Figure", "Größe"), say("How it follows", "Wie sie folgt"), say("Value", "Wert")])
            .figures([2]);
    let none = || say("none", "keine").to_owned();
    let percent = |of: Option<Percent>| of.map_or_else(none, |of| tenths(locale, of));
    let mut row = |name: &str, how: String, value: String| sheet.row([text(name), text(how), text(value)]);
    let money = |amount| locale.money(offer.quote.currency, amount);
    let found = of_quote(&offer.deal, &offer.book, &offer.quote);
    let discount = offer.deal.commercial.discount.as_ref();
    let given = discount.map_or_else(
        || say("none given", "keiner gewährt").to_owned(),
        |discount| format!("{} {}", locale.percent(discount.percent.value), say("given", "gewährt")),
    );
    row(
        say("Net price", "Nettopreis"),
        say("after discount, before tax", "nach Nachlass, vor Steuer").into(),
        money(totals.net),
    );
    row(
        say("Walk-away price", "Preisuntergrenze"),
        format!(
            "{} {}",
            say(
                "net price at which the margin is at the floor of",
                "Nettopreis mit einer Marge an der Grenze von"
            ),
            locale.percent(offer.book.policy.margin_floor)
        ),
        found.walk_away.map_or_else(none, money),
    );
    row(
        say("Discount room left", "Spielraum für Nachlass"),
        format!("{}; {given}", say("of the price, down to the floor", "vom Preis, bis zur Grenze")),
        percent(found.room),
    );
    row(
        say("Margin at plan", "Plan-Marge"),
        say("contingency counted as spent", "Reserve als verbraucht gezählt").into(),
        percent(totals.margin_percent()),
    );
    if let Some(appraisal) = &offer.appraisal {
        let margins = margins(&appraisal.prospects);
        let points = |p: Simulated| {
            // Within the error at 95 %, and no finer than the column.
            let value = rounded(100.0 * p.value, unit(100.0 * p.se, Decimal::new(1, 1)));
            format!("{} ± {}", tenths(locale, Percent(value)), locale.error_points(p.se))
        };
        row(
            say("Margin at P50", "Marge bei P50"),
            say(
                "half of the simulated deliveries keep at least this",
                "die Hälfte der simulierten Lieferungen behält mindestens so viel",
            )
            .into(),
            points(margins.p50),
        );
        row(
            say("Margin at P80", "Marge bei P80"),
            say("four in five keep at least this", "vier von fünf behalten mindestens so viel").into(),
            points(margins.p80),
        );
    }
    let (low, high) = offer.book.pmo.lean_band;
    row(
        say("Delivery office", "Projektsteuerung"),
        format!(
            "{} {} {} {}",
            say("of the price; lean band", "vom Preis; schlank sind"),
            locale.number(low.0.normalize()),
            say("to", "bis"),
            locale.percent(high)
        ),
        percent(totals.pmo_share_percent()),
    );
    sheet.finish(options, "review-figures")
}

/// What the price covers, and how often that is enough.
pub(super) fn within_base(scene: &Scene<'_>) -> Option<String> {
    let offer = scene.memo().offer;
    let base = offer.quote.totals.base;
    let amount = base.amount().to_f64()?;
    let chance = offer.appraisal.as_ref()?.prospects.with.outcome.cost.at_most(amount);
    let (base, chance) = (scene.seen.plain_money(base), scene.seen.locale.chance(chance));
    Some(if scene.seen.locale.is_german() {
        format!(
            "Die Kosten bleiben in {base} (Kosten und Reserve): so in {chance} der simulierten Lieferungen."
        )
    } else {
        format!(
            "Cost stays within {base}, cost and contingency together: so in {chance} of simulated deliveries."
        )
    })
}

/// "32.8%", and "33.0%": figures of one column have the same decimals.
pub(super) fn tenths(locale: Locale, of: Percent) -> String {
    let mut rounded = of.0.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    let number = locale.number(rounded);
    locale.say(format!("{number}%"), format!("{number}\u{a0}%"))
}
