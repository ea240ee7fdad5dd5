//! Which face draws which part of a word: the style's own, or a fallback that has its characters.

use unicode_script::{Script, UnicodeScript};

use super::{
    clusters::{clusters, drawn_anyway},
    fonts::{MONO, REGULAR},
    shape::{Shaper, Style},
};

/// A part of a word in one face and one script.
pub(super) struct ShapingRun {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) face: usize,
    pub(super) script: Script,
}

impl Shaper<'_> {
    /// Cuts a word where the face or the script changes.
    pub(super) fn runs(&self, word: &str, style: Style) -> Vec<ShapingRun> {
        let own = style.face();
        if self.book.face(own).has_ascii(word) {
            let letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
            let script = if letters { Script::Latin } else { Script::Common };
            return vec![ShapingRun { start: 0, end: word.len(), face: own, script }];
        }
        let mut runs: Vec<ShapingRun> = Vec::new();
        for (start, cluster) in clusters(word) {
            let end = start + cluster.len();
            let first = cluster.chars().next().unwrap_or(' ');
            let script = match first.script() {
                Script::Inherited | Script::Unknown => Script::Common,
                script => script,
            };
            let last = runs.last_mut();
            // Punctuation stays in the face of the letters before it, if that has it.
            let stay =
                last.as_ref().filter(|last| script == Script::Common && self.covers(last.face, cluster));
            let face = stay.map_or_else(|| self.face_for(cluster, style), |last| last.face);
            match last {
                Some(last)
                    if last.face == face
                        && (script == Script::Common
                            || last.script == Script::Common
                            || last.script == script) =>
                {
                    last.end = end;
                    if last.script == Script::Common {
                        last.script = script;
                    }
                }
                _ => runs.push(ShapingRun { start, end, face, script }),
            }
        }
        runs
    }

    /// The first face that has the whole cluster: the style's own, fallbacks of its weight, other
    /// fallbacks, any face at all.
    fn face_for(&self, cluster: &str, style: Style) -> usize {
        let own = style.face();
        if self.covers(own, cluster) {
            return own;
        }
        let fallbacks = || MONO + 1..self.book.faces().len();
        let fits = |face: &usize| (self.book.face(*face).weight >= 600) == style.strong;
        let candidates =
            fallbacks().filter(fits).chain(fallbacks().filter(|face| !fits(face))).chain(REGULAR..=MONO);
        let found = { candidates }.find(|face| self.covers(*face, cluster));
        // No face has it all. Perhaps the shaper makes one letter of a base and its mark, so the base decides.
        let first = cluster.chars().next().unwrap_or(' ');
        let base = || {
            let faces = std::iter::once(own).chain(fallbacks()).chain(REGULAR..=MONO);
            { faces }.find(|face| self.has(*face, first))
        };
        found.or_else(base).unwrap_or(own)
    }

    /// Notes what the face has no glyph for. One character that is nowhere is named alone; a sign of several, such
    /// as a person with a profession, as a whole.
    pub(super) fn note_missing(&self, cluster: &str) {
        let nowhere = |c: &char| {
            let mut faces = 0..self.book.faces().len();
            !faces.any(|face| self.has(face, *c))
        };
        let mut absent = cluster.chars().filter(nowhere);
        let name = match (absent.next(), absent.next()) {
            (Some(alone), None) => alone.to_string(),
            _ => cluster.to_owned(),
        };
        if !cluster.chars().all(drawn_anyway) {
            self.missing.borrow_mut().insert(name);
        }
    }

    fn covers(&self, face: usize, cluster: &str) -> bool {
        cluster.chars().all(|c| self.has(face, c))
    }

    fn has(&self, face: usize, c: char) -> bool {
        drawn_anyway(c) || self.book.face(face).glyph(c).is_some()
    }
}
