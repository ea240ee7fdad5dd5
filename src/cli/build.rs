//! `bidwright build DEAL...`.

use bidwright_input::Library;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::terminal::{print, progress, say};
use super::{DiskStore, Exit, findings, report};
use bidwright_service as service;
use bidwright_service::pipeline::{Format, Output};
use bidwright_service::{Answer, BuildRequest, Built, Clearance, Progress};

/// What to build, how and where.
pub(super) struct Order {
    pub(super) out: PathBuf,
    pub(super) outputs: Vec<Output>,
    pub(super) formats: Vec<Format>,
    pub(super) jobs: Option<usize>,
    pub(super) workspace: Option<PathBuf>,
}

pub(super) fn run(library: &Library, deals: &[PathBuf], order: &Order) -> Exit {
    let one = |deal: &PathBuf| build(library, deal, order);
    let all: Vec<(DiskStore, Answer<Built>)> = match order.jobs {
        Some(jobs) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build();
            pool.expect("threads can be started").install(|| deals.par_iter().map(one).collect())
        }
        None => deals.par_iter().map(one).collect(),
    };
    let mut worst = Exit::Done;
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    for (deal, (store, answer)) in deals.iter().zip(&all) {
        findings::report(&answer.findings);
        let exit = match &answer.result {
            Some(built) => write(deal, store, built, &mut taken).unwrap_or_else(|trouble| {
                say(&format!("error: {trouble}"));
                Exit::Findings
            }),
            None => Exit::Findings,
        };
        worst = worst.max(exit);
    }
    worst
}

fn build(library: &Library, deal: &Path, order: &Order) -> (DiskStore, Answer<Built>) {
    let (store, name) = DiskStore::of_deal(library, deal, order.workspace.as_deref());
    let store = store.with_out(&order.out);
    let request = BuildRequest { deal: &name, outputs: &order.outputs, formats: &order.formats };
    let answer = service::build(&store, &request, &|step| match step {
        Progress::Reading => progress(&format!("reading {}", deal.display())),
        Progress::Reviewing => progress("planning, simulating, pricing, composing"),
        Progress::Rendering => progress("setting the documents"),
    });
    (store, answer)
}

/// Writes the documents of a deal, unless another deal of the same call has written there.
fn write<'d>(
    deal: &'d Path,
    store: &DiskStore,
    Built { reviewed, folder, beside_issued, files }: &Built,
    taken: &mut BTreeMap<String, &'d Path>,
) -> Result<Exit, String> {
    let head = &reviewed.offer.deal.head;
    if let Some(other) = taken.insert(folder.clone(), deal).filter(|other| *other != deal) {
        return Err(format!("{} and {} are both {}", other.display(), deal.display(), head.reference()));
    }
    let paths = service::write(store, folder, files).map_err(|error| error.to_string())?;
    let called = deal.display().to_string();
    print(
        &(report::build::summary(&reviewed.offer, &paths)
            + &report::build::state(reviewed, *beside_issued, &called)),
    );
    Ok(Clearance::of(reviewed, reviewed.as_of()).into())
}
