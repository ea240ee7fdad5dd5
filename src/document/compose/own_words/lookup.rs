//! Templates see a view without marks, so that they can compare and measure; what they print of it is marked then.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::{CLOSE, OPEN, own, plain};

/// Shorter texts are not looked for within others.
const SHORTEST_WITHIN: usize = 2;

/// The texts of a view with own words in them, by what is printed.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    marked: BTreeMap<String, String>,
    /// Texts that are own words as a whole, longest first.
    whole: Vec<String>,
}

impl Lookup {
    /// Takes the marks out of a view.
    pub(crate) fn take(view: &mut Value) -> Lookup {
        let mut lookup = Lookup::default();
        lookup.value(view);
        lookup.whole.sort_by(|one, other| (other.len(), one).cmp(&(one.len(), other)));
        lookup.whole.dedup();
        lookup
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if text.contains(OPEN) => {
                let words = plain(text).into_owned();
                let whole = *text == own(&words);
                if whole && words.chars().count() >= SHORTEST_WITHIN {
                    self.whole.push(words.clone());
                }
                // A sentence of somebody within one of ours goes without its stop.
                if let Some(stopped) = words.strip_suffix('.').filter(|_| whole) {
                    let without = stopped.trim_end_matches('.').to_owned();
                    self.marked.entry(without.clone()).or_insert_with(|| own(&without));
                }
                let marked = std::mem::replace(text, words.clone());
                self.marked.insert(words, marked);
            }
            Value::Array(all) => all.iter_mut().for_each(|value| self.value(value)),
            Value::Object(all) => all.values_mut().for_each(|value| self.value(value)),
            _ => {}
        }
    }

    /// What a template printed of the view with its marks; `None`: there are no own words in it. What was put
    /// together or cut by a filter holds them where a text of the deal stands in it whole.
    pub(crate) fn mark(&self, printed: &str) -> Option<String> {
        if let Some(marked) = self.marked.get(printed) {
            return Some(marked.clone());
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        for text in self.whole.iter().filter(|text| text.len() < printed.len()) {
            for (at, _) in printed.match_indices(text.as_str()) {
                let here = at..at + text.len();
                let apart = |one: &Range<usize>| one.end <= here.start || here.end <= one.start;
                let alone = !printed[..at].ends_with(char::is_alphanumeric)
                    && !printed[here.end..].starts_with(char::is_alphanumeric);
                if alone && found.iter().all(apart) {
                    found.push(here);
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        found.sort_by_key(|one| one.start);
        let mut out = String::with_capacity(printed.len() + 8 * found.len());
        let mut from = 0;
        for one in found {
            out.push_str(&printed[from..one.start]);
            out.push(OPEN);
            out.push_str(&printed[one.clone()]);
            out.push(CLOSE);
            from = one.end;
        }
        out.push_str(&printed[from..]);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_printed_of_a_view_is_known_again() {
        let mut view = json!({
            "customer": { "name": own("7-Eleven") },
            "due": format!("on acceptance of D1, {}", own("Portal")),
            "weeks": "12 weeks",
            "response": own("Ask twice."),
        });
        let lookup = Lookup::take(&mut view);
        assert_eq!(view["customer"]["name"], "7-Eleven");
        assert_eq!(lookup.mark("7-Eleven"), Some(own("7-Eleven")));
        assert_eq!(
            lookup.mark("on acceptance of D1, Portal"),
            Some(format!("on acceptance of D1, {}", own("Portal")))
        );
        assert_eq!(lookup.mark("7-Eleven, by hand"), Some(format!("{}, by hand", own("7-Eleven"))));
        assert_eq!(lookup.mark("Ask twice"), Some(own("Ask twice")));
        assert_eq!(lookup.mark("27-Eleven"), None);
        assert_eq!(lookup.mark("12 weeks"), None);
    }
}
