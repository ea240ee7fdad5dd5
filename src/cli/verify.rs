//! `bidwright verify FILE.pdf`: what of an issued file is as it was made, and whether its sums come out.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::table::Sheet;
use super::{Exit, Format, findings, json, load, print};
use bidwright_base::diag::{Diagnostic, Diags};
use bidwright_base::words;
use bidwright_input as input;
use bidwright_print::verify;
use bidwright_print::verify::{Check, Of, Verification};
use bidwright_review::approvals::{Draft, Record};
use bidwright_service::pipeline;

pub(super) fn run(path: &Path, deal: Option<&Path>, format: Format) -> Exit {
    let mut diags = Diags::default();
    let file = input::load_issued(path, &mut diags);
    let verification = file.bytes.as_deref().map(verify::verify);
    if let Some(verification) = &verification {
        verify::findings(verification, file.place(), &mut diags);
    }
    // Of the deal's own files, errors only: they keep the log from being read.
    let recorded = deal.zip(verification.as_ref()).map(|(deal, verification)| {
        let (project, mut wrong) = load(deal, None);
        let found = pipeline::issue_of(&project, &verification.sha256, &mut wrong);
        match &found {
            Some(None) => diags.push(not_issued(deal).at(file.place())),
            None if format == Format::Text => findings::report(&project.sources, &wrong),
            _ => {}
        }
        found
    });
    let record = recorded.as_ref().and_then(|found| found.as_ref()?.as_ref());
    match (format, &verification) {
        (Format::Json, Some(verification)) => {
            print(&recorded_document(verification, record, &json::findings(&file.sources, &diags)));
        }
        (Format::Json, None) => {
            let all = json::findings(&file.sources, &diags);
            print(&json::document("findings", &json!({ "findings": all })));
        }
        (Format::Text, verification) => {
            if let Some(verification) = verification {
                print(&(report(verification) + &record.map_or(String::new(), told)));
            }
            findings::report(&file.sources, &diags);
        }
    }
    let unread = matches!(recorded, Some(None));
    if diags.has_errors() || unread { Exit::Findings } else { Exit::Done }
}

/// The log does not know the file.
fn not_issued(deal: &Path) -> Diagnostic {
    let message =
        format!("the log of `{}` holds no such file: it was never issued, or was altered", deal.display());
    Diagnostic::error("verify-not-issued", message)
        .hint("compare its SHA-256 with the `issued` records in `approvals/`, and ask whoever sent it")
}

/// Who made it, and when.
fn told(record: &Record) -> String {
    let Draft { date, name, deal, revision, .. } = &record.draft;
    let number = record.number;
    format!(
        "It was issued by {name} on {date} as {deal}-R{revision}: record {number} of the log, signature and chain good.\n"
    )
}

/// Sorts of checks that hold or fail alike, and are told together while they hold.
const GROUPS: [(Of, &str, &str); 4] = [
    (Of::Page, "page", "pages"),
    (Of::Attachment, "attached file", "attached files"),
    (Of::Part, "other part", "other parts"),
    (Of::Figure, "figure on the pages", "figures on the pages"),
];

const OK: &str = "ok";
const DIFFERS: &str = "DIFFERS";

/// As a table for people: parts that hold are counted, what differs is told one by one.
pub(super) fn report(verification: &Verification) -> String {
    let mut text = heading(verification);
    if verification.document.is_none() && verification.checks.len() == 1 {
        text.push_str("Nothing in the file can be checked.\n");
        return text;
    }
    let mut sheet = Sheet::new(&["check", "stated", "found", ""], 1);
    let checks = &verification.checks;
    let mut told: Vec<Of> = Vec::new();
    for check in checks {
        let Some((_, one, many)) = GROUPS.into_iter().find(|(of, ..)| *of == check.of) else {
            sheet.row(&row(&check.name, check));
            continue;
        };
        if told.contains(&check.of) {
            continue;
        }
        told.push(check.of);
        let all: Vec<&Check> = checks.iter().filter(|other| other.of == check.of).collect();
        let hold = all.iter().filter(|check| check.holds).count();
        if hold > 0 {
            let found = format!("{hold} as made");
            sheet.row(&[words::count(all.len(), one, many), String::new(), found, OK.to_owned()]);
        }
        for check in all.into_iter().filter(|check| !check.holds) {
            sheet.row(&row(&format!("{one} {}", check.name), check));
        }
    }
    let _infallible = writeln!(text, "{sheet}\n{}", verdict(verification));
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

/// `bidwright.verify/1`.
pub(super) fn document(verification: &Verification, findings: &[Value]) -> String {
    recorded_document(verification, None, findings)
}

fn recorded_document(verification: &Verification, record: Option<&Record>, findings: &[Value]) -> String {
    let checks = verification.checks.iter().map(|check| {
        json!({
            "of": check.of.word(), "name": check.name, "stated": check.stated, "found": check.found,
            "holds": check.holds,
        })
    });
    let body = json!({
        "sha256": verification.sha256,
        "holds": verification.holds(),
        "document": verification.document.as_ref().map(|document| json!({
            "number": document.number, "revision": document.revision, "reference": document.reference,
            "document": document.document, "title": document.title, "customer": document.customer,
            "date": document.date, "currency": document.currency,
        })),
        "checks": checks.collect::<Vec<Value>>(),
        "issued": record.map(|record| json!({
            "record": record.number, "by": record.draft.name, "on": record.draft.date.to_string(),
            "revision": record.draft.revision,
        })),
        "findings": findings,
    });
    json::document("verify", &body)
}
