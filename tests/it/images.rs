//! Images of a workspace, from their file on the disk to the page, and those that do not get there.

use std::fs;
use std::path::Path;

use bidwright_base::diag::{Code, Diags};
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::layout::pages::{Item, Role};
use bidwright_print::verify;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};
use lopdf::Document;
use tempfile::TempDir;

use crate::support::{overlaps, pdf_check};

const JPEG: &[u8] = include_bytes!("../images/dusk.jpg");
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\">\
    <defs><linearGradient id=\"g\"><stop stop-color=\"#0b4a57\"/><stop offset=\"1\" stop-color=\"#e8a33d\" stop-opacity=\"0.4\"/></linearGradient></defs>\
    <rect width=\"120\" height=\"40\" fill=\"url(#g)\"/><circle cx=\"60\" cy=\"20\" r=\"14\" fill=\"#ffffff\" opacity=\"0.7\"/></svg>";

const MAIN: &str = "templates/documents/proposal/main.md";

/// What the templates of these tests show.
const SHOWN: &str = r#"
# Where we work { #where }

The site as it stands:

![The site from above](pictures/site.png "The {{ customer.name }} site, seen from the customer's roof")

- The dusk after which nobody unloads: ![Dusk over the yard](pictures/dusk.jpg)

> [!NOTE]
> ![The line between both ends](pictures/sub/line.svg "One line joins both ends")
"#;

/// A PNG with transparency, 200 by 100 pixels.
fn png() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 200, 100);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().expect("memory takes it");
    let pixel = |at: u32| {
        [
            (at % 200).to_le_bytes()[0],
            (at / 200).to_le_bytes()[0],
            120,
            if at.is_multiple_of(7) { 90 } else { 255 },
        ]
    };
    let pixels: Vec<u8> = (0..200 * 100).flat_map(pixel).collect();
    writer.write_image_data(&pixels).expect("memory takes it");
    writer.finish().expect("memory takes it");
    out
}

/// A workspace with a sample deal in a brand, whose proposal ends with `shown`, and with three images.
fn workspace(brand: &str, shown: &str) -> TempDir {
    let deal = read("samples/service-desk/deal.toml").replace("\"default\"", &format!("\"{brand}\""));
    made(&deal, &format!("{}\n{shown}", read(MAIN)))
}

/// The smallest deal, whose proposal is `shown` and nothing else.
fn small(shown: &str) -> TempDir {
    let deal = read("tests/errors/stray-figure/deal.toml");
    let folder = made(&deal, &format!("+++\ntitle = \"T\"\nkind = \"Proposal\"\n+++\n\n{shown}"));
    let office = "pricing/pmo/quiet.toml";
    put(folder.path(), office, read(&format!("tests/errors/stray-figure/{office}")).as_bytes());
    folder
}

fn made(deal: &str, main: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "deal.toml", deal.as_bytes());
    put(folder.path(), MAIN, main.as_bytes());
    put(folder.path(), "templates/pictures/site.png", &png());
    put(folder.path(), "templates/pictures/dusk.jpg", JPEG);
    put(folder.path(), "templates/pictures/sub/line.svg", SVG.as_bytes());
    folder
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of ours")
}

fn put(folder: &Path, path: &str, data: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, data).expect("written");
}

/// The offer of a workspace, and what is found in its proposal.
fn composed(folder: &Path) -> (Project, Option<Offer>, Diags) {
    let mut diags = Diags::default();
    let project = crate::support::load(folder, None, &mut diags);
    let mut offer = pipeline::offer(&project, &mut diags);
    if let Some(offer) = &mut offer {
        let stakes = offer.deal.stakes.is_some();
        offer.value_analysis = stakes.then(|| pipeline::analyse_value(offer, None));
        let _ = pipeline::compose(&project, offer, DocumentKind::Proposal, &mut diags);
    }
    (project, offer, diags)
}

fn proposal(folder: &Path) -> Vec<u8> {
    let (project, offer, mut diags) = composed(folder);
    let offer = offer.expect("no error, so an offer");
    let (kinds, formats) = ([DocumentKind::Proposal], [Format::Pdf]);
    let files = pipeline::documents(
        &project,
        &offer,
        ReleaseState::Issued,
        &kinds.map(Output::Customer),
        &formats,
        &mut diags,
    );
    files.unwrap_or_else(|| panic!("{:#?}", diags.sorted(&project.sources))).remove(0).bytes
}

/// Code, line and column in `shown` of every finding on a proposal that is nothing else.
fn found(shown: &str) -> Vec<(Code, usize, usize)> {
    found_in(small(shown).path())
}

