//! Fonts and pictures as brands have them.

use std::borrow::Cow;
use std::fs;

use bidwright_base::diag::Code;
use bidwright_document::image::Image;
use bidwright_model::theme::{FontFile, Fonts};
use bidwright_print::layout::FontBook;
use bidwright_service::{MemoryStore, check};

use crate::deals::PLAIN;

fn font() -> Vec<u8> {
    let path = "templates/fonts/source-code-pro/SourceCodePro-Regular.ttf";
    fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a font")
}

/// Whether a brand may come with this file.
fn is_taken(data: Vec<u8>) -> bool {
    let file = FontFile { path: "ours.ttf".to_owned(), data: Cow::Owned(data) };
    let body = [file.clone(), file.clone(), file.clone(), file.clone()];
    FontBook::load(&Fonts { body, mono: file, fallback: Vec::new() }).is_ok()
}

/// The font under another name for one of its tables, so without it.
fn without(table: &[u8; 4]) -> Vec<u8> {
    let mut data = font();
    let at = (12..).step_by(16).find(|at| &data[*at..*at + 4] == table).expect("a table");
    data[at..at + 4].copy_from_slice(b"CBDT");
    data
}

#[test]
fn a_whole_font_is_taken() {
    assert!(is_taken(font()));
}

#[test]
fn a_font_that_was_cut_off_is_refused() {
    let whole = font();
    for end in [whole.len() - 1, whole.len() / 2, 400, 12, 0] {
        assert!(!is_taken(whole[..end].to_vec()), "{end}");
    }
}

#[test]
fn a_colour_font_without_outlines_is_refused() {
    assert!(!is_taken(without(b"glyf")));
    assert!(!is_taken(without(b"loca")));
}

#[test]
fn a_font_that_text_cannot_be_set_in_is_refused() {
    assert!(!is_taken(without(b"cmap")));
    assert!(!is_taken(without_letter(b'g')));
}

/// The font whose subtable of characters ends before a letter: what lies behind is another character.
fn without_letter(letter: u8) -> Vec<u8> {
    let mut data = font();
    let number = |data: &[u8], at: usize, size: usize| {
        data[at..at + size].iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let entry = (12..).step_by(16).find(|at| &data[*at..*at + 4] == b"cmap").expect("a table");
    let cmap = number(&data, entry + 8, 4);
    for record in 0..number(&data, cmap + 2, 2) {
        let at = cmap + number(&data, cmap + 4 + 8 * record + 4, 4);
        let letter = usize::from(letter);
        match number(&data, at, 2) {
            // The segment with the letter leads nowhere from there on.
            4 => {
                let double = number(&data, at + 6, 2);
                let ends = at + 14;
                let segment = (0..double).step_by(2).find(|s| number(&data, ends + s, 2) >= letter);
                let end = ends + segment.expect("a segment");
                let start = end + double + 2;
                data[end..end + 2].copy_from_slice(&[0, 1]);
                data[start..start + 2].copy_from_slice(&[0, 1]);
            }
            12 => {
                let groups = number(&data, at + 12, 4);
                let group = (0..groups).map(|g| at + 16 + 12 * g).find(|g| number(&data, g + 4, 4) >= letter);
                let group = group.expect("a group");
                data.copy_within(group..group + 4, group + 4);
            }
            _ => {}
        }
    }
    data
}

/// A PNG of one pixel with a chunk before its colours.
fn png(grey: bool, kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    let mut writer = encoder.write_header().expect("a header");
    writer.write_chunk(png::chunk::ChunkType(*kind), data).expect("a chunk");
    writer.write_image_data(if grey { &[9] } else { &[9, 9, 9] }).expect("a pixel");
    writer.finish().expect("written");
    bytes
}

#[test]
fn a_png_whose_chunks_state_other_colours_than_srgb_is_told() {
    let told = |grey, kind: &[u8; 4], data: &[u8]| {
        let workspace = MemoryStore::new(&bidwright::library())
            .with("deal.toml", PLAIN)
            .with("templates/pictures/one.png", png(grey, kind, data))
            .with("templates/documents/proposal/next-steps.md", "![A site](pictures/one.png)\n");
        let findings = check(&workspace, "deal.toml").findings;
        let told = findings.diags.iter().find(|one| one.code == Code::PictureColours);
        told.map(|one| one.message.clone())
    };
    let numbers = |all: &[u32]| all.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    assert_eq!(told(false, b"cICP", &[1, 13, 0, 1]), None);
    assert!(told(false, b"cICP", &[12, 13, 0, 1]).is_some_and(|said| said.contains("P3")));
    assert!(told(false, b"cICP", &[9, 16, 0, 1]).is_some());
    assert_eq!(told(true, b"gAMA", &numbers(&[45_455])), None);
    assert!(told(true, b"gAMA", &numbers(&[100_000])).is_some_and(|said| said.contains("gAMA")));
    let [srgb, p3] = [[64_000, 33_000, 30_000], [68_000, 32_000, 26_500]]
        .map(|[rx, ry, gx]| numbers(&[31_270, 32_900, rx, ry, gx, 60_000, 15_000, 6_000]));
    assert_eq!(told(false, b"cHRM", &srgb), None);
    assert!(told(false, b"cHRM", &p3).is_some_and(|said| said.contains("cHRM")));
    assert_eq!(told(true, b"cHRM", &p3), None, "greys have no hue");
}

#[test]
fn a_logo_that_cannot_be_printed_is_told_and_never_a_name_in_its_place() {
    for logo in ["<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"100%\"/>", "<svg width"] {
        let brand = include_str!("../../templates/brands/default/brand.toml");
        let workspace = MemoryStore::new(&bidwright::library())
            .with("deal.toml", PLAIN)
            .with("templates/brands/default/brand.toml", brand)
            .with("templates/brands/default/logo.svg", logo);
        let findings = check(&workspace, "deal.toml").findings;
        let told = findings.diags.iter().find(|one| one.code == Code::BadPicture).expect("told");
        assert!(told.message.contains("`logo` of the brand `default`"), "{}", told.message);
    }
}

#[test]
fn a_drawing_without_size_is_refused() {
    let svg = |attributes: &str| {
        let text =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><path d=\"M0 0h9v9z\"/></svg>");
        Image::read(text.as_bytes()).map(|_| ()).map_err(|error| error.to_string())
    };
    assert!(svg("").is_err_and(|error| error.contains("no size")));
    assert!(svg("width=\"9\"").is_err_and(|error| error.contains("no size")));
    for size in ["0", "-9", "100%", "2em", "1e9", "9 9", "NaN"] {
        assert!(svg(&format!("width=\"{size}\" height=\"{size}\"")).is_err(), "{size}");
    }
    for view in ["", "0 0", "0 0 0 0", "0 0 9 -9", "a b c d"] {
        assert!(svg(&format!("viewBox=\"{view}\"")).is_err(), "{view}");
        assert!(svg(&format!("viewBox=\"{view}\" width=\"100%\" height=\"100%\"")).is_err(), "{view}");
    }
    assert_eq!(svg("viewBox=\"0 0 9 9\" width=\"100%\" height=\"100%\""), Ok(()));
    assert_eq!(svg("viewBox=\"0 0 9 9\""), Ok(()));
    assert_eq!(svg("width=\"9\" height=\"9\""), Ok(()));
}
