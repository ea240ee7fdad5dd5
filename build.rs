//! Lists the built-in library (`pricing/`, `templates/`), the samples and the finding pages for
//! inclusion, sorted by path, and makes an enum of the messages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/locale/build.rs"]
mod locale;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo"));

    locale::generate(&root.join("src/locale/en.ftl"), &out);

    let mut library = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for folder in ["pricing", "templates"] {
        for file in files(&root.join(folder)) {
            let name = file.strip_prefix(&root).expect("below root").to_string_lossy().replace('\\', "/");
            // A history is a firm's own, never of the library: here only somebody's trial run can leave one.
            if !name.ends_with(".py") && name != "pricing/history.toml" {
                writeln!(library, "    ({name:?}, include_bytes!({:?})),", file.display().to_string())
                    .expect("write to string");
            }
        }
    }
    library.push_str("];\n");
    fs::write(out.join("library.rs"), library).expect("write library.rs");

    let mut samples = String::from("static SAMPLES: &[(&str, &str)] = &[\n");
    for file in files(&root.join("samples")) {
        if file.ends_with("deal.toml") {
            let name =
                file.parent().and_then(Path::file_name).expect("in a folder").to_string_lossy().into_owned();
            writeln!(samples, "    ({name:?}, include_str!({:?})),", file.display().to_string())
                .expect("write to string");
        }
    }
    samples.push_str("];\n");
    fs::write(out.join("samples.rs"), samples).expect("write samples.rs");

    let mut pages = String::from("static PAGES: &[(&str, &str)] = &[\n");
    for file in files(&root.join("src/diag/pages")) {
        let code = file.file_stem().expect("a file").to_string_lossy().into_owned();
        writeln!(pages, "    ({code:?}, include_str!({:?})),", file.display().to_string())
            .expect("write to string");
    }
    pages.push_str("];\n");
    fs::write(out.join("pages.rs"), pages).expect("write pages.rs");
}

/// All files below a folder, sorted; tells cargo to look again when one comes or goes.
fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .flat_map(|entry| {
            let path = entry.expect("readable folder").path();
            if path.is_dir() { files(&path) } else { vec![path] }
        })
        .collect();
    found.sort();
    found
}
