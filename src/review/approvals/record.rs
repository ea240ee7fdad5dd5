//! One record of a log: who submitted the deal, who approved what, or what was issued.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;

use super::bound::Bound;
use super::text::{Bad, Lines, quoted};
use super::verify::Entry;
use crate::material::Touch;
use bidwright_base::digest::sha256;

/// A record of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// From 1.
    pub number: u32,
    /// What was recorded.
    pub draft: Draft,
    /// SHA-256 of the record before; of the first, of the heading of the log.
    pub(super) previous: String,
    pub(super) signature: String,
    /// Its span in the text it was read from.
    pub(super) span: Range<usize>,
}

/// What is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The deal's number.
    pub deal: String,
    /// Its revision.
    pub revision: u32,
    /// The day it was done, by whoever did it.
    pub date: Date,
    /// Who did it.
    pub name: String,
    /// The day it was recorded, if that is not the day it is said to have been done.
    pub recorded: Option<Date>,
    /// SHA-256 of the material fields.
    pub hash: String,
    /// What the documents were; `None` in records of before that was bound.
    pub bound: Option<Bound>,
    /// What was done.
    pub act: Act,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Somebody said that the deal is theirs as it stands, and put it to those who approve.
    Submission(Submission),
    /// Rules were approved.
    Approval(Approval),
    /// Final documents were made: every file with its SHA-256.
    Issue(Vec<IssuedFile>),
}

/// What was submitted, beside what every record binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// A note for those who approve; may be empty.
    pub note: String,
    /// SHA-256 of each group of material fields, so that it can be said what has changed since.
    pub groups: BTreeMap<Touch, String>,
}

/// What was approved, as whom, and until when that is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The role the rules require.
    pub role: String,
    /// The approver's note; may be empty.
    pub note: String,
    /// The last day it is valid.
    pub expires: Date,
    /// The rules.
    pub approved: Vec<Approved>,
}

/// A rule as it was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Its id.
    pub rule: String,
    /// Its message.
    pub message: String,
    /// The figures it read, each a field and its value.
    pub figures: Vec<String>,
    /// SHA-256 of what the rule was.
    pub(crate) definition: String,
    /// SHA-256 of each group of material fields it depends on.
    pub groups: BTreeMap<Touch, String>,
}

/// A file that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedFile {
    /// Its name, without a folder; of one that is sent along, its path beside the deal.
    pub name: String,
    /// Of its bytes.
    pub sha256: String,
}

impl Draft {
    /// All of a record that is signed: everything but the signature.
    pub(super) fn body(&self, number: u32, previous: &str) -> String {
        let mut out = String::new();
        let mut row = |key: &str, value: &str| {
            let _infallible = writeln!(out, "{key} = {value}");
        };
        row("number", &number.to_string());
        row("kind", &quoted(Kind::of(&self.act).word()));
        row("deal", &quoted(&self.deal));
        row("revision", &self.revision.to_string());
        row("date", &self.date.to_string());
        if let Some(recorded) = self.recorded {
            row("recorded", &recorded.to_string());
        }
        row("name", &quoted(&self.name));
        if let Act::Approval(approval) = &self.act {
            row("role", &quoted(&approval.role));
            row("expires", &approval.expires.to_string());
            row("note", &quoted(&approval.note));
        }
        if let Act::Submission(submission) = &self.act {
            row("note", &quoted(&submission.note));
        }
        row("hash", &quoted(&self.hash));
        let parts: String = match &self.act {
            Act::Submission(submission) => groups_text(&submission.groups),
            Act::Approval(approval) => approval.approved.iter().map(Approved::text).collect(),
            Act::Issue(files) => files.iter().map(IssuedFile::text).collect(),
        };
        let bound = self.bound.as_ref().map_or(String::new(), Bound::text);
        format!("[[record]]\n{out}{parts}{bound}\n[record.signed]\nprevious = {}\n", quoted(previous))
    }
}

impl Approved {
    fn text(&self) -> String {
        let figures: String = self.figures.iter().map(|figure| format!("  {},\n", quoted(figure))).collect();
        let groups = groups_text(&self.groups);
        let Approved { rule, message, definition, .. } = self;
        let (rule, message, definition) = (quoted(rule), quoted(message), quoted(definition));
        format!(
            "\n[[record.approved]]\nrule = {rule}\nsaid = {message}\nfigures = [\n{figures}]\n\
             definition = {definition}\n{groups}"
        )
    }

    fn read(lines: &mut Lines<'_>) -> Result<Approved, Bad> {
        lines.line("[[record.approved]]")?;
        Ok(Approved {
            rule: lines.text("rule")?,
            message: lines.text("said")?,
            figures: lines.texts("figures")?,
            definition: lines.hex("definition", 64)?,
            groups: read_groups(lines)?,
        })
    }
}

fn groups_text(groups: &BTreeMap<Touch, String>) -> String {
    groups.iter().map(|(touch, digest)| format!("{} = {}\n", touch.word(), quoted(digest))).collect()
}

