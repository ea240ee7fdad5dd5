//! The derivation of a figure as a tree: every input in turn, as deep as asked for.

use std::collections::BTreeSet;

use bidwright_base::derivation::{Source, Use};
use bidwright_review::explain::{Figure, Trace};

/// More inputs than this are told one by one for the figure asked for only.
const LONG: usize = 12;

/// A figure or a leaf, with what goes into it.
pub(super) struct Node<'t> {
    /// What it does to the figure above it; `None` for the one asked for.
    pub(super) usage: Option<Use>,
    pub(super) what: What<'t>,
    pub(super) inputs: Vec<Node<'t>>,
}

/// What stands at a node.
pub(super) enum What<'t> {
    /// A figure, and whether its inputs are told.
    Figure { key: &'t str, figure: &'t Figure, told: Told },
    /// What somebody wrote, simulated or assumed.
    Leaf(&'t Source),
    /// A long list, by its number, its first and its last.
    Many { count: usize, first: &'t str, last: &'t str },
}

/// Whether the inputs of a figure are told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Below it.
    Here,
    /// Where it came first.
    Above,
    /// Deeper than asked for.
    Deeper,
}

/// The tree of a figure, so many levels deep; 0: all of them, long lists included.
pub(super) fn tree<'t>(trace: &'t Trace, key: &'t str, depth: usize) -> Option<Node<'t>> {
    let mut grown = Grown { trace, depth, told: BTreeSet::new() };
    trace.get(key).map(|figure| grown.figure(None, key, figure, 0))
}

struct Grown<'t> {
    trace: &'t Trace,
    depth: usize,
    told: BTreeSet<&'t str>,
}

impl<'t> Grown<'t> {
    fn figure(&mut self, usage: Option<Use>, key: &'t str, figure: &'t Figure, level: usize) -> Node<'t> {
        let node = |told, inputs| Node { usage, what: What::Figure { key, figure, told }, inputs };
        let from = &figure.from.inputs;
        if from.is_empty() {
            return node(Told::Here, Vec::new());
        }
        if self.told.contains(key) {
            return node(Told::Above, Vec::new());
        }
        if self.depth > 0 && level >= self.depth {
            return node(Told::Deeper, Vec::new());
        }
        let keys: Vec<&'t str> = from.iter().filter_map(|input| named(&input.source)).collect();
        if let [first, .., last] = keys.as_slice()
            && self.depth > 0
            && level > 0
            && keys.len() > LONG
        {
            let many = What::Many { count: keys.len(), first, last };
            let mut inputs = vec![Node { usage: Some(from[0].usage), what: many, inputs: Vec::new() }];
            let leaves = from.iter().filter(|input| named(&input.source).is_none());
            inputs.extend(leaves.map(|input| leaf(input.usage, &input.source)));
            return node(Told::Here, inputs);
        }
        self.told.insert(key);
        let inputs = from.iter().map(|input| match &input.source {
            Source::Figure(key) => match self.trace.get(key) {
                Some(figure) => self.figure(Some(input.usage), key, figure, level + 1),
                None => leaf(input.usage, &input.source),
            },
            source => leaf(input.usage, source),
        });
        let inputs = inputs.collect();
        node(Told::Here, inputs)
    }
}

fn leaf(usage: Use, source: &Source) -> Node<'_> {
    Node { usage: Some(usage), what: What::Leaf(source), inputs: Vec::new() }
}

fn named(source: &Source) -> Option<&str> {
    match source {
        Source::Figure(key) => Some(key),
        _ => None,
    }
}
