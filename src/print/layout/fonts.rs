//! The fonts of a brand, loaded once and shared by every document set in them.

use std::borrow::Cow;

use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
    raw::{TableProvider, types::Tag},
    string::StringId,
};

use subsetter::GlyphRemapper;

use bidwright_model::theme::{FontFile, Fonts};

/// Index of the regular face, and of italic, semibold and semibold italic after it.
pub const REGULAR: usize = 0;
/// Index of the fixed-width face; fallbacks follow.
pub(crate) const MONO: usize = 4;

const SMALL_CAPITALS: Tag = Tag::new(b"smcp");

/// All faces of a brand: regular, italic, semibold, semibold italic, fixed-width, then the fallbacks.
pub struct FontBook {
    faces: Vec<Face>,
}

/// A font file that nothing can be set in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadFont {
    /// It cannot be read as a font.
    Unreadable {
        /// Where it was found.
        path: String,
    },
    /// It lacks characters that every text is made of: it would be set in another style without a word.
    WithoutLetters {
        /// Where it was found.
        path: String,
        /// What it lacks; empty: all.
        lacks: String,
    },
}

impl std::fmt::Display for BadFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BadFont::Unreadable { path } => write!(f, "`{path}` is not a font that can be read"),
            BadFont::WithoutLetters { path, lacks } if lacks.is_empty() => {
                write!(f, "`{path}` has no character that text could be set in")
            }
            BadFont::WithoutLetters { path, lacks } => {
                let shown = bidwright_base::words::shortened(lacks, 20);
                write!(f, "`{path}` lacks letters or figures: {shown}")
            }
        }
    }
}

impl std::error::Error for BadFont {}

impl FontBook {
    /// Reads the metrics of every file.
    ///
    /// # Errors
    ///
    /// Names the first file that is no TrueType or OpenType font, or has not the characters it is there for.
    pub fn load(fonts: &Fonts) -> Result<FontBook, BadFont> {
        let files = fonts.body.iter().chain([&fonts.mono]).chain(&fonts.fallback);
        let read = |(at, file): (usize, &FontFile)| {
            let path = || file.path.clone();
            let face = Face::read(file).ok_or_else(|| BadFont::Unreadable { path: path() })?;
            // A fallback may be of another script.
            let lacks = if at > MONO { String::new() } else { face.lacking() };
            if !face.has_characters || !lacks.is_empty() {
                let lacks = if face.has_characters { lacks } else { String::new() };
                return Err(BadFont::WithoutLetters { path: path(), lacks });
            }
            Ok(face)
        };
        Ok(FontBook { faces: files.enumerate().map(read).collect::<Result<_, _>>()? })
    }

    /// In the order [`super::pages::Run::face`] counts.
    #[must_use]
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Whether the semibold is no bolder than the regular: a variable font stands in its first weight.
    #[must_use]
    pub fn lacks_bold(&self) -> bool {
        self.face(REGULAR + 2).weight <= self.face(REGULAR).weight
    }

    /// Whether the faces of heads, regular and semibold, have small capitals.
    #[must_use]
    pub fn has_small_capitals(&self) -> bool {
        [REGULAR, REGULAR + 2].iter().all(|face| self.face(*face).has_small_capitals())
    }

    /// One of them.
    #[must_use]
    pub fn face(&self, index: usize) -> &Face {
        &self.faces[index]
    }
}

/// One font file with the metrics that layout needs, in font units.
pub struct Face {
    /// The whole file.
    pub data: Cow<'static, [u8]>,
    /// The name of its family, as in `Source Sans 3`.
    pub family: String,
    /// Font units per em.
    pub units_per_em: u16,
    /// Height of the capitals.
    cap_height: f64,
    /// 400 regular, 600 semibold.
    pub(super) weight: u16,
    pub(super) shaping: harfrust::Font,
    advances: Vec<u16>,
    /// A bit for each ASCII character the font has.
    ascii: u128,
    /// Whether any character leads to a glyph.
    has_characters: bool,
}

