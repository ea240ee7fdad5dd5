//! Lists the finding pages for inclusion, sorted, and makes an enum of the messages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "locale/build.rs"]
mod locale;

fn main() {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("diag/pages");
    locale::generate(
        &Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("locale/en.ftl"),
        &PathBuf::from(env::var("OUT_DIR").expect("set by cargo")),
    );
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo"));
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the pages").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let mut pages = String::from("static PAGES: &[(&str, &str)] = &[\n");
    for file in files {
        let code = Path::file_stem(&file).expect("a file").to_string_lossy().into_owned();
        writeln!(pages, "    ({code:?}, include_str!({:?})),", file.display().to_string())
            .expect("to a string");
    }
    pages.push_str("];\n");
    fs::write(out.join("pages.rs"), pages).expect("write pages.rs");
}
