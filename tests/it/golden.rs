//! Golden text: one file per stage and sample. `UPDATE=1 cargo test` accepts what is there now.

use std::path::PathBuf;

/// Holds `text` against `tests/golden/<name>`.
pub(crate) fn hold(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("can be made");
        std::fs::write(&path, text).expect("can be written");
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden != text {
        let golden: Vec<&str> = golden.lines().collect();
        let found: Vec<&str> = text.lines().collect();
        let first = golden.iter().zip(&found).take_while(|(a, b)| a == b).count();
        let end = |lines: &[&str]| (first + 8).min(lines.len());
        panic!(
            "{name} differs from line {}; UPDATE=1 accepts it\n\nit was:\n{}\n\nit is:\n{}\n",
            first + 1,
            golden[first.min(golden.len())..end(&golden)].join("\n"),
            found[first.min(found.len())..end(&found)].join("\n"),
        );
    }
}
