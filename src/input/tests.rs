//! Tests of reading: claims about what is accepted, what is refused, and what is left alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::library::{self, KINDS};
use super::project::is_text;
use super::{Checked, FileError, Files, Library, Listing, Project, check, load};
use bidwright_base::diag::{Code, Diags};
use bidwright_base::source::Layer;

#[path = "../../tests/built_in/files.rs"]
mod built_in;

/// The library of this repository.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded(built_in::files()));

/// A small deal that is right, but for notes.
const DEAL: &str = r#"format = 1

[deal]
number = "Q-1"
title = "A small deal"
date = 2026-11-02
start = 2027-01-11
currency = "EUR"
model = "time-and-materials"

[customer]
name = "A customer"

[[work]]
id = "W1"
name = "Build it"
phase = "build"
effort = { developer = 5 }
"#;

fn codes(project: &Project) -> Vec<Code> {
    let mut diags = Diags::default();
    let _ = check(project, &mut diags);
    let quiet = [Code::NoCalendar, Code::NoTax, Code::DutyUnheld];
    let found = diags.sorted(&project.sources);
    found.into_iter().map(|finding| finding.code).filter(|code| !quiet.contains(code)).collect()
}

fn codes_of(text: &str) -> Vec<Code> {
    codes(&Project::from_text(&LIBRARY, text))
}

fn read(project: &Project) -> Checked {
    let mut diags = Diags::default();
    check(project, &mut diags).unwrap_or_else(|| panic!("{:#?}", diags.sorted(&project.sources)))
}

/// The small deal with one piece replaced.
fn with(old: &str, new: &str) -> String {
    assert!(DEAL.contains(old), "{old}");
    DEAL.replace(old, new)
}

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name)
}

#[test]
fn the_samples_are_read_without_findings() {
    for name in ["order-to-cash", "claims-portal", "service-desk"] {
        let mut diags = Diags::default();
        let text = fs::read_to_string(sample(name).join("deal.toml")).expect("a sample");
        let project = Project::from_text(&LIBRARY, text);
        let checked = check(&project, &mut diags);
        let found = diags.sorted(&project.sources);
        assert!(found.is_empty(), "{name}: {found:#?}");
        assert!(checked.is_some());
    }
}

#[test]
fn built_in_files_are_called_after_their_ids() {
    let project = Project::from_text(&LIBRARY, DEAL);
    for kind in KINDS {
        for (path, id) in library::ids(&project, kind) {
            let id = id.unwrap_or_else(|| panic!("{path} has no id"));
            let name = path.trim_end_matches("/brand.toml").rsplit('/').next().expect("a name");
            assert!(name.starts_with(id), "{path} has the id {id}");
        }
    }
}

#[test]
fn every_built_in_file_is_read_without_errors() {
    let project = Project::from_text(&LIBRARY, DEAL);
    for (kind, key) in [
        (&library::CALENDAR, "calendar"),
        (&library::TAX, "tax"),
        (&library::METHODOLOGY, "methodology"),
        (&library::POLICY, "policy"),
        (&library::PMO, "pmo"),
        (&library::RATES, "rates"),
        (&library::BRAND, "brand"),
    ] {
        for (path, id) in library::ids(&project, kind) {
            let id = id.expect("an id");
            let text = with("model =", &format!("{key} = \"{id}\"\nmodel ="));
            // A phase and a role that every methodology and card has do not exist.
            let text = text.replace("effort = { developer = 5 }\n", "");
            let found = codes_of(&text);
            let about_deal = [Code::UnknownPhase];
            let found: Vec<_> = found.into_iter().filter(|code| !about_deal.contains(code)).collect();
            assert_eq!(found, Vec::<Code>::new(), "{path}");
        }
    }
}

#[test]
fn all_findings_come_in_one_run_several_in_one_row() {
    let text = with("phase = \"build\"", "phase = \"bild\"\nafter = [\"W0\"]\nlag_days = -1\ncolor = 7");
    let text = text.replace("title = \"A small deal\"", "title = \"\"\nvalid_days = 0");
    let mut found = codes_of(&text);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            Code::EmptyText,
            Code::OutOfRange,
            Code::OutOfRange,
            Code::UnknownKey,
            Code::UnknownPhase,
            Code::UnknownWork
        ],
    );
}

#[test]
fn a_finding_does_not_draw_others_after_it() {
    assert_eq!(codes_of(&with("start = 2027-01-11\n", "")), [Code::MissingKey]);
    assert_eq!(codes_of(&with("model = \"time-and-materials\"\n", "")), [Code::MissingKey]);
    assert_eq!(codes_of(&with("currency = \"EUR\"", "currency = 7")), [Code::WrongType]);
    assert_eq!(codes_of(&with("id = \"W1\"\n", "")), [Code::MissingKey]);
    assert_eq!(codes_of(&with("[customer]\nname = \"A customer\"\n", "")), [Code::MissingTable]);
    let text = with("model =", "methodology = \"none\"\nmodel =");
    assert_eq!(codes_of(&text), [Code::UnknownMethodology]);
}

