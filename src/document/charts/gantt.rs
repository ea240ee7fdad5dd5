//! The plan over time: a row an activity, bars and marks on a scale of days.
//!
//! Kinds differ in shape as well as in colour, so that a grey print carries the same information.

mod marks;

use jiff::civil::Date;

use crate::tree::{Gantt, GanttKind, GanttRow};
use bidwright_base::geometry::{Point, Pt, Rect, Size};
use bidwright_base::locale::Message;
use marks::{notch, reach};

use super::{
    Anchor, ChartStyle, Drawing, Mark, Strip,
    dates::{self, LineName},
    legend::{self, Sample},
    mix, shortened,
    time::{Step, TimeScale},
};

/// Height of a row.
const ROW: Pt = Pt(12.4);
/// The label column takes at most this share of the width.
const LABELS: f64 = 0.42;
/// Rows under a phase are set in.
const INDENT: Pt = Pt(9.0);
/// Strips of more rows are divided, so that a page can be filled.
const LONGEST_STRIP: usize = 12;

/// The scale, then the rows phase by phase, then the legend.
pub(super) fn strips(gantt: &Gantt, style: &ChartStyle<'_>) -> Vec<Strip> {
    let plan = Plan::new(gantt, style);
    let mut strips = vec![Strip { drawing: plan.head(), keep: true, repeats: true }];
    let mut rest = gantt.rows.as_slice();
    while !rest.is_empty() {
        let next_phase = rest.iter().skip(1).position(|row| row.kind == GanttKind::Phase);
        let phase = next_phase.map_or(rest.len(), |at| at + 1);
        let length = if phase > LONGEST_STRIP { phase.div_ceil(2).min(LONGEST_STRIP) } else { phase };
        let (strip, after) = rest.split_at(length);
        strips.push(Strip { drawing: plan.rows(strip), keep: false, repeats: false });
        rest = after;
    }
    if let Some(last) = strips.last_mut() {
        last.keep = true;
    }
    strips.push(Strip { drawing: plan.legend(), keep: false, repeats: false });
    strips
}

struct Plan<'a> {
    gantt: &'a Gantt,
    style: &'a ChartStyle<'a>,
    /// Width of the label column.
    labels: Pt,
    scale: TimeScale,
    grid: Step,
    names: Step,
}

