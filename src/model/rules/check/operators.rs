//! Operators with two sides: what goes together, and what has no result.

use super::Checker;
use super::learned::Facts;
use super::types::{Type, Typed};
use crate::rules::ast::{Binary, Expr};
use crate::rules::evaluate::arithmetic;

/// The two sides of an operator, with what was found of each.
struct Sides<'e> {
    left: &'e Expr,
    right: &'e Expr,
    one: Typed,
    other: Typed,
}

impl Checker {
    pub(super) fn binary(
        &mut self,
        expr: &Expr,
        operator: Binary,
        operands: &[Expr; 2],
        facts: &Facts,
    ) -> Typed {
        let [left, right] = operands;
        // Each side is looked at once: twice at every level would be without end.
        let (one, other) = (self.infer(left, facts), self.infer(right, facts));
        let sides = Sides { left, right, one, other };
        match operator {
            Binary::Equal | Binary::NotEqual => self.equality(expr, &sides, facts),
            Binary::Less | Binary::LessOrEqual | Binary::Greater | Binary::GreaterOrEqual => {
                self.both(&sides, &Type::Number, facts, "numbers are compared with numbers");
                Type::Flag.into()
            }
            Binary::Add if matches!(sides.one.ty, Type::List(_)) => self.joined(sides, facts),
            Binary::Add => self.arithmetic(expr, operator, &sides, facts, "numbers are added with numbers"),
            Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => {
                let why = "numbers are calculated with numbers";
                self.arithmetic(expr, operator, &sides, facts, why)
            }
            Binary::In => self.membership(&sides, facts),
            Binary::Contains | Binary::StartsWith | Binary::EndsWith => {
                self.both(&sides, &Type::Text, facts, "it is asked of texts");
                Type::Flag.into()
            }
        }
    }

    /// Wants both sides to be of a type.
    fn both(&mut self, sides: &Sides<'_>, ty: &Type, facts: &Facts, why: &str) {
        self.require_type(sides.left, &sides.one, ty, facts, why);
        self.require_type(sides.right, &sides.other, ty, facts, why);
    }

    /// What has no result whatever the fields hold is found here, not in a review.
    fn arithmetic(
        &mut self,
        expr: &Expr,
        operator: Binary,
        sides: &Sides<'_>,
        facts: &Facts,
        why: &str,
    ) -> Typed {
        self.both(sides, &Type::Number, facts, why);
        let (one, other) = (sides.one.constant, sides.other.constant);
        let divides = matches!(operator, Binary::Divide | Binary::Remainder);
        if divides && other.is_some_and(|number| number.is_zero()) {
            return self.mismatch(sides.right, "it divides by zero".to_owned());
        }
        match one.zip(other).map(|(one, other)| arithmetic(operator, one, other)) {
            Some(Err(problem)) => self.mismatch(expr, problem.to_string()),
            result => result.and_then(Result::ok).into(),
        }
    }

    fn equality(&mut self, expr: &Expr, sides: &Sides<'_>, facts: &Facts) -> Typed {
        let Sides { left, right, one, other } = sides;
        self.no_group(left, one);
        self.no_group(right, other);
        if one.ty == Type::Null || other.ty == Type::Null {
            return Type::Flag.into();
        }
        if !one.ty.agrees(&other.ty) {
            let message = format!("{} is never equal to {}", one.ty.word(), other.ty.word());
            return self.mismatch(expr, message);
        }
        // A missing text is simply another text; a missing number would be taken for a small one.
        if one.ty == Type::Number {
            self.require_present(left, one, facts);
            self.require_present(right, other, facts);
        }
        Type::Flag.into()
    }

    fn membership(&mut self, sides: &Sides<'_>, facts: &Facts) -> Typed {
        self.no_group(sides.left, &sides.one);
        let list = Type::List(Box::new(sides.one.ty.clone()));
        self.require_type(sides.right, &sides.other, &list, facts, "`in` looks into a list of the same kind");
        Type::Flag.into()
    }

    /// Of two lists, one.
    fn joined(&mut self, sides: Sides<'_>, facts: &Facts) -> Typed {
        let list = sides.one.ty.clone();
        self.require_present(sides.left, &sides.one, facts);
        self.require_type(sides.right, &sides.other, &list, facts, "a list is joined with a list");
        if matches!(sides.other.ty, Type::List(_)) { list.or(sides.other.ty).into() } else { list.into() }
    }
}
