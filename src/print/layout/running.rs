//! What is repeated above a table on each further page: "continued", its head, the name of the group of rows.

use bidwright_base::geometry::Pt;
use std::rc::Rc;

use bidwright_document::tree::{Block, Row, RowKind, Table};

use super::{
    collect::Collector,
    frame::Frame,
    scale::SMALL,
    text::{self, StyledText},
    unbreakable::{self, Unbreakable},
};

/// A head taller than this share of a page is not repeated.
const TALLEST_HEAD: f64 = 0.19;

/// What is repeated at the top of each further page of a table; it changes from group to group.
pub(super) struct RunningHead {
    head: Option<Unbreakable>,
    /// "Table 2, continued", or "continued" alone.
    continued: Unbreakable,
    frame: Frame,
    side: Pt,
    above: Option<Rc<Unbreakable>>,
}

impl Collector<'_> {
    /// That of a table whose own head is set.
    pub(super) fn running_head(
        &mut self,
        table: &Table,
        heads: &[Unbreakable],
        side: Pt,
        frame: Frame,
    ) -> RunningHead {
        let head = match heads {
            [head] if head.height < self.area.height * TALLEST_HEAD => Some(head.clone()),
            _ => None,
        };
        let label = self.document.labels.get(&table.id);
        let continued = match label {
            Some(label) => format!("{label}, {}", self.phrases.continued),
            None => self.phrases.continued.clone(),
        };
        let small = Frame { scale: SMALL, colour: self.palette().muted, ..frame.display() };
        let span = small.span(frame.parent);
        let style = super::shape::Style { italic: true, ..span.style };
        let lines = self.lines(StyledText::plain(&continued, text::Span { style, ..span }), small);
        let mut continued = unbreakable::stack(lines, &self.backgrounds);
        continued.height += Pt(2.0);
        let mut running = RunningHead { head, continued, frame, side, above: None };
        running.above = running.stacked(None, self);
        running
    }
}

impl RunningHead {
    /// The head above a row that begins a page. Rows are asked for in order.
    pub(super) fn above(&mut self, row: &Row, collector: &mut Collector<'_>) -> Option<Rc<Unbreakable>> {
        if row.kind != RowKind::Group {
            return self.above.clone();
        }
        // A group that begins on the new page names itself.
        let above = self.stacked(None, collector);
        let name = row.cells.iter().flatten().find_map(|block| match block {
            Block::Paragraph(content) => Some(text::plain(content)),
            _ => None,
        });
        self.above = self.stacked(name, collector);
        above
    }

    fn stacked(&self, group: Option<String>, collector: &mut Collector<'_>) -> Option<Rc<Unbreakable>> {
        let group = group.map(|name| self.group(&name, collector));
        let continued = group.is_none().then(|| self.continued.clone());
        if self.head.is_none() && group.is_none() {
            return None;
        }
        let parts = continued.into_iter().chain(self.head.clone()).chain(group);
        Some(Rc::new(unbreakable::stack(parts.collect(), &collector.backgrounds)))
    }

    /// The name of a group again, as a row.
    fn group(&self, name: &str, collector: &mut Collector<'_>) -> Unbreakable {
        let inner = Frame {
            scale: SMALL,
            strong: true,
            colour: collector.palette().primary,
            x: self.frame.x + self.side,
            width: (self.frame.width - 2.0 * self.side).max(Pt(0.5)),
            ..self.frame.display()
        };
        let words = format!("{name}, {}", collector.phrases.continued);
        let lines = collector.lines(StyledText::plain(&words, inner.span(self.frame.parent)), inner);
        collector.row(Some(RowKind::Group), vec![lines], self.frame, true, true)
    }
}
