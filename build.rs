//! Lists the built-in library (`pricing/`, `templates/`) and the samples for inclusion, sorted by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo"));

    let mut text = String::from("static LIBRARY: &[(&str, &[u8])] = &[\n");
    for folder in ["pricing", "templates"] {
        for file in files(&root.join(folder)) {
            let name = file.strip_prefix(&root).expect("below root").to_string_lossy().replace('\\', "/");
            // A history is a firm's own, never of the library: here only somebody's trial run can leave one.
            if !name.ends_with(".py") && name != "pricing/history.toml" {
                line(&mut text, &name, "include_bytes", &file);
            }
        }
    }
    text.push_str("];\n/// Whole deals to begin with: the folder of each below `samples/`, and its text.\npub static SAMPLES: &[(&str, &str)] = &[\n");
    for file in files(&root.join("samples")) {
        if file.ends_with("deal.toml") {
            let name = file.parent().and_then(Path::file_name).expect("in a folder").to_string_lossy();
            line(&mut text, &name, "include_str", &file);
        }
    }
    text.push_str("];\n");
    fs::write(out.join("embedded.rs"), text).expect("write embedded.rs");
}

fn line(text: &mut String, name: &str, include: &str, file: &Path) {
    writeln!(text, "    ({name:?}, {include}!({:?})),", file.display().to_string()).expect("to a string");
}

/// All files below a folder, sorted; tells cargo to look again when one comes or goes. A folder that is missing
/// stops the build: a program without its library or its samples would start and fail later.
fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let entries =
        fs::read_dir(folder).unwrap_or_else(|why| panic!("cannot read {}: {why}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .flat_map(|entry| {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() { files(&path) } else { vec![path] }
        })
        .collect();
    assert!(!found.is_empty(), "{} has no files", folder.display());
    found.sort();
    found
}
