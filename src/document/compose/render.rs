//! Runs templates: the one place that knows the template engine.
//!
//! What a template prints is escaped (see [`super::escape`]); there is no way around it, `safe`
//! included. A template reaches nothing but the view and the templates of its own run: names are
//! looked up in a map, never on a disk. It cannot run away either: output, turns of loops (see
//! [`super::ticks`]) and the numbers `range` hands out are limited.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, Value};

use super::escape::escape;
use super::figures::declared;
use super::figures::marks::{self, Printed};
use super::{faults, front, ticks};
use bidwright_base::diag::Diagnostic;
use bidwright_base::source::{FileId, Place};
use bidwright_model::book::Clause;

/// Most that one template prints, in bytes: a thousand pages.
const MOST_OUTPUT: usize = 4 << 20;
/// Most numbers that `range` hands out in one document.
const MOST_NUMBERS: u64 = 100_000;

/// Templates, parsed, with the view they see.
pub(super) struct Engine {
    tera: Tera,
    context: Context,
    view: Value,
    /// File of each template and the offset of its text there.
    origins: BTreeMap<String, Origin>,
}

/// Where a template was written.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    file: FileId,
    /// Where the text starts in the file; `None`: nobody knows, and its first line stands for all.
    offset: Option<usize>,
    /// What is parsed, marks and ticks included.
    pub(super) text: String,
    /// Where the ticks stand in it.
    ticks: Vec<usize>,
    /// Where the marks stand in it without its ticks.
    marks: Vec<usize>,
    /// Figures it declares: a clause in its front matter, a template in a comment.
    pub(super) declares: Vec<String>,
}

impl Origin {
    /// A text's origin; front matter is not part of it.
    pub(super) fn new(text: &str, file: FileId) -> Origin {
        let offset = front::body_start(text);
        Origin::marked(&text[offset..], Some(offset), file)
    }

    /// A clause's origin: what stands after its front matter, in the text of its file where that is known.
    pub(super) fn of_clause(clause: &Clause, file: Option<&str>) -> Origin {
        let offset = file.and_then(|text| text.rfind(&clause.body));
        let declares = clause.declares.clone();
        Origin { declares, ..Origin::marked(&clause.body, offset, clause.file) }
    }

    fn marked(template: &str, offset: Option<usize>, file: FileId) -> Origin {
        let (marked, marks) = marks::insert(template);
        let (text, ticks) = ticks::insert(&marked);
        Origin { file, offset, text, ticks, marks, declares: declared(template) }
    }

    /// The place of a stretch of the template.
    pub(super) fn place(&self, span: std::ops::Range<usize>) -> Place {
        let [start, end] =
            [span.start, span.end].map(|at| ticks::without(&self.marks, ticks::without(&self.ticks, at)));
        let span = self.offset.map_or(0..0, |offset| offset + start..offset + end);
        Place::new(self.file, span)
    }
}

impl Engine {
    /// Parses templates. They stand or fall together, for they name each other.
    pub(super) fn new(
        view: &impl Serialize,
        origins: BTreeMap<String, Origin>,
    ) -> Result<Engine, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.autoescape_on([""]);
        restrict(&mut tera);
        let texts = origins.iter().map(|(name, origin)| (name.as_str(), origin.text.as_str()));
        tera.add_raw_templates(texts).map_err(|error| every_fault(&error, &origins))?;
        let context = Context::from_serialize(view).expect("a view is a map of plain values");
        Ok(Engine { tera, context, view: Value::from_serializable(view), origins })
    }

    /// What templates see, as a map of plain values.
    pub(super) fn view(&self) -> &Value {
        &self.view
    }

    /// What a template prints: Markdown with its values escaped.
    pub(super) fn render(&self, name: &str) -> Result<Printed, Vec<Diagnostic>> {
        let mut out = Limited::default();
        match self.tera.render_to(name, &self.context, &mut out) {
            Ok(()) => Ok(Printed::new(&out.text())),
            Err(_) if out.full => Err(vec![too_large(self.origins[name].place(0..0))]),
            Err(error) => Err(faults::diagnostics(&error, &self.origins)),
        }
    }

    /// What a line of the front matter prints, as plain text.
    pub(super) fn line(&self, template: &str, place: Place) -> Result<Printed, Vec<Diagnostic>> {
        let mut out = Limited::default();
        let template = ticks::insert(&marks::insert(template).0).0;
        let result = self.tera.render_str_to(&template, &self.context, false, &mut out);
        match result {
            Ok(()) => Ok(Printed::new(&out.text()).trimmed()),
            Err(_) if out.full => Err(vec![too_large(place)]),
            Err(error) => Err(faults::in_line(&error, place)),
        }
    }

    /// Every template of the run, by name.
    pub(super) fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.origins.values()
    }

    /// The place where `text` is written in one of the templates, the first by name.
    pub(super) fn place_of(&self, text: &str) -> Option<Place> {
        self.origins.values().find_map(|origin| {
            let at = origin.text.find(text)?;
            Some(origin.place(at..at + text.len()))
        })
    }
}

/// The engine stops at the first template it cannot parse; we tell of all of them in one run.
fn every_fault(error: &Error, origins: &BTreeMap<String, Origin>) -> Vec<Diagnostic> {
    if !matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        return faults::diagnostics(error, origins);
    }
    let alone = |(name, origin): (&String, &Origin)| Tera::new().add_raw_template(name, &origin.text).err();
    origins
        .iter()
        .filter_map(alone)
        .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
        .flat_map(|error| faults::diagnostics(&error, origins))
        .collect()
}

fn too_large(place: Place) -> Diagnostic {
    Diagnostic::error(
        "template-too-large",
        format!("the template prints more than {} MiB, or its loops turn as often", MOST_OUTPUT >> 20),
    )
    .at(place)
    .hint("look for a loop inside a loop")
}

/// Takes away what would print values unescaped, and bounds what could run for ever.
fn restrict(tera: &mut Tera) {
    let refuse = |_: Value, _: Kwargs, _: &State<'_>| -> Result<String, Error> {
        Err(Error::message(
            "there is no filter `safe`: every value is printed as it is, Markdown in it included",
        ))
    };
    tera.register_filter("safe", refuse);
    let given = AtomicU64::new(0);
    tera.register_function("range", move |args: Kwargs, _: &State<'_>| {
        let start = args.get::<i64>("start")?.unwrap_or_default();
        let end = args.must_get::<i64>("end")?;
        let step = args.get::<i64>("step_by")?.unwrap_or(1);
        let step = usize::try_from(step).ok().filter(|step| *step > 0);
        let Some(step) = step else {
            return Err(Error::message("`step_by` is at least 1"));
        };
        let numbers = (start..end).step_by(step);
        let more = u64::try_from(numbers.size_hint().0).unwrap_or(u64::MAX);
        let before = given.fetch_add(more.min(MOST_NUMBERS + 1), Ordering::Relaxed);
        if before.saturating_add(more) > MOST_NUMBERS {
            return Err(Error::message(format!(
                "`range` gives at most {MOST_NUMBERS} numbers in one document"
            )));
        }
        Ok(numbers.collect::<Vec<i64>>())
    });
}

/// Takes text up to a limit.
#[derive(Default)]
struct Limited {
    bytes: Vec<u8>,
    full: bool,
}

impl Limited {
    /// With its marks and ticks.
    fn text(self) -> String {
        String::from_utf8(self.bytes).expect("templates and values are text")
    }
}

impl Write for Limited {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > MOST_OUTPUT {
            self.full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
