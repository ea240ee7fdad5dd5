//! Where a word may be divided.

/// Shorter words are left whole.
const SHORTEST: usize = 6;
/// A part of two letters is not carried to the next line.
const LETTERS_AFTER: usize = 3;

/// The language of patterns for a BCP 47 tag; other languages are not hyphenated.
pub(super) fn language(tag: &str) -> Option<hypher::Lang> {
    match tag.split('-').next() {
        Some("en") => Some(hypher::Lang::English),
        Some("de") => Some(hypher::Lang::German),
        _ => None,
    }
}

/// The bytes before which the word may be divided.
pub(super) fn offsets(text: &str, language: hypher::Lang) -> Vec<usize> {
    let body = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let lead = text.len() - body.len();
    let word = body.trim_end_matches(|c: char| !c.is_alphabetic());
    if word.len() < SHORTEST || word.contains(|c: char| !c.is_alphabetic()) || is_name(word, language) {
        return Vec::new();
    }
    let letters = word.chars().count();
    if letters < SHORTEST {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    // Syllables of the small letters serve only if they are at the same bytes.
    let word = if lower.len() == word.len() { lower.as_str() } else { word };
    let mut found = Vec::new();
    let mut at = 0;
    for syllable in hypher::hyphenate(word, language) {
        at += syllable.len();
        if word[at..].chars().nth(LETTERS_AFTER - 1).is_some() {
            found.push(lead + at);
        }
    }
    found
}

/// Names and abbreviations are not divided; in German every noun has a capital, so there only
/// words with a second capital count.
fn is_name(word: &str, language: hypher::Lang) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let first = word.starts_with(char::is_uppercase);
    match language {
        hypher::Lang::German => capitals > usize::from(first),
        _ => capitals > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, language: hypher::Lang) -> String {
        let mut parts = text.to_owned();
        for at in offsets(text, language).into_iter().rev() {
            parts.insert(at, '-');
        }
        parts
    }

    #[test]
    fn english_words_are_divided_and_names_are_not() {
        assert_eq!(parts("(governance),", hypher::Lang::English), "(gov-er-nance),");
        assert_eq!(parts("Nordvik", hypher::Lang::English), "Nordvik");
        assert_eq!(parts("over", hypher::Lang::English), "over");
    }

    #[test]
    fn a_word_of_any_length_is_divided() {
        let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        assert!(offsets(word, hypher::Lang::German).len() > 15);
    }

    #[test]
    fn german_nouns_are_divided() {
        assert_eq!(parts("Abnahmeverfahren", hypher::Lang::German), "Ab-nah-me-ver-fah-ren");
        assert_eq!(parts("DIN", hypher::Lang::German), "DIN");
    }
}
