//! `bidwright diff OLD NEW`: what changed, in business words, and what that did to price, margin, date and
//! the chance of success.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::figure::wrapped;
use super::table::Sheet;
use super::{Common, Exit, Format, findings, json, load, print};
use bidwright_base::locale::Locale;
use bidwright_base::words;
use bidwright_document::compose::changes::{Told, effects, told};
use bidwright_review::changes::{Change, How, price_moves, purchases_reordered};
use bidwright_review::material::Touch;
use bidwright_service::pipeline;
use bidwright_service::pipeline::Compared;

/// Longest value shown beside another on a line.
const SHORT: usize = 40;

pub(super) fn run(old: &Path, new: &Path, common: &Common) -> Exit {
    let (before, mut wrong_before) = load(old, common.workspace.as_deref());
    let (after, mut wrong_after) = load(new, common.workspace.as_deref());
    let compared = pipeline::compare([&before, &after], [&mut wrong_before, &mut wrong_after]);
    match (common.format, &compared) {
        (Format::Json, Some(compared)) => print(&json::document("diff", &as_json(compared))),
        (Format::Text, Some(compared)) => print(&report(compared)),
        (Format::Json, None) => {
            let mut all = json::findings(&before.sources, &wrong_before);
            all.extend(json::findings(&after.sources, &wrong_after));
            print(&json::document("findings", &json!({ "findings": all })));
        }
        (Format::Text, None) => {}
    }
    // Warnings of either deal are told by its own check.
    if common.format == Format::Text && compared.is_none() {
        findings::report(&before.sources, &wrong_before);
        findings::report(&after.sources, &wrong_after);
    }
    if compared.is_some() { Exit::Done } else { Exit::Findings }
}

/// The report for people.
pub(super) fn report(compared: &Compared) -> String {
    let Compared { old, new, changes } = compared;
    let locale = Locale::of("en-GB");
    let made: Vec<&Change> = changes.iter().filter(|change| !change.follows).collect();
    let mut text = format!("{}\n", wrapped(&headline(compared, &made)));
    if let Some(reason) = &new.reason {
        let _infallible = writeln!(text, "{}", wrapped(&format!("reason for {}: {reason}", new.reference())));
    }
    if purchases_reordered(old, new) {
        text.push_str(&wrapped(
            "the purchases stand in another order, and those without an id are called by it: read their changes with care",
        ));
        text.push('\n');
    }
    if changes.is_empty() {
        return text;
    }
    text.push('\n');
    let mut touched = None;
    for change in &made {
        let touches = touches(change);
        if touched.as_ref() != Some(&touches) {
            let _infallible = writeln!(text, "{touches}");
            touched = Some(touches);
        }
        text.push_str(&line(change, &told(locale, new.currency, change)));
    }
    if made.is_empty() {
        text.push_str(&wrapped(
            "nothing in the deal changed: the library did (rates, cost models, calendar, taxes or exchange rates)",
        ));
        text.push('\n');
    }
    let mut sheet = Sheet::new(&["effect", "before", "after", "change"], 1);
    for effect in effects(locale, old, new) {
        sheet.row(&[effect.figure, effect.before, effect.after, effect.change]);
    }
    let _infallible = write!(text, "\n{sheet}");
    text.push_str(&moves(compared, locale));
    text
}

