//! The answer of a condition: its tree walked over a context, every number a decimal, every step counted.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::ast::{Binary, Comprehension, Expr, Logical, Node, Path, Quantifier, Unary};
use super::cost::MOST_STEPS;
use super::{Context, Datum};

/// Why a condition has no answer.
///
/// ```
/// use bidwright_model::rules::{Condition, Context, EvaluationError};
///
/// // A price of 0 gives no share: no answer, which is not `false`.
/// let share = Condition::parse("quote.pmo_price / quote.net > 0.1").expect("a condition");
/// let answer = share.holds(&Context::neutral());
/// assert_eq!(answer, Err(EvaluationError::DivisionByZero));
/// assert_eq!(EvaluationError::DivisionByZero.to_string(), "it divides by zero");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvaluationError {
    /// A number is divided by zero.
    DivisionByZero,
    /// A number is too large for a decimal.
    Overflow,
    /// It takes more steps than a condition may.
    StepLimit,
    /// It mixes what does not go together; a checked condition never does.
    Mismatch,
}

impl fmt::Display for EvaluationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EvaluationError::DivisionByZero => "it divides by zero",
            EvaluationError::Overflow => "a number of it is too large",
            EvaluationError::StepLimit => "it takes too many steps",
            EvaluationError::Mismatch => "it mixes what does not go together",
        })
    }
}

impl std::error::Error for EvaluationError {}

/// Whether a condition is true of a context, and the steps that took.
pub(super) fn evaluate(program: &Expr, context: &Context) -> (Result<bool, EvaluationError>, u64) {
    let mut evaluator = Evaluator { context, scope: Vec::new(), steps: 0 };
    let answer = evaluator.flag(program);
    (answer, evaluator.steps)
}

/// The result of an operator of arithmetic on two numbers.
///
/// Sums, differences, products and remainders are exact as long as 28 digits hold them; a result with more
/// decimals than that, as most quotients are, is rounded to the nearest, of two equally near to the even one.
pub(super) fn arithmetic(operator: Binary, one: Decimal, other: Decimal) -> Result<Decimal, EvaluationError> {
    let divides = matches!(operator, Binary::Divide | Binary::Remainder);
    if divides && other.is_zero() {
        return Err(EvaluationError::DivisionByZero);
    }
    let result = match operator {
        Binary::Add => one.checked_add(other),
        Binary::Subtract => one.checked_sub(other),
        Binary::Multiply => one.checked_mul(other),
        Binary::Divide => one.checked_div(other),
        Binary::Remainder => one.checked_rem(other),
        _ => return Err(EvaluationError::Mismatch),
    };
    result.ok_or(EvaluationError::Overflow)
}

