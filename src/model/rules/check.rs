//! Checks a condition against the context: names, types, and figures that may be missing.
//!
//! CEL itself finds such faults only while evaluating, and only on the branch it takes. Here every
//! branch is walked, so that a rule that cannot work is found when its policy is read.

mod learned;
mod places;
mod types;

use std::collections::BTreeSet;
use std::ops::Range;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, SelectExpr, SourceInfo, operators,
};

use super::schema::{CONTEXT, Field, leaves};
use super::{Fault, FaultKind};
use bidwright_base::words;
use learned::{Facts, learned, path};
use types::{Found, Type, type_of};

/// The fields a condition names; or its faults.
pub(super) fn check(
    source: &str,
    program: &IdedExpr,
    places: &SourceInfo,
) -> Result<BTreeSet<String>, Vec<Fault>> {
    let mut checker =
        Checker { source, places, faults: Vec::new(), fields: BTreeSet::new(), scope: Vec::new() };
    let found = checker.look(program, &Facts::default());
    checker.want(program, &found, &Type::Flag, &Facts::default(), "a condition is true or false");
    if checker.faults.is_empty() { Ok(checker.fields) } else { Err(checker.faults) }
}

struct Checker<'c> {
    source: &'c str,
    places: &'c SourceInfo,
    faults: Vec<Fault>,
    fields: BTreeSet<String>,
    /// Variables of `exists` and its like, innermost last.
    scope: Vec<(String, Type)>,
}