fn headline(compared: &Compared, made: &[&Change]) -> String {
    let Compared { old, new, changes } = compared;
    let as_issued = old.issued.map_or(String::new(), |day| format!(" as issued on {day}"));
    let pair = format!("{} against {}{as_issued}", new.reference(), old.reference());
    if changes.is_empty() {
        return format!("{pair}: no material change");
    }
    let mut all: Vec<Touch> = changes.iter().flat_map(|change| change.touches.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let all: Vec<&str> = all.into_iter().map(Touch::word).collect();
    let touched = words::list(&all);
    let count = words::count(made.len(), "material change", "material changes");
    format!("{pair}: {count}, touching {touched}")
}

/// "price and scope".
fn touches(change: &Change) -> String {
    words::list(&change.touches.iter().map(|touch| touch.word()).collect::<Vec<_>>())
}

fn line(change: &Change, told: &Told) -> String {
    let mark = match change.how {
        How::Came(_) => '+',
        How::Went(_) => '-',
        How::Changed(..) => '~',
    };
    let short = told.before.chars().count() <= SHORT && told.after.chars().count() <= SHORT;
    let mut text = String::new();
    let _infallible = match (told.before.as_str(), told.after.as_str()) {
        (before, after) if !before.is_empty() && !after.is_empty() && !short => {
            writeln!(text, "  {mark} {}\n      before: {before}\n      after:  {after}", told.what)
        }
        ("", after) => writeln!(text, "  {mark} {}: {after}", told.what),
        (before, "") => writeln!(text, "  {mark} {}: {before}", told.what),
        (before, after) => writeln!(text, "  {mark} {}: {before} → {after}", told.what),
    };
    text
}

/// Where the price moved, the largest first.
fn moves(compared: &Compared, locale: Locale) -> String {
    let Compared { old, new, .. } = compared;
    let moves = price_moves(old, new);
    if moves.is_empty() || old.currency != new.currency {
        return String::new();
    }
    let head = format!("where the price moved ({}, before discount)", new.currency.code());
    let mut sheet = Sheet::new(&[&head, "before", "after", "change"], 1);
    let shown = 12;
    for one in moves.iter().take(shown) {
        let name = if one.name == one.id { one.id.clone() } else { format!("{}  {}", one.id, one.name) };
        let change = one.after - one.before;
        let sign = if change.is_sign_positive() { "+" } else { "" };
        let change = format!("{sign}{}", locale.number(change));
        sheet.row(&[name, locale.number(one.before), locale.number(one.after), change]);
    }
    let more = match moves.len().saturating_sub(shown) {
        0 => String::new(),
        more => format!("and {} with smaller differences\n", words::count(more, "other", "others")),
    };
    format!("\n{sheet}{more}")
}

/// `bidwright.diff/1`.
pub(super) fn as_json(compared: &Compared) -> Json {
    let Compared { old, new, changes } = compared;
    let locale = Locale::of("en-GB");
    let rows: Vec<Json> = (changes.iter())
        .map(|change| {
            let (how, before, after) = match &change.how {
                How::Came(raw) => ("added", None, Some(raw)),
                How::Went(raw) => ("removed", Some(raw), None),
                How::Changed(before, after) => ("changed", Some(before), Some(after)),
            };
            let [value, other] = [before, after].map(|raw| raw.filter(|raw| !raw.is_empty()));
            json!({
                "field": change.field, "what": told(locale, new.currency, change).what, "how": how,
                "touches": change.touches.iter().map(|touch| touch.word()).collect::<Vec<_>>(),
                "follows": change.follows, "before": value, "after": other,
            })
        })
        .collect();
    let figures = |of: &bidwright_model::revision::Revision| {
        json!({
            "number": of.number, "revision": of.revision, "currency": of.currency.code(),
            "net": of.told.net, "margin_percent": json::number(of.told.margin),
            "finish": of.told.finish.to_string(),
            "finish_p80": of.told.finish_p80.map(|day| day.to_string()),
            "success": of.told.success.map(|(chance, _)| chance),
            "success_standard_error": of.told.success.map(|(_, error)| error),
        })
    };
    let moves: Vec<Json> = (price_moves(old, new).into_iter())
        .map(|one| json!({ "id": one.id, "name": one.name, "before": one.before.to_string(), "after": one.after.to_string() }))
        .collect();
    json!({
        "old": figures(old), "new": figures(new), "reason": new.reason, "changes": rows, "price_moves": moves,
        "purchases_reordered": purchases_reordered(old, new),
    })
}
