//! `pricing/policies/*.toml`. Rules are read in their own language, and what is wrong with one is a finding
//! at its place in the file.

use crate::read::{
    Item, Placeholder, Table, Word, id, inside, line, percent, prose, unique_ids, whole, within, word,
};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::quantity::Percent;
use bidwright_base::source::{FileId, Place};
use bidwright_model::book::{Policy, Rule, Verdict};
use bidwright_model::rules::{Condition, Fault, FaultKind, MessageTemplate};

impl Word for Verdict {
    const WORDS: &'static [(&'static str, Verdict)] =
        &[("note", Verdict::Note), ("approve", Verdict::Approve), ("block", Verdict::Block)];
}

/// A policy; `text` is its whole file.
pub(super) fn policy(t: &Table<'_>, file: FileId, text: &str) -> Policy {
    unique_ids(t, "rule");
    let _: Option<String> = t.may("name", line);
    Policy {
        id: t.need("id", id),
        file,
        margin_floor: t.or("margin_floor_percent", Percent::ZERO, percent(within(-1_000, 100))),
        approval_days: t.or("approval_days", 30_u32, whole(1, 365)),
        wording: t.may("wording", line),
        rules: t.rows("rule", |row, _| rule(row, text)),
    }
}

fn rule(t: &Table<'_>, text: &str) -> Rule {
    let rule = Rule {
        id: t.need("id", id),
        when: t.need("when", |item| read(item, text, Condition::parse)),
        verdict: t.need("verdict", word),
        approver: t.may("approver", line),
        message: t.need("say", |item| read(item, text, MessageTemplate::parse)),
    };
    if rule.verdict == Verdict::Approve && rule.approver.is_none() && !t.has("approver") {
        let message = format!("{} asks for approval, but names no `approver`", t.name);
        t.record(Diagnostic::error(Code::MissingApprover, message));
    }
    rule
}

/// A text in the language of rules.
fn read<T>(item: &Item<'_>, text: &str, parse: fn(&str) -> Result<T, Vec<Fault>>) -> Option<T> {
    match parse(&prose(item)?) {
        Ok(read) => Some(read),
        Err(faults) => {
            for fault in faults {
                let written = text.get(item.place.span()).unwrap_or_default();
                let within = inside(written, fault.span.clone());
                let start = item.place.span().start;
                let place = Place::new(item.file, start + within.start..start + within.end);
                item.sink.push(finding(item, fault).at(place));
            }
            None
        }
    }
}

fn finding(item: &Item<'_>, fault: Fault) -> Diagnostic {
    let message = format!("{}: {}", item.name(), fault.message);
    let finding = match fault.kind {
        FaultKind::Syntax => Diagnostic::error(Code::RuleSyntax, message),
        FaultKind::Field => Diagnostic::error(Code::RuleField, message),
        FaultKind::Type => Diagnostic::error(Code::RuleType, message),
        FaultKind::Null => Diagnostic::error(Code::RuleNull, message),
        FaultKind::Cost => Diagnostic::error(Code::RuleCost, message),
        FaultKind::Message => Diagnostic::error(Code::RuleSay, message),
    };
    finding.hint(fault.hint)
}

impl Placeholder for Condition {
    fn placeholder(_: Place) -> Condition {
        Condition::never()
    }
}

impl Placeholder for MessageTemplate {
    fn placeholder(_: Place) -> MessageTemplate {
        MessageTemplate::default()
    }
}
