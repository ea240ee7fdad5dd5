//! What a typographer would count on the pages of the samples: short last lines, divided words in a row, loose
//! lines, words divided over a page.

use std::collections::BTreeMap;
use std::path::Path;

use bidwright_base::diag::Diags;
use bidwright_document::compose::DocumentKind;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_print::layout::pages::{Element, Item, Page, Pages, Role, Run};
use bidwright_service::pipeline;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];
/// Of the measure, what the last line of a paragraph of three lines or more fills at least.
const LAST_LINE: f64 = 0.095;
/// How many lines in succession may end in a divided word.
const HYPHENS: usize = 2;
/// How far a space of justified text is stretched at most, of its natural width.
const STRETCHED: f64 = 2.5 + 0.01;

/// A line as it is visible.
#[derive(Debug)]
struct Line {
    page: usize,
    y: f64,
    left: f64,
    right: f64,
    text: String,
    /// How far its spaces are stretched, of their natural width.
    spaces: Vec<f64>,
}

impl Line {
    fn divided(&self) -> bool {
        self.text.trim_end().ends_with('\u{ad}')
    }

    fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// The paragraphs of running text, each with its lines.
fn paragraphs(pages: &Pages, fonts: &FontBook, of: fn(Role) -> bool) -> Vec<Vec<Line>> {
    let mut all: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for (element, run) in runs(page) {
            let block = block(&pages.elements, element);
            if of(pages.elements[block].role) {
                add(all.entry(block).or_default(), number + 1, run, fonts);
            }
        }
    }
    all.into_values().collect()
}

fn runs(page: &Page) -> impl Iterator<Item = (usize, &Run)> {
    page.items.iter().filter_map(|placed| match &placed.item {
        Item::Text(run) => placed.element.map(|element| (element, run)),
        _ => None,
    })
}

/// What the words of a link or a reference belong to.
fn block(elements: &[Element], mut element: usize) -> usize {
    while matches!(elements[element].role, Role::Link | Role::Reference | Role::Span) {
        element = elements[element].parent;
    }
    element
}

fn add(lines: &mut Vec<Line>, page: usize, run: &Run, fonts: &FontBook) {
    // Raised figures are a little above the line they belong to.
    if lines.last().is_none_or(|line| line.page != page || (line.y - run.start.y.0).abs() > 5.0) {
        let (left, right) = (run.start.x.0, run.start.x.0);
        lines.push(Line { page, y: run.start.y.0, left, right, text: String::new(), spaces: Vec::new() });
    }
    let line = lines.last_mut().expect("pushed above");
    line.text.push_str(&run.text);
    let face = fonts.face(run.face);
    for glyph in &run.glyphs {
        let text = &run.text[glyph.text.0 as usize..glyph.text.1 as usize];
        let natural = f64::from(face.advance(glyph.id)) / f64::from(face.units_per_em) * run.size.0;
        if text == " " && glyph.advance.0 > 0.0 {
            line.spaces.push(glyph.advance.0 / natural);
        }
        if !text.trim().is_empty() {
            line.left = line.left.min(run.start.x.0 + glyph.dx.0);
            line.right = line.right.max(run.start.x.0 + glyph.dx.0 + glyph.advance.0);
        }
    }
}

/// Every document of every sample, by its name.
fn each(mut look: impl FnMut(&str, &Pages, &FontBook)) {
    for sample in SAMPLES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let mut diags = Diags::default();
        let project = crate::support::load(&folder, None, &mut diags);
        let mut offer = pipeline::offer(&project, &mut diags).expect("a valid sample");
        offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
        let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
        for kind in DocumentKind::ALL {
            let document = pipeline::compose(&project, &offer, kind, &mut diags).expect("a document");
            let laid = layout::layout(&document, &offer.theme, &fonts);
            look(&format!("{sample} {}", kind.word()), &laid.pages, &fonts);
        }
    }
}

/// What a typographer counts.
#[derive(Debug, Default)]
struct Count {
    paragraphs: usize,
    lines: usize,
    hyphens: usize,
    /// Lines whose spaces are more than so wide, of their natural width: 1.3, 1.6, 2.
    loose: [usize; 3],
    short: Vec<String>,
    faults: Vec<String>,
}

impl Count {
    fn paragraph(&mut self, name: &str, lines: &[Line]) {
        self.paragraphs += 1;
        self.lines += lines.len();
        let measure = lines.iter().map(Line::width).fold(0.0, f64::max);
        let mut row = 0;
        for (at, line) in lines.iter().enumerate() {
            let mut fault =
                |what: &str| self.faults.push(format!("{name} page {}: {what}: {:?}", line.page, line.text));
            row = if line.divided() { row + 1 } else { 0 };
            self.hyphens += usize::from(line.divided());
            if row > HYPHENS {
                fault("too many hyphens in a row");
            }
            if line.divided() && lines.get(at + 1).is_some_and(|next| next.page != line.page) {
                fault("a word divided over a page");
            }
            let widest = line.spaces.iter().copied().fold(0.0, f64::max);
            for (count, limit) in self.loose.iter_mut().zip([1.3, 1.6, 2.0]) {
                *count += usize::from(widest > limit);
            }
            if widest > STRETCHED {
                fault("spaces are holes");
            }
            let begins_with_dash = |dash: char| line.text.trim_start().starts_with(&format!("{dash} "));
            if at > 0 && ['–', '—'].into_iter().any(begins_with_dash) {
                fault("a dash begins a line");
            }
        }
        let [.., before, last] = lines else { return };
        let rest = before.divided() && !last.text.trim().contains(char::is_whitespace);
        if rest {
            self.faults.push(format!("{name} page {}: the rest of a word alone: {:?}", last.page, last.text));
        }
        if lines.len() >= 3 && last.width() < measure * LAST_LINE {
            self.short.push(last.text.trim().to_owned());
        }
    }
}

fn counted(of: fn(Role) -> bool) -> Count {
    let mut count = Count::default();
    each(|name, pages, fonts| {
        paragraphs(pages, fonts, of).iter().for_each(|lines| count.paragraph(name, lines));
    });
    count
}

#[test]
fn no_paragraph_of_the_samples_has_a_fault_that_a_typographer_sees() {
    let prose = counted(|role| role == Role::Paragraph);
    assert_eq!(prose.faults, Vec::<String>::new(), "{prose:#?}");
    // The numbers are printed by `--nocapture`; the limits hold them.
    println!(
        "prose: {} paragraphs, {} lines, {} divided, loose {:?}",
        prose.paragraphs, prose.lines, prose.hyphens, prose.loose
    );
    assert!(prose.lines > 1_500 && prose.hyphens > 20, "{prose:#?}");
    // One in a hundred lines may be visibly loose: names are not divided, and a note may be full of them.
    assert!(prose.loose[2] * 100 <= prose.lines && prose.loose[1] * 40 <= prose.lines, "{:?}", prose.loose);
    // A footnote of three lines whose first is full of names: no way to end them is better.
    prose.short.iter().for_each(|text| assert_eq!(text, "no size."));
    assert!(prose.short.len() <= 3, "{:?}", prose.short);
}

#[test]
fn no_cell_of_a_table_ends_in_a_line_that_looks_like_an_accident() {
    let cells = counted(|role| matches!(role, Role::Cell { .. } | Role::HeaderCell { .. }));
    assert_eq!((cells.faults.as_slice(), cells.short.as_slice()), (&[][..], &[][..]));
    assert!(cells.lines > 3_000);
}
