//! The derivation of a figure as a tree: every input in turn, as deep as asked for.

use std::collections::BTreeSet;

use bidwright_base::derivation::{Source, Use};
use bidwright_review::explain::{ExplainedFigures, Figure};

/// More inputs than this are listed one by one for the figure asked for only.
const LONG: usize = 12;

/// A figure or a leaf, with what goes into it.
///
/// ```
/// use bidwright_base::derivation::Use;
/// use bidwright_service::explain::{Inputs, What, explain, tree};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let explained = explain(&store, "deal.toml", Some("totals.net")).result.expect("a deal without errors");
/// // Down to one level: the net price is the price less the discount, whose own inputs are deeper.
/// let net = tree(&explained.figures, "totals.net", 1).expect("a figure of every price");
/// assert!(matches!(net.what, What::Figure { inputs: Inputs::Here, .. }));
/// let [price, discount] = &net.inputs[..] else { panic!("two inputs") };
/// assert_eq!((price.usage, discount.usage), (Some(Use::Plus), Some(Use::Minus)));
/// assert!(matches!(price.what, What::Figure { key: "totals.price", inputs: Inputs::Deeper, .. }));
/// ```
#[derive(Debug, Clone)]
pub struct Node<'t> {
    /// What it does to the figure above it; `None` for the one asked for.
    pub usage: Option<Use>,
    /// The figure, leaf or list.
    pub what: What<'t>,
    /// What goes into it, in order.
    pub inputs: Vec<Node<'t>>,
}

/// The content of a node.
#[derive(Debug, Clone)]
pub enum What<'t> {
    /// A figure.
    Figure {
        /// Its key.
        key: &'t str,
        /// What it is and comes to.
        figure: &'t Figure,
        /// Where its inputs are.
        inputs: Inputs,
    },
    /// What somebody wrote, simulated or assumed.
    Leaf(&'t Source),
    /// A long list of figures.
    Many {
        /// How many.
        count: usize,
        /// The key of the first.
        first: &'t str,
        /// The key of the last.
        last: &'t str,
    },
}

/// Where the inputs of a figure are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inputs {
    /// Below it.
    Here,
    /// Where the figure came first.
    Above,
    /// Deeper than asked for.
    Deeper,
}

/// The tree of a figure down to a depth; 0: the whole tree, long lists included. `None` where there is no such
/// figure.
///
/// ```
/// use bidwright_service::explain::{explain, tree};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let explained = explain(&store, "deal.toml", Some("totals.net")).result.expect("a deal without errors");
/// let whole = tree(&explained.figures, "totals.net", 0).expect("a figure of every price");
/// assert!(whole.inputs.iter().any(|input| !input.inputs.is_empty()), "down to what people wrote");
/// assert!(tree(&explained.figures, "totals.nett", 0).is_none());
/// ```
#[must_use]
pub fn tree<'t>(figures: &'t ExplainedFigures, key: &'t str, depth: usize) -> Option<Node<'t>> {
    let mut walk = Walk { figures, depth, expanded: BTreeSet::new() };
    figures.get(key).map(|figure| walk.figure(None, key, figure, 0))
}

struct Walk<'t> {
    figures: &'t ExplainedFigures,
    depth: usize,
    /// Figures whose inputs are listed already.
    expanded: BTreeSet<&'t str>,
}

impl<'t> Walk<'t> {
    fn figure(&mut self, usage: Option<Use>, key: &'t str, figure: &'t Figure, level: usize) -> Node<'t> {
        let node = |place, inputs| Node { usage, what: What::Figure { key, figure, inputs: place }, inputs };
        let from = &figure.from.inputs;
        if from.is_empty() {
            return node(Inputs::Here, Vec::new());
        }
        if self.expanded.contains(key) {
            return node(Inputs::Above, Vec::new());
        }
        if self.depth > 0 && level >= self.depth {
            return node(Inputs::Deeper, Vec::new());
        }
        let keys: Vec<&'t str> = from.iter().filter_map(|input| key_of(&input.source)).collect();
        if let [first, .., last] = keys.as_slice()
            && self.depth > 0
            && level > 0
            && keys.len() > LONG
        {
            let many = What::Many { count: keys.len(), first, last };
            let mut inputs = vec![Node { usage: Some(from[0].usage), what: many, inputs: Vec::new() }];
            let leaves = from.iter().filter(|input| key_of(&input.source).is_none());
            inputs.extend(leaves.map(|input| leaf(input.usage, &input.source)));
            return node(Inputs::Here, inputs);
        }
        self.expanded.insert(key);
        let inputs = from.iter().map(|input| match &input.source {
            Source::Figure(key) => match self.figures.get(key) {
                Some(figure) => self.figure(Some(input.usage), key, figure, level + 1),
                None => leaf(input.usage, &input.source),
            },
            source => leaf(input.usage, source),
        });
        let inputs = inputs.collect();
        node(Inputs::Here, inputs)
    }
}

fn leaf(usage: Use, source: &Source) -> Node<'_> {
    Node { usage: Some(usage), what: What::Leaf(source), inputs: Vec::new() }
}

fn key_of(source: &Source) -> Option<&str> {
    match source {
        Source::Figure(key) => Some(key),
        _ => None,
    }
}
