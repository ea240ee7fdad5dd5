//! `approvals/keys.toml`, if the workspace has one.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::parse;
use crate::project::{KEYS, Project};
use crate::read::{FindingSink, Item, Placeholder, Table, date, flag, line, list, name};
use crate::shared::check_format;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::digest::unhex;
use bidwright_base::source::Place;
use bidwright_model::book::{Approver, Approvers};

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
        Diagnostic::error(Code::BadKey, message).hint("paste the whole table that `bidwright keygen` prints"),
    )
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
