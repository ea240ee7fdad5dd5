//! `check` finds what `build` finds: whoever checks a deal is not surprised when it is built.

use std::fs;
use std::path::{Path, PathBuf};

use bidwright_base::diag::Code;
use bidwright_cli::DiskStore;
use bidwright_service::pipeline::{Format, Output};
use bidwright_service::{BuildRequest, Findings, build, check};

/// Code and place of each finding.
fn all(findings: &Findings) -> Vec<(Code, String)> {
    let place = |finding: &bidwright_base::diag::Diagnostic| {
        finding.place.map_or_else(String::new, |place| {
            format!("{} {:?}", findings.sources[place.file].name, place.span())
        })
    };
    findings.diags.sorted(&findings.sources).into_iter().map(|one| (one.code, place(one))).collect()
}

/// The deals of the gallery of findings: a file, or a folder that holds one.
fn deals() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let entries = fs::read_dir(root).expect("the gallery").map(|entry| entry.expect("an entry").path());
    let mut deals: Vec<PathBuf> = entries
        .filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    deals.sort();
    deals
}

#[test]
fn every_finding_of_a_build_is_one_of_the_check() {
    let mut missed = Vec::new();
    for path in deals() {
        let (store, name) = DiskStore::of_deal(&bidwright::library(), &path, None);
        let request = BuildRequest { deal: &name, outputs: &Output::DEFAULT, formats: &[Format::Pdf] };
        let (built, checked) = (build(&store, &request, &|_| {}), check(&store, &name));
        let checked = all(&checked.findings);
        let only_built = all(&built.findings).into_iter().filter(|finding| !checked.contains(finding));
        missed.extend(only_built.map(|finding| format!("{}: {finding:?}", path.display())));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
