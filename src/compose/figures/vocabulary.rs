//! The words that make a number a figure, in English and German. Both are read in every document: a deal in
//! one language may quote the other.

/// The number a word says. "One" and its German kin are left out: they are mostly articles (see [`one`]).
pub(super) fn number(word: &str) -> Option<u32> {
    const NUMBERS: &[(u32, &[&str])] = &[
        (2, &["two", "zwei"]),
        (3, &["three", "drei"]),
        (4, &["four", "vier"]),
        (5, &["five", "fünf"]),
        (6, &["six", "sechs"]),
        (7, &["seven", "sieben"]),
        (8, &["eight", "acht"]),
        (9, &["nine", "neun"]),
        (10, &["ten", "zehn"]),
        (11, &["eleven", "elf"]),
        (12, &["twelve", "dozen", "zwölf", "dutzend"]),
        (13, &["thirteen", "dreizehn"]),
        (14, &["fourteen", "vierzehn"]),
        (15, &["fifteen", "fünfzehn"]),
        (16, &["sixteen", "sechzehn"]),
        (17, &["seventeen", "siebzehn"]),
        (18, &["eighteen", "achtzehn"]),
        (19, &["nineteen", "neunzehn"]),
        (20, &["twenty", "zwanzig"]),
        (30, &["thirty", "dreißig", "dreissig"]),
        (40, &["forty", "vierzig"]),
        (50, &["fifty", "fünfzig"]),
        (60, &["sixty", "sechzig"]),
        (70, &["seventy", "siebzig"]),
        (80, &["eighty", "achtzig"]),
        (90, &["ninety", "neunzig"]),
        (100, &["hundred", "hundert"]),
    ];
    NUMBERS.iter().find(|(_, words)| words.contains(&word)).map(|(value, _)| *value)
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
