//! Files with one mistake each.

use bidwright_document::tree::Target;
use bidwright_print::layout::pages::{Item, Role};

use crate::pdf_files::made;
use crate::support::pdf_check::check;
use crate::support::pdf_pages::{INK, Sample, area};

fn found(change: impl FnOnce(&mut Sample)) -> Vec<String> {
    let mut sample = Sample::everything();
    change(&mut sample);
    check(&made(&sample, &[]).expect("a file"))
}

#[test]
fn a_figure_without_words() {
    let broken = found(|s| s.pages.elements.iter_mut().for_each(|e| e.alt = None));
    assert_eq!(broken, ["a Figure has no words in its place"; 3]);
}

#[test]
fn a_link_outside_of_links() {
    let broken = found(|s| {
        let words = "there".to_owned();
        let to = Target::Uri("https://example.com".to_owned());
        s.put(1, Item::Link { area: area(72.0, 72.0, 9.0, 9.0), to, words });
    });
    assert_eq!(broken, ["page 4: annotation 1 belongs to Sect, not to a Link"]);
}

#[test]
fn a_heading_that_skips_a_level() {
    let broken = found(|s| s.heading(0, 4, 700.0, "deep", "Deep"));
    assert_eq!(broken, ["an H4 follows an H1"]);
}

#[test]
fn a_row_outside_of_tables() {
    let broken = found(|s| s.pages.elements[1].role = Role::Row);
    assert_eq!(broken[0], "a TR is not allowed in a Document");
}

#[test]
fn content_of_an_element_out_of_the_tree() {
    let broken = found(|s| {
        let lost = s.element(Role::Paragraph, 0);
        s.pages.elements[0].children.pop();
        s.line(lost, (72.0, 700.0), (0, 10.0, INK), "lost");
    });
    assert_eq!(broken, ["page 4: piece 9 is marked P and belongs to nothing"]);
}

#[test]
fn a_file_that_is_none() {
    assert_eq!(check(b"%PDF-1.7").len(), 1);
}
