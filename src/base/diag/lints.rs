//! Where naive modelling misleads: the traps by number, each with the finding that tells of it.

use crate::diag::Code;

/// A trap.
///
/// ```
/// use bidwright_base::diag::{Code, lints};
///
/// let trap = lints::by_code(Code::MergeBias);
/// assert_eq!(trap.map(|lint| lint.number), Some(3));
/// assert_eq!(lints::code_of("3"), Some(Code::MergeBias));
/// assert_eq!(lints::by_code(Code::UnknownRole), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// From 1, as the model counts them.
    pub number: u8,
    /// The finding's code; `bidwright explain` takes either.
    pub code: Code,
    /// What misleads, in a few words.
    pub trap: &'static str,
}

const fn lint(number: u8, code: Code, trap: &'static str) -> Lint {
    Lint { number, code, trap }
}

/// Every trap, by number.
///
/// ```
/// use bidwright_base::diag::lints::LINTS;
///
/// let merge_bias = LINTS[2]; // they count from 1
/// assert_eq!((merge_bias.number, merge_bias.trap), (3, "one path taken for the network"));
/// ```
pub const LINTS: [Lint; 23] = [
    lint(1, Code::IndependenceAssumed, "independence assumed"),
    lint(2, Code::ItemPercentilesAdded, "percentiles of items added up"),
    lint(3, Code::MergeBias, "one path taken for the network"),
    lint(4, Code::RiskCountedTwice, "one risk in the range and in the register"),
    lint(5, Code::ContingencyThreeTimes, "contingency three times"),
    lint(6, Code::ImpliedOdds, "an effect beyond what studies support"),
    lint(7, Code::PercentOnLongDeal, "a share of effort on a long, thin deal"),
    lint(8, Code::DamagesCountedTwice, "damages and lost benefit counted twice"),
    lint(9, Code::SurvivorBias, "only won and finished deals in the history"),
    lint(10, Code::WinnersCurse, "the winner's curse"),
    lint(11, Code::ArmsDiffer, "governance given to the hard deals"),
    lint(12, Code::RescuedDeals, "regression to the mean after a rescue"),
    lint(13, Code::TailWithoutExit, "the mean of a tail without end"),
    lint(14, Code::ProductOfMarginals, "a product of chances shown as the joint one"),
    lint(15, Code::FramingsMixed, "same budget and re-priced mixed"),
    lint(16, Code::FreeTreatment, "mitigation free and instant"),
    lint(17, Code::CustomerHoursUnpriced, "the customer's hours unpriced"),
    lint(18, Code::FalsePrecision, "digits finer than the error"),
    lint(19, Code::NeverCite, "surveys quoted as cause"),
    lint(20, Code::ActivityWithoutUse, "an activity for nothing"),
    lint(21, Code::BarelyARange, "a range that is hardly one"),
    lint(22, Code::PmoShare, "the delivery office's share outside its band"),
    lint(23, Code::ContingencyLarge, "contingency that hides a risk or a loose range"),
];

/// The trap with a number.
#[must_use]
fn by_number(number: u8) -> Option<Lint> {
    LINTS.into_iter().find(|lint| lint.number == number)
}

/// The trap a finding tells of, if it is one.
///
/// ```
/// use bidwright_base::diag::Code;
/// use bidwright_base::diag::lints::by_code;
///
/// assert_eq!(by_code(Code::WinnersCurse).map(|lint| lint.number), Some(10));
/// assert_eq!(by_code(Code::UnknownRole), None); // a mistake, no trap
/// ```
#[must_use]
pub fn by_code(code: Code) -> Option<Lint> {
    LINTS.into_iter().find(|lint| lint.code == code)
}

/// The code of a finding, as people ask for it: by its name or, for a trap, by its number.
///
/// ```
/// use bidwright_base::diag::Code;
/// use bidwright_base::diag::lints::code_of;
///
/// assert_eq!(code_of("unknown-role"), Some(Code::UnknownRole));
/// assert_eq!(code_of("10"), Some(Code::WinnersCurse));
/// assert_eq!(code_of("24"), None); // there are 23 traps
/// ```
#[must_use]
pub fn code_of(asked: &str) -> Option<Code> {
    let numbered = asked.parse().ok().and_then(by_number).map(|lint| lint.code);
    numbered.or_else(|| Code::parse(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_traps_are_numbered_from_one_without_a_gap() {
        assert!((1..).zip(LINTS).all(|(number, lint)| lint.number == number));
        assert_eq!(by_number(3).map(|lint| lint.code), Some(Code::MergeBias));
        assert_eq!(by_code(Code::MergeBias).map(|lint| lint.number), Some(3));
        assert!(by_number(0).is_none() && by_number(24).is_none() && by_code(Code::UnknownRole).is_none());
    }
}
