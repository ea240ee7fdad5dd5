//! Fonts: which glyphs are used and what they mean, cut down to those, with their widths.
//!
//! A glyph's code in the PDF is its number in the subset, and printpdf is told that the character with that
//! code point is that glyph, so a run of glyphs is a string to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, Stream};
use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use rayon::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::draft::Draft;
use super::save::hash;
use crate::layout::Pages;
use crate::layout::pages::{Glyph, Item, Run};

/// A face as a file: a TTF, OTF or a member of a collection.
#[derive(Clone, Copy)]
pub struct FaceData<'a> {
    /// The file.
    pub data: &'a [u8],
    /// Which member of a collection; 0 otherwise.
    pub index: u32,
}

/// The fonts of a document, by index of the face.
pub(super) struct Fonts<'a> {
    faces: Vec<Option<Face<'a>>>,
}

/// A face of which at least one glyph is shown.
struct Face<'a> {
    file: FaceData<'a>,
    font: FontRef<'a>,
    /// By glyph id: its code; 0 is not used.
    codes: Vec<u16>,
    /// By code.
    shown: Vec<Shown>,
    subset: GlyphRemapper,
}

/// A glyph as the PDF knows it.
pub(super) struct Shown {
    /// Its code.
    pub(super) code: char,
    /// Advance in 1/1000 em, rounded as in the font's width table.
    pub(super) width: f64,
    /// What it is copied as.
    pub(super) text: String,
}

/// What a glyph stood for, and how often.
type Meanings<'a> = Vec<(&'a str, u32)>;

impl<'a> Fonts<'a> {
    /// Counts the glyphs of all pages and settles the text of each: what it stands for most often.
    pub(super) fn of(pages: &Pages, faces: &[FaceData<'a>]) -> Fonts<'a> {
        let mut used: Vec<Vec<Option<Meanings<'_>>>> = vec![Vec::new(); faces.len()];
        for run in runs(pages) {
            let glyphs = &mut used[run.face];
            for cluster in clusters(&run.glyphs) {
                for glyph in cluster {
                    let id = usize::from(glyph.id);
                    if glyphs.len() <= id {
                        glyphs.resize(id + 1, None);
                    }
                    let meanings = glyphs[id].get_or_insert_default();
                    // The text of several glyphs together is not that of any of them.
                    if let [alone] = cluster {
                        count(meanings, plain(text_of(run, alone)));
                    }
                }
            }
        }
        let faces = faces
            .iter()
            .zip(used)
            .map(|(file, glyphs)| {
                glyphs
                    .iter()
                    .any(Option::is_some)
                    .then(|| Face::new(*file, &glyphs))
            })
            .collect();
        Fonts { faces }
    }

    /// A glyph counted before.
    pub(super) fn shown(&self, face: usize, glyph: u16) -> &Shown {
        let face = self.faces[face]
            .as_ref()
            .expect("counted: every face with a glyph");
        &face.shown[usize::from(face.codes[usize::from(glyph)])]
    }

    /// Ascent and descent of a face, for one point of size.
    pub(super) fn height(&self, face: usize) -> (f64, f64) {
        let face = self.faces[face]
            .as_ref()
            .expect("counted: every face with a glyph");
        let metrics = face.font.metrics(Size::new(1.0), LocationRef::default());
        (f64::from(metrics.ascent), f64::from(metrics.descent))
    }

    /// The fonts for printpdf, cut down to the glyphs used.
    pub(super) fn subsets(&self) -> BTreeMap<FontId, PdfFont> {
        let used: Vec<(usize, &Face<'_>)> = self.used().collect();
        let fonts = used
            .into_par_iter()
            .map(|(index, face)| (id(index), face.embed()));
        fonts.collect()
    }

    /// Corrects what printpdf says about the fonts: what glyphs mean, and the metrics of the face.
    pub(super) fn finish(&self, draft: &mut Draft) {
        for (index, face) in self.used() {
            let dict = draft.font(&id(index).0);
            let meaning = dict
                .get(b"ToUnicode")
                .and_then(Object::as_reference)
                .expect("printpdf: ToUnicode");
            let descriptor = dict
                .get(b"DescendantFonts")
                .and_then(Object::as_array)
                .and_then(|fonts| fonts[0].as_dict())
                .and_then(|font| font.get(b"FontDescriptor"))
                .and_then(Object::as_reference)
                .expect("printpdf: a descriptor");
            draft.doc.set_object(
                meaning,
                Stream::new(Dictionary::new(), face.to_unicode().into_bytes()),
            );
            let descriptor = draft
                .doc
                .get_dictionary_mut(descriptor)
                .expect("printpdf: a descriptor");
            face.describe(descriptor);
        }
    }

    fn used(&self) -> impl Iterator<Item = (usize, &Face<'a>)> {
        self.faces
            .iter()
            .enumerate()
            .filter_map(|(index, face)| Some((index, face.as_ref()?)))
    }
}

/// The resource name of a face; not `F1` to `F14`, which printpdf takes for its built-in fonts.
pub(super) fn id(face: usize) -> FontId {
    FontId(format!("T{face}"))
}

impl<'a> Face<'a> {
    fn new(file: FaceData<'a>, glyphs: &[Option<Meanings<'_>>]) -> Face<'a> {
        let font = FontRef::from_index(file.data, file.index).expect("layout shaped text with this face");
        let per_mille = Size::new(1000.0);
        let metrics = font.glyph_metrics(per_mille, LocationRef::default());
        let mut subset = GlyphRemapper::new();
        let mut codes = vec![0; glyphs.len()];
        let mut shown = vec![Shown {
            code: '\0',
            width: 0.0,
            text: REPLACEMENT.to_owned(),
        }];
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
        Face {
            file,
            font,
            codes,
            shown,
            subset,
        }
    }

    fn embed(&self) -> PdfFont {
        let program = subsetter::subset(self.file.data, self.file.index, &self.subset)
            .expect("layout shaped text with this face");
        let name = format!("{}+{}", tag(&program), self.name());
        let widths = (0u16..)
            .zip(&self.shown)
            .map(|(code, g)| (code, whole(g.width)))
            .collect();
        let identity = (0..self.subset.num_gids())
            .map(|code| (u32::from(code), code))
            .collect();
        let metrics = FontMetrics {
            ascent: 0,
            descent: 0,
        }; // Written by `describe`.
        PdfFont::new(ParsedFont::with_glyph_data(
            program,
            0,
            Some(name),
            identity,
            widths,
            1000,
            metrics,
        ))
    }

    /// The PostScript name, without what a PDF name would have to escape.
    fn name(&self) -> String {
        let name: String = self
            .font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|name| {
                name.chars()
                    .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                    .collect()
            })
            .unwrap_or_default();
        if name.is_empty() { "Font".to_owned() } else { name }
    }

