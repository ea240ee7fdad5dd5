//! Characters no font has, reported at every place that has them: the deal, a template, a price book, the brand.

use std::fmt::Write;

use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Layer, Place, Source};
use bidwright_input::Project;
use bidwright_print::layout::Missing;

/// A finding for each source that holds what is missing; one with the words on the page, if none does.
pub(super) fn findings(project: &Project, missing: &Missing) -> Vec<Diagnostic> {
    let places = places(project, missing);
    let message = format!("no font of the brand has `{}` ({})", missing.text, numbers(&missing.text));
    let hint = "add a font that has it to the brand's fallback fonts";
    if places.is_empty() {
        let message = match &missing.place {
            Some((page, words)) => format!("{message}: page {page} says `{words}`"),
            None => message,
        };
        return vec![Diagnostic::error(Code::MissingCharacter, message).hint(hint)];
    }
    let finding = |place| Diagnostic::error(Code::MissingCharacter, message.clone()).at(place).hint(hint);
    places.into_iter().map(finding).collect()
}

/// `U+65E5`, one for each character.
fn numbers(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let space = if out.is_empty() { "" } else { " " };
        write!(out, "{space}U+{:04X}", u32::from(c)).expect("written to a string");
    }
    out
}

/// The first place in each source that has it: with the words of the pages, or else alone, or else by its number.
fn places(project: &Project, missing: &Missing) -> Vec<Place> {
    let in_words = |source: &Source| {
        let word = missing.words.iter().find_map(|word| {
            let at = source.text.find(word.as_str())?;
            Some(at + word.find(missing.text.as_str())?)
        });
        word.map(|at| at..at + missing.text.len())
    };
    let alone = |source: &Source| source.text.find(&missing.text).map(|at| at..at + missing.text.len());
    let numbered = |source: &Source| escapes(&missing.text).find_map(|escape| found(&source.text, &escape));
    for find in [&in_words as &dyn Fn(&Source) -> Option<std::ops::Range<usize>>, &alone, &numbered] {
        let texts = project.sources.iter().filter(|(file, source)| read(project, *file, source));
        let places: Vec<Place> =
            texts.filter_map(|(file, source)| Some(Place::new(file, find(source)?))).collect();
        if !places.is_empty() {
            return places;
        }
    }
    Vec::new()
}

/// Whether a source is the deal or one that nothing hides. Drawings are not set in the brand's fonts.
fn read(project: &Project, file: FileId, source: &Source) -> bool {
    let shown = file == project.deal || project.find(&source.path) == Some(file);
    shown
        && !source.path.ends_with(".svg")
        && !(source.layer == Layer::Workspace && source.path.starts_with("approvals/"))
}

/// How TOML and Markdown write the first character by its number.
fn escapes(text: &str) -> impl Iterator<Item = String> {
    let number = text.chars().next().map(u32::from);
    number
        .into_iter()
        .flat_map(|n| [format!("\\u{n:04X}"), format!("\\U{n:08X}"), format!("&#x{n:X};"), format!("&#{n};")])
}

/// The place of an escape, whose digits may be small letters.
fn found(text: &str, escape: &str) -> Option<std::ops::Range<usize>> {
    let small = format!("{}{}", &escape[..2], escape[2..].to_ascii_lowercase());
    let at = text.find(escape).or_else(|| text.find(&small))?;
    Some(at..at + escape.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bidwright_input::Library;

    fn missing(text: &str, words: &[&str]) -> Missing {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Missing { text: text.to_owned(), words, place: Some((7, format!("made of {text} by us"))) }
    }

    #[test]
    fn what_no_file_says_is_told_with_the_words_on_its_page() {
        let found = findings(&Project::from_text(&Library::default(), "format = 1"), &missing("𐎠", &["𐎠"]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, None);
        assert_eq!(found[0].message, "no font of the brand has `𐎠` (U+103A0): page 7 says `made of 𐎠 by us`");
    }

    #[test]
    fn the_file_that_says_the_whole_word_is_told_and_not_another_with_the_character() {
        let project = Project::from_text(&Library::default(), "format = 1 # 𐎠 alone\n# and 𐎠𐎡x")
            .with("templates/x.md", "only 𐎠");
        let found = findings(&project, &missing("𐎠", &["𐎠𐎡x"]));
        assert_eq!(found.len(), 1);
        let place = found[0].place.expect("a place");
        assert_eq!((place.file, project.sources.line_column(place)), (project.deal, (2, 7)));
    }
}
