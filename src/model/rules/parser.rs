//! From tokens to the syntax tree, by precedence climbing. `docs/rules.md` has the grammar.

mod call;

use std::ops::Range;

use super::ast::{Binary, Expr, Logical, Node, Path, Unary};
use super::lexer::{Lexer, Token, unreadable};
use super::{Fault, FaultKind};
use call::call;

/// Levels an expression may nest. Whoever needs more has two rules in one.
pub(super) const MOST_LEVELS: usize = 100;

/// The tree of a condition, or the first thing that cannot be read.
pub(super) fn parse(source: &str) -> Result<Expr, Fault> {
    let mut parser = Parser { source, lexer: Lexer::new(source), token: Token::End, span: 0..0, level: 0 };
    parser.advance()?;
    let expr = parser.expression(Precedence::Conditional)?;
    if parser.token == Token::End { Ok(expr) } else { Err(parser.unexpected()) }
}

/// How tightly an operator binds, from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Conditional,
    Or,
    And,
    Relation,
    Sum,
    Product,
    Unary,
}

impl Precedence {
    /// Of the right side of an operator that groups to the left.
    fn tighter(self) -> Precedence {
        match self {
            Precedence::Conditional => Precedence::Or,
            Precedence::Or => Precedence::And,
            Precedence::And => Precedence::Relation,
            Precedence::Relation => Precedence::Sum,
            Precedence::Sum => Precedence::Product,
            Precedence::Product | Precedence::Unary => Precedence::Unary,
        }
    }
}

/// What stands between two operands.
enum Infix {
    Conditional,
    Logical(Logical),
    Binary(Binary),
}

/// Words of CEL that name nothing.
const RESERVED: [&str; 18] = [
    "in",
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];

struct Parser<'s> {
    source: &'s str,
    lexer: Lexer<'s>,
    token: Token<'s>,
    span: Range<usize>,
    /// Expressions begun and not ended: how deep the parser itself is in recursion.
    level: usize,
}

impl<'s> Parser<'s> {
    /// Moves to the next token; gives the span of this one.
    fn advance(&mut self) -> Result<Range<usize>, Fault> {
        let (token, span) = self.lexer.token()?;
        self.token = token;
        Ok(std::mem::replace(&mut self.span, span))
    }

    fn at(&self, sign: &str) -> bool {
        matches!(self.token, Token::Sign(found) if found == sign)
    }

