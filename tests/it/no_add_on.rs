//! What is told of delivery management is paid for, what is paid for leaves something, and none of it is an
//! extra: proved for the samples, and refused where it does not hold.

use std::path::PathBuf;
use std::{env, fs};

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::locale::{Locale, Message};
use bidwright_base::quantity::Days;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_economics::price::LineKind;
use bidwright_input::Project;
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_review::funding_check;
use bidwright_service::pipeline;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn deal(sample: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample).join("deal.toml");
    fs::read_to_string(file).expect("a sample").replace("100_000", "2_000")
}

fn offered(project: &Project) -> Result<Offer, Vec<Diagnostic>> {
    let mut diags = Diags::default();
    pipeline::offer_with_value(project, &mut diags).ok_or_else(|| diags.iter().cloned().collect())
}

/// A proposal as text, and what was found in it.
fn proposal(project: &Project) -> (String, Vec<Diagnostic>) {
    let offer = offered(project).unwrap_or_else(|found| panic!("{found:#?}"));
    let mut diags = Diags::default();
    let document =
        pipeline::compose(project, &offer, DocumentKind::Proposal, &mut diags).expect("a document");
    (compose::markdown(&document), diags.iter().cloned().collect())
}

#[test]
fn every_sample_holds_the_certificate_and_says_so_once() {
    for sample in SAMPLES {
        let project = Project::from_text(&bidwright::library(), deal(sample));
        let offer = offered(&project).expect("an offer");
        let held = funding_check::certificate(&offer).expect("a certificate");
        let method = compose::view(&CustomerOffer::of(&offer)).method;
        let told = method.activities;
        assert_eq!(held.activities, told.len(), "{sample}");
        assert_eq!(held.deliverables, told.len(), "{sample}: each has one of its own");
        let lines = offer.quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Pmo(_)));
        assert_eq!(held.days, lines.filter_map(|line| line.days).sum::<Days>(), "{sample}");
        assert_eq!(held.price, offer.quote.totals.pmo_price, "{sample}");
        let line = method.certificate.expect("the statement of it");
        assert_eq!(proposal(&project).0.matches(&line).count(), 1, "{sample}: {line}");
    }
}

#[test]
fn the_line_says_how_many_in_both_languages() {
    let say =
        |activities: usize, locale: Locale| locale.text(Message::Certificate { count: activities.into() });
    assert_eq!(
        say(13, Locale::British),
        "All 13 delivery-management activities told in this proposal are included in the price; each has a named \
         deliverable; none is charged on top."
    );
    assert!(say(1, Locale::British).starts_with("The one delivery-management activity"));
    assert!(say(13, Locale::German).starts_with("Alle 13 in diesem Angebot genannten Aktivitäten"));
    assert!(say(1, Locale::Swiss).starts_with("Die eine in diesem Angebot genannte Aktivität"));
}

#[test]
fn an_office_priced_as_a_whole_is_backed_by_its_activities() {
    for kind in ["percent-of-effort", "tiered", "staffed"] {
        let deal = deal("order-to-cash").replacen("\"activity-based\"", &format!("\"{kind}\""), 1);
        let offer = offered(&Project::from_text(&bidwright::library(), deal)).expect("an offer");
        let held = funding_check::certificate(&offer).expect("a certificate");
        assert!(held.activities > 10 && !held.days.is_zero(), "{kind}: {held:?}");
    }
}

/// A deal with a delivery office of its own.
fn with_methodology(activities: &str, office: &str) -> Project {
    crate::deals::deal()
        .with("[[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = { developer = 20 }")
        .with("[[payment]]\nname = \"All\"\npercent = 100\ndue = \"signature\"")
        .file("templates/methodologies/test.toml", &format!("{}\n{activities}", crate::deals::METHODOLOGY))
        .file(
            "pricing/pmo/test.toml",
            &format!("format = 1\nid = \"test\"\nname = \"Test\"\nrole = \"lead\"\n{office}\n"),
        )
        .project()
}

