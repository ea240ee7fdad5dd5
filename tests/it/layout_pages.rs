//! What a printer would check: every word there, nothing outside the margins, nothing stranded.

use std::collections::BTreeMap;

use bidwright_document::tree::{Block, Document, Inline};
use bidwright_print::layout::pages::{Item, Page, Pages, Role, Run};
use bidwright_print::layout::{FontBook, LaidOut, layout};

use crate::support::documents::{everything, heading, odd, para, plain_document, price_table, prose, theme};
use crate::support::{dump::dump, overlaps};

pub(crate) fn laid(document: &Document) -> LaidOut {
    let theme = theme();
    let fonts = FontBook::load(&theme.fonts).expect("whole fonts");
    layout(document, &theme, &fonts)
}

pub(crate) fn runs(page: &Page) -> impl Iterator<Item = (Option<usize>, &Run)> {
    page.items.iter().filter_map(|placed| match &placed.item {
        Item::Text(run) => Some((placed.element, run)),
        _ => None,
    })
}

/// The words of the content, element by element in reading order, hyphens at line ends removed.
pub(crate) fn words(pages: &Pages) -> Vec<String> {
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for (element, run) in pages.pages.iter().flat_map(runs) {
        if let Some(element) = element {
            texts.entry(element).or_default().push_str(&run.text);
        }
    }
    let mut all = String::new();
    let mut open = vec![0];
    while let Some(element) = open.pop() {
        all.push_str(texts.get(&element).map_or("", String::as_str));
        all.push(' ');
        open.extend(pages.elements[element].children.iter().rev());
    }
    all.replace('\u{ad}', "").split_ascii_whitespace().map(str::to_owned).collect()
}

fn long(paragraphs: usize) -> Document {
    let mut blocks = Vec::new();
    for n in 0..paragraphs {
        if n % 5 == 0 {
            blocks.push(heading(1 + u8::from(n % 10 == 5), &format!("h{n}"), "A heading"));
        }
        blocks.push(prose(n));
    }
    plain_document(blocks)
}

#[test]
fn no_word_is_lost_and_none_changes_its_place() {
    let mut document = long(60);
    document.blocks.retain(|block| matches!(block, Block::Paragraph(_)));
    let mut expected = Vec::new();
    for block in &document.blocks {
        if let Block::Paragraph(content) = block {
            for inline in content {
                if let Inline::Text(text) = inline {
                    expected.extend(text.split_ascii_whitespace().map(str::to_owned));
                }
            }
        }
    }
    assert_eq!(words(&laid(&document).pages), expected);
}

#[test]
fn nothing_is_outside_the_page_and_no_text_outside_the_margins() {
    let theme = theme();
    let mut document = everything();
    document.meta.watermark = Some("DRAFT".to_owned());
    let laid = laid(&document);
    let [top, right, bottom, left] = theme.margins.map(|margin| margin.0);
    for (number, page) in laid.pages.pages.iter().enumerate() {
        let (width, height) = (page.size.width.0, page.size.height.0);
        for placed in &page.items {
            if let Item::Fill { points, .. } | Item::Stroke { points, .. } = &placed.item {
                for point in points {
                    let (x, y) = (point.x.0, point.y.0);
                    assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "page {}", number + 1);
                }
            }
        }
        for (element, run) in runs(page) {
            let end = run.start.x.0 + run.glyphs.iter().map(|glyph| glyph.advance.0).sum::<f64>();
            let place = format!(
                "page {}: {:?} at {:.1} to {end:.1}, {:.1}",
                number + 1,
                run.text,
                run.start.x.0,
                run.start.y.0
            );
            // What may hang over the margin is held by `overlaps::faults`.
            assert!(run.start.x.0 >= left - 3.0 && end <= width - right + 3.0, "{place}");
            assert!(run.start.y.0 > 20.0 && run.start.y.0 < height - 20.0, "{place}");
            if element.is_some() && number > 0 {
                assert!(run.start.y.0 >= top && run.start.y.0 <= height - bottom, "{place}");
            }
        }
    }
    assert_eq!(overlaps::faults(&laid.pages, &theme), []);
}

#[test]
fn a_table_repeats_its_head_on_every_page_as_an_artifact() {
    let document = plain_document(vec![Block::Table(price_table(90))]);
    let laid = laid(&document);
    assert!(laid.pages.pages.len() > 2);
    for (number, page) in laid.pages.pages.iter().enumerate() {
        let heads: Vec<_> = runs(page).filter(|(_, run)| run.text.starts_with("Deliverable")).collect();
        assert_eq!(heads.len(), 1, "page {}", number + 1);
        assert_eq!(heads[0].0.is_some(), number == 0);
    }
}