fn found_in(folder: &Path) -> Vec<(Code, usize, usize)> {
    let (project, _, diags) = composed(folder);
    let text = fs::read_to_string(folder.join(MAIN)).expect("written");
    let lines = text[..text.find("Here:").unwrap_or(0)].lines().count();
    let found = diags.sorted(&project.sources).into_iter().filter_map(|finding| {
        let place = finding.place?;
        project.sources[place.file].path.ends_with("proposal/main.md").then(|| {
            let (line, column) = project.sources.line_column(place);
            (finding.code, line.saturating_sub(lines), column)
        })
    });
    found.collect()
}

#[test]
fn a_png_a_jpeg_and_an_svg_are_printed_in_both_brands_and_keep_every_promise() {
    for brand in ["default", "copperbeech"] {
        let folder = workspace(brand, SHOWN);
        let bytes = proposal(folder.path());
        assert_eq!(pdf_check::check(&bytes), Vec::<String>::new(), "{brand}");
        assert!(bytes == proposal(folder.path()), "{brand}: another build, other bytes");
        let verified = verify::verify(&bytes);
        assert!(verified.holds(), "{brand}: {:#?}", verified.checks);

        let (project, offer, mut diags) = composed(folder.path());
        let offer = offer.expect("an offer");
        assert_eq!(offer.theme.id, brand);
        let document =
            pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("composed");
        let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
        let pages = layout::layout(&document, &offer.theme, &fonts).pages;
        assert_eq!(overlaps::faults(&pages, &offer.theme), []);
        let shown: Vec<(&str, &str)> = pages
            .pages
            .iter()
            // On the cover there is the logo.
            .skip(1)
            .flat_map(|page| &page.items)
            .filter_map(|placed| {
                let element = &pages.elements[placed.element?];
                let kind = match placed.item {
                    Item::Image { .. } => "raster",
                    Item::Svg { .. } => "drawing",
                    _ => return None,
                };
                (element.role == Role::Figure).then(|| (kind, element.alt.as_deref().unwrap_or_default()))
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("raster", "The site from above"),
                ("raster", "Dusk over the yard"),
                ("drawing", "The line between both ends")
            ]
        );
        let doc = Document::load_mem(&bytes).expect("a PDF");
        let images = doc.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| {
            stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
        });
        // The PNG, its transparency, the JPEG as it was.
        let images: Vec<_> = images.collect();
        assert!(images.iter().any(|image| image.content == JPEG));
        assert!(images.len() >= 3, "{}", images.len());
        let text = doc.extract_text(&doc.get_pages().into_keys().collect::<Vec<_>>()).expect("text");
        let text: String = text.split_whitespace().collect();
        for words in ["site,seenfromthecustomer’sroof", "Onelinejoinsbothends"] {
            assert!(text.contains(words), "{brand}: {words}\n{text}");
        }
    }
}

