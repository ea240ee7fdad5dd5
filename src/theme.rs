//! How documents look: the checked brand.

use std::borrow::Cow;

/// A length in points, 1/72 inch.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Pt(pub f64);

impl Pt {
    /// From millimetres.
    #[must_use]
    pub fn mm(mm: f64) -> Pt {
        Pt(mm * 72.0 / 25.4)
    }
}

/// A colour of the screen, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// From `#rrggbb`.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Colour> {
        let digits = hex.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    /// White.
    pub const WHITE: Colour = Colour([255, 255, 255]);
}

/// The checked brand: `templates/brands/<id>/brand.toml` with its fonts and logo.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// The firm.
    pub firm: String,
    /// The firm's legal line, in the footer.
    pub legal: String,
    /// Colours by their part.
    pub palette: Palette,
    /// Width and height of the page.
    pub page: (Pt, Pt),
    /// Top, right, bottom, left margins.
    pub margins: [Pt; 4],
    /// Whether headings are numbered.
    pub numbered: bool,
    /// Font files by family and style.
    pub fonts: Fonts,
    /// SVG for dark ground (the cover) and for light ground.
    pub logo: Option<String>,
}

/// Colours by the part they play.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Headings, table heads, the cover's ground.
    pub primary: Colour,
    /// The one accent.
    pub accent: Colour,
    /// Text.
    pub ink: Colour,
    /// Captions, running heads.
    pub muted: Colour,
    /// Thin lines.
    pub rule: Colour,
    /// Pale ground: callouts, total rows.
    pub tint: Colour,
    /// The page.
    pub paper: Colour,
    /// Good news in charts.
    pub positive: Colour,
    /// Bad news in charts.
    pub caution: Colour,
}

/// The font files of a brand. Files are whole TTF or OTF fonts.
#[derive(Debug, Clone)]
pub struct Fonts {
    /// Regular, italic, semibold, semibold italic.
    pub body: [FontFile; 4],
    /// Fixed width.
    pub mono: FontFile,
    /// Tried in order for characters the others lack.
    pub fallback: Vec<FontFile>,
}

/// One font file.
#[derive(Clone)]
pub struct FontFile {
    /// Where it was found.
    pub path: String,
    /// Its bytes.
    pub data: Cow<'static, [u8]>,
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontFile({}, {} bytes)", self.path, self.data.len())
    }
}
