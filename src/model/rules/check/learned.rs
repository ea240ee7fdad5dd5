//! What is known of a figure that may be missing, from the conditions around it.

use std::collections::BTreeSet;

use crate::rules::ast::{Binary, Expr, Logical, Node, Unary};

/// Paths known not to be null here.
pub(super) type Facts = BTreeSet<String>;

/// `a.b.c` of an expression that is nothing else.
pub(super) fn path(expr: &Expr) -> Option<&str> {
    match &expr.node {
        Node::Path(path) => Some(&path.full),
        _ => None,
    }
}

/// What an expression tells where it is true, and where it is false.
#[derive(Debug, Default)]
pub(super) struct Learned {
    pub(super) if_true: Facts,
    pub(super) if_false: Facts,
}

/// The paths that are not null if the expression is true, and if it is false.
pub(super) fn learned(expr: &Expr) -> Learned {
    match &expr.node {
        Node::Binary(operator @ (Binary::Equal | Binary::NotEqual), operands) => {
            let [left, right] = operands.as_ref();
            let is_null = |expr: &Expr| matches!(expr.node, Node::Null);
            let asked = if is_null(right) {
                path(left)
            } else if is_null(left) {
                path(right)
            } else {
                None
            };
            let facts: Facts = asked.into_iter().map(str::to_owned).collect();
            if *operator == Binary::NotEqual {
                Learned { if_true: facts, if_false: Facts::new() }
            } else {
                Learned { if_true: Facts::new(), if_false: facts }
            }
        }
        Node::Unary(Unary::Not, of) => {
            let Learned { if_true, if_false } = learned(of);
            Learned { if_true: if_false, if_false: if_true }
        }
        Node::Logical(logical, operands) => {
            let all: Vec<Learned> = operands.iter().map(learned).collect();
            let (if_true, if_false) = all.into_iter().map(|of| (of.if_true, of.if_false)).unzip();
            match logical {
                Logical::And => Learned { if_true: any(if_true), if_false: each(if_false) },
                Logical::Or => Learned { if_true: each(if_true), if_false: any(if_false) },
            }
        }
        _ => Learned::default(),
    }
}

fn any(all: Vec<Facts>) -> Facts {
    all.into_iter().flatten().collect()
}

/// What every operand tells.
fn each(all: Vec<Facts>) -> Facts {
    all.into_iter().reduce(|one, other| one.intersection(&other).cloned().collect()).unwrap_or_default()
}
