//! Words that are read as one stay on one line: a figure and its unit, a number and what it numbers, a name and
//! its initials or title. Only what belongs together is held, for every hold makes some line worse.

use std::collections::BTreeSet;

use super::words::WORDS;
use bidwright_base::locale::{Locale, NBSP};

/// Holds the parts of an abbreviation closely together, as in German "z. B.".
const NARROW: char = '\u{202f}';

/// The text with its words held.
pub(super) fn kept_together(text: &str, locale: Locale) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut first, mut before) = ("", "");
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(between(first, before, word, locale));
        }
        out.push_str(word);
        // Of words already held, the last is the one before the space.
        for part in word.split(NBSP) {
            (first, before) = (before, part);
        }
    }
    out
}

/// The space between two words, `first` being the one before them.
fn between(first: &str, before: &str, after: &str, locale: Locale) -> char {
    let after = after.split(NBSP).next().unwrap_or(after);
    let opening = |c: char| matches!(c, '(' | '[' | '“' | '„' | '‘' | '‚' | '«' | '»');
    let (first, before) = (first.trim_start_matches(opening), before.trim_start_matches(opening));
    if locale.spaces_abbreviations() && abbreviated(before) && abbreviated(after.trim_end_matches([',', ')']))
    {
        return NARROW;
    }
    let holds = measure(before, after, locale) || number(before, after) || person(first, before, after);
    if holds { NBSP } else { ' ' }
}

/// A small letter or two with a stop: the "z." of "z. B.".
fn abbreviated(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.as_str() == "."
}

/// "4 hours", "10 km", "12 %", "31 August", "10 000".
fn measure(before: &str, after: &str, locale: Locale) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let date = before.strip_suffix('.').filter(|_| locale.stops_after_day()).unwrap_or(before);
    if !before.ends_with(digit) && !date.ends_with(digit) {
        return false;
    }
    let bare = after.trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?', '”', '“', '’', '»', '«']);
    let day = date.chars().all(digit) && date.len() <= 2;
    if WORDS.months.contains(bare) {
        return day;
    }
    if !before.ends_with(digit) {
        return false;
    }
    let group = before.len() <= 3 && before.chars().all(digit) && bare.len() == 3 && bare.chars().all(digit);
    let plural = |word: &str| {
        let singular = |ending: &&str| word.strip_suffix(ending);
        WORDS.plural_endings.iter().filter_map(singular).any(|one| WORDS.units.contains(one))
    };
    // "1/2-day" and "5 hours' work" begin with their units.
    let word = bare.split(['-', '’', '\'', '/']).next().unwrap_or(bare);
    group || WORDS.unit_signs.contains(bare) || WORDS.units.contains(word) || plural(word)
}

/// "No. 5", "Phase 2", "EUR 1,000", "October 14", "Q3 2027", "0047 R1", "Appendix A".
fn number(before: &str, after: &str) -> bool {
    let bare = after.trim_end_matches(|c: char| !c.is_alphanumeric());
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let among = |words: &BTreeSet<&str>| {
        words.contains(before) || is_title(before) && words.contains(before.to_lowercase().as_str())
    };
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        let part_of_year = before.len() == 2 && before.starts_with(['Q', 'H']) && digits(&before[1..]);
        return among(&WORDS.numbered)
            || WORDS.months.contains(before) && bare.len() <= 2 && digits(bare)
            || part_of_year && bare.len() == 4;
    }
    let letter = bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase());
    let revision =
        bare.strip_prefix('R').is_some_and(digits) && before.ends_with(|c: char| c.is_ascii_digit());
    letter && among(&WORDS.lettered) || revision
}

/// Whether only the first letter is a capital.
fn is_title(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase)
}

/// "J. R. Smith", "Dr. Weber", "Ms Okafor".
fn person(first: &str, before: &str, after: &str) -> bool {
    if !after.starts_with(char::is_uppercase) {
        return false;
    }
    let mut letters = before.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.as_str() == ".";
    // "See appendix B. The next one" ends a sentence.
    let lettered = [first, &first.to_lowercase()].iter().any(|word| WORDS.lettered.contains(word));
    WORDS.titles.contains(before) || initial && !lettered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, locale: Locale) -> String {
        kept_together(text, locale).replace(NBSP, "~").replace(NARROW, "_")
    }

    fn british(text: &str) -> String {
        shown(text, Locale::British)
    }

    #[test]
    fn figures_keep_their_units() {
        for (typed, set) in [
            ("within 4 hours, by 31 August, EUR 1,000", "within 4~hours, by 31~August, EUR~1,000"),
            ("from 8 am to 6 pm, October 14", "from 8~am to 6~pm, October~14"),
            ("12 invoices of 2027", "12 invoices of 2027"),
            ("10 km, 5 kg, 20 °C and 12 %.", "10~km, 5~kg, 20~°C and 12~%."),
            ("500 GB in 20 ms (4 h)", "500~GB in 20~ms (4~h)"),
            ("1.5 FTE at 600 EUR", "1.5~FTE at 600~EUR"),
            ("EUR 1.2 m, USD 3 bn or 4 million", "EUR~1.2~m, USD~3~bn or 4~million"),
            ("5 working days of 10 hours’ work", "5~working days of 10~hours’ work"),
            ("10 000 parcels", "10~000 parcels"),
            ("2026 100 parcels", "2026 100 parcels"),
        ] {
            assert_eq!(british(typed), set);
        }
    }

    #[test]
    fn a_date_holds_its_day_and_not_its_year() {
        assert_eq!(british("31 August 2027"), "31~August 2027");
        assert_eq!(british("since August 2027"), "since August 2027");
        assert_eq!(british("in 2027 August is hot"), "in 2027 August is hot");
        assert_eq!(shown("am 3. August 2027", Locale::German), "am 3.~August 2027");
        assert_eq!(british("There are 5. May we go?"), "There are 5. May we go?");
    }

    #[test]
    fn what_is_numbered_keeps_its_number() {
        for (typed, set) in [
            ("No. 5, p. 5, Q3 2027", "No.~5, p.~5, Q3~2027"),
            ("Phase 2 (Section 4) and Table 3", "Phase~2 (Section~4) and Table~3"),
            ("under § 5 and clause 7.1", "under §~5 and clause~7.1"),
            ("see Appendix A and option B.", "see Appendix~A and option~B."),
            ("Q-2026-0047 R1", "Q-2026-0047~R1"),
            ("a PHASE 2", "a PHASE 2"),
            ("about 5 of them", "about 5 of them"),
        ] {
            assert_eq!(british(typed), set);
        }
        assert_eq!(shown("Nr. 5, S. 5 in Abschnitt 4", Locale::German), "Nr.~5, S.~5 in Abschnitt~4");
    }

    #[test]
    fn names_keep_their_initials_and_titles() {
        for (typed, set) in [
            ("J. R. Smith and Dr. Weber", "J.~R.~Smith and Dr.~Weber"),
            ("Ms Okafor, Mr Lee", "Ms~Okafor, Mr~Lee"),
            ("See appendix B. The next", "See appendix~B. The next"),
        ] {
            assert_eq!(british(typed), set);
        }
        assert_eq!(shown("Herr Dr. Klein", Locale::German), "Herr~Dr.~Klein");
    }

    #[test]
    fn german_abbreviations_are_held_closely() {
        let german = "z. B. hier, d. h. dort (u. a.) und i. d. R. nicht";
        assert_eq!(shown(german, Locale::German), "z._B. hier, d._h. dort (u._a.) und i._d._R. nicht");
        assert_eq!(british("option a. b. is"), "option a. b. is");
    }
}