    fn expect(&mut self, sign: &str) -> Result<Range<usize>, Fault> {
        if self.at(sign) { self.advance() } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> Fault {
        unreadable(self.source, self.span.start)
    }

    fn node(&self, node: Node, span: Range<usize>) -> Result<Expr, Fault> {
        let expr = Expr::new(node, span);
        if expr.depth > MOST_LEVELS { Err(too_deep(expr.span)) } else { Ok(expr) }
    }

    /// An expression whose operators bind at least as tightly as that.
    fn expression(&mut self, least: Precedence) -> Result<Expr, Fault> {
        self.level += 1;
        if self.level > MOST_LEVELS {
            return Err(too_deep(self.span.clone()));
        }
        let mut left = self.unary()?;
        while let Some((precedence, infix)) = self.infix().filter(|(precedence, _)| *precedence >= least) {
            let span = self.advance()?;
            let node = match infix {
                Infix::Conditional => {
                    let yes = self.expression(Precedence::Or)?;
                    self.expect(":")?;
                    let no = self.expression(Precedence::Conditional)?;
                    Node::Conditional(Box::new([left, yes, no]))
                }
                Infix::Logical(logical) => {
                    let mut operands = vec![left, self.expression(precedence.tighter())?];
                    while self.infix().is_some_and(|(same, _)| same == precedence) {
                        self.advance()?;
                        operands.push(self.expression(precedence.tighter())?);
                    }
                    Node::Logical(logical, operands)
                }
                Infix::Binary(operator) => {
                    let right = self.expression(precedence.tighter())?;
                    Node::Binary(operator, Box::new([left, right]))
                }
            };
            left = self.node(node, span)?;
        }
        self.level -= 1;
        Ok(left)
    }

    fn infix(&self) -> Option<(Precedence, Infix)> {
        let sign = match self.token {
            Token::Sign(sign) => sign,
            Token::Name("in") => return Some((Precedence::Relation, Infix::Binary(Binary::In))),
            _ => return None,
        };
        let (precedence, operator) = match sign {
            "?" => return Some((Precedence::Conditional, Infix::Conditional)),
            "||" => return Some((Precedence::Or, Infix::Logical(Logical::Or))),
            "&&" => return Some((Precedence::And, Infix::Logical(Logical::And))),
            "==" => (Precedence::Relation, Binary::Equal),
            "!=" => (Precedence::Relation, Binary::NotEqual),
            "<" => (Precedence::Relation, Binary::Less),
            "<=" => (Precedence::Relation, Binary::LessOrEqual),
            ">" => (Precedence::Relation, Binary::Greater),
            ">=" => (Precedence::Relation, Binary::GreaterOrEqual),
            "+" => (Precedence::Sum, Binary::Add),
            "-" => (Precedence::Sum, Binary::Subtract),
            "*" => (Precedence::Product, Binary::Multiply),
            "/" => (Precedence::Product, Binary::Divide),
            "%" => (Precedence::Product, Binary::Remainder),
            _ => return None,
        };
        Some((precedence, Infix::Binary(operator)))
    }

    /// A member with any number of `!` before it, or of `-`; CEL does not mix the two.
    fn unary(&mut self) -> Result<Expr, Fault> {
        let (sign, operator) = if self.at("!") { ("!", Unary::Not) } else { ("-", Unary::Negate) };
        let mut signs = Vec::new();
        while self.at(sign) {
            signs.push(self.advance()?);
        }
        let mut expr = self.member()?;
        for span in signs.into_iter().rev() {
            expr = self.node(Node::Unary(operator, Box::new(expr)), span)?;
        }
        Ok(expr)
    }

    /// A primary, and what is asked of it with dots.
    fn member(&mut self) -> Result<Expr, Fault> {
        let mut expr = self.primary()?;
        loop {
            if self.at("[") {
                let message = "a list has no places by number in a rule";
                let hint = "ask it with `in`, `size` or `exists`";
                return Err(Fault::new(FaultKind::Type, self.span.clone(), message).hint(hint));
            }
            if !self.at(".") {
                return Ok(expr);
            }
            self.advance()?;
            let Token::Name(name) = self.token else { return Err(self.unexpected()) };
            let span = self.advance()?;
            expr = if self.at("(") {
                self.call(name, Some(expr))?
            } else if let Expr { node: Node::Path(mut path), span: before, .. } = expr {
                path.full = format!("{}.{name}", path.full);
                path.parts.push((name.to_owned(), span.clone()));
                self.node(Node::Path(path), before.start..span.end)?
            } else {
                let message = format!("this has no field `{name}`");
                return Err(Fault::new(FaultKind::Field, span, message));
            };
        }
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let node = match self.token.clone() {
            Token::Number(number) => Node::Number(number),
            Token::Text(text) => Node::Text(text),
            Token::Name("true") => Node::Flag(true),
            Token::Name("false") => Node::Flag(false),
            Token::Name("null") => Node::Null,
            Token::Name(name) if !RESERVED.contains(&name) => {
                let span = self.advance()?;
                if self.at("(") {
                    return self.call(name, None);
                }
                let path = Path { full: name.to_owned(), parts: vec![(name.to_owned(), span.clone())] };
                return self.node(Node::Path(path), span);
            }
            Token::Sign("(") => {
                self.advance()?;
                let expr = self.expression(Precedence::Conditional)?;
                self.expect(")")?;
                return Ok(expr);
            }
            Token::Sign("[") => {
                let span = self.advance()?;
                let elements = self.list("]")?;
                return self.node(Node::List(elements), span);
            }
            Token::Sign("{") => {
                let message = "maps have no use in a rule";
                return Err(Fault::new(FaultKind::Type, self.span.clone(), message));
            }
            _ => return Err(self.unexpected()),
        };
        let span = self.advance()?;
        self.node(node, span)
    }

    /// Expressions with commas between them, up to a sign; as in CEL, one more comma may follow the last.
    fn list(&mut self, end: &str) -> Result<Vec<Expr>, Fault> {
        let mut elements = Vec::new();
        while !self.at(end) {
            elements.push(self.expression(Precedence::Conditional)?);
            if !self.at(",") {
                break;
            }
            self.advance()?;
        }
        self.expect(end)?;
        Ok(elements)
    }

    /// A function or macro from its bracket on. `f(a, b)` and `a.f(b)` are the same function.
    fn call(&mut self, name: &str, receiver: Option<Expr>) -> Result<Expr, Fault> {
        let span = self.advance()?;
        let arguments = self.list(")")?;
        self.node(call(name, receiver, arguments, &span)?, span)
    }
}

fn too_deep(span: Range<usize>) -> Fault {
    let message = format!("a condition nests at most {MOST_LEVELS} levels");
    Fault::new(FaultKind::Syntax, span, message).hint("make two rules of it")
}
