//! SVG drawings: parsed once here, and refused rather than printed with a part missing.

mod nesting;

use svg2pdf::usvg::{Error, ImageHrefResolver, Options, Tree, roxmltree};

use super::{ImageError, LONGEST_SIDE};
use bidwright_base::geometry::{Pt, Size};

/// More elements than these are no drawing for a page.
const MOST_NODES: u32 = 400_000;
/// What would be left out without a word, and what to do about it.
const UNSUPPORTED: [(&str, &str); 5] = [
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
/// If it is not SVG, holds what cannot be printed, or refers to anything outside itself.
pub fn tree(text: &str) -> Result<Tree, ImageError> {
    nesting::validate(text)?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES };
    let xml = roxmltree::Document::parse_with_options(text, options).map_err(|e| damaged(&e))?;
    validate(&xml)?;
    let nowhere =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nowhere, ..Options::default() };
    Tree::from_xmltree(&xml, &options).map_err(|error| match error {
        Error::InvalidSize => no_size(),
        Error::ElementsLimitReached => ImageError::bad("the SVG unfolds into more than a million elements"),
        error => damaged(&error),
    })
}

/// How large it prints: a pixel of CSS is three quarters of a point.
pub(super) fn size(tree: &Tree) -> Result<Size, ImageError> {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    if width.max(height) > f64::from(LONGEST_SIDE) {
        return Err(ImageError::bad(format!("the SVG is more than {LONGEST_SIDE} pixels long")));
    }
    if width.min(height) < 0.01 {
        return Err(no_size());
    }
    Ok(Size::new(Pt(width * 0.75), Pt(height * 0.75)))
}

fn no_size() -> ImageError {
    ImageError::bad("the SVG has no size; give it `width` and `height` or a `viewBox`")
}

/// Whether a length is one by itself: a share, as in `100%`, and a multiple of letters, as in `2em`, are of something
/// that no page has.
fn is_length(value: &str) -> bool {
    let value = value.trim();
    let number = UNITS.iter().find_map(|unit| value.strip_suffix(unit)).unwrap_or(value);
    number.parse().is_ok_and(|number: f64| number > 0.0 && number.is_finite())
}

const UNITS: [&str; 6] = ["px", "pt", "pc", "mm", "cm", "in"];

/// Whether a `viewBox` is four numbers around an area.
fn has_area(value: &str) -> bool {
    let parts = value.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty());
    let numbers: Option<Vec<f64>> = parts.map(|part| part.parse().ok()).collect();
    matches!(numbers.as_deref(), Some([_, _, width, height]) if *width > 0.0 && *height > 0.0)
}

fn damaged(error: &impl ToString) -> ImageError {
    ImageError::bad(format!("the SVG cannot be read: {}", error.to_string()))
}

/// Every element, in order.
fn validate(xml: &roxmltree::Document<'_>) -> Result<(), ImageError> {
    if !xml.root_element().has_tag_name((SVG, "svg")) {
        return Err(ImageError::bad(
            "it is no SVG: its outermost element is not `<svg>` of SVG's own namespace",
        ));
    }
    // Without either a reader makes one up, and another reader another.
    let attribute = |name: &str| xml.root_element().attribute(name);
    let has = |name: &str| attribute(name).is_some_and(is_length);
    if !(attribute("viewBox").is_some_and(has_area) || has("width") && has("height")) {
        return Err(no_size());
    }
    xml.descendants().filter(roxmltree::Node::is_element).try_for_each(validate_element)
}

const SVG: &str = "http://www.w3.org/2000/svg";

fn validate_element(node: roxmltree::Node<'_, '_>) -> Result<(), ImageError> {
    let unsupported = UNSUPPORTED.iter().find(|(tag, _)| node.has_tag_name((SVG, *tag)));
    if let Some((tag, advice)) = unsupported {
        return Err(ImageError::bad(format!("the SVG holds `<{tag}>`; {advice}")));
    }
    // Where a link leads is no part of the drawing.
    let is_link = node.has_tag_name((SVG, "a"));
    let outside = node.attributes().any(|attribute| match attribute.name() {
        "href" => !is_link && !attribute.value().trim_start().starts_with('#'),
        _ => refers_outside(attribute.value()),
    });
    let style = node.has_tag_name((SVG, "style")).then(|| node.text()).flatten().unwrap_or_default();
    if outside || style.contains("@import") || refers_outside(style) {
        return Err(ImageError::bad("the SVG refers to something outside itself; draw it in"));
    }
    Ok(())
}

/// Whether a value of CSS names anything by `url()` that is not in the drawing.
fn refers_outside(value: &str) -> bool {
    value.match_indices("url(").any(|(at, open)| {
        let named = value[at + open.len()..].trim_start_matches([' ', '"', '\'', '\t', '\n']);
        !named.starts_with('#')
    })
}
