//! `bidwright init DIR`: a new workspace with a commented deal.

use std::path::Path;

use super::terminal::{print, say};
use super::{DiskStore, Exit};
use bidwright_input::Library;
use bidwright_service as service;
use bidwright_service::{InitError, Sample};

pub(super) fn run(library: &Library, samples: &[Sample], dir: &Path, sample: &str) -> Exit {
    let file = dir.join(service::deal_of(sample));
    match service::init(&DiskStore::new(library, dir), samples, sample) {
        Ok(_) => {}
        Err(InitError::UnknownSample { hint }) => {
            say(&format!("error: no sample is called `{sample}`\n"));
            say(&format!("hint: {hint}"));
            return Exit::Usage;
        }
        Err(InitError::Exists) => {
            say(&format!("error: {} is already there", file.display()));
            return Exit::Usage;
        }
        Err(InitError::Unwritable(problem)) => {
            say(&format!("error: cannot write {}: {problem}", file.display()));
            return Exit::Findings;
        }
    }
    print(&format!(
        "made {}\n\nnext:\n  edit    {}\n  check   bidwright check {1}\n  build   bidwright build {1}\n\n\
         Files you put under {0}/pricing and {0}/templates hide the built-in ones with the same id.",
        dir.display(),
        file.display()
    ));
    Exit::Done
}
