//! Shaping: a word becomes glyphs. Every word is shaped once in each style and then remembered.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use harfrust::{Buffer, Direction, ShapeOptions, ShapePlan, ShaperFont, Tag};
use unicode_script::Script;

use super::{
    fallback::ShapingRun,
    fonts::FontBook,
    glyph_clusters::{end_clusters, spaced},
};
use bidwright_base::geometry::Pt;
use bidwright_model::theme::{Heads, Letters};

pub(super) use super::style::{Figures, Style};

/// A shaped word, measured in ems, its glyphs from left to right.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub(super) glyphs: Vec<ShapedGlyph>,
    pub(super) width: f64,
    /// Of the width, the space between letters that follows the last one.
    pub(super) trail: f64,
}

/// A glyph of a shaped word.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub(super) face: usize,
    pub(super) id: u16,
    pub(super) advance: f64,
    pub(super) dx: f64,
    pub(super) dy: f64,
    /// The bytes of the word it is drawn for; empty after the first glyph of a cluster.
    pub(super) text: (usize, usize),
}

impl Shaped {
    /// The glyphs as they are read, each with the width of those before it.
    pub(super) fn in_reading_order(&self) -> impl Iterator<Item = (ShapedGlyph, f64)> {
        let mut glyphs = self.glyphs.clone();
        // Already so, unless the word runs from right to left.
        glyphs.sort_by_key(|glyph| glyph.text);
        let mut before = 0.0;
        glyphs.into_iter().map(move |glyph| {
            let at = before;
            before += glyph.advance;
            (glyph, at)
        })
    }
}

/// Word caches: five faces in three kinds of figures, in heads and elsewhere.
const CACHES: usize = 30;
type WordCache = RefCell<HashMap<Box<str>, Rc<Shaped>>>;
type PlanKey = (usize, &'static str, usize, bool);

/// Shapes words for one document.
pub(super) struct Shaper<'a> {
    pub(super) book: &'a FontBook,
    heads: Heads,
    fonts: Vec<ShaperFont<'a, 'static>>,
    /// One map a style and direction: a word is looked up by its letters alone, without building a key.
    words: [[WordCache; 2]; CACHES],
    plans: RefCell<BTreeMap<PlanKey, Rc<ShapePlan>>>,
    buffer: Cell<Option<Buffer>>,
    pub(super) missing: RefCell<BTreeSet<String>>,
    /// Words of names, which are not divided.
    names: BTreeSet<String>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(book: &'a FontBook, heads: Heads) -> Shaper<'a> {
        Shaper {
            book,
            heads,
            fonts: book.faces().iter().map(|face| ShaperFont::new(&face.shaping)).collect(),
            words: Default::default(),
            plans: RefCell::default(),
            buffer: Cell::default(),
            missing: RefCell::default(),
            names: BTreeSet::new(),
        }
    }

    /// With the words of names.
    pub(super) fn with_names(mut self, names: &BTreeSet<String>) -> Shaper<'a> {
        self.names.clone_from(names);
        self
    }

    /// Whether a word of a name stands in a text without spaces.
    pub(super) fn is_name(&self, text: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|word| self.names.contains(word))
    }

    /// What was asked for that no font has: characters, or several that make one sign.
    pub(super) fn missing(&self) -> BTreeSet<String> {
        self.missing.borrow().clone()
    }

    /// Whether the style's face draws raised digits of its own.
    pub(super) fn has_superiors(&self, style: Style) -> bool {
        let glyph = |figures| {
            let shaped = self.shape("1", Style { figures, ..style }, false);
            shaped.glyphs.first().map(|glyph| glyph.id)
        };
        glyph(Figures::Superior) != glyph(Figures::Proportional)
    }

    /// Width of a text of several words, as charts ask for it.
    pub(super) fn width(&self, text: &str, style: Style, size: Pt) -> Pt {
        let words = || text.split_inclusive(' ');
        let width: Pt = words().map(|word| self.shape(word, style, false).width * size).sum();
        // Nothing follows the last letter that it should be spaced from.
        width - words().next_back().map_or(Pt::ZERO, |word| self.shape(word, style, false).trail * size)
    }

    /// Space between letters, as a share of the size. Letters that join, as in Arabic, are not parted.
    fn tracking(&self, style: Style, script: Script) -> f64 {
        let stands_alone =
            matches!(script, Script::Common | Script::Latin | Script::Greek | Script::Cyrillic);
        if style.heads && !style.mono && stands_alone { self.heads.tracking } else { 0.0 }
    }

    /// Shapes one word.
    pub(super) fn shape(&self, word: &str, style: Style, rtl: bool) -> Rc<Shaped> {
        let cache = &self.words[style.cache_index()][usize::from(rtl)];
        if let Some(shaped) = cache.borrow().get(word) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_afresh(word, style, rtl));
        cache.borrow_mut().insert(word.into(), Rc::clone(&shaped));
        shaped
    }

    fn shape_afresh(&self, word: &str, style: Style, rtl: bool) -> Shaped {
        let mut runs = self.runs(word, style);
        if rtl {
            runs.reverse();
        }
        let mut shaped = Shaped::default();
        for run in runs {
            self.shape_run(word, &run, style, rtl, &mut shaped);
        }
        shaped
    }

    fn shape_run(&self, word: &str, run: &ShapingRun, style: Style, rtl: bool, out: &mut Shaped) {
        let face = self.book.face(run.face);
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        for (at, c) in word[run.start..run.end].char_indices() {
            let cluster = u32::try_from(run.start + at).expect("a word is shorter than 4 GB");
            if style.heads && self.heads.letters == Letters::Capitals {
                c.to_uppercase().for_each(|capital| buffer.push(u32::from(capital), cluster));
            } else {
                buffer.push(u32::from(c), cluster);
            }
        }
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let script = script_tag(run.script);
        buffer.set_direction(direction);
        buffer.set_script(script);
        let key = (run.face, run.script.short_name(), style.cache_index() % 6, rtl);
        let features = style.features(self.heads.letters);
        let plan =
            Rc::clone(self.plans.borrow_mut().entry(key).or_insert_with(|| {
                Rc::new(ShapePlan::new(&face.shaping, direction, script, None, features))
            }));
        let options = ShapeOptions::new().plan(Some(&plan)).features(features);
        harfrust::shape(&self.fonts[run.face], &mut buffer, options)
            .expect("the plan was made for this buffer's direction and script");
        let em = f64::from(face.units_per_em);
        let first = out.glyphs.len();
        let infos = buffer.glyph_infos();
        for info in infos.iter().filter(|info| info.glyph_id == 0) {
            let later = infos.iter().map(|other| other.cluster).filter(|other| *other > info.cluster).min();
            let byte = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
            let end = later.map_or(run.end, byte);
            self.note_missing(word.get(byte(info.cluster)..end).unwrap_or_default());
        }
        for (info, pos) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let advance = f64::from(pos.x_advance) / em;
            out.glyphs.push(ShapedGlyph {
                face: run.face,
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance,
                dx: f64::from(pos.x_offset) / em,
                dy: f64::from(pos.y_offset) / em,
                text: (usize::try_from(info.cluster).unwrap_or(0), 0),
            });
            out.width += advance;
        }
        self.buffer.set(Some(buffer));
        end_clusters(&mut out.glyphs[first..], run.end, rtl);
        out.trail = self.tracking(style, run.script);
        if out.trail > 0.0 {
            out.width += spaced(&mut out.glyphs[first..], out.trail);
        }
    }
}

fn script_tag(script: Script) -> Option<harfrust::Script> {
    let name: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
    harfrust::Script::from_iso15924_tag(Tag::new(&name))
}
