//! Text: runs of glyphs as strings of codes, with a correction wherever the viewer's pen would go astray.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op, PdfFontHandle, TextItem, TextMatrix};

use super::draft::{length, pt};
use super::fonts::{self, Fonts, clusters, plain, text_of};
use crate::layout::pages::{Glyph, Run};
use bidwright_base::geometry::Pt;

/// The text object being written.
#[derive(Default)]
pub(super) struct Text {
    open: bool,
    /// Face and size; they outlast the text object.
    font: Option<(usize, printpdf::Pt)>,
    /// Where the viewer's pen is, and on which line.
    pen: Option<(Pt, printpdf::Pt)>,
    /// Codes not yet in `items`.
    codes: String,
    /// Strings and corrections not yet shown.
    items: Vec<TextItem>,
    /// Whether a mark was set inside the text object since it was opened.
    pub(super) nested: bool,
}

impl Text {
    /// Shows a run on a page of this height.
    pub(super) fn show(&mut self, ops: &mut Vec<Op>, run: &Run, height: Pt, fonts: &Fonts<'_>) {
        if run.glyphs.is_empty() {
            return;
        }
        if !self.open {
            ops.push(Op::StartTextSection);
            self.open = true;
        }
        let size = pt(run.size);
        if self.font != Some((run.face, size)) {
            self.pause(ops);
            let font = PdfFontHandle::External(fonts::id(run.face));
            ops.push(Op::SetFont { font, size });
            self.font = Some((run.face, size));
        }
        for cluster in clusters(&run.glyphs) {
            let text = plain(text_of(run, &cluster[0]));
            let spelt = match cluster {
                [alone] => fonts.shown(run.face, alone.id).text == text,
                _ => {
                    let shown = cluster.iter().map(|glyph| fonts.shown(run.face, glyph.id));
                    shown.flat_map(|shown| shown.text.chars()).eq(text.chars())
                }
            };
            if !spelt {
                self.pause(ops);
                ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties: actual_text(text),
                });
            }
            for glyph in cluster {
                self.glyph(ops, run, glyph, height, fonts);
            }
            if !spelt {
                self.pause(ops);
                ops.push(Op::EndMarkedContent);
                self.nested = true;
            }
        }
    }

    /// Writes what is pending, so that other operations can follow inside the text object.
    pub(super) fn pause(&mut self, ops: &mut Vec<Op>) {
        if !self.codes.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.codes)));
        }
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }

    /// Ends the text object, if one is open.
    pub(super) fn close(&mut self, ops: &mut Vec<Op>) {
        self.pause(ops);
        if self.open {
            ops.push(Op::EndTextSection);
        }
        self.open = false;
        self.nested = false;
        self.pen = None;
    }

    fn glyph(&mut self, ops: &mut Vec<Op>, run: &Run, glyph: &Glyph, height: Pt, fonts: &Fonts<'_>) {
        /// A thousandth of an em is below what printers resolve; two keep rounded widths from adding up.
        const TOLERANCE: f64 = 2.0;
        /// Beyond this, a new place is shorter and clearer than a correction.
        const FAR: f64 = 20_000.0;

        let (x, y) = (run.start.x + glyph.dx, pt(height - run.start.y + glyph.dy));
        // A thousandth of an em.
        let unit = Pt(f64::from(pt(run.size).0) / 1000.0);
        let astray = match self.pen {
            Some((at, line)) if line == y => Some(((at - x) / unit).round()).filter(|by| by.abs() < FAR),
            _ => None,
        };
        let pen = match (astray, self.pen) {
            (Some(by), Some((at, _))) if by.abs() > TOLERANCE => {
                if !self.codes.is_empty() {
                    self.items.push(TextItem::Text(std::mem::take(&mut self.codes)));
                }
                self.items.push(TextItem::Offset(length(by).0));
                at - by * unit
            }
            (Some(_), Some((at, _))) => at,
            _ => {
                self.pause(ops);
                let place = [1.0, 0.0, 0.0, 1.0, pt(x).0, y.0];
                ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(place) });
                Pt(f64::from(pt(x).0))
            }
        };
        let shown = fonts.shown(run.face, glyph.id);
        self.codes.push(shown.code);
        self.pen = Some((pen + shown.width * unit, y));
    }
}

/// What to copy in place of the glyphs.
fn actual_text(text: &str) -> DictItem {
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let text = DictItem::String { data, literal: false };
    DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), text)]) }
}
