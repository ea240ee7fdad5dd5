mod properties;

use super::*;

fn faults(condition: &str) -> Vec<(FaultKind, String)> {
    match Condition::parse(condition) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|f| (f.kind, condition[f.span].to_owned())).collect(),
    }
}

fn one(condition: &str) -> (FaultKind, String) {
    let mut found = faults(condition);
    assert_eq!(found.len(), 1, "{condition}: {found:?}");
    found.remove(0)
}

fn n(number: &str) -> Datum {
    Datum::Number(number.parse().expect("a decimal"))
}

fn holds(condition: &str, context: &Context) -> bool {
    let parsed = Condition::parse(condition).unwrap_or_else(|faults| panic!("{condition}: {faults:#?}"));
    parsed.holds(context).expect("checked")
}

#[test]
fn a_condition_is_asked_of_a_context() {
    let context = Context::neutral()
        .with("quote.discount_percent", n("10.0"))
        .with("deal.model", "capped")
        .with("findings", vec!["no-tax".to_owned()])
        .with("quote.margin_percent", n("21.5"));
    for (condition, answer) in [
        ("quote.discount_percent > 10", false),
        ("quote.discount_percent >= 10", true),
        ("quote.discount_percent >= 10.0 && deal.model == 'capped'", true),
        ("deal.model in ['fixed-price', 'retainer']", false),
        ("'no-tax' in findings", true),
        ("size(findings) > 0", true),
        ("findings.size() == 1", true),
        ("findings.exists(code, code.startsWith('no-'))", true),
        ("findings.all(code, code == 'x')", false),
        ("findings.exists_one(code, code == 'no-tax')", true),
        ("size(findings.filter(code, code != 'no-tax')) == 0", true),
        ("quote.margin_percent != null && quote.margin_percent < 22", true),
        ("quote.margin_percent == null || quote.margin_percent > 22", false),
        ("!(quote.margin_percent == null) && quote.margin_percent * 2 == 43", true),
        ("quote.pmo_share_percent != null", false),
        ("customer.country == 'NO'", false),
        ("value.frontier.exists(set, set.success != null && set.success > 0.5)", false),
        ("quote.margin_percent != null ? quote.margin_percent < 22 : true", true),
    ] {
        assert_eq!(holds(condition, &context), answer, "{condition}");
    }
}

#[test]
fn an_unknown_name_is_found_where_it_stands() {
    assert_eq!(one("quote.discount_procent > 10"), (FaultKind::Field, "discount_procent".into()));
    assert_eq!(one("qoute.net > 1"), (FaultKind::Field, "qoute".into()));
    assert_eq!(
        one("deal.model == 'é' && forecast.with.succes.joint > 0.5"),
        (FaultKind::Field, "succes".into())
    );
    let hint = |text| Condition::parse(text).expect_err("a fault")[0].hint.clone();
    assert_eq!(hint("quote.discount_procent > 10"), "did you mean `discount_percent`?");
    assert_eq!(hint("quote.valid_days > 10"), "did you mean `deal.valid_days`?");
}

#[test]
fn what_does_not_go_together_is_found() {
    for (condition, place) in [
        ("deal.model > 3", "deal.model"),
        ("quote.net == 'x'", "=="),
        ("quote.net", "quote.net"),
        ("quote.net + 1 > 'a'", "'a'"),
        ("1", "1"),
        ("has(quote.net)", "quote.net"),
        ("quote.net / 0 > 1", "0"),
        ("quote.net % (2 - 2) == 0", "-"),
        ("5e27 * 100 > 1", "*"),
        ("5 + 5e27 * 100 > 1", "*"),
        ("findings[0] == 'a'", "["),
        ("quote == quote", "quote"),
        ("findings + 1 == findings", "1"),
        ("b'x' == b'x'", "b"),
        ("sise(findings) > 0", "("),
        ("quote > 3", "quote"),
        ("'a' in quote.net", "quote.net"),
        ("3 in findings", "findings"),
        ("findings.exists(code, code > 3)", "code"),
        ("{'a': 1} == {'a': 1}", "{"),
    ] {
        let found = faults(condition);
        assert!(!found.is_empty(), "{condition} passed");
        assert_eq!((found[0].0, found[0].1.as_str()), (FaultKind::Type, place), "{condition}: {found:?}");
    }
}

