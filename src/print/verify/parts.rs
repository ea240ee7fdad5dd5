//! The file and its parts, by their digests.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, CheckKind};
use crate::pdf::{Contents, Identity};
use bidwright_base::digest::sha256;
use bidwright_base::words;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::Manifest;

/// All bytes of the file.
pub(super) fn file(identity: &Identity) -> Check {
    let stated = identity.stated.as_deref().unwrap_or_default();
    let found = match identity.appended {
        0 => identity.found.clone(),
        appended => format!("{} after its end", words::count(appended, "byte", "bytes")),
    };
    Check::new(CheckKind::File, "whole file", stated, &found, identity.holds())
}

/// Each part the manifest knows, and each it does not.
pub(super) fn check(manifest: &Manifest, contents: &Contents, checks: &mut Vec<Check>) {
    for at in 0..manifest.pages.len().max(contents.pages.len()) {
        let stated = manifest.pages.get(at).map_or("", String::as_str);
        let found = contents.pages.get(at).map_or("", |page| &page.digest);
        checks.push(Check::equal(CheckKind::Page, &(at + 1).to_string(), stated, found));
    }
    let attached = contents.attachments.iter().filter(|(name, _)| *name != embedded_data::MANIFEST);
    let attached = attached.map(|(name, data)| (name.clone(), sha256(data))).collect();
    compare(CheckKind::Attachment, &manifest.attachments, &attached, checks);
    compare(CheckKind::Part, &manifest.parts, &contents.parts, checks);
}

fn compare(
    kind: CheckKind,
    stated: &BTreeMap<String, String>,
    found: &BTreeMap<String, String>,
    checks: &mut Vec<Check>,
) {
    let names: BTreeSet<&String> = stated.keys().chain(found.keys()).collect();
    let digest = |of: &BTreeMap<String, String>, name| of.get(name).cloned().unwrap_or_default();
    let each =
        names.into_iter().map(|name| Check::equal(kind, name, &digest(stated, name), &digest(found, name)));
    checks.extend(each);
}
