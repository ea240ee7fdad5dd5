//! What was issued.

use super::approval::recorded;
use super::build;
use bidwright_service::Issue;

/// A summary of the offer, its files and the record of them.
pub(crate) fn text(issue: &Issue) -> String {
    let Issue { reviewed, files, record, new, log } = issue;
    let reference = reviewed.offer.deal.head.reference();
    let (date, name, number) = (record.draft.date, &record.draft.name, record.number);
    let recorded = if *new {
        format!("issued {reference} by {name} on {date}, record {number} of {log}\n")
            + &recorded(&record.draft)
    } else {
        format!(
            "{reference} was issued by {name} on {date} already: the same bytes were written, and nothing recorded\n"
        )
    };
    build::summary(&reviewed.offer, files) + &recorded
}
