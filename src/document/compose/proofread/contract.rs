//! A statement of work that holds together: no value is blank where a clause relies on it, no text speaks of what is
//! not in the contract, and what people wrote into clauses agrees with the deal.
//!
//! Only what templates and clauses type is looked at. What the deal says is printed as it stands.

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::Place;
use bidwright_model::book::Clause;
use bidwright_model::deal::Model;
use bidwright_review::customer_offer::CustomerOffer;

use super::words::WORDS;
use crate::compose::clauses;
use crate::compose::sources::clause_name;
use crate::compose::template::tags::tags;
use crate::compose::template::{Engine, Printed};
use crate::tree::walk::plain;
use crate::tree::{Block, Document};

/// Pushes a finding for each text of a statement of work that does not hold. `main` is its template.
pub(crate) fn check(
    document: &Document,
    offer: &CustomerOffer<'_>,
    engine: &Engine,
    main: &str,
    diags: &mut Diags,
) {
    let selected = clauses::selected(offer);
    let mut texts: Vec<(String, Option<&Clause>)> = Vec::new();
    for clause in &selected {
        let Ok(printed) = engine.render(&clause_name(&clause.id)) else { continue };
        blanks(&printed, clause, engine, diags);
        texts.push((typed(&printed), Some(*clause)));
    }
    if let Ok(printed) = engine.render(main) {
        texts.push((typed(&printed), None));
    }
    let headings: Vec<String> = headings(&document.blocks);
    for (text, clause) in &texts {
        let writer = Text { text, clause: *clause, engine, offer };
        writer.absent_clauses(&selected, diags);
        writer.absent_annexes(&headings, diags);
        writer.absent_master(diags);
        writer.damages_as_an_estimate(diags);
    }
    for (text, clause) in &texts {
        if let Some(clause) = clause.filter(|clause| clause.id == "warranty") {
            early_warranty(text, clause, offer, diags);
        }
    }
}

/// A reference of a contract to what is not in it.
pub(crate) fn dangling(link: &str, offer: &CustomerOffer<'_>) -> Diagnostic {
    let id = link.trim_start_matches('#');
    let message = match offer.clauses.get(id) {
        Some(_) => format!("the contract refers to clause `{id}`, which is not in it"),
        None => format!("the contract refers to `{link}`, which is not in it"),
    };
    let hint = match offer.clauses.get(id) {
        Some(_) => format!("take `{id}` in, `[clauses]`, or leave out what needs it"),
        None => "a reference leads to the id of a clause, a heading or a table; stand it inside the same `{% if %}`"
            .to_owned(),
    };
    Diagnostic::error(Code::RefDangling, message).hint(hint)
}

/// What is typed: a text without the values of the model, and without marks of emphasis.
fn typed(printed: &Printed) -> String {
    let mut bytes = printed.text.clone().into_bytes();
    for value in &printed.values {
        bytes[value.clone()].fill(b' ');
    }
    let text = String::from_utf8(bytes).expect("whole values became blanks");
    text.replace(['*', '_', '[', ']'], "")
}

/// The words of all headings.
fn headings(blocks: &[Block]) -> Vec<String> {
    let words = |block: &Block| match block {
        Block::Heading { content, .. } => Some(plain(content).to_lowercase()),
        _ => None,
    };
    blocks.iter().filter_map(words).collect()
}

/// A value that is absent where a clause prints it.
fn blanks(printed: &Printed, clause: &Clause, engine: &Engine, diags: &mut Diags) {
    for &at in &printed.blanks {
        let before = words_before(&printed.text[..at]);
        let tag = tags(&clause.body).into_iter().find(|tag| {
            tag.prints && !before.is_empty() && clause.body[..tag.span.start].trim_end().ends_with(before)
        });
        let tag = tag.or_else(|| tags(&clause.body).into_iter().find(|tag| tag.prints));
        let name = tag.map_or("a value", |tag| tag.inside);
        let message = format!("clause `{}` prints `{name}`, which this deal does not give", clause.id);
        let hint = match source(name) {
            Some(key) => format!("state {key} in the deal, or leave the clause out"),
            None => "give the deal what the clause prints, or leave the clause out".to_owned(),
        };
        let place = engine.place_of(name).unwrap_or_else(|| Place::new(clause.file, 0..0));
        diags.push(Diagnostic::error(Code::ClauseBlank, message).at(place).hint(hint));
    }
}

/// The last words before a value, on its line.
fn words_before(text: &str) -> &str {
    let line = text.trim_end().rsplit('\n').next().unwrap_or_default();
    let starts: Vec<usize> = line.match_indices(' ').map(|(at, _)| at + 1).collect();
    &line[starts.iter().rev().nth(1).copied().unwrap_or_default()..]
}

/// What of a deal file gives a value.
fn source(name: &str) -> Option<&'static str> {
    let (_, key) = SOURCES.iter().find(|(value, _)| name.starts_with(value))?;
    Some(key)
}

const SOURCES: [(&str, &str); 9] = [
    ("price.cap", "`cap` in `[commercial]` of a capped deal"),
    ("price.monthly_fee", "`term_months` and `hours_per_month` in `[commercial]` of a retainer"),
    ("price.hours_per_month", "`hours_per_month` in `[commercial]` of a retainer"),
    ("price.term", "`term_months` in `[commercial]` of a retainer"),
    ("price.expenses_cap", "`expenses = \"capped\"` with `expenses_cap` in `[commercial]`"),
    ("stakes.damages", "`damages` in `[stakes]`"),
    ("stakes.liability", "`liability_cap_percent` in `[stakes]`"),
    ("stakes.deadline", "`deadline` in `[stakes]`"),
    ("contract.master", "`master` in `[contract]`"),
];

