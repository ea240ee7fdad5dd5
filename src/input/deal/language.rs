//! Whether every word of the customer's documents exists in the deal's language: a page half in one language and
//! half in another is worse than none.
//!
//! Built-in texts are English. A text of the workspace is taken for one in the language of its deals.

use crate::library::{RATES, with_id};
use crate::project::Project;
use crate::read::FindingSink;
use crate::shared::{LibraryChoice, SelectedLibrary};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::{FileId, Layer};
use bidwright_base::words;
use bidwright_model::book::Clause;
use bidwright_model::deal::Deal;

/// Languages in which the words of tables, dates and amounts exist.
const WITH_MESSAGES: [&str; 2] = ["en", "de"];
/// Where the templates of customers' documents stand.
const DOCUMENTS: &str = "templates/documents/";
/// Most names that a message lists one by one.
const MOST_NAMES: usize = 4;

/// Says what has no words in the deal's language.
pub(super) fn check(
    project: &Project,
    deal: &Deal,
    library: &SelectedLibrary,
    choice: &LibraryChoice,
    sink: &FindingSink,
) {
    let language = &deal.head.language;
    let spoken = language.split('-').next().unwrap_or_default().to_lowercase();
    if spoken == "en" {
        return;
    }
    let texts = Texts { project, language: language.to_lowercase(), spoken: &spoken };
    let missing = if WITH_MESSAGES.contains(&spoken.as_str()) {
        texts.missing(deal, library, choice)
    } else {
        vec!["the words of tables, dates and amounts".to_owned()]
    };
    if missing.is_empty() {
        return;
    }
    let message =
        format!("not every word of the documents exists in `{}`: {} not", **language, are(&missing));
    sink.push(
        Diagnostic::error(Code::LanguageWithoutTexts, message).at(language.place).hint(
            "write the offer in English (`language = \"en-GB\"`), or put texts in this language into the workspace, \
             under the names of the built-in ones",
        ),
    );
}

/// "the template `sow` does", "the templates and the clauses do".
fn are(missing: &[String]) -> String {
    let plural = |one: &String| one.split_whitespace().nth(1).is_some_and(|noun| noun.ends_with('s'));
    let several = missing.len() > 1 || missing.iter().any(plural);
    format!("{} {}", words::list(missing), if several { "do" } else { "does" })
}

/// "template" of one, "templates" of several.
fn noun(names: &[String], one: &str) -> String {
    if names.len() == 1 { one.to_owned() } else { format!("{one}s") }
}

/// The files of a run, and the language asked for.
struct Texts<'p> {
    project: &'p Project,
    language: String,
    spoken: &'p str,
}

impl Texts<'_> {
    fn missing(&self, deal: &Deal, library: &SelectedLibrary, choice: &LibraryChoice) -> Vec<String> {
        let mut missing = Vec::new();
        let mut has_clauses = false;
        let mut templates = Vec::new();
        for document in self.documents() {
            // Without stakes there is no case to put on one page.
            if document == "one-page" && deal.stakes.is_none() {
                continue;
            }
            let files = self.files_of(&document);
            has_clauses |= files.iter().any(|file| self.text(*file).contains("```clauses"));
            if files.iter().any(|file| self.is_built_in(*file)) {
                templates.push(format!("`{document}`"));
            }
        }
        if !templates.is_empty() {
            missing.push(format!("the {} {}", noun(&templates, "template"), words::list(&templates)));
        }
        let clauses: Vec<String> = library
            .clauses
            .values()
            .filter(|clause| has_clauses && self.is_built_in(clause.file) && may_stand(clause, deal))
            .map(|clause| format!("`{}`", clause.id))
            .collect();
        if !clauses.is_empty() {
            missing.push(format!("the {} {}", noun(&clauses, "clause"), some(&clauses)));
        }
        if library.methodology.as_ref().is_some_and(|methodology| self.is_built_in(methodology.file)) {
            missing.push(format!("the methodology `{}`", *choice.methodology));
        }
        if with_id(self.project, &RATES, &choice.rates).iter().any(|file| self.is_built_in(*file)) {
            missing.push(format!("the titles of roles in `{}`", *choice.rates));
        }
        missing
    }

    /// Every document a customer may get: the folders with a `main.md`.
    fn documents(&self) -> Vec<String> {
        let all = self.project.below(DOCUMENTS).filter_map(|(path, _)| {
            let folder = path.strip_prefix(DOCUMENTS)?.strip_suffix("/main.md")?;
            folder.split('/').next().map(str::to_owned)
        });
        words::unique(all)
    }

    /// The files a document is made from: those of the folder that its language has, or else its own, with all that
    /// its main file includes by name.
    fn files_of(&self, document: &str) -> Vec<FileId> {
        let folders = [
            format!("{document}/{}", self.language),
            format!("{document}/{}", self.spoken),
            document.to_owned(),
        ];
        let main =
            folders.iter().find_map(|folder| self.project.find(&format!("{DOCUMENTS}{folder}/main.md")));
        let mut files: Vec<FileId> = main.into_iter().collect();
        let mut at = 0;
        while at < files.len() {
            let text = self.text(files[at]);
            let included = self.project.below(DOCUMENTS).filter(|(path, _)| {
                let name = path.strip_prefix(DOCUMENTS).unwrap_or(path);
                text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
            });
            let included: Vec<FileId> =
                included.map(|(_, file)| file).filter(|file| !files.contains(file)).collect();
            files.extend(included);
            at += 1;
        }
        files
    }

    fn text(&self, file: FileId) -> &str {
        &self.project.sources[file].text
    }

    fn is_built_in(&self, file: FileId) -> bool {
        self.project.sources[file].layer == Layer::BuiltIn
    }
}

/// Whether a clause may be part of the deal's contract.
fn may_stand(clause: &Clause, deal: &Deal) -> bool {
    let named =
        |list: &[bidwright_base::source::Placed<String>]| list.iter().any(|name| name.value == clause.id);
    let chosen = &deal.clauses;
    clause.required || named(&chosen.include) || (!clause.when.is_empty() && !named(&chosen.exclude))
}

/// A list, or its beginning and how many more there are.
fn some(names: &[String]) -> String {
    match names.len().checked_sub(MOST_NAMES + 1) {
        None => words::list(names),
        Some(_) => {
            let more = names.len() - MOST_NAMES;
            format!("{} and {more} more", names[..MOST_NAMES].join(", "))
        }
    }
}
