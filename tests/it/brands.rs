//! The shipped brands, and every style of cover: two firms that look nothing alike, neither of which breaks.

use std::borrow::Cow;
use std::path::Path;

use bidwright_base::diag::{Code, Diags};
use bidwright_base::geometry::Rect;
use bidwright_document::compose::DocumentKind;
use bidwright_document::tree::Document;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_model::theme::{Colour, CoverStyle, Heads, Letters, Theme};
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::layout::pages::{Item, Page, Run};
use bidwright_print::pdf;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};

use crate::support::{cap_share, glyph};
use crate::support::{overlaps, pdf_check};

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];
const OTHER: &str = "copperbeech";
const STYLES: [CoverStyle; 3] = [CoverStyle::Band, CoverStyle::Split, CoverStyle::Plain];

/// A sample in a brand.
fn offer(sample: &str, brand: &str) -> (Project, Offer, Diags) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample).join("deal.toml");
    let text = std::fs::read_to_string(file).expect("a sample");
    assert!(text.contains("\"default\""), "{sample} names its brand");
    let text = text.replace("\"default\"", &format!("\"{brand}\""));
    let mut diags = Diags::default();
    let project = Project::from_text(&bidwright::library(), text);
    let offer = pipeline::offer(&project, &mut diags).expect("no error, so an offer");
    (project, offer, diags)
}

fn theme(brand: &str) -> Theme {
    offer("service-desk", brand).1.theme
}

#[test]
fn every_sample_document_in_the_other_brand_keeps_every_promise_of_its_standard() {
    for sample in SAMPLES {
        let (project, mut offer, _) = offer(sample, OTHER);
        assert_eq!(offer.theme.id, OTHER);
        offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
        let mut diags = Diags::default();
        let files = pipeline::documents(
            &project,
            &offer,
            ReleaseState::Final,
            &DocumentKind::ALL.map(Output::Customer),
            &[Format::Pdf],
            &mut diags,
        )
        .expect("documents");
        // No character is missing, and what fits one page in the one brand does in the other.
        assert_eq!(
            diags.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            Vec::<Code>::new(),
            "{sample}"
        );
        for file in files {
            let broken = pdf_check::check(&file.bytes);
            assert!(broken.is_empty(), "{sample} {}: {broken:#?}", file.name);
        }
    }
}

#[test]
fn the_shipped_brands_share_no_colour_no_letter_no_paper_and_no_cover() {
    let (one, other) = (theme("default"), theme(OTHER));
    assert_ne!(one.firm, other.firm);
    assert_ne!(one.page, other.page);
    assert_ne!(one.margins, other.margins);
    assert_ne!(one.numbered, other.numbered);
    assert_ne!(one.cover, other.cover);
    assert_ne!(one.logo, other.logo);
    assert_ne!(one.fonts.body[0].data, other.fonts.body[0].data);
    let colours = |theme: &Theme| {
        let p = theme.palette;
        [p.primary, p.accent, p.ink, p.muted, p.rule, p.tint, p.positive, p.caution]
    };
    assert!(colours(&one).iter().all(|colour| !colours(&other).contains(colour)));
}

#[test]
fn a_shipped_brand_has_no_finding() {
    for brand in ["default", OTHER] {
        let (.., diags) = offer("service-desk", brand);
        let found: Vec<_> = diags.iter().filter(|finding| finding.code == Code::ContrastTooLow).collect();
        assert!(found.is_empty(), "{brand}: {found:#?}");
    }
}

/// Left, top, right and bottom of the words and the logo, and the colour of words.
fn boxes(page: &Page, fonts: &FontBook) -> Vec<([f64; 4], Option<Colour>, String)> {
    let of = |item: &Item| match item {
        Item::Text(run) => {
            let wide: f64 = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
            let high = cap_share(fonts.face(run.face)) * run.size.0;
            Some((
                [run.start.x.0, run.start.y.0 - high, run.start.x.0 + wide, run.start.y.0],
                Some(run.colour),
                run.text.clone(),
            ))
        }
        Item::Svg { area, .. } => {
            let sides = [area.x, area.y, area.right(), area.bottom()].map(|side| side.0);
            Some((sides, None, "the logo".to_owned()))
        }
        _ => None,
    };
    page.items.iter().filter_map(|placed| of(&placed.item)).collect()
}

/// The colour on which a point of a page lies: of what was painted last there.
fn ground(page: &Page, x: f64, y: f64, paper: Colour) -> Colour {
    let rectangle = |item: &Item| match item {
        Item::Fill { points, colour } if points.len() == 4 => {
            let (first, last) = (points[0], points[2]);
            let inside = first.x.0 <= x && x <= last.x.0 && first.y.0 <= y && y <= last.y.0;
            inside.then_some(*colour)
        }
        _ => None,
    };
    page.items.iter().filter_map(|placed| rectangle(&placed.item)).next_back().unwrap_or(paper)
}

