//! What is asked of figures: forecasts, values, explanations.

use super::parse::{days, iterations};
use std::path::PathBuf;

use rust_decimal::Decimal;

use bidwright_model::deal::LARGEST_SEED;

/// Simulation settings of the command line.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct ForecastArgs {
    /// Deliveries to simulate; default: the deal's. Never changes the price.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(iterations()))]
    pub(crate) iterations: Option<u32>,
    /// Seed of the random numbers; default: the deal's. Never changes the price.
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(..=LARGEST_SEED))]
    pub(crate) seed: Option<u64>,
}

/// What of the value is asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct ValueArgs {
    /// The most of our days that governance may take, the mandatory activities included.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) effort_cap: Option<Decimal>,
    /// Print the `[governance]` table of the leanest set, to put in the deal, and nothing else.
    #[arg(long, conflicts_with = "format")]
    pub(crate) apply_leanest: bool,
}

/// What to explain.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// A finding's code, a number from 1 to 23, or a figure such as totals.net; without one, all codes.
    #[arg(value_name = "CODE_OR_FIGURE")]
    pub(crate) what: Option<String>,
    /// The deal the figure is of: a deal file, or a folder holding deal.toml.
    #[arg(value_name = "DEAL", requires = "what")]
    pub(crate) deal: Option<PathBuf>,
    /// List every figure of a deal that can be explained.
    #[arg(long, value_name = "DEAL", conflicts_with = "what")]
    pub(crate) figures: Option<PathBuf>,
    /// Levels of the tree; 0: all of it, long lists included.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) depth: usize,
}
