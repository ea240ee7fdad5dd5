//! The acts of the program, for whichever front calls them: the command line, a web page, a batch.
//!
//! An act takes a [`Store`], or only [`Files`] where it writes nothing, and a request of plain data. It returns an
//! [`Answer`]: the result and the findings. It prints nothing and reads no clock; private keys come from [`Keys`], and
//! the built-in library from [`Files::library`]. [`MemoryStore`] is a store for tests of a front.

#![warn(unused_crate_dependencies)]

mod approve;
mod build;
mod calibrate;
mod check;
mod diff;
pub mod explain;
mod forecast;
mod init;
mod issue;
pub mod json;
mod memory_store;
mod pack;
pub mod pipeline;
mod plan;
mod price;
mod register;
mod review;
mod sign_keys;
mod store;
mod submit;
pub mod value;
mod verify;

pub use approve::{Approval, ApproveRequest, approve};
pub use build::{BuildRequest, Built, build, write};
pub use calibrate::{Calibrated, calibrate};
pub use check::check;
pub use diff::{Diffed, diff};
pub use explain::{Explained, explain};
pub use forecast::{
    BudgetEffect, ForecastRequest, Forecasted, are_parts_dependent, forecast, missing_for_chance,
};
pub use init::{InitError, Sample, deal_of, init};
pub use issue::{Issue, IssueRequest, issue};
pub use memory_store::MemoryStore;
pub use pack::{Packed, pack};
pub use pipeline::File;
pub use plan::plan;
pub use price::{Consequence, Counterfactual, PriceRequest, Priced, WithWithout, direct_cost, effort, price};
pub use register::{RegisterRequest, Registered, register};
pub use review::{
    Clearance, ContextField, IssuedAs, Judged, MaterialField, NextStep, ReviewRequest, ReviewStatus,
    ReviewVerdict, context_fields, material_fields, review,
};
pub use sign_keys::{KeysSigned, SignKeysRequest, sign_keys};
pub use store::{OUT, Store, StoreError};
pub use submit::{Submission, SubmitRequest, submit};
pub use value::{ValueRequest, Valued, value};
pub use verify::{Logged, Verified, VerifyRequest, verify};

use bidwright_base::diag::Diags;
use bidwright_base::source::Sources;
use bidwright_input as input;
use bidwright_input::{Files, Project};
use bidwright_model::book::Approver;
use bidwright_review::approvals::Secret;

/// The outcome of an act.
///
/// ```
/// use bidwright_service::{Answer, plan};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let Answer { result, findings } = plan(&store, "deal.toml");
/// assert!(result.is_some(), "errors alone leave nothing; warnings and notes come beside the result");
/// assert!(!findings.has_errors());
/// ```
#[derive(Debug, Clone)]
pub struct Answer<T> {
    /// The result; `None` if there are errors.
    pub result: Option<T>,
    /// Errors, warnings and notes.
    pub findings: Findings,
}

/// Findings, and the texts their places are in.
///
/// ```
/// use bidwright_service::check;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let store = store.with("wrong.toml", "format = 1\n[deal]\nnumbr = \"Q-2\"\n");
/// let findings = check(&store, "wrong.toml").findings;
/// assert!(findings.has_errors());
/// let place = findings.diags.sorted(&findings.sources).iter().find_map(|one| one.place).expect("a place");
/// assert_eq!(findings.sources[place.file].name, "wrong.toml");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The texts.
    pub sources: Sources,
    /// The findings.
    pub diags: Diags,
}

impl Findings {
    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diags.has_errors()
    }
}

impl<T> Answer<T> {
    fn new(project: Project, diags: Diags, result: Option<T>) -> Answer<T> {
        Answer { result, findings: Findings { sources: project.sources, diags } }
    }
}

/// Private keys, wherever they are kept.
///
/// ```
/// use bidwright_base::diag::{Code, Diagnostic, Diags};
/// use bidwright_model::book::Approver;
/// use bidwright_review::approvals::Secret;
/// use bidwright_service::{ApproveRequest, Keys, approve};
///
/// /// A machine without private keys.
/// struct Bare;
///
/// impl Keys for Bare {
///     fn has(&self, _: &Approver) -> bool {
///         false
///     }
///
///     fn secret(&self, approver: &Approver, diags: &mut Diags) -> Option<Secret> {
///         let message = format!("the private key of {} is not here", approver.name.value);
///         diags.push(Diagnostic::error(Code::NoPrivateKey, message));
///         None
///     }
/// }
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let day = jiff::civil::date(2026, 11, 24);
/// # let (role, name) = ("sales-manager", "Kari Holm");
/// # let request = ApproveRequest { deal: "deal.toml", role, name, note: "", day, today: day };
/// let (answer, _) = approve(&store, &request, &Bare);
/// assert!(answer.result.is_none());
/// assert!(answer.findings.diags.iter().any(|finding| finding.code == Code::NoPrivateKey));
/// ```
pub trait Keys {
    /// Whether the private key of an approver is available.
    fn has(&self, approver: &Approver) -> bool;

    /// The private key of an approver; without one, findings give the reason.
    fn secret(&self, approver: &Approver, diags: &mut Diags) -> Option<Secret>;
}

/// A step of longer work, reported when it begins.
///
/// ```
/// use bidwright_service::pipeline::{Format, Output};
/// use bidwright_service::{BuildRequest, Progress, build};
/// use std::cell::RefCell;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let request =
///     BuildRequest { deal: "deal.toml", outputs: &[Output::Memo], formats: &[Format::Markdown] };
/// let steps = RefCell::new(Vec::new());
/// build(&store, &request, &|step| steps.borrow_mut().push(step));
/// assert_eq!(steps.into_inner(), [Progress::Reading, Progress::Reviewing, Progress::Rendering]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Files are read.
    Reading,
    /// The deal is planned, simulated, priced, composed and reviewed.
    Reviewing,
    /// Documents become files.
    Rendering,
}

/// Reads a deal, collecting findings.
fn open<F: Files + ?Sized>(files: &F, deal: &str) -> (Project, Diags) {
    let mut diags = Diags::default();
    let project = input::load(files, deal, &mut diags);
    (project, diags)
}
