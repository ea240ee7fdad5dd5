//! What the documents say of success and of failure: honest, sourced, and never ours.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use bidwright_base::diag::{Code, Diags};
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn deal(sample: &str) -> String {
    fs::read_to_string(root().join("samples").join(sample).join("deal.toml")).expect("a sample")
}

fn offer_with_value(project: &Project) -> Offer {
    let mut diags = Diags::default();
    let offer = pipeline::offer_with_value(project, &mut diags);
    offer.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()))
}

/// A document as text, without no-break spaces.
fn text(project: &Project, offer: &Offer, kind: DocumentKind) -> String {
    let mut diags = Diags::default();
    let document = pipeline::compose(project, offer, kind, &mut diags);
    let document = document.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    compose::markdown(&document).replace('\u{a0}', " ").replace('\\', "")
}

fn without_stakes(sample: &str) -> String {
    let deal = deal(sample);
    let (before, rest) = deal.split_once("\n[stakes]\n").expect("the sample has stakes");
    let (_, after) = rest.split_once("\n\n").expect("something follows");
    format!("{before}\n\n{after}")
}

#[test]
fn a_page_is_a_page_and_a_proposal_no_book() {
    for sample in SAMPLES {
        let project = crate::support::load(&root().join("samples").join(sample), None, &mut Diags::default());
        let offer = offer_with_value(&project);
        let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
        let pages = |kind| {
            let document = pipeline::compose(&project, &offer, kind, &mut Diags::default());
            layout::layout(&document.expect("a document"), &offer.theme, &fonts).pages.pages.len()
        };
        assert_eq!(pages(DocumentKind::OnePage), 1, "{sample}");
        let proposal = pages(DocumentKind::Proposal);
        assert!((10..=18).contains(&proposal), "{sample}: {proposal} pages");
        let files = pipeline::documents(
            &project,
            &offer,
            ReleaseState::Final,
            &DocumentKind::ALL.map(Output::Customer),
            &[Format::Pdf],
            &mut Diags::default(),
        );
        for file in files.expect("documents") {
            assert!(file.bytes.len() < 200_000, "{sample} {}: {} bytes", file.name, file.bytes.len());
        }
    }
}

/// What only a deal with stakes may say.
const CLAIMS: [&str; 6] = [
    "Chance of success",
    "met the date",
    "pays for itself",
    "outright failure",
    "plausible range",
    "liability ends",
];

#[test]
fn without_stakes_nothing_is_claimed_and_nothing_dangles() {
    for sample in SAMPLES {
        let project = Project::from_text(&bidwright::library(), without_stakes(sample));
        let offer = offer_with_value(&project);
        let proposal = text(&project, &offer, DocumentKind::Proposal);
        for claim in CLAIMS {
            assert!(!proposal.contains(claim), "{sample} claims `{claim}`");
        }
        assert!(!proposal.contains("[^deceit]") && !proposal.contains(" ."), "{sample}");
        let mut diags = Diags::default();
        assert!(pipeline::compose(&project, &offer, DocumentKind::OnePage, &mut diags).is_none());
        assert!(diags.iter().any(|finding| finding.code == Code::OnePageWithoutStakes));
    }
}

