//! Reads which messages a catalogue holds and what each is given: as much of Fluent's syntax as that takes.
//! The build script makes [`Message`](super::Message) of it, and the tests compare the languages by it.

/// A message of a catalogue.
pub(crate) struct Entry {
    /// As in `price-net-total`.
    pub(crate) key: String,
    /// Its pattern as it is written.
    pub(crate) pattern: String,
}

impl Entry {
    /// What it is given, each once, sorted.
    pub(crate) fn variables(&self) -> Vec<String> {
        let parts = self.pattern.split('$').skip(1);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let mut names: Vec<String> =
            parts.map(|rest| rest.chars().take_while(|c| is_name(*c)).collect()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The messages of a catalogue, in its order.
pub(crate) fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        let key = line.split_once(" =").filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()));
        if let Some((key, pattern)) = key {
            entries.push(Entry { key: key.to_owned(), pattern: pattern.trim().to_owned() });
        } else if let Some(entry) = entries.last_mut().filter(|_| line.starts_with([' ', '}'])) {
            entry.pattern = format!("{} {}", entry.pattern, line.trim()).trim().to_owned();
        }
    }
    entries
}
