//! What a typographer would count on the pages of the samples: short last lines, divided words in a row, loose
//! lines, words divided over a page.

use std::collections::BTreeMap;
use std::path::Path;

use bidwright::compose::DocumentKind;
use bidwright::diag::Diags;
use bidwright::input;
use bidwright::layout::pages::{Element, Item, Page, Pages, Role, Run};
use bidwright::layout::{self, FontBook};
use bidwright::pipeline;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];
/// Of the measure, what the last line of a paragraph of three lines or more fills at least.
const LAST_LINE: f64 = 0.18;
/// How many lines in succession may end in a divided word.
const HYPHENS: usize = 2;
/// How far a space of justified text is stretched at most, of its natural width.
const STRETCHED: f64 = 2.6;

/// A line as it is seen.
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
    // Raised figures stand a little above the line they belong to.
    if lines.last().is_none_or(|line| line.page != page || (line.y - run.y).abs() > 5.0) {
        let (left, right) = (run.x, run.x);
        lines.push(Line { page, y: run.y, left, right, text: String::new(), spaces: Vec::new() });
    }
    let line = lines.last_mut().expect("pushed above");
    line.text.push_str(&run.text);
    let face = fonts.face(run.face);
    for glyph in &run.glyphs {
        let text = &run.text[glyph.text.0 as usize..glyph.text.1 as usize];
        let natural = f64::from(face.advance(glyph.id)) / f64::from(face.units_per_em) * run.size;
        if text == " " && glyph.advance > 0.0 {
            line.spaces.push(glyph.advance / natural);
        }
        if !text.trim().is_empty() {
            line.left = line.left.min(run.x + glyph.dx);
            line.right = line.right.max(run.x + glyph.dx + glyph.advance);
        }
    }
}

/// Every document of every sample, by its name.
fn each(mut look: impl FnMut(&str, &Pages, &FontBook)) {
    for sample in SAMPLES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let mut diags = Diags::default();
        let project = input::load(&folder, None, &mut diags);
        let mut offer = pipeline::offer(&project, &mut diags).expect("a sample that stands");
        offer.appraisal = Some(pipeline::appraise(&offer, None));
        let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
        for kind in DocumentKind::ALL {
            let document = pipeline::compose(&project, &offer, kind, &mut diags).expect("a document");
            let laid = layout::layout(&document, &offer.theme, &fonts);
            look(&format!("{sample} {}", kind.word()), &laid.pages, &fonts);
        }
    }
}

#[test]
#[ignore]
fn measured() {
    for (what, of) in [
        ("prose", (|role| role == Role::Paragraph) as fn(Role) -> bool),
        ("cells", |role| matches!(role, Role::Cell { .. } | Role::HeaderCell { .. })),
    ] {
        let (
            mut lines,
            mut count,
            mut hyph,
            mut runts,
            mut rest,
            mut short,
            mut worst,
            mut over2,
            mut over16,
            mut over13,
            mut divided_page,
            mut pagesn,
        ) = (0, 0, 0, 0, 0, 1.0_f64, 0.0_f64, 0, 0, 0, 0, 0);
        let mut rows: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut sumdev, mut nd) = (0.0, 0);
        each(|name, pages, fonts| {
            pagesn += pages.pages.len();
            for p in paragraphs(pages, fonts, of) {
                count += 1;
                lines += p.len();
                let measure = p.iter().map(Line::width).fold(0.0, f64::max);
                let mut run = 0;
                for (at, line) in p.iter().enumerate() {
                    if line.divided() {
                        hyph += 1;
                        run += 1;
                        if p.get(at + 1).is_some_and(|next| next.page != line.page) {
                            divided_page += 1;
                        }
                    } else {
                        if run > 0 {
                            *rows.entry(run).or_default() += 1;
                        }
                        run = 0;
                    }
                    let s = line.spaces.iter().copied().fold(0.0, f64::max);
                    if s > worst {
                        worst = s;
                        println!("{name} p{} {s:.2} {:?}", line.page, line.text);
                    }
                    over2 += usize::from(s > 2.0);
                    over16 += usize::from(s > 1.6);
                    over13 += usize::from(s > 1.3);
                    if at + 1 < p.len() && s > 0.0 {
                        sumdev += (s - 1.0) * (s - 1.0);
                        nd += 1;
                    }
                }
                if p.len() >= 3 {
                    let last = p.last().unwrap();
                    let share = last.width() / measure;
                    if share < 0.15 {
                        runts += 1;
                        println!("{name} p{} runt {share:.2} {:?}", last.page, last.text);
                    }
                    if p[p.len() - 2].divided() {
                        rest += 1;
                        if !last.text.trim().contains(' ') {
                            println!("{name} p{} rest of a word alone {:?}", last.page, last.text);
                        }
                    }
                    short = short.min(share);
                }
            }
        });
        println!(
            "{what}: pages {pagesn} paragraphs {count} lines {lines} hyphens {hyph} rows {rows:?} runts<15% {runts} shortest {short:.3} last line begins in a word {rest} worst space {worst:.2} >2.0 {over2} >1.6 {over16} >1.3 {over13} over a page {divided_page} rms {:.3}",
            f64::sqrt(sumdev / f64::from(nd))
        );
    }
}
