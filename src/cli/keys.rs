//! Private keys on this machine, and `bidwright keygen`, which makes them.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::arguments::KeygenArgs;
use super::store::workspace_of;
use super::terminal::{print, say};
use super::{DiskStore, Exit, today};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::digest::{hex, unhex};
use bidwright_base::words;
use bidwright_input::{Files, KEYS, KEYS_LOG, Library};
use bidwright_model::book::Approver;
use bidwright_review::approvals::Secret;
use bidwright_service as service;
use bidwright_service::{Keys, RegisterRequest};

/// `bidwright keygen`.
pub(super) fn run(library: &Library, person: &KeygenArgs) -> Exit {
    let trouble = |text: String| {
        say(&format!("error: {text}"));
        Exit::Findings
    };
    let Some(folder) = folder() else {
        return trouble(
            "there is no home folder to keep the key in: set BIDWRIGHT_KEYS to a folder".to_owned(),
        );
    };
    let path = folder.join(file_name(&person.name));
    if let Some(root) = workspace_of(&path) {
        return trouble(format!(
            "{} is inside the workspace {}, where others would find the key: set BIDWRIGHT_KEYS to a folder of your own",
            folder.display(),
            root.display()
        ));
    }
    let mut bytes = [0; 32];
    if let Err(problem) = getrandom::fill(&mut bytes) {
        return trouble(format!("this machine gives no random numbers: {problem}"));
    }
    let keep = || match write(&folder, &path, &person.name, &bytes) {
        Ok(()) => Ok(()),
        Err(problem) if problem.kind() == ErrorKind::AlreadyExists => Err(format!(
            "{} is there already and is not written over; move it away to make another",
            path.display()
        )),
        Err(problem) => Err(format!("cannot write {}: {problem}", path.display())),
    };
    if let Some(absent) = person.workspace.as_ref().filter(|root| !root.is_dir()) {
        return trouble(format!("there is no folder `{}`", absent.display()));
    }
    let store = DiskStore::new(library, root_of(person.workspace.as_deref()));
    let KeygenArgs { name, email, roles, by, key: file, .. } = person;
    let secret = Secret::new(&bytes);
    let (email, by) = (email.as_deref(), by.as_deref());
    let request = RegisterRequest { name, email, roles, secret: &secret, by, day: today() };
    let added = match service::register(&store, &request, &KeyFolder { file: file.as_deref() }, keep) {
        Ok(Ok(added)) => added,
        Ok(Err(why)) => return trouble(why),
        Err(error) => return trouble(error.to_string()),
    };
    let key = hex(&secret.public());
    print(&format!("added {name} to {}, with the public key {key}\n", store.describe(KEYS)));
    match added.record {
        Some(record) => {
            let by = by.unwrap_or(name);
            print(&format!("signed by {by}, record {record} of {}\n", store.describe(KEYS_LOG)));
        }
        None => print(&format!(
            "nobody has signed that yet: {} does, with `bidwright keysign --name NAME`\n",
            words::choice(&added.signers)
        )),
    }
    say(&format!("wrote the private key {}: keep it to yourself", path.display()));
    Exit::Done
}

/// The workspace whose keys file is meant: the one that is named, or else the nearest from here upwards.
pub(super) fn root_of(named: Option<&Path>) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    named.map(Path::to_owned).or_else(|| workspace_of(&here.join(KEYS))).unwrap_or(here)
}

/// Where private keys are: `$BIDWRIGHT_KEYS`, or else a folder of the user's own configuration.
fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("BIDWRIGHT_KEYS").or_else(|| {
        let config = set("XDG_CONFIG_HOME").or_else(|| Some(std::env::home_dir()?.join(".config")))?;
        Some(config.join("bidwright").join("keys"))
    })
}

/// `Kari Holm` is in `kari-holm.key`.
fn file_name(name: &str) -> String {
    let words: Vec<String> = words::split(name);
    format!("{}.key", if words.is_empty() { "key".to_owned() } else { words.join("-") })
}

fn write(folder: &Path, path: &Path, name: &str, bytes: &[u8; 32]) -> std::io::Result<()> {
    let mut make = fs::DirBuilder::new();
    let mut open = File::options();
    make.recursive(true);
    open.write(true).create_new(true);
    // Only the owner may read it; without Unix permissions the user's own folder protects it.
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        make.mode(0o700);
        open.mode(0o600);
    }
    make.create(folder)?;
    let text = format!(
        "# The private key of {name}. Whoever has it approves in their name: keep it to yourself.\n{}\n",
        hex(bytes)
    );
    let mut file = open.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The private keys on this machine.
pub(super) struct KeyFolder<'k> {
    /// The key file given on the command line.
    pub(super) file: Option<&'k Path>,
}

impl Keys for KeyFolder<'_> {
    fn has(&self, one: &Approver) -> bool {
        folder().is_some_and(|folder| folder.join(file_name(&one.name)).is_file())
    }

    fn secret(&self, one: &Approver, diags: &mut Diags) -> Option<Secret> {
        let name = &one.name.value;
        let path = match (self.file, folder()) {
            (Some(file), _) => file.to_owned(),
            (None, Some(folder)) => folder.join(file_name(name)),
            (None, None) => PathBuf::from(file_name(name)),
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(problem) => {
                let message =
                    format!("the private key of `{name}` cannot be read from {}: {problem}", path.display());
                diags.push(Diagnostic::error(Code::NoPrivateKey, message).hint(
                "`bidwright keygen` makes one; if it is elsewhere, name it with `--key`, or its folder with BIDWRIGHT_KEYS",
            ));
                return None;
            }
        };
        let digits: String = text.lines().filter(|line| !line.starts_with('#')).collect();
        let bytes = unhex(digits.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let Some(secret) = bytes.map(|bytes| Secret::new(&bytes)) else {
            let message = format!("{} is no private key as `bidwright keygen` writes it", path.display());
            diags.push(Diagnostic::error(Code::BadPrivateKey, message));
            return None;
        };
        if secret.public() != one.key.value {
            let message = format!("{} is not the private key of `{name}`", path.display());
            diags.push(Diagnostic::error(Code::PrivateKeyDiffers, message).at(one.key.place).hint(
            "the `key` in `approvals/keys.toml` is of another pair: name the file of the right one with `--key`, or make a new key with `bidwright keygen`",
        ));
            return None;
        }
        Some(secret)
    }
}