#[test]
fn a_figure_that_may_be_missing_is_asked_for_first() {
    assert_eq!(one("quote.margin_percent < 22"), (FaultKind::Null, "quote.margin_percent".into()));
    assert_eq!(one("quote.margin_percent != null || quote.margin_percent < 22").0, FaultKind::Null);
    assert_eq!(one("quote.margin_percent < 22 && quote.margin_percent != null").0, FaultKind::Null);
    assert_eq!(faults("null != quote.margin_percent && (1 > 2 || quote.margin_percent < 22)"), []);
}

#[test]
fn what_cannot_be_read_says_where() {
    assert_eq!(one("quote.net >> 3"), (FaultKind::Syntax, ">".into()));
    assert_eq!(one("quote.net > ").0, FaultKind::Syntax);
    assert_eq!(one("").0, FaultKind::Syntax);
    assert_eq!(one("'open").0, FaultKind::Syntax);
}

#[test]
fn a_sentence_is_told_with_figures() {
    let context = Context::neutral()
        .with("quote.net", n("1234567.891"))
        .with("quote.discount_percent", n("12.5"))
        .with("forecast.with.success.joint", n("0.4217"))
        .with("offer.left_out", vec!["a".to_owned(), "b".to_owned()]);
    let render = |text: &str| {
        MessageTemplate::parse(text).unwrap_or_else(|faults| panic!("{faults:?}")).render(&context)
    };
    assert_eq!(render("Net {{ quote.net }}, off {{quote.discount_percent}} %"), "Net 1,234,568, off 12.5 %");
    assert_eq!(render("{{ quote.net | rounded }}"), "1,230,000");
    assert_eq!(render("{{ forecast.with.success.joint | percent }}"), "42.2 %");
    assert_eq!(render("{{ offer.left_out | length }}: {{ offer.left_out }}"), "2: a and b");
    assert_eq!(render("{{ quote.margin_percent }}"), "none");
    assert_eq!(render("no braces"), "no braces");
}

#[test]
fn a_sentence_that_cannot_be_filled_is_found() {
    let of = |text: &str| {
        let faults = MessageTemplate::parse(text).expect_err("a fault");
        (faults[0].kind, text[faults[0].span.clone()].to_owned(), faults[0].hint.clone())
    };
    assert_eq!(
        of("x {{ quote.nett }}"),
        (FaultKind::Field, "quote.nett".into(), "did you mean `quote.net`?".into())
    );
    assert_eq!(of("x {{ quote.net").0, FaultKind::Message);
    assert_eq!(of("{{ quote }}").0, FaultKind::Message);
    assert_eq!(of("{{ quote.net | upper }}").1, "upper");
    assert_eq!(of("{{ quote.net | length }}").1, "length");
    assert_eq!(of("{{ }}").0, FaultKind::Field);
}

#[test]
fn every_field_is_found_by_its_path_and_says_what_it_is() {
    for (path, field) in leaves() {
        assert_eq!(find(&path).map(|found| found.name), Some(field.name), "{path}");
        assert!(!field.about.is_empty(), "{path}");
    }
    assert!(find("quote.nothing").is_none() && find("quote.net.more").is_none() && find("").is_none());
}

#[test]
fn a_threshold_is_compared_exactly() {
    let context = Context::neutral().with("quote.net", n("0.3")).with("quote.cost", n("0.1"));
    assert!(holds("quote.net == 0.1 + 0.2", &context));
    assert!(holds("quote.net == quote.cost * 3", &context));
    assert!(holds("quote.net - quote.cost == 0.2 && 10 == 10.0 && 1e1 == 0xA", &context));
    // Rounded at the 28th decimal, a half to the even side.
    assert!(holds("1e-28 * 0.5 == 0 && 3e-28 * 0.5 == 2e-28 && 5e-28 * 0.5 == 2e-28", &context));
    assert!(holds("1e-28 / 2 == 0 && 3e-28 / 2 == 2e-28 && 5e-28 / 2 == 2e-28", &context));
    assert!(holds("2 / 3 == 0.6666666666666666666666666667", &context));
    let large = Context::neutral().with("quote.net", n("9007199254740993.01"));
    assert!(holds("quote.net > 9007199254740993", &large));
}

