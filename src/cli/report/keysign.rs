//! What was signed of the keys file, or waits for it.

use jiff::civil::Date;

use bidwright_base::words;
use bidwright_service::KeysSigned;

/// Every change since the last record, and who has signed it or may.
pub(crate) fn text(signed: &KeysSigned, name: Option<&str>, day: Date) -> String {
    let KeysSigned { changes, record, signers, log } = signed;
    if changes.is_empty() {
        return "the keys file is as it was signed: nothing waits for a signature\n".to_owned();
    }
    let changes: String = changes.iter().map(|change| format!("  {change}\n")).collect();
    match record {
        Some(record) => {
            let by = name.unwrap_or_default();
            format!("signed by {by} on {day}, record {record} of {log}:\n{changes}")
        }
        None => format!(
            "nobody has signed this yet:\n{changes}{} can, with `bidwright keysign --name NAME`\n",
            words::choice(signers)
        ),
    }
}
