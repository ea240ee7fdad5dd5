//! Whether pages are fit to be read: no line of a paragraph alone, no heading without what it heads, no page
//! all but empty.

use std::collections::BTreeMap;
use std::fmt;

use bidwright_model::theme::Theme;
use bidwright_print::layout::pages::{Item, Pages, Role, Run};

/// A page that the text goes on from is filled to this share of it.
const THIN: f64 = 0.2;

/// Something that reads badly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// Its page, counted from one.
    pub(crate) page: usize,
    /// The words it is found by.
    pub(crate) words: String,
    /// What is wrong.
    pub(crate) wrong: Wrong,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Wrong {
    /// The first line of a paragraph ends a column or page.
    Orphan,
    /// The last line of a paragraph begins a column or page.
    Widow,
    /// A heading ends a column or page.
    Stranded,
    /// The page is full to this share only, and the text goes on.
    Thin(f64),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { page, words, wrong } = self;
        match wrong {
            Wrong::Orphan => {
                write!(f, "page {page}: {words:?} is the first line of its paragraph, left alone")
            }
            Wrong::Widow => write!(f, "page {page}: {words:?} is the last line of its paragraph, left alone"),
            Wrong::Stranded => write!(f, "page {page}: the heading {words:?} ends its column"),
            Wrong::Thin(share) => write!(f, "page {page} is full to {:.0} % only", share * 100.0),
        }
    }
}

/// Lines of headings one after the other that no text has.
const MOST_HEADINGS: usize = 12;

/// A line of text: its place and what it belongs to.
struct Line<'p> {
    page: usize,
    y: f64,
    element: usize,
    run: &'p Run,
}

/// Everything that reads badly. The cover, the contents, cells of tables and footnotes are not checked
/// for this.
pub(crate) fn faults(pages: &Pages, theme: &Theme) -> Vec<Fault> {
    let lines = lines(pages);
    let mut faults = stranded(pages, &lines);
    faults.extend(alone(pages, &lines));
    faults.extend(thin(pages, &lines, theme));
    faults.sort_by_key(|fault| fault.page);
    faults
}

/// The lines of running text, in reading order.
fn lines(pages: &Pages) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (at, page) in pages.pages.iter().enumerate().filter(|(_, page)| !page.label.is_empty()) {
        for placed in &page.items {
            if let (Some(element), Item::Text(run)) = (placed.element, &placed.item) {
                let apart = |role| matches!(role, Role::Note | Role::Contents);
                if !upwards(pages, element).any(|role| apart(role.1)) {
                    let block = block_of(pages, element);
                    let same = |last: &Line<'_>| {
                        last.page == at && last.element == block && (last.y - run.start.y.0).abs() < 4.0
                    };
                    if !lines.last().is_some_and(same) {
                        lines.push(Line { page: at, y: run.start.y.0, element: block, run });
                    }
                }
            }
        }
    }
    lines
}

/// An element and those around it.
fn upwards(pages: &Pages, element: usize) -> impl Iterator<Item = (usize, Role)> {
    let mut next = Some(element);
    std::iter::from_fn(move || {
        let here = next?;
        let element = &pages.elements[here];
        next = (element.parent != here).then_some(element.parent);
        Some((here, element.role))
    })
}

/// The paragraph or heading a run belongs to, or else its own element.
fn block_of(pages: &Pages, element: usize) -> usize {
    let block = |role| matches!(role, Role::Paragraph | Role::Heading(_) | Role::Caption);
    upwards(pages, element).find(|(_, role)| block(*role)).map_or(element, |(at, _)| at)
}

fn stranded(pages: &Pages, lines: &[Line<'_>]) -> Vec<Fault> {
    let heading = |line: &Line<'_>| matches!(pages.elements[line.element].role, Role::Heading(_));
    let mut faults = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| heading(line)).count();
        // With nothing but headings, some page must end with one.
        if (1..MOST_HEADINGS).contains(&run) {
            let pairs = lines[at..lines.len().min(at + run + 1)].windows(2);
            let apart = pairs.filter(|pair| pair[0].page != pair[1].page || pair[1].y < pair[0].y - 4.0);
            faults.extend(apart.map(|pair| fault(&pair[0], Wrong::Stranded)));
        }
        at += run.max(1);
    }
    faults
}

