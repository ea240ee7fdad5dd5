//! No figure of ours reaches a customer: every cost, margin, floor and contingency is made distinctive, and
//! every output is searched for all of them, text and raw bytes alike.

mod internal;
mod outputs;
mod search;

use std::path::PathBuf;
use std::{env, fs};

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_service::pipeline;
use bidwright_service::pipeline::Format;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::deals;
use internal::{Secret, secrets};
use outputs::Output;
use search::{Numbers, settings};

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];
const PRESENTATIONS: [&str; 3] = ["in-rates", "in-deliverables", "included-block"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A deal and the library files that stand in place of the built-in ones.
struct Case {
    name: String,
    deal: String,
    files: Vec<(String, String)>,
}

impl Case {
    /// A sample whose costs are like no other figure.
    fn of(sample: &str) -> Case {
        let deal =
            fs::read_to_string(root().join("samples").join(sample).join("deal.toml")).expect("a sample");
        let deal = replaced(&deal, "iterations", "iterations = 5_000");
        let deal = replaced(&deal, "follow_on_margin", "follow_on_margin = 83_417.29");
        let mut files = Vec::new();
        for folder in ["pricing/rates", "pricing/pmo", "pricing/policies"] {
            for entry in fs::read_dir(root().join(folder)).expect("the library") {
                let path = entry.expect("a file").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                files.push((
                    format!("{folder}/{name}"),
                    distinctive(&fs::read_to_string(path).expect("text")),
                ));
            }
        }
        Case { name: sample.to_owned(), deal, files }
    }

    /// With another line in place of the one with this key.
    fn with(mut self, key: &str, line: &str) -> Case {
        self.deal = replaced(&self.deal, key, line);
        self.name = format!("{}, {line}", self.name);
        self
    }

    fn project(&self) -> Project {
        let deal = crate::support::over_own_texts(&self.deal);
        self.files.iter().fold(deal, |project, (path, text)| project.with(path, text.clone()))
    }

    fn offer(&self, project: &Project) -> Offer {
        let mut diags = Diags::default();
        let offer = pipeline::offer_with_value(project, &mut diags);
        let errors: Vec<_> = diags.iter().filter(|one| one.severity == Severity::Error).collect();
        offer.unwrap_or_else(|| panic!("{}: {errors:?}", self.name))
    }
}

/// A file with another line in place of the first with this key.
fn replaced(text: &str, key: &str, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let is = |old: &&str| old.split_once('=').is_some_and(|(name, _)| name.trim() == key);
    let at = lines.iter().position(is).unwrap_or_else(|| panic!("no `{key}`"));
    lines[at] = line;
    lines.join("\n")
}

/// A library file whose inner figures are like no others.
fn distinctive(text: &str) -> String {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let key = line.split('=').next().unwrap_or_default().trim();
        let odd = Decimal::new(1_343 + 2 * i64::try_from(at).expect("few lines"), 2);
        lines.push(match key {
            "cost_per_day" => {
                let cost: Decimal =
                    line.split('=').nth(1).expect("a value").trim().parse().expect("a number");
                format!("cost_per_day = {}", cost + odd)
            }
            "burden_percent" => "burden_percent = 27.83".to_owned(),
            "overhead_percent" => "overhead_percent = 11.37".to_owned(),
            "target_margin_percent" => "target_margin_percent = 31.57".to_owned(),
            "office_percent" => "office_percent = 3.19".to_owned(),
            "margin_floor_percent" => "margin_floor_percent = 7.43".to_owned(),
            _ => line.to_owned(),
        });
    }
    lines.join("\n")
}

/// Secrets that an output tells.
fn leaked(output: &Output, secrets: &[Secret]) -> Vec<String> {
    let mut told: Vec<String> = Numbers::of(&output.text)
        .secrets_in(secrets)
        .into_iter()
        .map(|one| format!("{} {}{}", one.name, one.value, around(&output.text, one)))
        .collect();
    for secret in secrets {
        for way in settings(secret) {
            if memchr::memmem::find(&output.raw, way.as_bytes()).is_some() {
                told.push(format!("{} as `{way}`", secret.name));
            }
        }
    }
    told
}