    /// Fills in the metrics printpdf has no fields for or computes with the platform's trigonometry.
    fn describe(&self, descriptor: &mut Dictionary) {
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
    fn to_unicode(&self) -> String {
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
const SOFT_HYPHEN: &str = "\u{AD}";

/// What a glyph means on its own: what it stood for most often, the first of equals.
///
/// The hyphen at the end of a line means U+00AD there and a hyphen elsewhere; it is the exception, however
/// often it occurs, and says so where it stands.
fn meaning<'a>(meanings: &Meanings<'a>) -> Option<&'a str> {
    let mut best = (None, 0);
    for (text, times) in meanings
        .iter()
        .filter(|(text, _)| !text.is_empty() && *text != SOFT_HYPHEN)
    {
        if *times > best.1 {
            best = (Some(*text), *times);
        }
    }
    best.0
}

/// The first character a font draws with a glyph.
fn character(font: &FontRef<'_>, glyph: u16) -> String {
    let mut mappings = font.charmap().mappings();
    let found = mappings.find_map(|(c, id)| (id == GlyphId::from(glyph)).then_some(c));
    found
        .and_then(char::from_u32)
        .map_or_else(|| REPLACEMENT.to_owned(), String::from)
}

fn count<'a>(meanings: &mut Meanings<'a>, text: &'a str) {
    match meanings.iter_mut().find(|(known, _)| *known == text) {
        Some((_, times)) => *times += 1,
        None => meanings.push((text, 1)),
    }
}

/// Spaces and hyphens that hold a line together are copied and searched as plain ones: nobody types the others.
pub(super) fn plain(text: &str) -> &str {
    match text {
        "\u{A0}" | "\u{202F}" => " ",
        "\u{2011}" => "-",
        _ => text,
    }
}

/// The text a glyph stands for.
pub(super) fn text_of<'a>(run: &'a Run, glyph: &Glyph) -> &'a str {
    &run.text[glyph.text.0 as usize..glyph.text.1 as usize]
}

/// Glyphs that stand for one piece of text together: one that has the text, and those after it that have none.
pub(super) fn clusters(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|_, next| next.text.0 == next.text.1)
}

fn runs(pages: &Pages) -> impl Iterator<Item = &Run> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|placed| match &placed.item {
        Item::Text(run) => Some(run),
        _ => None,
    })
}

/// Six letters that tell this subset from another of the same font.
fn tag(program: &[u8]) -> String {
    let mut rest = hash(program);
    let letter = |_| {
        let letter = (rest % 26).to_le_bytes()[0];
        rest /= 26;
        char::from(b'A' + letter)
    };
    (0..6).map(letter).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an advance in 1/1000 em, rounded; `as` stops at the limits"
)]
fn whole(width: f64) -> u16 {
    width as u16
}
