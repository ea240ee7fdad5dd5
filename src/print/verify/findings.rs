//! What does not hold, in words, with what to do about it.

use super::{Check, CheckKind, ENCRYPTED, FOREIGN, NOT_ISSUED, Verification};
use crate::pdf;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::Place;

/// Pushes a finding for each check that fails, at the file.
pub fn findings(verification: &Verification, file: Place, diags: &mut Diags) {
    for check in verification.checks.iter().filter(|check| !check.holds) {
        diags.push(finding(check).at(file));
    }
}

const ASK_FOR_ORIGINAL: &str =
    "ask the supplier for the file as it was issued, and compare its SHA-256 with theirs";

fn finding(check: &Check) -> Diagnostic {
    let Check { name, stated, found, .. } = check;
    match check.kind {
        CheckKind::Format => Diagnostic::error(Code::VerifyNotAPdf, found.clone())
            .hint("give the PDF itself, not what it was packed in"),
        CheckKind::Size => Diagnostic::error(
            Code::VerifyTooLarge,
            "the file is larger than any offer, or inflates to more: it is not read",
        )
        .hint("do not open it with other programs either, unless you know where it comes from"),
        CheckKind::Data => data(check),
        CheckKind::File => Diagnostic::error(Code::VerifyAlteredBytes, file(check)).hint(ASK_FOR_ORIGINAL),
        CheckKind::Page => {
            Diagnostic::error(Code::VerifyAlteredPage, format!("page {name} {}", change(check)))
                .hint(ASK_FOR_ORIGINAL)
        }
        CheckKind::Attachment => {
            Diagnostic::error(Code::VerifyAlteredAttachment, format!("`{name}` {}", change(check)))
                .hint(ASK_FOR_ORIGINAL)
        }
        CheckKind::Part => Diagnostic::error(Code::VerifyAlteredPart, part(name)).hint(ASK_FOR_ORIGINAL),
        CheckKind::Sum => {
            Diagnostic::error(Code::VerifySum, format!("{name}: {stated} is stated, it comes to {found}"))
                .hint("ask the supplier which of the figures is meant")
        }
        CheckKind::Figure if stated.is_empty() => Diagnostic::error(
            Code::VerifyFigure,
            format!("`{name}` is printed {found} and is not in `quote.json`"),
        )
        .hint(ASK_FOR_ORIGINAL),
        CheckKind::Figure => Diagnostic::error(
            Code::VerifyFigure,
            format!("`{name}` is {stated} in `quote.json`, which is {found}"),
        )
        .hint("read that page: it prints another figure, or none"),
    }
}

fn data(check: &Check) -> Diagnostic {
    let Check { name, found, .. } = check;
    let (message, hint) = match found.as_str() {
        ENCRYPTED => (found.clone(), "ask the supplier for the file as it was issued: it has no password"),
        NOT_ISSUED => (found.clone(), "only issued documents carry their data"),
        FOREIGN => (
            found.clone(),
            "it was not issued by Bidwright, or was saved by a program that leaves attached files out",
        ),
        why => (format!("`{name}` {why}"), ASK_FOR_ORIGINAL),
    };
    Diagnostic::error(Code::VerifyNoData, message).hint(hint)
}

fn file(check: &Check) -> String {
    let Check { stated, found, .. } = check;
    if stated.is_empty() && found.len() != 64 {
        format!("the file is damaged or cut short: {found}")
    } else if stated.is_empty() {
        "the file was saved by another program: its bytes are not those that were issued".to_owned()
    } else if found.len() != 64 {
        format!("the file has {found}: something was added to it since it was made")
    } else {
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        format!("the file was altered: its digest is stated as `{}` and is `{}`", short(stated), short(found))
    }
}

fn change(check: &Check) -> &'static str {
    match (check.stated.is_empty(), check.found.is_empty()) {
        (true, _) => "was added",
        (_, true) => "is missing",
        _ => "was altered",
    }
}

fn part(name: &str) -> String {
    match name {
        pdf::METADATA => "the metadata was altered: title, author, subject or dates".to_owned(),
        pdf::RESOURCES => "the fonts or pictures were altered: pages may show what they did not".to_owned(),
        pdf::STRUCTURE => "the structure was altered: screen readers may read what is not shown".to_owned(),
        pdf::BOOKMARKS => "the bookmarks were altered".to_owned(),
        pdf::FRAME => {
            "the frame of the document was altered: order of pages, named places, or what opens with it"
                .to_owned()
        }
        other => format!("the part `{other}` was altered"),
    }
}
