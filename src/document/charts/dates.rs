//! Names of the dated lines of a plan, placed so that no name meets another or a line.

use bidwright_base::geometry::Pt;

/// The name of a dated line: where the line is, what the name covers, and on which line of text.
pub(super) struct LineName {
    pub(super) x: Pt,
    pub(super) from: Pt,
    pub(super) to: Pt,
    pub(super) level: u8,
    pub(super) text: String,
}

impl LineName {
    /// A name at its line: to the right, or to the left if there it would leave the drawing.
    pub(super) fn new(x: Pt, text: &str, width: Pt, drawing: Pt) -> LineName {
        let room = x + width <= drawing;
        LineName {
            x,
            from: if room { x } else { x - width },
            to: if room { x + width } else { x },
            level: 0,
            text: text.to_owned(),
        }
    }

    fn left_of_line(&self) -> bool {
        self.from < self.x
    }
}

/// Gives each name the first line of text where it meets no other name and no dated line from above.
pub(super) fn arrange(mut names: Vec<LineName>) -> Vec<LineName> {
    // Names to the left of their line from the right, then the others from the left: so a line goes
    // down outside the names below it.
    names.sort_by(|a, b| {
        let key = |name: &LineName| {
            if name.left_of_line() { (0, -name.x) } else { (1, name.x) }
        };
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    for at in 1..names.len() {
        let (before, rest) = names.split_at_mut(at);
        let name = &mut rest[0];
        let meets = |level: u8| {
            before.iter().any(|other| {
                let beside = other.level == level && other.from < name.to && name.from < other.to;
                let above = other.level < level && name.from < other.x && other.x < name.to;
                beside || above
            })
        };
        let deepest = before.iter().map(|other| other.level).max().unwrap_or(0);
        name.level = (0..=deepest).find(|level| !meets(*level)).unwrap_or(deepest.saturating_add(1));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_meet_stand_under_each_other() {
        let names = [(10.0, "a"), (30.0, "b"), (200.0, "c")]
            .map(|(x, text)| LineName::new(Pt(x), text, Pt(50.0), Pt(300.0)));
        let levels: Vec<u8> = arrange(names.into()).iter().map(|name| name.level).collect();
        assert_eq!(levels, [0, 1, 0]);
    }

    #[test]
    fn at_the_right_edge_the_last_line_is_named_first() {
        let names =
            [(260.0, "a"), (280.0, "b")].map(|(x, text)| LineName::new(Pt(x), text, Pt(60.0), Pt(300.0)));
        let arranged = arrange(names.into());
        assert_eq!((arranged[0].text.as_str(), arranged[0].level), ("b", 0));
        assert_eq!((arranged[1].text.as_str(), arranged[1].level), ("a", 1));
    }
}
