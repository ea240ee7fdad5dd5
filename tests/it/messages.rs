//! The message catalogues: no message is left that nothing says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below `src` with this ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text")
}

/// `PriceItem` of `price-item`.
fn variant(key: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    key.split('-').map(capital).collect()
}

#[test]
fn every_message_is_said_somewhere() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let catalogue = files(&src, "ftl").into_iter().find(|path| path.ends_with("en.ftl")).expect("English");
    let catalogue = read(&catalogue);
    let keys = catalogue.lines().filter_map(|line| line.split_once(" ="));
    let keys = keys.filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()));
    let messages: BTreeSet<String> = keys.map(|(key, _)| variant(key)).collect();
    assert!(messages.len() > 400, "{}", messages.len());

    let mut said = BTreeSet::new();
    for file in files(&src, "rs") {
        for rest in read(&file).split("Message::").skip(1) {
            said.insert(rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
        }
    }
    let unused: Vec<&String> = messages.difference(&said).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
