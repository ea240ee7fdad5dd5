//! Small matters of language: counting nouns, lists, and the name somebody probably meant.

/// Characters that stand for nothing and never will: programs mark texts with them, so no file may hold one.
pub const NONCHARACTERS: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';

/// "1 day", "2 days".
///
/// ```
/// use bidwright_base::words::count;
///
/// assert_eq!(count(1, "day", "days"), "1 day");
/// assert_eq!(count(2, "day", "days"), "2 days");
/// ```
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "a", "a and b", "a, b and c".
///
/// ```
/// use bidwright_base::words::list;
///
/// assert_eq!(list(&["design", "build", "test"]), "design, build and test");
/// ```
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "and")
}

/// "a", "a or b", "a, b or c".
///
/// ```
/// use bidwright_base::words::choice;
///
/// assert_eq!(choice(&["fixed", "capped"]), "fixed or capped");
/// ```
#[must_use]
pub fn choice<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "or")
}

fn join<S: AsRef<str>>(items: &[S], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., end] => {
            let init: Vec<_> = init.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", init.join(", "), end.as_ref())
        }
    }
}

/// A hint naming the known word nearest to what was typed, or, if none is near, the few there are.
/// Empty when there is nothing helpful to say.
///
/// ```
/// use bidwright_base::words::did_you_mean;
///
/// let roles = ["developer", "tester"];
/// assert_eq!(did_you_mean("develper", roles), "did you mean `developer`?");
/// assert_eq!(did_you_mean("NO", ["DE-standard", "NO-standard"]), "did you mean `NO-standard`?");
/// assert_eq!(did_you_mean("lawyer-in-charge", roles), "known here: `developer` and `tester`");
/// ```
#[must_use]
pub fn did_you_mean<S: AsRef<str>>(typed: &str, known: impl IntoIterator<Item = S>) -> String {
    let mut known: Vec<String> = known.into_iter().map(|k| k.as_ref().to_owned()).collect();
    known.sort();
    known.dedup();
    let near = known
        .iter()
        .map(|k| (strsim::damerau_levenshtein(&typed.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(distance, k)| *distance <= 1 + typed.len().min(k.len()) / 4)
        .min();
    let begun = || -> Vec<&String> {
        let begins = |k: &&String| typed.len() >= 2 && k.to_lowercase().starts_with(&typed.to_lowercase());
        known.iter().filter(begins).collect()
    };
    let quoted = |names: &[&String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match (near, begun().as_slice()) {
        (Some((_, name)), _) => format!("did you mean `{name}`?"),
        (None, begun @ [_, ..]) if begun.len() <= FEW => format!("did you mean {}?", choice(&quoted(begun))),
        (None, _) if known.is_empty() => String::new(),
        (None, _) if known.len() <= MANY => {
            format!("known here: {}", list(&quoted(&known.iter().collect::<Vec<_>>())))
        }
        (None, _) => String::new(),
    }
}

/// As many names as a question may hold.
const FEW: usize = 3;
/// As many names as are listed.
const MANY: usize = 64;

/// Each item once, in the order of first occurrence.
///
/// ```
/// use bidwright_base::words::unique;
///
/// assert_eq!(unique(["tester", "developer", "tester"]), ["tester", "developer"]);
/// ```
#[must_use]
pub fn unique<S: Ord + Clone>(items: impl IntoIterator<Item = S>) -> Vec<S> {
    let mut seen = std::collections::BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// Names that tell their bearers apart: the second `S` becomes `S.2`.
///
/// ```
/// use bidwright_base::words::distinct;
///
/// assert_eq!(distinct(["S", "M", "S"]), ["S", "M", "S.2"]);
/// ```
#[must_use]
pub fn distinct<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let mut own = |name: &str| {
        let mut turns = std::iter::once(name.to_owned()).chain((2..).map(|turn| format!("{name}.{turn}")));
        turns.find(|own| taken.insert(own.clone())).unwrap_or_default()
    };
    names.into_iter().map(|name| own(name.as_ref())).collect()
}

/// The words of a text, in lower case.
///
/// ```
/// use bidwright_base::words::split;
///
/// assert_eq!(split("Order-to-cash, phase 2"), ["order", "to", "cash", "phase", "2"]);
/// ```
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The words that tell what a name is about: those of four letters and more, less those common in any name.
///
/// ```
/// use bidwright_base::words::keywords;
///
/// let risk = keywords("The migration takes longer than data allows");
/// assert_eq!(risk, ["migration", "longer", "data", "allows"]);
/// ```
#[must_use]
pub fn keywords(name: &str) -> Vec<String> {
    const ANY: &[&str] = &[
        "about", "after", "again", "before", "behind", "build", "does", "during", "first", "from", "have",
        "into", "late", "less", "more", "must", "need", "needs", "only", "other", "over", "project",
        "service", "system", "systems", "takes", "team", "than", "that", "their", "them", "there", "they",
        "this", "time", "under", "until", "when", "which", "will", "with", "without", "work",
    ];
    split(name)
        .into_iter()
        .filter(|word| word.chars().count() >= 4 && !ANY.contains(&word.as_str()))
        .collect()
}

/// The first `most` characters of a text, with an ellipsis if there are more.
///
/// ```
/// use bidwright_base::words::shortened;
///
/// assert_eq!(shortened("a long sentence", 6), "a long…");
/// assert_eq!(shortened("short", 6), "short");
/// ```
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