fn hold_cover(document: &Document, theme: &Theme, fonts: &FontBook, what: &str) {
    let laid = layout::layout(document, theme, fonts);
    let page = &laid.pages.pages[0];
    let boxes = boxes(page, fonts);
    assert!(boxes.len() >= 6, "{what}: {} pieces", boxes.len());
    for (at, ([left, top, right, bottom], colour, text)) in boxes.iter().enumerate() {
        let inside = *left >= 20.0
            && *top >= 20.0
            && *right <= page.size.width.0 - 20.0
            && *bottom <= page.size.height.0 - 20.0;
        assert!(inside, "{what}: {text} at {left:.0} to {right:.0}, {top:.0} to {bottom:.0}");
        if let Some(colour) = colour {
            // Both ends, so that no word runs from paper onto the ground.
            for x in [left + 1.0, right - 1.0] {
                let contrast = colour.contrast(ground(page, x, bottom - 1.0, theme.palette.paper));
                assert!(contrast >= 4.5, "{what}: {text} has a contrast of {contrast:.2}");
            }
        }
        for (other, _, words) in &boxes[at + 1..] {
            let apart = *right <= other[0] + 0.1
                || other[2] <= left + 0.1
                || *bottom <= other[1] + 0.1
                || other[3] <= top + 0.1;
            assert!(apart, "{what}: `{text}` and `{words}` overlap");
        }
    }
}

#[test]
fn every_cover_stays_on_its_page_and_nothing_on_it_overlaps_or_fades() {
    let titles = [
        "Order",
        "Order-to-cash modernisation",
        "Replacement of the claims portal, its archive and its interfaces in four countries",
        "Kraftfahrzeughaftpflichtversicherung, Schadenregulierungsdienstleistungen und Vertragsverwaltung",
    ];
    let far = "A very long title that says everything twice over and then once more for good measure ";
    let titles = titles.iter().map(|title| (*title).to_owned()).chain([far.repeat(4).trim_end().to_owned()]);
    let (project, mut offer, mut diags) = offer("service-desk", "default");
    let themes = [offer.theme.clone(), theme(OTHER)];
    offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
    let mut document =
        pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("a document");
    document.blocks.truncate(1);
    for title in titles {
        document.cover.as_mut().expect("a cover").title = title.clone();
        for base in &themes {
            let fonts = FontBook::load(&base.fonts).expect("whole fonts");
            for cover in STYLES {
                let mut theme = Theme { cover, ..base.clone() };
                let what = format!("{} {cover:?} `{title}`", theme.id);
                hold_cover(&document, &theme, &fonts, &what);
                // Without a logo the name of the firm stands in its place.
                (theme.logo, theme.logo_dark) = (None, None);
                hold_cover(&document, &theme, &fonts, &format!("{what}, no logo"));
            }
        }
    }
}

/// The codes of what is found in the default brand with one text in place of another.
fn found(from: &str, to: &str) -> Vec<Code> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/brands/default/brand.toml");
    let brand = std::fs::read_to_string(file).expect("the default brand");
    let brand = brand.replace("\"default\"", "\"ours\"").replace("logo", "# logo");
    assert!(brand.contains(from), "{from}");
    let deal = include_str!("../../samples/service-desk/deal.toml").replace("\"default\"", "\"ours\"");
    let path = "templates/brands/ours/brand.toml";
    let project = Project::from_text(&bidwright::library(), deal).with(path, brand.replace(from, to));
    let mut diags = Diags::default();
    let _checked = bidwright_input::check(&project, &mut diags);
    let of_brand = |place: Option<bidwright_base::source::Place>| {
        place.is_some_and(|place| project.sources[place.file].path == path)
    };
    diags.iter().filter(|finding| of_brand(finding.place)).map(|finding| finding.code).collect()
}

#[test]
fn a_cover_nobody_knows_and_a_colour_nobody_can_read_are_found() {
    assert_eq!(found("[page]", "[cover]\nstyle = \"plain\"\n\n[page]"), Vec::<Code>::new());
    assert_eq!(found("[page]", "[cover]\nstyle = \"stripes\"\n\n[page]"), [Code::UnknownWord]);
    assert_eq!(found("#0b4a57", "#8fb3bb"), [Code::ContrastTooLow]);
    // A ground too dark for everything is one finding, at the ground.
    assert_eq!(found("#eef3f4", "#8fb3bb"), [Code::ContrastTooLow]);
    // Marks need less than words.
    assert_eq!(found("#2b7a4b", "#3f9d66"), Vec::<Code>::new());
    assert_eq!(found("#2b7a4b", "#8fd0ab"), [Code::ContrastTooLow]);
}

#[test]
fn paper_that_is_not_white_lies_under_every_page() {
    let (project, offer, mut diags) = offer("service-desk", "default");
    let document =
        pipeline::compose(&project, &offer, DocumentKind::Proposal, &mut diags).expect("a document");
    let mut theme = offer.theme;
    let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
    let cream = Colour([250, 246, 238]);
    theme.palette.paper = cream;
    for page in layout::layout(&document, &theme, &fonts).pages.pages {
        let under = page.items.first().map(|placed| (placed.element, &placed.item));
        let Some((None, Item::Fill { points, colour })) = under else { panic!("{under:?}") };
        let corners = Rect::at_origin(page.size).corners();
        assert_eq!((*colour, points.as_slice()), (cream, &corners[..]));
    }
}

