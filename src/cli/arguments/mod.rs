//! What can be typed: commands and options, with their help.

mod figures;
mod parse;
mod shared;
mod signing;

pub(super) use figures::{ExplainArgs, ForecastArgs, ValueArgs};
pub(super) use shared::{Common, Format, View};
pub(super) use signing::{ApproveArgs, IssueArgs, KeygenArgs, KeysignArgs, PackArgs, SubmitArgs};

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use bidwright_service::pipeline;
use bidwright_service::pipeline::Output;

/// From a deal to a priced, review-ready proposal and statement of work.
#[derive(Debug, Parser)]
#[command(name = "bidwright", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

// Not the description of this crate, which is one of several.
const ABOUT: &str = "Turns a deal, PMO cost models and a delivery methodology into a priced, risk-tested proposal and statement of work";

const EXAMPLES: &str = "\
Examples:
  bidwright init my-offers                     a new workspace with a commented deal
  bidwright check my-offers/deals/order-to-cash   every finding, by file and line
  bidwright price deal.toml --view customer    the price as the customer sees it
  bidwright forecast deal.toml                 chance of success, with the delivery office and without
  bidwright calibrate history.csv              success and overruns of our own deliveries
  bidwright value deal.toml                    what failure costs, what the office saves, the leanest set
  bidwright review deal.toml                   the verdict, the rules that fired, who must approve
  bidwright submit deal.toml --name Ola         the deal as it stands, signed by who answers for it
  bidwright approve deal.toml --as sales-manager --name Kari   a role's approval, recorded
  bidwright issue deal.toml                    the final documents, once every approval is valid
  bidwright pack deal.toml                     what was issued, as one file to send
  bidwright build deal.toml -o out             proposal and statement of work as PDF
  bidwright diff r1.toml r2.toml               what changed, and what that did to price and date
  bidwright verify proposal.pdf                whether an issued file is as it was made, and its sums come out
  bidwright explain unknown-role               what a finding means
  bidwright explain totals.net deal.toml       where a figure comes from, down to file and line";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
    /// Print every finding, by file and line.
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
        after_help = "Examples:\n  bidwright price deal.toml\n  bidwright price deal.toml --without-pmo\n  bidwright price deal.toml --view customer\n  bidwright price deal.toml --format json"
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
        args: ForecastArgs,
        #[command(flatten)]
        common: Common,
    },
    /// Learn from the firm's own deliveries: print their record, write it for later forecasts.
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
        args: ValueArgs,
        #[command(flatten)]
        common: Common,
    },
    /// Ask the policy's rules: print the verdict, the rules that fired, who must approve, the key figures.
    #[command(
        after_help = "Exit status: 0 clear or approved, 3 an approval is missing, 4 blocked, 1 the files have errors; of several deals the worst.\n\nExamples:\n  bidwright review deal.toml\n  bidwright review deal.toml --date 2026-12-20   whether the approvals are still valid then\n  bidwright review deals/* --format json\n  bidwright review --context deal.toml      every field a rule may name, with its value\n  bidwright review --material deal.toml     every field that reopens approvals when it changes"
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
    /// Make a pair of keys: the private one is kept on this machine, the public one put into approvals/keys.toml.
    #[command(
        after_help = "The private key goes to $BIDWRIGHT_KEYS, or else to bidwright/keys in $XDG_CONFIG_HOME or ~/.config.\nThe first person begins approvals/keys.log; whoever comes later is signed for by somebody who is there.\n\nExamples:\n  bidwright keygen --name \"Kari Holm\" --email kari@example.com --role sales-manager\n  bidwright keygen --name \"Per Vik\" --role finance-director --by \"Kari Holm\""
    )]
    Keygen(KeygenArgs),
    /// Sign what changed in approvals/keys.toml, as somebody who was in it before; or list what waits.
    #[command(
        after_help = "Exit status: 0 signed or nothing waits, 1 something waits or cannot be signed.\n\nExamples:\n  bidwright keysign                       what changed since it was last signed, and who may sign\n  bidwright keysign --name \"Kari Holm\""
    )]
    Keysign(KeysignArgs),
    /// Submit a deal as it stands, signed by whoever answers for it; they cannot approve it.
    #[command(
        after_help = "Exit status: 0 submitted, 1 it cannot be and nothing was written.\n\nExamples:\n  bidwright submit deal.toml --name \"Ola Eier\"\n  bidwright submit deal.toml --name ola@example.com --note \"Estimate agreed with the team\""
    )]
    Submit {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        args: SubmitArgs,
    },
    /// Approve what the review asks of a role, and record it, signed.
    #[command(
        after_help = "Exit status: 0 approved, 1 it cannot be, or is already, and nothing was written.\n\nExamples:\n  bidwright approve deal.toml --as sales-manager --name \"Kari Holm\"\n  bidwright approve deal.toml --as finance-director --name per@example.com --note \"Agreed with treasury\""
    )]
    Approve {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        args: ApproveArgs,
    },
    /// Write the final documents, if every approval is valid, and record what was issued.
    #[command(
        after_help = "Exit status: 0 issued, 1 it cannot be issued and nothing was written.\n\nExamples:\n  bidwright issue deal.toml\n  bidwright issue deal.toml -o out --name \"Kari Holm\""
    )]
    Issue {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        args: IssueArgs,
    },
    /// Pack what was issued to the customer into one file, with a list of what is in it.
    #[command(
        after_help = "The package holds the issued documents of customer/, the files of attachments/ and forms/ beside the deal,\nand SHA256SUMS.txt.\n\nExample:\n  bidwright pack deal.toml"
    )]
    Pack {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        args: PackArgs,
    },
    /// Print the plan: packages with dates and float, and the delivery office beside them.
    #[command(after_help = "Examples:\n  bidwright plan deal.toml\n  bidwright plan deal.toml --format json")]
    Plan {
        /// A deal file, or a folder holding deal.toml.
        #[arg(value_name = "DEAL")]
        deal: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// Write the documents of one or more deals; drafts, unless the review is clear.
    #[command(
        after_help = "Exit status: 0 clear or approved, 3 an approval is missing, 4 blocked, 1 the files have errors; of several deals the worst.\n\nExamples:\n  bidwright build deal.toml\n  bidwright build deals/* -o out --doc proposal\n  bidwright build deal.toml --format pdf,md\n  bidwright build deal.toml --doc one-page"
    )]
    Build {
        /// Deal files, or folders holding deal.toml.
        #[arg(required = true, value_name = "DEAL")]
        deals: Vec<PathBuf>,
        /// Where to write; each deal gets a folder named after its reference, with customer/ and internal/ in it.
        #[arg(short, long, value_name = "OUT", default_value = "out")]
        out: PathBuf,
        /// Which documents; default: proposal, statement of work and review memo.
        #[arg(long, value_name = "LIST", value_delimiter = ',', default_values = parse::default_outputs(), hide_default_value = true, value_parser = parse::outputs())]
        doc: Vec<Output>,
        /// In which formats.
        #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "pdf", value_parser = parse::formats())]
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
        after_help = "Exit status: 0 everything is as it was made, 1 something differs.\n\nExamples:\n  bidwright verify proposal.pdf\n  bidwright verify sow.pdf --format json\n  bidwright verify sow.pdf --deal deals/first      also whether the log holds it as issued"
    )]
    Verify {
        /// A PDF as it was issued.
        #[arg(value_name = "FILE.pdf")]
        file: PathBuf,
        /// The deal it was made of, to look for the file in the log of what was issued: then it is known who made it.
        #[arg(long, value_name = "DEAL")]
        deal: Option<PathBuf>,
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
        args: ExplainArgs,
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
