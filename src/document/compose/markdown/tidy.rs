//! Settles the blocks of a document: sections without content go, every heading gets its id, links find
//! what they name, footnotes are counted in the order in which a reader meets them.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Notes;
use crate::tree::walk::{block_lists, inline_lists, plain};
use crate::tree::{Block, Inline, Target};

/// Settles blocks and notes. Returns the links that lead nowhere.
pub(crate) fn tidy(blocks: &mut Vec<Block>, notes: Notes) -> (Vec<Vec<Block>>, Vec<String>) {
    let dropped = drop_empty_sections(blocks);
    drop_idle_breaks(blocks);
    settle(blocks, notes, &dropped)
}

/// The same for a text that is another's: no section of it goes.
pub(crate) fn tidy_as_written(blocks: &mut Vec<Block>, notes: Notes) -> (Vec<Vec<Block>>, Vec<String>) {
    settle(blocks, notes, &BTreeSet::new())
}

fn settle(
    blocks: &mut Vec<Block>,
    notes: Notes,
    dropped: &BTreeSet<String>,
) -> (Vec<Vec<Block>>, Vec<String>) {
    let mut notes = count_notes(blocks, notes);
    let ids = name_everything(blocks);
    let mut dangling = Vec::new();
    for list in std::iter::once(blocks).chain(&mut notes) {
        resolve(list, &ids, dropped, &mut dangling);
    }
    (notes, dangling)
}

/// A heading with nothing under it goes, and so may the one above it. Returns their ids.
fn drop_empty_sections(blocks: &mut Vec<Block>) -> BTreeSet<String> {
    let mut dropped = BTreeSet::new();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // From the end: a heading stays if what follows it is no heading of its level or higher.
    for block in std::mem::take(blocks).into_iter().rev() {
        if let Block::Heading { level, id, content, .. } = &block {
            let next = kept.iter().rev().find(|block| !matches!(block, Block::Flow(_)));
            let empty = match next {
                None | Some(Block::PageBreak | Block::Rule) => true,
                Some(Block::Heading { level: next, .. }) => next <= level,
                Some(_) => false,
            };
            if empty {
                dropped.insert(if id.is_empty() { slug(&plain(content)) } else { id.clone() });
                continue;
            }
        }
        kept.push(block);
    }
    kept.reverse();
    *blocks = kept;
    dropped
}

/// A page break first, last or after another would leave an empty page.
fn drop_idle_breaks(blocks: &mut Vec<Block>) {
    let mut fresh = true;
    blocks.retain(|block| {
        let idle = fresh && *block == Block::PageBreak;
        fresh = *block == Block::PageBreak;
        !idle
    });
    if blocks.last() == Some(&Block::PageBreak) {
        blocks.pop();
    }
}

/// Puts notes in the order of their references and drops those without a reference. A reference to a note
/// that does not exist goes.
fn count_notes(blocks: &mut Vec<Block>, notes: Notes) -> Vec<Vec<Block>> {
    let mut waiting = notes.0;
    let mut place: Vec<Option<usize>> = vec![None; waiting.len()];
    let mut counted: Vec<Vec<Block>> = Vec::new();
    let mut refer = |list: &mut Vec<Block>, counted: &mut Vec<Vec<Block>>| {
        inline_lists(list, &mut |content| {
            content.retain_mut(|inline| {
                let Inline::Note(at) = inline else { return true };
                if place[*at].is_none() {
                    let Some(note) = waiting[*at].take() else {
                        return false;
                    };
                    place[*at] = Some(counted.len());
                    counted.push(note);
                }
                *at = place[*at].expect("set above");
                true
            });
        });
    };
    refer(blocks, &mut counted);
    // Notes may refer to notes.
    let mut at = 0;
    while at < counted.len() {
        let mut note = std::mem::take(&mut counted[at]);
        refer(&mut note, &mut counted);
        counted[at] = note;
        at += 1;
    }
    counted
}

/// Gives every heading, table and figure an id of its own. Those written out come first, then headings
/// by their words, then tables and figures, which are linked to less often.
fn name_everything(blocks: &mut Vec<Block>) -> BTreeSet<String> {
    #[derive(PartialEq)]
    enum Turn {
        Explicit,
        Heading,
        Other,
    }
    let mut ids = BTreeSet::new();
    let mut counts = BTreeMap::new();
    for turn in [Turn::Explicit, Turn::Heading, Turn::Other] {
        block_lists(blocks, &mut |list| {
            for block in list {
                let id = match block {
                    Block::Heading { id, .. } if turn == Turn::Explicit && !id.is_empty() => id,
                    Block::Heading { id, content, .. } if turn == Turn::Heading && id.is_empty() => {
                        *id = slug(&plain(content));
                        id
                    }
                    Block::Table(table) if turn == Turn::Other => &mut table.id,
                    Block::Figure(figure) if turn == Turn::Other => &mut figure.id,
                    Block::Image { id, source, .. } if turn == Turn::Other => {
                        *id = slug(file_name(source));
                        id
                    }
                    _ => continue,
                };
                if !id.is_empty() {
                    *id = unique(std::mem::take(id), &ids, &mut counts);
                    ids.insert(id.clone());
                }
            }
        });
    }
    ids
}