impl Checker<'_> {
    fn fault(&mut self, kind: FaultKind, span: Range<usize>, message: String, hint: String) -> Found {
        self.faults.push(Fault::new(kind, span, message).hint(hint));
        Type::Any.into()
    }

    fn look(&mut self, expr: &IdedExpr, facts: &Facts) -> Found {
        match &expr.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Type::Flag.into(),
                LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => Type::Number.into(),
                LiteralValue::String(_) => Type::Text.into(),
                LiteralValue::Null => Type::Null.into(),
                LiteralValue::Bytes(_) => self.unused(expr, "bytes have"),
            },
            Expr::Ident(name) => self.ident(expr, name),
            Expr::Select(select) => self.select(expr, select, facts),
            Expr::Call(call) => self.call(expr, call, facts),
            Expr::List(list) => {
                let mut of = Type::Any;
                for element in &list.elements {
                    let found = self.look(element, facts);
                    if !of.agrees(&found.ty) {
                        let message = format!("a list holds {} or {}, not both", of.word(), found.ty.word());
                        self.fault(FaultKind::Type, self.span(element), message, String::new());
                    } else if of == Type::Any {
                        of = found.ty;
                    }
                }
                Type::List(Box::new(of)).into()
            }
            Expr::Comprehension(of) => self.comprehension(of, facts),
            Expr::Map(_) | Expr::Struct(_) => self.unused(expr, "maps have"),
            Expr::Unspecified => self.unused(expr, "nothing has"),
        }
    }

    fn unused(&mut self, expr: &IdedExpr, what: &str) -> Found {
        let message = format!("{what} no use in a rule");
        self.fault(FaultKind::Type, self.span(expr), message, String::new())
    }

    fn ident(&mut self, expr: &IdedExpr, name: &str) -> Found {
        if let Some((_, ty)) = self.scope.iter().rev().find(|(known, _)| known == name) {
            return ty.clone().into();
        }
        match CONTEXT.iter().find(|field| field.name == name) {
            Some(field) => self.field(name.to_owned(), field),
            None => self.unknown(expr, name, CONTEXT, ""),
        }
    }

    fn unknown(&mut self, expr: &IdedExpr, name: &str, known: &'static [Field], of: &str) -> Found {
        let message = match of {
            "" => format!("the review context has no `{name}`"),
            of => format!("`{of}` has no field `{name}`"),
        };
        // Somebody may know the name and not its group.
        let elsewhere =
            leaves().into_iter().map(|(path, _)| path).find(|path| path.rsplit('.').next() == Some(name));
        let near = words::did_you_mean(name, known.iter().map(|field| field.name));
        let hint = match elsewhere {
            Some(path) if !near.starts_with("did") => format!("did you mean `{path}`?"),
            _ if near.is_empty() => "`bidwright review --context DEAL` prints every field".to_owned(),
            _ => near,
        };
        self.fault(FaultKind::Field, self.name_span(expr, name), message, hint)
    }

    fn field(&mut self, path: String, field: &'static Field) -> Found {
        let ty = type_of(field.kind);
        if !matches!(ty, Type::Group(_)) {
            self.fields.insert(path.clone());
        }
        Found { ty, nullable: field.nullable.then_some(path) }
    }

    fn select(&mut self, expr: &IdedExpr, select: &SelectExpr, facts: &Facts) -> Found {
        let name = select.field.as_str();
        if select.test {
            let hint = "every field is there; ask `!= null` for a figure that may be missing".to_owned();
            return self.fault(
                FaultKind::Type,
                self.span(expr),
                "`has` has no use in a rule".to_owned(),
                hint,
            );
        }
        let operand = self.look(&select.operand, facts);
        let of = path(&select.operand).unwrap_or_default();
        match operand.ty {
            Type::Group(fields) => match fields.iter().find(|field| field.name == name) {
                Some(field) => self.field(format!("{of}.{name}"), field),
                None => self.unknown(expr, name, fields, &of),
            },
            Type::Any => Type::Any.into(),
            other => {
                let message = format!("`{of}` is {} and has no field `{name}`", other.word());
                self.fault(FaultKind::Field, self.name_span(expr, name), message, String::new())
            }
        }
    }

    fn call(&mut self, expr: &IdedExpr, call: &CallExpr, facts: &Facts) -> Found {
        let mut args: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).collect();
        args.extend(&call.args);
        match (call.func_name.as_str(), args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => self.both(left, right, facts, &learned(left).0),
            (operators::LOGICAL_OR, [left, right]) => self.both(left, right, facts, &learned(left).1),
            (operators::LOGICAL_NOT | operators::NOT_STRICTLY_FALSE, [of]) => {
                self.flag(of, facts);
                Type::Flag.into()
            }
            (operators::CONDITIONAL, [ask, yes, no]) => {
                self.flag(ask, facts);
                let (if_true, if_false) = learned(ask);
                let yes = self.look(yes, &facts.union(&if_true).cloned().collect());
                let other = self.look(no, &facts.union(&if_false).cloned().collect());
                if !yes.ty.agrees(&other.ty) {
                    let message = format!("one way it is {}, the other {}", yes.ty.word(), other.ty.word());
                    return self.fault(FaultKind::Type, self.span(no), message, String::new());
                }
                yes
            }
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                self.equality(expr, left, right, facts)
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [left, right],
            ) => {
                self.numbers(left, right, facts, "are compared");
                Type::Flag.into()
            }
            (operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE, [left, right]) => {
                self.numbers(left, right, facts, "are reckoned with");
                Type::Number.into()
            }
            (operators::ADD, [left, right]) => {
                // Each side is looked at once: twice at every level would be without end.
                let (found, other) = (self.look(left, facts), self.look(right, facts));
                if let Type::List(_) = found.ty {
                    self.want(right, &other, &found.ty, facts, "a list is joined with a list");
                    return if found.ty == Type::List(Box::new(Type::Any)) { other } else { found };
                }
                for (side, found) in [(left, found), (right, other)] {
                    self.want(side, &found, &Type::Number, facts, "numbers are added with numbers");
                }
                Type::Number.into()
            }
            (operators::NEGATE, [of]) => {
                let found = self.look(of, facts);
                self.want(of, &found, &Type::Number, facts, "only a number has a sign");
                Type::Number.into()
            }
            (operators::IN, [one, all]) => {
                let one_found = self.look(one, facts);
                let found = self.look(all, facts);
                let list = Type::List(Box::new(one_found.ty));
                self.want(all, &found, &list, facts, "`in` looks into a list of the same kind");
                Type::Flag.into()
            }
            ("size", [of]) => {
                let found = self.look(of, facts);
                if !matches!(found.ty, Type::List(_) | Type::Text | Type::Any) {
                    let message = format!("`size` is of a list, not of {}", found.ty.word());
                    return self.fault(FaultKind::Type, self.span(of), message, String::new());
                }
                self.there(of, &found, facts);
                Type::Number.into()
            }
            ("contains" | "startsWith" | "endsWith", [text, part]) => {
                for of in [text, part] {
                    let found = self.look(of, facts);
                    self.want(of, &found, &Type::Text, facts, "it is asked of texts");
                }
                Type::Flag.into()
            }
            (name, _) => {
                let known =
                    ["size", "contains", "startsWith", "endsWith", "exists", "exists_one", "all", "filter"];
                let shown = operators_shown(name);
                let message = format!(
                    "rules do not know `{shown}`, or not with {}",
                    words::count(args.len(), "value", "values")
                );
                self.fault(FaultKind::Type, self.span(expr), message, words::did_you_mean(name, known))
            }
        }
    }

    /// Two conditions, the second of which is asked where the first has told something.
    fn both(&mut self, left: &IdedExpr, right: &IdedExpr, facts: &Facts, learned: &Facts) -> Found {
        self.flag(left, facts);
        self.flag(right, &facts.union(learned).cloned().collect());
        Type::Flag.into()
    }

    fn flag(&mut self, expr: &IdedExpr, facts: &Facts) {
        let found = self.look(expr, facts);
        self.want(expr, &found, &Type::Flag, facts, "here stands what is true or false");
    }

    fn numbers(&mut self, left: &IdedExpr, right: &IdedExpr, facts: &Facts, how: &str) {
        for side in [left, right] {
            let found = self.look(side, facts);
            self.want(side, &found, &Type::Number, facts, &format!("numbers {how} with numbers"));
        }
    }

    fn equality(&mut self, expr: &IdedExpr, left: &IdedExpr, right: &IdedExpr, facts: &Facts) -> Found {
        let (one, other) = (self.look(left, facts), self.look(right, facts));
        if one.ty == Type::Null || other.ty == Type::Null {
            return Type::Flag.into();
        }
        if !one.ty.agrees(&other.ty) {
            let message = format!("{} is never equal to {}", one.ty.word(), other.ty.word());
            return self.fault(FaultKind::Type, self.span(expr), message, String::new());
        }
        // A missing text is simply another text; a missing number would be taken for a small one.
        if one.ty == Type::Number {
            self.there(left, &one, facts);
            self.there(right, &other, facts);
        }
        Type::Flag.into()
    }

    fn comprehension(&mut self, of: &ComprehensionExpr, facts: &Facts) -> Found {
        let range = self.look(&of.iter_range, facts);
        let element = match range.ty {
            Type::List(of) => *of,
            Type::Any => Type::Any,
            other => {
                let message = format!("only a list is gone through, not {}", other.word());
                self.fault(FaultKind::Type, self.span(&of.iter_range), message, String::new());
                Type::Any
            }
        };
        let start = self.look(&of.accu_init, facts);
        let depth = self.scope.len();
        self.scope.push((of.iter_var.clone(), element));
        self.scope.push((of.accu_var.clone(), start.ty));
        self.look(&of.loop_cond, facts);
        let step = self.look(&of.loop_step, facts);
        if let Some(accumulated) = self.scope.last_mut()
            && accumulated.1.agrees(&step.ty)
        {
            accumulated.1 = step.ty;
        }
        let result = self.look(&of.result, facts);
        self.scope.truncate(depth);
        result
    }

    /// Says so if it is not of the type, or may be missing.
    fn want(&mut self, expr: &IdedExpr, found: &Found, ty: &Type, facts: &Facts, why: &str) {
        if !found.ty.agrees(ty) {
            let name = match path(expr) {
                Some(path) => format!("`{path}` is {}", found.ty.word()),
                None => format!("this is {}", found.ty.word()),
            };
            self.fault(FaultKind::Type, self.span(expr), format!("{name}: {why}"), String::new());
            return;
        }
        self.there(expr, found, facts);
    }

    /// Says so if it may be missing and nobody asked.
    fn there(&mut self, expr: &IdedExpr, found: &Found, facts: &Facts) {
        if let Some(path) = &found.nullable
            && !facts.contains(path)
        {
            let message = format!("`{path}` may be missing (null), and the rule does not ask first");
            let hint = format!("write `{path} != null && ...` before it");
            self.fault(FaultKind::Null, self.span(expr), message, hint);
        }
    }
}

/// `%` for `_%_`.
fn operators_shown(name: &str) -> String {
    name.trim_matches(['_', '@']).replace('_', "")
}
