//! Small matters of language: counting nouns, lists, and the name somebody probably meant.

/// "1 day", "2 days".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "a", "a and b", "a, b and c".
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "and")
}

/// "a", "a or b", "a, b or c".
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
    match near {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None if known.is_empty() => String::new(),
        None if known.len() <= 12 => {
            let quoted: Vec<_> = known.iter().map(|k| format!("`{k}`")).collect();
            format!("known here: {}", list(&quoted))
        }
        None => String::new(),
    }
}
