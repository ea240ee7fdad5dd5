//! Pages as stable text: what golden files hold and what a person compares.

use std::fmt;

use bidwright_base::geometry::{Pt, Rect};
use bidwright_print::layout::pages::{Item, Page, Pages, Run};

/// All pages, then the outline.
pub(crate) fn dump(pages: &Pages) -> String {
    Dump(pages).to_string()
}

struct Dump<'p>(&'p Pages);

impl fmt::Display for Dump<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, page) in self.0.pages.iter().enumerate() {
            let (width, height) = (page.size.width.0, page.size.height.0);
            writeln!(f, "page {} {:?} {width:.1} x {height:.1}", index + 1, page.label)?;
            write_page(f, page)?;
            writeln!(f)?;
        }
        for mark in &self.0.outline {
            let indent = usize::from(mark.level.saturating_sub(1)) * 2;
            write!(f, "{:indent$}outline {:?}", "", mark.title)?;
            match self.0.places.get(&mark.id) {
                Some(place) => writeln!(f, " page {} y {:.1}", place.page + 1, place.y.0)?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// Runs on one baseline that follow each other are one line; shapes are counted between lines.
fn write_page(f: &mut fmt::Formatter<'_>, page: &Page) -> fmt::Result {
    let mut shapes = Shapes::default();
    let mut line: Vec<&Run> = Vec::new();
    for placed in &page.items {
        if let Item::Text(run) = &placed.item {
            shapes.write(f)?;
            if line.last().is_some_and(|last| {
                (last.start.y.0 - run.start.y.0).abs() > 0.05 || last.start.x.0 > run.start.x.0
            }) {
                write_line(f, &line)?;
                line.clear();
            }
            line.push(run);
            continue;
        }
        write_line(f, &line)?;
        line.clear();
        match &placed.item {
            Item::Text(_) => {}
            Item::Fill { .. } => shapes.fills += 1,
            Item::Stroke { .. } => shapes.strokes += 1,
            Item::Svg { area, .. } => writeln!(f, "  svg {}", rounded(*area))?,
            Item::Image { area, .. } => writeln!(f, "  image {}", rounded(*area))?,
            Item::Link { area, words, .. } => writeln!(f, "  link {} {words:?}", rounded(*area))?,
        }
    }
    write_line(f, &line)?;
    shapes.write(f)
}

fn write_line(f: &mut fmt::Formatter<'_>, runs: &[&Run]) -> fmt::Result {
    let Some(first) = runs.first() else {
        return Ok(());
    };
    write!(f, "  {:6.1} {:6.1}", first.start.x.0, first.start.y.0)?;
    let mut looks = None;
    for run in runs {
        // The size in tenths is enough to see a change of style.
        let look = (run.face, format!("{:.1}", run.size.0));
        if looks.as_ref() != Some(&look) {
            write!(f, " [{} {}]", look.0, look.1)?;
            looks = Some(look);
        }
        write!(f, " {:?}", run.text)?;
    }
    writeln!(f)
}

#[derive(Default)]
struct Shapes {
    fills: usize,
    strokes: usize,
}

impl Shapes {
    fn write(&mut self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.fills > 0 || self.strokes > 0 {
            writeln!(f, "  fills {} strokes {}", self.fills, self.strokes)?;
        }
        *self = Shapes::default();
        Ok(())
    }
}

fn rounded(area: Rect) -> String {
    let Rect { x: Pt(x), y: Pt(y), width: Pt(width), height: Pt(height) } = area;
    format!("{x:.1} {y:.1} {width:.1} x {height:.1}")
}
