//! What a failed delivery costs the customer: line by line, with how each is worked out and who said so.

use rust_decimal::prelude::ToPrimitive;

use super::Scene;
use crate::compose::sheet::{Cell, Options, Sheet, text};
use crate::tree::walk::plain;
use crate::tree::{Block, Chart, Figure, Inline, Range, Ranges, RowKind};
use bidwright_base::money::Money;
use bidwright_base::simulated::Simulated;
use bidwright_economics::value::Exposure;
use bidwright_model::deal::Damages;

/// The sheet, and under it where its figures come from.
pub(super) fn sheet(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(exposure) = stated(scene) else {
        return Vec::new();
    };
    let say = |english, german| scene.say(english, german);
    let seen = scene.seen;
    let amount = |amount: Money| text(seen.plain_amount(amount));
    let mut sheet = Sheet::new([
        say("What a failed delivery costs you", "Was eine gescheiterte Lieferung Sie kostet"),
        say("How it is worked out", "Wie es berechnet ist"),
        &scene.in_currency(say("Low", "Niedrig")),
        &scene.in_currency(say("Likely", "Erwartet")),
        &scene.in_currency(say("High", "Hoch")),
    ])
    .figures([2, 3, 4]);
    let party = &exposure.customer;
    let mut row = |kind, label: &str, how: String, [low, likely, high]: [Money; 3]| {
        sheet.add(kind, [text(label), text(how), amount(low), amount(likely), amount(high)]);
    };
    for line in &party.lines {
        row(RowKind::Body, seen.exposure_label(&line.what), seen.formula(&line.what), line.amounts);
    }
    if party.lines.len() > 1 {
        let label = say("An outright failure, in all", "Ein völliges Scheitern insgesamt");
        row(RowKind::Total, label, String::new(), [party.low, party.likely, party.high]);
    }
    if let Some(week) = exposure.week_late {
        let how = say("as you stated it; not in the sum", "nach Ihrer Angabe; nicht in der Summe");
        row(RowKind::Body, say("Each week late", "Jede Woche Verzug"), how.to_owned(), week);
    }
    if let (Some(most), Some(damages)) = (exposure.transfer.filter(|most| !most.is_zero()), damages(scene)) {
        let label = say("Delay damages from us, at most", "Verzugsentschädigung von uns, höchstens");
        sheet.row([text(label), text(damages_rule(scene, damages)), Cell::new(), Cell::new(), amount(most)]);
    }
    let mut blocks = sheet.finish(options, "exposure-sheet");
    if !blocks.is_empty() {
        blocks.extend(sources(scene, exposure));
    }
    blocks
}

/// The same as ranges.
pub(super) fn chart(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some(exposure) = stated(scene) else {
        return Vec::new();
    };
    let say = |english, german| scene.say(english, german);
    let seen = scene.seen;
    let range = |label: &str, amounts: [Money; 3], kind| {
        let [low, likely, high] = amounts.map(|amount| seen.plain_amount(amount));
        Range {
            label: label.to_owned(),
            values: amounts.map(|amount| amount.amount().to_f64().unwrap_or_default()),
            words: likely,
            more: format!("{low} {} {high}", say("to", "bis")),
            kind,
        }
    };
    let party = &exposure.customer;
    let mut rows: Vec<Range> = (party.lines.iter())
        .map(|line| range(seen.exposure_label(&line.what), line.amounts, RowKind::Body))
        .collect();
    if rows.len() > 1 {
        let label = say("Outright failure, in all", "Scheitern insgesamt");
        rows.push(range(label, [party.low, party.likely, party.high], RowKind::Total));
    }
    if let Some(week) = exposure.week_late {
        rows.push(range(say("Each week late", "Jede Woche Verzug"), week, RowKind::Group));
    }
    let caption = options.caption.clone().unwrap_or_else(|| vec![Inline::Text(finding(scene, exposure))]);
    let told = rows.iter().map(|row| format!("{}: {} ({})", row.label, row.words, row.more));
    let alt = format!("{}. {}.", plain(&caption), told.collect::<Vec<_>>().join("; "));
    vec![Block::Figure(Figure {
        id: options.id("exposure-chart"),
        alt,
        caption,
        chart: Chart::Ranges(Ranges {
            rows,
            unit: seen.offer.quote.currency.code().to_owned(),
            names: [
                say("low to high", "niedrig bis hoch").to_owned(),
                say("likely", "am wahrscheinlichsten").to_owned(),
            ],
        }),
    })]
}

