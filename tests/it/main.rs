//! One binary for all integration tests.

mod forecast_properties;
mod oracle;
mod oracle_estimate;
mod oracle_forecast;
