//! Dashes are typed as hyphens, one, two or three, and set as those of the language: British and German text has
//! an en dash between spaces, American an em dash without. A range of figures has an en dash.

use super::words::CURRENCIES;
use bidwright_base::locale::Locale;

/// The text with its dashes.
pub(super) fn dashed(text: &str, locale: Locale) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    while let Some(found) = text[from..].find('-') {
        let start = from + found;
        let hyphens = text[start..].bytes().take_while(|byte| *byte == b'-').count();
        let end = start + hyphens;
        out.push_str(&text[from..start]);
        from = end;
        let (before, after) = (&text[..start], &text[end..]);
        let spaced = before.ends_with(' ') && after.starts_with(' ');
        // What begins a text or a line of dashes alone is a mark of its writer.
        let words = !before.trim().is_empty() && !after.trim().is_empty();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let closed = joins(before.chars().next_back()) && joins(after.chars().next());
        if hyphens <= 3 && words && spaced {
            dash(&mut out, locale);
            if locale == Locale::American {
                from += 1;
            }
        } else if (hyphens == 2 || hyphens == 3) && closed {
            out.push(' ');
            dash(&mut out, locale);
            if locale != Locale::American {
                out.push(' ');
            }
        } else if hyphens <= 2 && range(before, after, locale) {
            out.push('–');
        } else {
            out.push_str(&text[start..end]);
        }
    }
    out.push_str(&text[from..]);
    out
}

/// The dash of the language behind a space.
fn dash(out: &mut String, locale: Locale) {
    match locale {
        Locale::American => {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('—');
        }
        Locale::British | Locale::Indian | Locale::German | Locale::Swiss => out.push('–'),
    }
}

/// Whether a hyphen is written between two figures of a range that something counts. Numbers of things, of standards
/// and of telephones have hyphens too: what is not plainly a range stays.
fn range(before: &str, after: &str, locale: Locale) -> bool {
    let first = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let second = &after[..after.len() - rest.len()];
    let (Ok(low), Ok(high)) = (first.parse::<u32>(), second.parse::<u32>()) else {
        return false;
    };
    let year = |number: u32, digits: &str| digits.len() == 4 && (1900..2200).contains(&number);
    let short = first.len() <= 3 && second.len() <= 3 && !first.starts_with('0') && !second.starts_with('0');
    if low >= high || !(short || year(low, first) && year(high, second)) {
        return false;
    }
    let head = &before[..before.len() - first.len()];
    let open = head.trim_end_matches(['(', '“', '„', '‘', '‚', '»', '«']);
    if !(open.is_empty() || open.len() < head.len() || head.ends_with([' ', '\u{a0}'])) {
        return false;
    }
    // A name in capitals (`ISO 9-16`) or another number (of a telephone) makes it something else.
    let named = head.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let capitals = named.chars().any(char::is_uppercase) && !named.chars().any(char::is_lowercase);
    if named.ends_with(|c: char| c.is_ascii_digit()) || capitals && !CURRENCIES.contains(&named) {
        return false;
    }
    if year(low, first) {
        return !rest.starts_with(['-', '/', '.']) || rest.starts_with(". ") || rest == ".";
    }
    // Something must be counted.
    let counts = |c: char| c.is_lowercase() || c == '%' || (locale.capitalises_nouns() && c.is_alphabetic());
    rest.trim_start_matches([' ', '\u{a0}']).starts_with(counts) && rest.starts_with([' ', '\u{a0}', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_between_words_become_the_dash_of_the_language() {
        for typed in ["now - and later", "now -- and later", "now --- and later", "now--and later"] {
            assert_eq!(dashed(typed, Locale::British), "now – and later", "{typed}");
            assert_eq!(dashed(typed, Locale::German), "now – and later", "{typed}");
            assert_eq!(dashed(typed, Locale::American), "now—and later", "{typed}");
        }
    }

    #[test]
    fn what_is_no_dash_stays() {
        for text in [
            "order-to-cash",
            "- item",
            "a --flag of ours",
            "-----",
            "one ----- two",
            "W1-W3",
            "-5",
            "end -",
            "a -b",
        ] {
            assert_eq!(dashed(text, Locale::British), text);
        }
    }

    #[test]
    fn a_range_of_figures_has_an_en_dash() {
        for (typed, set) in [
            ("10-16 pages", "10–16 pages"),
            ("of 2-3 weeks, (4-5 days)", "of 2–3 weeks, (4–5 days)"),
            ("20-30% of it", "20–30% of it"),
            ("in 2026-2027.", "in 2026–2027."),
            ("EUR 10-20 each", "EUR 10–20 each"),
        ] {
            assert_eq!(dashed(typed, Locale::British), set);
        }
        assert_eq!(dashed("in 4-6 Wochen", Locale::German), "in 4–6 Wochen");
    }

    #[test]
    fn numbers_of_things_keep_their_hyphen() {
        for text in [
            "on 2026-11-25",
            "in 2026-11",
            "Q-2026-0047",
            "ISO 9001-2015 says",
            "IEC 60-80 tests",
            "call 020 555-666 today",
            "call 555-1234 today",
            "article 12-15",
            "24-7 support",
            "W3-5 days",
            "1-2-3 steps",
            "2026-2027-03",
        ] {
            assert_eq!(dashed(text, Locale::British), text);
        }
    }
}
