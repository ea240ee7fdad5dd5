//! `pricing/history.toml`, as `bidwright calibrate` writes it. There may be none.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::parse;
use crate::project::Project;
use crate::read::{Bounds, FindingSink, Item, Table, above, name, number, whole, within};
use crate::shared::check_format;
use bidwright_model::book::{Arm, Counted, History, Hits, OverrunRatio};
use bidwright_model::distributions::{Beta, Normal, Student};

/// Where it is, in a workspace.
const PATH: &str = "pricing/history.toml";
/// More deals than any firm has sold.
const MOST: i64 = 1_000_000;

/// The history of the workspace.
pub(super) fn history(project: &Project, sink: &FindingSink) -> Option<History> {
    let file = project.find(PATH)?;
    let table = parse::toml(file, &project.sources[file].text, sink)?;
    let root = Table::root(file, &table, sink);
    check_format(&root);
    let (with, without) =
        root.need_table("success", |t| (t.need_table("with", arm), t.need_table("without", arm)));
    let (effort, duration) =
        root.need_table("overrun", |t| (t.need_table("effort", overrun), t.may_table("duration", overrun)));
    let history = History {
        source: root.need("source", name),
        lost: root.need("lost", whole(0, MOST)),
        with,
        without,
        ln_or: root.need_table("effect", |t| Normal {
            mean: double(t, "ln_or_mean", within(-20, 20)),
            sd: double(t, "ln_or_sd", above(0).at_most(10)),
        }),
        effort,
        duration,
        p80: root.may_table("p80", hits),
    };
    root.finish();
    Some(history)
}

fn arm(t: &Table<'_>) -> Arm {
    Arm {
        accepted: t.need("accepted", whole(0, MOST)),
        refused: t.need("refused", whole(0, MOST)),
        cancelled: t.need("cancelled", whole(0, MOST)),
        // Below 1 the density has no peak; no prior of ours is there.
        success: Beta::new(double(t, "alpha", within(1, 2 * MOST)), double(t, "beta", within(1, 2 * MOST))),
    }
}

fn overrun(t: &Table<'_>) -> OverrunRatio {
    OverrunRatio { fitted: predictive(t), counted: t.may_table("counted", counted) }
}

fn counted(t: &Table<'_>) -> Counted {
    let ratio = |key| double(t, key, above(0).at_most(MOST));
    Counted {
        deliveries: t.need("deliveries", whole(1, MOST)),
        ratios: [ratio("p10"), ratio("p50"), ratio("p80"), ratio("p90")],
    }
}

/// Bounds keep every percentile a number that can be printed.
fn predictive(t: &Table<'_>) -> Student {
    Student {
        location: double(t, "location", within(-20, 20)),
        scale: double(t, "scale", above(0).at_most(20)),
        degrees: double(t, "degrees", within(2, 2 * MOST)),
    }
}

fn hits(t: &Table<'_>) -> Hits {
    let forecasts: u32 = t.need("forecasts", whole(1, MOST));
    Hits { forecasts, hits: t.need("hits", whole(0, forecasts.into())) }
}

fn double(t: &Table<'_>, key: &'static str, bounds: Bounds) -> f64 {
    let read = |item: &Item<'_>| number(bounds)(item);
    let value: Decimal = t.need(key, read);
    value.to_f64().expect("a decimal has a nearest double")
}
