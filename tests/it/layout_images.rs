//! Images keep their shape, their words and their place.

use std::sync::Arc;

use bidwright_base::geometry::{Pt, Rect};
use bidwright_document::image::Image;
use bidwright_document::tree::{Block, Callout, Document, Inline, Item as ListItem};
use bidwright_print::layout::LaidOut;
use bidwright_print::layout::pages::{Item, Pages, Role};

use crate::layout_pages::{laid, words};
use crate::support::documents::{para, plain_document, prose, theme};
use crate::support::overlaps;

/// A drawing so many CSS pixels wide and high: four make three points.
fn drawing(width: u32, height: u32, caption: &str) -> Block {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><path d='M0 0h9v9z'/></svg>"
    );
    Block::Image {
        id: "picture".to_owned(),
        source: "pictures/site.svg".to_owned(),
        alt: "Two sites and a line".to_owned(),
        caption: if caption.is_empty() { Vec::new() } else { vec![Inline::Text(caption.to_owned())] },
        image: Some(Arc::new(Image::read(svg.as_bytes()).expect("a drawing"))),
    }
}

fn document(blocks: Vec<Block>) -> Document {
    plain_document(blocks)
}

/// Page, left, top, width and height of every drawing that is not the brand's.
fn areas(pages: &Pages) -> Vec<(usize, Rect)> {
    let all =
        pages.pages.iter().enumerate().flat_map(|(at, page)| page.items.iter().map(move |item| (at, item)));
    all.filter_map(|(at, placed)| match &placed.item {
        Item::Svg { area, .. } if placed.element.is_some_and(|e| pages.elements[e].role == Role::Figure) => {
            Some((at, *area))
        }
        _ => None,
    })
    .collect()
}

fn is_sound(laid: &LaidOut) {
    assert_eq!(overlaps::faults(&laid.pages, &theme()), []);
}

fn text_width() -> f64 {
    let theme = theme();
    theme.page.width.0 - theme.margins[1].0 - theme.margins[3].0
}

fn text_height() -> f64 {
    let theme = theme();
    theme.page.height.0 - theme.margins[0].0 - theme.margins[2].0
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

#[test]
fn an_image_stands_in_its_own_size_at_the_left_of_the_text() {
    let laid = laid(&document(vec![prose(1), drawing(200, 100, ""), prose(2)]));
    let [(0, area)] = areas(&laid.pages)[..] else { panic!("one picture on one page") };
    let (width, height) = (area.width.0, area.height.0);
    assert!(is_near(area.x.0, theme().margins[3].0));
    assert!(is_near(width, 150.0) && is_near(height, 75.0), "{width} {height}");
    is_sound(&laid);
}

#[test]
fn an_image_is_scaled_down_to_the_column_and_to_two_thirds_of_a_page_in_its_shape() {
    for (width, height) in [(4_000, 400), (400, 4_000), (20_000, 20_000), (1, 30_000), (30_000, 1)] {
        let laid = laid(&document(vec![drawing(width, height, ""), prose(1)]));
        let [(_, Rect { width: Pt(wide), height: Pt(high), .. })] = areas(&laid.pages)[..] else {
            panic!("one picture")
        };
        let (wanted_wide, wanted_high) = (f64::from(width) * 0.75, f64::from(height) * 0.75);
        let tallest = text_height() * 2.0 / 3.0;
        let share = (text_width() / wanted_wide).min(tallest / wanted_high);
        assert!(is_near(wide, wanted_wide * share), "{width} x {height}: {wide}");
        assert!(is_near(high, wanted_high * share), "{width} x {height}: {high}");
        is_sound(&laid);
    }
}

#[test]
fn an_image_in_a_list_or_a_box_is_as_wide_as_what_holds_it() {
    let item = ListItem { task: None, blocks: vec![para("As here:"), drawing(4_000, 400, "")] };
    let list = Block::List { start: Some(1), tight: true, items: vec![item] };
    let boxed = Block::Callout {
        kind: Callout::Note,
        title: Vec::new(),
        blocks: vec![drawing(4_000, 400, "In a box")],
    };
    let laid = laid(&document(vec![list, boxed]));
    let found = areas(&laid.pages);
    assert_eq!(found.len(), 2);
    for (_, Rect { x: Pt(x), width: Pt(width), height: Pt(height), .. }) in found {
        assert!(x > theme().margins[3].0 + 1.0 && width < text_width() - 1.0, "{x} {width}");
        assert!(is_near(width / height, 10.0));
    }
    is_sound(&laid);
}

#[test]
fn an_image_is_a_figure_with_its_words_and_its_caption_inside() {
    let laid = laid(&document(vec![drawing(200, 100, "The line joins both sites")]));
    let elements = &laid.pages.elements;
    let figure = elements.iter().position(|element| element.role == Role::Figure).unwrap();
    assert_eq!(elements[figure].alt.as_deref(), Some("Two sites and a line"));
    let caption = elements.iter().position(|element| element.role == Role::Caption).unwrap();
    assert_eq!(elements[caption].parent, figure);
    assert_eq!(words(&laid.pages).join(" "), "Figure\u{a0}1\u{2002}The line joins both sites");
}

#[test]
fn a_caption_is_never_parted_from_its_image() {
    for paragraphs in 0..14 {
        let mut blocks: Vec<Block> = (0..paragraphs).map(prose).collect();
        blocks.push(drawing(500, 500, "The line joins both sites"));
        let laid = laid(&document(blocks));
        let caption = laid.pages.elements.iter().position(|e| e.role == Role::Caption).unwrap();
        let on = |page: &bidwright_print::layout::pages::Page| {
            page.items.iter().any(|item| item.element == Some(caption))
        };
        let of_caption: Vec<usize> =
            (0..laid.pages.pages.len()).filter(|at| on(&laid.pages.pages[*at])).collect();
        let [(of_image, _)] = areas(&laid.pages)[..] else { panic!("one picture") };
        assert_eq!(of_caption, [of_image], "after {paragraphs} paragraphs");
        is_sound(&laid);
    }
}

#[test]
fn an_image_that_may_not_be_shown_is_told_in_words_with_its_caption() {
    let Block::Image { id, source, alt, caption, .. } = drawing(200, 100, "The line joins both sites") else {
        unreachable!()
    };
    let laid = laid(&document(vec![Block::Image { id, source, alt, caption, image: None }]));
    assert_eq!(areas(&laid.pages), []);
    assert_eq!(
        words(&laid.pages).join(" "),
        "Figure\u{a0}1\u{2002}The line joins both sites Two sites and a line"
    );
    is_sound(&laid);
}
