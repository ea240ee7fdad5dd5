//! The memo's blocks: verdict, rules, what must be true, what changed, risks, hash.

use rust_decimal::Decimal;

use super::{charts, figures};
use crate::compose::blocks::Scene;
use crate::compose::changes::{differing, effects, told};
use crate::compose::fill::{Level, certificate};
use crate::compose::sheet::{Options, Sheet, text};
use crate::tree::{Block, Callout, Inline, Item, RowKind, Tone};
use bidwright_base::quantity::Percent;
use bidwright_base::words;
use bidwright_model::book::Verdict;
use bidwright_model::deal::{IfWrong, Side};
use bidwright_model::rules::{Datum, find as field};
use bidwright_review::approvals::{Given, State};
use bidwright_review::funding_check;
use bidwright_review::{Fired, Ruling};

type Make = fn(&Scene<'_>, &Options) -> Vec<Block>;

const BLOCKS: &[(&str, Make)] = &[
    ("verdict", verdict),
    ("review-key-figures", figures::key_figures),
    ("review-figures", figures::figures),
    ("rules-fired", rules_fired),
    ("must-be-true", must_be_true),
    ("what-changed", what_changed),
    ("margin-risks", margin_risks),
    ("price-build-up", charts::price_build_up),
    ("frontier", charts::frontier),
    ("margin-heat", charts::margin_heat),
    ("no-add-on", no_add_on),
    ("material-hash", material_hash),
];

/// How to make a block of the memo.
pub(in crate::compose) fn find(name: &str) -> Option<Make> {
    BLOCKS.iter().find(|(known, _)| *known == name).map(|(_, make)| *make)
}

/// Names of all of them, for hints.
pub(in crate::compose) fn names() -> impl Iterator<Item = &'static str> {
    BLOCKS.iter().map(|(name, _)| *name)
}

/// Most entries of a list before it is cut: the memo has two pages.
const MOST: usize = 5;
/// Most changes listed.
const MOST_CHANGES: usize = 12;

/// The answer and who must act on it.
fn verdict(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let review = scene.memo().review;
    let open = scene.memo().standing.iter().filter(|one| !one.stands()).map(|one| one.role.as_str());
    let approvers = scene.seen.locale.list(&words::once(open));
    let count = |verdict| review.fired.iter().filter(|fired| fired.verdict == verdict).count();
    let rules = |n: usize| scene.seen.locale.count(n.into(), say("rule", "Regel"), say("rules", "Regeln"));
    let (kind, sentence) = match review.ruling {
        Ruling::Clear => (
            Callout::Note,
            say(
                "Nobody need approve. The offer may go out.",
                "Keine Freigabe nötig. Das Angebot kann hinaus.",
            )
            .to_owned(),
        ),
        Ruling::Approve if scene.memo().approved() => {
            let given =
                say("Every approval the policy asks for stands.", "Alle verlangten Freigaben liegen vor.");
            (Callout::Note, given.to_owned())
        }
        Ruling::Approve => (
            Callout::Important,
            format!(
                "{approvers} {} {} {}.",
                say(
                    "must approve before the offer goes out: it rests on",
                    "muss freigeben, bevor das Angebot hinausgeht; Anlass:"
                ),
                rules(count(Verdict::Approve)),
                say("of the policy", "der Richtlinie")
            ),
        ),
        Ruling::Block => {
            let stopped = say("The offer is stopped by", "Das Angebot ist gesperrt durch");
            let final_word = say("No approval can lift that.", "Keine Freigabe hebt das auf.");
            (Callout::Caution, format!("{stopped} {}. {final_word}", rules(count(Verdict::Block))))
        }
    };
    vec![Block::Callout {
        kind,
        title: vec![Inline::Text(scene.verdict().to_owned())],
        blocks: vec![Block::Paragraph(vec![Inline::Text(sentence)])],
    }]
}

