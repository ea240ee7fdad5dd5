//! What every store keeps: the same claims about the one on disk and the one in memory.

mod disk;

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use bidwright_cli::DiskStore;
use bidwright_input::{FileError, Files, LARGEST, Library};
use bidwright_service::{File, MemoryStore, Store, StoreError};
use tempfile::TempDir;

const LOG: &str = "approvals/T-1.log";

/// The steps of replacing a text, in order: before the last the old one is there, after it the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Write,
    Rename,
    Sync,
}

/// A store to be tested, and how to make it again over the same files.
pub(crate) trait Tested: Store + Sized {
    /// With files in it.
    fn holding(files: &[(&str, &[u8])]) -> Self;

    /// The same files, with a crash right before a step of every write.
    fn crashing(self, step: Step) -> Self;

    /// The same files, after the crash.
    fn restarted(self) -> Self;
}

/// A store with a crash in the middle of an update. How the disk's own writing is left by one is tested beside it.
pub(crate) struct Crashing<S, Kept> {
    store: S,
    crash: Option<Step>,
    /// What the store needs to live.
    _kept: Kept,
}

pub(crate) type InMemory = Crashing<MemoryStore, ()>;
pub(crate) type OnDisk = Crashing<DiskStore, TempDir>;

impl InMemory {
    /// With a file, in place of one of that name.
    pub(crate) fn with(self, name: &str, bytes: impl Into<Vec<u8>>) -> InMemory {
        InMemory { store: self.store.with(name, bytes), ..self }
    }
}

impl<S: Store, Kept: Sync> Files for Crashing<S, Kept> {
    fn library(&self) -> &Library {
        self.store.library()
    }

    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        self.store.read(name)
    }

    fn list(&self, folder: &str) -> Result<bidwright_input::Listing, FileError> {
        self.store.list(folder)
    }

    fn follow(&self, from: &str, path: &str) -> Result<String, FileError> {
        self.store.follow(from, path)
    }

    fn near(&self, name: &str) -> Vec<String> {
        self.store.near(name)
    }
}

impl<S: Store, Kept: Sync> Store for Crashing<S, Kept> {
    fn update<T>(
        &self,
        name: &str,
        change: impl FnOnce(Option<&str>) -> (T, Option<String>),
    ) -> Result<T, StoreError> {
        let crash = || StoreError::Text { place: name.to_owned(), why: "a crash".to_owned() };
        self.store.update(name, |text| match (change(text), self.crash) {
            ((_, Some(after)), Some(Step::Sync)) => (Err(crash()), Some(after)),
            ((_, Some(_)), Some(Step::Write | Step::Rename)) => (Err(crash()), None),
            ((value, after), _) => (Ok(value), after),
        })?
    }

    fn write(&self, folder: &str, files: &[File]) -> Result<Vec<String>, StoreError> {
        self.store.write(folder, files)
    }
}

impl Tested for InMemory {
    fn holding(files: &[(&str, &[u8])]) -> InMemory {
        let empty = InMemory { store: MemoryStore::new(&bidwright::library()), crash: None, _kept: () };
        files.iter().fold(empty, |store, (name, bytes)| store.with(name, *bytes))
    }

    fn crashing(self, step: Step) -> InMemory {
        InMemory { crash: Some(step), ..self }
    }

    fn restarted(self) -> InMemory {
        InMemory { crash: None, ..self }
    }
}

impl Tested for OnDisk {
    fn holding(files: &[(&str, &[u8])]) -> OnDisk {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
        let store = DiskStore::new(&bidwright::library(), folder.path()).with_out(folder.path().join("out"));
        OnDisk { store, crash: None, _kept: folder }
    }

    fn crashing(self, step: Step) -> OnDisk {
        OnDisk { crash: Some(step), ..self }
    }

    fn restarted(self) -> OnDisk {
        OnDisk { crash: None, ..self }
    }
}

