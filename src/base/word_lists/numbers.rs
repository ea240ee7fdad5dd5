//! Numbers written as words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::WordLists;

static NUMBERS: LazyLock<BTreeMap<&str, u32>> = LazyLock::new(|| {
    let lists = WordLists::read(&[include_str!("numbers/en.txt"), include_str!("numbers/de.txt")]);
    lists.dictionary("numbers")
});

/// The number a word in lower case says: 2 to 20, the tens, and 100. The word for one is left out, since in many
/// languages it is an article as well.
///
/// ```
/// use bidwright_base::word_lists::number;
///
/// assert_eq!((number("twelve"), number("zwei")), (Some(12), Some(2)));
/// assert_eq!(number("one"), None);
/// ```
#[must_use]
pub fn number(word: &str) -> Option<u32> {
    NUMBERS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_each_number() {
        for (english, german, value) in
            [("two", "zwei", 2), ("dozen", "dutzend", 12), ("fifty", "fünfzig", 50)]
        {
            assert_eq!((number(english), number(german)), (Some(value), Some(value)));
        }
        assert_eq!(number("one").or(number("ein")), None);
    }
}
