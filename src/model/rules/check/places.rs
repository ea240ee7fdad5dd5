//! Where an expression stands in the text of its condition.

use std::ops::Range;

use cel::common::ast::{Expr, IdedExpr};

use super::Checker;

impl Checker<'_> {
    /// Where an expression stands: a whole path, or the token that makes it.
    pub(super) fn span(&self, expr: &IdedExpr) -> Range<usize> {
        match &expr.expr {
            Expr::Select(select) => self.span(&select.operand).start..self.name_span(expr, &select.field).end,
            _ => self.token(expr),
        }
    }

    pub(super) fn token(&self, expr: &IdedExpr) -> Range<usize> {
        match self.places.offset_for(expr.id) {
            Some((start, stop)) => {
                // The parser counts characters, from the first to the last.
                let byte = |at: usize| {
                    self.source.char_indices().nth(at).map_or(self.source.len(), |(byte, _)| byte)
                };
                byte(start as usize)..byte(stop as usize + 1)
            }
            None => 0..self.source.len(),
        }
    }

    /// Where a name stands: the parser tells the dot before it.
    pub(super) fn name_span(&self, expr: &IdedExpr, name: &str) -> Range<usize> {
        let token = self.token(expr);
        match self.source.get(token.start..).and_then(|rest| rest.find(name)) {
            Some(at) => token.start + at..token.start + at + name.len(),
            None => token,
        }
    }
}