/// First and last lines that are alone at the end or the start of a column.
fn alone(pages: &Pages, lines: &[Line<'_>]) -> Vec<Fault> {
    let mut paragraphs: BTreeMap<usize, Vec<&Line<'_>>> = BTreeMap::new();
    for line in lines {
        let in_cell = |(_, role)| matches!(role, Role::Cell { .. } | Role::HeaderCell { .. });
        let running = pages.elements[line.element].role == Role::Paragraph;
        if running && !upwards(pages, line.element).any(in_cell) {
            paragraphs.entry(line.element).or_default().push(line);
        }
    }
    let mut faults = Vec::new();
    for lines in paragraphs.values() {
        let columns: Vec<&[&Line<'_>]> =
            lines.chunk_by(|one, next| one.page == next.page && one.y < next.y).collect();
        if let [[first], .., _] = columns.as_slice() {
            faults.push(fault(first, Wrong::Orphan));
        }
        if let [_, .., [last]] = columns.as_slice() {
            faults.push(fault(last, Wrong::Widow));
        }
    }
    faults
}

/// Pages all but empty although the text goes on: the next does not begin with a heading, nor is it another
/// kind of page.
fn thin(pages: &Pages, lines: &[Line<'_>], theme: &Theme) -> Vec<Fault> {
    let [top, _, bottom, _] = theme.margins.map(|margin| margin.0);
    let mut faults = Vec::new();
    for (at, pair) in pages.pages.windows(2).enumerate() {
        let first_after = lines.iter().find(|line| line.page > at);
        let goes_on = first_after.is_some_and(|line| {
            line.page == at + 1 && !matches!(pages.elements[line.element].role, Role::Heading(_))
        });
        if !goes_on || pair[0].size != pair[1].size || !lines.iter().any(|line| line.page == at) {
            continue;
        }
        let content = pair[0].items.iter().filter(|placed| {
            let in_note = |element| upwards(pages, element).any(|(_, role)| role == Role::Note);
            placed.element.is_some_and(|element| !in_note(element))
        });
        let lowest = content.map(|placed| super::overlaps::extent(&placed.item)[3]).fold(top, f64::max);
        let share = (lowest - top) / (pair[0].size.height.0 - top - bottom);
        if share < THIN {
            faults.push(Fault { page: at + 1, words: String::new(), wrong: Wrong::Thin(share) });
        }
    }
    faults
}

fn fault(line: &Line<'_>, wrong: Wrong) -> Fault {
    Fault { page: line.page + 1, words: line.run.text.trim().to_owned(), wrong }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bidwright_base::geometry::{Point, Pt, Size};

    use crate::support::documents::theme;
    use bidwright_model::theme::Colour;
    use bidwright_print::layout::pages::{Element, Page, Placed};

    const PARAGRAPH: usize = 1;
    const HEADING: usize = 2;
    const OTHER: usize = 3;

    /// What is wrong with pages of lines: their element and how far down they are.
    fn wrongs(sheets: &[&[(usize, f64)]]) -> Vec<(usize, Wrong)> {
        let element = |role| Element { role, parent: 0, children: Vec::new(), alt: None, language: None };
        let roles = [Role::Document, Role::Paragraph, Role::Heading(2), Role::Code];
        let line = |(element, y): &(usize, f64)| {
            let run = Run {
                start: Point::new(Pt(80.0), Pt(*y)),
                face: 0,
                size: Pt(10.0),
                colour: Colour::WHITE,
                glyphs: Vec::new(),
                text: "words".to_owned(),
            };
            Placed { element: Some(*element), item: Item::Text(run) }
        };
        let page = |lines: &&[(usize, f64)]| Page {
            size: Size::new(Pt(595.276), Pt(841.89)),
            label: "1".to_owned(),
            items: lines.iter().map(line).collect(),
        };
        let pages = Pages {
            pages: sheets.iter().map(page).collect(),
            elements: roles.into_iter().map(element).collect(),
            ..Pages::default()
        };
        faults(&pages, &theme()).into_iter().map(|fault| (fault.page, fault.wrong)).collect()
    }

    #[test]
    fn two_lines_on_each_side_are_enough() {
        assert_eq!(
            wrongs(&[&[(PARAGRAPH, 700.0), (PARAGRAPH, 714.0)], &[(PARAGRAPH, 90.0), (PARAGRAPH, 104.0)]]),
            []
        );
    }

    #[test]
    fn one_line_on_either_side_is_told() {
        let orphan = wrongs(&[&[(PARAGRAPH, 714.0)], &[(PARAGRAPH, 90.0), (PARAGRAPH, 104.0)]]);
        assert_eq!(orphan, [(1, Wrong::Orphan)]);
        let widow = wrongs(&[&[(PARAGRAPH, 700.0), (PARAGRAPH, 714.0)], &[(PARAGRAPH, 90.0)]]);
        assert_eq!(widow, [(2, Wrong::Widow)]);
    }

    #[test]
    fn columns_of_one_page_are_like_pages() {
        let orphan = wrongs(&[&[(OTHER, 600.0), (PARAGRAPH, 714.0), (PARAGRAPH, 90.0), (PARAGRAPH, 104.0)]]);
        assert_eq!(orphan, [(1, Wrong::Orphan)]);
    }

    #[test]
    fn a_heading_without_text_under_it_is_told() {
        assert_eq!(wrongs(&[&[(OTHER, 600.0), (HEADING, 714.0)], &[(OTHER, 90.0)]]), [(1, Wrong::Stranded)]);
        assert_eq!(wrongs(&[&[(OTHER, 600.0), (HEADING, 686.0), (OTHER, 714.0)]]), []);
    }

    #[test]
    fn a_page_all_but_empty_is_told_unless_a_part_ends_with_it() {
        let thin = wrongs(&[&[(OTHER, 150.0)], &[(OTHER, 90.0)]]);
        assert!(matches!(thin.as_slice(), [(1, Wrong::Thin(share))] if *share < THIN), "{thin:?}");
        assert_eq!(wrongs(&[&[(OTHER, 150.0)], &[(HEADING, 90.0), (OTHER, 120.0)]]), []);
        assert_eq!(wrongs(&[&[(OTHER, 150.0)]]), []);
    }
}
