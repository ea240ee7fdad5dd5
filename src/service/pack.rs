//! Pack: what was issued to a customer, in one file with a list of what is in it.

use super::{Answer, File, Store, StoreError, build, open, pipeline};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::sha256;
use bidwright_input::Project;
use bidwright_print::archive;
use bidwright_print::archive::Entry;
use pipeline::Issued;

/// A package, written.
#[derive(Debug, Clone)]
pub struct Packed {
    /// Number and revision.
    pub reference: String,
    /// The package, as the store displays its name.
    pub file: String,
    /// What is in it: names and SHA-256.
    pub entries: Vec<(String, String)>,
}

/// The list of what is in a package, as `sha256sum -c` reads it.
const LIST: &str = "SHA256SUMS.txt";
/// Most bytes of a package: what a mailbox or a portal takes, and then some.
const LARGEST: usize = 256 * 1024 * 1024;

/// Makes one file of the documents issued to a customer, and of `attachments/` and `forms/` beside the deal.
///
/// # Errors
/// It cannot be written.
///
/// # Examples
/// ```
/// use bidwright_service::pack;
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// // Nothing was issued yet.
/// let (answer, written) = pack(&store, "deal.toml");
/// assert!(written.is_ok() && answer.result.is_none());
/// ```
pub fn pack<S: Store>(store: &S, deal: &str) -> (Answer<Packed>, Result<(), StoreError>) {
    let (project, mut diags) = open(store, deal);
    let issued = pipeline::last_issue(&project, &mut diags);
    let entries = issued.as_ref().and_then(|issued| entries(store, &project, issued, &mut diags));
    let (Some(issued), Some(entries)) = (issued, entries) else {
        return (Answer::new(project, diags, None), Ok(()));
    };
    let list: String = entries.iter().map(|one| format!("{}  {}\n", sha256(&one.bytes), one.name)).collect();
    let listed = entries.iter().map(|one| (one.name.clone(), sha256(&one.bytes))).collect();
    let all = entries.into_iter().chain([Entry { name: LIST.to_owned(), bytes: list.into_bytes() }]);
    let file = File { name: format!("{}.zip", issued.reference), bytes: archive::zip(all.collect()) };
    match store.write(&build::folder_of(&issued.reference), &[file]) {
        Ok(mut names) => {
            let file = names.pop().unwrap_or_default();
            let packed = Packed { reference: issued.reference, file, entries: listed };
            (Answer::new(project, diags, Some(packed)), Ok(()))
        }
        Err(error) => (Answer::new(project, diags, None), Err(error)),
    }
}

/// The documents as they were issued, then what goes along, each sorted by name.
fn entries<S: Store>(store: &S, project: &Project, issued: &Issued, diags: &mut Diags) -> Option<Vec<Entry>> {
    let Some(record) = &issued.record else {
        let message = format!("{} was not issued: there is nothing of it to send", issued.reference);
        diags.push(
            Diagnostic::error(Code::NotIssued, message)
                .at(issued.place)
                .hint("`bidwright issue` makes the final documents"),
        );
        return None;
    };
    let mut all = Vec::new();
    let sent = record.issued().unwrap_or_default().iter();
    for file in sent.filter(|file| {
        !file.name.contains('/') && !pipeline::is_internal(&file.name) && file.name.ends_with(".pdf")
    }) {
        let name = format!("{}/customer/{}", build::folder_of(&issued.reference), file.name);
        match store.read(&name) {
            Ok(Some(bytes)) if sha256(&bytes) == file.sha256 => {
                all.push(Entry { name: file.name.clone(), bytes });
            }
            found => {
                let what =
                    if matches!(found, Ok(None)) { "is missing" } else { "is not the file that was issued" };
                let finding =
                    Diagnostic::error(Code::NotAsIssued, format!("`{}` {what}", store.describe(&name)));
                diags.push(
                    finding
                        .at(issued.place)
                        .hint("`bidwright issue` writes the issued files again, the same bytes"),
                );
            }
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    let sent = record.issued().unwrap_or_default();
    for (name, data) in &project.along {
        match sent.iter().find(|file| file.name == *name) {
            Some(file) if sha256(data) == file.sha256 => {
                all.push(Entry { name: name.clone(), bytes: data.clone() });
            }
            found => {
                let what = if found.is_some() { "is not as it was" } else { "was not there" };
                let message = format!("`{name}` {what} when {} was issued", issued.reference);
                diags.push(Diagnostic::error(Code::NotAsIssued, message).at(issued.place).hint(
                    "what is sent along is part of a revision: put the file back, or issue the next revision with it",
                ));
            }
        }
    }
    for file in sent.iter().filter(|file| file.name.contains('/') && !project.along.contains_key(&file.name))
    {
        let message = format!("`{}` was sent along with {} and is missing", file.name, issued.reference);
        diags.push(
            Diagnostic::error(Code::NotAsIssued, message)
                .at(issued.place)
                .hint("put the file back from a copy"),
        );
    }
    let bytes: usize = all.iter().map(|one| one.bytes.len()).sum();
    if bytes > LARGEST {
        let message = format!("the package would have {} MiB; at most {}", bytes >> 20, LARGEST >> 20);
        diags.push(Diagnostic::error(Code::FileTooLarge, message).at(issued.place));
    }
    (!diags.has_errors()).then_some(all)
}
