//! Deals whose contract once said something else than their price: what is right of each.
//! The next one is a file in `tests/cases` and a test of a line or two.

use std::path::Path;

use bidwright_base::diag::{Code, Diags};
use bidwright_document::compose::DocumentKind;
use bidwright_document::embedded_data::Quote as Embedded;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_model::deal::{CeilingEffect, Due};
use bidwright_print::verify::sums;
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_review::explain::ExplainedFigures;
use bidwright_service::pipeline;
use rust_decimal::Decimal;

use crate::deals::{Workspace, deal};

struct Case {
    project: Project,
    offer: Offer,
    diags: Diags,
}

impl Case {
    fn of(project: Project, mut diags: Diags) -> Case {
        let offer = pipeline::offer(&project, &mut diags).unwrap_or_else(|| {
            panic!("{:?}", diags.iter().map(|d| (d.code, d.message.as_str())).collect::<Vec<_>>())
        });
        Case { project, offer, diags }
    }

    /// `tests/cases/NAME.toml`, with words of it replaced.
    fn read(name: &str, replaced: &[(&str, &str)]) -> Case {
        let path = Path::new("tests/cases").join(name).with_extension("toml");
        let mut text = std::fs::read_to_string(path).expect("a case");
        for (old, new) in replaced {
            assert!(text.contains(old), "{name} holds no {old}");
            text = text.replace(old, new);
        }
        Case::of(Project::from_text(&bidwright::library(), text), Diags::default())
    }

    fn finds(&self, code: Code) -> bool {
        self.diags.iter().any(|d| d.code == code)
    }

    /// A document as Markdown, each space plain.
    fn words(&self, kind: DocumentKind) -> String {
        let mut diags = Diags::default();
        let document = pipeline::compose(&self.project, &self.offer, kind, &mut diags).expect("a document");
        let text = bidwright_document::compose::markdown(&document);
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn embedded(&self) -> Embedded {
        bidwright_document::compose::data::quote(
            &CustomerOffer::of(&self.offer),
            DocumentKind::StatementOfWork,
        )
    }
}

/// Lines, rates, payments and taxes add up, as the documents carry them and as they are explained.
fn adds_up(case: &Case) {
    let quote = &case.offer.quote;
    let (totals, currency) = (&quote.totals, quote.currency);
    assert_eq!(currency.sum(quote.lines.iter().map(|line| line.price)), totals.price);
    assert_eq!(currency.sum(quote.lines.iter().map(|line| line.discount)), totals.discount);
    assert_eq!(totals.price - totals.discount, totals.net);
    for rate in &quote.rates {
        assert_eq!(currency.round(rate.days.0 * rate.rate.amount()), rate.net, "{}", rate.role);
        assert_eq!(currency.round(rate.days.0 * rate.list_rate.amount()), rate.list, "{}", rate.role);
    }
    let wrong: Vec<_> = sums(&case.embedded()).into_iter().filter(|check| !check.holds).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    crate::explain_figures::holds(&ExplainedFigures::of(&case.offer));
}

#[test]
fn a_discount_reaches_the_rates_that_are_billed() {
    for (model, cap) in [("time-and-materials", ""), ("capped", "cap = 90_000\n")] {
        for presentation in ["included-block", "in-rates", "in-deliverables"] {
            let case = Case::read(
                "tm-discount-rates",
                &[
                    ("\"time-and-materials\"", &format!("\"{model}\"")),
                    (
                        "[commercial]\n",
                        &format!(
                            "[estimate]\ncontingency_percent = 0\niterations = 1_000\n[commercial]\npresentation = \"{presentation}\"\n{cap}"
                        ),
                    ),
                ],
            );
            let quote = &case.offer.quote;
            assert!(!quote.rates.is_empty());
            for rate in &quote.rates {
                let billed = quote.currency.round(rate.list_rate.amount() * Decimal::new(9, 1));
                assert_eq!(rate.rate, billed);
            }
            let billed = quote.currency.sum(quote.rates.iter().map(|rate| rate.net));
            assert_eq!(billed, quote.totals.net, "{model} {presentation}");
            adds_up(&case);
            for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
                let words = case.words(kind);
                for column in ["List rate a day", "Discount", "Rate a day"] {
                    assert!(words.contains(column), "{model} {presentation} {kind:?}: {column}");
                }
            }
        }
    }
}