/// The name of an image's file, without its ending.
fn file_name(source: &str) -> &str {
    let name = source.rsplit('/').next().unwrap_or(source);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The id, or the id with the first free number; `counts` knows the last number each id was given, so that
/// a thousand sections of one name are not counted a thousand times over.
fn unique(id: String, taken: &BTreeSet<String>, counts: &mut BTreeMap<String, u32>) -> String {
    if !taken.contains(&id) {
        return id;
    }
    let count = counts.entry(id.clone()).or_insert(1);
    loop {
        *count += 1;
        let numbered = format!("{id}-{count}");
        if !taken.contains(&numbered) {
            return numbered;
        }
    }
}

/// Words as an id: lower case, joined by `-`.
pub(crate) fn slug(words: &str) -> String {
    let mut out = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    if out.is_empty() { "section".into() } else { out }
}

/// A link into a section that went is its words alone; one to nowhere is reported, and its words stay too.
fn resolve(
    blocks: &mut Vec<Block>,
    ids: &BTreeSet<String>,
    dropped: &BTreeSet<String>,
    dangling: &mut Vec<String>,
) {
    inline_lists(blocks, &mut |content| {
        let leads = |inline: &Inline| match inline {
            Inline::Link { to: Target::Id(id), .. } => ids.contains(id),
            Inline::Link { to: Target::Uri(uri), .. } => is_absolute(uri),
            _ => true,
        };
        if content.iter().all(leads) {
            return;
        }
        for inline in std::mem::take(content) {
            let fine = leads(&inline);
            match inline {
                Inline::Link { to, content: words } if !fine => {
                    match to {
                        // A reference without words of its own would leave a hole.
                        Target::Id(id) if dropped.contains(&id) && !words.is_empty() => {}
                        Target::Id(id) => dangling.push(format!("#{id}")),
                        Target::Uri(uri) => dangling.push(uri),
                    }
                    content.extend(words);
                }
                inline => content.push(inline),
            }
        }
    });
}

/// Links a reader of a PDF can follow, and none that runs anything.
fn is_absolute(uri: &str) -> bool {
    let scheme = uri.split(':').next().unwrap_or_default().to_ascii_lowercase();
    uri.contains(':') && ["http", "https", "mailto", "tel"].contains(&scheme.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::markdown::blocks as written;
    use crate::compose::markdown::fold::{AsWritten, fold};
    use bidwright_base::locale::Locale;

    /// The Markdown of a tidied text, its notes and the links that lead nowhere.
    fn tidied(markdown: &str) -> (String, Vec<String>, Vec<String>) {
        let mut notes = Notes::default();
        let mut blocks = fold(markdown, Locale::British, &mut AsWritten, &mut notes);
        let (notes, dangling) = tidy(&mut blocks, notes);
        let notes = notes.iter().map(|note| written(note)).collect();
        (written(&blocks), notes, dangling)
    }

    #[test]
    fn a_section_without_content_goes_with_those_above_it() {
        let text = "# A\n\nwords\n\n## B\n\n### C\n\n## D\n\n# E\n\nwords\n\n# F";
        assert_eq!(tidied(text).0, "# A {#a}\n\nwords\n\n# E {#e}\n\nwords\n");
    }

    #[test]
    fn ids_are_unique_and_explicit_ones_keep_their_name() {
        let text = "# Price\n\nx\n\n# Price\n\nx\n\n# Other {#price}\n\nx\n\n# Über uns!\n\nx";
        let ids: Vec<String> = tidied(text)
            .0
            .lines()
            .filter_map(|line| Some(line.split_once("{#")?.1.trim_end_matches('}').to_owned()))
            .collect();
        assert_eq!(ids, ["price-2", "price-3", "price", "über-uns"]);
    }

    #[test]
    fn notes_are_counted_as_a_reader_meets_them() {
        let text = "a[^z] b[^y] c[^z]\n\n[^y]: why[^x]\n[^x]: deep\n[^z]: zed\n[^unused]: never";
        let (text, notes, _) = tidied(text);
        assert_eq!(text, "a[^1] b[^2] c[^1]\n");
        assert_eq!(notes, ["zed\n", "why[^3]\n", "deep\n"]);
    }

    #[test]
    fn links_to_nowhere_are_reported_and_their_words_stay() {
        let text = "# A\n\n[ok](#a) [bad](#b) [gone](#empty) [web](https://x.example) [run](javascript:x)\n\n# Empty";
        let (text, _, dangling) = tidied(text);
        assert_eq!(dangling, ["#b", "javascript:x"]);
        assert_eq!(text, "# A {#a}\n\n[ok](<#a>) bad gone [web](<https://x.example>) run\n");
    }
}
