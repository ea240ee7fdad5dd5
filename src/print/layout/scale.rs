//! The type scale, five sizes in all, and the few words layout itself sets.

use bidwright_base::geometry::Pt;
use bidwright_base::locale::{Locale, Message};

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
    /// From the top of a line to its baseline: capitals are centred in the line.
    pub(super) fn baseline(self, cap_share: f64) -> Pt {
        (self.lead + cap_share * self.size) / 2.0
    }
}

/// Words that layout adds, in the document's language.
pub(super) struct Phrases {
    pub(super) locale: Locale,
    pub(super) contents: String,
    pub(super) done: String,
    pub(super) open: String,
    /// Over the further pages of a table.
    pub(super) continued: String,
}

impl Phrases {
    pub(super) fn of(language: &str) -> Phrases {
        let locale = Locale::of(language);
        Phrases {
            locale,
            contents: locale.text(Message::PageContents),
            done: locale.text(Message::TaskDone),
            open: locale.text(Message::TaskOpen),
            continued: locale.text(Message::PageContinued),
        }
    }

    /// "Page 3 of 12".
    pub(super) fn page_of(&self, page: usize, pages: usize) -> String {
        self.locale.text(Message::PageOf { page: &page.to_string(), pages: &pages.to_string() })
    }
}
