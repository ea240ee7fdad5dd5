//! What does not hold, in words, with what to do about it.

use super::{Check, ENCRYPTED, FOREIGN, NOT_ISSUED, Of, Verification};
use crate::pdf;
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::Place;

/// Pushes a finding for each check that fails, at the file.
pub fn findings(verification: &Verification, file: Place, diags: &mut Diags) {
    for check in verification.checks.iter().filter(|check| !check.holds) {
        diags.push(finding(check).at(file));
    }
}

const AGAIN: &str = "ask the supplier for the file as it was issued, and compare its SHA-256 with theirs";

fn finding(check: &Check) -> Diagnostic {
    let Check { name, stated, found, .. } = check;
    match check.of {
        Of::Kind => Diagnostic::error(Code::VerifyNotAPdf, found.clone())
            .hint("give the PDF itself, not what it was packed in"),
        Of::Size => Diagnostic::error(
            Code::VerifyTooLarge,
            "the file is larger than any offer, or inflates to more: it is not read",
        )
        .hint("do not open it with other programs either, unless you know where it comes from"),
        Of::Data => data(check),
        Of::File => Diagnostic::error(Code::VerifyAlteredBytes, file(check)).hint(AGAIN),
        Of::Page => {
            Diagnostic::error(Code::VerifyAlteredPage, format!("page {name} {}", happened(check))).hint(AGAIN)
        }
        Of::Attachment => {
            Diagnostic::error(Code::VerifyAlteredAttachment, format!("`{name}` {}", happened(check)))
                .hint(AGAIN)
        }
        Of::Part => Diagnostic::error(Code::VerifyAlteredPart, part(name)).hint(AGAIN),
        Of::Sum => {
            Diagnostic::error(Code::VerifySum, format!("{name}: {stated} is stated, it comes to {found}"))
                .hint("ask the supplier which of the figures is meant")
        }
        Of::Figure if stated.is_empty() => Diagnostic::error(
            Code::VerifyFigure,
            format!("`{name}` is printed {found} and is not in `quote.json`"),
        )
        .hint(AGAIN),
        Of::Figure => Diagnostic::error(
            Code::VerifyFigure,
            format!(
                "`{name}` is {stated} in `quote.json`, which does {}",
                found.replacen("not ", "not stand ", 1)
            ),
        )
        .hint("read that page: it says another figure, or none"),
    }
}

fn data(check: &Check) -> Diagnostic {
    let Check { name, found, .. } = check;
    let (message, hint) = match found.as_str() {
        ENCRYPTED => (found.clone(), "ask the supplier for the file as it was issued: it has no password"),
        NOT_ISSUED => (found.clone(), "only issued documents carry their data"),
        FOREIGN => (
            found.clone(),
            "it was not issued by Bidwright, or was saved again by a program that leaves attached files out",
        ),
        why => (format!("`{name}` {why}"), AGAIN),
    };
    Diagnostic::error(Code::VerifyNoData, message).hint(hint)
}

fn file(check: &Check) -> String {
    let Check { stated, found, .. } = check;
    if stated.is_empty() && found.len() != 64 {
        format!("the file is damaged or cut short: {found}")
    } else if stated.is_empty() {
        "the file was saved again by another program: its bytes are not those that were issued".to_owned()
    } else if found.len() != 64 {
        format!("the file has {found}: something was added to it since it was made")
    } else {
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        format!("the file was altered: it says `{}` of itself and is `{}`", short(stated), short(found))
    }
}

fn happened(check: &Check) -> &'static str {
    match (check.stated.is_empty(), check.found.is_empty()) {
        (true, _) => "was added",
        (_, true) => "is missing",
        _ => "was altered",
    }
}

fn part(name: &str) -> String {
    match name {
        pdf::METADATA => {
            "what the file says of itself was altered: title, author, subject or dates".to_owned()
        }
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
