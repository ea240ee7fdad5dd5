//! `bidwright forecast DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, ForecastArgs, Format};
use super::terminal::print;
use super::{Exit, findings, report};
use bidwright_service as service;
use bidwright_service::ForecastRequest;
use bidwright_service::json;
use bidwright_service::json::Forecast;

pub(super) fn run(library: &Library, deal: &Path, args: ForecastArgs, common: &Common) -> Exit {
    let (store, name) = common.store(library, deal);
    let ForecastArgs { iterations, seed } = args;
    let answer = service::forecast(&store, &ForecastRequest { deal: &name, iterations, seed });
    match (&answer.result, common.format) {
        (Some(found), Format::Json) => {
            print(&json::document(&Forecast::of(&found.offer, &found.forecast_report)))
        }
        (Some(found), Format::Text) => print(&report::forecast::text(&found.offer, &found.forecast_report)),
        (None, Format::Json) => print(&json::document(&json::Findings::of(&answer.findings))),
        (None, Format::Text) => {}
    }
    if common.format == Format::Text {
        findings::report(&answer.findings);
    }
    Exit::of(&answer)
}
