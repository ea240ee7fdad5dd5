//! How letters are set: their face, their figures, and the features of the font that make them so.

use harfrust::{Feature, Tag};

use super::fonts::{MONO, REGULAR};
use bidwright_model::theme::Letters;

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) italic: bool,
    pub(super) mono: bool,
    pub(super) figures: Figures,
    /// Set in the letters of the brand's small heads.
    pub(super) heads: bool,
}

/// Which digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Figures {
    /// Each as wide as it is, for prose.
    #[default]
    Proportional,
    /// All equally wide, so that columns of figures line up.
    Tabular,
    /// Small and raised, for references to notes.
    Superior,
}

impl Style {
    /// Index of its face among the first five of the book.
    pub(super) fn face(self) -> usize {
        match self {
            Style { mono: true, .. } => MONO,
            Style { strong, italic, .. } => REGULAR + usize::from(italic) + 2 * usize::from(strong),
        }
    }

    pub(super) fn cache_index(self) -> usize {
        let figures = match self.figures {
            Figures::Proportional => 0,
            Figures::Tabular => 1,
            Figures::Superior => 2,
        };
        (self.face() * 3 + figures) * 2 + usize::from(self.heads)
    }

    pub(super) fn features(self, letters: Letters) -> &'static [Feature] {
        const fn set(tag: &[u8; 4], value: u32) -> Feature {
            Feature { tag: Tag::new(tag), value, start: 0, end: u32::MAX }
        }
        const FIGURES: [Feature; 3] = [set(b"pnum", 1), set(b"tnum", 1), set(b"sups", 1)];
        // Letters that are spaced do not join. Beside capitals, hyphens and brackets are raised.
        const SMALL: [[Feature; 3]; 3] = {
            let [pnum, tnum, sups] = FIGURES;
            let (smcp, apart) = (set(b"smcp", 1), set(b"liga", 0));
            [[pnum, smcp, apart], [tnum, smcp, apart], [sups, smcp, apart]]
        };
        const CAPITAL: [[Feature; 3]; 3] = {
            let [pnum, tnum, sups] = FIGURES;
            let (case, apart) = (set(b"case", 1), set(b"liga", 0));
            [[pnum, case, apart], [tnum, case, apart], [sups, case, apart]]
        };
        let figures = match self.figures {
            Figures::Proportional => 0,
            Figures::Tabular => 1,
            Figures::Superior => 2,
        };
        match letters {
            Letters::SmallCapitals if self.heads => &SMALL[figures],
            Letters::Capitals if self.heads => &CAPITAL[figures],
            _ => &FIGURES[figures..=figures],
        }
    }
}
