//! `bidwright.codes/1`: what findings mean and how to mend them.

use serde::Serialize;

use super::Published;
use bidwright_base::diag::Code;

/// The pages of findings.
///
/// ```
/// use bidwright_base::diag::Code;
/// use bidwright_service::json::{Codes, document};
///
/// let text = document(&Codes::of(&[Code::DuplicateNumber]));
/// assert!(text.contains("\"code\": \"duplicate-number\""));
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Codes {
    codes: Vec<Page>,
}

impl Published for Codes {
    const KIND: &'static str = "codes";
}

#[derive(Debug, Clone, Serialize)]
struct Page {
    code: &'static str,
    title: &'static str,
    /// Markdown.
    page: &'static str,
}

impl Codes {
    /// Of these findings.
    #[must_use]
    pub fn of(codes: &[Code]) -> Codes {
        let page = |code: &Code| Page { code: code.as_str(), title: code.title(), page: code.page() };
        Codes { codes: codes.iter().map(page).collect() }
    }
}