#[test]
fn amounts_end_at_one_place_with_figures_of_one_width() {
    let laid = laid(&plain_document(vec![Block::Table(price_table(12))]));
    let ends: Vec<f64> = runs(&laid.pages.pages[0])
        .filter(|(_, run)| run.text.trim_end().ends_with(".00"))
        .map(|(_, run)| run.start.x.0 + run.glyphs.iter().map(|glyph| glyph.advance.0).sum::<f64>())
        .collect();
    assert!(ends.len() > 12);
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.01));
}

#[test]
fn a_total_never_begins_a_page() {
    for rows in 20..60 {
        let laid = laid(&plain_document(vec![Block::Table(price_table(rows))]));
        let page = laid.pages.pages.last().unwrap();
        let content: Vec<_> = runs(page).filter(|(element, _)| element.is_some()).collect();
        assert!(!content[0].1.text.starts_with("Total"), "{rows} rows");
    }
}

#[test]
fn no_heading_ends_a_page() {
    let laid = laid(&long(80));
    for page in &laid.pages.pages {
        let last = runs(page).filter_map(|(element, _)| element).last().unwrap();
        assert!(!matches!(laid.pages.elements[last].role, Role::Heading(_)));
    }
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let laid = laid(&long(80));
    for page in &laid.pages.pages {
        let mut lines: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for (element, run) in runs(page) {
            let Some(element) = element else { continue };
            let ys = lines.entry(element).or_default();
            if ys.last().is_none_or(|y| (y - run.start.y.0).abs() > 1.0) {
                ys.push(run.start.y.0);
            }
        }
        for (element, ys) in lines {
            if laid.pages.elements[element].role == Role::Paragraph {
                assert!(ys.len() > 1, "a paragraph of three lines or more is never divided 1 to n");
            }
        }
    }
}

#[test]
fn two_layouts_of_one_document_are_equal() {
    let document = everything();
    assert_eq!(laid(&document), laid(&document));
}

#[test]
fn a_character_no_font_has_is_named() {
    let laid = laid(&plain_document(vec![para("Prepared for 日本 and Ελλάδα")]));
    assert_eq!(laid.missing.iter().map(|one| one.text.as_str()).collect::<String>(), "日本");
}

#[test]
fn every_heading_and_every_link_inside_has_a_place() {
    let laid = laid(&everything());
    for mark in &laid.pages.outline {
        assert!(laid.pages.places.contains_key(&mark.id), "{}", mark.title);
    }
    for placed in laid.pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Link { to: bidwright_document::tree::Target::Id(id), .. } = &placed.item {
            assert!(laid.pages.places.contains_key(id), "{id}");
            let element = placed.element.expect("a link is content");
            assert_eq!(laid.pages.elements[element].role, Role::Link);
        }
    }
}

#[test]
fn the_contents_name_the_pages_the_headings_are_on() {
    let laid = laid(&everything());
    let contents = &laid.pages.pages[1];
    for mark in laid.pages.outline.iter().filter(|mark| mark.level == 1) {
        let page = &laid.pages.pages[laid.pages.places[&mark.id].page].label;
        assert!(runs(contents).any(|(_, run)| run.text.trim() == page), "{} on {page}", mark.title);
    }
}

#[test]
fn glyphs_point_into_their_text_and_cover_it() {
    let laid = laid(&everything());
    for (_, run) in laid.pages.pages.iter().flat_map(runs) {
        let mut covered = 0;
        for glyph in &run.glyphs {
            let (from, to) = (glyph.text.0 as usize, glyph.text.1 as usize);
            assert!(run.text.get(from..to).is_some(), "{:?}", run.text);
            covered += to - from;
        }
        assert_eq!(covered, run.text.len(), "{:?}", run.text);
    }
}

#[test]
fn a_row_taller_than_a_page_is_divided_and_keeps_its_words() {
    let mut table = price_table(2);
    table.rows[1].cells[2] = (0..40).map(prose).collect();
    let laid = laid(&plain_document(vec![Block::Table(table)]));
    assert!(laid.pages.pages.len() > 2);
    let expected = (0..40).map(prose).filter(|block| matches!(block, Block::Paragraph(_))).count();
    let starts = words(&laid.pages).iter().filter(|word| *word == "hypercare.").count();
    assert_eq!((expected, starts), (40, 6));
}

#[test]
fn a_document_ten_times_as_long_takes_about_ten_times_as_long() {
    let theme = theme();
    let fonts = FontBook::load(&theme.fonts).unwrap();
    let count = |paragraphs| layout(&long(paragraphs), &theme, &fonts).pages.pages.len();
    // Time itself is measured by the benchmark; here a quadratic step would simply not end.
    assert!(count(4_000) > 9 * count(400));
}