#[test]
fn an_error_is_told_and_never_a_no() {
    let nothing = Context::neutral();
    let answer = |text: &str| Condition::parse(text).expect("checked").holds(&nothing);
    assert_eq!(answer("1 / quote.net > 0"), Err(EvaluationError::DivisionByZero));
    assert_eq!(answer("!(1 % quote.net > 0)"), Err(EvaluationError::DivisionByZero));
    assert_eq!(answer("1 / quote.net > 0 || quote.net == 0"), Ok(true));
    let large = Context::neutral().with("quote.net", n("10000000000000000000000000000"));
    let squared = Condition::parse("quote.net * quote.net > 0").expect("checked");
    assert_eq!(squared.holds(&large), Err(EvaluationError::Overflow));
}

#[test]
fn a_rule_that_would_never_end_is_found_at_once() {
    let nested = |n: usize| {
        let open: String = (0..n).map(|level| format!("changes.all(v{level}, ")).collect();
        format!("{open}v0 == v{}{}", n - 1, ")".repeat(n))
    };
    assert_eq!(faults(&nested(3)), []);
    for n in [4, 12, 90] {
        assert_eq!(one(&nested(n)), (FaultKind::Cost, nested(n)));
    }
}

#[test]
fn a_list_longer_than_foreseen_meets_the_count() {
    let many = |n: usize| vec!["x".to_owned(); n];
    let condition = "changes.all(a, changes.all(b, changes.all(c, a == c)))";
    let condition = Condition::parse(condition).expect("checked");
    assert_eq!(condition.holds(&Context::neutral().with("changes", many(100))), Ok(true));
    let long = Context::neutral().with("changes", many(1000));
    assert_eq!(condition.holds(&long), Err(EvaluationError::StepLimit));
    // What decides besides does not hide it.
    let either = format!("{} || true", condition.source());
    assert_eq!(Condition::parse(&either).expect("checked").holds(&long), Err(EvaluationError::StepLimit));
}

#[test]
fn a_variable_hides_what_has_its_name() {
    let set = |condition: &str| format!("value.frontier.exists(set, set.success != null && {condition})");
    assert_eq!(faults(&set("value.frontier.exists(other, set.success > 0.5)")), []);
    let inner = set("value.frontier.exists(set, set.success > 0.5)");
    assert_eq!(one(&inner), (FaultKind::Null, "set.success".into()));
    // The price of a row is no field of the context, whatever the variable is called.
    let named = Condition::parse("value.frontier.exists(value, value.net_value > 0)").expect("checked");
    assert_eq!(named.fields().collect::<Vec<_>>(), ["value.frontier"]);
}

#[test]
fn deep_and_long_conditions_are_read_or_refused() {
    // At the limit of what is read, and far beyond it.
    for n in [20, 95, 155, 2000] {
        for text in [
            format!("1{} > 0", "+1".repeat(n)),
            format!("{}true", "!".repeat(n)),
            format!("{}true{}", "(".repeat(n), ")".repeat(n)),
            format!("{}1{} == 1", "[".repeat(n), "]".repeat(n)),
            format!("quote{}", ".a".repeat(n)),
            format!("true{}", " && true".repeat(n.min(500))),
            format!("true{}", " == true".repeat(n.min(500))),
            format!("true{}", " ? true : true".repeat(n.min(280))),
            format!("{}1 > 0", "-".repeat(n)),
            format!("{}true{}", "findings.exists(a, ".repeat(n / 2), ")".repeat(n / 2)),
            format!("{}'a'", "'a' in ".repeat(n.min(500))),
            "x".repeat(n),
        ] {
            let _read_or_refused = Condition::parse(&text);
        }
    }
    assert_eq!(one(&format!("{}true", "!".repeat(2000))).0, FaultKind::Syntax);
    assert_eq!(faults(&format!("true{}", " && true".repeat(400))), []);
}
