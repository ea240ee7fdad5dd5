//! A face: its glyphs used, the font program cut down to them, and what PDF wants to know about it.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object};
use printpdf::{FontMetrics, ParsedFont, PdfFont};
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::{FaceData, Meanings, meaning};
use bidwright_base::digest::sha256;

/// A face of which at least one glyph is shown.
pub(super) struct Face<'a> {
    file: FaceData<'a>,
    font: FontRef<'a>,
    /// By glyph id: its code; 0 is not used.
    codes: Vec<u16>,
    /// By code.
    shown: Vec<Shown>,
    subset: GlyphRemapper,
}

/// A glyph as the PDF knows it.
pub(in super::super) struct Shown {
    /// Its code.
    pub(in super::super) code: char,
    /// Advance in 1/1000 em, rounded as in the font's width table.
    pub(in super::super) width: f64,
    /// What it is copied as.
    pub(in super::super) text: String,
}

impl<'a> Face<'a> {
    /// A face with the glyphs counted, and what they stood for.
    pub(super) fn new(file: FaceData<'a>, glyphs: &[Option<Meanings<'_>>]) -> Face<'a> {
        let font = FontRef::from_index(file.data, file.index).expect("layout shaped text with this face");
        let per_mille = Size::new(1000.0);
        let metrics = font.glyph_metrics(per_mille, LocationRef::default());
        let mut subset = GlyphRemapper::new();
        let mut codes = vec![0; glyphs.len()];
        let mut shown = vec![Shown { code: '\0', width: 0.0, text: REPLACEMENT.to_owned() }];
        for (glyph, meanings) in (0u16..).zip(glyphs) {
            let Some(meanings) = meanings else { continue };
            let code = subset.remap(glyph);
            codes[usize::from(glyph)] = code;
            let entry = Shown {
                code: char::from_u32(u32::from(code)).expect("fewer than 0xD800 glyphs are used"),
                width: f64::from(metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0)).round(),
                text: meaning(meanings).map_or_else(|| character(&font, glyph), str::to_owned),
            };
            match code {
                0 => shown[0] = entry,
                _ => shown.push(entry),
            }
        }
        Face { file, font, codes, shown, subset }
    }

    /// The glyph of this id, counted before.
    pub(super) fn shown(&self, glyph: u16) -> &Shown {
        &self.shown[usize::from(self.codes[usize::from(glyph)])]
    }

    /// Ascent and descent, for one point of size.
    pub(super) fn height(&self) -> (f64, f64) {
        let metrics = self.font.metrics(Size::new(1.0), LocationRef::default());
        (f64::from(metrics.ascent), f64::from(metrics.descent))
    }

    /// The font for printpdf.
    pub(super) fn embed(&self) -> PdfFont {
        let program = subsetter::subset(self.file.data, self.file.index, &self.subset)
            .expect("layout shaped text with this face");
        let name = format!("{}+{}", tag(&program), self.name());
        let widths = (0u16..).zip(&self.shown).map(|(code, g)| (code, whole(g.width))).collect();
        let identity = (0..self.subset.num_gids()).map(|code| (u32::from(code), code)).collect();
        let metrics = FontMetrics { ascent: 0, descent: 0 }; // Written by `describe`.
        PdfFont::new(ParsedFont::with_glyph_data(program, 0, Some(name), identity, widths, 1000, metrics))
    }

    /// The PostScript name, without what a PDF name would have to escape.
    fn name(&self) -> String {
        let name: String = self
            .font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|name| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
            .unwrap_or_default();
        if name.is_empty() { "Font".to_owned() } else { name }
    }

    /// Fills in the metrics printpdf has no fields for or computes with the platform's trigonometry.
    pub(super) fn describe(&self, descriptor: &mut Dictionary) {
        const NONSYMBOLIC: i64 = 1 << 5;
        const ITALIC: i64 = 1 << 6;
        let metrics = self.font.metrics(Size::new(1000.0), LocationRef::default());
        let number = |v: f32| Object::Real(v.round() + 0.0);
        let slanted = if metrics.italic_angle == 0.0 { 0 } else { ITALIC };
        let weight = self.font.attributes().weight.value() / 65.0;
        let bounds = metrics.bounds.unwrap_or_default();
        descriptor.set("Ascent", number(metrics.ascent));
        descriptor.set("Descent", number(metrics.descent));
        descriptor.set("CapHeight", number(metrics.cap_height.unwrap_or(metrics.ascent)));
        descriptor.set("ItalicAngle", number(metrics.italic_angle));
        descriptor.set("Flags", NONSYMBOLIC | slanted);
        // No table holds the width of stems; this is what other writers make of the weight.
        descriptor.set("StemV", number(50.0 + weight * weight));
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        descriptor.set("FontBBox", bounds.map(number).to_vec());
    }

    /// The map from codes to text.
    pub(super) fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let codes: Vec<(usize, &Shown)> = self.shown.iter().enumerate().skip(1).collect();
        let written = "written to a string";
        for block in codes.chunks(100) {
            writeln!(map, "{} beginbfchar", block.len()).expect(written);
            for (code, glyph) in block {
                write!(map, "<{code:04X}> <").expect(written);
                for unit in glyph.text.encode_utf16() {
                    write!(map, "{unit:04X}").expect(written);
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

const REPLACEMENT: &str = "\u{FFFD}";

/// The first character a font draws with a glyph.
fn character(font: &FontRef<'_>, glyph: u16) -> String {
    let mut mappings = font.charmap().mappings();
    let found = mappings.find_map(|(c, id)| (id == GlyphId::from(glyph)).then_some(c));
    found.and_then(char::from_u32).map_or_else(|| REPLACEMENT.to_owned(), String::from)
}

/// Six letters that distinguish this subset from others of the same font.
fn tag(program: &[u8]) -> String {
    sha256(program).bytes().take(6).map(|digit| char::from(b'A' + (digit & 15))).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an advance in 1/1000 em, rounded; `as` stops at the limits"
)]
fn whole(width: f64) -> u16 {
    width as u16
}
