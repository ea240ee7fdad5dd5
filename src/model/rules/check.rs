//! Checks a condition against the context: names, types, figures that may be missing, and numbers that can
//! already be seen to have no result.
//!
//! Every branch is walked, also one an evaluation would rarely take, so that a rule that cannot work is
//! found when its policy is read.

mod fields;
mod learned;
mod operators;
mod types;

use std::collections::BTreeSet;
use std::ops::Range;

use super::ast::{Comprehension, Expr, Logical, Node, Quantifier, Unary};
use super::{Fault, FaultKind};
use learned::{Facts, Learned, learned, path};
use types::{Type, Typed};

/// The fields a condition names; or its faults.
pub(super) fn check(program: &Expr) -> Result<BTreeSet<String>, Vec<Fault>> {
    let mut checker = Checker { faults: Vec::new(), fields: BTreeSet::new(), scope: Vec::new() };
    let found = checker.infer(program, &Facts::new());
    checker.require_type(program, &found, &Type::Flag, &Facts::new(), "a condition is true or false");
    if checker.faults.is_empty() { Ok(checker.fields) } else { Err(checker.faults) }
}

struct Checker {
    faults: Vec<Fault>,
    fields: BTreeSet<String>,
    /// Variables of `exists` and its like, innermost last.
    scope: Vec<(String, Type)>,
}

impl Checker {
    fn fault(&mut self, kind: FaultKind, span: &Range<usize>, message: String, hint: String) -> Typed {
        self.faults.push(Fault::new(kind, span.clone(), message).hint(hint));
        Type::Any.into()
    }

    fn mismatch(&mut self, expr: &Expr, message: String) -> Typed {
        self.fault(FaultKind::Type, &expr.span, message, String::new())
    }

    fn infer(&mut self, expr: &Expr, facts: &Facts) -> Typed {
        match &expr.node {
            Node::Null => Type::Null.into(),
            Node::Flag(_) => Type::Flag.into(),
            Node::Number(number) => Some(*number).into(),
            Node::Text(_) => Type::Text.into(),
            Node::List(elements) => self.list(elements, facts),
            Node::Path(path) => self.path(path),
            Node::Unary(operator, of) => self.unary(*operator, of, facts),
            Node::Binary(operator, operands) => self.binary(expr, *operator, operands, facts),
            Node::Logical(logical, operands) => self.logical(*logical, operands, facts),
            Node::Conditional(parts) => self.conditional(parts, facts),
            Node::Comprehension(of) => self.comprehension(of, facts),
        }
    }

    fn list(&mut self, elements: &[Expr], facts: &Facts) -> Typed {
        let mut of = Type::Any;
        for element in elements {
            let found = self.infer(element, facts);
            // Whatever goes through the list counts on its entries.
            self.require_present(element, &found, facts);
            self.no_group(element, &found);
            if of.agrees(&found.ty) {
                of = of.or(found.ty);
            } else {
                let message = format!("a list holds {} or {}, not both", of.word(), found.ty.word());
                self.mismatch(element, message);
            }
        }
        Type::List(Box::new(of)).into()
    }

    fn unary(&mut self, operator: Unary, of: &Expr, facts: &Facts) -> Typed {
        match operator {
            Unary::Not => {
                self.flag(of, facts);
                Type::Flag.into()
            }
            Unary::Negate => {
                let found = self.infer(of, facts);
                self.require_type(of, &found, &Type::Number, facts, "only a number has a sign");
                found.constant.map(|number| -number).into()
            }
            Unary::Size => {
                let found = self.infer(of, facts);
                if !matches!(found.ty, Type::List(_) | Type::Text | Type::Any) {
                    return self.mismatch(of, format!("`size` is of a list, not of {}", found.ty.word()));
                }
                self.require_present(of, &found, facts);
                Type::Number.into()
            }
        }
    }

    /// Conditions, each of which is asked where those before it have told something.
    fn logical(&mut self, logical: Logical, operands: &[Expr], facts: &Facts) -> Typed {
        let mut facts = facts.clone();
        for operand in operands {
            self.flag(operand, &facts);
            let Learned { if_true, if_false } = learned(operand);
            facts.extend(if logical == Logical::And { if_true } else { if_false });
        }
        Type::Flag.into()
    }

    fn conditional(&mut self, parts: &[Expr; 3], facts: &Facts) -> Typed {
        let [ask, yes, no] = parts;
        self.flag(ask, facts);
        let Learned { if_true, if_false } = learned(ask);
        let (if_true, if_false): (Facts, Facts) = (facts | &if_true, facts | &if_false);
        let (one, other) = (self.infer(yes, &if_true), self.infer(no, &if_false));
        self.no_group(yes, &one);
        self.no_group(no, &other);
        if !one.ty.agrees(&other.ty) {
            let message = format!("one way it is {}, the other {}", one.ty.word(), other.ty.word());
            return self.mismatch(no, message);
        }
        let missing = one.nullable.filter(|path| !if_true.contains(path));
        let nullable = missing.or_else(|| other.nullable.filter(|path| !if_false.contains(path)));
        Typed { ty: one.ty.or(other.ty), nullable, constant: None }
    }

    fn comprehension(&mut self, of: &Comprehension, facts: &Facts) -> Typed {
        let found = self.infer(&of.list, facts);
        self.require_present(&of.list, &found, facts);
        let element = match found.ty {
            Type::List(of) => *of,
            Type::Any => Type::Any,
            other => {
                self.mismatch(&of.list, format!("only a list is gone through, not {}", other.word()));
                Type::Any
            }
        };
        // What is known of another of the same name does not hold for this one.
        let inside = format!("{}.", of.variable);
        let facts: Facts = facts.iter().filter(|path| !path.starts_with(&inside)).cloned().collect();
        self.scope.push((of.variable.clone(), element.clone()));
        self.flag(&of.body, &facts);
        self.scope.pop();
        if of.quantifier == Quantifier::Filter {
            Type::List(Box::new(element)).into()
        } else {
            Type::Flag.into()
        }
    }

    fn flag(&mut self, expr: &Expr, facts: &Facts) {
        let found = self.infer(expr, facts);
        self.require_type(expr, &found, &Type::Flag, facts, "here stands what is true or false");
    }

    /// Reports it if it is not of the type, or may be missing.
    fn require_type(&mut self, expr: &Expr, found: &Typed, ty: &Type, facts: &Facts, why: &str) {
        if !found.ty.agrees(ty) {
            let name = match path(expr) {
                Some(path) => format!("`{path}` is {}", found.ty.word()),
                None => format!("this is {}", found.ty.word()),
            };
            self.mismatch(expr, format!("{name}: {why}"));
            return;
        }
        self.require_present(expr, found, facts);
    }

    /// Reports it if it may be missing and no condition before it excludes that.
    fn require_present(&mut self, expr: &Expr, found: &Typed, facts: &Facts) {
        if let Some(path) = &found.nullable
            && !facts.contains(path)
        {
            let message = format!("`{path}` may be missing (null), and the rule does not ask first");
            let hint = format!("write `{path} != null && ...` before it");
            self.fault(FaultKind::Null, &expr.span, message, hint);
        }
    }

    /// Reports it if it is a whole group: only its fields are values.
    fn no_group(&mut self, expr: &Expr, found: &Typed) {
        if let Type::Group(fields) = found.ty {
            let name = path(expr).unwrap_or("this");
            let first = fields.first().map_or("", |field| field.name);
            let hint = format!("name a field of it, such as `{name}.{first}`");
            let message = format!("`{name}` is a group of fields, not a value");
            self.fault(FaultKind::Type, &expr.span, message, hint);
        }
    }
}
