//! `bidwright price DEAL`.

use bidwright_input::Library;
use std::path::Path;

use super::arguments::{Common, Format, View};
use super::report::price as report;
use super::terminal::{print, say};
use super::{Exit, findings};
use bidwright_service as service;
use bidwright_service::PriceRequest;
use bidwright_service::json;
use bidwright_service::json::Price;

pub(super) fn run(library: &Library, deal: &Path, without_pmo: bool, view: View, common: &Common) -> Exit {
    if view == View::Customer && common.format == Format::Json {
        say("note: JSON is always the internal view, with cost and margin: it is not for the customer");
    }
    let (store, name) = common.store(library, deal);
    let answer = service::price(&store, &PriceRequest { deal: &name, without_pmo });
    match (&answer.result, common.format) {
        (Some(priced), Format::Json) => print(&json::document(&Price::of(&priced.offer, priced.quote()))),
        (Some(priced), Format::Text) => print(&match view {
            View::Internal => report::internal(&priced.offer, priced.without.as_ref()),
            View::Customer => report::customer(&priced.offer, priced.quote()),
        }),
        (None, Format::Json) => print(&json::document(&json::Findings::of(&answer.findings))),
        (None, Format::Text) => {}
    }
    // In JSON, errors are the answer; findings that allow a price go to stderr.
    if common.format == Format::Text || answer.result.is_some() {
        findings::report(&answer.findings);
    }
    Exit::of(&answer)
}