/// What an expression gives. Texts and rows stay where they are, in the condition or the context.
#[derive(Debug, Clone)]
enum Value<'c> {
    Null,
    Flag(bool),
    Number(Decimal),
    Text(&'c str),
    List(Rc<[Value<'c>]>),
    Row(&'c BTreeMap<&'static str, Datum>),
}

struct Evaluator<'c> {
    context: &'c Context,
    /// Variables of comprehensions, innermost last.
    scope: Vec<(&'c str, Value<'c>)>,
    steps: u64,
}

impl<'c> Evaluator<'c> {
    fn spend(&mut self, steps: usize) -> Result<(), EvaluationError> {
        self.steps = self.steps.saturating_add(u64::try_from(steps).unwrap_or(u64::MAX));
        if self.steps > MOST_STEPS { Err(EvaluationError::StepLimit) } else { Ok(()) }
    }

    fn value(&mut self, expr: &'c Expr) -> Result<Value<'c>, EvaluationError> {
        self.spend(1)?;
        Ok(match &expr.node {
            Node::Null => Value::Null,
            Node::Flag(flag) => Value::Flag(*flag),
            Node::Number(number) => Value::Number(*number),
            Node::Text(text) => Value::Text(text),
            Node::List(elements) => {
                Value::List(elements.iter().map(|element| self.value(element)).collect::<Result<_, _>>()?)
            }
            Node::Path(path) => self.path(path)?,
            Node::Unary(operator, of) => self.unary(*operator, of)?,
            Node::Binary(operator, operands) => self.binary(*operator, operands)?,
            Node::Logical(logical, operands) => {
                let decisive = *logical == Logical::Or;
                Value::Flag(decide(decisive, operands.iter(), |operand| self.flag(operand))?)
            }
            Node::Conditional(parts) => {
                let [ask, yes, no] = parts.as_ref();
                let way = if self.flag(ask)? { yes } else { no };
                self.value(way)?
            }
            Node::Comprehension(of) => self.comprehension(of)?,
        })
    }

    fn flag(&mut self, expr: &'c Expr) -> Result<bool, EvaluationError> {
        match self.value(expr)? {
            Value::Flag(flag) => Ok(flag),
            _ => Err(EvaluationError::Mismatch),
        }
    }

    fn number(&mut self, expr: &'c Expr) -> Result<Decimal, EvaluationError> {
        match self.value(expr)? {
            Value::Number(number) => Ok(number),
            _ => Err(EvaluationError::Mismatch),
        }
    }

    fn text(&mut self, expr: &'c Expr) -> Result<&'c str, EvaluationError> {
        match self.value(expr)? {
            Value::Text(text) => Ok(text),
            _ => Err(EvaluationError::Mismatch),
        }
    }

    fn list(&mut self, expr: &'c Expr) -> Result<Rc<[Value<'c>]>, EvaluationError> {
        match self.value(expr)? {
            Value::List(list) => Ok(list),
            _ => Err(EvaluationError::Mismatch),
        }
    }

    fn path(&mut self, path: &'c Path) -> Result<Value<'c>, EvaluationError> {
        let variable = self.scope.iter().rev().find(|(name, _)| *name == path.root());
        let datum = match (variable, path.parts.as_slice()) {
            (Some((_, value)), [_]) => return Ok(value.clone()),
            (Some((_, Value::Row(row))), [_, (field, _)]) => row.get(field.as_str()),
            (Some(_), _) => None,
            (None, _) => self.context.get(&path.full),
        };
        self.datum(datum.ok_or(EvaluationError::Mismatch)?)
    }

    /// A list costs a step an entry.
    fn datum(&mut self, datum: &'c Datum) -> Result<Value<'c>, EvaluationError> {
        Ok(match datum {
            Datum::Null => Value::Null,
            Datum::Number(number) => Value::Number(*number),
            Datum::Text(text) => Value::Text(text),
            Datum::Flag(flag) => Value::Flag(*flag),
            Datum::Texts(texts) => {
                self.spend(texts.len())?;
                Value::List(texts.iter().map(|text| Value::Text(text)).collect())
            }
            Datum::Rows(rows) => {
                self.spend(rows.len())?;
                Value::List(rows.iter().map(Value::Row).collect())
            }
        })
    }

    fn unary(&mut self, operator: Unary, of: &'c Expr) -> Result<Value<'c>, EvaluationError> {
        Ok(match operator {
            Unary::Not => Value::Flag(!self.flag(of)?),
            Unary::Negate => Value::Number(-self.number(of)?),
            Unary::Size => Value::Number(match self.value(of)? {
                Value::List(list) => list.len().into(),
                Value::Text(text) => text.chars().count().into(),
                _ => return Err(EvaluationError::Mismatch),
            }),
        })
    }

    fn binary(
        &mut self,
        operator: Binary,
        [left, right]: &'c [Expr; 2],
    ) -> Result<Value<'c>, EvaluationError> {
        Ok(Value::Flag(match operator {
            Binary::Equal | Binary::NotEqual => {
                let (one, other) = (self.value(left)?, self.value(right)?);
                self.equal(&one, &other)? == (operator == Binary::Equal)
            }
            Binary::Less => self.number(left)? < self.number(right)?,
            Binary::LessOrEqual => self.number(left)? <= self.number(right)?,
            Binary::Greater => self.number(left)? > self.number(right)?,
            Binary::GreaterOrEqual => self.number(left)? >= self.number(right)?,
            Binary::Contains => self.text(left)?.contains(self.text(right)?),
            Binary::StartsWith => self.text(left)?.starts_with(self.text(right)?),
            Binary::EndsWith => self.text(left)?.ends_with(self.text(right)?),
            Binary::In => {
                let (one, list) = (self.value(left)?, self.list(right)?);
                let mut found = false;
                for entry in list.iter() {
                    found = found || self.equal(&one, entry)?;
                }
                found
            }
            Binary::Add => match (self.value(left)?, self.value(right)?) {
                (Value::List(one), Value::List(other)) => {
                    self.spend(one.len() + other.len())?;
                    return Ok(Value::List(one.iter().chain(other.iter()).cloned().collect()));
                }
                (Value::Number(one), Value::Number(other)) => {
                    return Ok(Value::Number(arithmetic(operator, one, other)?));
                }
                _ => return Err(EvaluationError::Mismatch),
            },
            Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => {
                let (one, other) = (self.number(left)?, self.number(right)?);
                return Ok(Value::Number(arithmetic(operator, one, other)?));
            }
        }))
    }

    /// Whether two values are the same; numbers by value, lists entry by entry.
    fn equal(&mut self, one: &Value<'c>, other: &Value<'c>) -> Result<bool, EvaluationError> {
        self.spend(1)?;
        Ok(match (one, other) {
            (Value::Null, Value::Null) => true,
            (Value::Flag(one), Value::Flag(other)) => one == other,
            (Value::Number(one), Value::Number(other)) => one == other,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Row(one), Value::Row(other)) => one == other,
            (Value::List(one), Value::List(other)) => {
                let mut equal = one.len() == other.len();
                for (one, other) in one.iter().zip(other.iter()) {
                    equal = equal && self.equal(one, other)?;
                }
                equal
            }
            _ => false,
        })
    }

    fn comprehension(&mut self, of: &'c Comprehension) -> Result<Value<'c>, EvaluationError> {
        let list = self.list(&of.list)?;
        let mut holds = |value: &Value<'c>| {
            self.scope.push((&of.variable, value.clone()));
            let answer = self.flag(&of.body);
            self.scope.pop();
            answer
        };
        Ok(match of.quantifier {
            Quantifier::Exists => Value::Flag(decide(true, list.iter(), holds)?),
            Quantifier::All => Value::Flag(decide(false, list.iter(), holds)?),
            // Every entry is asked: with an error in one of them, their number is unknown.
            Quantifier::ExistsOne | Quantifier::Filter => {
                let mut kept = Vec::new();
                for value in list.iter() {
                    if holds(value)? {
                        kept.push(value.clone());
                    }
                }
                match of.quantifier {
                    Quantifier::Filter => Value::List(kept.into()),
                    _ => Value::Flag(kept.len() == 1),
                }
            }
        })
    }
}

/// One answer decides, in whatever order: `true` an or, `false` an and. An error counts only where none does,
/// except the step limit, which ends everything.
fn decide<T>(
    decisive: bool,
    all: impl Iterator<Item = T>,
    mut answer: impl FnMut(T) -> Result<bool, EvaluationError>,
) -> Result<bool, EvaluationError> {
    let mut undecided = Ok(!decisive);
    for one in all {
        match answer(one) {
            Ok(found) if found == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(EvaluationError::StepLimit) => return Err(EvaluationError::StepLimit),
            Err(problem) => undecided = undecided.and(Err(problem)),
        }
    }
    undecided
}
