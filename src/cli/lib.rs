//! The command line: reads arguments, calls an act of the service, prints its result.

#![warn(unused_crate_dependencies)]

mod approve;
mod arguments;
mod build;
mod calibrate;
mod check;
mod diff;
mod explain;
mod findings;
mod forecast;
mod init;
mod issue;
mod keys;
mod keysign;
mod pack;
mod plan;
mod price;
pub mod report;
mod review;
mod store;
mod submit;
mod terminal;
mod value;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use store::DiskStore;

use arguments::{Arguments, Command};
use bidwright_input::Library;
use bidwright_service::{Answer, Clearance, Sample};
use terminal::print;

/// The outcome as an exit status. Of several deals the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, warnings included.
    Done = 0,
    /// The files have errors.
    Findings = 1,
    /// Called wrongly.
    Usage = 2,
    /// The review asks for approval.
    Approval = 3,
    /// The review blocks.
    Blocked = 4,
}

impl Exit {
    /// Of an act that has done what it can.
    fn of<T>(answer: &Answer<T>) -> Exit {
        if answer.findings.has_errors() { Exit::Findings } else { Exit::Done }
    }
}

impl From<Clearance> for Exit {
    fn from(clearance: Clearance) -> Exit {
        match clearance {
            Clearance::Clear => Exit::Done,
            Clearance::Waiting => Exit::Approval,
            Clearance::Blocked => Exit::Blocked,
        }
    }
}

/// Runs the program on the arguments it was called with.
#[must_use]
pub fn main(library: &Library, samples: &[Sample]) -> ExitCode {
    let arguments = Arguments::parse();
    let exit = match arguments.command {
        Command::Init { dir, sample } => init::run(library, samples, &dir, &sample),
        Command::Check { deals, common } => check::run(library, &deals, &common),
        Command::Price { deal, without_pmo, view, common } => {
            price::run(library, &deal, without_pmo, view, &common)
        }
        Command::Forecast { deal, args, common } => forecast::run(library, &deal, args, &common),
        Command::Calibrate { history, out, format } => {
            calibrate::run(library, &history, out.as_deref(), format)
        }
        Command::Value { deal, args, common } => value::run(library, &deal, args, &common),
        Command::Review { deals, context, material, date, common } => {
            let what = match (context, material) {
                (true, _) => review::What::Context,
                (_, true) => review::What::Material,
                _ => review::What::Review,
            };
            review::run(library, &deals, what, date, &common)
        }
        Command::Keygen(person) => keys::run(library, &person),
        Command::Keysign(args) => keysign::run(library, &args),
        Command::Submit { deal, args } => submit::run(library, &deal, &args),
        Command::Approve { deal, args } => approve::run(library, &deal, &args),
        Command::Issue { deal, args } => issue::run(library, &deal, &args),
        Command::Pack { deal, args } => pack::run(library, &deal, &args),
        Command::Plan { deal, common } => plan::run(library, &deal, &common),
        Command::Build { deals, out, doc, format, jobs, workspace } => {
            build::run(library, &deals, &build::Order { out, outputs: doc, formats: format, jobs, workspace })
        }
        Command::Diff { old, new, common } => diff::run(library, &old, &new, &common),
        Command::Verify { file, deal, format } => verify::run(library, &file, deal.as_deref(), format),
        Command::Explain { args, common } => explain::run(library, &args, &common),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "bidwright", &mut script);
            print(&String::from_utf8_lossy(&script));
            Exit::Done
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Arguments::command()).render(&mut page);
            rendered.expect("writing to memory does not fail");
            print(&String::from_utf8_lossy(&page));
            Exit::Done
        }
    };
    ExitCode::from(exit as u8)
}

/// Today in the machine's time zone. The only use of the clock: every command judged by a day takes `--date`.
#[expect(
    clippy::disallowed_methods,
    reason = "an approval is given on the day it is given; `--date` overrides"
)]
fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}