/// The exposure, where anything of it is the customer's.
fn stated<'s>(scene: &Scene<'s>) -> Option<&'s Exposure> {
    let exposure = &scene.seen.worth()?.1.exposure;
    let any = !exposure.customer.lines.is_empty() || exposure.week_late.is_some();
    any.then_some(exposure)
}

/// "A delivery that fails outright costs you EUR 703,000 to EUR 2,750,000, most likely EUR 1,380,000".
fn finding(scene: &Scene<'_>, exposure: &Exposure) -> String {
    let about = |amount: Money| {
        let value = amount.amount().to_f64().unwrap_or_default();
        scene.seen.about(Simulated { value, se: 0.0 })
    };
    let (what, [low, likely, high]) = match (exposure.customer.lines.is_empty(), exposure.week_late) {
        (true, Some(week)) => (scene.say("Each week late costs you", "Jede Woche Verzug kostet Sie"), week),
        _ => (
            scene.say(
                "A delivery that fails outright costs you",
                "Eine Lieferung, die ganz scheitert, kostet Sie",
            ),
            [exposure.customer.low, exposure.customer.likely, exposure.customer.high],
        ),
    };
    let (to, most) = (scene.say("to", "bis"), scene.say("most likely", "am wahrscheinlichsten"));
    format!("{what} {} {to} {}, {most} {}", about(low), about(high), about(likely))
}

fn damages<'s>(scene: &Scene<'s>) -> Option<&'s Damages> {
    scene.seen.offer.deal.stakes.as_ref()?.damages.as_ref()
}

/// "0.5% of the net price a week, up to 10%, after 10 days of grace".
fn damages_rule(scene: &Scene<'_>, damages: &Damages) -> String {
    let locale = scene.seen.locale;
    let (week, cap) = (locale.percent(damages.percent_per_week), locale.percent(damages.cap_percent.value));
    let grace = match damages.grace_days.is_zero() {
        true => String::new(),
        false => format!(
            "{} {}",
            scene.say(", after", ", nach"),
            locale.count(damages.grace_days, scene.say("day", "Tag"), scene.say("days", "Tagen"))
        ),
    };
    let a_week = scene.say("of the price a week, up to", "des Preises je Woche, bis zu");
    format!("{week} {a_week} {cap}{grace}")
}

/// Who said so, in small print.
fn sources(scene: &Scene<'_>, exposure: &Exposure) -> Vec<Block> {
    let deal = &scene.seen.offer.deal;
    let mut said: Vec<String> = Vec::new();
    if let Some(source) = deal.stakes.as_ref().and_then(|stakes| stakes.source.as_ref()) {
        said.push(source.trim().trim_end_matches('.').to_owned());
    }
    let benefits = exposure.customer.lines.iter().find_map(|line| match &line.what {
        bidwright_economics::value::Source::Benefit { objectives, .. } => Some(objectives),
        _ => None,
    });
    let mut told: Vec<String> = Vec::new();
    for objective in benefits.into_iter().flatten().map(|at| &deal.objectives[*at]) {
        if let Some(source) = &objective.source {
            told.push(format!("{}: {}", objective.id.value, source.trim().trim_end_matches('.')));
        }
    }
    if !told.is_empty() {
        let of = scene.say("Benefit of each objective:", "Nutzen je Ziel:");
        said.push(format!("{of} {}", told.join("; ")));
    }
    if said.is_empty() {
        return Vec::new();
    }
    let net = scene.say("All amounts are net of tax.", "Alle Beträge ohne Steuer.");
    let words = format!("{} {}. {net}", scene.say("Source:", "Quelle:"), said.join(". "));
    vec![Block::Fine(vec![Block::Paragraph(vec![Inline::Text(words)])])]
}