#[test]
fn what_is_ours_stays_with_us() {
    // Amounts nobody else states.
    let odd = |line: &str| match line.split_once('=') {
        Some((key, _)) if key.trim() == "follow_on_margin" => "follow_on_margin = 83_457".to_owned(),
        Some((key, _)) if key.trim() == "rework_percent" => "rework_percent = [7, 17.3, 31]".to_owned(),
        _ => line.to_owned(),
    };
    for sample in SAMPLES {
        let odd: Vec<String> = deal(sample).lines().map(odd).collect();
        let project = Project::from_text(&bidwright::library(), odd.join("\n"));
        let offer = offer_with_value(&project);
        let pmo_value =
            offer.value_analysis.as_ref().and_then(|one| one.value.pmo_value.as_ref()).expect("stakes");
        let stakes = offer.deal.stakes.as_ref().expect("stakes");
        let ours: Vec<String> = (pmo_value.exposure.supplier.lines.iter())
            .map(|line| line.amounts[1])
            .chain([pmo_value.exposure.supplier.likely])
            .map(|amount| {
                bidwright_base::locale::Locale::of(&offer.deal.head.language).number(amount.amount().round())
            })
            .collect();
        assert!(stakes.follow_on_margin.is_some() && !ours.is_empty());
        for kind in DocumentKind::ALL {
            let text = text(&project, &offer, kind);
            let figures = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
            let printed: BTreeSet<&str> = figures.map(|figure| figure.trim_matches(['.', ','])).collect();
            for amount in &ours {
                assert!(!printed.contains(amount.as_str()), "{sample} {kind:?}: {amount} of ours leaked");
            }
            for word in ["ollow-on", "contingency of", "our margin"] {
                assert!(!text.contains(word), "{sample} {kind:?} says `{word}`");
            }
        }
    }
}

#[test]
fn a_forecast_is_no_contract_term() {
    for sample in SAMPLES {
        let project = Project::from_text(&bidwright::library(), deal(sample));
        let sow = text(&project, &offer_with_value(&project), DocumentKind::StatementOfWork);
        for word in ["simulat", "chance of success", "plausible", "in four of five"] {
            assert!(!sow.contains(word), "the statement of work of {sample} says `{word}`");
        }
    }
}

#[test]
fn the_chance_is_told_with_its_error_its_range_and_what_it_is_not() {
    let project = Project::from_text(&bidwright::library(), deal("order-to-cash"));
    let proposal = text(&project, &offer_with_value(&project), DocumentKind::Proposal);
    for said in [
        "In 100,000 simulated deliveries",
        "met the date, the budget and acceptance together",
        "simulation error ±",
        "the plausible range is",
        "It is not a guarantee, and no controlled study exists.",
        "It pays for itself if it avoids",
        "A forecast is not a contract term",
        "A cap does not hold for deceit or wilful default",
    ] {
        assert!(proposal.contains(said), "the proposal does not say `{said}`");
    }
}

#[test]
fn an_office_that_does_not_pay_is_told_to_the_reviewer_and_to_no_customer() {
    let dear = deal("order-to-cash")
        .replace("benefit_lost_months   = [6, 12, 24]", "benefit_lost_months   = [0.1, 0.2, 0.4]")
        .replace("internal_cost         = [60_000, 90_000, 150_000]", "internal_cost = [600, 900, 1_500]")
        .replace("reprocurement_percent = [12, 25, 52]", "reprocurement_percent = [1, 2, 3]");
    let project = Project::from_text(&bidwright::library(), dear);
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    let value = reviewed.offer.value_analysis.as_ref().and_then(|one| one.value.pmo_value.as_ref());
    assert!(value.expect("stakes").customer.value.value < 0.0, "it does not pay");
    for kind in DocumentKind::ALL {
        let told = text(&project, &reviewed.offer, kind);
        // Neither that it does not pay, nor that it does.
        for phrase in ["more than it saves", "cannot pay for itself", "lighter set", "pays for itself"] {
            assert!(!told.contains(phrase), "{kind:?} says `{phrase}`");
        }
    }
    let memo = pipeline::compose_memo(&project, &reviewed, &mut diags).expect("a memo");
    assert!(compose::markdown(&memo).contains("costs the customer more than it saves"));
}

#[test]
fn typed_blocks_speak_german_too() {
    let german = deal("order-to-cash").replace("\"en-GB\"", "\"de-DE\"");
    let project = crate::support::over_own_texts(&german);
    let page = text(&project, &offer_with_value(&project), DocumentKind::OnePage);
    for said in ["Mit Projektsteuerung", "Scheitern insgesamt", "Eine Prognose ist keine Vertragsbedingung"] {
        assert!(page.contains(said), "{page}");
    }
}

