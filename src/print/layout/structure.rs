//! The tree of structure elements, grown while blocks are collected.

use super::pages::{Element, Role};

/// Index of the document itself.
pub(super) const ROOT: usize = 0;

/// A tree under construction.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    elements: Vec<Element>,
}

impl Tree {
    pub(super) fn new() -> Tree {
        Tree { elements: vec![element(Role::Document, ROOT, None)] }
    }

    /// Adds the next child of a parent.
    pub(super) fn add(&mut self, role: Role, parent: usize) -> usize {
        self.grow(element(role, parent, None))
    }

    /// Adds visible content with its alternative text.
    pub(super) fn add_with_alt(&mut self, role: Role, parent: usize, alt: &str) -> usize {
        self.grow(element(role, parent, Some(alt.to_owned())))
    }

    /// Adds something in another language than the document's.
    pub(super) fn add_in_language(&mut self, role: Role, parent: usize, language: &str) -> usize {
        self.grow(Element { language: Some(language.to_owned()), ..element(role, parent, None) })
    }

    fn grow(&mut self, new: Element) -> usize {
        let index = self.elements.len();
        self.elements[new.parent].children.push(index);
        self.elements.push(new);
        index
    }

    pub(super) fn into_elements(self) -> Vec<Element> {
        self.elements
    }
}

fn element(role: Role, parent: usize, alt: Option<String>) -> Element {
    Element { role, parent, children: Vec::new(), alt, language: None }
}
