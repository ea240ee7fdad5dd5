//! The house stands: a floor uses the floors below it and never one above, and each dependency comes
//! in by one door.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order `lib.rs` lists them, ground up.
fn floors() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    lib.lines()
        .filter_map(|l| l.strip_prefix("pub mod "))
        .map(|l| l.trim_end_matches(';').to_owned())
        .collect()
}

/// Which floors may name a dependency. Those of several floors are plain vocabulary.
const DOORS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("cel", &["rules"]),
    ("clap", &["cli", "compose", "pipeline"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("comfy_table", &["cli"]),
    ("csv", &["input"]),
    ("ed25519_dalek", &["approvals"]),
    ("flate2", &["export"]),
    ("getrandom", &["cli"]),
    ("harfrust", &["layout"]),
    ("hypher", &["layout"]),
    ("iso_currency", &["money"]),
    ("libm", &["estimate"]),
    ("lopdf", &["export"]),
    ("num_rational", &["money", "quantity"]),
    ("num_traits", &["money", "quantity"]),
    ("png", &["picture"]),
    ("printpdf", &["export"]),
    ("pulldown_cmark", &["compose"]),
    ("rayon", &["forecast", "value", "export", "pipeline", "cli"]),
    ("serde", &["money", "quantity", "carried", "compose"]),
    ("serde_json", &["carried", "cli"]),
    ("sha2", &["digest"]),
    ("skrifa", &["layout", "export"]),
    ("strsim", &["words"]),
    ("subsetter", &["export"]),
    ("svg2pdf", &["picture", "export"]),
    ("tera", &["compose"]),
    ("toml", &["input", "compose"]),
    ("unicode_bidi", &["layout"]),
    ("unicode_linebreak", &["layout"]),
    ("unicode_script", &["layout"]),
];

#[test]
fn floors_point_one_way() {
    let floors = floors();
    let height = |name: &str| floors.iter().position(|floor| floor == name);
    let mut upward = Vec::new();
    for (floor, file, text) in sources() {
        for used in names_after(&text, "crate::") {
            if let (Some(here), Some(there)) = (height(&floor), height(&used))
                && there > here
            {
                upward.push(format!("{} uses `{used}`, a floor above `{floor}`", file.display()));
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn a_dependency_has_its_door() {
    let doors: BTreeMap<&str, &[&str]> = DOORS.iter().copied().collect();
    let mut elsewhere = Vec::new();
    for (floor, file, text) in sources() {
        for (name, may) in &doors {
            let path = format!("{name}::");
            let named = text.match_indices(&path).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !may.contains(&floor.as_str()) {
                elsewhere.push(format!("{} names `{name}`, whose door is {may:?}", file.display()));
            }
        }
    }
    assert!(elsewhere.is_empty(), "{}", elsewhere.join("\n"));
}

#[test]
fn every_dependency_is_in_the_list_of_doors() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let section =
        manifest.split("[dependencies]").nth(1).expect("a list").split("\n[").next().expect("its end");
    // Vocabulary used on many floors: decimals and dates.
    let plain = ["rust_decimal", "jiff"];
    for line in section.lines().filter(|line| !line.trim().is_empty()) {
        let name = line.split([' ', '=']).next().expect("a name").replace('-', "_");
        let known = plain.contains(&name.as_str()) || DOORS.iter().any(|(door, _)| *door == name);
        assert!(known, "`{name}` has no door: add it to DOORS");
    }
}

/// Floor, file and text without comments of every source below `src/`.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    files
        .into_iter()
        .filter(|file| !file.ends_with("lib.rs") && !file.ends_with("main.rs") && !is_test(file))
        .map(|file| {
            let inside = file.strip_prefix(&src).expect("below src");
            let first =
                inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
            let text = fs::read_to_string(&file).expect("UTF-8");
            let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
            (first.trim_end_matches(".rs").to_owned(), file.clone(), code.join("\n"))
        })
        .collect()
}

/// Unit tests may use what they like.
fn is_test(file: &Path) -> bool {
    file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The names that follow `prefix`, groups in braces included.
fn names_after(text: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        let rest = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap_or(group));
        for part in
            rest.split(',').take(if text[at + prefix.len()..].starts_with('{') { usize::MAX } else { 1 })
        {
            let name: String = part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.push(name);
        }
    }
    names
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
