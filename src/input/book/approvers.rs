//! `approvals/keys.toml`, if the workspace has one.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::parse;
use crate::project::{KEYS, Project};
use crate::read::{FindingSink, Item, Placeholder, Table, date, flag, id, line, list, name, percent, within};
use crate::shared::check_format;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::digest::unhex;
use bidwright_base::source::{Place, Placed};
use bidwright_base::words;
use bidwright_model::book::{Approver, Approvers, Policy};

/// Who may approve.
pub(super) fn approvers(project: &Project, sink: &FindingSink) -> Option<Approvers> {
    let file = project.find(KEYS)?;
    let table = parse::toml(file, &project.sources[file].text, sink)?;
    let mut root = Table::root(file, &table, sink);
    "the keys file".clone_into(&mut root.name);
    check_format(&root);
    let before = sink.errors();
    let approvers = Approvers {
        file,
        owner_may_approve: root.or("owner_may_approve", false, flag),
        submit_required: root.or("submit_required", false, flag),
        allowed_policies: root.may("allowed_policies", list(id)),
        margin_floor: root.may("margin_floor_percent", percent(within(-1_000, 100))),
        all: root.rows("approver", |row, _| approver(row)),
    };
    root.finish();
    if sink.errors() == before {
        check(&approvers, sink);
    }
    Some(approvers)
}

fn approver(t: &Table<'_>) -> Approver {
    Approver {
        name: t.need("name", name),
        email: t.may("email", line),
        roles: t.or("roles", Vec::new(), list(name)),
        key: t.need("key", key),
        until: t.may("until", date),
    }
}

/// 64 hexadecimal digits.
fn key(item: &Item<'_>) -> Option<[u8; 32]> {
    let DeValue::String(text) = item.value else {
        return item.wrong_type("a text");
    };
    let key = unhex(text).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    if key.is_some() {
        return key;
    }
    let message = format!("{} is no public key: that is 64 hexadecimal digits", item.name());
    item.refuse(
        Diagnostic::error(Code::BadKey, message)
            .hint("take the table as `bidwright keygen` wrote it from a copy, or make a new key"),
    )
}

/// Whether the keys file allows a deal its policy: a deal names one, and who approves decides which there are.
pub(super) fn check_policy(
    approvers: &Approvers,
    policy: &Policy,
    named: &Placed<String>,
    sink: &FindingSink,
) {
    if let Some(allowed) = approvers.allowed_policies.as_ref().filter(|allowed| !allowed.contains(&policy.id))
    {
        let message = format!("the policy `{}` is not one of those `approvals/keys.toml` allows", policy.id);
        let hint = if allowed.is_empty() {
            "`allowed_policies` is empty there".to_owned()
        } else {
            let names: Vec<String> = allowed.iter().map(|name| format!("`{name}`")).collect();
            format!("name {}", words::choice(&names))
        };
        sink.push(Diagnostic::error(Code::PolicyNotAllowed, message).at(named.place).hint(hint));
    }
    if let Some(floor) = approvers.margin_floor.filter(|floor| policy.margin_floor < *floor) {
        let message = format!(
            "the margin floor of policy `{}` is {} %, below the {floor} % of `approvals/keys.toml`",
            policy.id, policy.margin_floor
        );
        let finding = Diagnostic::error(Code::FloorUndercut, message).at(Place::new(policy.file, 0..0));
        sink.push(finding.hint(format!("raise `margin_floor_percent` there to {floor} at least")));
    }
}

/// Two people with one key could sign for each other.
fn check(approvers: &Approvers, sink: &FindingSink) {
    let mut seen: BTreeMap<[u8; 32], &str> = BTreeMap::new();
    for one in &approvers.all {
        if let Some(other) = seen.insert(one.key.value, &one.name) {
            let message = if other == one.name.value {
                format!("`{other}` is there twice with one key")
            } else {
                format!("`{}` has the key of `{other}`: their signatures cannot be told apart", *one.name)
            };
            sink.push(
                Diagnostic::error(Code::ApproverTwice, message).at(one.key.place).hint(
                    "one table with all roles is enough; each person makes a key with `bidwright keygen`",
                ),
            );
        }
    }
}

impl Placeholder for [u8; 32] {
    fn placeholder(_: Place) -> [u8; 32] {
        [0; 32]
    }
}