/// Each rule that fired, with the figure that fired it and who must approve.
fn rules_fired(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let mut sheet = Sheet::new([
        say("Asks", "Verlangt"),
        say("Rule", "Regel"),
        say("What it says", "Was sie sagt"),
        say("Figures it saw", "Gesehene Werte"),
    ]);
    for fired in &scene.memo().review.fired {
        let asks = match (&fired.verdict, &fired.approver) {
            (Verdict::Note, _) => say("note", "Hinweis").to_owned(),
            (Verdict::Block, _) => say("block", "Sperre").to_owned(),
            (Verdict::Approve, approver) => {
                let role = approver.as_deref().unwrap_or_default();
                format!("{} {role}: {}", say("approval by", "Freigabe durch"), stands(scene, &fired.rule))
            }
        };
        sheet.row([text(asks), text(&fired.rule), text(&fired.message), text(saw(scene, fired))]);
    }
    sheet.finish(options, "rules-fired")
}

/// Whether a rule has its approval.
fn stands(scene: &Scene<'_>, rule: &str) -> String {
    let say = |english, german| scene.say(english, german);
    let locale = scene.seen.locale;
    let by = |given: &Given| format!("{} {}, {}", say("by", "von"), given.by, locale.short_date(given.on));
    let standing = scene.memo().standing.iter().find(|one| one.rule == rule);
    match standing.map(|one| &one.state) {
        None | Some(State::Open) => say("open", "offen").to_owned(),
        Some(State::Approved(given)) => format!("{} {}", say("given", "erteilt"), by(given)),
        Some(State::Expired(given)) => format!("{} ({})", say("expired", "abgelaufen"), by(given)),
        Some(State::Reopened { given, why }) => {
            format!("{} ({}): {why}", say("open again", "wieder offen"), by(given))
        }
    }
}

/// "discount percent 12 %; payment terms days 45". Of a long list, how long it is.
fn saw(scene: &Scene<'_>, fired: &Fired) -> String {
    let figures = fired.figures.iter().filter_map(|(path, datum)| {
        let name = path.rsplit('.').next().unwrap_or(path).replace('_', " ");
        Some(match datum {
            Datum::Texts(texts) if texts.len() > MOST => {
                let entries = scene.seen.locale.say(("entry", "entries"), ("Eintrag", "Einträge"));
                format!("{name} {}", scene.seen.locale.count(texts.len().into(), entries.0, entries.1))
            }
            _ => format!("{name} {}", datum.shown(field(path)?.kind)),
        })
    });
    figures.collect::<Vec<_>>().join("; ")
}

/// What the figures rest on.
fn must_be_true(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let offer = scene.memo().offer;
    let deal = &offer.deal;
    let locale = scene.seen.locale;
    let mut items: Vec<String> = figures::within_base(scene).into_iter().collect();
    let at_risk: Vec<_> = deal.assumptions.iter().filter(|one| one.if_wrong == IfWrong::AtOurRisk).collect();
    for one in at_risk.iter().take(MOST) {
        let ours = say("at our risk", "auf unser Risiko");
        items.push(format!("{} ({ours}): {}", one.id.value, one.text));
    }
    let mut theirs: Vec<_> = deal.dependencies.iter().filter(|one| one.owner == Side::Customer).collect();
    theirs.sort_by_key(|one| one.by.as_ref().map(|by| by.value));
    for one in theirs.iter().take(MOST) {
        let by = match &one.by {
            Some(by) => {
                format!("{} {}", say("The customer, by", "Der Kunde, bis"), locale.short_date(by.value))
            }
            None => say("The customer, without a date", "Der Kunde, ohne Termin").to_owned(),
        };
        items.push(format!("{by}: {}", one.text.value));
    }
    let left = at_risk.len().saturating_sub(MOST) + theirs.len().saturating_sub(MOST);
    if left > 0 {
        items.push(format!(
            "{} {left} {}",
            say("and", "und"),
            say("more, in the deal", "weitere, im Angebot")
        ));
    }
    let items = items.into_iter().map(|words| Item { task: None, blocks: text(words) }).collect();
    vec![Block::List { start: None, tight: true, items }]
}

