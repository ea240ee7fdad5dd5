//! The review memo: one look is enough to say yes or no, on two pages, and nothing of it is for the customer.

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState, Reviewed};

use crate::golden;
use crate::support::{dump::dump, pdf_check};

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn reviewed(sample: &str) -> (Project, Reviewed) {
    let mut diags = Diags::default();
    let folder = format!("{}/samples/{sample}", env!("CARGO_MANIFEST_DIR"));
    let project = crate::support::load(folder.as_ref(), None, &mut diags);
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    (project, reviewed)
}

fn of_text(deal: &str) -> (Project, Reviewed) {
    let project = Project::from_text(&bidwright::library(), deal.to_owned());
    let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
    (project, reviewed)
}

fn memo(project: &Project, reviewed: &Reviewed) -> String {
    let mut diags = Diags::default();
    let memo = pipeline::compose_memo(project, reviewed, &mut diags).expect("a memo");
    assert!(!diags.has_errors(), "{diags:?}");
    compose::markdown(&memo)
}

#[test]
fn the_memo_of_every_sample_is_as_before_and_fits_two_pages() {
    for sample in SAMPLES {
        let (project, reviewed) = reviewed(sample);
        golden::hold(&format!("{sample}/review.md"), &memo(&project, &reviewed));
        let document = pipeline::compose_memo(&project, &reviewed, &mut Diags::default()).expect("a memo");
        let fonts = FontBook::load(&reviewed.offer.theme.fonts).expect("whole fonts");
        let laid = layout::layout(&document, &reviewed.offer.theme, &fonts);
        golden::hold(&format!("{sample}/review.pages.txt"), &dump(&laid.pages));
        assert!(laid.pages.pages.len() <= 2, "{sample}");
        let files = pipeline::documents(
            &project,
            &reviewed,
            ReleaseState::Draft,
            &[Output::Memo],
            &[Format::Pdf],
            &mut Diags::default(),
        );
        let file = &files.expect("a file")[0];
        assert_eq!(file.name, "review.pdf");
        assert_eq!(pdf_check::check(&file.bytes), Vec::<String>::new(), "{sample}");
    }
}

#[test]
fn the_memo_says_what_a_reviewer_asks() {
    let (project, reviewed) = reviewed("service-desk");
    let text = memo(&project, &reviewed);
    let totals = &reviewed.offer.quote.totals;
    let figures =
        bidwright_review::figures(&reviewed.offer.deal, &reviewed.offer.book, &reviewed.offer.quote);
    let locale = bidwright_base::locale::Locale::of("en-GB");
    for amount in [totals.net, figures.walk_away.expect("a floor below 100 %")] {
        assert!(text.contains(&locale.amount(amount)), "{amount}");
    }
    for fired in &reviewed.review.fired {
        assert!(text.contains(&fired.rule), "{}", fired.rule);
    }
    for threat in &figures.threats {
        assert!(text.contains(&reviewed.offer.deal.risks[threat.risk].id.value));
    }
    for words in [
        "Approval needed",
        "Margin at P50",
        "Margin at P80",
        "floor of 22%",
        "lean band",
        &reviewed.review.hash,
    ] {
        assert!(text.contains(words), "{words}");
    }
    // No revision before this one, so nothing is said to have changed.
    assert!(!text.contains("What changed"));
}

#[test]
fn a_policy_that_fires_by_the_dozen_is_warned_of_when_the_memo_gets_long() {
    let rules: String = (0..60)
        .map(|at| {
            format!(
                "[[rule]]\nid = \"rule-{at}\"\nwhen = \"quote.net > 0\"\nverdict = \"note\"\nsay = \"Told\"\n"
            )
        })
        .collect();
    let policy = format!("format = 1\nid = \"long\"\nmargin_floor_percent = 22\n{rules}");
    let deal = include_str!("review_deal.toml")
        .replace("tax = \"NO-standard\"", "tax = \"NO-standard\"\npolicy = \"long\"");
    let project = Project::from_text(&bidwright::library(), deal).with("pricing/policies/long.toml", policy);
    let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
    let mut diags = Diags::default();
    pipeline::documents(
        &project,
        &reviewed,
        ReleaseState::Draft,
        &[Output::Memo],
        &[Format::Pdf],
        &mut diags,
    )
    .expect("a memo");
    let codes: Vec<_> = diags.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert_eq!(codes, [(Code::MemoTooLong, Severity::Warning)]);
}

#[test]
fn what_is_typed_in_the_deal_stays_text() {
    let deal = include_str!("review_deal.toml").replace("A rich deal", "A|B *c* {{ offer.number }}");
    let (project, reviewed) = of_text(&deal);
    let document = pipeline::compose_memo(&project, &reviewed, &mut Diags::default()).expect("a memo");
    assert_eq!(document.meta.title, "A|B *c* {{ offer.number }}");
}

#[test]
fn no_template_for_the_customer_can_name_a_block_of_the_memo() {
    let (project, reviewed) = of_text(include_str!("review_deal.toml"));
    for block in ["review-figures", "rules-fired", "margin-risks", "what-changed", "verdict"] {
        let template = format!("+++\ntitle = \"x\"\nkind = \"x\"\n+++\n```{block}\n```\n");
        let project = project.clone().with("templates/documents/proposal/main.md", template);
        let mut diags = Diags::default();
        let made = pipeline::compose(&project, &reviewed.offer, DocumentKind::Proposal, &mut diags);
        assert!(made.is_none(), "{block}");
        let codes: Vec<_> = diags.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::UnknownBlock], "{block}");
    }
}

#[test]
fn a_german_deal_has_a_german_memo() {
    let deal = include_str!("review_deal.toml").replace("en-GB", "de-DE");
    let project = crate::support::over_own_texts(&deal);
    let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
    let text = memo(&project, &reviewed);
    for words in
        ["Preis und Marge", "Was zutreffen muss", "Nettopreis", "Projektsteuerung", "Nichts obendrauf."]
    {
        assert!(text.contains(words), "{words}");
    }
    for words in ["Price and margin", "What must be true", "Margin at", "No add-on"] {
        assert!(!text.contains(words), "{words}");
    }
}
