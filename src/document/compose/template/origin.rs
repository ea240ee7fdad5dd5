//! Where a template was written: the way from what the engine parses back to the file.

use std::ops::Range;

use super::{front, marks, tags, ticks};
use bidwright_base::source::{FileId, Place};
use bidwright_model::book::Clause;

/// A template as it is parsed, and its file.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    file: FileId,
    /// Where the text starts in the file; `None`: unknown, and its first line stands for all.
    offset: Option<usize>,
    /// What is parsed, marks and ticks included.
    pub(crate) text: String,
    /// Where the ticks stand in it.
    ticks: Vec<usize>,
    /// Where the marks stand in it without its ticks.
    marks: Vec<usize>,
    /// Figures it declares: a clause in its front matter, a template in a comment.
    pub(crate) declares: Vec<String>,
}

impl Origin {
    /// A text's origin; front matter is not part of it.
    pub(crate) fn new(text: &str, file: FileId) -> Origin {
        let offset = front::body_start(text);
        Origin::marked(&text[offset..], Some(offset), file)
    }

    /// A clause's origin: what stands after its front matter, in the text of its file where that is known.
    pub(crate) fn of_clause(clause: &Clause, file: Option<&str>) -> Origin {
        let offset = file.and_then(|text| text.rfind(&clause.body));
        let declares = clause.declares.clone();
        Origin { declares, ..Origin::marked(&clause.body, offset, clause.file) }
    }

    fn marked(template: &str, offset: Option<usize>, file: FileId) -> Origin {
        let (marked, marks) = marks::insert(template);
        let (text, ticks) = ticks::insert(&marked);
        Origin { file, offset, text, ticks, marks, declares: tags::declared(template) }
    }

    /// The place of a stretch of the template.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        let [start, end] =
            [span.start, span.end].map(|at| ticks::without(&self.marks, ticks::without(&self.ticks, at)));
        let span = self.offset.map_or(0..0, |offset| offset + start..offset + end);
        Place::new(self.file, span)
    }
}
