//! What a condition can cost: the most steps an evaluation may take, known before there is a context.
//!
//! A step is a node of the tree, an entry of a list that is read or joined, or a comparison of two values. Lists
//! are the only thing that grows: a comprehension costs its body once an entry, so nested ones multiply. This
//! walk counts what [`evaluate`](super::evaluate) spends, branch for branch, and takes the dearer of two ways.

use super::ast::{Binary, Comprehension, Expr, Node, Path, Quantifier, Unary};
use super::schema::{Field, Kind, find};

/// Steps a condition may take, in sum well below a second.
pub(super) const MOST_STEPS: u64 = 10_000_000;

/// Entries a list of the context is taken to have. One with more is met by the count during evaluation.
pub(super) const LIST: u64 = 100;

/// The most steps a condition takes where no list of the context has more than [`LIST`] entries.
pub(super) fn cost(program: &Expr) -> u64 {
    Estimator { scope: Vec::new() }.estimate(program).steps
}

/// How large a value can be.
#[derive(Debug, Clone)]
enum Extent {
    Scalar,
    Row(&'static [Field]),
    List(u64, Box<Extent>),
}

impl Extent {
    fn of(kind: Kind) -> Extent {
        match kind {
            Kind::Texts => Extent::List(LIST, Box::new(Extent::Scalar)),
            Kind::Rows(fields) => Extent::List(LIST, Box::new(Extent::Row(fields))),
            _ => Extent::Scalar,
        }
    }

    /// Of a list its entries.
    fn length(&self) -> u64 {
        if let Extent::List(length, _) = self { *length } else { 0 }
    }

    fn entry(self) -> Extent {
        if let Extent::List(_, entry) = self { *entry } else { Extent::Scalar }
    }

    /// Steps to compare it with another.
    fn comparison(&self) -> u64 {
        match self {
            Extent::List(length, entry) => length.saturating_mul(entry.comparison()).saturating_add(1),
            _ => 1,
        }
    }

    /// Room for either; of two lists, one long enough for both.
    fn or(self, other: Extent) -> Extent {
        match (self, other) {
            (Extent::List(one, inside), Extent::List(other, within)) => {
                Extent::List(one.max(other), Box::new(inside.or(*within)))
            }
            (Extent::Scalar, other) => other,
            (one, _) => one,
        }
    }
}

struct Estimate {
    steps: u64,
    extent: Extent,
}

struct Estimator<'e> {
    /// Variables of comprehensions, innermost last.
    scope: Vec<(&'e str, Extent)>,
}

impl<'e> Estimator<'e> {
    fn estimate(&mut self, expr: &'e Expr) -> Estimate {
        let Estimate { steps, extent } = match &expr.node {
            Node::Null | Node::Flag(_) | Node::Number(_) | Node::Text(_) => scalar(0),
            Node::Path(path) => self.path(path),
            Node::List(elements) => self.list(elements),
            Node::Logical(_, operands) => scalar(self.all(operands)),
            Node::Unary(Unary::Not | Unary::Negate | Unary::Size, of) => scalar(self.estimate(of).steps),
            Node::Binary(operator, operands) => self.binary(*operator, operands),
            Node::Conditional(parts) => {
                let [ask, yes, no] = parts.as_ref().each_ref().map(|part| self.estimate(part));
                let steps = ask.steps.saturating_add(yes.steps.max(no.steps));
                Estimate { steps, extent: yes.extent.or(no.extent) }
            }
            Node::Comprehension(of) => self.comprehension(of),
        };
        Estimate { steps: steps.saturating_add(1), extent }
    }

    fn all(&mut self, of: &'e [Expr]) -> u64 {
        of.iter().fold(0, |sum: u64, expr| sum.saturating_add(self.estimate(expr).steps))
    }

    fn list(&mut self, elements: &'e [Expr]) -> Estimate {
        let mut steps: u64 = 0;
        let mut entry = Extent::Scalar;
        for element in elements {
            let found = self.estimate(element);
            steps = steps.saturating_add(found.steps);
            entry = entry.or(found.extent);
        }
        let length = u64::try_from(elements.len()).unwrap_or(u64::MAX);
        Estimate { steps, extent: Extent::List(length, Box::new(entry)) }
    }

    /// Reading a list from the context or a row costs its entries; a variable is there already.
    fn path(&mut self, path: &'e Path) -> Estimate {
        let variable = self.scope.iter().rev().find(|(name, _)| *name == path.root());
        let field = match (variable, path.parts.as_slice()) {
            (Some((_, extent)), [_]) => return Estimate { steps: 0, extent: extent.clone() },
            (Some((_, Extent::Row(fields))), [_, (name, _)]) => {
                fields.iter().find(|field| field.name == name)
            }
            (Some(_), _) => None,
            (None, _) => find(&path.full),
        };
        let extent = field.map_or(Extent::Scalar, |field| Extent::of(field.kind));
        Estimate { steps: extent.length(), extent }
    }

    fn binary(&mut self, operator: Binary, operands: &'e [Expr; 2]) -> Estimate {
        let [one, other] = operands.each_ref().map(|operand| self.estimate(operand));
        let steps = one.steps.saturating_add(other.steps);
        match operator {
            Binary::Equal | Binary::NotEqual => {
                scalar(steps.saturating_add(one.extent.or(other.extent).comparison()))
            }
            Binary::In => scalar(steps.saturating_add(other.extent.comparison())),
            Binary::Add => {
                let length = one.extent.length().saturating_add(other.extent.length());
                let extent = match one.extent.or(other.extent) {
                    Extent::List(_, entry) => Extent::List(length, entry),
                    scalar => scalar,
                };
                Estimate { steps: steps.saturating_add(length), extent }
            }
            _ => scalar(steps),
        }
    }

    fn comprehension(&mut self, of: &'e Comprehension) -> Estimate {
        let list = self.estimate(&of.list);
        let length = list.extent.length();
        self.scope.push((&of.variable, list.extent.clone().entry()));
        let body = self.estimate(&of.body).steps;
        self.scope.pop();
        let steps = list.steps.saturating_add(length.saturating_mul(body));
        let extent = if of.quantifier == Quantifier::Filter { list.extent } else { Extent::Scalar };
        Estimate { steps, extent }
    }
}

fn scalar(steps: u64) -> Estimate {
    Estimate { steps, extent: Extent::Scalar }
}
