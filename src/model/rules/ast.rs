//! The syntax tree of a condition. Every expression knows where its token is in the text.

use std::ops::Range;

use rust_decimal::Decimal;

/// An expression, and the span of the token that makes it: of an operator its sign, of a path all of it.
#[derive(Debug, Clone)]
pub(super) struct Expr {
    pub(super) node: Node,
    pub(super) span: Range<usize>,
    /// Levels of the tree from here down; the parser bounds it, so every walk may recurse.
    pub(super) depth: usize,
}

/// What an expression is made of.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Null,
    Flag(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Expr>),
    Path(Path),
    Unary(Unary, Box<Expr>),
    Binary(Binary, Box<[Expr; 2]>),
    /// Two operands or more: a chain of one sign is one node, however long it is.
    Logical(Logical, Vec<Expr>),
    /// Condition, value if true, value if false.
    Conditional(Box<[Expr; 3]>),
    Comprehension(Box<Comprehension>),
}

/// `quote.margin_percent`, or the variable of a comprehension and one of its fields.
#[derive(Debug, Clone)]
pub(super) struct Path {
    /// Joined with dots, without white space.
    pub(super) full: String,
    /// The names in it, at least one.
    pub(super) parts: Vec<(String, Range<usize>)>,
}

impl Path {
    pub(super) fn root(&self) -> &str {
        &self.parts[0].0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unary {
    Not,
    Negate,
    Size,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    In,
    Contains,
    StartsWith,
    EndsWith,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Logical {
    And,
    Or,
}

/// `list.exists(variable, body)` and its like.
#[derive(Debug, Clone)]
pub(super) struct Comprehension {
    pub(super) quantifier: Quantifier,
    pub(super) list: Expr,
    pub(super) variable: String,
    pub(super) body: Expr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    Exists,
    ExistsOne,
    All,
    Filter,
}

impl Expr {
    pub(super) fn new(node: Node, span: Range<usize>) -> Expr {
        let depth = 1 + node.children().iter().map(|child| child.depth).max().unwrap_or(0);
        Expr { node, span, depth }
    }
}

impl Node {
    fn children(&self) -> Vec<&Expr> {
        match self {
            Node::Null | Node::Flag(_) | Node::Number(_) | Node::Text(_) | Node::Path(_) => Vec::new(),
            Node::List(of) | Node::Logical(_, of) => of.iter().collect(),
            Node::Unary(_, of) => vec![of],
            Node::Binary(_, of) => of.iter().collect(),
            Node::Conditional(of) => of.iter().collect(),
            Node::Comprehension(of) => vec![&of.list, &of.body],
        }
    }
}