const STATUS: &str = "[[activity]]\nid = \"status\"\nname = \"Status page\"\ncustomer_value = \"You know\"\n";

#[test]
fn what_is_not_paid_for_or_leaves_nothing_is_an_error() {
    let counted = "kind = \"activity-based\"";
    let never = format!("{STATUS}deliverable = \"Page\"\ncadence = \"per-deliverable\"");
    for (activities, office, code) in [
        (format!("{STATUS}deliverable = \"Page\""), counted.to_owned(), Code::UnfundedActivity),
        (format!("{STATUS}effort = {{ lead = 1 }}"), counted.to_owned(), Code::UnbackedHours),
        // No deliverable in scope, so it never takes place.
        (never, "kind = \"percent-of-effort\"\npercent = 10".to_owned(), Code::UnbackedHours),
    ] {
        let Err(found) = offered(&with_methodology(&activities, &office)) else {
            panic!("{activities} {office}")
        };
        let codes: Vec<_> =
            found.iter().filter(|one| one.code.as_str().starts_with("un")).map(|one| one.code).collect();
        assert_eq!(codes, [code], "{activities} {office}");
    }
}

#[test]
fn an_office_that_costs_nothing_tells_nothing_and_certifies_nothing() {
    let project = with_methodology(
        &format!("{STATUS}deliverable = \"Page\""),
        "kind = \"percent-of-effort\"\npercent = 0",
    );
    let offer = offered(&project).expect("an offer");
    assert!(compose::view(&CustomerOffer::of(&offer)).method.activities.is_empty());
    assert_eq!(funding_check::certificate(&offer), None);
    assert!(!proposal(&project).0.contains("charged on top; "));
}

#[test]
fn an_activity_that_was_left_out_is_not_told_in_any_text() {
    let lean = deal("order-to-cash") + "\n[governance]\ndrop = [\"working-demo\"]\n";
    let silent = proposal(&Project::from_text(&bidwright::library(), lean.clone())).1;
    assert!(silent.iter().all(|one| one.code != Code::UnfundedActivity), "{silent:#?}");

    let main = "+++\ntitle = \"T\"\nkind = \"K\"\n+++\nYou see it in every Fortnightly demonstration.\n";
    let typed = Project::from_text(&bidwright::library(), lean.clone())
        .with("templates/documents/proposal/main.md", main);
    let found = proposal(&typed).1;
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(one.code, Code::UnfundedActivity);
    assert!(one.message.contains("You see it in every Fortnightly demonstration."), "{}", one.message);
    assert_eq!(one.place.map(|place| place.file), typed.find("templates/documents/proposal/main.md"));

    // The deal's own words promise as much as a template's.
    let risk =
        lean.replacen("response    = \"", "response    = \"At each fortnightly demonstration we look. ", 1);
    assert_ne!(risk, lean);
    let found = proposal(&Project::from_text(&bidwright::library(), risk)).1;
    assert!(found.iter().any(|one| one.code == Code::UnfundedActivity), "{found:#?}");
}

#[test]
fn a_fee_in_the_deal_takes_the_certificate_away() {
    let plain = deal("order-to-cash");
    let fee = format!("{plain}\n[[purchase]]\nname = \"Project management fee\"\ncost = 900\n");
    let mut diags = Diags::default();
    let offer = pipeline::offer(&Project::from_text(&bidwright::library(), fee), &mut diags)
        .expect("a warning builds");
    assert!(diags.iter().any(|one| one.code == Code::AddOnWords && one.place.is_some()));
    assert_eq!(funding_check::certificate(&offer), None);
}

#[test]
fn a_template_that_speaks_of_a_surcharge_is_told_where() {
    let main = "+++\ntitle = \"T\"\nkind = \"K\"\n+++\nThen there is a PMO surcharge.\n";
    let project = Project::from_text(&bidwright::library(), deal("order-to-cash"))
        .with("templates/documents/proposal/main.md", main);
    let found = proposal(&project).1;
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((one.code, one.place.is_some()), (Code::AddOnWords, true));
}
