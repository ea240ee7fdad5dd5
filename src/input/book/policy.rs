//! `pricing/policies/*.toml`. Rules are compiled by the review, which knows their language.

use crate::book::{Policy, Rule, Verdict};
use crate::diag::Diagnostic;
use crate::input::read::{Names, Table, Word, id, line, percent, prose, within, word};
use crate::quantity::Percent;
use crate::source::FileId;

impl Word for Verdict {
    const WORDS: &'static [(&'static str, Verdict)] =
        &[("note", Verdict::Note), ("approve", Verdict::Approve), ("block", Verdict::Block)];
}

pub(super) fn policy(t: &Table<'_>, file: FileId) -> Policy {
    Names::of_rows(t, "rule", "");
    let _: Option<String> = t.may("name", line);
    Policy {
        id: t.need("id", id),
        file,
        margin_floor: t.or("margin_floor_percent", Percent::ZERO, percent(within(-1_000, 100))),
        rules: t.rows("rule", |row, _| rule(row)),
    }
}

fn rule(t: &Table<'_>) -> Rule {
    let rule = Rule {
        id: t.need("id", id),
        when: t.need("when", prose),
        verdict: t.need("verdict", word),
        approver: t.may("approver", line),
        say: t.need("say", prose),
    };
    if rule.verdict == Verdict::Approve && rule.approver.is_none() && !t.has("approver") {
        let message = format!("{} asks for approval, but names no `approver`", t.name);
        t.say(Diagnostic::error("missing-approver", message));
    }
    rule
}
