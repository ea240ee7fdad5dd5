//! The type scale, five sizes in all, and the few words layout itself sets.

use bidwright_base::geometry::Pt;

/// A size and the distance from line to line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) size: Pt,
    pub(super) lead: Pt,
}

/// Tables, notes, captions of figures, running heads, terms of a contract.
pub(super) const SMALL: Scale = Scale { size: Pt(8.5), lead: Pt(11.3) };
/// Running text.
pub(super) const BODY: Scale = Scale { size: Pt(10.0), lead: Pt(14.0) };
/// Headings of the second level, the subtitle.
pub(super) const SECTION: Scale = Scale { size: Pt(12.5), lead: Pt(16.5) };
/// Headings of the first level, key figures.
pub(super) const CHAPTER: Scale = Scale { size: Pt(20.0), lead: Pt(25.0) };
/// The title on the cover.
pub(super) const COVER: Scale = Scale { size: Pt(34.0), lead: Pt(39.0) };

impl Scale {
    /// From the top of a line to its baseline: capitals stand in the middle of the line.
    pub(super) fn baseline(self, cap_share: f64) -> Pt {
        (self.lead + cap_share * self.size) / 2.0
    }
}

/// Words that layout adds, in the document's language.
pub(super) struct Phrases {
    pub(super) contents: &'static str,
    page: &'static str,
    of: &'static str,
    pub(super) done: &'static str,
    pub(super) open: &'static str,
    /// Over the further pages of a table.
    pub(super) continued: &'static str,
}

impl Phrases {
    pub(super) fn of(language: &str) -> Phrases {
        match language.split('-').next() {
            Some("de") => Phrases {
                contents: "Inhalt",
                page: "Seite",
                of: "von",
                done: "erledigt",
                open: "offen",
                continued: "Fortsetzung",
            },
            _ => Phrases {
                contents: "Contents",
                page: "Page",
                of: "of",
                done: "done",
                open: "to do",
                continued: "continued",
            },
        }
    }

    /// "Page 3 of 12".
    pub(super) fn page_of(&self, page: usize, pages: usize) -> String {
        format!("{}\u{a0}{page} {}\u{a0}{pages}", self.page, self.of)
    }
}
