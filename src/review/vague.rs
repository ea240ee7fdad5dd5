//! Words that make an acceptance criterion a matter of opinion. The one list of them.

use bidwright_base::words;

/// Words and phrases, in lower case, with which nobody can tell whether a deliverable is done.
pub const VAGUE: &[&str] = &[
    "adequate",
    "adequately",
    "and so on",
    "appropriate",
    "appropriately",
    "as agreed",
    "as appropriate",
    "as expected",
    "as needed",
    "as required",
    "best effort",
    "best efforts",
    "easily",
    "easy to use",
    "efficient",
    "efficiently",
    "etc",
    "fit for purpose",
    "flexible",
    "good quality",
    "high quality",
    "if necessary",
    "if possible",
    "in a timely manner",
    "industry standard",
    "intuitive",
    "modern",
    "optimal",
    "optimised",
    "properly",
    "reasonable",
    "reasonably",
    "robust",
    "satisfactorily",
    "satisfactory",
    "seamless",
    "seamlessly",
    "smooth",
    "smoothly",
    "state of the art",
    "sufficient",
    "sufficiently",
    "suitable",
    "tbc",
    "tbd",
    "timely",
    "to be agreed",
    "to be defined",
    "user friendly",
    "where possible",
    "works well",
    "world class",
    // German, as in deals in German.
    "angemessen",
    "ausreichend",
    "bei bedarf",
    "benutzerfreundlich",
    "geeignet",
    "gegebenenfalls",
    "hochwertig",
    "möglichst",
    "nach absprache",
    "nach bedarf",
    "reibungslos",
    "stand der technik",
    "usw",
    "zeitnah",
    "zufriedenstellend",
];

/// The vague words in a text, in the order of the list.
#[must_use]
pub fn vague_words(text: &str) -> Vec<&'static str> {
    // Blanks on both sides, so that a word is found whole.
    let text = format!(" {} ", words::all(text).join(" "));
    VAGUE.iter().copied().filter(|vague| text.contains(&format!(" {vague} "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_opinion_are_found_whole() {
        assert_eq!(vague_words("User-friendly, and works WELL"), ["user friendly", "works well"]);
        assert_eq!(vague_words("The inappropriate 3 of 100 cases are explained"), Vec::<&str>::new());
        assert!(VAGUE.iter().all(|vague| words::all(vague).join(" ") == *vague), "as words are compared");
    }
}
