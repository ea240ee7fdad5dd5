//! Two columns, and pages on their side.

use bidwright_document::tree::{Block, Chart, Document, Figure, Flow, Inline};
use bidwright_print::layout::LaidOut;
use bidwright_print::layout::pages::Page;

use crate::layout_pages::{laid, runs, words};
use crate::support::documents::{gantt, heading, plain_document, price_table, prose, text, theme};
use crate::support::{balance, overlaps};

/// Size and line spacing of small print.
const SMALL: (f64, f64) = (8.5, 11.3);

fn columns(clauses: usize) -> Document {
    let mut blocks = vec![prose(0), heading(1, "terms", "Terms"), Block::Flow(Flow::TwoColumns)];
    for n in 0..clauses {
        blocks.push(heading(2, &format!("clause{n}"), "A clause that binds both parties"));
        blocks.push(Block::Fine((0..3).map(|k| prose(n + k)).collect()));
    }
    blocks.extend([Block::Flow(Flow::Plain), heading(1, "after", "After the terms"), prose(1)]);
    plain_document(blocks)
}

fn in_order(laid: &LaidOut) {
    assert_eq!(overlaps::faults(&laid.pages, &theme()), []);
    assert_eq!(balance::faults(&laid.pages, &theme()), []);
}

/// Baselines of small print, for each column of a page.
fn baselines(page: &Page) -> [Vec<f64>; 2] {
    let middle = page.size.width.0 / 2.0;
    let mut columns = [Vec::new(), Vec::new()];
    for (_, run) in
        runs(page).filter(|(element, run)| element.is_some() && (run.size.0 - SMALL.0).abs() < 0.01)
    {
        columns[usize::from(run.start.x.0 > middle)].push(run.start.y.0);
    }
    columns
}

#[test]
fn columns_lose_no_word_and_leave_no_line_alone() {
    for clauses in [1, 2, 5, 9, 20] {
        let document = columns(clauses);
        let laid = laid(&document);
        in_order(&laid);
        let flat = plain_document(
            document.blocks.iter().filter(|block| !matches!(block, Block::Flow(_))).cloned().collect(),
        );
        assert_eq!(words(&laid.pages), words(&crate::layout_pages::laid(&flat).pages), "{clauses} clauses");
    }
}

#[test]
fn lines_of_both_columns_stand_on_one_grid() {
    let laid = laid(&columns(20));
    let mut pages = 0;
    for page in &laid.pages.pages {
        let [one, other] = baselines(page);
        if let (Some(first), false) = (one.first(), other.is_empty()) {
            pages += 1;
            for y in one.iter().chain(&other) {
                let lines = (y - first) / SMALL.1;
                assert!((lines - lines.round()).abs() < 0.01, "{y} is off the grid that begins at {first}");
            }
        }
    }
    assert!(pages > 2);
}

#[test]
fn the_last_columns_end_at_about_the_same_height() {
    let laid = laid(&columns(7));
    let mut ends =
        laid.pages.pages.iter().map(baselines).filter(|[one, other]| !one.is_empty() && !other.is_empty());
    let [one, other] = ends.next_back().expect("a page with two columns");
    let end = |lines: &[f64]| lines.iter().copied().fold(0.0, f64::max);
    assert!((end(&one) - end(&other)).abs() < 5.0 * SMALL.1, "{} and {}", end(&one), end(&other));
}

#[test]
fn a_wide_table_stands_on_pages_of_its_own_on_their_side() {
    let upright = plain_document(vec![prose(0), prose(1), Block::Table(price_table(40)), prose(2)]);
    let mut turned = upright.clone();
    turned.blocks.insert(2, Block::Flow(Flow::Landscape));
    turned.blocks.insert(4, Block::Flow(Flow::Plain));
    let laid = laid(&turned);
    in_order(&laid);
    assert_eq!(words(&laid.pages), words(&crate::layout_pages::laid(&upright).pages));
    let sides: Vec<bool> =
        laid.pages.pages.iter().map(|page| page.size.width.0 > page.size.height.0).collect();
    assert!(sides.len() > 3 && !sides[0] && !sides[sides.len() - 1], "{sides:?}");
    assert!(sides[1..sides.len() - 1].iter().all(|side| *side), "{sides:?}");
    // Wider, so its rows take fewer lines.
    let widest = runs(&laid.pages.pages[1]).map(|(_, run)| run.start.x.0).fold(0.0, f64::max);
    assert!(widest > 600.0, "{widest}");
}

#[test]
fn a_turn_with_nothing_after_it_makes_no_page() {
    let blocks = vec![prose(0), Block::Flow(Flow::Landscape), Block::Flow(Flow::Plain), prose(1)];
    assert_eq!(laid(&plain_document(blocks)).pages.pages.len(), 1);
    let blocks =
        vec![Block::Flow(Flow::TwoColumns), Block::Flow(Flow::Plain), prose(1), Block::Flow(Flow::Landscape)];
    assert_eq!(laid(&plain_document(blocks)).pages.pages.len(), 1);
}

/// A plan of so many rows.
fn figure(id: &str, rows: usize) -> Block {
    let caption = text(&format!("The plan called {id}"));
    let chart = Chart::Gantt(gantt(rows));
    Block::Figure(Figure { id: id.to_owned(), caption, alt: "A plan".to_owned(), chart })
}

/// The words of a paragraph that has no links or notes.
fn plain(content: &[Inline]) -> String {
    let text = |inline: &Inline| if let Inline::Text(text) = inline { text.clone() } else { String::new() };
    content.iter().map(text).collect()
}

/// The place of an item: its page and how far down.
fn place(laid: &LaidOut, id: &str) -> (usize, f64) {
    let place = laid.pages.places[id];
    (place.page, place.y.0)
}

#[test]
fn a_figure_without_room_stands_at_the_top_of_the_next_page_and_the_text_goes_on() {
    let mut blocks: Vec<Block> = (0..6).map(prose).collect();
    blocks.push(figure("plan", 30));
    blocks.extend((6..16).map(prose));
    let document = plain_document(blocks);
    let laid = laid(&document);
    in_order(&laid);
    let (page, y) = place(&laid, "plan");
    assert_eq!(page, 1);
    assert!(y < theme().margins[0].0 + 1.0, "{y}");
    // The page before it is full of the text after it.
    let lowest =
        runs(&laid.pages.pages[0]).filter(|(element, _)| element.is_some()).map(|(_, run)| run.start.y.0);
    assert!(lowest.fold(0.0, f64::max) > 700.0);
    // Read in the order of the document all the same.
    let read = words(&laid.pages).join(" ");
    let figure = read.find("Figure\u{a0}1").expect("the caption");
    let Block::Paragraph(after) = prose(6) else { unreachable!() };
    let after = plain(&after);
    let first: Vec<&str> = after.split_ascii_whitespace().take(6).collect();
    assert!(read[figure..].contains(&first.join(" ")), "{first:?}");
}

#[test]
fn figures_keep_their_order_and_their_chapter() {
    let mut blocks = vec![heading(1, "one", "One")];
    blocks.extend((0..5).map(prose));
    blocks.extend([figure("a", 30), prose(5), figure("b", 6), prose(6)]);
    blocks.extend([heading(1, "two", "Two"), prose(7)]);
    let laid = laid(&plain_document(blocks));
    in_order(&laid);
    assert!(place(&laid, "a") < place(&laid, "b"));
    assert!(place(&laid, "b") < place(&laid, "two"), "{:?}", laid.pages.places);
}
