//! The command line: reads arguments, calls the pipeline, prints. Data goes to stdout, talk to stderr.

mod approve;
mod arguments;
mod build;
mod calibrate;
mod diff;
mod draw;
mod explain;
mod figure;
mod findings;
mod forecast;
mod history;
mod init;
mod issue;
mod json;
mod keys;
mod ledger;
mod plan;
mod price;
mod printed;
mod review;
mod table;
mod value;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{CommandFactory, Parser};

pub use printed::*;

use arguments::{Arguments, Command, Common, Format, View};
use bidwright_base::diag::Diags;
use bidwright_input as input;
use bidwright_input::{Library, Project};
use bidwright_service::pipeline;

/// What happened, as an exit status. Of several deals the worst wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
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

/// What the program has compiled in.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// The library, by path such as `pricing/rates/emea-2026.toml`.
    pub library: &'static [(&'static str, &'static [u8])],
    /// Whole deals to begin with, by name.
    pub samples: &'static [(&'static str, &'static str)],
}

static EMBEDDED: OnceLock<Embedded> = OnceLock::new();

/// What `main` was given.
fn embedded() -> Embedded {
    *EMBEDDED.get().expect("`main` sets it first")
}

/// Runs the program on the arguments it was called with.
#[must_use]
pub fn main(embedded: Embedded) -> ExitCode {
    EMBEDDED.get_or_init(|| embedded);
    let arguments = Arguments::parse();
    let exit = match arguments.command {
        Command::Init { dir, sample } => init::run(&dir, &sample),
        Command::Check { deals, common } => check(&deals, &common),
        Command::Price { deal, without_pmo, view, common } => price::run(&deal, without_pmo, view, &common),
        Command::Forecast { deal, extent, common } => forecast::run(&deal, extent, &common),
        Command::Calibrate { history, out, format } => calibrate::run(&history, out.as_deref(), format),
        Command::Value { deal, wish, common } => value::run(&deal, wish, &common),
        Command::Review { deals, context, material, date, common } => {
            let what = match (context, material) {
                (true, _) => review::What::Context,
                (_, true) => review::What::Material,
                _ => review::What::Review,
            };
            review::run(&deals, what, date, &common)
        }
        Command::Keygen(person) => keys::run(&person),
        Command::Approve { deal, wish } => approve::run(&deal, &wish),
        Command::Issue { deal, wish } => issue::run(&deal, &wish),
        Command::Plan { deal, workspace } => plan::run(&deal, workspace.as_deref()),
        Command::Build { deals, out, doc, format, jobs, workspace } => {
            build::run(&deals, &build::Order { out, papers: doc, formats: format, jobs, workspace })
        }
        Command::Diff { old, new, common } => diff::run(&old, &new, &common),
        Command::Verify { file, deal, format } => verify::run(&file, deal.as_deref(), format),
        Command::Explain { asked, common } => explain::run(&asked, &common),
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

/// Every finding of each deal: those of its files, its plan and its price.
fn check(deals: &[PathBuf], common: &Common) -> Exit {
    let mut worst = Exit::Done;
    let mut all = Vec::new();
    for deal in deals {
        let (project, mut diags) = load(deal, common.workspace.as_deref());
        let _reviewed = pipeline::review(&project, &mut diags);
        worst = worst.max(if diags.has_errors() { Exit::Findings } else { Exit::Done });
        match common.format {
            Format::Text => {
                findings::report(&project.sources, &diags);
                if diags.iter().next().is_none() {
                    say(&format!("{}: nothing found", deal.display()));
                }
            }
            Format::Json => all.extend(json::findings(&project.sources, &diags)),
        }
    }
    if common.format == Format::Json {
        print(&json::document("findings", &serde_json::json!({ "findings": all })));
    }
    worst
}

/// Reads a deal, collecting findings.
fn load(deal: &Path, workspace: Option<&Path>) -> (Project, Diags) {
    let mut diags = Diags::default();
    let project = input::load(&Library::embedded(embedded().library), deal, workspace, &mut diags);
    (project, diags)
}

/// Data, to stdout. A reader who has seen enough (a closed pipe) is no failure; a full disk is one.
fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let ended = if text.ends_with('\n') { "" } else { "\n" };
    let written = out
        .write_all(text.as_bytes())
        .and_then(|()| out.write_all(ended.as_bytes()))
        .and_then(|()| out.flush());
    if let Err(problem) = written
        && problem.kind() != std::io::ErrorKind::BrokenPipe
    {
        say(&format!("error: cannot write to standard output: {problem}"));
        std::process::exit(Exit::Findings as i32);
    }
}

/// Talk, to stderr.
fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _closed = writeln!(out, "{text}");
}

/// A step of longer work, shown to whoever watches a terminal.
fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        say(text);
    }
}

/// Today, where this machine is. The only look at the clock: what is judged by a day can be told another one.
#[expect(
    clippy::disallowed_methods,
    reason = "an approval is given on the day it is given; `--date` overrides"
)]
fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}