/// Where a text tells a secret to two or three decimals, for whoever reads the failure.
fn around(text: &str, secret: &Secret) -> String {
    let ways = [3, 2].map(|digits| format!("{:.digits$}", secret.value.abs()));
    let place = ways.iter().filter(|way| way.len() > 3).find_map(|way| text.find(way.as_str()));
    place.map_or_else(String::new, |at| {
        let before: String = text[..at].chars().rev().take(60).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[at..].chars().take(30).collect();
        format!(" in \"{before}{after}\"")
    })
}

/// Fails with every secret that a customer could read.
fn hold(name: &str, project: &Project, offer: &Offer) {
    let secrets = secrets(offer);
    assert!(secrets.len() > 12, "{name}: {secrets:?}");
    let net = offer.quote.totals.net.amount();
    let public = [offer.quote.totals.price, offer.quote.totals.net, offer.quote.totals.gross];
    for secret in secrets.iter().filter(|secret| !secret.percent) {
        assert!(
            public.iter().all(|amount| amount.amount() != secret.value),
            "{name}: {secret:?} is no secret"
        );
    }
    for output in outputs::documents(project, offer) {
        // Whoever cannot read the price could not read a cost either; a drawing of a plan has none.
        let numbers = Numbers::of(&output.text);
        assert!(
            output.name.starts_with("one-page") || output.name.ends_with(".svg") || numbers.has(net),
            "{name}: {} has no price",
            output.name
        );
        assert_eq!(leaked(&output, &secrets), [""; 0], "{name}: {}", output.name);
    }
}

#[test]
fn no_sample_in_any_presentation_tells_a_figure_of_ours() {
    for sample in SAMPLES {
        for presentation in PRESENTATIONS {
            let case = Case::of(sample).with("presentation", &format!("presentation = \"{presentation}\""));
            let project = case.project();
            hold(&case.name, &project, &case.offer(&project));
        }
    }
}

#[test]
fn no_model_and_no_language_tells_a_figure_of_ours() {
    for (key, line) in [
        ("model", "model = \"time-and-materials\""),
        ("language", "language = \"de-DE\""),
        ("language", "language = \"de-CH\""),
        ("pmo", "pmo = \"percent-of-effort\""),
    ] {
        let case = Case::of("claims-portal").with(key, line);
        let case = if key == "model" { case.with("cap", "") } else { case };
        let project = case.project();
        hold(&case.name, &project, &case.offer(&project));
    }
}

#[test]
fn the_price_as_the_customer_sees_it_tells_nothing_of_ours() {
    for sample in SAMPLES {
        let case = Case::of(sample);
        let project = case.project();
        let offer = case.offer(&project);
        let (done, text, _) = outputs::price(&case.deal, &case.files, false);
        assert!(done && Numbers::of(&text).has(offer.quote.totals.net.amount()), "{sample}: {text}");
        let output = Output { name: "price".into(), raw: text.clone().into_bytes(), text };
        assert_eq!(leaked(&output, &secrets(&offer)), [""; 0], "{sample}");
        // JSON is always the internal view, and whoever asks for both is told so.
        let (done, _, said) = outputs::price(&case.deal, &case.files, true);
        assert!(done && said.contains("it is not for the customer"), "{sample}: {said}");
    }
}

#[test]
fn a_template_cannot_reach_a_figure_of_ours() {
    let case = Case::of("order-to-cash");
    for field in [
        "price.cost",
        "price.margin",
        "price.contingency",
        "price.base",
        "quote.totals.cost",
        "deal.stakes",
        "office.exposure",
        "policy.floor",
    ] {
        let main = format!("+++\ntitle = \"T\"\nkind = \"K\"\n+++\n{{{{ {field} }}}}\n");
        let project = case.project().with("templates/documents/proposal/main.md", main);
        let mut diags = Diags::default();
        let offer = case.offer(&project);
        let document = pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags);
        assert!(document.is_none(), "{field}");
        assert!(diags.iter().any(|one| one.code == Code::TemplateField), "{field}");
    }
}

