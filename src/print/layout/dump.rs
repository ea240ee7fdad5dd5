//! Pages as stable text: what golden files hold and what a person compares.

use std::fmt;

use super::pages::{Item, Page, Pages, Run};

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, page) in self.pages.iter().enumerate() {
            let (width, height) = page.size;
            writeln!(f, "page {} {:?} {width:.1} x {height:.1}", index + 1, page.label)?;
            write_page(f, page)?;
            writeln!(f)?;
        }
        for mark in &self.outline {
            let indent = usize::from(mark.level.saturating_sub(1)) * 2;
            write!(f, "{:indent$}outline {:?}", "", mark.title)?;
            match self.places.get(&mark.id) {
                Some(place) => writeln!(f, " page {} y {:.1}", place.page + 1, place.y)?,
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
            if line.last().is_some_and(|last| (last.y - run.y).abs() > 0.05 || last.x > run.x) {
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
    write!(f, "  {:6.1} {:6.1}", first.x, first.y)?;
    let mut looks = None;
    for run in runs {
        // The size in tenths is enough to see a change of style.
        let look = (run.face, format!("{:.1}", run.size));
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

fn rounded((x, y, width, height): (f64, f64, f64, f64)) -> String {
    format!("{x:.1} {y:.1} {width:.1} x {height:.1}")
}
