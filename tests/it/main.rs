//! Every integration test, in one program.

mod floors;
mod oracle;
mod oracle_plan;
mod oracle_price;
