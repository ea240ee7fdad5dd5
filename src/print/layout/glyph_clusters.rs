//! Clusters among shaped glyphs: which bytes each is drawn for, and the letter spacing between them.

use super::shape::ShapedGlyph;

/// Gives the first glyph of each cluster the bytes up to the next cluster, and the others none.
pub(super) fn end_clusters(glyphs: &mut [ShapedGlyph], end: usize, rtl: bool) {
    let mut next = end;
    let mut close = |glyphs: &mut [ShapedGlyph]| {
        // Walks against the reading order, so that the cluster after this one is known.
        let (start, end) = (glyphs[0].text.0, next);
        for glyph in glyphs.iter_mut() {
            glyph.text = (end, end);
        }
        glyphs[0].text = (start, end);
        next = start;
    };
    if rtl {
        for cluster in glyphs.chunk_by_mut(|a, b| a.text.0 == b.text.0) {
            close(cluster);
        }
    } else {
        let mut rest = glyphs;
        while let Some(last) = rest.last() {
            let from = rest.partition_point(|glyph| glyph.text.0 < last.text.0);
            let (before, cluster) = rest.split_at_mut(from);
            close(cluster);
            rest = before;
        }
    }
}

/// Adds letter spacing after each cluster; returns the width added.
pub(super) fn spaced(glyphs: &mut [ShapedGlyph], tracking: f64) -> f64 {
    let mut added = 0.0;
    for cluster in glyphs.chunk_by_mut(|_, next| next.text.0 == next.text.1) {
        if let Some(last) = cluster.last_mut() {
            last.advance += tracking;
            added += tracking;
        }
    }
    added
}
