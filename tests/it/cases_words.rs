//! People's words are theirs: what stands in a deal is printed character for character in every document and format,
//! and is never refused for its figures. One row a case.

use std::path::Path;

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_document::compose::{self, DocumentKind};
use bidwright_document::tree::Document;
use bidwright_input::Project;
use bidwright_model::theme::Theme;
use bidwright_print::layout::pages::Item;
use bidwright_print::layout::{self, FontBook};
use bidwright_service::pipeline;
use proptest::prelude::*;

use crate::deals::PLAIN;
use crate::support::load;

/// Names that look like figures, markup, code or prose to be polished.
const NAMES: &[&str] = &[
    "3M Deutschland GmbH",
    "7-Eleven Norge AS",
    "1&1 Versatel GmbH",
    "Century 21 AS",
    "12\" Pipe Works Ltd",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "Studio 54",
    "12 weeks",
    "EUR 5,000 Ltd",
    "Gemeente 's-Hertogenbosch",
    "Alpha - Beta GmbH",
    "Fund 2019-2020 LP",
    "Smith  Jones Ltd",
    "O'Neil & \"Sons\"--Partners",
    "A|B *c* _d_ `e` [f](g)",
];

/// Prose with numbers that are nobody's figures but the writer's.
const PROSE: &[&str] = &[
    "You send 10 000 invoices a month.",
    "Call +47 22 33 44 55 or 555-0199; ZIP 10115, 0150 Oslo.",
    "The portal meets WCAG 2.2 AA and FAR 52.212-4.",
    "In 2024 we built a portal with a team of 6 people in 11 months for 75% of the budget.",
    "A 19\" rack - 6' deep - 'as is'.",
];

fn deal(name: &str, prose: &str) -> String {
    // As Rust quotes them, TOML does.
    let quoted = |text: &str| format!("{text:?}");
    let plain = PLAIN
        .replace(
            "name = \"Nordvik Logistics AS\"",
            &format!("name = {}\ncontext = {}", quoted(name), quoted(prose)),
        )
        .replace("phase = \"build\"", "phase = \"build\"\ndeliverable = \"D1\"")
        .replace("due = \"signature\"", "due = \"D1\"");
    format!("{plain}{MORE}acceptance = {}\n", quoted(prose))
}

/// Something of everything that is printed; the deliverable is still to say its acceptance.
const MORE: &str = r#"
[estimate]
iterations = 1_000
[[stakeholder]]
name = "Pat O'Neil"
side = "customer"
duty = "signatory"
[[objective]]
id = "O1"
statement = "Labels scan"
benefit_per_year = 100_000
[[risk]]
id = "R1"
name = "Labels are late"
failure = "late-testing"
probability = 0.3
cost = [1_000, 2_000, 4_000]
delay_days = [2, 4, 8]
on = "W1"
bearer = "supplier"
[stakes]
deadline = 2027-06-30
budget = 120_000
reprocurement_percent = [10, 20, 40]
liability_cap_percent = 100
[[deliverable]]
id = "D1"
name = "Label service"
phase = "build"
"#;

/// What is found in a deal, and its documents.
fn made(text: &str) -> (Vec<String>, pipeline::Reviewed) {
    let project = Project::from_text(&bidwright::library(), text.to_owned());
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags);
    let errors: Vec<_> =
        diags.iter().filter(|one| one.severity == Severity::Error).map(|one| format!("{one:?}")).collect();
    let reviewed = reviewed.unwrap_or_else(|| panic!("{errors:#?}\n{text}"));
    (errors, reviewed)
}

/// The text of all runs of a document's pages, as they are set.
fn pages(document: &Document, theme: &Theme) -> String {
    let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
    let laid = layout::layout(document, theme, &fonts);
    let mut text = String::new();
    for placed in laid.pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text(run) = &placed.item {
            text.push_str(&run.text);
            text.push('\n');
        }
    }
    text
}

/// Letters and signs alone: lines and pages break names where they must.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect()
}

#[test]
fn every_name_gets_an_offer_and_is_printed_as_written_in_every_document() {
    for name in NAMES {
        let (errors, reviewed) = made(&deal(name, "It is accepted when it scans."));
        assert_eq!(errors, [""; 0], "{name}");
        for kind in DocumentKind::ALL {
            let document = &reviewed.documents[&kind];
            assert_eq!(&document.meta.customer, name, "{}", kind.word());
            let set = pages(document, &reviewed.offer.theme);
            assert!(dense(&set).contains(&dense(name)), "{name} is not on the pages of {}", kind.word());
            // Flowing text has no running heads, where one page, without a cover, has the name.
            if document.cover.is_none() {
                continue;
            }
            let markdown = compose::markdown(document).replace('\\', "");
            assert!(
                markdown.contains(&name.replace('\\', "")),
                "{name} is not in the Markdown of {}",
                kind.word()
            );
        }
    }
}

