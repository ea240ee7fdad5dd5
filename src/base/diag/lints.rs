//! Where naive modelling misleads: the traps by number, each with the finding that tells of it.

/// A trap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// From 1, as the model counts them.
    pub number: u8,
    /// The finding's code; `bidwright explain` takes either.
    pub code: &'static str,
    /// What misleads, in a few words.
    pub trap: &'static str,
}

const fn lint(number: u8, code: &'static str, trap: &'static str) -> Lint {
    Lint { number, code, trap }
}

/// Every trap, by number.
pub const LINTS: [Lint; 23] = [
    lint(1, "independence-assumed", "independence assumed"),
    lint(2, "item-percentiles-added", "percentiles of items added up"),
    lint(3, "merge-bias", "one path taken for the network"),
    lint(4, "risk-counted-twice", "one risk in the range and in the register"),
    lint(5, "contingency-three-times", "contingency three times"),
    lint(6, "implied-odds", "an effect larger than anybody has seen"),
    lint(7, "percent-on-long-deal", "a share of effort on a long, thin deal"),
    lint(8, "damages-counted-twice", "damages and lost benefit counted twice"),
    lint(9, "survivor-bias", "only won and finished deals in the history"),
    lint(10, "winners-curse", "the winner's curse"),
    lint(11, "arms-differ", "governance given to the hard deals"),
    lint(12, "rescued-deals", "regression to the mean after a rescue"),
    lint(13, "tail-without-exit", "the mean of a tail without end"),
    lint(14, "product-of-marginals", "a product of chances shown as the joint one"),
    lint(15, "framings-mixed", "same budget and re-priced mixed"),
    lint(16, "free-treatment", "mitigation free and instant"),
    lint(17, "customer-hours-unpriced", "the customer's hours unpriced"),
    lint(18, "false-precision", "digits nobody knows"),
    lint(19, "never-cite", "surveys quoted as cause"),
    lint(20, "activity-without-use", "an activity for nothing"),
    lint(21, "barely-a-range", "a range that is hardly one"),
    lint(22, "pmo-share", "the delivery office's share outside its band"),
    lint(23, "contingency-large", "contingency that hides a risk or a loose range"),
];

/// The trap with a number.
#[must_use]
pub fn by_number(number: u8) -> Option<Lint> {
    LINTS.into_iter().find(|lint| lint.number == number)
}

/// The trap a finding tells of, if it is one.
#[must_use]
pub fn by_code(code: &str) -> Option<Lint> {
    LINTS.into_iter().find(|lint| lint.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::page;

    #[test]
    fn the_traps_are_numbered_from_one_without_a_gap() {
        assert!((1..).zip(LINTS).all(|(number, lint)| lint.number == number));
        assert_eq!(by_number(3).map(|lint| lint.code), Some("merge-bias"));
        assert_eq!(by_code("merge-bias").map(|lint| lint.number), Some(3));
        assert!(by_number(0).is_none() && by_number(24).is_none() && by_code("unknown-role").is_none());
    }

    #[test]
    fn every_trap_has_a_page() {
        let bare: Vec<&str> =
            LINTS.iter().map(|lint| lint.code).filter(|code| page(code).is_none()).collect();
        assert_eq!(bare, Vec::<&str>::new());
    }
}
