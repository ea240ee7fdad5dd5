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
use super::marks::{self, Printed};
use super::origin::Origin;
use super::{faults, ticks};
use crate::compose::own_words::Lookup;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::Place;

/// Most that one template prints, in bytes: a thousand pages.
const MOST_OUTPUT: usize = 4 << 20;
/// Most numbers that `range` hands out in one document.
const MOST_NUMBERS: u64 = 100_000;

/// Templates, parsed, with the view they see.
pub(crate) struct Engine {
    tera: Tera,
    context: Context,
    view: Value,
    /// Which texts of the view are somebody's own words.
    own: Lookup,
    /// File of each template and the offset of its text there.
    origins: BTreeMap<String, Origin>,
}

impl Engine {
    /// Parses templates. They stand or fall together, for they name each other.
    pub(crate) fn new(
        view: &impl Serialize,
        origins: BTreeMap<String, Origin>,
    ) -> Result<Engine, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.autoescape_on([""]);
        restrict(&mut tera);
        let texts = origins.iter().map(|(name, origin)| (name.as_str(), origin.text.as_str()));
        tera.add_raw_templates(texts).map_err(|error| every_fault(&error, &origins))?;
        let mut view = serde_json::to_value(view).expect("a view is a map of plain values");
        let own = Lookup::take(&mut view);
        let context = Context::from_serialize(&view).expect("a view is a map of plain values");
        Ok(Engine { tera, context, view: Value::from_serializable(&view), own, origins })
    }

    /// What templates see, as a map of plain values.
    pub(crate) fn view(&self) -> &Value {
        &self.view
    }

    /// What a template prints: Markdown with its values escaped.
    pub(crate) fn render(&self, name: &str) -> Result<Printed, Vec<Diagnostic>> {
        let mut out = Limited::default();
        match self.tera.render_to(name, &self.context, &mut out) {
            Ok(()) => Ok(Printed::new(&out.text(), &self.own, true)),
            Err(_) if out.full => Err(vec![too_large(self.origins[name].place(0..0))]),
            Err(error) => Err(faults::diagnostics(&error, &self.origins)),
        }
    }

    /// What a line of the front matter prints, as plain text.
    pub(crate) fn line(&self, template: &str, place: Place) -> Result<Printed, Vec<Diagnostic>> {
        let mut out = Limited::default();
        let template = ticks::insert(&marks::insert(template).0).0;
        let result = self.tera.render_str_to(&template, &self.context, false, &mut out);
        match result {
            Ok(()) => Ok(Printed::new(&out.text(), &self.own, false).trimmed()),
            Err(_) if out.full => Err(vec![too_large(place)]),
            Err(error) => Err(faults::in_line(&error, place)),
        }
    }

    /// Every template of the run, by name.
    pub(crate) fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.origins.values()
    }

    /// The place where `text` is written in one of the templates, the first by name.
    pub(crate) fn place_of(&self, text: &str) -> Option<Place> {
        self.origins.values().find_map(|origin| {
            let at = origin.text.find(text)?;
            Some(origin.place(at..at + text.len()))
        })
    }
}

/// The engine stops at the first template it cannot parse; all of them are reported in one run.
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
        Code::TemplateTooLarge,
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
