//! What an approval or an issue binds beside the material facts: every customer document as it was composed, the
//! rules, the keys and the files of that day. The words themselves are kept beside the log, so that a later change
//! can be shown sentence by sentence; their digest is in the record.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::record::IssuedFile;
use super::text::{Bad, Lines, quoted};
use bidwright_base::digest::sha256;

/// What is bound, as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Of the policy: its rules, its floor, its days.
    pub policy: String,
    /// Of the keys file.
    pub keys: String,
    /// Of the last record of the log of the keys file; `None`: there was no such log.
    pub chain: Option<String>,
    /// Of the deal and every file of the workspace that was read with it.
    pub files: String,
    /// Of the [kept words](Words::text).
    pub words: String,
    /// Of each document for the customer, by name: its text, tables and figures, its data, the brand's names, colours
    /// and fonts. And of each file that is sent along, by its path: `attachments/cv.pdf`.
    pub documents: BTreeMap<String, String>,
}

impl Bound {
    pub(super) fn text(&self) -> String {
        let Bound { policy, keys, chain, files, words, documents } = self;
        let mut out = "\n[record.bound]\n".to_owned();
        let rows = [("policy", Some(policy)), ("keys", Some(keys)), ("chain", chain.as_ref())];
        let rows = rows.into_iter().chain([("files", Some(files)), ("words", Some(words))]);
        for (key, digest) in rows.filter_map(|(key, digest)| Some((key, digest?))) {
            let _infallible = writeln!(out, "{key} = {}", quoted(digest));
        }
        let rows =
            documents.iter().map(|(name, digest)| format!("  {},\n", quoted(&format!("{name} {digest}"))));
        let _infallible = writeln!(out, "documents = [\n{}]", rows.collect::<String>());
        out
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Bound, Bad> {
        lines.line("[record.bound]")?;
        let [policy, keys] = [lines.hex("policy", 64)?, lines.hex("keys", 64)?];
        // Records of before the keys file had a log do not say.
        let chain = if lines.has("chain") { Some(lines.hex("chain", 64)?) } else { None };
        let [files, words] = [lines.hex("files", 64)?, lines.hex("words", 64)?];
        let start = lines.at();
        let pair =
            |text: String| text.split_once(' ').map(|(name, digest)| (name.to_owned(), digest.to_owned()));
        let documents: Option<Vec<(String, String)>> =
            lines.texts("documents")?.into_iter().map(pair).collect();
        // Each once and in order, as they are written: a row more would be lost unseen.
        let sorted = |all: &Vec<(String, String)>| all.is_sorted_by(|(one, _), (next, _)| one < next);
        let documents = documents.filter(sorted).map(|all| all.into_iter().collect());
        let documents = documents.ok_or(Bad(start..lines.at()))?;
        Ok(Bound { policy, keys, chain, files, words, documents })
    }

    /// The files that are sent along with the documents.
    pub fn along(&self) -> impl Iterator<Item = IssuedFile> {
        let along = self.documents.iter().filter(|(name, _)| name.contains('/'));
        along.map(|(name, sha256)| IssuedFile { name: name.clone(), sha256: sha256.clone() })
    }

    /// The name of the file of the words, without a folder.
    #[must_use]
    pub fn words_name(&self, number: &str, revision: u32) -> String {
        format!("{number}-R{revision}-words-{}.txt", &self.words[..16])
    }

    /// The documents that are not what they were, by name.
    #[must_use]
    pub(crate) fn differing<'b>(&'b self, before: &'b Bound) -> Vec<&'b str> {
        let names = self.documents.keys().chain(before.documents.keys());
        let mut names: Vec<&str> = names
            .filter(|name| self.documents.get(*name) != before.documents.get(*name))
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// What every document says, sentence by sentence, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(pub BTreeMap<String, Vec<String>>);

const HEADING: &str = "# What the documents for the customer said when this was approved or issued: later changes are shown\n\
                       # against it, and the log holds its SHA-256. Do not change it.\n";

impl Words {
    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = HEADING.to_owned();
        for (name, sentences) in &self.0 {
            let _infallible = writeln!(out, "\n{name}");
            for sentence in sentences {
                let _infallible = writeln!(out, "  {sentence}");
            }
        }
        out
    }

    /// From a kept text of this digest; `None`: it is another text.
    #[must_use]
    pub fn kept(text: &str, digest: &str) -> Option<Words> {
        // A checkout may have turned the line ends, which is no edit.
        let text = text.replace("\r\n", "\n");
        if sha256(text.as_bytes()) != digest {
            return None;
        }
        let mut words = Words::default();
        let mut last: Option<&mut Vec<String>> = None;
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match (line.strip_prefix("  "), &mut last) {
                (Some(sentence), Some(sentences)) => sentences.push(sentence.to_owned()),
                _ => last = Some(words.0.entry(line.to_owned()).or_default()),
            }
        }
        Some(words)
    }
}

/// The sentences of a text of paragraphs and rows, each a line.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.lines().map(str::trim) {
        let rule = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if line.is_empty() || rule {
            continue;
        }
        // A row of a table is one sentence.
        let whole = line.starts_with('|');
        let mut rest = line;
        while let Some(end) = end_of_sentence(rest).filter(|_| !whole) {
            all.push(visible(rest[..end].trim()));
            rest = rest[end..].trim_start();
        }
        all.push(visible(rest));
    }
    all
}

/// The byte after a full stop, with its closing quotes, that a capital follows.
fn end_of_sentence(text: &str) -> Option<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut ends = chars.iter().enumerate().filter(|(_, (_, c))| matches!(c, '.' | '?' | '!'));
    ends.find_map(|(at, _)| {
        let rest = &chars[at + 1..];
        let closing = rest.iter().take_while(|(_, c)| matches!(c, '"' | '”' | '’' | ')' | '*' | '“')).count();
        let mut after = rest[closing..].iter();
        let (blank, space) = *after.next()?;
        let (_, next) = *after.next()?;
        // "e.g. Kari" and "No. 7" are not worth a dictionary: a sentence cut in two is still shown.
        (space == ' ' && next.is_uppercase()).then_some(blank)
    })
}

/// A text in which nothing is hidden from whoever reads the kept file.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_kept_and_another_text_is_refused() {
        let said = sentences(
            "# Heading\n\nOne is done. Two “follow.” Three\u{7}\n\n| a | b |\n|---|---|\n| 1. One | X |",
        );
        assert_eq!(
            said,
            ["# Heading", "One is done.", "Two “follow.”", "Three\\u{7}", "| a | b |", "| 1. One | X |"]
        );
        let words = Words(BTreeMap::from([("proposal".into(), said), ("sow".into(), Vec::new())]));
        let text = words.text();
        let digest = sha256(text.as_bytes());
        assert_eq!(Words::kept(&text, &digest).as_ref(), Some(&words));
        assert_eq!(Words::kept(&text.replace('\n', "\r\n"), &digest), Some(words));
        assert_eq!(Words::kept(&text.replace("One", "Won"), &digest), None);
    }
}
