//! Words for what an offer promises in figures: price, finish, deadline, discount, ceiling, payment, chance.

use std::sync::LazyLock;

use super::WordLists;

static OFFERS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::read(&[include_str!("offers/en.txt"), include_str!("offers/de.txt")]));

/// The words of all languages for one such thing, by its name in the files, such as `price`.
///
/// ```
/// use bidwright_base::word_lists::promised;
///
/// assert!(promised("price").contains(&"fixed price"));
/// assert!(promised("discount").contains(&"Rabatt".to_lowercase().as_str()));
/// ```
///
/// # Panics
/// If there is no such thing.
#[must_use]
pub fn promised(thing: &str) -> Vec<&'static str> {
    OFFERS.list(thing)
}
