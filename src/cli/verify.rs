//! `bidwright verify FILE.pdf`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::Format;
use super::terminal::print;
use super::{DiskStore, Exit, findings, report};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::{Finding, Verification};
use bidwright_service::{Logged, VerifyRequest};

pub(super) fn run(library: &Library, file: &Path, deal: Option<&Path>, format: Format) -> Exit {
    let (store, deal) = match deal {
        Some(deal) => {
            let (store, name) = DiskStore::of_deal(library, deal, None);
            (store, Some((name, deal.display().to_string())))
        }
        None => (DiskStore::new(library, ""), None),
    };
    let (store, file) = store.with_file(file);
    let deal = deal.as_ref().map(|(name, called)| (name.as_str(), called.as_str()));
    let verified = service::verify(&store, &VerifyRequest { file: &file, deal });
    let record = match &verified.log {
        Some(Logged::Issued(record)) => Some(&**record),
        _ => None,
    };
    let found = &verified.file.findings;
    match (&verified.file.result, format) {
        (Some(verification), Format::Json) => {
            print(&json::document(&Verification::of(verification, record, Finding::all(found))));
        }
        (None, Format::Json) => print(&json::document(&json::Findings::of(found))),
        (verification, Format::Text) => {
            // Errors of the deal's own files keep the log from being read.
            if let Some(Logged::Unreadable(wrong)) = &verified.log {
                findings::report(wrong);
            }
            if let Some(verification) = verification {
                let issued = record.map_or(String::new(), report::verify::issued);
                print(&(report::verify::text(verification) + &issued));
            }
            findings::report(found);
        }
    }
    if verified.holds() { Exit::Done } else { Exit::Findings }
}
