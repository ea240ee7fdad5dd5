//! Units of time in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::WordLists;

static UNITS: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let lists = WordLists::read(&[include_str!("times/en.txt"), include_str!("times/de.txt")]);
    lists.dictionary("units of time")
});

/// The unit of time that a word in lower case names, by its English name: `week` of "weeks" and of "Wochen".
/// Working days are none of the calendar's; of a word with a hyphen ask without it.
///
/// ```
/// use bidwright_base::word_lists::unit_of_time;
///
/// assert_eq!((unit_of_time("weeks"), unit_of_time("wochen")), (Some("week"), Some("week")));
/// assert_eq!(unit_of_time("arbeitstage"), Some("working day"));
/// assert_eq!(unit_of_time("monthends"), Some("month-end"));
/// assert_eq!(unit_of_time("ends"), None);
/// ```
#[must_use]
pub fn unit_of_time(word: &str) -> Option<&'static str> {
    UNITS.get(word).map(String::as_str)
}
