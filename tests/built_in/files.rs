// The built-in library as the storeys below the program have it in their tests and examples: read from the folders
// `pricing` and `templates` of the repository, which `build.rs` compiles into the program.

/// Every file of the library, by its path.
pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<(&'static str, &'static [u8])> = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("pricing"), std::path::PathBuf::from("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).expect("a folder of the library") {
            let entry = entry.expect("a file of the library");
            let path = folder.join(entry.file_name());
            if entry.file_type().expect("a file of the library").is_dir() {
                folders.push(path);
            } else {
                let name = path.to_string_lossy().replace('\\', "/");
                files.push((
                    name.leak(),
                    std::fs::read(root.join(&path)).expect("a file of the library").leak(),
                ));
            }
        }
    }
    files.leak()
}
