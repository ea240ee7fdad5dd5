//! SVG drawings: parsed once here, and refused rather than printed with a part missing.

mod nesting;

use svg2pdf::usvg::{Error, ImageHrefResolver, Options, Tree, roxmltree};

use super::{LONGEST_SIDE, Unfit};

/// More elements than these are no drawing for a page.
const MOST_NODES: u32 = 400_000;
/// What would be left out without a word, and what to do about it.
const LOST: [(&str, &str); 5] = [
    ("text", "turn it into outlines"),
    ("image", "show it as a picture of its own"),
    ("feImage", "show it as a picture of its own"),
    ("filter", "draw without effects, or save it as PNG"),
    ("foreignObject", "save it as PNG"),
];

/// The drawing as a tree of shapes.
///
/// # Errors
///
/// If it is no SVG, holds what would not be printed, or refers to anything outside itself.
pub fn tree(text: &str) -> Result<Tree, Unfit> {
    nesting::check(text)?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES };
    let xml = roxmltree::Document::parse_with_options(text, options).map_err(|e| damaged(&e))?;
    look_through(&xml)?;
    let nowhere =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nowhere, ..Options::default() };
    Tree::from_xmltree(&xml, &options).map_err(|error| match error {
        Error::InvalidSize => Unfit::bad("the SVG has no size; give it `width` and `height` or a `viewBox`"),
        Error::ElementsLimitReached => Unfit::bad("the SVG unfolds into more than a million elements"),
        error => damaged(&error),
    })
}

/// Width and height in points: a pixel of CSS is three quarters of one.
pub(super) fn size(tree: &Tree) -> Result<(f64, f64), Unfit> {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    if width.max(height) > f64::from(LONGEST_SIDE) {
        return Err(Unfit::bad(format!("the SVG is more than {LONGEST_SIDE} pixels long")));
    }
    if width.min(height) < 0.01 {
        return Err(Unfit::bad("the SVG has no size; give it `width` and `height` or a `viewBox`"));
    }
    Ok((width * 0.75, height * 0.75))
}

fn damaged(error: &impl ToString) -> Unfit {
    Unfit::bad(format!("the SVG cannot be read: {}", error.to_string()))
}

/// Every element, in order.
fn look_through(xml: &roxmltree::Document<'_>) -> Result<(), Unfit> {
    if !xml.root_element().has_tag_name((SVG, "svg")) {
        return Err(Unfit::bad("it is no SVG: its outermost element is not `<svg>` of SVG's own namespace"));
    }
    xml.descendants().filter(roxmltree::Node::is_element).try_for_each(look_at)
}

const SVG: &str = "http://www.w3.org/2000/svg";

fn look_at(node: roxmltree::Node<'_, '_>) -> Result<(), Unfit> {
    let lost = LOST.iter().find(|(tag, _)| node.has_tag_name((SVG, *tag)));
    if let Some((tag, advice)) = lost {
        return Err(Unfit::bad(format!("the SVG holds `<{tag}>`; {advice}")));
    }
    // Where a link leads is no part of the drawing.
    let is_link = node.has_tag_name((SVG, "a"));
    let outside = node.attributes().any(|attribute| match attribute.name() {
        "href" => !is_link && !attribute.value().trim_start().starts_with('#'),
        _ => reaches_out(attribute.value()),
    });
    let style = node.has_tag_name((SVG, "style")).then(|| node.text()).flatten().unwrap_or_default();
    if outside || style.contains("@import") || reaches_out(style) {
        return Err(Unfit::bad("the SVG refers to something outside itself; draw it in"));
    }
    Ok(())
}

/// Whether a value of CSS names anything by `url()` that is not in the drawing.
fn reaches_out(value: &str) -> bool {
    value.match_indices("url(").any(|(at, open)| {
        let named = value[at + open.len()..].trim_start_matches([' ', '"', '\'', '\t', '\n']);
        !named.starts_with('#')
    })
}
