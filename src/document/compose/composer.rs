//! Fences become blocks while the text around them is folded.

use super::blocks::{self, BlockSet, Scene};
use super::markdown::fold::{self, Fences, Notes};
use super::proofread::figures::Known;
use super::sources::clause_name;
use super::template::{Engine, escape};
use super::{clauses, placed, push, table_builder};
use crate::tree::{Block, Inline};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::words;

/// Makes the blocks of fences as the text is folded.
pub(super) struct Composer<'a> {
    scene: &'a Scene<'a>,
    blocks: &'a dyn BlockSet,
    engine: &'a Engine,
    known: &'a mut Known,
    in_clause: bool,
    broken: bool,
    diags: &'a mut Diags,
}

impl Fences for Composer<'_> {
    fn fence(&mut self, info: &str, body: &str, level: u8, notes: &mut Notes) -> Option<Vec<Block>> {
        let info = escape::unescape(info);
        let name = match info.split_whitespace().next() {
            None | Some("text") => return None,
            Some(name) => name,
        };
        let options = match table_builder::Options::read(body, self.scene.locale) {
            Ok(options) => options,
            Err(key) => {
                self.fault(
                    Diagnostic::error(Code::UnknownBlockOption, format!("`{name}` has no option `{key}`"))
                        .hint(words::did_you_mean(&key, table_builder::Options::KEYS)),
                    &key,
                );
                return Some(Vec::new());
            }
        };
        if name == blocks::CLAUSES && !self.in_clause {
            return Some(self.clauses(notes));
        }
        if name == blocks::CUSTOMER_CONTEXT {
            let context_blocks = blocks::customer_context(self.scene, level, notes);
            return Some(context_blocks);
        }
        if let Some(made) = self.blocks.make(name, &options) {
            self.known.made(&made, &options);
            return Some(made);
        }
        let fault = Diagnostic::error(Code::UnknownBlock, format!("there is no block `{name}`"));
        let near = words::did_you_mean(name, self.blocks.names());
        let hint =
            if near.is_empty() { "for code, write `text` after the fence or nothing".into() } else { near };
        self.fault(fault.hint(hint), &format!("```{name}"));
        Some(Vec::new())
    }
}

impl<'a> Composer<'a> {
    /// Over the blocks that can be named, what they are made from and the templates they need.
    pub(super) fn new(
        scene: &'a Scene<'a>,
        blocks: &'a dyn BlockSet,
        engine: &'a Engine,
        known: &'a mut Known,
        diags: &'a mut Diags,
    ) -> Composer<'a> {
        Composer { scene, blocks, engine, known, in_clause: false, broken: false, diags }
    }

    /// Whether some block could not be made.
    pub(super) fn broken(&self) -> bool {
        self.broken
    }

    /// Each selected clause under a heading of its own.
    fn clauses(&mut self, notes: &mut Notes) -> Vec<Block> {
        let scene = self.scene;
        let mut out = Vec::new();
        self.in_clause = true;
        for clause in clauses::selected(scene.offer) {
            match self.engine.render(&clause_name(&clause.id)) {
                Ok(body) => {
                    self.known.printed(&body);
                    out.push(Block::Heading {
                        level: 2,
                        id: clause.id.clone(),
                        numbered: true,
                        content: vec![Inline::Text(clause.title.clone())],
                    });
                    out.push(Block::Fine(fold::fold(&body.text, scene.locale, self, notes)));
                }
                Err(faults) => {
                    self.broken = true;
                    push(faults, self.diags);
                }
            }
        }
        self.in_clause = false;
        out
    }

    /// Pushes a finding at the place where `text` is written.
    fn fault(&mut self, fault: Diagnostic, text: &str) {
        self.broken = true;
        self.diags.push(placed(fault, self.engine, text));
    }
}
