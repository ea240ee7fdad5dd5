//! A comparison: what changed, in business words, and what that did to price, margin, date and
//! the chance of success.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::figure::wrapped;
use super::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::words;
use bidwright_document::compose::changes::{ChangeText, describe, effects};
use bidwright_review::changes::{Change, Edit, PriceMove, price_moves, purchases_reordered, touched};
use bidwright_review::material::Touch;
use bidwright_service::pipeline::Compared;

/// Longest value shown beside another on a line.
const SHORT: usize = 40;

/// The report for people.
#[must_use]
pub fn text(compared: &Compared) -> String {
    let Compared { old, new, changes } = compared;
    let locale = Locale::of("en-GB");
    let made: Vec<&Change> = changes.iter().filter(|change| !change.derived).collect();
    let mut text = format!("{}\n", wrapped(&headline(compared, &made)));
    if let Some(reason) = &new.reason {
        let _infallible = writeln!(text, "{}", wrapped(&format!("reason for {}: {reason}", new.reference())));
    }
    if purchases_reordered(old, new) {
        text.push_str(&wrapped(
            "the purchases are in another order, and those without an id are called by it: read their changes with care",
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
        text.push_str(&line(change, &describe(locale, new.currency, change)));
    }
    if made.is_empty() {
        text.push_str(&wrapped(
            "nothing in the deal changed: the library did (rates, cost models, calendar, taxes or exchange rates)",
        ));
        text.push('\n');
    }
    let mut table = TerminalTable::new(&["effect", "before", "after", "change"], 1);
    for effect in effects(locale, old, new) {
        table.row(&[effect.figure, effect.before, effect.after, effect.change]);
    }
    let _infallible = write!(text, "\n{table}");
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
    let touched: Vec<&str> = touched(changes).into_iter().map(Touch::word).collect();
    let touched = words::list(&touched);
    let count = words::count(made.len(), "material change", "material changes");
    format!("{pair}: {count}, touching {touched}")
}

/// "price and scope".
fn touches(change: &Change) -> String {
    words::list(&change.touches.iter().map(|touch| touch.word()).collect::<Vec<_>>())
}

fn line(change: &Change, wording: &ChangeText) -> String {
    let mark = match change.edit {
        Edit::Added(_) => '+',
        Edit::Removed(_) => '-',
        Edit::Changed(..) => '~',
    };
    let short = wording.before.chars().count() <= SHORT && wording.after.chars().count() <= SHORT;
    let mut text = String::new();
    let _infallible = match (wording.before.as_str(), wording.after.as_str()) {
        (before, after) if !before.is_empty() && !after.is_empty() && !short => {
            writeln!(text, "  {mark} {}\n      before: {before}\n      after:  {after}", wording.what)
        }
        ("", after) => writeln!(text, "  {mark} {}: {after}", wording.what),
        (before, "") => writeln!(text, "  {mark} {}: {before}", wording.what),
        (before, after) => writeln!(text, "  {mark} {}: {before} → {after}", wording.what),
    };
    text
}

/// Where the price moved, the largest first.
fn moves(compared: &Compared, locale: Locale) -> String {
    let Compared { old, new, .. } = compared;
    let moves = price_moves(old, new);
    let comparable: Vec<(&PriceMove, Decimal)> =
        moves.iter().filter_map(|one| Some((one, one.change?))).collect();
    if comparable.is_empty() {
        return String::new();
    }
    let head = format!("where the price moved ({}, before discount)", new.currency.code());
    let mut table = TerminalTable::new(&[&head, "before", "after", "change"], 1);
    let shown = 12;
    for (one, change) in comparable.iter().take(shown) {
        let name = if one.name == one.id { one.id.clone() } else { format!("{}  {}", one.id, one.name) };
        let sign = if change.is_sign_positive() { "+" } else { "" };
        let change = format!("{sign}{}", locale.number(*change));
        table.row(&[name, locale.number(one.before), locale.number(one.after), change]);
    }
    let more = match comparable.len().saturating_sub(shown) {
        0 => String::new(),
        more => format!("and {} with smaller differences\n", words::count(more, "other", "others")),
    };
    format!("\n{table}{more}")
}