impl<'a> Plan<'a> {
    fn new(gantt: &'a Gantt, style: &'a ChartStyle<'a>) -> Plan<'a> {
        let widths = gantt.rows.iter().map(|row| {
            let strong = row.kind == GanttKind::Phase;
            indent(row) + (style.measure)(&row.label, style.size, strong)
        });
        let widest = widths.fold(Pt::ZERO, Pt::max);
        let labels = (widest + Pt(10.0)).min(style.width * LABELS);
        let mut scale = TimeScale::new(gantt.start, gantt.end, labels, style.width - labels);
        // The mark of a last day would lie half in the margin: the axis ends before it.
        let marks = gantt.rows.iter().flat_map(|row| row.marks.iter().map(|date| (row.kind, date)));
        let shown = marks.filter(|(_, date)| scale.shows(**date));
        let over =
            shown.map(|(kind, date)| scale.middle(*date) + reach(kind) - style.width).fold(Pt::ZERO, Pt::max);
        if over > Pt::ZERO {
            scale = TimeScale::new(gantt.start, gantt.end, labels, style.width - labels - over);
        }
        let (names, grid) = scale.steps();
        Plan { gantt, style, labels, scale, grid, names }
    }

    fn text(&self, x: Pt, y: Pt, text: String, anchor: Anchor) -> Mark {
        Mark::Text {
            at: Point::new(x, y),
            text,
            size: self.style.size,
            strong: false,
            colour: self.style.palette.muted,
            anchor,
        }
    }

    fn width(&self, text: &str, strong: bool) -> Pt {
        (self.style.measure)(text, self.style.size, strong)
    }

    /// Years or months, then months or weeks, then the names of the dated lines.
    fn head(&self) -> Drawing {
        let palette = self.style.palette;
        let line = self.style.size * 1.4;
        let mut marks = Vec::new();
        let mut y = Pt::ZERO;
        for step in [self.names, self.grid] {
            for tick in self.scale.ticks(step, self.style.locale) {
                marks.push(Mark::vertical(tick.x, y, y + line, Pt(0.5), palette.rule));
                let full = step == Step::Month && step == self.names;
                let dated = full.then(|| format!("{} {}", tick.name, tick.year));
                let names = dated.into_iter().chain([tick.name]);
                let fitting = { names }.find(|name| self.width(name, false) + Pt(4.0) <= tick.width);
                marks.extend(
                    fitting.map(|name| self.text(tick.x + Pt(3.0), y + line * 0.75, name, Anchor::Start)),
                );
            }
            y += line;
        }
        marks.push(Mark::horizontal(y, Pt::ZERO, self.style.width, Pt(0.6), palette.muted));
        let names = dates::arrange(self.line_names());
        let levels = names.iter().map(|name| name.level + 1).max().unwrap_or(0);
        let height = y + f64::from(levels) * line;
        self.off_bands(y, height, &mut marks);
        self.grid_lines(y, height, &mut marks);
        // A band of a day is a hair wide: a notch in the scale marks it.
        let muted = palette.muted;
        marks.extend(self.off().map(|(x, wide)| notch(x + wide / 2.0, y, muted)));
        for name in &names {
            let top = y + f64::from(name.level) * line;
            marks.push(Mark::vertical(name.x, top, height, Pt(1.0), palette.caution));
        }
        for name in names {
            let base = y + f64::from(name.level) * line + line * 0.75;
            // Paper behind the name keeps the grid out of it.
            let (left, width) = (name.from + Pt(1.0), name.to - name.from - Pt(2.0));
            let ground = Rect::new(left, base - line * 0.68, width, line * 0.9);
            marks.push(Mark::rectangle(ground, palette.paper));
            let (x, anchor) = if name.from < name.x {
                (name.x - Pt(3.0), Anchor::End)
            } else {
                (name.x + Pt(3.0), Anchor::Start)
            };
            marks.push(Mark::Text {
                at: Point::new(x, base),
                text: name.text,
                size: self.style.size,
                strong: true,
                colour: palette.caution,
                anchor,
            });
        }
        Drawing { size: Size::new(self.style.width, height), marks }
    }

    fn grid_lines(&self, top: Pt, bottom: Pt, marks: &mut Vec<Mark>) {
        let faint = mix(self.style.palette.rule, self.style.palette.paper, 0.35);
        for tick in self.scale.ticks(self.grid, self.style.locale) {
            marks.push(Mark::vertical(tick.x, top, bottom, Pt(0.4), faint));
        }
    }

    fn dated_lines(&self) -> impl Iterator<Item = &(Date, String)> {
        self.gantt.lines.iter().filter(|(date, _)| self.scale.shows(*date))
    }

    fn line_names(&self) -> Vec<LineName> {
        let name = |(date, text): &(Date, String)| {
            let width = self.width(text, true) + Pt(6.0);
            LineName::new(self.scale.right(*date), text, width, self.style.width)
        };
        self.dated_lines().map(name).collect()
    }

    /// Days off, as stretches of the scale, each wide enough to be visible.
    fn off(&self) -> impl Iterator<Item = (Pt, Pt)> {
        let shown = |(first, last): &&(Date, Date)| *last >= self.gantt.start && *first <= self.gantt.end;
        self.gantt.off.iter().filter(shown).map(|(first, last)| {
            let from = self.scale.x(*first);
            (from, (self.scale.right(*last) - from).max(Pt(0.9)))
        })
    }

    /// Pale bands under the bars: they are no work, and must not look like it.
    fn off_bands(&self, top: Pt, bottom: Pt, marks: &mut Vec<Mark>) {
        let pale = off_colour(self.style);
        marks
            .extend(self.off().map(|(x, wide)| Mark::rectangle(Rect::new(x, top, wide, bottom - top), pale)));
    }

    /// Some rows under each other, on the grid.
    fn rows(&self, rows: &[GanttRow]) -> Drawing {
        let palette = self.style.palette;
        let height: Pt = rows.iter().map(|_| ROW).sum();
        let mut marks = Vec::new();
        self.off_bands(Pt::ZERO, height, &mut marks);
        self.grid_lines(Pt::ZERO, height, &mut marks);
        let mut y = Pt::ZERO;
        for row in rows {
            if row.kind == GanttKind::Phase {
                marks.push(Mark::horizontal(y, Pt::ZERO, self.style.width, Pt(0.4), palette.rule));
            }
            self.row(row, y, &mut marks);
            y += ROW;
        }
        for (date, _) in self.dated_lines() {
            let x = self.scale.right(*date);
            marks.push(Mark::vertical(x, Pt::ZERO, height, Pt(1.0), palette.caution));
        }
        Drawing { size: Size::new(self.style.width, height), marks }
    }

    fn row(&self, row: &GanttRow, y: Pt, marks: &mut Vec<Mark>) {
        let palette = self.style.palette;
        let strong = row.kind == GanttKind::Phase;
        let x = indent(row);
        let room = self.labels - x - Pt(6.0);
        let measure = |text: &str| self.width(text, strong);
        marks.push(Mark::Text {
            at: Point::new(x, y + ROW / 2.0 + self.style.size * 0.33),
            text: shortened(&row.label, room, &measure),
            size: self.style.size,
            strong,
            colour: if strong { palette.primary } else { palette.ink },
            anchor: Anchor::Start,
        });
        let middle = y + ROW / 2.0;
        for (first, last) in &row.bars {
            if *last < self.gantt.start || *first > self.gantt.end {
                continue;
            }
            let from = self.scale.x(*first);
            // A bar that is too short to see is drawn a little longer.
            let to = self.scale.right(*last).max(from + Pt(1.5));
            marks.extend(self.bar(row.kind, from, to - from, middle));
        }
        for date in row.marks.iter().filter(|date| self.scale.shows(**date)) {
            marks.push(self.mark(row.kind, self.scale.middle(*date), middle));
        }
    }

    /// The kinds that occur.
    fn legend(&self) -> Drawing {
        let locale = self.style.locale;
        let kinds = [
            (GanttKind::Phase, Message::GanttKeyPhase),
            (GanttKind::Work, Message::GanttKeyWork),
            (GanttKind::Critical, Message::GanttKeyCritical),
            (GanttKind::Governance, Message::GanttKeyGovernance),
            (GanttKind::Gate, Message::GanttKeyGate),
        ];
        let mut entries: Vec<(Sample<'_>, String)> = Vec::new();
        for (kind, name) in kinds {
            // A phase may carry its gate in its own row, and a row without a bar only names a group.
            let shown = |row: &&GanttRow| match kind {
                GanttKind::Phase => row.kind == kind && !row.bars.is_empty(),
                GanttKind::Gate => {
                    row.kind == kind || (row.kind == GanttKind::Phase && !row.marks.is_empty())
                }
                _ => row.kind == kind,
            };
            let Some(row) = self.gantt.rows.iter().find(shown) else {
                continue;
            };
            let marked = row.bars.is_empty() || kind == GanttKind::Gate;
            let sample: Sample<'_> = Box::new(move |x, y| match (marked, kind) {
                (true, GanttKind::Governance) => {
                    [Pt(3.0), Pt(8.5), Pt(14.0)].map(|along| self.mark(kind, x + along, y)).into()
                }
                (true, _) => vec![self.mark(kind, x + Pt(8.0), y)],
                (false, _) => self.bar(kind, x, Pt(16.0), y),
            });
            entries.push((sample, locale.text(name)));
        }
        if self.off().next().is_some() {
            let (pale, muted) = (off_colour(self.style), self.style.palette.muted);
            let sample: Sample<'_> = Box::new(move |x, y| {
                vec![
                    Mark::rectangle(Rect::new(x + Pt(6.5), y - Pt(4.5), Pt(3.0), Pt(9.0)), pale),
                    notch(x + Pt(8.0), y - Pt(4.5), muted),
                ]
            });
            entries.push((sample, locale.text(Message::GanttKeyHolidays)));
        }
        let mut drawing = legend::draw(entries, self.labels, self.style);
        let end = Mark::horizontal(Pt::ZERO, Pt::ZERO, self.style.width, Pt(0.6), self.style.palette.muted);
        drawing.marks = drawing.marks.into_iter().map(|mark| mark.moved_down(Pt(5.0))).collect();
        drawing.marks.push(end);
        drawing.size.height += Pt(5.0);
        drawing
    }
}

fn indent(row: &GanttRow) -> Pt {
    if row.kind == GanttKind::Phase { Pt::ZERO } else { INDENT }
}

fn off_colour(style: &ChartStyle<'_>) -> bidwright_model::theme::Colour {
    mix(style.palette.rule, style.palette.paper, 0.45)
}
