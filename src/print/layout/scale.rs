//! The type scale, five sizes in all, and the few words layout itself sets.

use bidwright_base::locale::{Locale, Message};

/// A size and the distance from line to line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) size: f64,
    pub(super) lead: f64,
}

/// Tables, notes, captions of figures, running heads, terms of a contract.
pub(super) const SMALL: Scale = Scale { size: 8.5, lead: 11.3 };
/// Running text.
pub(super) const BODY: Scale = Scale { size: 10.0, lead: 14.0 };
/// Headings of the second level, the subtitle.
pub(super) const SECTION: Scale = Scale { size: 12.5, lead: 16.5 };
/// Headings of the first level, key figures.
pub(super) const CHAPTER: Scale = Scale { size: 20.0, lead: 25.0 };
/// The title on the cover.
pub(super) const COVER: Scale = Scale { size: 34.0, lead: 39.0 };

impl Scale {
    /// From the top of a line to its baseline: capitals stand in the middle of the line.
    pub(super) fn baseline(self, cap_share: f64) -> f64 {
        (self.lead + cap_share * self.size) / 2.0
    }
}

/// Words that layout adds, in the document's language.
pub(super) struct Phrases {
    locale: Locale,
    pub(super) contents: String,
    pub(super) done: String,
    pub(super) open: String,
    /// Over a table that goes on.
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
