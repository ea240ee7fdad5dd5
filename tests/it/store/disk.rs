//! What only a disk has: links, a place for every file, folders above.

use std::fs;
use std::path::Path;

use bidwright_base::diag::{Code, Diags};
use bidwright_cli::DiskStore;
use bidwright_input as input;
use bidwright_input::{FileError, Files};
use tempfile::TempDir;

/// A small deal that is right, but for notes.
const DEAL: &str = "format = 1\n[deal]\nnumber = \"Q-1\"\ntitle = \"A small deal\"\ndate = 2026-11-02\n\
    start = 2027-01-11\ncurrency = \"EUR\"\nmodel = \"time-and-materials\"\n[customer]\nname = \"A customer\"\n\
    [[work]]\nid = \"W1\"\nname = \"Build it\"\nphase = \"build\"\neffort = { developer = 5 }\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    dir
}

fn codes(deal: &Path, workspace: Option<&Path>) -> Vec<Code> {
    let mut diags = Diags::default();
    let project = crate::support::load(deal, workspace, &mut diags);
    let checked = input::check(&project, &mut diags);
    assert_eq!(checked.is_some(), !diags.has_errors());
    let codes = diags.iter().map(|finding| finding.code);
    codes.filter(|code| ![Code::NoCalendar, Code::NoTax, Code::DutyUnheld].contains(code)).collect()
}

#[test]
fn a_deal_is_a_file_or_its_folder_and_needs_no_workspace() {
    let dir = folder(&[("deal.toml", DEAL)]);
    assert_eq!(codes(dir.path(), None), Vec::<Code>::new());
    assert_eq!(codes(&dir.path().join("deal.toml"), None), Vec::<Code>::new());
}

#[test]
fn a_missing_file_names_those_near_it() {
    let dir = folder(&[("deal-one.toml", DEAL)]);
    let mut diags = Diags::default();
    let _ = crate::support::load(&dir.path().join("deal-on.toml"), None, &mut diags);
    let found: Vec<_> = diags.iter().collect();
    assert_eq!(found[0].code, Code::MissingFile);
    assert_eq!(found[0].hint.as_deref(), Some("did you mean `deal-one.toml`?"));
    assert_eq!(found.len(), 1);
}

#[test]
fn the_workspace_is_the_nearest_folder_above_or_the_one_asked_for() {
    let ours = "format = 1\nid = \"activity-based\"\nname = \"Ours\"\nkind = \"activity-based\"\nrole = \"architect\"\n";
    let dir = folder(&[("deals/one/deal.toml", DEAL), ("pricing/pmo/any-name.toml", ours)]);
    let deal = dir.path().join("deals/one");
    let office = |workspace: Option<&Path>| {
        let mut diags = Diags::default();
        let project = crate::support::load(&deal, workspace, &mut diags);
        input::check(&project, &mut diags).expect("a deal").book.pmo.name
    };
    assert_eq!(office(None), "Ours");
    let other = folder(&[]);
    assert_ne!(office(Some(other.path())), "Ours");
    assert_eq!(codes(&deal, Some(&dir.path().join("nowhere"))), [Code::MissingFile]);
}

#[test]
fn a_deal_keeps_its_name_in_its_workspace_and_elsewhere() {
    let dir = folder(&[("deals/one/deal.toml", DEAL), ("pricing/x.md", "")]);
    let (store, name) = DiskStore::of_deal(&bidwright::library(), &dir.path().join("deals/one"), None);
    assert_eq!(name, "deals/one/deal.toml");
    assert!(store.is_same("deals/one/deal.toml", "deals/one/../one/deal.toml"));
    let other = folder(&[]);
    let (store, name) =
        DiskStore::of_deal(&bidwright::library(), &dir.path().join("deals/one"), Some(other.path()));
    assert!(store.read(&name).expect("readable").is_some(), "it was named on the command line");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_are_not_followed() {
    let outside = folder(&[("secret.toml", "format = 1\nid = \"x\"\n")]);
    let dir = folder(&[("deal.toml", DEAL), ("pricing/pmo/y.md", ""), ("approvals/z", "")]);
    let link = |name: &str| {
        let target = outside.path().join("secret.toml");
        std::os::unix::fs::symlink(target, dir.path().join(name)).expect("a link");
    };
    link("pricing/pmo/x.toml");
    assert_eq!(codes(dir.path(), None), [Code::OutsideWorkspace]);
    link("approvals/keys.toml");
    let store = DiskStore::new(&bidwright::library(), dir.path());
    assert_eq!(store.read("approvals/keys.toml"), Err(FileError::Outside));
    assert_eq!(store.list("pricing").expect("a list").outside, ["pricing/pmo/x.toml"]);
    let written = format!("{DEAL}\n")
        .replace("number =", "revision = 2\nreason = \"Less\"\nprevious = \"link\"\nnumber =");
    fs::write(dir.path().join("deal.toml"), written).expect("written");
    link("link");
    assert!(codes(dir.path(), None).iter().filter(|code| **code == Code::OutsideWorkspace).count() == 3);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends() {
    let dir = folder(&[("deal.toml", DEAL), ("pricing/rates/x.md", "")]);
    std::os::unix::fs::symlink(dir.path().join("pricing"), dir.path().join("pricing/rates/up"))
        .expect("a link");
    assert_eq!(codes(dir.path(), None), Vec::<Code>::new());
}

#[cfg(unix)]
#[test]
fn two_names_of_one_deal_are_not_two_deals() {
    let dir = folder(&[("deals/one/deal.toml", DEAL)]);
    std::os::unix::fs::symlink(dir.path().join("deals/one"), dir.path().join("deals/two")).expect("a link");
    assert_eq!(codes(&dir.path().join("deals/one"), None), Vec::<Code>::new());
}
