//! Makes an enum of the messages in the English catalogue.

use std::env;
use std::path::PathBuf;

#[path = "locale/build.rs"]
mod locale;

fn main() {
    let folder = |name: &str| PathBuf::from(env::var(name).expect("set by cargo"));
    locale::generate(&folder("CARGO_MANIFEST_DIR").join("locale/en.ftl"), &folder("OUT_DIR"));
}
