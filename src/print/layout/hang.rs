//! Marks that hang over the margin of justified text, so that the edge looks straight: a full stop or a hyphen
//! at the margin leaves white above it, and the line looks short.

/// Of its width, how far a mark at the end of a line hangs over the right margin.
///
/// The shares were chosen by eye, over edges printed at 200 dpi.
pub(super) fn end(c: char) -> f64 {
    match c {
        '.' | ',' => 0.7,
        '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' => 0.6,
        ':' => 0.5,
        ';' => 0.4,
        '–' => 0.3,
        '—' => 0.2,
        '”' | '’' | '“' | '‘' | '"' | '\'' | '»' | '›' | '«' | '‹' => 0.5,
        '!' | '?' => 0.1,
        _ => 0.0,
    }
}

/// Of its width, how far a mark at the start of a line hangs over the left margin.
pub(super) fn start(c: char) -> f64 {
    match c {
        '“' | '‘' | '„' | '‚' | '"' | '\'' | '«' | '‹' | '»' | '›' => 0.5,
        _ => 0.0,
    }
}
