//! Words that make an acceptance criterion a matter of opinion, by language: `vague/en.txt` and its siblings.

use std::sync::LazyLock;

use bidwright_base::word_lists::WordLists;
use bidwright_base::words;

static VAGUE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lists = WordLists::read(&[include_str!("vague/en.txt"), include_str!("vague/de.txt")]);
    lists.list("vague")
});

/// The vague words and phrases in a text, in the order of the lists.
#[must_use]
pub(crate) fn vague_words(text: &str) -> Vec<&'static str> {
    // Blanks on both sides, so that a word is found whole.
    let text = format!(" {} ", words::split(text).join(" "));
    VAGUE.iter().copied().filter(|vague| text.contains(&format!(" {vague} "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_opinion_are_found_whole() {
        assert_eq!(vague_words("User-friendly, and works WELL"), ["user friendly", "works well"]);
        assert_eq!(vague_words("The inappropriate 3 of 100 cases are explained"), Vec::<&str>::new());
        assert!(VAGUE.iter().all(|vague| words::split(vague).join(" ") == *vague), "as words are compared");
    }
}
