//! An issued file can be checked by whoever receives it, and whatever was altered in it is named.

use std::collections::BTreeSet;

use bidwright_base::diag::{Code, Diags};
use bidwright_base::digest::sha256;
use bidwright_document::compose::DocumentKind;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::Quote;
use bidwright_input::IssuedFile;
use bidwright_print::pdf;
use bidwright_print::verify;
use bidwright_print::verify::{CheckKind, Verification};
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};
use lopdf::{Document, Object};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::deals::deal;
use crate::issued::*;
use crate::laws;
use crate::support::{pdf_check, tools};

/// The codes of what is found, each once, and the messages.
fn found(bytes: &[u8]) -> (BTreeSet<Code>, Vec<String>) {
    let file = IssuedFile::from_bytes("offer.pdf", bytes.to_vec());
    let mut diags = Diags::default();
    verify::findings(&verify::verify(bytes), file.place(), &mut diags);
    let codes = diags.iter().map(|finding| finding.code).collect();
    (codes, diags.iter().map(|finding| finding.message.clone()).collect())
}

fn codes(bytes: &[u8]) -> Vec<Code> {
    found(bytes).0.into_iter().collect()
}

fn of(verification: &Verification, of: CheckKind) -> usize {
    verification.checks.iter().filter(|check| check.kind == of).count()
}

