//! Forecast: cost, finish and chance of success, with the delivery office and without.

use super::{Answer, open, pipeline};
use bidwright_economics::forecast::Runs;
use bidwright_economics::offer::Offer;
use bidwright_input::Files;
use pipeline::ForecastReport;

/// Which forecast is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ForecastRequest<'r> {
    /// The deal file.
    pub deal: &'r str,
    /// Simulated projects; `None`: as many as the deal says.
    pub iterations: Option<u32>,
    /// Seed of the random numbers; `None`: the deal's.
    pub seed: Option<u64>,
}

/// A deal with its forecast.
#[derive(Debug, Clone)]
pub struct Forecasted {
    /// The offer.
    pub offer: Offer,
    /// Its forecast.
    pub forecast_report: ForecastReport,
}

/// Forecasts a deal. The price does not change with the request.
pub fn forecast<F: Files + ?Sized>(files: &F, request: &ForecastRequest<'_>) -> Answer<Forecasted> {
    let (project, mut diags) = open(files, request.deal);
    let forecasted = pipeline::offer(&project, &mut diags).map(|offer| {
        let own = Runs::of(&offer.deal);
        let runs = Runs {
            iterations: request.iterations.unwrap_or(own.iterations),
            seed: request.seed.unwrap_or(own.seed),
        };
        let forecast_report = pipeline::forecast_report(&offer, runs);
        Forecasted { offer, forecast_report }
    });
    Answer::new(project, diags, forecasted)
}
