//! Whether pages are fit to be printed: nothing over the margins, no words over other words.

use std::fmt;

use bidwright_model::theme::Theme;
use bidwright_print::layout::pages::{Glyph, Item, Page, Pages, Placed, Run};

/// Rounding is no fault.
const HAIR: f64 = 0.1;
/// Of its size, how far a line of small letters reaches above and below its baseline. Accents and the tails of
/// letters may touch the next line; letters may not.
const ABOVE: f64 = 0.5;
const BELOW: f64 = 0.02;

/// An item that overlaps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// Its page, counted from one.
    pub(crate) page: usize,
    /// What it is.
    pub(crate) what: String,
    /// Left, top, right, bottom.
    pub(crate) area: [f64; 4],
    /// What is wrong with it.
    pub(crate) wrong: Wrong,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Wrong {
    /// It reaches over a margin.
    OverMargin,
    /// It reaches over the edge of the paper.
    OffPaper,
    /// It overlaps these words.
    OnWords(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [left, top, right, bottom] = self.area;
        write!(f, "page {}: {} at {left:.1} {top:.1} to {right:.1} {bottom:.1} ", self.page, self.what)?;
        match &self.wrong {
            Wrong::OverMargin => f.write_str("is over the margin"),
            Wrong::OffPaper => f.write_str("is off the paper"),
            Wrong::OnWords(words) => write!(f, "overlaps {words:?}"),
        }
    }
}

/// Every item that overlaps another or leaves its frame. Content keeps to the frame of the text; running heads, grounds and
/// the watermark only keep to the paper, and so does the cover.
pub(crate) fn faults(pages: &Pages, theme: &Theme) -> Vec<Fault> {
    let [top, right, bottom, left] = theme.margins.map(|margin| margin.0);
    let mut faults = Vec::new();
    for (at, page) in pages.pages.iter().enumerate() {
        let (width, height) = (page.size.width.0, page.size.height.0);
        let frame = [left, top, width - right, height - bottom];
        let inner = if page.label.is_empty() { [0.0, 0.0, width, height] } else { frame };
        let mut fault = |what, area, wrong| faults.push(Fault { page: at + 1, what, area, wrong });
        for placed in page.items.iter().filter(|placed| is_seen(&placed.item)) {
            let area = match &placed.item {
                Item::Text(run) => without_hanging(run),
                other => extent(other),
            };
            if !within(area, [0.0, 0.0, width, height]) {
                fault(name(&placed.item), area, Wrong::OffPaper);
            } else if !within(area, allowed(placed, inner, page)) {
                fault(name(&placed.item), area, Wrong::OverMargin);
            }
        }
        for (run, other) in overlaps(page) {
            fault(format!("{:?}", run.text), letters(run), Wrong::OnWords(other.text.clone()));
        }
    }
    faults
}

/// A space leaves no ink, and the one at the end of a line may hang over its margin.
fn is_seen(item: &Item) -> bool {
    !matches!(item, Item::Text(run) if run.text.trim().is_empty())
}

/// The area an item is allowed in.
fn allowed(placed: &Placed, inner: [f64; 4], page: &Page) -> [f64; 4] {
    let paper = [0.0, 0.0, page.size.width.0, page.size.height.0];
    match (&placed.item, placed.element) {
        // Running heads and feet are between the same margins.
        (Item::Text(_), None) => [inner[0], 0.0, inner[2], paper[3]],
        (_, None) => paper,
        // A place to click is a little taller than its words, and hangs over with them.
        (Item::Link { .. }, _) => [inner[0] - 2.5, inner[1] - 2.0, inner[2] + 2.5, inner[3] + 2.0],
        _ => inner,
    }
}

fn within(area: [f64; 4], frame: [f64; 4]) -> bool {
    let numbers = area.iter().all(|side| side.is_finite());
    numbers
        && area[0] >= frame[0] - HAIR
        && area[1] >= frame[1] - HAIR
        && area[2] <= frame[2] + HAIR
        && area[3] <= frame[3] + HAIR
}

