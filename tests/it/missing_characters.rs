//! A character no font has is told wherever it is written, and printed once a font of the brand has it.

use std::path::Path;

use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_document::compose::DocumentKind;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::layout::pages::Item;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

use crate::support::pdf_check;

/// The first face after the four of the text and the one of code.
const FALLBACK: usize = 5;

const DEAL: &str = include_str!("../../samples/service-desk/deal.toml");

/// The findings of the statement of work, and its file if it can be made.
fn made(project: &Project) -> (Vec<Diagnostic>, Option<Vec<u8>>) {
    let mut diags = Diags::default();
    let offer = pipeline::offer(project, &mut diags).expect("no error, so an offer");
    let mut diags = Diags::default();
    let kinds = [DocumentKind::StatementOfWork];
    let files = pipeline::documents(
        project,
        &offer,
        ReleaseState::Final,
        &kinds.map(Output::Customer),
        &[Format::Pdf],
        &mut diags,
    );
    let file = files.and_then(|files| files.into_iter().next()).map(|file| file.bytes);
    (diags.sorted(&project.sources).into_iter().cloned().collect(), file)
}

/// File, line and column of each finding, and its message.
fn findings(project: &Project) -> Vec<(String, usize, usize, String)> {
    let (found, file) = made(project);
    assert!(file.is_none(), "nothing is printed");
    let tell = |finding: Diagnostic| {
        assert_eq!(finding.code, Code::MissingCharacter);
        let place = finding.place.expect("a place");
        let (line, column) = project.sources.line_column(place);
        (project.sources[place.file].path.clone(), line, column, finding.message)
    };
    found.into_iter().map(tell).collect()
}

/// Line and column of a text, as an editor counts.
fn line_column(text: &str, wanted: &str) -> (usize, usize) {
    let at = text.find(wanted).expect("in the text");
    let line = text[..at].matches('\n').count() + 1;
    (line, text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1)
}

fn customer() -> String {
    let line = DEAL.lines().skip_while(|line| *line != "[customer]").find(|line| line.starts_with("name"));
    line.expect("a customer with a name").to_owned()
}

#[test]
fn a_chinese_customer_is_told_at_the_name() {
    let deal = DEAL.replacen(&customer(), "name = \"三井 Ltd\"", 1);
    let (line, column) = line_column(&deal, "三井");
    let told = findings(&Project::from_text(&bidwright::library(), deal.clone()));
    let deal_toml = "deal.toml".to_owned();
    assert_eq!(
        told,
        [
            (deal_toml.clone(), line, column, "no font of the brand has `三` (U+4E09)".to_owned()),
            (deal_toml, line, column + 1, "no font of the brand has `井` (U+4E95)".to_owned()),
        ]
    );
}

#[test]
fn a_name_written_by_its_number_is_found_too() {
    let deal = DEAL.replacen(&customer(), "name = \"\\u4e09 Ltd\"", 1);
    let (line, column) = line_column(&deal, "\\u4e09");
    let told = findings(&Project::from_text(&bidwright::library(), deal));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].1, told[0].2), (line, column));
}

#[test]
fn a_chinese_sentence_in_a_template_is_told_in_the_template() {
    let path = "templates/documents/sow/background.md";
    let template =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a template");
    let template = format!("{template}\n\nWe say: 我们。\n");
    let (line, column) = line_column(&template, "我");
    // Another file of the workspace that says the same word is told once, and one that is not read is silent.
    let project = Project::from_text(&bidwright::library(), DEAL).with(path, template);
    let told = findings(&project);
    let places: Vec<_> = told.iter().map(|(file, line, column, _)| (file.as_str(), *line, *column)).collect();
    assert_eq!(places, [(path, line, column), (path, line, column + 1), (path, line, column + 2)]);
}

#[test]
fn what_two_files_say_is_told_in_both() {
    let path = "templates/documents/sow/background.md";
    let template =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a template");
    let deal = DEAL.replacen(&customer(), "name = \"三 Ltd\"", 1);
    let project = Project::from_text(&bidwright::library(), deal)
        .with(path, format!("{template}\n\nWe say: 三 Ltd.\n"));
    let told = findings(&project);
    let files: Vec<_> = told.iter().map(|(file, ..)| file.as_str()).collect();
    assert_eq!(files, ["deal.toml", path]);
}

#[test]
fn a_brand_whose_fallback_has_the_letters_prints_them() {
    let deal = DEAL.replacen(&customer(), "name = \"שלום Ltd\"", 1);
    let (found, file) = made(&Project::from_text(&bidwright::library(), deal.clone()));
    assert!(file.is_none() && found.len() == 4, "{found:?}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let brand = std::fs::read_to_string(folder.join("templates/brands/default/brand.toml")).expect("a brand");
    let brand = brand
        .replace("id = \"default\"", "id = \"ours\"")
        .replace("logo", "# logo")
        .replace("[fonts]\n", "[fonts]\nfallback = [\"hebrew\"]\n");
    let deal = deal.replace("brand = \"default\"", "brand = \"ours\"").replace("\"default\"", "\"ours\"");
    let mut project =
        Project::from_text(&bidwright::library(), deal).with("templates/brands/ours/brand.toml", brand);
    let font = std::fs::read(folder.join("tests/fonts/NotoSansHebrew-Regular.ttf")).expect("a font");
    project.assets.add("templates/fonts/hebrew/NotoSansHebrew-Regular.ttf", font);
    let (found, file) = made(&project);
    let errors: Vec<_> = found.iter().filter(|one| one.code == Code::MissingCharacter).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(pdf_check::check(&file.expect("a file")), Vec::<String>::new());
    let mut diags = Diags::default();
    let offer = pipeline::offer(&project, &mut diags).expect("an offer");
    let document = pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags);
    let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
    let laid = layout::layout(&document.expect("a document"), &offer.theme, &fonts);
    let items = laid.pages.pages.iter().flat_map(|page| &page.items);
    let of_fallback = items.filter(|placed| match &placed.item {
        Item::Text(run) => run.text.contains("שלום") && run.face == FALLBACK,
        _ => false,
    });
    assert!(of_fallback.count() > 10);
}