#[test]
fn words_from_right_to_left_change_places_but_not_their_text() {
    let laid = laid(&plain_document(vec![para("to שלום עולם 42 now")]));
    let (_, run) = runs(&laid.pages.pages[0]).find(|(_, run)| run.text.starts_with("to")).unwrap();
    assert_eq!(run.text, "to שלום עולם 42 now");
    let order: String =
        run.glyphs.iter().map(|glyph| &run.text[glyph.text.0 as usize..glyph.text.1 as usize]).collect();
    // A number keeps its own direction but its place follows the words around it.
    assert_eq!(order, "to 42 םלוע םולש now");
}

#[test]
fn a_divided_word_carries_a_soft_hyphen_and_is_whole_when_read() {
    let laid = laid(&everything());
    let divided: Vec<&str> = laid
        .pages
        .pages
        .iter()
        .flat_map(runs)
        .map(|(_, run)| run.text.as_str())
        .filter(|text| text.ends_with('\u{ad}'))
        .collect();
    assert!(!divided.is_empty());
    assert!(divided.iter().all(|text| !text.contains("-\u{ad}")));
}

#[test]
fn a_footnote_stands_on_the_page_that_refers_to_it() {
    let mut document = long(60);
    for n in [7, 23, 41] {
        let index = document.notes.len();
        document.notes.push(vec![para(&format!("Footnote number {index}."))]);
        if let Block::Paragraph(content) = &mut document.blocks[n] {
            content.extend([Inline::Text(format!(" Mark{index}")), Inline::Note(index)]);
        }
    }
    let laid = laid(&document);
    let page_of = |text: &str| {
        let has = |page: &Page| runs(page).any(|(_, run)| run.text.contains(text));
        laid.pages.pages.iter().position(has).unwrap()
    };
    for index in 0..document.notes.len() {
        assert_eq!(page_of(&format!("Mark{index}")), page_of(&format!("number {index}")));
    }
}

#[test]
fn justified_lines_end_at_the_margin() {
    let theme = theme();
    let laid = laid(&long(4));
    let right = theme.page.width.0 - theme.margins[1].0;
    let full = runs(&laid.pages.pages[0])
        .filter(|(element, run)| element.is_some() && run.size.0 < 12.0)
        .filter(|(_, run)| {
            let end = run.start.x.0 + run.glyphs.iter().map(|glyph| glyph.advance.0).sum::<f64>();
            (end - right).abs() < 0.02
        });
    assert!(full.count() > 8);
}

#[test]
fn the_text_dump_is_stable_and_complete() {
    let dump = dump(&laid(&everything()).pages);
    for words in ["page 1 \"\"", "\"Contents\"", "outline \"1 Executive summary\"", "Page\\u{a0}2 of"] {
        assert!(dump.contains(words), "{words}");
    }
}

#[test]
fn a_word_longer_than_its_column_is_cut_and_not_lost() {
    let long_word = "Q2026x".repeat(60);
    let mut table = price_table(3);
    table.rows[1].cells[1] = vec![para(&long_word)];
    let laid = laid(&plain_document(vec![para(&long_word), Block::Table(table)]));
    let whole = words(&laid.pages).into_iter().filter(|word| *word == long_word);
    assert_eq!(whole.count(), 2);
}

#[test]
fn a_text_of_short_words_ends_without_a_divided_word() {
    let laid = laid(&plain_document(vec![para(&"an ox at a log is as it is ".repeat(30))]));
    assert!(runs(&laid.pages.pages[0]).all(|(_, run)| !run.text.contains('\u{ad}')));
}

#[test]
fn nothing_empty_or_odd_makes_it_panic() {
    let odd = odd();
    for block in &odd {
        let _ = laid(&plain_document(vec![block.clone()]));
    }
    let mut document = plain_document(odd);
    document.contents = true;
    document.notes = vec![vec![Block::Paragraph(vec![Inline::Note(0)])]];
    assert!(!laid(&document).pages.pages.is_empty());
}

#[test]
fn a_footnote_longer_than_half_a_page_goes_on_and_loses_no_word() {
    let mut document = long(12);
    document.notes.push((0..30).map(prose).collect());
    if let Block::Paragraph(content) = &mut document.blocks[2] {
        content.push(Inline::Note(0));
    }
    let laid = laid(&document);
    let notes: Vec<usize> = (0..laid.pages.elements.len())
        .filter(|index| laid.pages.elements[laid.pages.elements[*index].parent].role == Role::Note)
        .collect();
    let pages = laid.pages.pages.iter();
    let with_notes =
        pages.filter(|page| runs(page).any(|(element, _)| element.is_some_and(|e| notes.contains(&e))));
    assert!(with_notes.count() > 1);
    let ends = words(&laid.pages).iter().filter(|word| *word == "hypercare.").count();
    assert_eq!(ends, 5 + 2);
}