/// Left, top, right, bottom of an item.
pub(super) fn extent(item: &Item) -> [f64; 4] {
    match item {
        Item::Text(run) => letters(run),
        Item::Fill { points, .. } | Item::Stroke { points, .. } => {
            let none = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
            points.iter().fold(none, |[left, top, right, bottom], point| {
                let (x, y) = (point.x.0, point.y.0);
                [left.min(x), top.min(y), right.max(x), bottom.max(y)]
            })
        }
        Item::Svg { area, .. } | Item::Image { area, .. } | Item::Link { area, .. } => {
            [area.x, area.y, area.right(), area.bottom()].map(|side| side.0)
        }
    }
}

/// What the small letters of a run cover, white space at its ends left out.
fn letters(run: &Run) -> [f64; 4] {
    let visible = || run.glyphs.iter().filter(|glyph| !words_of(run, glyph).trim().is_empty());
    let start = visible().map(|glyph| glyph.dx.0).fold(f64::MAX, f64::min);
    let end = visible().map(|glyph| glyph.dx.0 + glyph.advance.0).fold(f64::MIN, f64::max);
    let (start, end) = if start <= end { (start, end) } else { (0.0, 0.0) };
    [
        run.start.x.0 + start,
        run.start.y.0 - run.size.0 * ABOVE,
        run.start.x.0 + end,
        run.start.y.0 + run.size.0 * BELOW,
    ]
}

/// The same without what hangs over a margin on purpose: of a mark at an end, exactly the share set for it.
fn without_hanging(run: &Run) -> [f64; 4] {
    let [left, top, right, bottom] = letters(run);
    let mut visible = run.glyphs.iter().filter(|glyph| !words_of(run, glyph).trim().is_empty());
    let first = visible.next();
    let last = visible.next_back().or(first);
    let over = |glyph: Option<&Glyph>, mark: fn(&str) -> Option<char>, share: fn(char) -> f64| {
        let hangs = |glyph: &Glyph| glyph.advance.0 * mark(words_of(run, glyph)).map_or(0.0, share);
        glyph.map_or(0.0, hangs)
    };
    let over_start = over(first, |words| words.chars().next(), hangs_at_start);
    let over_end = over(last, |words| words.chars().next_back(), hangs_at_end);
    [left + over_start, top, right - over_end, bottom]
}

/// Of its width, how far a mark may hang over the right margin: the table of layout, stated again, so that neither
/// changes alone.
fn hangs_at_end(c: char) -> f64 {
    match c {
        '.' | ',' => 0.7,
        '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' => 0.6,
        ':' | '”' | '’' | '“' | '‘' | '"' | '\'' | '»' | '›' | '«' | '‹' => 0.5,
        ';' => 0.4,
        '–' => 0.3,
        '—' => 0.2,
        '!' | '?' => 0.1,
        _ => 0.0,
    }
}

/// The same over the left margin.
fn hangs_at_start(c: char) -> f64 {
    if "“‘„‚\"'«‹»›".contains(c) { 0.5 } else { 0.0 }
}

/// The text a glyph is drawn for.
fn words_of<'r>(run: &'r Run, glyph: &Glyph) -> &'r str {
    let bytes = usize::try_from(glyph.text.0).ok().zip(usize::try_from(glyph.text.1).ok());
    bytes.and_then(|(from, to)| run.text.get(from..to)).unwrap_or_default()
}

fn name(item: &Item) -> String {
    match item {
        Item::Text(run) => format!("{:?}", run.text),
        Item::Fill { .. } => "a ground".to_owned(),
        Item::Stroke { .. } => "a line".to_owned(),
        Item::Svg { .. } => "a drawing".to_owned(),
        Item::Image { .. } => "a picture".to_owned(),
        Item::Link { words, .. } => format!("the link {words:?}"),
    }
}