/// The runs of the running heads and feet, which stand in the margins.
fn running_heads(laid: &layout::LaidOut, theme: &Theme) -> Vec<Run> {
    let (top, foot) = (theme.margins[0].0, theme.page.height.0 - theme.margins[2].0);
    let items = laid.pages.pages.iter().skip(1).flat_map(|page| &page.items);
    items
        .filter_map(|placed| match &placed.item {
            Item::Text(run) if run.start.y.0 < top || run.start.y.0 > foot => Some(run.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn small_heads_are_set_as_the_brand_says_and_read_as_they_are_written() {
    let (project, offer, mut diags) = offer("service-desk", OTHER);
    assert_eq!(offer.theme.heads, Heads { letters: Letters::SmallCapitals, tracking: 0.06 });
    let document =
        pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags).expect("a document");
    let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
    let set = |letters, tracking| {
        let theme = Theme { heads: Heads { letters, tracking }, ..offer.theme.clone() };
        layout::layout(&document, &theme, &fonts)
    };
    let plain = set(Letters::Plain, 0.0);
    let written: Vec<String> = running_heads(&plain, &offer.theme).into_iter().map(|run| run.text).collect();
    assert!(written.iter().any(|text| text.contains("Colleague service desk")));
    for letters in [Letters::SmallCapitals, Letters::Capitals] {
        let laid = set(letters, 0.06);
        let heads = running_heads(&laid, &offer.theme);
        let texts: Vec<&String> = heads.iter().map(|run| &run.text).collect();
        assert_eq!(
            texts,
            written.iter().collect::<Vec<_>>(),
            "{letters:?}: what is copied is what was written"
        );
        let run = heads.iter().find(|run| run.text.contains("Colleague")).expect("a running head");
        let face = fonts.face(run.face);
        let at = run.text.find("ague").expect("in it");
        let letter = run.glyphs.iter().find(|glyph| glyph.text.0 as usize == at).expect("a letter");
        assert_ne!(Some(letter.id), glyph(face, 'a'), "{letters:?}");
        assert_eq!(Some(letter.id) == glyph(face, 'A'), letters == Letters::Capitals);
        // Letters are spaced, and the line still ends at the margin.
        let advance = |id| f64::from(face.advance(id)) / f64::from(face.units_per_em) * run.size.0;
        let natural: f64 = run.glyphs.iter().map(|glyph| advance(glyph.id)).sum();
        let set: f64 = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
        // Pairs are kerned, so not all of the 0.06 is seen.
        assert!(
            set > natural + 0.03 * run.size.0 * f64::from(u16::try_from(run.glyphs.len()).expect("a line"))
        );
        assert_eq!(overlaps::faults(&laid.pages, &offer.theme), []);
        let right = offer.theme.page.width.0 - offer.theme.margins[1].0;
        let reference = heads.iter().find(|run| run.text == document.meta.reference).expect("a reference");
        let wide: f64 = reference.glyphs.iter().map(|glyph| glyph.advance.0).sum();
        assert!((reference.start.x.0 + wide - right).abs() < 0.02, "{letters:?}");
        let faces: Vec<pdf::FaceData<'_>> =
            fonts.faces().iter().map(|face| pdf::FaceData { data: &face.data, index: 0 }).collect();
        let bytes = pdf::pdf(&laid.pages, &document.meta, &faces, &[]).expect("a file");
        assert_eq!(pdf_check::check(&bytes), Vec::<String>::new());
    }
}

#[test]
fn what_a_brand_says_of_its_heads_is_checked() {
    let with = |keys: &str| found("[page]", &format!("[type]\n{keys}\n\n[page]"));
    assert_eq!(with("heads = \"small-caps\""), Vec::<Code>::new());
    assert_eq!(with("heads = \"capitals\"\ntracking = 80"), Vec::<Code>::new());
    assert_eq!(with("heads = \"shouted\""), [Code::UnknownWord]);
    assert_eq!(with("heads = \"capitals\"\ntracking = 500"), [Code::OutOfRange]);
    assert_eq!(with("tracking = 80"), [Code::KeyWithoutEffect]);
}

#[test]
fn built_in_fonts_are_not_copied() {
    let deal = include_str!("../../samples/order-to-cash/deal.toml");
    let project = Project::from_text(&bidwright::library(), deal);
    let checked = bidwright_input::check(&project, &mut Diags::default()).expect("a sample");
    assert!(checked.theme.fonts.body.iter().all(|font| matches!(font.data, Cow::Borrowed(_))));
    assert!(checked.theme.logo.is_some_and(|logo| logo.contains("<svg")));
}
