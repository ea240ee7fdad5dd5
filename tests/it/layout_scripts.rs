//! Words of other scripts: their direction, their letters' shapes, their marks, and what no font has.

use std::{borrow::Cow, path::Path};

use bidwright_document::tree::{Block, Inline};
use bidwright_model::theme::{FontFile, Heads, Letters};
use bidwright_print::layout::pages::{Glyph, Run};
use bidwright_print::layout::{FontBook, LaidOut, layout};

use crate::layout_pages::{runs, words};
use crate::support::documents::{para, plain_document, theme};
use crate::support::glyph;

/// A theme with fonts for Hebrew and Arabic, which have no letter of ours.
fn book() -> (bidwright_model::theme::Theme, FontBook) {
    let mut theme = theme();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts");
    for name in ["NotoSansHebrew-Regular.ttf", "NotoNaskhArabic-Regular.ttf"] {
        let data = std::fs::read(folder.join(name)).expect("a font of the tests");
        theme.fonts.fallback.push(FontFile { path: name.to_owned(), data: Cow::Owned(data) });
    }
    let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
    (theme, fonts)
}

const HEBREW: usize = 5;
const ARABIC: usize = 6;

fn set(block: Block) -> (LaidOut, FontBook) {
    let (theme, fonts) = book();
    (layout(&plain_document(vec![block]), &theme, &fonts), fonts)
}

/// The glyphs of a line with their place, face and text, from left to right.
fn visual_order(laid: &LaidOut, y: f64) -> Vec<(f64, usize, Glyph, String)> {
    let mut glyphs: Vec<_> = lines(laid)
        .filter(|run| (run.start.y.0 - y).abs() < 0.1)
        .flat_map(|run| {
            run.glyphs.iter().map(|glyph| {
                let text = run.text[glyph.text.0 as usize..glyph.text.1 as usize].to_owned();
                (run.start.x.0 + glyph.dx.0, run.face, *glyph, text)
            })
        })
        .collect();
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
    glyphs
}

fn lines(laid: &LaidOut) -> impl Iterator<Item = &Run> {
    laid.pages.pages.iter().flat_map(runs).filter(|(element, _)| element.is_some()).map(|(_, run)| run)
}

fn first_line(laid: &LaidOut) -> f64 {
    lines(laid).next().expect("a line").start.y.0
}

fn as_seen(laid: &LaidOut, y: f64) -> String {
    visual_order(laid, y).into_iter().map(|(.., text)| text).collect()
}

#[test]
fn hebrew_in_an_english_line_runs_to_the_left_and_is_read_in_order() {
    let text = "to שלום עולם 42 אור now";
    let (laid, _) = set(para(text));
    assert_eq!(laid.missing, []);
    // The number keeps its own direction, in a face of its own, among words of another.
    assert_eq!(as_seen(&laid, first_line(&laid)), "to רוא 42 םלוע םולש now");
    assert_eq!(words(&laid.pages).join(" "), text);
    let read: String = lines(&laid).map(|run| run.text.as_str()).collect();
    assert_eq!(read, text, "pieces are in the order in which they are read");
    assert!(lines(&laid).any(|run| run.face == HEBREW) && lines(&laid).any(|run| run.face == 0));
}

#[test]
fn brackets_open_towards_what_they_hold() {
    let (laid, fonts) = set(para("to שלום (עולם) אור now"));
    let line = visual_order(&laid, first_line(&laid));
    let bracket = |text: &str| line.iter().find(|(.., of)| of == text).expect("a bracket");
    let (open, close) = (bracket("("), bracket(")"));
    // The opening one is on the right, so it is drawn as the other (rule L4).
    assert!(open.0 > close.0);
    assert_eq!(Some(open.2.id), glyph(fonts.face(open.1), ')'));
    assert_eq!(Some(close.2.id), glyph(fonts.face(close.1), '('));
    let (laid, fonts) = set(para("to (שלום) now"));
    let line = visual_order(&laid, first_line(&laid));
    let open = line.iter().find(|(.., of)| of == "(").expect("a bracket");
    assert_eq!(Some(open.2.id), glyph(fonts.face(open.1), '('), "around a word in an English line they stay");
}

