//! A condition: parsed and checked once, then evaluated in any context.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ast::{Expr, Node};
use super::check::check;
use super::cost::{LIST, MOST_STEPS, cost};
use super::evaluate::{EvaluationError, evaluate};
use super::parser::parse;
use super::{Context, Fault, FaultKind};
use bidwright_base::quantity::grouped;

/// When a rule fires, checked: it names known fields only, its answer is true or false, and it ends in time.
///
/// ```
/// use bidwright_model::rules::{Condition, Context, FaultKind};
/// use rust_decimal::Decimal;
///
/// let steep = Condition::parse("quote.discount_percent > 10").expect("a condition");
/// let context = Context::neutral().with("quote.discount_percent", Decimal::new(125, 1));
/// assert_eq!(steep.holds(&context), Ok(true));
/// assert_eq!(steep.holds(&Context::neutral()), Ok(false));
///
/// // A field that is not there is found when the rule is read.
/// let faults = Condition::parse("quote.discount_procent > 10").expect_err("no such field");
/// assert_eq!(faults[0].kind, FaultKind::Field);
/// assert_eq!(faults[0].hint, "did you mean `discount_percent`?");
/// ```
#[derive(Clone)]
pub struct Condition {
    source: String,
    fields: BTreeSet<String>,
    program: Arc<Expr>,
}

/// Bytes of a condition; a longer one is several rules.
const LONGEST: usize = 4096;

impl Condition {
    /// Reads a condition, or returns everything that is wrong with it.
    ///
    /// # Errors
    /// What cannot be parsed, is not known, does not go together, or would take too long, each with its place.
    pub fn parse(source: &str) -> Result<Condition, Vec<Fault>> {
        let whole = 0..source.len();
        if source.len() > LONGEST {
            let message = format!("a condition has at most {LONGEST} bytes, this one {}", source.len());
            return Err(vec![Fault::new(FaultKind::Syntax, whole, message)]);
        }
        let program = parse(source).map_err(|fault| vec![fault])?;
        let fields = check(&program)?;
        if cost(&program) > MOST_STEPS {
            let most = grouped(MOST_STEPS.into());
            let message = format!("with {LIST} entries in each list it could take more than {most} steps");
            let fault = Fault::new(FaultKind::Cost, whole, message);
            return Err(vec![
                fault.hint("go through fewer lists one inside the other, or make two rules of it"),
            ]);
        }
        Ok(Condition { source: source.to_owned(), fields, program: Arc::new(program) })
    }

    /// Never fires: the placeholder for a condition that could not be read.
    #[must_use]
    pub fn never() -> Condition {
        let program = Arc::new(Expr::new(Node::Flag(false), 0..5));
        Condition { source: "false".to_owned(), fields: BTreeSet::new(), program }
    }

    /// As written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The fields it names, sorted.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str)
    }

    /// Whether it is true of a context.
    ///
    /// # Errors
    /// Where the figures of this context give no answer, such as a division by one that is zero. The caller
    /// must not treat it as `false`.
    pub fn holds(&self, context: &Context) -> Result<bool, EvaluationError> {
        evaluate(&self.program, context).0
    }
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.source.fmt(f)
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.source == other.source
    }
}
