//! What is asked of those who sign: keys, approvals, issue.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::today;
use bidwright_review::approvals::{note, one_line};

/// Who asks for a key.
#[derive(Debug, clap::Args)]
pub(crate) struct KeygenArgs {
    /// By which approvals name them.
    #[arg(long, value_name = "NAME", value_parser = one_line)]
    pub(crate) name: String,
    /// Their address, as in the `owner` of a deal.
    #[arg(long, value_name = "EMAIL", value_parser = one_line)]
    pub(crate) email: Option<String>,
    /// An approver of the policy that they act as; once for each.
    #[arg(long = "role", value_name = "ROLE", value_parser = one_line)]
    pub(crate) roles: Vec<String>,
    /// Who is in approvals/keys.toml already and signs that they are added; without it, the file waits for `keysign`.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// The private key of who signs; default: the one `bidwright keygen` has made.
    #[arg(long, value_name = "FILE", requires = "by")]
    pub(crate) key: Option<PathBuf>,
    /// The workspace whose approvals/keys.toml is extended; default: the nearest folder from here upwards that holds
    /// deals, pricing or templates, else this one.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
}

/// Who signs the keys file.
#[derive(Debug, clap::Args)]
pub(crate) struct KeysignArgs {
    /// Somebody who was in it before the change; without it, nothing is signed and what waits is listed.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The private key; default: the one `bidwright keygen` has made.
    #[arg(long, value_name = "FILE", requires = "name")]
    pub(crate) key: Option<PathBuf>,
    /// The day it is done; default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// The workspace whose approvals/keys.toml is signed; default: the nearest folder from here upwards that holds
    /// deals, pricing or templates, else this one.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
}

/// Arguments of `submit`.
#[derive(Debug, clap::Args)]
pub(crate) struct SubmitArgs {
    /// Who submits: a name or address of `approvals/keys.toml`.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// A note for those who approve.
    #[arg(long, value_name = "TEXT", default_value = "", value_parser = note)]
    pub(crate) note: String,
    #[command(flatten)]
    pub(crate) signing: SigningArgs,
}

/// Arguments of `pack`.
#[derive(Debug, clap::Args)]
pub(crate) struct PackArgs {
    /// Where `issue` wrote, and the package goes.
    #[arg(short, long, value_name = "OUT", default_value = "out")]
    pub(crate) out: PathBuf,
    /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
}

/// Arguments of `approve`.
#[derive(Debug, clap::Args)]
pub(crate) struct ApproveArgs {
    /// The approver the review asks for, such as `sales-manager`.
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: String,
    /// Who approves: a name or address of `approvals/keys.toml`.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// A note for the record.
    #[arg(long, value_name = "TEXT", default_value = "", value_parser = note)]
    pub(crate) note: String,
    #[command(flatten)]
    pub(crate) signing: SigningArgs,
}

/// How a deal is to be issued.
#[derive(Debug, clap::Args)]
pub(crate) struct IssueArgs {
    /// Where to write; the deal gets a folder named after its reference, with customer/ and internal/ in it.
    #[arg(short, long, value_name = "OUT", default_value = "out")]
    pub(crate) out: PathBuf,
    /// Who signs the record; default: the owner of the deal, or the only one with a private key here.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) signing: SigningArgs,
}

/// With which key, and on which day.
#[derive(Debug, clap::Args)]
pub(crate) struct SigningArgs {
    /// The private key; default: the one `bidwright keygen` has made.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The day it is done; default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// The workspace; default: the nearest folder above the deal that holds deals, pricing or templates.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
}

impl SigningArgs {
    pub(crate) fn day(&self) -> Date {
        self.date.unwrap_or_else(today)
    }
}
