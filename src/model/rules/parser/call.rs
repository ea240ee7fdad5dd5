//! Functions and macros by name: what a call is, or that rules do not know it.

use std::ops::Range;

use crate::rules::ast::{Binary, Comprehension, Expr, Node, Quantifier, Unary};
use crate::rules::{Fault, FaultKind};
use bidwright_base::words;

const FUNCTIONS: [&str; 8] =
    ["size", "contains", "startsWith", "endsWith", "exists", "exists_one", "all", "filter"];

/// A call of a function, or of a macro whose first argument is a variable.
pub(super) fn call(
    name: &str,
    receiver: Option<Expr>,
    arguments: Vec<Expr>,
    span: &Range<usize>,
) -> Result<Node, Fault> {
    match (quantifier(name), receiver) {
        (Some(quantifier), Some(list)) if arguments.len() == 2 => {
            comprehension(name, quantifier, list, arguments)
        }
        (_, receiver) => function(name, receiver.into_iter().chain(arguments).collect(), span),
    }
}

fn quantifier(name: &str) -> Option<Quantifier> {
    match name {
        "exists" => Some(Quantifier::Exists),
        "exists_one" => Some(Quantifier::ExistsOne),
        "all" => Some(Quantifier::All),
        "filter" => Some(Quantifier::Filter),
        _ => None,
    }
}

fn comprehension(
    name: &str,
    quantifier: Quantifier,
    list: Expr,
    arguments: Vec<Expr>,
) -> Result<Node, Fault> {
    let mut arguments = arguments.into_iter();
    match (arguments.next(), arguments.next()) {
        (Some(Expr { node: Node::Path(path), .. }), Some(body)) if path.parts.len() == 1 => {
            let variable = path.full;
            Ok(Node::Comprehension(Box::new(Comprehension { quantifier, list, variable, body })))
        }
        (first, _) => {
            let span = first.map_or(list.span, |first| first.span);
            let message = format!("`{name}` takes a name for one entry first");
            Err(Fault::new(FaultKind::Syntax, span, message)
                .hint(format!("write `findings.{name}(code, code.startsWith('no-'))`")))
        }
    }
}

fn function(name: &str, operands: Vec<Expr>, span: &Range<usize>) -> Result<Node, Fault> {
    let count = operands.len();
    let mut operands = operands.into_iter();
    match (name, text_test(name), operands.next(), operands.next(), operands.next()) {
        ("size", _, Some(operand), None, _) => Ok(Node::Unary(Unary::Size, Box::new(operand))),
        (_, Some(test), Some(text), Some(part), None) => Ok(Node::Binary(test, Box::new([text, part]))),
        ("has", _, first, ..) => {
            let span = first.map_or(span.clone(), |operand| operand.span);
            let hint = "every field is there; ask `!= null` for a figure that may be missing";
            Err(Fault::new(FaultKind::Type, span, "`has` has no use in a rule").hint(hint))
        }
        _ => {
            let values = words::count(count, "value", "values");
            let message = format!("rules do not know `{name}`, or not with {values}");
            Err(Fault::new(FaultKind::Type, span.clone(), message).hint(words::did_you_mean(name, FUNCTIONS)))
        }
    }
}

fn text_test(name: &str) -> Option<Binary> {
    match name {
        "contains" => Some(Binary::Contains),
        "startsWith" => Some(Binary::StartsWith),
        "endsWith" => Some(Binary::EndsWith),
        _ => None,
    }
}
