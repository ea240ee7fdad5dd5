//! What the lean search finds, by cases with known answers and by laws.

mod oracle;
mod properties;
