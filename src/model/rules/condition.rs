//! A condition: parsed and checked once, then asked of any context.

use std::collections::BTreeSet;
use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue};
use cel::parser::Parser;

use super::check::check;
use super::{Context, Fault, FaultKind};

/// What a rule asks, checked: it names known fields only, and its answer is true or false.
#[derive(Clone)]
pub struct Condition {
    source: String,
    fields: BTreeSet<String>,
    program: Arc<IdedExpr>,
}

/// Longer conditions, in bytes, are nobody's rule.
const LONGEST: usize = 4096;

/// Signs that may nest one thing in another; each costs the parser some of its stack.
const NESTING: &[char] = &['(', '[', '{', '.', '?', '!', '+', '-', '*', '/', '%'];

/// More of them are nobody's rule either.
const MOST_NESTING: usize = 160;

impl Condition {
    /// Reads a condition, or says everything that is wrong with it.
    ///
    /// # Errors
    /// What cannot be parsed, is not known, or does not go together, each with its place.
    pub fn parse(source: &str) -> Result<Condition, Vec<Fault>> {
        if source.len() > LONGEST {
            let message = format!("a condition has at most {LONGEST} bytes, this one {}", source.len());
            return Err(vec![Fault::new(FaultKind::Syntax, 0..source.len(), message)]);
        }
        if source.matches(NESTING).count() > MOST_NESTING {
            let fault = Fault::new(
                FaultKind::Syntax,
                0..source.len(),
                format!("a condition has at most {MOST_NESTING} dots, brackets and signs of reckoning"),
            );
            return Err(vec![fault.hint("make two rules of it")]);
        }
        let (mut program, places) = match Parser::new().parse_with_source_info(source) {
            Ok(parsed) => parsed,
            Err(errors) => return Err(vec![unreadable(source, &errors)]),
        };
        let fields = check(source, &program, &places)?;
        decimals(&mut program);
        let condition = Condition { source: source.to_owned(), fields, program: Arc::new(program) };
        // What the check has overlooked, the two extremes of a context would tell.
        for context in [Context::neutral(), Context::full()] {
            if let Err(problem) = condition.holds(&context) {
                let fault = Fault::new(
                    FaultKind::Type,
                    0..source.len(),
                    format!("it cannot be evaluated: {problem}"),
                );
                return Err(vec![fault]);
            }
        }
        Ok(condition)
    }

    /// What never fires: it stands in for a condition that could not be read.
    #[must_use]
    pub fn never() -> Condition {
        let no = IdedExpr { id: 0, expr: Expr::Literal(LiteralValue::Boolean(false.into())) };
        Condition { source: "false".to_owned(), fields: BTreeSet::new(), program: Arc::new(no) }
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
    /// Nothing a checked condition should meet; whoever asks must still not take it for a no.
    pub fn holds(&self, context: &Context) -> Result<bool, String> {
        match cel::Value::resolve(&self.program, &context.variables()) {
            Ok(cel::Value::Bool(answer)) => Ok(answer),
            Ok(other) => Err(format!("it is {other:?}, neither true nor false")),
            Err(problem) => Err(problem.to_string()),
        }
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

/// The first thing the parser stumbled over; what follows is mostly its echo.
fn unreadable(source: &str, errors: &cel::ParseErrors) -> Fault {
    let Some(first) = errors.errors.first() else {
        return Fault::new(FaultKind::Syntax, 0..source.len(), "it cannot be read");
    };
    let (line, column) = first.pos;
    let line_start = usize::try_from(line - 1)
        .map_or(0, |line| source.split_inclusive('\n').take(line).map(str::len).sum::<usize>());
    let column = usize::try_from(column - 1).unwrap_or(0);
    let rest = source.get(line_start..).unwrap_or_default();
    let start = line_start + rest.char_indices().nth(column).map_or(rest.trim_end().len(), |(at, _)| at);
    let end = source[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    // The parser's own words name tokens nobody has written.
    let rest: String = source[start..].chars().take(12).collect();
    let words = match rest.trim() {
        "" => "it ends too early".to_owned(),
        rest => format!("it cannot be read from `{rest}` on"),
    };
    Fault::new(FaultKind::Syntax, start..end, words)
        .hint("conditions look like `quote.discount_percent > 10 && deal.model == 'fixed-price'`")
}

/// Makes every number a decimal, so that `10` and `10.0` are one and no sum mixes two kinds.
fn decimals(expr: &mut IdedExpr) {
    match &mut expr.expr {
        Expr::Literal(literal) => {
            let number = match &*literal {
                LiteralValue::Int(number) => exact(*number.inner()),
                LiteralValue::UInt(number) => i64::try_from(*number.inner()).ok().map_or(f64::MAX, exact),
                _ => return,
            };
            *literal = LiteralValue::Double(number.into());
        }
        Expr::Call(call) => {
            call.target.iter_mut().for_each(|target| decimals(target));
            call.args.iter_mut().for_each(decimals);
            if call.func_name == "size" {
                let size =
                    CallExpr { func_name: "double".into(), target: None, args: vec![std::mem::take(expr)] };
                *expr = IdedExpr { id: size.args[0].id, expr: Expr::Call(size) };
            }
        }
        Expr::Select(select) => decimals(&mut select.operand),
        Expr::List(list) => list.elements.iter_mut().for_each(decimals),
        Expr::Comprehension(of) => {
            for part in
                [&mut of.iter_range, &mut of.accu_init, &mut of.loop_cond, &mut of.loop_step, &mut of.result]
            {
                decimals(part);
            }
        }
        Expr::Ident(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {}
    }
}

#[expect(clippy::cast_precision_loss, reason = "a threshold of more than 2^53 compares with nothing")]
fn exact(number: i64) -> f64 {
    number as f64
}
