//! The conformance cases of CEL that fall within the language of rules, and where it means to differ.
//!
//! Expressions and results are those of google/cel-spec, tests/simple/testdata, commit 508bd98 (Apache-2.0);
//! `cel_conformance.txt` has them, those with another result here marked `BUT`, and [`DIFFERENCES`] the reasons. A case that the checker of CEL is switched off for, or that
//! wraps a value in `dyn`, is taken without.

use bidwright_model::rules::{Condition, Context, EvaluationError, FaultKind};

/// What comes of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Holds,
    Not,
    /// A finding when the policy is read.
    Refused(FaultKind),
    /// An error in a review.
    Fails(EvaluationError),
}

use Answer::{Fails, Holds, Not, Refused};
use EvaluationError::DivisionByZero;
use FaultKind::{Field, Syntax, Type};

fn answer(condition: &str) -> Answer {
    match Condition::parse(condition).map(|condition| condition.holds(&Context::neutral())) {
        Err(faults) => Refused(faults[0].kind),
        Ok(Err(problem)) => Fails(problem),
        Ok(Ok(true)) => Holds,
        Ok(Ok(false)) => Not,
    }
}

#[test]
fn the_cases_of_the_suite_give_what_they_should() {
    let mut wrong = Vec::new();
    let (mut agreed, mut differing) = (0, 0);
    for line in include_str!("cel_conformance.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (_, case) = line.split_once(": ").expect("a name");
        let (expression, expected) = case.rsplit_once("  =>  ").expect("a result");
        let ours = match expected.split_once("  BUT  ") {
            Some((_, ours)) => {
                differing += 1;
                ours
            }
            None => {
                agreed += 1;
                expected
            }
        };
        let found = match ours {
            "error" | "rule-syntax" | "rule-type" => answer(&format!("({expression}) == ({expression})")),
            value => answer(&format!("({expression}) == ({value})")),
        };
        let as_expected = match ours {
            "error" => matches!(found, Refused(_) | Fails(_)),
            "rule-syntax" => found == Refused(Syntax),
            "rule-type" => found == Refused(Type),
            _ => found == Holds,
        };
        if !as_expected {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((agreed, differing), (485, 100), "a case was lost, or changed sides");
}

/// Errors the suite writes as a division of literals, which is a finding here: the same with a field that is 0.
#[test]
fn errors_of_one_side_do_not_count_where_the_other_decides() {
    let error = "1 / quote.net != 0";
    for (condition, expected) in [
        ("2 / quote.net > 4 ? true : false", Fails(DivisionByZero)),
        ("false && (2 / quote.net > 3 ? false : true)", Not),
        ("(2 / quote.net > 3 ? false : true) && false", Not),
        (&format!("true && {error}"), Fails(DivisionByZero)),
        (&format!("{error} && true"), Fails(DivisionByZero)),
        ("true || (2 / quote.net > 3 ? false : true)", Holds),
        ("(2 / quote.net > 3 ? false : true) || true", Holds),
        (&format!("false || {error}"), Fails(DivisionByZero)),
        (&format!("{error} || false"), Fails(DivisionByZero)),
        ("[1, 2, 3].exists(e, e / quote.net == 17)", Fails(DivisionByZero)),
        ("[1, 2, 3].all(e, e / quote.net != 17)", Fails(DivisionByZero)),
        ("[1, 2, 3].all(e, 6 / (2 - e) == 6)", Not),
        ("[3, 2, 1, 0].exists_one(n, 12 / n > 1)", Fails(DivisionByZero)),
        ("size([3, 2, 1, 0].filter(n, 12 / n > 4)) == 1", Fails(DivisionByZero)),
    ] {
        assert_eq!(answer(condition), expected, "{condition}");
    }
}

/// A condition, what CEL makes of it, and what a rule does.
const DIFFERENCES: &[(&str, &str, Answer)] = &[
    // One kind of number, so nothing is cut off and nothing wraps at 64 bits.
    ("7 / 2 == 3.5", "3: whole numbers divide to a whole number", Holds),
    ("9223372036854775807 + 1 == 9223372036854775808", "error: int64 overflows", Holds),
    ("-9223372036854775808 - 1 < 0", "error: int64 overflows", Holds),
    ("-(-9223372036854775808) > 0", "error: int64 overflows", Holds),
    ("5000000000 * 5000000000 == 25000000000000000000", "error: int64 overflows", Holds),
    ("18446744073709551615u + 1u == 18446744073709551616", "error: uint64 overflows", Holds),
    ("0u - 1u == -1", "error: uint64 overflows", Holds),
    ("-(42u) == -42", "error: a uint has no sign", Holds),
    ("1 == 1.0 && 2u == 2", "error without dyn: different types", Holds),
    ("47.5 % 5.5 == 3.5", "error: doubles have no remainder", Holds),
    // Decimal fractions are exact; binary ones are not.
    ("0.1 + 0.2 == 0.3", "false: the sum is 0.30000000000000004", Holds),
    ("1.1 * 3 == 3.3", "false: the product is 3.3000000000000003", Holds),
    ("1.0 / 3 * 3 == 1", "true: the rounding happens to cancel out", Not),
    ("9223372036854775807 < 9223372036854775808.0", "false: as doubles they are the same", Holds),
    // There is no infinity and no NaN.
    ("15.75 / 0.0 > 0", "true: infinity", Refused(Type)),
    ("0.0 / 0.0 == 0.0 / 0.0", "false: NaN is no number", Refused(Type)),
    ("1.0 / quote.net > 0", "true: infinity", Fails(DivisionByZero)),
    ("2.0 * 8.988466e+307 > 0", "true: infinity", Refused(Syntax)),
    ("1e-324 / 2.0 == 0.0", "true: too small for a double", Refused(Syntax)),
    ("0.0 <= 0.1e-31", "true", Refused(Syntax)),
    ("1e-28 * 0.1 == 0", "false: 1e-29", Holds),
    // Literals that cannot work are found when the policy is read, in whatever branch.
    ("true || 1 / 0 != 0", "true: the error does not count", Refused(Type)),
    ("true || 32", "true, with the checker off", Refused(Type)),
    ("'horses' && false", "false, with the checker off", Refused(Type)),
    ("x || true", "true, with the checker off", Refused(Field)),
    ("f_unknown(17) || true", "true, with the checker off", Refused(Type)),
    // One type to a list, and no comparison of two types.
    ("[1, 'foo', 3].exists(e, e != '1')", "true", Refused(Type)),
    ("['one'] == [2, 3]", "false", Refused(Type)),
    ("['1', '2', null] == ['1', '2', '3']", "false", Refused(Type)),
    ("true ? 'cows' == 'cows' : 17", "true, with the checker off", Refused(Type)),
    // Left out: no rule needs them.
    ("'a' < 'b'", "true", Refused(Type)),
    ("false < true", "true", Refused(Type)),
    ("'he' + 'llo' == 'hello'", "true", Refused(Type)),
    ("[7, 8, 9][0] == 7", "true", Refused(Type)),
    ("{'k': 'v'} == {'k': 'v'}", "true", Refused(Type)),
    ("size(b'abc') == 3", "true", Refused(Type)),
    ("'hubba'.matches('ubb')", "true", Refused(Type)),
    ("[2, 4, 6].map(n, n / 2) == [1, 2, 3]", "true", Refused(Type)),
    ("int(7.0) == 7", "true", Refused(Type)),
    ("dyn(1) == 1u", "true", Refused(Type)),
    ("has(quote.net)", "true", Refused(Type)),
];

#[test]
fn where_rules_differ_from_cel_they_mean_to() {
    for (condition, theirs, ours) in DIFFERENCES {
        assert_eq!(answer(condition), *ours, "{condition}; CEL: {theirs}");
    }
}
