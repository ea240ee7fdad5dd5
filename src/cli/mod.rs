//! The command line: reads arguments, calls the pipeline, prints. Data goes to stdout, talk to stderr.

mod approve;
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
mod review;
mod table;
mod value;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::calibrate::Calibration;
use crate::diag::Diags;
use crate::input::{self, Project};
use crate::offer::{Appraisal, Offer};
use crate::pipeline::{self, Compared, Paper, Prognosis, Reviewed};
use crate::source::Sources;
use crate::value::Turning;
use crate::verify::Verification;

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

/// From a deal to a priced, review-ready proposal and statement of work.
#[derive(Debug, Parser)]
#[command(name = "bidwright", version, about, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  bidwright init my-offers                     a new workspace with a commented deal
  bidwright check my-offers/deals/first        every finding, by file and line
  bidwright price deal.toml --view customer    the price as the customer sees it
  bidwright forecast deal.toml                 chance of success, with the delivery office and without
  bidwright calibrate history.csv              what our own deliveries say of the next
  bidwright value deal.toml                    what failure costs, what the office saves, the leanest set
  bidwright review deal.toml                   the verdict, the rules that fired, who must approve
  bidwright approve deal.toml --as sales-manager --name Kari   what a role is asked, recorded
  bidwright issue deal.toml                    the final documents, once every approval stands
  bidwright build deal.toml -o out             proposal and statement of work as PDF
  bidwright diff r1.toml r2.toml               what changed, and what that did to price and date
  bidwright verify proposal.pdf                whether an issued file is as it was made, and its sums come out
  bidwright explain unknown-role               what a finding means
  bidwright explain totals.net deal.toml       where a figure comes from, down to file and line";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new workspace with a commented deal.
    #[command(
        after_help = "Examples:\n  bidwright init my-offers\n  bidwright init my-offers --sample service-desk"
    )]
    Init {
        /// The folder to make.
        dir: PathBuf,
        /// Start from this sample.
        #[arg(long, value_name = "NAME", default_value = "order-to-cash")]
        sample: String,
    },
    /// Tell every finding, by file and line.
    #[command(
        after_help = "Examples:\n  bidwright check deals/*/deal.toml\n  bidwright check deal.toml --format json"
    )]
    Check {
        /// Deal files, or folders holding deal.toml.
        #[arg(required = true, value_name = "DEAL")]
        deals: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Print the price build-up, with margin.
    #[command(
        after_help = "Examples:\n  bidwright price deal.toml\n  bidwright price deal.toml --without-pmo\n  bidwright price deal.toml --view customer --format json"
    )]
    Price {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        /// The counterfactual: mandatory activities only, contingency simulated without the rest.
        #[arg(long)]
        without_pmo: bool,
        /// Whose view.
        #[arg(long, value_enum, default_value = "internal")]
        view: View,
        #[command(flatten)]
        common: Common,
    },
    /// Print the range of cost and finish, and the chance of success with the delivery office and without.
    #[command(
        after_help = "Examples:\n  bidwright forecast deal.toml\n  bidwright forecast deal.toml --iterations 1000000\n  bidwright forecast deal.toml --format json"
    )]
    Forecast {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        extent: forecast::Extent,
        #[command(flatten)]
        common: Common,
    },
    /// Learn from the firm's own deliveries: print what they say, write it for later forecasts.
    #[command(
        after_help = "One deal a row, with the columns (in any order):\n  id, type, size_days, client, contract, pmo, estimated_effort, actual_effort,\n  estimated_duration, actual_duration, accepted, outcome, p80_forecast\n\nExamples:\n  bidwright calibrate history.csv\n  bidwright calibrate history.csv --out pricing/history.toml\n  bidwright calibrate history.csv --format json"
    )]
    Calibrate {
        /// Past deals: won, lost and cancelled.
        #[arg(value_name = "HISTORY.csv")]
        history: PathBuf,
        /// Where to write; default: pricing/history.toml in the nearest folder above the history that holds
        /// deals, pricing or templates, else beside the history.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// For people or for programs.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print what failure would cost, and what the delivery office costs and saves.
    #[command(
        after_help = "Examples:\n  bidwright value deal.toml\n  bidwright value deal.toml --effort-cap 30\n  bidwright value deal.toml --apply-leanest\n  bidwright value deal.toml --format json"
    )]
    Value {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        wish: value::Wish,
        #[command(flatten)]
        common: Common,
    },
    /// Ask the policy's rules: print the verdict, the rules that fired, who must approve, the key figures.
    #[command(
        after_help = "Exit status: 0 clear or approved, 3 somebody must approve, 4 blocked, 1 the files have errors; of several deals the worst.\n\nExamples:\n  bidwright review deal.toml\n  bidwright review deal.toml --date 2026-12-20   whether the approvals still stand then\n  bidwright review deals/* --format json\n  bidwright review --context deal.toml      every field a rule may name, with its value\n  bidwright review --material deal.toml     every field that reopens approvals when it changes"
    )]
    Review {
        /// Deal files, or folders holding deal.toml.
        #[arg(required = true, value_name = "DEAL")]
        deals: Vec<PathBuf>,
        /// Print every field a rule may name, with its value in the deal, instead.
        #[arg(long, conflicts_with = "format")]
        context: bool,
        /// Print every material field with what it touches and its value in the deal, instead.
        #[arg(long, conflicts_with_all = ["format", "context"])]
        material: bool,
        /// The day approvals are judged by; default: the offer's, or that of the last approval.
        #[arg(long, value_name = "DATE")]
        date: Option<Date>,
        #[command(flatten)]
        common: Common,
    },
    /// Make a pair of keys: the private one is kept on this machine, the public one printed.
    #[command(
        after_help = "The private key goes to $BIDWRIGHT_KEYS, or else to bidwright/keys in $XDG_CONFIG_HOME or ~/.config.\n\nExamples:\n  bidwright keygen --name \"Kari Holm\" --email kari@example.com --role sales-manager >> approvals/keys.toml"
    )]
    Keygen(keys::Person),
    /// Approve what the review asks of a role, and record it, signed.
    #[command(
        after_help = "Examples:\n  bidwright approve deal.toml --as sales-manager --name \"Kari Holm\"\n  bidwright approve deal.toml --as finance-director --name per@example.com --note \"Agreed with treasury\""
    )]
    Approve {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        wish: approve::Wish,
    },
    /// Write the final documents, if every approval stands, and record what went out.
    #[command(
        after_help = "Exit status: 0 issued, 1 something stands in the way and nothing was written.\n\nExamples:\n  bidwright issue deal.toml\n  bidwright issue deal.toml -o out --name \"Kari Holm\""
    )]
    Issue {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        wish: issue::Wish,
    },
    /// Print the plan: packages with dates and float, and the delivery office beside them.
    #[command(after_help = "Example:\n  bidwright plan deal.toml")]
    Plan {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
        #[arg(long, value_name = "DIR")]
        workspace: Option<PathBuf>,
    },
    /// Write the documents of one or more deals; drafts, unless the review is clear.
    #[command(
        after_help = "Exit status: 0 clear or approved, 3 somebody must approve, 4 blocked, 1 the files have errors; of several deals the worst.\n\nExamples:\n  bidwright build deal.toml\n  bidwright build deals/* -o out --doc proposal\n  bidwright build deal.toml --format pdf,md\n  bidwright build deal.toml --doc one-page"
    )]
    Build {
        /// Deal files, or folders holding deal.toml.
        #[arg(required = true, value_name = "DEAL")]
        deals: Vec<PathBuf>,
        /// Where to write; each deal gets a folder named after its reference.
        #[arg(short, long, value_name = "OUT", default_value = "out")]
        out: PathBuf,
        /// Which documents.
        #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "proposal,sow,review", value_parser = papers())]
        doc: Vec<Paper>,
        /// In which formats.
        #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "pdf", value_parser = formats())]
        format: Vec<pipeline::Format>,
        /// Deals at a time; default: as many as there are processors.
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
        /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
        #[arg(long, value_name = "DIR")]
        workspace: Option<PathBuf>,
    },
    /// Print what changed between two deals or revisions, and what that did to price, margin, date and success.
    #[command(
        after_help = "Material fields only: a corrected typing error in a title is no change.\n\nExamples:\n  bidwright diff deals/r1 deals/r2\n  bidwright diff r1.toml r2.toml --format json"
    )]
    Diff {
        /// A deal file, or a folder holding deal.toml: as it was.
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// As it is.
        #[arg(value_name = "NEW")]
        new: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// Check an issued PDF by the data it carries: its bytes, its parts, its sums, the figures on its pages.
    #[command(
        after_help = "Exit status: 0 everything is as it was made, 1 something differs.\n\nExamples:\n  bidwright verify proposal.pdf\n  bidwright verify sow.pdf --format json"
    )]
    Verify {
        /// A PDF as it was issued.
        #[arg(value_name = "FILE.pdf")]
        file: PathBuf,
        /// For people or for programs.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Explain a finding by its code or number; or where a figure of a deal comes from, down to file and line.
    #[command(
        after_help = "Examples:\n  bidwright explain unknown-role\n  bidwright explain 3                              the third trap of modelling\n  bidwright explain                                lists every code\n  bidwright explain totals.net deal.toml           the derivation of the net price, as a tree\n  bidwright explain lines.W1.price deal.toml       all lines of a package\n  bidwright explain value.net_value deal.toml --depth 0\n  bidwright explain --figures deal.toml            lists every figure"
    )]
    Explain {
        #[command(flatten)]
        asked: explain::Asked,
        #[command(flatten)]
        common: Common,
    },
    /// Print the completion script of a shell.
    #[command(
        after_help = "Example:\n  bidwright completions bash > ~/.local/share/bash-completion/completions/bidwright"
    )]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_help = "Example:\n  bidwright man > bidwright.1")]
    Man,
}