#[test]
fn an_untouched_file_verifies() {
    for (name, kind) in [
        ("order-to-cash", DocumentKind::Proposal),
        ("order-to-cash", DocumentKind::StatementOfWork),
        ("order-to-cash", DocumentKind::OnePage),
        ("claims-portal", DocumentKind::Proposal),
        ("service-desk", DocumentKind::StatementOfWork),
    ] {
        let bytes = sample(name, kind);
        assert_eq!(found(&bytes).1, Vec::<String>::new(), "{name} {kind:?}");
        let verification = verify::verify(&bytes);
        assert!(verification.holds());
        assert!(
            of(&verification, CheckKind::Page) >= 1 && of(&verification, CheckKind::Sum) >= 4,
            "{name} {kind:?}"
        );
        if kind != DocumentKind::OnePage {
            assert!(of(&verification, CheckKind::Figure) >= 5, "{name} {kind:?}");
        }
        assert_eq!(verification.sha256, sha256(&bytes));
        assert_eq!(pdf_check::check(&bytes), Vec::<String>::new(), "{name} {kind:?}");
        assert!(bytes.len() < 200_000 || kind != DocumentKind::Proposal, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn each_alteration_is_named_and_nothing_else() {
    for (code, bytes) in gallery() {
        assert_eq!(codes(&bytes), [code], "{:?}", found(&bytes).1);
    }
}

#[test]
fn a_rate_altered_with_every_digest_done_anew_is_told_by_its_sums_and_by_the_page() {
    let bytes = with_quote(up_to_a_ceiling(), true, |quote| quote.rates[0].rate.0 += Decimal::ONE);
    assert_eq!(codes(&bytes), [Code::VerifyFigure, Code::VerifySum], "{:?}", found(&bytes).1);
}

#[test]
fn a_rate_that_no_longer_says_what_it_comes_from_is_told() {
    let bytes = with_quote(up_to_a_ceiling(), true, |quote| quote.rates[0].list = None);
    assert_eq!(codes(&bytes), [Code::VerifySum], "{:?}", found(&bytes).1);
}

#[test]
fn every_single_flipped_byte_is_found() {
    let file = issued();
    let whole = file.len();
    // All regions: the header, streams of every kind, packed objects, the table of objects, the very end.
    let spread = (0..240).map(|step| step * whole / 240);
    let positions = (0..16).chain(spread).chain(whole - 1400..whole);
    for (turn, at) in positions.enumerate() {
        let mut bytes = file.to_vec();
        bytes[at] ^= 1 << (turn % 8);
        assert!(!verify::verify(&bytes).holds(), "byte {at} of {whole}");
    }
}

#[test]
fn an_amount_altered_in_the_data_is_told_by_the_attachment_by_its_sum_and_by_the_page() {
    let bytes = with_quote(issued(), false, |quote| quote.net.0 -= Decimal::ONE_THOUSAND);
    let (codes, messages) = found(&bytes);
    assert_eq!(Vec::from_iter(codes), [Code::VerifyAlteredAttachment, Code::VerifyFigure, Code::VerifySum]);
    for said in [
        "`quote.json` was altered",
        "net, the list price less discount: 32,867.64 is stated, it comes to 33,867.64",
        "payments add up to net: 32,867.64 is stated, it comes to 33,867.64",
        "`net` is 32,867.64 in `quote.json`, which is not on pages 5 and 7",
    ] {
        assert!(messages.iter().any(|message| message == said), "{said}\n{messages:#?}");
    }
}

#[test]
fn an_amount_altered_on_a_page_is_told_by_the_page_and_the_figure() {
    let file = issued();
    let text = |bytes: &[u8]| pdf::read(bytes).expect("ours").pages[6].text.clone();
    assert!(text(file).contains("42,334.55"));
    // Every code of the page for another one: a 3 for a 2, or whatever the fonts make of it.
    let bytes = altered(file, |doc| {
        let id = doc.get_page_contents(doc.get_pages()[&7])[0];
        let stream = doc.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
        let content = stream.get_plain_content().expect("deflated");
        let mut content = lopdf::content::Content::decode(&content).expect("ours");
        for operand in content.operations.iter_mut().flat_map(|operation| &mut operation.operands) {
            if let Object::String(codes, _) = operand
                && codes.len() > 4
            {
                codes.swap(1, 3);
            }
            for item in operand.as_array_mut().into_iter().flatten() {
                if let Object::String(codes, _) = item
                    && codes.len() > 4
                {
                    codes.swap(1, 3);
                }
            }
        }
        stream.set_plain_content(content.encode().expect("written to memory"));
    });
    let (codes, messages) = found(&bytes);
    assert_eq!(Vec::from_iter(codes), [Code::VerifyAlteredPage, Code::VerifyFigure]);
    assert!(messages.contains(&"page 7 was altered".to_owned()), "{messages:#?}");
    assert!(messages.iter().any(|m| m.starts_with("`gross` is 42,334.55 in `quote.json`")), "{messages:#?}");
}

#[test]
fn what_is_added_taken_away_or_put_in_its_place_is_named() {
    let file = issued();
    let said = |bytes: &[u8]| found(bytes).1;
    assert_eq!(
        said(&[file, b"1 0 obj<<>>endobj"].concat()),
        ["the file has 17 bytes after its end: something was added to it since it was made"]
    );
    // An update appended by another program, with a table of its own.
    let mut update =
        lopdf::IncrementalDocument::create_from(file.to_vec(), Document::load_mem(file).expect("ours"));
    let page = update.get_prev_documents().get_pages()[&3];
    update.opt_clone_object_to_new_document(page).expect("there");
    update.new_document.get_dictionary_mut(page).expect("there").set("Rotate", 180);
    let mut updated = Vec::new();
    update.save_to(&mut updated).expect("written to memory");
    let (named, messages) = found(&updated);
    assert_eq!(Vec::from_iter(named), [Code::VerifyAlteredBytes, Code::VerifyAlteredPage], "{messages:?}");
    assert!(messages.contains(&"page 3 was altered".to_owned()));

    for keep in [5, 100, file.len() / 2, file.len() - 200, file.len() - 1] {
        assert_eq!(codes(&file[..keep]), [Code::VerifyAlteredBytes], "{keep}");
    }
    assert_eq!(codes(b""), [Code::VerifyNotAPdf]);
    assert_eq!(said(&encrypted(file)), ["the file is encrypted, so nothing in it can be checked"]);
    assert_eq!(said(&foreign()), ["the file carries no data of an offer"]);

    let last = u32::try_from(Document::load_mem(file).expect("ours").get_pages().len()).expect("few");
    let fewer = altered(file, |doc| doc.delete_pages(&[last]));
    assert!(said(&fewer).contains(&format!("page {last} is missing")), "{:?}", said(&fewer));
    let empty = altered(file, |doc| replace(doc, embedded_data::QUOTE, b"{}".to_vec()));
    assert!(said(&empty)[0].starts_with("`quote.json` was altered"), "{:?}", said(&empty));
    assert!(said(&empty)[1].starts_with("`quote.json` cannot be read: missing field"), "{:?}", said(&empty));
    let none = altered(file, |doc| replace(doc, embedded_data::MANIFEST, b"[".to_vec()));
    assert_eq!(codes(&none), [Code::VerifyNoData]);
}

#[test]
fn packed_objects_that_are_encrypted_are_not_taken_for_large() {
    let packed =
        b"1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n\x17\x03\nendstream endobj\n";
    let bytes = [b"%PDF-1.7\n", packed.repeat(5).as_slice(), b"trailer<</Encrypt 9 0 R>>"].concat();
    assert_eq!(found(&bytes).1, ["the file is encrypted, so nothing in it can be checked"]);
}

#[test]
fn a_document_that_was_built_and_not_issued_says_so() {
    let workspace =
        deal().with("[[work]]\nid = \"W\"\nname = \"W\"\nphase = \"build\"\neffort = { lead = 1 }");
    let mut diags = Diags::default();
    let kinds = [DocumentKind::StatementOfWork];
    let files = pipeline::documents(
        &workspace.project(),
        &workspace.offer(),
        ReleaseState::Final,
        &kinds.map(Output::Customer),
        &[Format::Pdf],
        &mut diags,
    );
    let bytes = files.expect("no error").remove(0).bytes;
    assert_eq!(
        found(&bytes).1,
        ["the file does not carry the data of its offer: it was built here, and not issued"]
    );
}

#[test]
fn figures_are_found_on_pages_of_any_language_and_currency() {
    for (language, currency, net) in
        [("de-DE", "EUR", "33.867,64"), ("de-CH", "CHF", "33’867.64"), ("en-US", "USD", "33,867.64")]
    {
        let head = format!("language = \"{language}\"\ncurrency = \"{currency}\"");
        let rates = format!(
            "format = 1\n[[rate]]\nfrom = \"EUR\"\nto = \"{currency}\"\ndate = 2026-11-01\nrate = 1\n"
        );
        let own = crate::support::own_texts();
        let workspace = own.iter().fold(priced(), |workspace, (path, text)| workspace.file(path, text));
        let bytes = make(&workspace.head(&head).file("pricing/currencies.toml", &rates));
        let verification = verify::verify(&bytes);
        assert!(verification.holds(), "{:?}", found(&bytes).1);
        let figures = verification.checks.iter().filter(|check| check.kind == CheckKind::Figure);
        let stated: Vec<&str> = figures.map(|check| check.stated.as_str()).collect();
        assert!(stated.contains(&net), "{stated:?}");
    }
}

#[test]
fn what_would_unpack_to_more_than_any_offer_is_not_unpacked() {
    let data = deflated_spaces();
    for name in ["ObjStm", "Obj#53tm", "XRef"] {
        let head = format!(
            "%PDF-1.7\n1 0 obj<</Type/{name}/N 1/First 4/Filter/FlateDecode/Length {}>>stream\n",
            data.len()
        );
        assert_eq!(
            codes(&[head.as_bytes(), &data, b"\nendstream endobj"].concat()),
            [Code::VerifyTooLarge],
            "{name}"
        );
    }
}

#[test]
fn a_file_saved_again_by_another_program_keeps_its_parts() {
    let mut doc = Document::load_mem(issued()).expect("ours");
    doc.renumber_objects_with(500);
    doc.compress();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).expect("written to memory");
    let (codes, messages) = found(&bytes);
    assert_eq!(Vec::from_iter(codes), [Code::VerifyAlteredBytes], "{messages:?}");
}

#[test]
fn the_same_offer_is_issued_as_the_same_bytes() {
    let again = make(&priced());
    assert!(again == issued());
    assert_eq!(pdf_check::check(issued()), Vec::<String>::new());
}

#[test]
fn qpdf_finds_nothing_wrong_with_an_issued_file() {
    if tools::require("qpdf", "--version").is_some() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("issued.pdf");
        std::fs::write(&path, issued()).expect("written");
        let out = std::process::Command::new("qpdf").arg("--check").arg(&path).output().expect("it starts");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    }
}

/// Figures of ours that would be known anywhere: 13 digits that stand for nothing else.
#[test]
fn no_figure_of_ours_is_in_the_data() {
    let workspace = deal()
        .file(
            "pricing/rates/test.toml",
            &crate::deals::card(
                "rate-card",
                &[("developer", "313.37", "800"), ("lead", "517.71", "1200")],
                "burden_percent = 27.183\noverhead_percent = 11.618\ntarget_margin_percent = 31.416",
            ),
        )
        .with(
            r#"
            [estimate]
            contingency_percent = 9.871
            [[objective]]
            id = "O1"
            statement = "Close the month sooner"
            benefit_per_year = 123456
            [[work]]
            id = "W1"
            name = "Label service"
            phase = "build"
            effort = { developer = 33.37, lead = 7.19 }
            [[purchase]]
            id = "P1"
            name = "Licence"
            cost = 8765.43
            markup_percent = 17.77
            [[risk]]
            id = "R1"
            name = "Scope moves"
            failure = "none"
            probability = 0.3579
            cost = [1111.11, 2222.22, 3333.33]
            delay_days = 4.56
            on = "W1"
            threatens = ["O1"]
            [stakes]
            deadline = 2027-08-31
            budget = 98765.43
            internal_cost = 4545.45
            rework_percent = 19.19
            follow_on_margin = 76543.21
            customer_day_cost = 481.81
            liability_cap_percent = 100
            source = "Customer finance, secret note"
            [commercial]
            bidders = 7
            "#,
        );
    let offer = workspace.offer();
    let totals = &offer.quote.totals;
    let mut data = String::new();
    for attachment in pipeline::attachments(&offer, DocumentKind::Proposal) {
        data += &String::from_utf8(attachment.data).expect("JSON");
    }
    let planted = [
        "313.37", "517.71", "27.183", "11.618", "31.416", "9.871", "8765.43", "17.77", "0.3579", "1111.11",
        "2222.22", "3333.33", "4.56", "98765.43", "4545.45", "19.19", "76543.21", "481.81", "bidders",
        "33.37", "7.19", "secret",
    ];
    let computed = [
        totals.cost,
        totals.direct_labour,
        totals.burden,
        totals.overhead,
        totals.contingency,
        totals.expected_risk_cost,
        totals.base,
        totals.purchases,
    ];
    let ours = planted.map(str::to_owned).into_iter().chain(computed.map(|amount| amount.to_string()));
    for figure in ours.filter(|figure| figure != "0.00") {
        assert!(!data.contains(&figure), "{figure} is in the data");
    }
    for word in ["margin", "cost_", "contingency", "burden", "overhead", "probability", "floor", "effort"] {
        assert!(!data.contains(word), "`{word}` is in the data");
    }
    assert!(data.contains("123456.00"), "the customer's own figure may be there");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_sums_of_any_deal_of_any_model_come_out(sketch in laws::sketch()) {
        let offer = sketch.deal().offer();
        for kind in [DocumentKind::Proposal, DocumentKind::StatementOfWork] {
            let quote = bidwright_document::compose::data::quote(&CustomerOffer::of(&offer), kind);
            let back: Quote = embedded_data::read(&embedded_data::write(&quote)).expect("ours");
            prop_assert_eq!(&back, &quote);
            let wrong: Vec<_> = verify::sums(&back).into_iter().filter(|check| !check.holds).collect();
            prop_assert!(wrong.is_empty(), "{:?}\n{}", wrong, String::from_utf8_lossy(&embedded_data::write(&quote)));
        }
    }

    #[test]
    fn bytes_of_any_kind_are_answered(
        seed in prop::collection::vec((any::<u32>(), any::<u8>(), 0_u8..4), 1..40),
        cut in any::<u32>(),
        whole in any::<bool>(),
    ) {
        let mut bytes = issued().to_vec();
        if !whole {
            bytes.truncate(cut as usize % bytes.len());
        }
        for (at, byte, how) in seed {
            let at = at as usize % (bytes.len() + 1);
            match how {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.drain(at..bytes.len().min(at + usize::from(byte)))),
                _ => bytes.splice(at..at, b"<<[<<[".repeat(usize::from(byte))).for_each(drop),
            }
        }
        prop_assert!(!verify::verify(&bytes).holds() || bytes == issued());
    }
}
