//! What comments and pages cite is there: each "MODEL n.m" is a section of `docs/model.md`, and each page named
//! is a file of this repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Working pages of the project that were never part of the repository.
const ABSENT: [&str; 14] = [
    "BIDS",
    "CLAUSES",
    "DECISIONS",
    "DOCUMENTS",
    "EDITORIAL",
    "EVIDENCE",
    "FORMATS",
    "HOUSE",
    "METHODS",
    "OFFICE",
    "PRODUCT",
    "STYLE",
    "TRUST",
    "TYPESETTING",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a file is read here: goldens and fonts cite nothing.
fn is_text(path: &Path) -> bool {
    let texts = ["rs", "md", "toml", "json", "ftl", "txt", "py"];
    let ending = path.extension().and_then(|ending| ending.to_str());
    !path.starts_with(root().join("tests/golden")) && ending.is_some_and(|ending| texts.contains(&ending))
}

/// Every text below some folders, with its path from the root of the repository; this file excepted.
fn texts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "tests", "templates", "benches", "docs", "pricing", "samples", "fuzz"]
            .map(|name| root().join(name))
            .into();
    let mut files: Vec<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "build.rs"].map(|name| root().join(name)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            // What a build leaves beside the fuzz targets is not ours.
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if is_text(&path) && !path.ends_with("citations.rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    for path in files {
        if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root()).expect("below the root").to_owned();
            found.push((name, text));
        }
    }
    assert!(found.len() > 500, "the repository is walked");
    found
}

/// A text without line ends and comment marks, so that a citation may run over two lines.
fn unwrapped(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(['/', '!', '#']).trim_start());
    lines.collect::<Vec<_>>().join(" ")
}

/// The number at the start of a text, such as `14` or `14.5`.
fn number(text: &str) -> Option<&str> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(text);
    let part = text[whole..].strip_prefix('.').map_or(0, digits);
    (whole > 0).then(|| if part > 0 { &text[..=whole + part] } else { &text[..whole] })
}

/// The sections that "MODEL 3, 10.3 and 14" cites.
fn cited(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for name in ["MODEL ", "docs/model.md "] {
        for (at, _) in text.match_indices(name) {
            let mut rest = &text[at + name.len()..];
            while let Some(section) = number(rest) {
                found.push(section);
                rest = &rest[section.len()..];
                let separator =
                    [", ", " and ", " to "].into_iter().find(|separator| rest.starts_with(separator));
                let Some(separator) = separator else { break };
                rest = &rest[separator.len()..];
            }
        }
    }
    found
}

#[test]
fn every_section_of_the_model_that_is_cited_is_there() {
    let page = fs::read_to_string(root().join("docs/model.md")).expect("the model");
    let sections: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| number(line.strip_prefix("## ").or_else(|| line.strip_prefix("**"))?))
        .collect();
    assert_eq!(sections.iter().filter(|section| !section.contains('.')).count(), 17);
    let mut count = 0;
    for (path, text) in texts().iter().filter(|(_, text)| text.contains("MODEL") || text.contains("model.md"))
    {
        for section in cited(&unwrapped(text)) {
            assert!(sections.contains(section), "{}: the model has no section {section}", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "only {count} citations are seen");
}

#[test]
fn no_page_is_cited_that_is_not_in_the_repository() {
    let texts = texts();
    let names: BTreeSet<&str> = texts.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
    // Most files hold none of these words at all.
    let may_cite = |text: &str| text.contains(".md") || ABSENT.iter().any(|name| text.contains(name));
    for (path, text) in texts.iter().filter(|(_, text)| may_cite(text)) {
        let name = path.display();
        let is_comment = |line: &str| line.trim_start().starts_with("//") || path.starts_with("docs");
        for line in text.lines() {
            let words: Vec<&str> =
                line.split(|c: char| !(c.is_ascii_alphanumeric() || "._/-".contains(c))).collect();
            for (at, word) in words.iter().enumerate() {
                let word = word.trim_end_matches('.');
                // A page in capitals, or of `docs/`, by its name.
                let page = word.rsplit('/').next().unwrap_or_default();
                let is_page = page.strip_suffix(".md").is_some_and(|stem| {
                    stem.len() > 1 && stem.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
                });
                if is_page && page == word || word.starts_with("docs/") && word.ends_with(".md") {
                    assert!(names.contains(page), "{name} cites the page `{word}`");
                }
                let followed = words.get(at + 1).is_some_and(|next| number(next).is_some());
                assert!(
                    !(ABSENT.contains(&word) && (followed || is_comment(line))),
                    "{name} cites `{word}`, a page that is not here: {line}"
                );
            }
        }
    }
}

#[test]
fn citations_are_read_as_people_write_them() {
    assert_eq!(cited("(MODEL 3, 10.3 and 14), MODEL 7. A sum"), ["3", "10.3", "14", "7"]);
    assert_eq!(cited("MODEL 15, lints 9, 11; MODEL 8 to 13; docs/model.md 17)"), ["15", "8", "13", "17"]);
    assert_eq!(unwrapped("//! rounded (MODEL\n//! 7.1)"), "rounded (MODEL 7.1)");
}
