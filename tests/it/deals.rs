//! Small deals for tests, as text, through the whole pipeline.

use bidwright_base::diag::{Diags, Severity};
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_service::pipeline;

/// A deal and the library files beside it.
#[derive(Clone)]
pub(crate) struct Workspace {
    head: String,
    rest: String,
    files: Vec<(String, String)>,
}

/// A fixed-price deal in EUR without contingency, work on a plain Monday-to-Friday week, and a
/// delivery office that costs nothing.
pub(crate) fn deal() -> Workspace {
    let head = r#"
        number = "T-1"
        title = "Test"
        date = 2026-11-23
        start = 2027-01-11
        rates = "test"
        pmo = "test"
        methodology = "test"
        tax = "test"
    "#;
    Workspace { head: head.into(), rest: String::new(), files: Vec::new() }
        .file("pricing/rates/test.toml", &card("rate-card", &[("developer", "300", "800"), ("lead", "500", "1200")], ""))
        .file("pricing/pmo/test.toml", "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"percent-of-effort\"\nrole = \"lead\"\npercent = 0\n")
        .file("pricing/taxes/test.toml", "format = 1\nid = \"test\"\n[[tax]]\ncategory = \"S\"\npercent = 25\nlabel = \"VAT\"\n")
        .file("templates/methodologies/test.toml", METHODOLOGY)
}

/// A deal of the built-in library that is right.
pub(crate) const PLAIN: &str = r#"format = 1
[deal]
number = "Q-2027-0001"
title = "Warehouse labels"
date = 2026-11-23
start = 2027-01-11
currency = "EUR"
model = "fixed-price"
calendar = "NO"
tax = "NO-standard"
[customer]
name = "Nordvik Logistics AS"
[[work]]
id = "W1"
name = "Label service"
phase = "build"
effort = { developer = [24, 30, 42] }
[[payment]]
name = "All of it"
percent = 100
due = "signature"
"#;

/// One phase, no activity.
pub(crate) const METHODOLOGY: &str = r#"
    format = 1
    id = "test"
    name = "Test"
    promise = "Tested"
    [[phase]]
    id = "build"
    name = "Build"
    purpose = "Build"
    gate = "Built"
"#;

/// A rate card called `test`, in force for a century. Roles are id, cost a day and rate a day.
pub(crate) fn card(basis: &str, roles: &[(&str, &str, &str)], more: &str) -> String {
    let mut text = format!(
        "format = 1\nid = \"test\"\nname = \"Test\"\ncurrency = \"EUR\"\neffective_from = 2000-01-01\nbasis = \"{basis}\"\n{more}\n"
    );
    for (id, cost, rate) in roles {
        text += &format!("[[role]]\nid = \"{id}\"\ntitle = \"{id}\"\ncost_per_day = {cost}\n");
        if basis == "rate-card" {
            text += &format!("rate_per_day = {rate}\n");
        }
    }
    text
}

impl Workspace {
    /// With further keys of `[deal]`.
    pub(crate) fn head(mut self, keys: &str) -> Workspace {
        self.head += keys;
        self.head += "\n";
        self
    }

    /// With further tables.
    pub(crate) fn with(mut self, tables: &str) -> Workspace {
        self.rest += tables;
        self.rest += "\n";
        self
    }

    /// With a library file, in place of one of the same path.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Workspace {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.into(), text.into()));
        self
    }

    /// What is written in the deal file.
    pub(crate) fn text(&self) -> String {
        let has = |key: &str| self.head.lines().any(|line| line.trim().starts_with(key));
        let currency = if has("currency") { "" } else { "currency = \"EUR\"\n" };
        let model = if has("model") { "" } else { "model = \"fixed-price\"\n" };
        let customer =
            if self.rest.contains("[customer]") { "" } else { "[customer]\nname = \"Customer\"\n" };
        let estimate =
            if self.rest.contains("[estimate]") { "" } else { "[estimate]\ncontingency_percent = 0\n" };
        format!("format = 1\n[deal]\n{}\n{currency}{model}\n{customer}\n{estimate}\n{}", self.head, self.rest)
    }

    /// As a project.
    pub(crate) fn project(&self) -> Project {
        self.files
            .iter()
            .fold(Project::from_text(&bidwright::library(), self.text()), |project, (path, text)| {
                project.with(path, text.clone())
            })
    }

    /// Planned, simulated and priced; there must be no error.
    pub(crate) fn offer(&self) -> Offer {
        let project = self.project();
        let mut diags = Diags::default();
        let offer = pipeline::offer(&project, &mut diags);
        let errors: Vec<String> = diags
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| format!("{}: {}", d.code, d.message))
            .collect();
        assert!(errors.is_empty(), "{errors:?}\n{}", self.text());
        offer.expect("no error, so an offer")
    }
}
