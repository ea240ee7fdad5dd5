//! What is known about project management, overruns and failed deliveries: works that may be cited, and
//! to whom. No document types a figure of theirs; it asks for it here.

/// `templates/evidence.toml`: a row of it.
///
/// ```
/// use bidwright_model::book::{Audience, Citation, Grade};
///
/// let case = Citation {
///     id: "case".to_owned(),
///     author: "A. Author".to_owned(),
///     title: None,
///     venue: "Journal 1(2)".to_owned(),
///     year: Some(2010),
///     measured: "overrun of cost".to_owned(),
///     figure: "27 %".to_owned(),
///     grade: Grade::B,
///     audience: Audience::Customers,
///     caveat: "One firm.".to_owned(),
///     parties: vec!["Nordvik".to_owned()],
/// };
/// assert_eq!(case.published(), "Journal 1(2), 2010");
/// // It is not shown to those it is about.
/// assert!(case.may_be_shown(&["Northstar"]) && !case.may_be_shown(&["Nordvik AS"]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its id, by which templates ask for it.
    pub id: String,
    /// Who found it.
    pub author: String,
    /// What the work is called.
    pub title: Option<String>,
    /// Where it was published.
    pub venue: String,
    /// When.
    pub year: Option<u32>,
    /// What was measured.
    pub measured: String,
    /// What came out, as it may be printed.
    pub figure: String,
    /// How well it is known.
    pub grade: Grade,
    /// Before whom it may stand.
    pub audience: Audience,
    /// What must be said with it.
    pub caveat: String,
    /// Names it speaks about: it is not held against a party of the deal.
    pub parties: Vec<String>,
}

/// How well something is known; a sign leans.
///
/// ```
/// use bidwright_model::book::Grade;
///
/// assert!(Grade::B.bears_print() && !Grade::BMinus.bears_print());
/// assert_eq!(Grade::WORDS[1], ("A-", Grade::AMinus));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// Court judgment, audit or large-sample records.
    A,
    /// Nearly so.
    AMinus,
    /// Better than B.
    BPlus,
    /// Peer-reviewed, but self-report or a small sample.
    B,
    /// Less than B.
    BMinus,
    /// Survey of an industry or a vendor.
    C,
    /// Article without data, or second-hand.
    D,
}

impl Grade {
    /// Each grade as written.
    pub const WORDS: [(&'static str, Grade); 7] = [
        ("A", Grade::A),
        ("A-", Grade::AMinus),
        ("B+", Grade::BPlus),
        ("B", Grade::B),
        ("B-", Grade::BMinus),
        ("C", Grade::C),
        ("D", Grade::D),
    ];

    /// Whether a customer may read it: A, A−, B+ and B.
    #[must_use]
    pub fn bears_print(self) -> bool {
        matches!(self, Grade::A | Grade::AMinus | Grade::BPlus | Grade::B)
    }
}

/// Who may be shown a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Customers too, with the caveat.
    Customers,
    /// The supplier's own people only.
    Internal,
    /// No reader: it may not be quoted as an effect.
    Withheld,
}

impl Citation {
    /// Where it was published and when: "IEEE Software 23(3), 2006".
    #[must_use]
    pub fn published(&self) -> String {
        match self.year {
            Some(year) if !self.venue.contains(&year.to_string()) => format!("{}, {year}", self.venue),
            _ => self.venue.clone(),
        }
    }

    /// Whether it may stand in a customer document of a deal between these.
    #[must_use]
    pub fn may_be_shown(&self, between: &[&str]) -> bool {
        // Word by word, so that IBM is found in "IBM Ltd" and not in "Ibmera".
        let spaced = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.fold(" ".to_owned(), |out, word| format!("{out}{} ", word.to_lowercase()))
        };
        let names = |party: &str, name: &str| spaced(name).contains(&spaced(party));
        let concerned = self.parties.iter().any(|party| between.iter().any(|name| names(party, name)));
        self.audience == Audience::Customers && !concerned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(audience: Audience, parties: &[&str]) -> Citation {
        Citation {
            id: "a".into(),
            author: "A. Author".into(),
            title: None,
            venue: "Journal 1(2)".into(),
            year: Some(2010),
            measured: "something".into(),
            figure: "1%".into(),
            grade: Grade::B,
            audience,
            caveat: "One firm.".into(),
            parties: parties.iter().map(|party| (*party).to_owned()).collect(),
        }
    }

    #[test]
    fn a_case_is_not_held_against_a_party_of_the_deal() {
        let case = citation(Audience::Customers, &["IBM", "National Grid"]);
        assert!(case.may_be_shown(&["Nordvik Logistics AS", "Northstar"]));
        assert!(!case.may_be_shown(&["IBM United Kingdom Ltd"]));
        assert!(!case.may_be_shown(&["Us", "National Grid plc"]));
        assert!(case.may_be_shown(&["Ibmera", "International Grid"]));
    }

    #[test]
    fn only_what_customers_may_read_is_shown_to_them() {
        assert!(citation(Audience::Customers, &[]).may_be_shown(&[]));
        assert!(!citation(Audience::Internal, &[]).may_be_shown(&[]));
        assert!(!citation(Audience::Withheld, &[]).may_be_shown(&[]));
    }

    #[test]
    fn a_year_is_not_said_twice() {
        let mut case = citation(Audience::Customers, &[]);
        assert_eq!(case.published(), "Journal 1(2), 2010");
        case.venue = "[2010] EWHC 86 (TCC)".into();
        assert_eq!(case.published(), "[2010] EWHC 86 (TCC)");
    }
}
