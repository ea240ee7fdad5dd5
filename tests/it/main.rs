//! Every integration test, in one program.

mod calibrate;
mod calibrate_rows;
mod deals;
mod explain_figures;
mod floors;
mod forecast_cli;
mod forecast_properties;
mod gallery;
mod golden;
mod laws;
mod lean_properties;
mod lints;
mod oracle;
mod oracle_bayes;
mod oracle_chain;
mod oracle_estimate;
mod oracle_forecast;
mod oracle_plan;
mod oracle_price;
mod oracle_value;
mod readme;
mod review;
mod review_rules;
mod samples;
mod value_documents;
mod value_cli;
