//! SVG: a chart as text, for the web.

use std::fmt::Write as _;

use bidwright_base::geometry::{Point, Pt};
use bidwright_document::charts::{Anchor, Drawing, Mark};
use bidwright_model::theme::Colour;

/// Writes a drawing as SVG. `words` describe it; `family` is the font it was measured in, where that is
/// installed, and without one the type of the page around it is taken.
#[must_use]
pub fn svg(drawing: &Drawing, words: &str, family: &str) -> String {
    let (width, height) = (number(drawing.size.width), number(drawing.size.height));
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
                if *on <= Pt::ZERO {
                    out.push_str(r#" stroke-linecap="round""#);
                }
            }
            out.push_str("/>");
            Ok(())
        }
        Mark::Text { at, text, size, strong, colour, anchor } => {
            let (x, y, size, colour) = (number(at.x), number(at.y), number(*size), hex(*colour));
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

fn places(points: &[Point]) -> String {
    let place = |point: &Point| format!("{},{}", number(point.x), number(point.y));
    let places: Vec<String> = points.iter().map(place).collect();
    places.join(" ")
}

/// To 1/100, as short as it goes; adding zero turns a negative zero into zero.
fn number(Pt(value): Pt) -> String {
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
    use bidwright_base::geometry::Size;

    const SIZE: Size = Size::new(Pt(100.0), Pt(50.5));
    const INK: Colour = Colour([18, 82, 147]);

    fn one(mark: Mark) -> String {
        let drawing = Drawing { size: SIZE, marks: vec![mark] };
        let svg = svg(&drawing, "a", "");
        svg.lines().nth(1).unwrap().to_owned()
    }

    fn text(text: &str, strong: bool, anchor: Anchor) -> String {
        one(Mark::Text {
            at: Point::new(Pt(1.0), Pt(2.0)),
            text: text.to_owned(),
            size: Pt(9.0),
            strong,
            colour: INK,
            anchor,
        })
    }

    #[test]
    fn a_drawing_has_its_description() {
        let svg = svg(&Drawing { size: SIZE, marks: Vec::new() }, "70 % \"with\" & <30 %", "It's \"Sans\"");
        assert!(svg.contains(r#"viewBox="0 0 100 50.5""#), "{svg}");
        assert!(svg.contains(r#"aria-label="70 % &quot;with&quot; &amp; &lt;30 %""#), "{svg}");
        assert!(svg.contains(r#"font-family="'Its Sans', sans-serif">"#), "{svg}");
    }

    #[test]
    fn an_outline_is_a_polygon() {
        let points =
            [(0.0, -0.001), (10.0, 0.0), (10.126, 3.0)].map(|(x, y)| Point::new(Pt(x), Pt(y))).into();
        let svg = one(Mark::Fill { points, colour: INK });
        assert_eq!(svg, r##"<polygon points="0,0 10,0 10.13,3" fill="#125293"/>"##);
    }

    #[test]
    fn dots_are_round() {
        let dotted = |on| {
            one(Mark::Stroke {
                points: [0.0, 9.0].map(|x| Point::new(Pt(x), Pt(1.0))).into(),
                width: Pt(0.5),
                colour: INK,
                dash: Some((Pt(on), Pt(3.0))),
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
