//! `bidwright value DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, Format, ValueArgs};
use super::terminal::print;
use super::{Exit, findings, report};
use bidwright_service as service;
use bidwright_service::json;
use bidwright_service::json::Value;
use bidwright_service::value::governance_table;
use bidwright_service::{ValueRequest, Valued};

pub(super) fn run(library: &Library, deal: &Path, args: ValueArgs, common: &Common) -> Exit {
    let (store, name) = common.store(library, deal);
    let ValueArgs { effort_cap, apply_leanest } = args;
    let answer = service::value(&store, &ValueRequest { deal: &name, effort_cap, turning: !apply_leanest });
    match &answer.result {
        Some(Valued { offer, value_analysis, .. }) if apply_leanest => {
            // Without stakes there is no leanest set, and a finding gives the reason.
            if let Some(pmo_value) = &value_analysis.value.pmo_value {
                print(&governance_table(offer, &pmo_value.lean));
            }
        }
        Some(Valued { offer, value_analysis, turning }) => print(&match common.format {
            Format::Json => json::document(&Value::of(offer, value_analysis, turning)),
            Format::Text => report::value::text(offer, value_analysis, turning),
        }),
        None if common.format == Format::Json => {
            print(&json::document(&json::Findings::of(&answer.findings)));
        }
        None => {}
    }
    if common.format == Format::Text {
        findings::report(&answer.findings);
    }
    Exit::of(&answer)
}