#[test]
fn images_are_written_as_markdown_as_they_were() {
    let folder = workspace("default", SHOWN);
    let (project, offer, mut diags) = composed(folder.path());
    let (kinds, formats) = ([DocumentKind::Proposal], [Format::Markdown]);
    let offer = offer.expect("an offer");
    let files = pipeline::documents(
        &project,
        &offer,
        ReleaseState::Final,
        &kinds.map(Output::Customer),
        &formats,
        &mut diags,
    )
    .expect("a file");
    let text = String::from_utf8(files[0].bytes.clone()).expect("text");
    for line in [
        "\n![The site from above](<pictures/site.png> \"The ",
        "\n  ![Dusk over the yard](<pictures/dusk.jpg>)\n",
        "\n> ![The line between both ends](<pictures/sub/line.svg> \"One line joins both ends\")\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn an_image_that_cannot_be_shown_is_told_where_it_is_named() {
    for (path, code) in [
        ("pictures/sight.png", Code::MissingPicture),
        ("Pictures/site.png", Code::MissingPicture),
        ("templates/pictures/site.png", Code::MissingPicture),
        ("site.png", Code::MissingPicture),
        ("deal.toml", Code::BadPicture),
        ("documents/proposal/main.md", Code::BadPicture),
        ("../secret.png", Code::OutsideWorkspace),
        ("pictures/../../secret.png", Code::OutsideWorkspace),
        ("pictures\\\\..\\\\..\\\\secret.png", Code::OutsideWorkspace),
        ("/etc/passwd.png", Code::OutsideWorkspace),
        ("C:/secret.png", Code::OutsideWorkspace),
        ("https://example.org/site.png", Code::RemotePicture),
        ("//example.org/site.png", Code::RemotePicture),
        ("file:///etc/passwd.png", Code::RemotePicture),
        ("data:image/png;base64,AAAA", Code::RemotePicture),
    ] {
        let found = found(&format!("Here:\n\n> ![Words]({path})\n"));
        let [(found_code, 3, column)] = found[..] else { panic!("{path}: {found:?}") };
        assert_eq!(found_code, code, "{path}");
        // A backslash means something in Markdown, so that path is not found as it is read: its words are.
        assert_eq!(column, if path.contains('\\') { 3 } else { 12 }, "{path}");
    }
}

#[test]
fn an_image_without_words_is_told_at_that_image() {
    let shown =
        "Here:\n\n![Words](pictures/site.png)\n\n![](pictures/site.png)\n\n![ ](<pictures/dusk.jpg>)\n";
    assert_eq!(found(shown), [(Code::NoAlternativeText, 5, 5), (Code::NoAlternativeText, 7, 7)]);
    let nothing = [(Code::MissingPicture, 3, 5), (Code::NoAlternativeText, 3, 5)];
    assert_eq!(found("Here:\n\n![]()\n"), nothing);
}

#[test]
fn a_damaged_image_is_told_and_nothing_panics() {
    let folder = small("Here:\n\n![Words](pictures/site.png)\n");
    let file = folder.path().join("templates/pictures/site.png");
    let whole = png();
    let mut boast = whole.clone();
    boast[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
    for (data, code) in [
        (&whole[..whole.len() / 2], Code::BadPicture),
        (b"", Code::BadPicture),
        (b"%PDF-1.7", Code::BadPicture),
        (&JPEG[..200], Code::BadPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='a'/></svg>", Code::BadPicture),
        (&boast, Code::PictureTooLarge),
    ] {
        fs::write(&file, data).expect("written");
        assert_eq!(found_in(folder.path()), [(code, 3, 10)]);
    }
    // What a file is, it is by its content, whatever its name.
    fs::write(&file, JPEG).expect("written");
    assert_eq!(found_in(folder.path()), []);
}

#[test]
fn figures_in_a_caption_or_in_words_come_from_the_model_like_all_others() {
    let codes = |shown: &str| found(shown).into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
    assert_eq!(codes("Here:\n\n![Words](pictures/site.png \"Built in 93 weeks\")\n"), [Code::StrayFigure]);
    assert_eq!(codes("Here:\n\n![All 93 desks](pictures/site.png)\n"), [Code::StrayFigure]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_refused_and_one_inside_followed() {
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.png");
    fs::write(&secret, png()).expect("written");
    let folder = small("Here:\n\n![Words](pictures/linked.png)\n");
    let link = folder.path().join("templates/pictures/linked.png");
    std::os::unix::fs::symlink(folder.path().join("templates/pictures/site.png"), &link).expect("a link");
    assert_eq!(found_in(folder.path()), []);
    for target in [&secret, &outside.path().join("nothing.png")] {
        fs::remove_file(&link).expect("there was one");
        std::os::unix::fs::symlink(target, &link).expect("a link");
        let (_, offer, diags) = composed(folder.path());
        assert!(offer.is_none());
        assert_eq!(diags.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::OutsideWorkspace]);
    }
    // Nor does a folder lead out.
    fs::remove_file(&link).expect("there was one");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("templates/pictures/out")).expect("a link");
    let (_, offer, diags) = composed(folder.path());
    assert!(offer.is_none());
    assert_eq!(diags.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::OutsideWorkspace]);
}

#[test]
fn a_customers_words_never_show_an_image_of_ours() {
    let folder = workspace("default", "");
    let file = folder.path().join("deal.toml");
    let deal = fs::read_to_string(&file).expect("written");
    let context = "context = \"\"\"\nAs drawn ![in our plan](pictures/site.png) and noted.[^1]\n\n\
                   - ![in a list](pictures/site.png)\n\n[^1]: ![in a note](pictures/site.png)\n\"\"\"\n";
    let start = deal.find("context = \"\"\"").expect("a context");
    let length = deal[start + 13..].find("\"\"\"").expect("its end") + 13 + 4;
    fs::write(&file, format!("{}{context}{}", &deal[..start], &deal[start + length..])).expect("written");
    let (project, offer, mut diags) = composed(folder.path());
    let offer = offer.unwrap_or_else(|| panic!("{:#?}", diags.sorted(&project.sources)));
    let document = pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("composed");
    let text = bidwright_document::compose::markdown(&document);
    for words in ["in our plan", "in a list", "in a note"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("site.png"), "{text}");
}
