//! A verification: what of an issued file is as it was made, and whether its sums come out.

use std::fmt::Write as _;

use super::table::TerminalTable;
use bidwright_base::words;
use bidwright_print::verify::{Check, CheckKind, Verification};
use bidwright_review::approvals::{Draft, Record};

/// Who made it, and when.
pub(crate) fn issued(record: &Record) -> String {
    let Draft { date, name, deal, revision, .. } = &record.draft;
    let number = record.number;
    format!(
        "It was issued by {name} on {date} as {deal}-R{revision}: record {number} of the log, signature and chain good.\n"
    )
}

/// Sorts of checks that hold or fail alike, and are told together while they hold.
const GROUPS: [(CheckKind, &str, &str); 4] = [
    (CheckKind::Page, "page", "pages"),
    (CheckKind::Attachment, "attached file", "attached files"),
    (CheckKind::Part, "other part", "other parts"),
    (CheckKind::Figure, "figure on the pages", "figures on the pages"),
];

const OK: &str = "ok";
const DIFFERS: &str = "DIFFERS";

/// As a table for people: parts that hold are counted, each difference has a row.
pub(crate) fn text(verification: &Verification) -> String {
    let mut text = heading(verification);
    if !verification.is_checkable() {
        text.push_str("Nothing in the file can be checked.\n");
        return text;
    }
    let mut table = TerminalTable::new(&["check", "stated", "found", ""], 1);
    let checks = &verification.checks;
    let mut counted: Vec<CheckKind> = Vec::new();
    for check in checks {
        let Some((_, one, many)) = GROUPS.into_iter().find(|(kind, ..)| *kind == check.kind) else {
            table.row(&row(&check.name, check));
            continue;
        };
        if counted.contains(&check.kind) {
            continue;
        }
        counted.push(check.kind);
        let all: Vec<&Check> = checks.iter().filter(|other| other.kind == check.kind).collect();
        let hold = all.iter().filter(|check| check.holds).count();
        if hold > 0 {
            let found = format!("{hold} as made");
            table.row(&[words::count(all.len(), one, many), String::new(), found, OK.to_owned()]);
        }
        for check in all.into_iter().filter(|check| !check.holds) {
            table.row(&row(&format!("{one} {}", check.name), check));
        }
    }
    let _infallible = writeln!(text, "{table}\n{}", verdict(verification));
    text
}

fn row(name: &str, check: &Check) -> [String; 4] {
    let verdict = if check.holds { OK } else { DIFFERS };
    [name.to_owned(), short(&check.stated), short(&check.found), verdict.to_owned()]
}

/// A digest by its beginning; all else as it is.
fn short(text: &str) -> String {
    let digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digest { format!("{}...", &text[..12]) } else { text.to_owned() }
}

fn heading(verification: &Verification) -> String {
    let mut text = String::new();
    if let Some(document) = &verification.document {
        let _infallible = writeln!(text, "{}  {}", document.reference, document.title);
        let _infallible = writeln!(
            text,
            "{}, for {}, offer of {}, amounts in {}",
            document.document, document.customer, document.date, document.currency
        );
    }
    let _infallible = writeln!(text, "SHA-256 {}\n", verification.sha256);
    text
}

fn verdict(verification: &Verification) -> String {
    let fail = verification.checks.iter().filter(|check| !check.holds).count();
    if fail > 0 {
        return format!(
            "{} of {} checks {}.",
            fail,
            verification.checks.len(),
            if fail == 1 { "differs" } else { "differ" }
        );
    }
    "Everything is as it was made, and the sums come out. Who made it, only the SHA-256 above can tell: compare it\n\
     with the one the supplier gives you, for a file and all digests in it can be made anew."
        .to_owned()
}