#[test]
fn the_rates_of_a_simulated_delivery_are_those_of_the_contract() {
    // Nothing is uncertain, so every delivery bills the net price.
    for presentation in ["included-block", "in-rates"] {
        let case = Case::read(
            "tm-discount-rates",
            &[
                ("[24, 30, 42]", "30"),
                ("[commercial]\n", &format!("[commercial]\npresentation = \"{presentation}\"\n")),
            ],
        );
        let billed = case.offer.forecast_summary.billed.expect("billed by the day");
        let net = case.offer.quote.totals.net;
        for quantile in billed {
            let off = (quantile - net).abs().amount();
            assert!(off <= Decimal::new(2, 2), "{presentation}: {quantile} is not {net}");
        }
    }
}

#[test]
fn the_fee_of_a_retainer_is_discounted_and_so_are_its_extra_hours() {
    let made = deal()
        .head("model = \"retainer\"")
        .with("[commercial]\nterm_months = 7\nhours_per_month = 33\nrole = \"developer\"\ndiscount = { percent = 7, reason = \"R\" }\n");
    let case = Case::of(made.project(), Diags::default());
    let quote = &case.offer.quote;
    let (fee, list) = (quote.retainer_fee.expect("a fee"), quote.retainer_list_fee.expect("a list fee"));
    assert_eq!(fee, quote.currency.round(list.amount() * Decimal::new(93, 2)));
    assert_eq!(quote.totals.net.amount(), fee.amount() * Decimal::from(7));
    adds_up(&case);
}

#[test]
fn an_option_has_its_effect_on_the_ceiling_or_lies_outside_it() {
    let case = Case::read("capped-option", &[]);
    assert!(case.finds(Code::OptionOutsideCeiling));
    let effect = |case: &Case| case.offer.deal.ceiling_effect(case.offer.quote.options[0].option);
    assert_eq!(effect(&case), Some(CeilingEffect::Extends));
    let stated = |word: &str| {
        let key = format!("id   = \"OPT1\"\nceiling = \"{word}\"");
        Case::read("capped-option", &[("id   = \"OPT1\"", &key)])
    };
    let extends = stated("extends");
    assert!(!extends.finds(Code::OptionOutsideCeiling));
    let words = extends.words(DocumentKind::StatementOfWork);
    assert!(words.contains("An option that is taken raises the ceiling by the amount it adds"), "{words}");
    let outside = stated("outside");
    assert_eq!(effect(&outside), Some(CeilingEffect::Outside));
    let words = outside.words(DocumentKind::StatementOfWork);
    assert!(words.contains("option OPT1 if it is taken, which is billed beside the ceiling"), "{words}");
    assert!(words.contains("It lies outside the ceiling"));
}

#[test]
fn an_option_that_builds_on_another_needs_it() {
    let alone = Case::read("option-after-option", &[]);
    assert!(alone.finds(Code::OptionIncomplete));
    let case = Case::read(
        "option-after-option",
        &[("work = [\"W3\"]", "work = [\"W3\"]\nneeds = [\"O1\"]"), ("developer = 220", "developer = 120")],
    );
    assert!(!case.finds(Code::OptionIncomplete));
    let [first, second] = case.offer.quote.options.as_slice() else { panic!("two options") };
    assert!(second.finish > first.finish);
    assert_eq!(case.offer.quote.totals.net + first.net + second.net, second.total_with);
    adds_up(&case);
    for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
        assert!(case.words(kind).contains("only together with O1"), "{kind:?}");
    }
}

