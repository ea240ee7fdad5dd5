//! The samples, stage by stage, as a user would run them.

use std::path::{Path, PathBuf};

use bidwright_base::diag::{Diags, Severity};
use bidwright_base::money::Money;
use bidwright_cli::report;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_economics::price;
use bidwright_input::Project;
use bidwright_model::deal::Presentation;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

use crate::golden;
use crate::support::{balance, dump::dump, overlaps, pdf_check};

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn folder(sample: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample)
}

fn offer(sample: &str) -> (Project, Offer, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(&folder(sample), None, &mut diags);
    let offer = pipeline::offer(&project, &mut diags);
    let errors: Vec<_> = diags.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{sample}: {errors:?}");
    (project, offer.expect("no error, so an offer"), diags)
}

/// The same with what its documents say of success.
fn offer_with_value(sample: &str) -> (Project, Offer, Diags) {
    let (project, mut offer, mut diags) = offer(sample);
    let value_analysis = pipeline::analyse_value(&offer, None);
    bidwright_economics::value::findings(&offer.deal, &offer.book, &value_analysis.value, &mut diags);
    offer.value_analysis = Some(value_analysis);
    (project, offer, diags)
}

#[test]
fn every_sample_is_quoted_planned_and_composed_as_before() {
    for sample in SAMPLES {
        let (project, offer, mut diags) = offer_with_value(sample);
        golden::hold(&format!("{sample}/quote.txt"), &report::price::internal(&offer, None));
        golden::hold(&format!("{sample}/plan.txt"), &report::plan::text(&offer));
        let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
        for kind in DocumentKind::ALL {
            let document = pipeline::compose(&project, &offer, kind, &mut diags).expect("a document");
            golden::hold(&format!("{sample}/{}.md", kind.word()), &compose::markdown(&document));
            let laid = layout::layout(&document, &offer.theme, &fonts);
            assert!(laid.missing.is_empty(), "{sample}: {:?}", laid.missing);
            let crooked = overlaps::faults(&laid.pages, &offer.theme);
            assert!(crooked.is_empty(), "{sample} {}: {crooked:#?}", kind.word());
            let uneven: Vec<_> = balance::faults(&laid.pages, &offer.theme);
            assert!(uneven.is_empty(), "{sample} {}: {uneven:#?}", kind.word());
            golden::hold(&format!("{sample}/{}.pages.txt", kind.word()), &dump(&laid.pages));
        }
    }
}

#[test]
fn the_same_deal_gives_the_same_bytes_now_and_in_every_run() {
    for sample in SAMPLES {
        let make = || {
            let (project, offer, mut diags) = offer_with_value(sample);
            pipeline::documents(
                &project,
                &offer,
                ReleaseState::Final,
                &DocumentKind::ALL.map(Output::Customer),
                &[Format::Pdf],
                &mut diags,
            )
            .expect("documents")
        };
        let files = make();
        assert!(files == make(), "{sample}: two runs in one process differ");
        // The golden holds what another process, another day and another machine made.
        let sums = files.iter().map(|file| format!("{} {:016x}\n", file.name, fingerprint(&file.bytes)));
        golden::hold(&format!("{sample}/bytes.txt"), &sums.collect::<String>());
    }
}

/// FNV-1a, 64 bits.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn lines_sum_to_cost_and_price_and_payments_to_net() {
    for sample in SAMPLES {
        let (_, offer, _) = offer(sample);
        for quote in [&offer.quote, &pipeline::without_pmo(&offer)] {
            let totals = quote.totals;
            assert_eq!(quote.lines.iter().map(|l| l.cost).sum::<Money>(), totals.cost, "{sample}");
            assert_eq!(quote.lines.iter().map(|l| l.price).sum::<Money>(), totals.price, "{sample}");
            assert_eq!(quote.taxes.iter().map(|t| t.net).sum::<Money>(), totals.net, "{sample}");
            if !quote.payments.is_empty() {
                assert_eq!(quote.payments.iter().map(|p| p.amount).sum::<Money>(), totals.net, "{sample}");
                assert_eq!(quote.payments.iter().map(|p| p.tax).sum::<Money>(), totals.tax, "{sample}");
            }
        }
    }
}

#[test]
fn three_presentations_of_the_delivery_office_are_one_price() {
    for sample in SAMPLES {
        let (_, offer, _) = offer(sample);
        for how in [Presentation::InRates, Presentation::InDeliverables, Presentation::IncludedBlock] {
            let rows = price::presented(&offer.deal, &offer.quote, how);
            assert_eq!(
                rows.iter().map(|row| row.price).sum::<Money>(),
                offer.quote.totals.price,
                "{sample} {how:?}"
            );
        }
    }
}

#[test]
fn a_finished_pdf_keeps_every_promise_of_its_standard() {
    for sample in SAMPLES {
        let (project, offer, mut diags) = offer_with_value(sample);
        let files = pipeline::documents(
            &project,
            &offer,
            ReleaseState::Final,
            &DocumentKind::ALL.map(Output::Customer),
            &[Format::Pdf],
            &mut diags,
        )
        .expect("documents");
        for file in files {
            let broken = pdf_check::check(&file.bytes);
            assert!(broken.is_empty(), "{sample} {}: {broken:#?}", file.name);
        }
    }
}