/// Material changes since the last revision, then what became of price, margin, date and success.
fn what_changed(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let Some((before, this, changes)) = &scene.memo().changed else { return Vec::new() };
    let locale = scene.seen.locale;
    let mut sheet = Sheet::new([
        say("Touches", "Betrifft"),
        say("What", "Was"),
        say("Before", "Vorher"),
        say("After", "Jetzt"),
    ]);
    let made: Vec<_> = changes.iter().filter(|change| !change.follows).collect();
    for change in made.iter().take(MOST_CHANGES) {
        let touches = words::list(&change.touches.iter().map(|touch| touch.word()).collect::<Vec<_>>());
        let told = told(locale, this.currency, change);
        let (before, after) = differing(&told.before, &told.after);
        sheet.row([text(touches), text(told.what), text(before), text(after)]);
    }
    if let Some(more) = made.len().checked_sub(MOST_CHANGES).filter(|more| *more > 0) {
        let rest = say("more: `bidwright diff` lists them all", "weitere: `bidwright diff` nennt alle");
        sheet.row([text(""), text(format!("{more} {rest}")), text(""), text("")]);
    }
    if !made.is_empty() {
        sheet.group(say("What that did", "Was das bewirkt"));
    }
    for effect in effects(locale, before, this, true) {
        let after = if effect.before == effect.after || effect.change.is_empty() {
            effect.after
        } else {
            format!("{} ({})", effect.after, effect.change)
        };
        sheet.row([text(""), text(effect.figure), text(effect.before), text(after)]);
    }
    sheet.finish(options, "what-changed")
}

/// The risks that would take most of the margin.
fn margin_risks(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let say = |english, german| scene.say(english, german);
    let offer = scene.memo().offer;
    let locale = scene.seen.locale;
    let mut sheet = Sheet::new([
        "",
        say("Risk, as stated and untreated", "Risiko, wie genannt, unbehandelt"),
        say("Chance", "Chance"),
        &scene.in_currency(say("Our cost if so", "Unsere Kosten")),
        say("Points of margin", "Margenpunkte"),
    ])
    .figures([2, 3, 4]);
    let threats = bidwright_review::figures(&offer.deal, &offer.book, &offer.quote).threats;
    for threat in threats {
        let risk = &offer.deal.risks[threat.risk];
        let chance = Percent(risk.probability.value * Decimal::ONE_HUNDRED);
        let level = Level::of(risk.probability.value);
        sheet.add(
            RowKind::Body,
            [
                text(&risk.id.value),
                text(&risk.name),
                text(locale.percent(chance)),
                text(locale.number(threat.cost.amount().round())),
                text(locale.number(threat.points.0)),
            ],
        );
        sheet.tones([Tone::None, Tone::None, level.tone()]);
    }
    sheet.finish(options, "margin-risks")
}

/// The certificate that delivery management is in the price, with what of it is internal; or that it does not hold.
fn no_add_on(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let locale = scene.seen.locale;
    let words = match funding_check::certificate(scene.memo().offer) {
        Some(held) => {
            let sentence = certificate(held, locale);
            let (hours, days) = (locale.number(held.hours), locale.days(held.days.0));
            let price = scene.seen.plain_money(held.price);
            if locale.is_german() {
                format!("{sentence} Im Preis: {hours} Stunden ({days}) für {price}.")
            } else {
                format!("{sentence} In the price: {hours} hours ({days}) for {price}.")
            }
        }
        None => scene
            .say(
                "No certificate: no delivery management is told, or not all of it is in the price.",
                "Kein Nachweis: Es wird keine Projektsteuerung zugesagt, oder nicht alle steht im Preis.",
            )
            .to_owned(),
    };
    let label = scene.say("No add-on.", "Nichts obendrauf.");
    vec![Block::Paragraph(vec![
        Inline::Strong(vec![Inline::Text(label.to_owned())]),
        Inline::Text(format!(" {words}")),
    ])]
}

/// What an approval is good for.
fn material_hash(scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let words = scene.say("SHA-256 of the material fields:", "SHA-256 der wesentlichen Felder:");
    let hash = &scene.memo().review.hash;
    vec![Block::Fine(vec![Block::Paragraph(vec![
        Inline::Text(format!("{words} ")),
        Inline::Code(hash.clone()),
    ])])]
}