#[test]
fn numbers_are_kept_as_written() {
    for (written, kept) in [
        ("0.1", "0.1"),
        ("+1_000.50", "1000.50"),
        ("\"12.30\"", "12.30"),
        ("\"+1_000\"", "1000"),
        ("[1.05, 2, 3]", "1.05"),
        ("-0.0", "0.0"),
    ] {
        let project = Project::from_text(&LIBRARY, with("developer = 5", &format!("developer = {written}")));
        let low = read(&project).deal.work[0].effort[0].days.low;
        assert_eq!(low.to_string(), kept);
    }
}

#[test]
fn numbers_that_are_none_are_refused() {
    for (written, code) in [
        ("nan", Code::NumberNotFinite),
        ("-inf", Code::NumberNotFinite),
        ("1e400", Code::NumberExponent),
        ("1E2", Code::NumberExponent),
        ("0b11", Code::NumberRadix),
        ("0o17", Code::NumberRadix),
        ("\"\"", Code::NumberInText),
        ("\"1.2.3\"", Code::NumberInText),
        ("\".5\"", Code::NumberInText),
        ("\"5.\"", Code::NumberInText),
        ("\"1e3\"", Code::NumberInText),
        ("\"24,000\"", Code::NumberInText),
        ("\"٣\"", Code::NumberInText),
        ("12345678901234567890123456789", Code::NumberTooLong),
        ("-1", Code::OutOfRange),
        ("1_000_001", Code::OutOfRange),
        ("1.005", Code::EffortDecimals),
        ("[1, 2, 3, 4]", Code::ThreePointCount),
        ("[]", Code::ThreePointCount),
        ("true", Code::WrongType),
    ] {
        assert_eq!(codes_of(&with("developer = 5", &format!("developer = {written}"))), [code], "{written}");
    }
}

#[test]
fn money_is_rounded_to_its_currency_with_a_note() {
    let bought = format!("{DEAL}\n[[purchase]]\nname = \"Licence\"\ncost = \"2.675\"\n");
    let project = Project::from_text(&LIBRARY, bought.as_str());
    assert_eq!(codes(&project), [Code::AmountRounded]);
    assert_eq!(read(&project).deal.purchases[0].cost.to_string(), "2.68");
    let yen = bought.replace("EUR", "JPY").replace("2.675", "2.5");
    assert_eq!(read(&Project::from_text(&LIBRARY, yen)).deal.purchases[0].cost.to_string(), "3");
}

#[test]
fn a_credit_is_a_negative_purchase() {
    let deal = format!("{DEAL}\n[[purchase]]\nname = \"Credit\"\ncost = -1_500\n");
    assert_eq!(read(&Project::from_text(&LIBRARY, deal)).deal.purchases[0].cost.to_string(), "-1500.00");
}

#[test]
fn purchases_are_numbered_by_their_order() {
    let row = "\n[[purchase]]\nname = \"Licence\"\ncost = 1\n";
    let deal = read(&Project::from_text(&LIBRARY, format!("{DEAL}{row}{row}"))).deal;
    let ids: Vec<_> = deal.purchases.iter().map(|purchase| purchase.id.as_str()).collect();
    assert_eq!(ids, ["P1", "P2"]);
    let taken = format!("{DEAL}{row}id = \"P2\"\n{row}");
    assert_eq!(codes_of(&taken), [Code::DuplicateId]);
}

/// Files by name, for tests.
struct SelectedLibrary(BTreeMap<String, Vec<u8>>);

impl Files for SelectedLibrary {
    fn library(&self) -> &Library {
        &LIBRARY
    }

    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        Ok(self.0.get(name).cloned())
    }

    fn list(&self, folder: &str) -> Result<Listing, FileError> {
        let files = self.0.keys().filter(|name| name.starts_with(folder)).cloned().collect();
        Ok(Listing { files, outside: Vec::new() })
    }
}

fn library_of(files: &[(&str, &str)]) -> SelectedLibrary {
    SelectedLibrary(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect())
}

#[test]
fn files_from_any_editor_are_read() {
    let windows = format!("\u{feff}{}", DEAL.replace('\n', "\r\n"));
    let mut diags = Diags::default();
    let project = load(&library_of(&[("deal.toml", &windows)]), "deal.toml", &mut diags);
    assert!(check(&project, &mut diags).is_some());
}

