//! A library file of TOML, opened and read to its last key.

use crate::library::Kind;
use crate::parse;
use crate::project::Project;
use crate::read::{FindingSink, Table, whole};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::source::FileId;

/// A library file, read. `None` if it is no TOML.
pub(crate) fn toml_file<T>(
    project: &Project,
    kind: &'static Kind,
    file: FileId,
    sink: &FindingSink,
    read: impl Fn(&Table<'_>, FileId) -> T,
) -> Option<T> {
    let table = parse::toml(file, &project.sources[file].text, sink)?;
    let mut root = Table::root(file, &table, sink);
    kind.what.clone_into(&mut root.name);
    root.name.insert_str(0, "the ");
    check_format(&root);
    let value = read(&root, file);
    root.finish();
    Some(value)
}

/// Every file says which format it is written in; there is one so far.
pub(crate) fn check_format(root: &Table<'_>) {
    let format: u32 = root.need("format", whole(0, i64::from(u32::MAX)));
    if format != 1 {
        let message = format!("`format` is {format}; this program reads format 1");
        let finding = Diagnostic::error(Code::UnknownFormat, message);
        root.sink().push(finding.at(root.place_of("format")));
    }
}