#[test]
fn a_fixed_price_without_payments_is_due_when_the_last_result_is() {
    let case = Case::read("mini", &[]);
    assert!(case.finds(Code::NoPayments));
    let quote = &case.offer.quote;
    let [payment] = quote.payments.as_slice() else { panic!("one payment") };
    assert_eq!(payment.amount, quote.totals.net);
    assert!(matches!(payment.due, Due::Phase(_)));
    assert_eq!(case.embedded().payments.len(), 1);
    adds_up(&case);
    for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
        let words = case.words(kind);
        assert!(!words.contains("at the end of each month"), "{kind:?}");
        assert!(words.contains("Whole price") && words.contains("at the end of Build"), "{kind:?}");
    }
    let accepted = "[[deliverable]]\nid = \"D1\"\nname = \"Labels\"\nacceptance = \"They scan\"\n[[work]]\ndeliverable = \"D1\"\n";
    let case = Case::read("mini", &[("[[work]]\n", accepted)]);
    let due = case.offer.quote.payments[0].due;
    assert!(matches!(due, Due::Deliverable(at) if *case.offer.deal.deliverables[at].id == "D1"));
}

#[test]
fn the_date_in_the_headline_is_the_one_we_commit_to() {
    let with = |deadline: &str| {
        let stakes = format!("[stakes]\ndeadline = {deadline}\n[[work]]\n");
        Case::read("mini", &[("[[work]]\n", &stakes)])
    };
    let finish = |case: &Case| CustomerOffer::of(&case.offer).committed_finish().expect("a date");
    let case = with("2027-06-30");
    assert_eq!(finish(&case).to_string(), "2027-06-30");
    assert!(case.words(DocumentKind::Proposal).contains("Finish we commit to"));
    let case = Case::read("mini", &[]);
    let (_, p80) = case.offer.forecast_summary.finish.expect("simulated");
    assert_eq!(finish(&case), p80.max(case.offer.plan.finish));
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_printed_sums_to_the_printed_total(
            model in prop::sample::select(vec!["time-and-materials", "capped", "fixed-price"]),
            presentation in prop::sample::select(vec!["in-rates", "in-deliverables", "included-block"]),
            discount in 0_u32..3_500,
            rates in prop::collection::vec(1_u32..200_000, 2),
            days in prop::collection::vec(1_u32..9_000, 1..6),
            share in 1_u32..30,
            bought in 0_u32..500_000,
        ) {
            let cents = |of: u32| Decimal::new(of.into(), 2).to_string();
            let mut tables = format!("[commercial]\npresentation = \"{presentation}\"\n");
            if discount > 0 {
                tables += &format!("discount = {{ percent = {}, reason = \"R\" }}\n", cents(discount));
            }
            if model == "capped" {
                tables += "cap = 999_999_999\n";
            }
            for (at, days) in days.iter().enumerate() {
                let role = if at % 2 == 0 { "developer" } else { "lead" };
                tables += &format!(
                    "[[work]]\nid = \"W{at}\"\nname = \"W{at}\"\nphase = \"build\"\neffort = {{ {role} = {} }}\n",
                    cents(*days)
                );
            }
            tables += &format!("[[purchase]]\nname = \"P\"\ncategory = \"licence\"\ncost = {}\n", cents(bought));
            let pmo = format!(
                "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\noffice_percent = {share}\n"
            );
            let method = format!(
                "{}\n[[activity]]\nid = \"a\"\nname = \"A\"\ncadence = \"once\"\neffort = {{ lead = {} }}\ndeliverable = \"Page\"\ncustomer_value = \"Seen\"\n",
                crate::deals::METHODOLOGY,
                cents(share)
            );
            let card = crate::deals::card(
                "rate-card",
                &[("developer", "1", &cents(rates[0])), ("lead", "1", &cents(rates[1]))],
                "",
            );
            let made: Workspace = deal()
            .head(&format!("model = \"{model}\""))
            .with(&tables)
            .file("templates/methodologies/test.toml", &method)
            .file("pricing/pmo/test.toml", &pmo)
            .file("pricing/rates/test.toml", &card);
            let case = Case::of(made.project(), Diags::default());
            adds_up(&case);
            let rows = bidwright_economics::price::presented(
                &case.offer.deal,
                &case.offer.quote,
                case.offer.deal.commercial.presentation,
            );
            let quote = &case.offer.quote;
            prop_assert_eq!(quote.currency.sum(rows.iter().map(|row| row.price)), quote.totals.price);
        }
    }
}