/// A text of the contract and who wrote it.
struct Text<'a> {
    text: &'a str,
    clause: Option<&'a Clause>,
    engine: &'a Engine,
    offer: &'a CustomerOffer<'a>,
}

impl Text<'_> {
    /// Pushes a finding at the words in the template, or else at the clause.
    fn push(&self, finding: Diagnostic, words: &str, diags: &mut Diags) {
        let clause = self.clause.map(|clause| Place::new(clause.file, 0..0));
        let place = self.engine.place_of(words).or(clause).unwrap_or(self.offer.head.number.place);
        diags.push(finding.at(place));
    }

    fn writer(&self) -> String {
        self.clause
            .map_or_else(|| "the statement of work".to_owned(), |clause| format!("clause `{}`", clause.id))
    }

    /// "The clause Delay damages": the title of a clause that is not in.
    fn absent_clauses(&self, selected: &[&Clause], diags: &mut Diags) {
        let lower = self.text.to_lowercase();
        for clause in self.offer.clauses.values() {
            if selected.iter().any(|one| one.id == clause.id) {
                continue;
            }
            let title = clause.title.to_lowercase();
            if lower.contains(&format!("clause {title}")) || lower.contains(&format!("{title} clause")) {
                let message = format!(
                    "{} refers to clause `{}`, which is not in this contract",
                    self.writer(),
                    clause.id
                );
                let finding = Diagnostic::error(Code::RefDangling, message).hint(format!(
                    "`[clauses] include = [\"{}\"]` takes it in, if it fits the deal",
                    clause.id
                ));
                self.push(finding, &clause.title, diags);
            }
        }
    }

    /// "Annex A": one that no heading names.
    fn absent_annexes(&self, headings: &[String], diags: &mut Diags) {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let annexes = WORDS.set("annexes");
        let mut told = Vec::new();
        for pair in words.windows(2) {
            let word = pair[0].trim_matches(|c: char| !c.is_alphanumeric());
            let mark = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
            let one = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            let name = format!("{word} {mark}");
            // "The appendix I sent": a numeral follows a capital.
            let numeral = mark == "I" && word.starts_with(char::is_lowercase);
            if !annexes.contains(word) || !one || numeral || told.contains(&name) {
                continue;
            }
            if headings.iter().any(|heading| heading.contains(&name.to_lowercase())) {
                continue;
            }
            let message = format!("{} refers to {name}, which this contract does not have", self.writer());
            let finding = Diagnostic::error(Code::RefDangling, message)
                .hint("add it under a heading of that name, or leave the reference out");
            self.push(finding, &name, diags);
            told.push(name);
        }
    }

    /// A master agreement that the deal does not name.
    fn absent_master(&self, diags: &mut Diags) {
        if self.offer.contract.master.is_some() {
            return;
        }
        for name in WORDS.list("master agreement") {
            if self.text.contains(name) {
                let message = format!("{} names a master agreement, and the deal has none", self.writer());
                let finding = Diagnostic::warning(Code::MasterNamedAbsent, message).hint(
                    "name it by title and date, `[contract] master = { title = \"...\", date = 2026-01-31 }`, or write `{% if contract.master %}` around it",
                );
                self.push(finding, name, diags);
                return;
            }
        }
    }

    /// Damages for delay that are called an estimate of loss, or a penalty.
    fn damages_as_an_estimate(&self, diags: &mut Diags) {
        if self.offer.stakes.is_none_or(|stakes| stakes.damages.is_none()) {
            return;
        }
        let own = self.clause.is_some_and(|clause| clause.id == "delay-damages");
        let (damages, estimates) = (WORDS.list("delay damages"), WORDS.list("estimates of loss"));
        for sentence in self.text.split(['.', '\n']) {
            let lower = sentence.to_lowercase();
            let about = own || damages.iter().any(|word| lower.contains(word));
            let Some(word) = estimates.iter().find(|word| about && lower.contains(*word)) else { continue };
            let message = format!(
                "{} calls delay damages \"{word}\": {}",
                self.writer(),
                sentence.trim().trim_start_matches(|c: char| c.is_ascii_digit())
            );
            let finding = Diagnostic::warning(Code::LdEstimate, message)
                .hint("say that they are a sum agreed for the delay, whatever the loss turns out to be");
            self.push(finding, word, diags);
        }
    }
}

/// A warranty whose days count from each Acceptance and are over before the last one.
fn early_warranty(text: &str, clause: &Clause, offer: &CustomerOffer<'_>, diags: &mut Diags) {
    let lower = text.to_lowercase();
    let from_the_last = WORDS.list("from the last acceptance");
    if offer.head.model.value == Model::Retainer || from_the_last.iter().any(|words| lower.contains(words)) {
        return;
    }
    let days = clauses::terms(offer).get("warranty_days").and_then(|days| i64::try_from(*days).ok());
    let accepted = offer.delivered().filter_map(|row| Some((row.due?, row))).min_by_key(|(due, _)| *due);
    let (Some(days), Some((due, row))) = (days, accepted) else { return };
    let Ok(end) = due.checked_add(jiff::Span::new().days(days)) else { return };
    let last = offer.schedule.finish;
    if end < last {
        let message = format!(
            "the warranty on `{}` ends on {end}, before the last of the work is done on {last}",
            row.row.id.value
        );
        diags.push(
            Diagnostic::warning(Code::WarrantyBeforeGolive, message)
                .at(Place::new(clause.file, 0..0))
                .hint("let it run from Go-live or, if that is later, the last Acceptance"),
        );
    }
}
