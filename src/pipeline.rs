//! Every stage in order: from what people wrote to the files they wanted. The table of contents of
//! the program.

use crate::compose::{self, DocumentKind};
use crate::deal::Deal;
use crate::diag::{Diagnostic, Diags};
use crate::document::Document;
use crate::export;
use crate::forecast::{self, Forecast};
use crate::input::{self, Project};
use crate::layout;
use crate::offer::{Offer, Outlook};
use crate::plan::{self, Plan, Scope};
use crate::price::{self, OptionPrice, Quote};

/// Builds everything an offer needs, or says why not.
pub fn offer(project: &Project, diags: &mut Diags) -> Option<Offer> {
    let input::Checked { deal, book, theme } = input::check(project, diags)?;

    let plan = plan::plan(&deal, &book, Scope::OFFER);
    plan::findings(&deal, &book, &plan, diags);
    let options: Vec<Plan> = (0..deal.options.len())
        .map(|option| plan::plan(&deal, &book, Scope::with_option(option)))
        .collect();
    for option in &options {
        plan::findings(&deal, &book, option, diags);
    }
    if diags.has_errors() {
        return None;
    }

    // One run of the generator serves the offer and every option, so that differences are paired.
    let plans: Vec<&Plan> = std::iter::once(&plan).chain(&options).collect();
    let forecast = forecast::simulate(&deal, &book, &plans);
    let mut quote = price::price(&deal, &book, &plan, &forecast.simulated(0));
    quote.options = (1..)
        .zip(&options)
        .map(|(case, option)| option_price(&deal, &book, option, &forecast, case, &quote))
        .collect();
    price::findings(&deal, &book, &quote, diags);
    if diags.has_errors() {
        return None;
    }
    let outlook = forecast.outlook(0, &deal, &book, &plan);
    Some(Offer {
        deal,
        book,
        theme,
        plan,
        quote,
        outlook,
    })
}
