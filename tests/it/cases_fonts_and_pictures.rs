//! Fonts and pictures as brands have them.

use std::borrow::Cow;
use std::fs;

use bidwright_document::image::Image;
use bidwright_model::theme::{FontFile, Fonts};
use bidwright_print::layout::FontBook;

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
fn a_drawing_without_size_is_refused() {
    let svg = |attributes: &str| {
        let text =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><path d=\"M0 0h9v9z\"/></svg>");
        Image::read(text.as_bytes()).map(|_| ()).map_err(|error| error.to_string())
    };
    assert!(svg("").is_err_and(|error| error.contains("no size")));
    assert!(svg("width=\"9\"").is_err_and(|error| error.contains("no size")));
    assert_eq!(svg("viewBox=\"0 0 9 9\""), Ok(()));
    assert_eq!(svg("width=\"9\" height=\"9\""), Ok(()));
}