#[test]
fn a_missing_file_names_those_near_it() {
    let mut diags = Diags::default();
    let project = load(&library_of(&[("deals/deal-one.toml", DEAL)]), "deals/deal-on.toml", &mut diags);
    assert!(check(&project, &mut diags).is_none());
    let found: Vec<_> = diags.iter().collect();
    assert_eq!(found[0].code, Code::MissingFile);
    assert_eq!(found[0].hint.as_deref(), Some("did you mean `deal-one.toml`?"));
    assert_eq!(found.len(), 1);
}

#[test]
fn the_workspace_hides_built_in_files_by_id() {
    let pmo = "format = 1\nid = \"activity-based\"\nname = \"Ours\"\nkind = \"activity-based\"\nrole = \"architect\"\n";
    let files = library_of(&[("deals/one/deal.toml", DEAL), ("pricing/pmo/any-name.toml", pmo)]);
    let mut diags = Diags::default();
    let project = load(&files, "deals/one/deal.toml", &mut diags);
    let checked = check(&project, &mut diags).expect("a deal");
    assert_eq!(checked.book.pmo.name, "Ours");
    let project = Project::from_text(&LIBRARY, DEAL).with("pricing/pmo/any-name.toml", pmo);
    assert_eq!(read(&project).book.pmo.name, "Ours");
    // A file of the same name with another id hides nothing.
    let other = pmo.replace("activity-based\"\nname", "other\"\nname");
    let project = Project::from_text(&LIBRARY, DEAL).with("pricing/pmo/activity-based.toml", other);
    assert_eq!(read(&project).book.pmo.id, "activity-based");
    assert_ne!(read(&project).book.pmo.name, "Ours");
}

#[test]
fn the_revision_before_is_found_by_number() {
    let revision = |keys: &str| with("number = \"Q-1\"", &format!("number = \"Q-1\"\n{keys}"));
    let (one, two) = (revision("revision = 1"), revision("revision = 2\nreason = \"Less\""));
    let mut diags = Diags::default();
    let files = library_of(&[("deals/a/deal.toml", &one), ("deals/b/deal.toml", &two)]);
    let project = load(&files, "deals/b/deal.toml", &mut diags);
    assert!(check(&project, &mut diags).is_some());
    let earlier = project.earlier();
    assert_eq!(earlier.len(), 1);
    assert_eq!(read(&earlier[&1]).deal.head.revision.value, 1);
    assert!(earlier[&1].earlier().is_empty());
}

#[test]
fn the_revision_before_is_found_by_its_path() {
    let named = |path: &str| {
        with(
            "number = \"Q-1\"",
            &format!("number = \"Q-1\"\nrevision = 2\nreason = \"Less\"\nprevious = \"{path}\""),
        )
    };
    for (path, found) in
        [("../../old/deal.toml", true), ("../../old", true), ("../../../old/deal.toml", false)]
    {
        let files = library_of(&[("deals/b/deal.toml", &named(path)), ("old/deal.toml", DEAL)]);
        let mut diags = Diags::default();
        let project = load(&files, "deals/b/deal.toml", &mut diags);
        assert_eq!(project.earlier().len(), usize::from(found), "{path}");
        assert_eq!(diags.iter().any(|finding| finding.code == Code::OutsideWorkspace), !found, "{path}");
    }
}

#[test]
fn a_brand_cannot_reach_outside_of_its_folder() {
    let brand = "format = 1\nid = \"ours\"\nname = \"Us\"\nlogo = \"../../../secret.svg\"\n";
    let project = Project::from_text(&LIBRARY, with("model =", "brand = \"ours\"\nmodel ="))
        .with("templates/brands/ours/brand.toml", brand);
    assert!(codes(&project).contains(&Code::OutsideWorkspace));
}

#[test]
fn files_too_large_are_not_read() {
    let mut diags = Diags::default();
    let project = load(&library_of(&[("deal.toml", &"#".repeat(10 << 20))]), "deal.toml", &mut diags);
    assert!(check(&project, &mut diags).is_none());
    assert_eq!(diags.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::FileTooLarge]);
    assert_eq!(codes_of(&"#".repeat(9 << 20)), [Code::FileTooLarge]);
    assert_eq!(codes_of("a = \"\0\""), [Code::NulByte]);
}

#[test]
fn deep_nesting_is_refused() {
    for deep in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a{} = 1", ".a".repeat(100_000)),
        format!("[a{}]", ".a".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
    ] {
        let found = codes_of(&deep);
        assert!(found.contains(&Code::TooDeep), "{found:?}");
        assert!(found.len() <= 10);
    }
}

#[test]
fn there_are_limits_to_text_and_rows() {
    let long = with("name = \"A customer\"", &format!("name = \"A\"\ncontext = \"{}\"", "x".repeat(70_000)));
    assert_eq!(codes_of(&long), [Code::StringTooLong]);
    let rows = |n| {
        (2..=n)
            .map(|i| format!("\n[[work]]\nid = \"W{i}\"\nname = \"Step\"\nphase = \"build\"\n"))
            .collect::<String>()
    };
    assert_eq!(codes_of(&format!("{DEAL}{}", rows(2_000))), Vec::<Code>::new());
    assert_eq!(codes_of(&format!("{DEAL}{}", rows(2_001))), [Code::TooManyPackages]);
}