#[test]
fn a_figure_that_is_planted_is_found_wherever_it_stands() {
    let case = Case::of("order-to-cash");
    let project = case.project();
    let offer = case.offer(&project);
    let secrets = secrets(&offer);
    let cost = offer.quote.totals.cost.amount();
    for secret in secrets.iter().filter(|one| {
        one.value >= Decimal::from(10_000)
            || one.name == "margin"
            || one.percent && one.value.normalize().scale() >= 2
    }) {
        let way = if secret.percent { format!("{}%", secret.value) } else { settings(secret).remove(2) };
        let output = Output { name: String::new(), raw: Vec::new(), text: format!("It is {way} to us.") };
        assert!(
            leaked(&output, &secrets).iter().any(|one| one.starts_with(&secret.name)),
            "{secret:?} as {way}"
        );
    }
    // In running text, in a caption that is an alternative text too, and as the title in the file's own data.
    for (body, title) in [
        (format!("Our cost is {cost}."), "T".to_owned()),
        (format!("```gantt\ncaption = \"Our cost is {cost}\"\n```"), "T".to_owned()),
        ("Words.".to_owned(), format!("For {cost}")),
    ] {
        let main = format!(
            "+++\ntitle = \"{title}\"\nkind = \"K\"\n+++\n# A\n\n{body}\n\n{{# declares: {cost} #}}\n"
        );
        let project = case.project().with("templates/documents/proposal/main.md", main);
        for output in planted(&project, &offer) {
            let told = leaked(&output, &secrets);
            assert!(
                told.iter().any(|one| one.starts_with("cost ")),
                "{body} {title} {}: {told:?}",
                output.name
            );
        }
    }
}

fn planted(project: &Project, offer: &Offer) -> Vec<Output> {
    let formats = [Format::Pdf];
    let files = pipeline::documents(
        project,
        offer,
        pipeline::ReleaseState::Final,
        &[pipeline::Output::Customer(DocumentKind::Proposal)],
        &formats,
        &mut Diags::default(),
    );
    let files = files.expect("a document");
    files.into_iter().map(|file| outputs::pdf(file.name, &file.bytes)).collect()
}

const METHODOLOGY: &str = r#"
    format = 1
    id = "test"
    name = "Test"
    promise = "Tested"
    [[phase]]
    id = "build"
    name = "Build"
    [[activity]]
    id = "status"
    name = "Status page"
    cadence = "weekly"
    effort = { lead = 0.4 }
    deliverable = "Status, one page"
    customer_value = "You know"
"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn no_random_deal_tells_a_figure_of_ours(
        cents in 1_u32..99, days in 7_u32..60, spread in 1_u32..40, markup in 3_u32..40,
        basis in prop::sample::select(vec!["rate-card", "cost-plus"]),
        model in prop::sample::select(vec!["fixed-price", "time-and-materials"]),
    ) {
        let costs = [format!("31{}.{cents:02}", days % 10), format!("48{}.{cents:02}", spread % 10)];
        let workspace = deals::deal()
            .head(&format!("model = \"{model}\""))
            .with("[estimate]\nconfidence = 80\niterations = 1_000")
            .with(&format!(
                "[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = {{ developer = [{days}, {}, {}] }}",
                days + spread, days + 3 * spread
            ))
            .with(&format!("[[purchase]]\nname = \"Bought\"\ncost = 12_417.{cents:02}\nmarkup_percent = {markup}.7"))
            .with("[[payment]]\nname = \"All\"\npercent = 100\ndue = \"signature\"")
            .file("pricing/rates/test.toml", &deals::card(
                basis,
                &[("developer", &costs[0], "799.99"), ("lead", &costs[1], "1201")],
                "burden_percent = 27.73\noverhead_percent = 12.19\ntarget_margin_percent = 31.37",
            ))
            .file("pricing/pmo/test.toml", "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\noffice_percent = 3.19\n")
            .file("templates/methodologies/test.toml", METHODOLOGY);
        hold("a random deal", &workspace.project(), &workspace.offer());
    }
}