impl Face {
    fn read(file: &FontFile) -> Option<Face> {
        let font = FontRef::new(&file.data).ok()?;
        // Those of the program are whole; one that came with a brand may be anything.
        if matches!(file.data, Cow::Owned(_)) && !can_be_embedded(&file.data, &font) {
            return None;
        }
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let widths = font.hmtx().ok()?;
        let shaping = match &file.data {
            Cow::Borrowed(bytes) => harfrust::Font::new(*bytes, 0),
            Cow::Owned(bytes) => harfrust::Font::new(bytes.clone(), 0),
        }?;
        let name = |id| font.localized_strings(id).english_or_first().map(|name| name.chars().collect());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME));
        let charmap = font.charmap();
        // The first glyph is the empty box for what is missing.
        let has = |byte: &u8| charmap.map(char::from(*byte)).is_some_and(|glyph| glyph.to_u32() > 0);
        Some(Face {
            ascii: (0..128_u8).filter(has).fold(0, |bits, byte| bits | 1 << byte),
            has_characters: charmap.mappings().any(|(_, glyph)| glyph.to_u32() > 0),
            data: file.data.clone(),
            family: family.unwrap_or_default(),
            units_per_em: metrics.units_per_em,
            cap_height: f64::from(metrics.cap_height.unwrap_or(metrics.ascent * 0.7)),
            weight: font.os2().map_or(400, |os2| os2.us_weight_class()),
            shaping,
            advances: (0..metrics.glyph_count)
                .map(|glyph| widths.advance(GlyphId::from(glyph)).unwrap_or(0))
                .collect(),
        })
    }

    /// Advance of a glyph in font units; 0 for a glyph the font has not.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The glyph a character is mapped to.
    #[must_use]
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        let glyph = self.shaping.charmap().map_unicode(c)?;
        u16::try_from(glyph.to_u32()).ok()
    }

    /// Whether a text is ASCII, and the font has all of it: true of most words, and quickly found.
    pub(super) fn has_ascii(&self, text: &str) -> bool {
        text.bytes().all(|byte| byte < 128 && self.ascii >> byte & 1 == 1)
    }

    /// The letters and figures of the Latin alphabet that the font has not.
    fn lacking(&self) -> String {
        let all = (b'0'..=b'9').chain(b'A'..=b'Z').chain(b'a'..=b'z');
        all.filter(|byte| self.ascii >> byte & 1 == 0).map(char::from).collect()
    }

    /// Whether the font has small capitals of its own.
    fn has_small_capitals(&self) -> bool {
        let substitutions = FontRef::new(&self.data).ok().and_then(|font| font.gsub().ok());
        let features = substitutions.as_ref().and_then(|table| table.feature_list().ok());
        features
            .is_some_and(|list| list.feature_records().iter().any(|one| one.feature_tag() == SMALL_CAPITALS))
    }

    /// Height of the capitals as a share of the size.
    #[must_use]
    pub(crate) fn cap_share(&self) -> f64 {
        self.cap_height / f64::from(self.units_per_em)
    }

    /// The outline of a glyph as closed rings of corners, in font units, y upwards. Curves become
    /// chords: it serves large, pale shapes such as a watermark, not text.
    pub(super) fn rings(&self, glyph: u16) -> Vec<Vec<(f64, f64)>> {
        let mut pen = Chords::default();
        let outline =
            FontRef::new(&self.data).ok().and_then(|font| font.outline_glyphs().get(GlyphId::from(glyph)));
        if let Some(outline) = outline {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph whose outline is damaged is left out of the ornament.
            if outline.draw(settings, &mut pen).is_err() {
                return Vec::new();
            }
        }
        pen.rings
    }
}

/// Whether a PDF can take any of its glyphs: every table is whole and the glyphs have outlines, which colour fonts of
/// emoji often have not.
fn can_be_embedded(data: &[u8], font: &FontRef<'_>) -> bool {
    let whole = font.table_directory().table_records().iter().all(|table| {
        let end = u64::from(table.offset()) + u64::from(table.length());
        end <= data.len() as u64
    });
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let mut all = GlyphRemapper::new();
    for glyph in 0..u16::try_from(metrics.glyph_count).unwrap_or(u16::MAX) {
        all.remap(glyph);
    }
    whole && metrics.units_per_em > 0 && subsetter::subset(data, 0, &all).is_ok()
}

/// Collects an outline, each curve cut into a few chords.
#[derive(Default)]
struct Chords {
    rings: Vec<Vec<(f64, f64)>>,
}

impl Chords {
    const STEPS: u8 = 8;

    fn last(&self) -> (f64, f64) {
        let ring = self.rings.last();
        ring.and_then(|ring| ring.last()).copied().unwrap_or_default()
    }

    fn push(&mut self, point: (f64, f64)) {
        if let Some(ring) = self.rings.last_mut() {
            ring.push(point);
        }
    }

    fn curve(&mut self, at: impl Fn(f64) -> (f64, f64)) {
        for step in 1..=Self::STEPS {
            self.push(at(f64::from(step) / f64::from(Self::STEPS)));
        }
    }
}

fn pair(x: f32, y: f32) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl OutlinePen for Chords {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(vec![pair(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(pair(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (a, b, c) = (self.last(), pair(cx, cy), pair(x, y));
        self.curve(|t| {
            let mix =
                |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            (mix(a.0, b.0, c.0), mix(a.1, b.1, c.1))
        });
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.last(), pair(ax, ay), pair(bx, by), pair(x, y));
        self.curve(|t| {
            let u = 1.0 - t;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
        });
    }

    fn close(&mut self) {}
}
