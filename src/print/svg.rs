//! SVG: a chart as text, for the web.

use std::fmt::Write as _;

use bidwright_document::charts::{Anchor, Drawing, Mark};
use bidwright_model::theme::Colour;

/// Writes a drawing as SVG. `words` say what it shows; `family` is the font it was measured in, where that is
/// installed, and without one the type of the page around it is taken.
#[must_use]
pub fn svg(drawing: &Drawing, words: &str, family: &str) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{}\"",
        escaped(words)
    );
    if !family.is_empty() {
        // A quote would end the name inside the list of families.
        let family = escaped(&family.replace(['\'', '\\', '"'], ""));
        write!(out, " font-family=\"'{family}', sans-serif\"").expect("written to a string");
    }
    out.push_str(">\n");
    for mark in &drawing.marks {
        write_mark(&mut out, mark).expect("written to a string");
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

fn write_mark(out: &mut String, mark: &Mark) -> std::fmt::Result {
    match mark {
        Mark::Fill { points, colour } => {
            write!(out, r#"<polygon points="{}" fill="{}"/>"#, places(points), hex(*colour))
        }
        Mark::Stroke { points, width, colour, dash } => {
            let (points, colour, width) = (places(points), hex(*colour), number(*width));
            write!(
                out,
                r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}""#
            )?;
            if let Some((on, off)) = dash {
                write!(out, r#" stroke-dasharray="{} {}""#, number(*on), number(*off))?;
                // A dash of no length with round ends is a dot.
                if *on <= 0.0 {
                    out.push_str(r#" stroke-linecap="round""#);
                }
            }
            out.push_str("/>");
            Ok(())
        }
        Mark::Text { x, y, text, size, strong, colour, anchor } => {
            let (x, y, size, colour) = (number(*x), number(*y), number(*size), hex(*colour));
            write!(out, r#"<text x="{x}" y="{y}" font-size="{size}" fill="{colour}""#)?;
            if *strong {
                out.push_str(r#" font-weight="600""#);
            }
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(r#" text-anchor="middle""#),
                Anchor::End => out.push_str(r#" text-anchor="end""#),
            }
            write!(out, ">{}</text>", escaped(text))
        }
    }
}

fn places(points: &[(f64, f64)]) -> String {
    let places: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    places.join(" ")
}

/// To 1/100, as short as it goes; adding zero turns a negative zero into zero.
fn number(value: f64) -> String {
    ((value * 100.0).round() / 100.0 + 0.0).to_string()
}

fn hex(Colour([r, g, b]): Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to write the others.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Colour = Colour([18, 82, 147]);

    fn one(mark: Mark) -> String {
        let drawing = Drawing { width: 100.0, height: 50.5, marks: vec![mark] };
        let svg = svg(&drawing, "a", "");
        svg.lines().nth(1).unwrap().to_owned()
    }

    fn text(text: &str, strong: bool, anchor: Anchor) -> String {
        one(Mark::Text { x: 1.0, y: 2.0, text: text.to_owned(), size: 9.0, strong, colour: INK, anchor })
    }

    #[test]
    fn a_drawing_says_what_it_shows() {
        let svg = svg(
            &Drawing { width: 100.0, height: 50.5, marks: Vec::new() },
            "70 % \"with\" & <30 %",
            "It's \"Sans\"",
        );
        assert!(svg.contains(r#"viewBox="0 0 100 50.5""#), "{svg}");
        assert!(svg.contains(r#"aria-label="70 % &quot;with&quot; &amp; &lt;30 %""#), "{svg}");
        assert!(svg.contains(r#"font-family="'Its Sans', sans-serif">"#), "{svg}");
    }

    #[test]
    fn an_outline_is_a_polygon() {
        let points = vec![(0.0, -0.001), (10.0, 0.0), (10.126, 3.0)];
        let svg = one(Mark::Fill { points, colour: INK });
        assert_eq!(svg, r##"<polygon points="0,0 10,0 10.13,3" fill="#125293"/>"##);
    }

    #[test]
    fn dots_are_round() {
        let dotted = |on| {
            one(Mark::Stroke {
                points: vec![(0.0, 1.0), (9.0, 1.0)],
                width: 0.5,
                colour: INK,
                dash: Some((on, 3.0)),
            })
        };
        assert!(dotted(0.0).ends_with(r#"stroke-dasharray="0 3" stroke-linecap="round"/>"#));
        assert!(dotted(2.0).ends_with(r#"stroke-dasharray="2 3"/>"#));
    }

    #[test]
    fn text_is_escaped_and_anchored() {
        assert_eq!(
            text("A & B", false, Anchor::Start),
            r##"<text x="1" y="2" font-size="9" fill="#125293">A &amp; B</text>"##
        );
        assert!(text("A", true, Anchor::End).contains(r#" font-weight="600" text-anchor="end">"#));
        assert!(text("A", false, Anchor::Middle).contains(r#" text-anchor="middle">"#));
    }
}