#[test]
fn what_is_not_for_customers_cannot_be_asked_for() {
    let ask = |id: &str| {
        let main = format!("+++\ntitle = \"T\"\nkind = \"K\"\n+++\n{{{{ evidence.{id}.figure }}}}\n");
        let project = Project::from_text(&bidwright::library(), deal("order-to-cash"))
            .with("templates/documents/proposal/main.md", main);
        let mut diags = Diags::default();
        let offer = pipeline::offer(&project, &mut diags).expect("an offer");
        let made = pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags);
        let told = diags.iter().find(|finding| finding.code == Code::TemplateField);
        (made.is_some(), told.map(|finding| finding.hint.clone().unwrap_or_default()))
    };
    assert_eq!(ask("gateways"), (true, None));
    for id in ["champions", "pmo_survey", "no_such_row"] {
        let (made, told) = ask(id);
        assert!(!made, "{id} was printed");
        assert!(told.is_some(), "{id}: no hint");
    }
    assert!(ask("gateway").1.expect("a hint").contains("gateways"));
}

#[test]
fn a_case_is_not_held_against_the_customer_it_is_about() {
    let sky = deal("order-to-cash").replace("Nordvik Logistics AS", "Sky UK Ltd");
    let project = Project::from_text(&bidwright::library(), sky);
    let proposal = text(&project, &offer_with_value(&project), DocumentKind::Proposal);
    assert!(!proposal.contains("BSkyB"));
    assert!(proposal.contains("A cap does not hold for deceit or wilful default. So each date"));
}

/// Percentages a template may type: of the contract, of our own scale, or a way of speaking.
const OURS: [&str; 7] = [
    "75% of the ceiling",
    "under 15%",
    "under 40%",
    "40% or more",
    "80% of our runs",
    "with 95% confidence",
    "100%",
];

#[test]
fn every_claim_about_the_world_comes_from_the_evidence_file() {
    let mut wrong = Vec::new();
    for (name, template) in templates() {
        for line in template.lines().filter(|line| !line.starts_with("{# declares:")) {
            if line.starts_with("[^") && !line.contains("{{ evidence.") {
                wrong.push(format!("{name}: a typed footnote: {line}"));
            }
            let mut plain = line.to_owned();
            OURS.iter().for_each(|ours| plain = plain.replace(ours, ""));
            let typed = plain.char_indices().any(|(at, c)| {
                c == '%'
                    && plain[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())
                    && !plain[at..].starts_with("%}")
            });
            if typed {
                wrong.push(format!("{name}: a typed percentage: {line}"));
            }
            let year = plain.split(|c: char| !c.is_ascii_digit()).any(|word| word.len() == 4);
            if year && !line.contains("{{") && !line.starts_with("|") {
                wrong.push(format!("{name}: a typed year: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_template_says_what_must_never_be_said() {
    let never = [
        "industry average",
        "benchmark",
        "Standish",
        "CHAOS",
        "reduces risk by",
        "fewer failures",
        "best practice",
        "we guarantee",
    ];
    for (name, template) in templates() {
        let text = template.to_lowercase();
        for words in never {
            assert!(!text.contains(&words.to_lowercase()), "{name} says `{words}`");
        }
    }
}

#[test]
fn every_row_asked_for_is_there() {
    let evidence = fs::read_to_string(root().join("templates/evidence.toml")).expect("the file");
    let rows: BTreeSet<&str> = evidence
        .split("[[evidence]]")
        .skip(1)
        .filter(|row| row.contains("doc      = \"yes\""))
        .filter_map(|row| row.split_once("= \"")?.1.split_once('"').map(|(id, _)| id))
        .collect();
    assert!(rows.len() >= 25, "{rows:?}");
    for (name, template) in templates() {
        for requests in template.split("evidence.").skip(1) {
            let id: String =
                requests.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(rows.contains(id.as_str()), "{name} asks for `{id}`");
        }
    }
}

/// Every built-in template of a customer document.
fn templates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["proposal", "sow", "one-page"] {
        let folder: &Path = &root().join("templates/documents").join(folder);
        for entry in fs::read_dir(folder).expect("templates") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).expect("text")));
        }
    }
    assert!(found.len() > 20);
    found
}