#[derive(Debug, clap::Args)]
struct Common {
    /// For people or for programs.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Text,
    /// JSON, always the internal view.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// Cost, contingency and margin.
    Internal,
    /// What the customer sees.
    Customer,
}

/// Runs the program on the arguments it was called with.
#[must_use]
pub fn main() -> ExitCode {
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
        Command::Verify { file, format } => verify::run(&file, format),
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

/// The price build-up of an offer as text: what `bidwright price` prints.
#[must_use]
pub fn price_table(offer: &Offer) -> String {
    price::internal(offer, None)
}

/// The forecast of an offer as text: what `bidwright forecast` prints.
#[must_use]
pub fn forecast_table(offer: &Offer, prognosis: &Prognosis) -> String {
    forecast::report(offer, prognosis)
}

/// The forecast of an offer as JSON: what `bidwright forecast --format json` prints.
#[must_use]
pub fn forecast_json(offer: &Offer, prognosis: &Prognosis) -> String {
    json::forecast(offer, prognosis)
}

/// What a history says as text: what `bidwright calibrate` prints.
#[must_use]
pub fn calibration_table(calibration: &Calibration) -> String {
    history::report(calibration)
}

/// What a history says as JSON: what `bidwright calibrate --format json` prints.
#[must_use]
pub fn calibration_json(calibration: &Calibration, sources: &Sources, diags: &Diags) -> String {
    calibrate::document(calibration, &json::findings(sources, diags))
}

/// What `bidwright calibrate` writes to `pricing/history.toml`.
#[must_use]
pub fn calibration_file(calibration: &Calibration, diags: &Diags) -> String {
    calibrate::file(calibration, diags)
}

/// The value of an appraised offer's delivery office as text: what `bidwright value` prints.
#[must_use]
pub fn value_table(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    value::report(offer, appraisal, turning)
}

/// The value of an appraised offer's delivery office as JSON: what `bidwright value --format json` prints.
#[must_use]
pub fn value_json(offer: &Offer, appraisal: &Appraisal, turning: &[Turning]) -> String {
    json::value(offer, appraisal, turning)
}

/// The `[governance]` table of the leanest set: what `bidwright value --apply-leanest` prints; `None` without
/// `[stakes]`.
#[must_use]
pub fn leanest_table(offer: &Offer, appraisal: &Appraisal) -> Option<String> {
    appraisal.value.worth.as_ref().map(|worth| value::governance_table(offer, &worth.lean))
}

/// The review of an offer as text: what `bidwright review` prints.
#[must_use]
pub fn review_table(reviewed: &Reviewed) -> String {
    review::report(reviewed, reviewed.as_of())
}

/// The review of an offer as JSON: what `bidwright review --format json` prints.
#[must_use]
pub fn review_json(reviewed: &Reviewed) -> String {
    json::document("review", &json::review(reviewed, reviewed.as_of()))
}

/// Every field of the review context with its value: what `bidwright review --context` prints.
#[must_use]
pub fn context_table(reviewed: &Reviewed) -> String {
    review::context(reviewed)
}

/// Every material field with its value: what `bidwright review --material` prints.
#[must_use]
pub fn material_table(reviewed: &Reviewed) -> String {
    review::material(reviewed)
}

/// What was checked of an issued PDF, as text: what `bidwright verify` prints.
#[must_use]
pub fn verify_table(verification: &Verification) -> String {
    verify::report(verification)
}

/// What was checked of an issued PDF, as JSON: what `bidwright verify --format json` prints.
#[must_use]
pub fn verify_json(verification: &Verification, sources: &Sources, diags: &Diags) -> String {
    verify::document(verification, &json::findings(sources, diags))
}

/// Where a figure of an offer comes from, as text: what `bidwright explain FIGURE DEAL` prints; `None` where
/// there is no such figure.
#[must_use]
pub fn explained(offer: &Offer, sources: &Sources, key: &str, depth: usize) -> Option<String> {
    explain::figure_tree(offer, sources, key, depth)
}

/// What changed between two revisions as text: what `bidwright diff` prints.
#[must_use]
pub fn diff_table(compared: &Compared) -> String {
    diff::report(compared)
}

/// What changed between two revisions as JSON: what `bidwright diff --format json` prints.
#[must_use]
pub fn diff_json(compared: &Compared) -> String {
    json::document("diff", &diff::as_json(compared))
}

/// The plan of an offer as text: what `bidwright plan` prints.
#[must_use]
pub fn plan_table(offer: &Offer) -> String {
    plan::table(offer)
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
    let project = input::load(deal, workspace, &mut diags);
    (project, diags)
}

/// `proposal`, `sow`, ...
fn papers() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::all().map(Paper::word))
        .map(|name| Paper::all().find(|paper| paper.word() == name).expect("one of them"))
}

/// `pdf`, `md`.
fn formats() -> impl TypedValueParser<Value = pipeline::Format> {
    let all = pipeline::Format::ALL;
    PossibleValuesParser::new(all.map(|(name, _)| name))
        .map(move |name| all.iter().find(|(known, _)| *known == name).expect("one of them").1)
}

/// A name or the like: something, on one line.
fn one_line(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it is empty".to_owned()),
        text if text.chars().any(char::is_control) => Err("it must be one line of text".to_owned()),
        text if text.chars().count() > 200 => Err("it has more than 200 characters".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Today, where this machine is. The only look at the clock: what is judged by a day can be told another one.
#[expect(
    clippy::disallowed_methods,
    reason = "an approval is given on the day it is given; `--date` overrides"
)]
fn today() -> Date {
    jiff::ZonedDateTime::now().date()
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
