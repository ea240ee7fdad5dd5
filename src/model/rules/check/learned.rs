//! What is known of a figure that may be missing, from the conditions around it.

use std::collections::BTreeSet;

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};

/// Paths known not to be null here.
pub(super) type Facts = BTreeSet<String>;

/// `a.b.c` of an expression that is nothing else.
pub(super) fn path(expr: &IdedExpr) -> Option<String> {
    match &expr.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        _ => None,
    }
}

/// The paths that are not null if the expression is true, and if it is false.
pub(super) fn learned(expr: &IdedExpr) -> (Facts, Facts) {
    let Expr::Call(call) = &expr.expr else { return Default::default() };
    let is_null = |expr: &IdedExpr| expr.expr == Expr::Literal(LiteralValue::Null);
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
            let asked = if is_null(right) {
                path(left)
            } else if is_null(left) {
                path(right)
            } else {
                None
            };
            let facts: Facts = asked.into_iter().collect();
            if call.func_name == operators::NOT_EQUALS {
                (facts, Facts::new())
            } else {
                (Facts::new(), facts)
            }
        }
        (operators::LOGICAL_NOT, [of]) => {
            let (if_true, if_false) = learned(of);
            (if_false, if_true)
        }
        (operators::LOGICAL_AND, [left, right]) => {
            let (one, other) = (learned(left), learned(right));
            (one.0.union(&other.0).cloned().collect(), one.1.intersection(&other.1).cloned().collect())
        }
        (operators::LOGICAL_OR, [left, right]) => {
            let (one, other) = (learned(left), learned(right));
            (one.0.intersection(&other.0).cloned().collect(), one.1.union(&other.1).cloned().collect())
        }
        _ => Default::default(),
    }
}
