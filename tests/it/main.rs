//! Every integration test, in one program.

mod floors;
mod forecast_properties;
mod oracle;
mod oracle_estimate;
mod oracle_forecast;
mod oracle_plan;
mod oracle_price;
