//! How documents look: the checked brand.

use std::borrow::Cow;

use bidwright_base::geometry::{Pt, Size};
use bidwright_base::math;

/// A colour of the screen, sRGB.
///
/// ```
/// use bidwright_model::theme::Colour;
///
/// let grey = Colour::from_hex("#767676").expect("a colour");
/// assert_eq!(grey, Colour([0x76, 0x76, 0x76]));
/// assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.005);
/// assert_eq!(Colour::from_hex("grey"), None);
/// ```
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

    /// How far two colours stand apart, from 1 for the same one to 21 for black on white: the contrast
    /// ratio of WCAG 2.2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    #[must_use]
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Its light, from 0 for black to 1 for white: the relative luminance of WCAG 2.2
    /// (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>), with the threshold of IEC 61966-2-1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { math::pow((share + 0.055) / 1.055, 2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The checked brand: `templates/brands/<id>/brand.toml` with its fonts and logo.
///
/// ```
/// # use bidwright_base::geometry::{Pt, Size};
/// # use bidwright_model::theme::*;
/// # let font = || FontFile { path: "fonts/Text.otf".to_owned(), data: [][..].into() };
/// # let [ink, white] = [Colour([33, 37, 41]), Colour::WHITE];
/// # let theme = Theme {
/// #     id: "ours".to_owned(),
/// #     firm: "Fjordtech AS".to_owned(),
/// #     legal: "Fjordtech AS, Bergen".to_owned(),
/// #     palette: Palette {
/// #         primary: Colour([16, 60, 90]),
/// #         accent: Colour([200, 90, 20]),
/// #         ink,
/// #         muted: Colour([90, 96, 102]),
/// #         rule: Colour([205, 210, 214]),
/// #         tint: Colour([238, 242, 245]),
/// #         paper: white,
/// #         positive: Colour([30, 120, 70]),
/// #         caution: Colour([180, 50, 40]),
/// #     },
/// #     page: Size::new(Pt::mm(210.0), Pt::mm(297.0)),
/// #     margins: [Pt::mm(25.0); 4],
/// #     numbered: true,
/// #     fonts: Fonts { body: [font(), font(), font(), font()], mono: font(), fallback: Vec::new() },
/// #     cover: CoverStyle::Band,
/// #     heads: Heads::default(),
/// #     logo: None,
/// #     logo_dark: None,
/// # };
/// use bidwright_model::theme::Letters;
///
/// // Text can be read on paper and on the pale ground of a callout (WCAG asks for 4.5).
/// let palette = &theme.palette;
/// assert!(palette.ink.contrast(palette.paper) > 4.5 && palette.ink.contrast(palette.tint) > 4.5);
/// // Without a word of the brand, small heads are set as written.
/// assert_eq!(theme.heads.letters, Letters::Plain);
/// // Its width of text.
/// let [_, right, _, left] = theme.margins;
/// assert!(((theme.page.width - left - right) - Pt::mm(160.0)).abs() < Pt(0.01));
/// ```
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
    /// The page, upright.
    pub page: Size,
    /// Top, right, bottom, left margins.
    pub margins: [Pt; 4],
    /// Whether headings are numbered.
    pub numbered: bool,
    /// Font files by family and style.
    pub fonts: Fonts,
    /// How the front page looks.
    pub cover: CoverStyle,
    /// How the kicker of the cover, the heads of tables and running heads are set.
    pub heads: Heads,
    /// SVG for a ground in the primary colour.
    pub logo: Option<String>,
    /// SVG for paper.
    pub logo_dark: Option<String>,
}

/// How small heads are set: the kicker of the cover, the heads of tables, running heads.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Heads {
    /// Their letters.
    pub letters: Letters,
    /// Space between letters, as a share of the size.
    pub tracking: f64,
}

/// What letters small heads have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// As written.
    #[default]
    Plain,
    /// Small capitals in place of small letters, drawn for it by the maker of the font.
    SmallCapitals,
    /// Capitals only. What is copied and searched is still as written.
    Capitals,
}

/// How the front page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverStyle {
    /// A ground in the primary colour over two thirds of the page, the title on it, the facts under it.
    Band,
    /// A column in the primary colour with the logo and the facts, the title on paper beside it.
    Split,
    /// Paper, thin rules and letters.
    Plain,
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

#[cfg(test)]
mod tests {
    use super::Colour;

    fn contrast(one: &str, other: &str) -> f64 {
        let colour = |hex| Colour::from_hex(hex).expect("a colour");
        colour(one).contrast(colour(other))
    }

    #[test]
    fn contrast_is_that_of_pairs_everybody_knows() {
        for (one, other, known) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#949494", "#ffffff", 3.03),
            ("#ff0000", "#ffffff", 4.00),
            ("#0000ff", "#ffffff", 8.59),
            ("#123456", "#123456", 1.0),
        ] {
            let found = contrast(one, other);
            assert!((found - known).abs() < 0.005, "{one} on {other}: {found}");
            assert!((found - contrast(other, one)).abs() < 1e-12, "either way round");
        }
    }
}
