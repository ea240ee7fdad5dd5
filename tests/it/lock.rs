//! One version of each crate in the lock, but for those that `deny.toml` names with their reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn table(name: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("a file of the repository").parse().expect("TOML")
}

#[test]
fn a_crate_that_stands_twice_in_the_lock_has_its_reason() {
    let lock = table("Cargo.lock");
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().expect("packages") {
        let of = |key: &str| package[key].as_str().expect("a text");
        versions.entry(of("name")).or_default().insert(of("version"));
    }
    let deny = table("deny.toml");
    let skipped = deny["bans"]["skip"].as_array().expect("a list");
    let reasons: BTreeMap<&str, &str> = skipped
        .iter()
        .map(|skip| (skip["crate"].as_str().expect("a crate"), skip["reason"].as_str().expect("a reason")))
        .collect();

    // A reason is for the older versions: `syn@2` covers 2.0.106, the newest needs none.
    let mut needed: BTreeSet<&&str> = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let mut covered = |version: &&&str| {
            let reason = reasons.keys().find(|spec| {
                let (of, start) = spec.split_once('@').expect("name@version");
                of == *name && (version.starts_with(&format!("{start}.")) || **version == start)
            });
            needed.extend(reason);
            reason.is_some()
        };
        let bare = versions.iter().filter(|version| !covered(version)).count();
        assert!(bare <= 1, "`{name}` stands in Cargo.lock as {versions:?}, and deny.toml has no reason");
    }
    let unused: Vec<_> = reasons.keys().filter(|spec| !needed.contains(*spec)).collect();
    assert!(unused.is_empty(), "deny.toml skips what the lock does not have twice: {unused:?}");
}