#[test]
fn a_line_break_in_hebrew_leaves_what_is_read_first_on_the_first_line() {
    let hebrew = "שלום עולם אור ".repeat(20);
    let text = format!("to {hebrew}now");
    let (laid, _) = set(para(&text));
    assert_eq!(words(&laid.pages), text.split_whitespace().collect::<Vec<_>>());
    let y = first_line(&laid);
    let first = as_seen(&laid, y);
    assert!(first.starts_with("to ") && first.trim_end().ends_with("םולש"), "{first}");
    let last = lines(&laid).last().expect("a line").start.y.0;
    assert!(last > y + 10.0, "there are two lines");
    assert!(as_seen(&laid, last).ends_with("now"));
}

#[test]
fn bold_words_in_hebrew_are_read_in_order_too() {
    let text = |words: &str| Inline::Text(words.to_owned());
    let content = vec![text("to שלום "), Inline::Strong(vec![text("עולם")]), text(" אור now")];
    let (laid, _) = set(Block::Paragraph(content));
    assert_eq!(as_seen(&laid, first_line(&laid)), "to רוא םלוע םולש now");
    let read: String = lines(&laid).map(|run| run.text.as_str()).collect();
    assert_eq!(read, "to שלום עולם אור now");
}

#[test]
fn arabic_letters_join() {
    let (laid, fonts) = set(para("for شركة النور in Oslo"));
    assert_eq!(laid.missing, []);
    let line = visual_order(&laid, first_line(&laid));
    let isolated = |c: char| glyph(fonts.face(ARABIC), c);
    for letter in ["ش", "ك"] {
        let (_, face, glyph, _) = line.iter().find(|(.., of)| of == letter).expect("a letter");
        assert_eq!(*face, ARABIC);
        assert_ne!(Some(glyph.id), isolated(letter.chars().next().expect("a letter")), "{letter} joins");
    }
    assert_eq!(words(&laid.pages).join(" "), "for شركة النور in Oslo");
}

#[test]
fn marks_stay_with_their_base_in_one_face() {
    let (laid, _) = set(para("cafe\u{301} and שָׁלוֹם here"));
    assert_eq!(laid.missing, []);
    let line = visual_order(&laid, first_line(&laid));
    assert!(line.iter().any(|(_, face, _, of)| of == "e\u{301}" && *face == 0));
    let run = lines(&laid).find(|run| run.text.contains('ש')).expect("a word");
    assert_eq!((run.face, run.text.trim()), (HEBREW, "שָׁלוֹם"));
    // A base and a mark that no one face has together are named together.
    let (laid, _) = set(para("odd a\u{5b0} letter"));
    let missing: Vec<_> = laid.missing.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(missing, ["a\u{5b0}"]);
}

#[test]
fn a_sign_of_several_characters_is_named_once_and_whole() {
    let signs = "👩\u{200d}💻 then 👩🏽 then 🇳🇴 then 👩\u{200d}💻 and 日";
    let (laid, _) = set(para(signs));
    let missing: Vec<_> = laid.missing.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(missing, ["日", "🇳🇴", "👩\u{200d}💻", "👩🏽"]);
    let (page, around) = laid.missing[0].place.clone().expect("it is on a page");
    assert_eq!((page, around.ends_with("and 日")), (1, true), "{around}");
}

#[test]
fn letters_that_join_are_not_spaced_in_heads() {
    let (mut theme, fonts) = book();
    theme.heads = Heads { letters: Letters::Capitals, tracking: 0.1 };
    let mut document = plain_document(vec![para("text")]);
    document.meta.customer = "النور Hum".to_owned();
    let laid = layout(&document, &theme, &fonts);
    let heads = || laid.pages.pages.iter().flat_map(runs).filter(|(element, _)| element.is_none());
    let run = |text: &str| heads().find(|(_, run)| run.text.contains(text)).expect("a head").1.clone();
    let natural = |run: &Run, glyph: &Glyph| {
        let face = fonts.face(run.face);
        f64::from(face.advance(glyph.id)) / f64::from(face.units_per_em) * run.size.0
    };
    let arabic = run("النور");
    assert!(arabic.glyphs.iter().all(|glyph| (glyph.advance.0 - natural(&arabic, glyph)).abs() < 0.01));
    let latin = run("Hum");
    let first =
        latin.glyphs.iter().find(|glyph| latin.text[glyph.text.0 as usize..].starts_with("Hum")).expect("H");
    assert!(first.advance.0 > natural(&latin, first) + 0.3);
}