#[test]
fn prose_of_a_deal_is_printed_as_written_and_never_stray() {
    for prose in PROSE {
        let (errors, reviewed) = made(&deal("Nordvik Logistics AS", prose));
        assert_eq!(errors, [""; 0], "{prose}");
        let set = pages(&reviewed.documents[&DocumentKind::StatementOfWork], &reviewed.offer.theme);
        assert!(dense(&set).contains(&dense(prose)), "{prose}");
        let markdown =
            compose::markdown(&reviewed.documents[&DocumentKind::StatementOfWork]).replace('\\', "");
        assert!(markdown.contains(prose), "{prose}");
    }
}

#[test]
fn a_name_keeps_its_two_blanks_on_the_page() {
    let (_, reviewed) = made(&deal("Smith  Jones Ltd", "It scans."));
    assert!(reviewed.documents[&DocumentKind::Proposal].meta.customer == "Smith  Jones Ltd");
    let blanks = compose::markdown(&reviewed.documents[&DocumentKind::Proposal]);
    assert!(blanks.contains("Smith  Jones Ltd") && !blanks.contains("Smith Jones"));
}

#[test]
fn identifiers_addresses_and_links_are_verbatim() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/identifiers");
    let mut diags = Diags::default();
    let project = load(&folder.join("deal.toml"), None, &mut diags);
    let reviewed = pipeline::review(&project, &mut diags).unwrap_or_else(|| panic!("{diags:#?}"));
    assert!(!diags.iter().any(|one| one.code == Code::StrayFigure), "{diags:#?}");
    let all: String =
        reviewed.documents.values().map(|document| compose::markdown(document).replace('\\', "")).collect();
    for written in [
        "pat.o'neil--sales@example.com",
        "Unit 12-34, 110-0001 Oslo, tel. 22-33-44-55, org. no. 987-654-321",
        "https://example.com/a--b/it's?q=\"x\"",
        "Mail pat.o'neil@example.com. Standard ISO 9001-2015, IEC 62443-4-1, part no. 10-20, pages 10-20",
        "IBAN NO93-8601, call 555-0199, 1990-1995, score 3-2.",
        "`tool --flag -x 'y' ...` or tool --flag.",
        "Version 1.0-rc1 - final. 5' 10\" tall.",
    ] {
        assert!(all.contains(written), "{written}");
    }
}

#[test]
fn a_typed_figure_beside_somebodys_name_is_still_found() {
    let sow = "templates/documents/sow/background.md";
    let library = Project::from_text(&bidwright::library(), "");
    let own = library.sources[library.find(sow).expect("built in")].text.to_string();
    for (typed, stray) in [
        ("We give {{ customer.name }} 37 weeks.", true),
        ("We give 37 {{ customer.name }} all of it.", true),
        ("We give {{ customer.name }} all of it.", false),
    ] {
        let project = Project::from_text(&bidwright::library(), deal("21 weeks", "It scans."))
            .with(sow, format!("{own}\n\n{typed}\n"));
        let mut diags = Diags::default();
        let _ = pipeline::review(&project, &mut diags);
        let found = diags.iter().any(|one| one.code == Code::StrayFigure);
        assert_eq!(found, stray, "{typed}: {diags:#?}");
    }
}

#[test]
fn what_the_hint_of_a_stray_figure_says_makes_it_pass() {
    let sow = "templates/documents/sow/background.md";
    let library = Project::from_text(&bidwright::library(), "");
    let own = library.sources[library.find(sow).expect("built in")].text.to_string();
    for typed in ["37 weeks", "EUR 51,234.56", "41.7%", "3 May 2031"] {
        let template = format!("{own}\n\nAs always: {typed}.\n");
        let hint = stray(&template).unwrap_or_else(|| panic!("{typed} is not found"));
        let declared =
            hint.split('`').find(|part| part.starts_with("{#")).unwrap_or_else(|| panic!("{hint}"));
        assert_eq!(stray(&format!("{declared}\n{template}")), None, "{hint}");
    }
}

/// The hint on the first stray figure of a contract with this background.
fn stray(template: &str) -> Option<String> {
    let project = Project::from_text(&bidwright::library(), deal("Nordvik", "It scans."))
        .with("templates/documents/sow/background.md", template);
    let mut diags = Diags::default();
    let _ = pipeline::review(&project, &mut diags);
    diags.iter().find(|one| one.code == Code::StrayFigure).map(|one| one.hint.clone().unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_customer_name_gets_an_offer_with_it(
        name in "[!-~À-ÖØ-öø-ÿĀ-žΑ-ΡΣ-ωА-я0-9][ -~À-ÖØ-öø-ÿĀ-žΑ-ΡΣ-ωА-я0-9]{0,30}[!-~À-ÖØ-öø-ÿ0-9]"
    ) {
        let text = deal(&name, "It scans.");
        let project = Project::from_text(&bidwright::library(), text);
        let mut diags = Diags::default();
        let offer = pipeline::offer(&project, &mut diags).unwrap_or_else(|| panic!("{name}: {diags:#?}"));
        let document = pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags);
        let errors: Vec<_> = diags.iter().filter(|one| one.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{}: {:#?}", name, errors);
        let document = document.expect("a document");
        prop_assert_eq!(&document.meta.customer, &name);
        let set = pages(&document, &offer.theme);
        prop_assert!(dense(&set).contains(&dense(&name)), "{} is not on the pages", name);
    }
}
