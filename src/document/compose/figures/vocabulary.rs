//! The words that make a number a figure, in English and German. Both are read in every document: a deal in
//! one language may quote the other.

/// The number a word says. "One" and its German kin are left out: they are mostly articles (see [`one`]).
pub(super) fn number(word: &str) -> Option<u32> {
    Some(match word {
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "fünf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "eleven" | "elf" => 11,
        "twelve" | "dozen" | "zwölf" | "dutzend" => 12,
        "thirteen" | "dreizehn" => 13,
        "fourteen" | "vierzehn" => 14,
        "fifteen" | "fünfzehn" => 15,
        "sixteen" | "sechzehn" => 16,
        "seventeen" | "siebzehn" => 17,
        "eighteen" | "achtzehn" => 18,
        "nineteen" | "neunzehn" => 19,
        "twenty" | "zwanzig" => 20,
        "thirty" | "dreißig" | "dreissig" => 30,
        "forty" | "vierzig" => 40,
        "fifty" | "fünfzig" => 50,
        "sixty" | "sechzig" => 60,
        "seventy" | "siebzig" => 70,
        "eighty" | "achtzig" => 80,
        "ninety" | "neunzig" => 90,
        "hundred" | "hundert" => 100,
        _ => return None,
    })
}

/// Whether a word says one, or is an article.
pub(super) fn one(word: &str) -> bool {
    matches!(word, "one" | "ein" | "eine" | "einer" | "einem" | "eines" | "einen")
}

/// A unit of time by the name both languages share here; working days are none of the calendar's.
pub(super) fn time(word: &str) -> Option<&'static str> {
    Some(match word {
        "second" | "seconds" | "sekunde" | "sekunden" => "second",
        "minute" | "minutes" | "minuten" => "minute",
        "hour" | "hours" | "stunde" | "stunden" => "hour",
        "day" | "days" | "tag" | "tage" | "tagen" | "kalendertage" | "kalendertagen" => "day",
        "arbeitstag" | "arbeitstage" | "arbeitstagen" | "werktage" | "werktagen" => "working day",
        "week" | "weeks" | "woche" | "wochen" => "week",
        "month" | "months" | "monat" | "monate" | "monaten" => "month",
        "year" | "years" | "jahr" | "jahre" | "jahren" => "year",
        _ => return None,
    })
}

/// "working day" where a word says so of the unit after it; `None` where it says nothing of a unit.
pub(super) fn qualifies(word: &str) -> Option<&'static str> {
    match word {
        "working" | "business" => Some("working "),
        "calendar" => Some(""),
        _ => None,
    }
}

/// The month a word names; a small letter makes "may" and "march" something else.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["January", "Januar", "Jan"],
        &["February", "Februar", "Feb"],
        &["March", "März", "Mar", "Mrz"],
        &["April", "Apr"],
        &["May", "Mai"],
        &["June", "Juni", "Jun"],
        &["July", "Juli", "Jul"],
        &["August", "Aug"],
        &["September", "Sep", "Sept"],
        &["October", "Oktober", "Oct", "Okt"],
        &["November", "Nov"],
        &["December", "Dezember", "Dec", "Dez"],
    ];
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// Parts of a whole by the word for one of them: "four fifths".
pub(super) fn part(word: &str) -> Option<u32> {
    Some(match word {
        "half" | "halves" | "hälfte" | "hälften" => 2,
        "third" | "thirds" | "drittel" | "dritteln" => 3,
        "quarter" | "quarters" | "viertel" | "vierteln" => 4,
        "fifth" | "fifths" | "fünftel" | "fünfteln" => 5,
        "tenth" | "tenths" | "zehntel" | "zehnteln" => 10,
        _ => return None,
    })
}

/// Whether a word stands between a part and its whole: "four of five".
pub(super) fn of(word: &str) -> bool {
    matches!(word, "of" | "in" | "von" | "aus")
}

/// Whether the number after a word names a place in a document or a list, and counts nothing.
pub(super) fn names_a_place(word: &str) -> bool {
    const PLACES: &[&str] = &[
        "section",
        "sections",
        "clause",
        "clauses",
        "subclause",
        "appendix",
        "annex",
        "article",
        "step",
        "steps",
        "table",
        "figure",
        "note",
        "page",
        "chapter",
        "paragraph",
        "item",
        "number",
        "no",
        "checkpoint",
        "abschnitt",
        "kapitel",
        "ziffer",
        "klausel",
        "anhang",
        "anlage",
        "artikel",
        "art",
        "schritt",
        "tabelle",
        "abbildung",
        "seite",
        "absatz",
        "punkt",
        "nummer",
        "nr",
        "iso",
        "iec",
        "din",
        "rfc",
        "sfia",
    ];
    PLACES.contains(&word)
}

/// Money by its name.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "euro" | "euros" => "EUR",
        "dollar" | "dollars" => "$",
        "pound" | "pounds" | "pfund" => "GBP",
        "franken" | "francs" => "CHF",
        "kroner" | "kronen" => "NOK",
        _ => return None,
    })
}

/// How many an amount stands for: "2.5 million".
pub(super) fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "k" | "thousand" | "tausend" | "tsd" => 1_000,
        "m" | "million" | "millions" | "mio" | "millionen" => 1_000_000,
        "bn" | "billion" | "billions" | "mrd" | "milliarden" => 1_000_000_000,
        _ => return None,
    })
}

/// What is counted, by a name that one of them and many share.
pub(super) fn thing(word: &str) -> String {
    const NOTHING: &[&str] = &[
        "a", "about", "after", "also", "an", "and", "are", "as", "at", "be", "before", "but", "by", "can",
        "differ", "did", "do", "does", "each", "for", "from", "had", "has", "have", "if", "in", "is", "it",
        "its", "less", "may", "more", "must", "no", "nor", "not", "of", "on", "only", "or", "per", "shall",
        "so", "than", "that", "the", "them", "then", "these", "this", "those", "to", "under", "up", "was",
        "were", "what", "when", "where", "which", "who", "will", "with", "without", "aber", "als", "am",
        "an", "auf", "aus", "bei", "bis", "das", "dem", "den", "der", "des", "die", "für", "hat", "haben",
        "im", "ist", "je", "kann", "mit", "nicht", "oder", "ohne", "pro", "sind", "um", "und", "vom", "von",
        "war", "werden", "wird", "zu", "zum",
    ];
    if NOTHING.contains(&word) {
        return String::new();
    }
    word.strip_suffix(['s', 'n', 'e']).filter(|one| one.chars().count() > 2).unwrap_or(word).to_owned()
}
