//! Laws of the language: no text breaks the reader, a tree is read back from its print, the cost is never too low.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::ast::{Binary, Expr, Logical, Node, Unary};
use super::super::check::check;
use super::super::cost::{LIST, MOST_STEPS, cost};
use super::super::evaluate::evaluate;
use super::super::parser::parse;
use super::*;

/// A tree in full brackets, so that equal prints are equal trees.
fn print(expr: &Expr) -> String {
    let all = |of: &[Expr], between: &str| of.iter().map(print).collect::<Vec<_>>().join(between);
    match &expr.node {
        Node::Null => "null".to_owned(),
        Node::Flag(flag) => flag.to_string(),
        Node::Number(number) => number.to_string(),
        Node::Text(text) => format!("{text:?}"),
        Node::List(of) => format!("[{}]", all(of, ", ")),
        Node::Path(path) => path.full.clone(),
        Node::Unary(operator, of) => match operator {
            Unary::Not => format!("(!{})", print(of)),
            Unary::Negate => format!("(-{})", print(of)),
            Unary::Size => format!("size({})", print(of)),
        },
        Node::Binary(operator, of) => match operator {
            Binary::Contains => format!("{}.contains({})", print(&of[0]), print(&of[1])),
            Binary::StartsWith => format!("{}.startsWith({})", print(&of[0]), print(&of[1])),
            Binary::EndsWith => format!("{}.endsWith({})", print(&of[0]), print(&of[1])),
            _ => format!("({} {} {})", print(&of[0]), sign(*operator), print(&of[1])),
        },
        Node::Logical(Logical::And, of) => format!("({})", all(of, " && ")),
        Node::Logical(Logical::Or, of) => format!("({})", all(of, " || ")),
        Node::Conditional(of) => format!("({} ? {} : {})", print(&of[0]), print(&of[1]), print(&of[2])),
        Node::Comprehension(of) => {
            let name = format!("{:?}", of.quantifier).to_lowercase().replace("existsone", "exists_one");
            format!("{}.{name}({}, {})", print(&of.list), of.variable, print(&of.body))
        }
    }
}

fn sign(operator: Binary) -> &'static str {
    match operator {
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::Remainder => "%",
        Binary::Less => "<",
        Binary::LessOrEqual => "<=",
        Binary::Greater => ">",
        Binary::GreaterOrEqual => ">=",
        Binary::Equal => "==",
        Binary::NotEqual => "!=",
        _ => "in",
    }
}

/// Texts of conditions that parse and mostly check, built level by level.
fn conditions() -> impl Strategy<Value = String> {
    let numbers = prop_oneof![
        select(vec!["quote.net", "quote.cost", "0", "1.50", "2e3", "quote.margin_percent"])
            .prop_map(str::to_owned),
        Just("size(changes)".to_owned()),
    ];
    let numbers = numbers.prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), select(vec!["+", "-", "*", "/", "%"]), inner)
            .prop_map(|(one, sign, other)| format!("({one} {sign} {other})"))
    });
    let lists = prop_oneof![
        select(vec!["changes", "findings", "['a', 'b']", "(changes + findings)"]).prop_map(str::to_owned),
        Just("changes.filter(c, c != 'a')".to_owned()),
    ];
    let leaf = prop_oneof![
        (numbers.clone(), select(vec!["<", "<=", ">", ">=", "==", "!="]), numbers)
            .prop_map(|(one, sign, other)| format!("{one} {sign} {other}")),
        (lists.clone(), lists.clone()).prop_map(|(one, other)| format!("{one} == {other}")),
        lists.clone().prop_map(|list| format!("'a' in {list}")),
        Just("deal.model.startsWith('fix')".to_owned()),
        Just("quote.margin_percent != null".to_owned()),
    ];
    leaf.prop_recursive(5, 24, 3, move |inner| {
        let quantifiers = select(vec!["exists", "all", "exists_one"]);
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" && "))),
            vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" || "))),
            inner.clone().prop_map(|one| format!("!({one})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(ask, yes, no)| format!("({ask} ? {yes} : {no})")),
            (lists.clone(), quantifiers, inner)
                .prop_map(|(list, which, body)| format!("{list}.{which}(x, x == 'a' || {body})")),
        ]
    })
}

/// Contexts with lists up to the length the cost foresees.
fn contexts() -> impl Strategy<Value = Context> {
    let list = || {
        vec(
            select(vec!["a", "b", "no-tax"]).prop_map(str::to_owned),
            0..=usize::try_from(LIST).expect("small"),
        )
    };
    let number = || select(vec!["0", "0.1", "-3.25", "1000000", "79228162514264337593543950335"]);
    (list(), list(), number(), number(), proptest::option::of(number())).prop_map(
        |(changes, findings, net, cost, margin)| {
            Context::neutral()
                .with("changes", changes)
                .with("findings", findings)
                .with("quote.net", n(net))
                .with("quote.cost", n(cost))
                .with("quote.margin_percent", margin.map(n))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_brings_the_reader_down(
        parts in vec(
            select(vec![
                "quote", ".", "net", "(", ")", "[", "]", "{", "}", "&&", "||", "!", "?", ":", "'a'", "\"", "1",
                "1.5", "1u", "null", "in", "has", "exists", "x", ",", " ", "<", ">=", "==", "+", "-", "*", "/", "%",
                "é", "\\", "\n", "`", "@", "b'x'", "{{", "}}", "|", "0x", "1e", "r'", "'''", "\\u00", "//", "findings",
            ]),
            0..14,
        )
    ) {
        let text = parts.concat();
        if let Err(faults) = Condition::parse(&text) {
            for fault in faults {
                prop_assert!(text.get(fault.span.clone()).is_some(), "{text:?} {fault:?}");
            }
        }
        let _either = MessageTemplate::parse(&text);
    }

    #[test]
    fn a_tree_is_read_back_from_its_print(text in conditions()) {
        let printed = print(&parse(&text).expect("it parses"));
        prop_assert_eq!(print(&parse(&printed).expect("it parses again")), printed);
    }

    #[test]
    fn what_is_checked_has_an_answer_within_its_cost(text in conditions(), context in contexts()) {
        let program = parse(&text).expect("it parses");
        if check(&program).is_ok() {
            let (answer, steps) = evaluate(&program, &context);
            prop_assert_ne!(answer, Err(EvaluationError::Mismatch), "{}", text);
            prop_assert!(steps <= cost(&program) || steps > MOST_STEPS, "{}: {} steps", text, steps);
        }
    }
}