/// Each claim as a test of both stores.
macro_rules! both {
    ($($claim:ident)*) => {
        mod memory {
            $(#[test] fn $claim() { super::$claim::<super::InMemory>(); })*
        }
        mod on_disk {
            $(#[test] fn $claim() { super::$claim::<super::OnDisk>(); })*
        }
    };
}

both! {
    what_is_written_is_read
    names_that_are_not_there_are_none
    folders_are_listed_to_the_bottom
    a_path_leads_from_one_file_to_another
    an_update_sees_the_text_and_may_leave_it
    updates_at_the_same_time_lose_nothing
    a_crash_leaves_the_old_text_or_the_new_one
    a_text_that_is_none_is_not_updated
    a_file_too_large_is_not_read
}

fn update<S: Store>(store: &S, text: &str) -> Result<(), StoreError> {
    store.update(LOG, |_| ((), Some(text.to_owned())))
}

fn what_is_written_is_read<S: Tested>() {
    let store = S::holding(&[("out/T-1-R1/old.pdf", b"old")]);
    let file = |name: &str, bytes: &[u8]| File { name: name.to_owned(), bytes: bytes.to_vec() };
    let written = store.write("out/T-1-R1", &[file("a.pdf", b"\xff\x00"), file("old.pdf", b"new")]);
    assert_eq!(written.expect("written").len(), 2);
    assert_eq!(store.read("out/T-1-R1/a.pdf"), Ok(Some(b"\xff\x00".to_vec())));
    assert_eq!(store.read("out/T-1-R1/old.pdf"), Ok(Some(b"new".to_vec())));
    assert_eq!(store.list("out").expect("a list").files, ["out/T-1-R1/a.pdf", "out/T-1-R1/old.pdf"]);
}

fn names_that_are_not_there_are_none<S: Tested>() {
    let store = S::holding(&[("deals/one/deal.toml", b"")]);
    assert_eq!(store.read("deals/two/deal.toml"), Ok(None));
    assert_eq!(store.read("deals/one/deal.toml/deal.toml"), Ok(None));
    assert_eq!(store.read("deals/one"), Err(FileError::NotAFile));
    assert_eq!(store.near("deals/one/dea.toml"), ["deal.toml"]);
    assert!(store.list("pricing").expect("a list").files.is_empty());
}

fn folders_are_listed_to_the_bottom<S: Tested>() {
    let store = S::holding(&[
        ("pricing/rates/b.toml", b""),
        ("pricing/a.toml", b""),
        ("pricing-old/c.toml", b""),
        ("deals/d.toml", b""),
    ]);
    assert_eq!(store.list("pricing").expect("a list").files, ["pricing/a.toml", "pricing/rates/b.toml"]);
    assert_eq!(store.list("").expect("a list").files.len(), 4);
}

fn a_path_leads_from_one_file_to_another<S: Tested>() {
    let store = S::holding(&[("deals/r1/deal.toml", b"first"), ("deals/r2/deal.toml", b"second")]);
    for path in ["../r1/deal.toml", "../r1", "./../r1/deal.toml"] {
        let name = store.follow("deals/r2/deal.toml", path).expect("inside");
        assert_eq!(store.read(&name), Ok(Some(b"first".to_vec())), "{path}");
    }
    // What is not there cannot be read, wherever a store says it leads.
    let up = "../../../../../../../../../../r1/deal.toml";
    let read = store.follow("deals/r2/deal.toml", up).map(|name| store.read(&name));
    assert!(matches!(read, Err(FileError::Outside) | Ok(Ok(None))), "{read:?}");
}

fn an_update_sees_the_text_and_may_leave_it<S: Tested>() {
    let store = S::holding(&[]);
    let seen = store.update(LOG, |text| (text.map(str::to_owned), None));
    assert_eq!(seen, Ok(None));
    assert_eq!(store.read(LOG), Ok(None), "nothing was made of nothing");
    update(&store, "one").expect("written");
    let seen = store.update(LOG, |text| (text.map(str::to_owned), Some("two".to_owned())));
    assert_eq!(seen, Ok(Some("one".to_owned())));
    let seen = store.update(LOG, |text| (text.map(str::to_owned), None));
    assert_eq!(seen, Ok(Some("two".to_owned())));
}

fn updates_at_the_same_time_lose_nothing<S: Tested>() {
    const WRITERS: usize = 8;
    let store = S::holding(&[]);
    let (start, inside) = (Barrier::new(WRITERS), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (store, start, inside) = (&store, &start, &inside);
            scope.spawn(move || {
                start.wait();
                for _ in 0..5 {
                    let done = store.update(LOG, |text| {
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "one at a time");
                        let text = format!("{}{writer}\n", text.unwrap_or_default());
                        inside.fetch_sub(1, Ordering::SeqCst);
                        ((), Some(text))
                    });
                    done.expect("written");
                }
            });
        }
    });
    let text = String::from_utf8(store.read(LOG).expect("readable").expect("there")).expect("text");
    for writer in 0..WRITERS {
        assert_eq!(text.lines().filter(|line| **line == writer.to_string()).count(), 5, "{writer}: {text}");
    }
}

fn a_crash_leaves_the_old_text_or_the_new_one<S: Tested>() {
    let steps = [(Step::Write, "old"), (Step::Rename, "old"), (Step::Sync, "new")];
    for (step, left) in steps {
        let store = S::holding(&[(LOG, b"old")]).crashing(step);
        assert!(update(&store, "new").is_err(), "{step:?}");
        let store = store.restarted();
        assert_eq!(store.read(LOG), Ok(Some(left.as_bytes().to_vec())), "{step:?}");
        // What was left behind is in nobody's way.
        let seen = store.update(LOG, |text| (text.map(str::to_owned), Some("after".to_owned())));
        assert_eq!(seen, Ok(Some(left.to_owned())), "{step:?}");
        assert_eq!(store.list("approvals").expect("a list").files, [LOG], "{step:?}");
    }
}

fn a_text_that_is_none_is_not_updated<S: Tested>() {
    let store = S::holding(&[(LOG, b"caf\xe9")]);
    assert!(matches!(update(&store, "new"), Err(StoreError::Unreadable(_))));
    assert_eq!(store.read(LOG), Ok(Some(b"caf\xe9".to_vec())));
}

fn a_file_too_large_is_not_read<S: Tested>() {
    let large = vec![b'#'; usize::try_from(LARGEST).expect("it fits") + 1];
    let store = S::holding(&[("deals/deal.toml", &large)]);
    assert_eq!(store.read("deals/deal.toml"), Err(FileError::TooLarge(LARGEST + 1)));
}