fn read_groups(lines: &mut Lines<'_>) -> Result<BTreeMap<Touch, String>, Bad> {
    let mut groups = BTreeMap::new();
    for touch in Touch::ALL {
        if lines.has(touch.word()) {
            groups.insert(touch, lines.hex(touch.word(), 64)?);
        }
    }
    Ok(groups)
}

impl IssuedFile {
    fn text(&self) -> String {
        format!("\n[[record.file]]\nname = {}\nsha256 = {}\n", quoted(&self.name), quoted(&self.sha256))
    }

    fn read(lines: &mut Lines<'_>) -> Result<IssuedFile, Bad> {
        lines.line("[[record.file]]")?;
        Ok(IssuedFile { name: lines.text("name")?, sha256: lines.hex("sha256", 64)? })
    }
}

impl Record {
    /// All of it.
    pub(super) fn text(&self) -> String {
        format!("{}signature = {}\n", self.body(), quoted(&self.signature))
    }

    /// The submission, if it is one.
    #[must_use]
    pub fn submission(&self) -> Option<&Submission> {
        match &self.draft.act {
            Act::Submission(submission) => Some(submission),
            Act::Approval(_) | Act::Issue(_) => None,
        }
    }

    /// The approval, if it is one.
    #[must_use]
    pub fn approval(&self) -> Option<&Approval> {
        match &self.draft.act {
            Act::Approval(approval) => Some(approval),
            Act::Submission(_) | Act::Issue(_) => None,
        }
    }

    /// The files, if something was issued.
    #[must_use]
    pub fn issued(&self) -> Option<&[IssuedFile]> {
        match &self.draft.act {
            Act::Submission(_) | Act::Approval(_) => None,
            Act::Issue(files) => Some(files),
        }
    }

    /// Whether a document of this name was issued.
    pub(super) fn has_document(&self, name: &str) -> bool {
        let is_of =
            |file: &IssuedFile| file.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        self.issued().is_some_and(|files| files.iter().any(is_of))
    }

    /// Reads one, up to the blank line after it.
    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Record, Bad> {
        let start = lines.at();
        lines.line("[[record]]")?;
        let number = lines.number("number")?;
        let kind = lines.parsed("kind", |kind| Kind::ALL.into_iter().find(|known| known.word() == kind))?;
        let deal = lines.text("deal")?;
        let revision = lines.number("revision")?;
        let date = lines.date("date")?;
        let recorded = if lines.has("recorded") { Some(lines.date("recorded")?) } else { None };
        let name = lines.text("name")?;
        let mut act = match kind {
            Kind::Submission => {
                Act::Submission(Submission { note: lines.text("note")?, groups: BTreeMap::new() })
            }
            Kind::Approval => Act::Approval(Approval {
                role: lines.text("role")?,
                expires: lines.date("expires")?,
                note: lines.text("note")?,
                approved: Vec::new(),
            }),
            Kind::Issue => Act::Issue(Vec::new()),
        };
        let hash = lines.hex("hash", 64)?;
        if let Act::Submission(submission) = &mut act {
            submission.groups = read_groups(lines)?;
        }
        lines.line("")?;
        let mut bound = None;
        while !lines.is_next("[record.signed]") {
            match &mut act {
                // What is bound comes last.
                _ if bound.is_some() => lines.line("[record.signed]")?,
                _ if lines.is_next("[record.bound]") => bound = Some(Bound::read(lines)?),
                Act::Submission(_) => lines.line("[record.bound]")?,
                Act::Approval(approval) => approval.approved.push(Approved::read(lines)?),
                Act::Issue(files) => files.push(IssuedFile::read(lines)?),
            }
            lines.line("")?;
        }
        lines.line("[record.signed]")?;
        let previous = lines.hex("previous", 64)?;
        let signature = lines.hex("signature", 128)?;
        let draft = Draft { deal, revision, date, name, recorded, hash, bound, act };
        Ok(Record { number, draft, previous, signature, span: start..lines.at() })
    }
}

/// The kind of a record, as it says.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Submission,
    Approval,
    Issue,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Submission, Kind::Approval, Kind::Issue];

    fn of(act: &Act) -> Kind {
        match act {
            Act::Submission(_) => Kind::Submission,
            Act::Approval(_) => Kind::Approval,
            Act::Issue(_) => Kind::Issue,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Kind::Submission => "submitted",
            Kind::Approval => "approval",
            Kind::Issue => "issued",
        }
    }
}

impl Entry for Record {
    fn number(&self) -> u32 {
        self.number
    }

    fn date(&self) -> Date {
        self.draft.date
    }

    fn name(&self) -> &str {
        &self.draft.name
    }

    fn body(&self) -> String {
        self.draft.body(self.number, &self.previous)
    }

    fn signature(&self) -> &str {
        &self.signature
    }

    fn previous(&self) -> &str {
        &self.previous
    }

    fn digest(&self) -> String {
        sha256(self.text().as_bytes())
    }

    fn span(&self) -> &Range<usize> {
        &self.span
    }
}
