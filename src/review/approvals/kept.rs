//! What is kept of a revision when it is issued: `approvals/NUMBER-R1.toml`. Later revisions are compared with
//! that, whatever becomes of the deal file, the rates and the calendar. Its SHA-256 is in the log.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::log::Log;
use super::text::{Bad, Lines, quoted};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_base::money::Currency;
use bidwright_base::quantity::Percent;
use bidwright_base::source::{FileId, Place};
use bidwright_model::revision::{HeadlineFigures, Revision};

const HEADING: &str = "# A revision as it was issued. Later ones are compared with this: do not change it.";

/// The name of the file, without a folder.
#[must_use]
pub fn kept_name(number: &str, revision: u32) -> String {
    format!("{number}-R{revision}.toml")
}

/// The text that is kept. The day of issue is not in it, but in the log.
#[must_use]
pub fn kept(revision: &Revision) -> String {
    let mut out = format!("{HEADING}\n");
    let mut row = |key: &str, value: String| {
        let _infallible = writeln!(out, "{key} = {value}");
    };
    let HeadlineFigures { net, margin, finish, finish_p80, success } = revision.headline;
    row("number", quoted(&revision.number));
    row("revision", revision.revision.to_string());
    row("date", revision.date.to_string());
    row("reason", quoted(revision.reason.as_deref().unwrap_or_default()));
    row("currency", quoted(revision.currency.code()));
    row("net", quoted(&net.amount().to_string()));
    row("margin_percent", quoted(&margin.map_or(String::new(), |margin| margin.0.to_string())));
    row("finish", finish.to_string());
    row("finish_p80", quoted(&finish_p80.map_or(String::new(), |day| day.to_string())));
    let [chance, error] = match success {
        Some((chance, error)) => [chance.to_string(), error.to_string()],
        None => [String::new(), String::new()],
    };
    row("success", quoted(&chance));
    row("success_standard_error", quoted(&error));
    for (key, map) in [("facts", &revision.facts), ("names", &revision.names)] {
        let lines: String =
            map.iter().map(|(name, value)| format!("  {},\n", quoted(&format!("{name}\t{value}")))).collect();
        row(key, format!("[\n{lines}]"));
    }
    out
}

/// The revision as it was issued, if the log says it was and its file is kept.
pub fn as_issued(log: &Log, revision: u32, file: FileId, text: &str, diags: &mut Diags) -> Option<Revision> {
    let Some(record) = log.issued(revision) else {
        let message =
            format!("revision {revision} was kept as if issued, and the log holds no record of that");
        let finding = Diagnostic::warning(Code::KeptWithoutRecord, message).at(Place::new(file, 0..0));
        diags.push(
            finding.hint(
                "restore the log; or issue the revision again, or remove this file if it never went out",
            ),
        );
        return None;
    };
    let name = kept_name(&record.draft.deal, revision);
    let listed = record.issued()?.iter().find(|file| file.name == name);
    let whole = listed.is_some_and(|listed| listed.sha256 == sha256(text.as_bytes()));
    match read(text) {
        Ok(kept) if whole => Some(Revision { issued: Some(record.draft.date), ..kept }),
        read => {
            let span = read.err().map_or(0..0, |bad| bad.0);
            let message = format!("`{name}` is not what was kept when revision {revision} was issued");
            let finding = Diagnostic::error(Code::KeptAltered, message).at(Place::new(file, span));
            diags.push(finding.hint("restore the file: later changes are reported against it"));
            None
        }
    }
}

fn read(text: &str) -> Result<Revision, Bad> {
    let mut lines = Lines::new(text);
    lines.line(HEADING)?;
    let number = lines.text("number")?;
    let revision = lines.number("revision")?;
    let date = lines.date("date")?;
    let reason = lines.text("reason")?;
    let currency = lines.parsed("currency", Currency::from_code)?;
    let net = currency.round(lines.parsed("net", decimal)?);
    let margin = lines.parsed("margin_percent", |text| maybe(text, decimal))?.map(Percent);
    let finish = lines.date("finish")?;
    let finish_p80 = lines.parsed("finish_p80", |text| maybe(text, |text| text.parse().ok()))?;
    let number_of =
        |text: &str| maybe(text, |text| text.parse::<f64>().ok().filter(|number| number.is_finite()));
    let chance = lines.parsed("success", number_of)?;
    let error = lines.parsed("success_standard_error", number_of)?;
    let facts = pairs(&mut lines, "facts")?;
    let names = pairs(&mut lines, "names")?;
    if !lines.is_over() {
        return Err(Bad(lines.at()..text.len()));
    }
    Ok(Revision {
        number,
        revision,
        date,
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        currency,
        issued: None,
        facts,
        names,
        headline: HeadlineFigures { net, margin, finish, finish_p80, success: chance.zip(error) },
    })
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// Nothing where the text is empty.
fn maybe<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

fn pairs(lines: &mut Lines<'_>, key: &str) -> Result<BTreeMap<String, String>, Bad> {
    let start = lines.at();
    let texts = lines.texts(key)?;
    let pair = |text: String| text.split_once('\t').map(|(name, value)| (name.to_owned(), value.to_owned()));
    texts.into_iter().map(pair).collect::<Option<_>>().ok_or(Bad(start..lines.at()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_kept_revision_comes_back_as_it_was() {
        let currency = Currency::from_code("EUR").expect("a currency");
        let mut revision = Revision {
            number: "Q-1".into(),
            revision: 2,
            date: date(2026, 11, 23),
            reason: Some("Less \"scope\"".into()),
            currency,
            issued: None,
            facts: BTreeMap::from([
                ("deal.number".into(), "Q-1".into()),
                ("work[W1].name".into(), "a\\b".into()),
            ]),
            names: BTreeMap::from([("work[W1]".into(), "Ærø 東京".into())]),
            headline: HeadlineFigures {
                net: currency.round(Decimal::new(85_544_338, 2)),
                margin: Some(Percent(Decimal::new(3284, 2))),
                finish: date(2027, 7, 15),
                finish_p80: Some(date(2027, 8, 26)),
                success: Some((0.7012, 0.001_45)),
            },
        };
        assert_eq!(read(&kept(&revision)).ok().as_ref(), Some(&revision));
        revision.headline =
            HeadlineFigures { margin: None, finish_p80: None, success: None, ..revision.headline };
        revision.reason = None;
        assert_eq!(read(&kept(&revision)).ok().as_ref(), Some(&revision));
        let text = kept(&revision);
        for (at, _) in text.char_indices() {
            assert!(read(&text[..at]).is_err(), "cut at {at}");
        }
    }
}