/// Pairs of runs that cover each other. From the top down, each is compared with those not yet passed.
fn overlaps(page: &Page) -> Vec<(&Run, &Run)> {
    let mut runs: Vec<([f64; 4], &Run)> = page
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Text(run) => Some((letters(run), run)),
            _ => None,
        })
        .filter(|(area, _)| area[2] - area[0] > HAIR)
        .collect();
    runs.sort_by(|(a, _), (b, _)| a[1].total_cmp(&b[1]));
    let mut open: Vec<([f64; 4], &Run)> = Vec::new();
    let mut found = Vec::new();
    for (area, run) in runs {
        open.retain(|(above, _)| above[3] > area[1] + HAIR);
        let on = open.iter().filter(|(other, _)| covered(*other, area));
        found.extend(on.map(|(_, other)| (run, *other)));
        open.push((area, run));
    }
    found
}

/// Kerning lets letters lean over each other a little.
fn covered(a: [f64; 4], b: [f64; 4]) -> bool {
    let lean = 0.6;
    a[0] + lean < b[2] && b[0] + lean < a[2] && a[1] + HAIR < b[3] && b[1] + HAIR < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use bidwright_base::geometry::{Point, Pt, Size};

    use crate::support::documents::theme;

    fn run(x: f64, y: f64, text: &str) -> Placed {
        let colour = bidwright_model::theme::Colour::WHITE;
        let text = text.to_owned();
        let mut run = Run {
            start: Point::new(Pt(x), Pt(y)),
            face: 0,
            size: Pt(10.0),
            colour,
            glyphs: Vec::new(),
            text,
        };
        for at in 0..u32::try_from(run.text.len()).expect("a short text") {
            let dx = 5.0 * f64::from(at);
            run.glyphs.push(Glyph { id: 1, dx: Pt(dx), dy: Pt(0.0), advance: Pt(5.0), text: (at, at + 1) });
        }
        Placed { element: Some(0), item: Item::Text(run) }
    }

    fn wrongs(items: Vec<Placed>) -> Vec<Wrong> {
        let page = Page { size: Size::new(Pt(595.276), Pt(841.89)), label: "1".to_owned(), items };
        let pages = Pages { pages: vec![page], ..Pages::default() };
        faults(&pages, &theme()).into_iter().map(|fault| fault.wrong).collect()
    }

    #[test]
    fn words_within_the_frame_are_no_fault() {
        assert_eq!(wrongs(vec![run(80.0, 200.0, "words"), run(80.0, 214.0, "more")]), []);
        // A space at the end may hang over.
        assert_eq!(wrongs(vec![run(80.0, 200.0, &format!("{}{}", "m".repeat(88), " ".repeat(5)))]), []);
    }

    #[test]
    fn a_full_stop_may_hang_over_the_margin_and_a_letter_may_not() {
        // The right margin is at 524.4; letters of the test are 5 wide.
        assert_eq!(wrongs(vec![run(80.0, 200.0, &format!("{}.", "m".repeat(88)))]), []);
        assert_eq!(wrongs(vec![run(82.5, 200.0, &format!("{}.", "m".repeat(88)))]), []);
        assert_eq!(wrongs(vec![run(83.2, 200.0, &format!("{}.", "m".repeat(88)))]), [Wrong::OverMargin]);
        assert_eq!(wrongs(vec![run(82.5, 200.0, &"m".repeat(89))]), [Wrong::OverMargin]);
        assert_eq!(wrongs(vec![run(69.0, 200.0, "“words")]), []);
        assert_eq!(wrongs(vec![run(69.0, 200.0, "words")]), [Wrong::OverMargin]);
    }

    #[test]
    fn words_over_the_margin_off_the_paper_and_on_each_other_are() {
        assert_eq!(wrongs(vec![run(500.0, 200.0, "margins")]), [Wrong::OverMargin]);
        assert_eq!(wrongs(vec![run(580.0, 200.0, "paper")]), [Wrong::OffPaper]);
        let on = Wrong::OnWords("below".to_owned());
        assert_eq!(wrongs(vec![run(80.0, 200.0, "below"), run(90.0, 202.0, "above")]), [on]);
    }
}