#[test]
fn a_chain_of_all_packages_is_no_cycle_and_no_stack() {
    let rows: String = (2..=2_000)
        .map(|i| {
            format!(
                "\n[[work]]\nid = \"W{i}\"\nname = \"Step\"\nphase = \"build\"\nafter = [\"W{}\"]\n",
                i - 1
            )
        })
        .collect();
    let chain = format!("{DEAL}{rows}");
    assert_eq!(codes_of(&chain), Vec::<Code>::new());
    let circle = chain.replace("effort = {", "after = [\"W2000\"]\neffort = {");
    assert_eq!(codes_of(&circle), [Code::Cycle]);
}

#[test]
fn governance_keeps_or_drops() {
    let deal =
        |rest: &str| read(&Project::from_text(&LIBRARY, format!("{DEAL}\n[governance]\n{rest}\n"))).deal;
    assert_eq!(deal("drop = [\"working-demo\"]").governance.dropped.len(), 1);
    let kept =
        "include = [\"acceptance-record\", \"change-record\", \"payment-statement\", \"weekly-status\"]";
    let all = read(&Project::from_text(&LIBRARY, DEAL)).book.methodology.activities.len();
    assert_eq!(deal(kept).governance.dropped.len(), all - 4);
}

#[test]
fn a_role_without_a_rate_is_said_once_and_only_if_it_is_needed() {
    let card =
        "format = 1\nid = \"own\"\ncurrency = \"EUR\"\neffective_from = 2026-01-01\nbasis = \"cost-plus\"\n";
    let role = |id| format!("\n[[role]]\nid = \"{id}\"\ncost_per_day = 300\n");
    let roles = ["developer", "delivery-manager", "test-lead", "pmo-analyst"].map(role).concat();
    let deal = with("model =", "rates = \"own\"\nmodel =");
    let project = |deal: &str| {
        Project::from_text(&LIBRARY, deal).with("pricing/rates/own.toml", format!("{card}{roles}"))
    };
    let found = codes(&project(&deal));
    let missing = found.iter().filter(|code| **code == Code::UnknownRole).count();
    assert_eq!(missing, 4, "{found:?}");
    let mandatory =
        "[governance]\ninclude = [\"acceptance-record\", \"change-record\", \"payment-statement\"]\n";
    let found = codes(&project(&format!("{deal}\n{mandatory}")));
    assert!(!found.contains(&Code::UnknownRole), "{found:?}");
}

#[test]
fn cards_of_one_id_follow_each_other() {
    let cards = read(&Project::from_text(&LIBRARY, DEAL)).book.cards;
    assert!(cards.len() > 1);
    assert!(cards.is_sorted_by_key(|card| card.effective_from));
}

#[test]
fn the_built_in_library_is_text_or_assets() {
    let project = Project::from_text(&LIBRARY, DEAL);
    let sources = project.sources.iter().map(|(_, source)| source);
    let built_in: Vec<_> = sources.filter(|source| source.layer == Layer::BuiltIn).collect();
    assert!(built_in.len() > 20);
    assert!(built_in.iter().all(|source| is_text(&source.path)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = codes_of(&text);
    }

    #[test]
    fn no_file_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (text, wrong) = super::bytes::text(bytes);
        if wrong.is_none() {
            let _ = codes_of(&text);
        }
    }

    #[test]
    fn no_slip_of_the_pen_makes_it_panic(
        at in 0.0..1.0_f64,
        length in 0_usize..60,
        new in prop_oneof![
            "[\\[\\]{}=\"',.0-9a-z\n_-]{0,12}",
            Just("-1".to_owned()), Just("1e9".to_owned()), Just("[]".to_owned()), Just("{}".to_owned()),
            Just("\"\"".to_owned()), Just("999999999999".to_owned()), Just("0001-01-01".to_owned()),
        ],
    ) {
        let path = sample("order-to-cash").join("deal.toml");
        let text = fs::read_to_string(path).expect("a sample");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "a place in a file")]
        let start = text.floor_char_boundary((at * text.len() as f64) as usize);
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        let slip = format!("{}{new}{}", &text[..start], &text[end..]);
        let project = Project::from_text(&LIBRARY, slip);
        let mut diags = Diags::default();
        let checked = check(&project, &mut diags);
        prop_assert_eq!(checked.is_some(), !diags.has_errors());
        for finding in diags.iter() {
            if let Some(place) = finding.place {
                let text = &project.sources[place.file].text;
                prop_assert!(text.get(place.span()).is_some(), "{finding:?}");
            }
        }
    }
}
