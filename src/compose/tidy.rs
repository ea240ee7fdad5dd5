//! The last look at a document: sections without content go, every heading gets its id, links find
//! what they name, footnotes are counted in the order in which a reader meets them.

use std::collections::BTreeSet;

use super::fold::Notes;
use super::walk::{block_lists, inline_lists, plain};
use crate::document::{Block, Inline, Target};

/// Settles blocks and notes. Returns the links that lead nowhere.
pub(super) fn tidy(blocks: &mut Vec<Block>, notes: Notes) -> (Vec<Vec<Block>>, Vec<String>) {
    let dropped = drop_empty_sections(blocks);
    let mut notes = count_notes(blocks, notes);
    let ids = name_everything(blocks);
    let mut dangling = Vec::new();
    for list in std::iter::once(blocks).chain(&mut notes) {
        resolve(list, &ids, &dropped, &mut dangling);
    }
    (notes, dangling)
}

/// A heading with nothing under it goes, and so may the one above it. Returns their ids.
fn drop_empty_sections(blocks: &mut Vec<Block>) -> BTreeSet<String> {
    let mut dropped = BTreeSet::new();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // From the end: a heading stays if what follows it is no heading of its level or higher.
    for block in std::mem::take(blocks).into_iter().rev() {
        if let Block::Heading {
            level, id, content, ..
        } = &block
        {
            let empty = match kept.last() {
                None | Some(Block::PageBreak | Block::Rule) => true,
                Some(Block::Heading { level: next, .. }) => next <= level,
                Some(_) => false,
            };
            if empty {
                dropped.insert(if id.is_empty() {
                    slug(&plain(content))
                } else {
                    id.clone()
                });
                continue;
            }
        }
        kept.push(block);
    }
    kept.reverse();
    *blocks = kept;
    dropped
}

/// Puts notes in the order of their references and drops those nobody refers to. A reference to a note
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

/// Gives every heading an id of its own. Explicit ids come first, then those made from words.
fn name_everything(blocks: &mut Vec<Block>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for explicit in [true, false] {
        block_lists(blocks, &mut |list| {
            for block in list {
                let (id, words) = match block {
                    Block::Heading { id, content, .. } => (id, plain(content)),
                    Block::Table(table) => (&mut table.id, String::new()),
                    Block::Figure(figure) => (&mut figure.id, String::new()),
                    _ => continue,
                };
                if id.is_empty() == explicit || (id.is_empty() && words.is_empty()) {
                    continue;
                }
                if !explicit {
                    *id = slug(&words);
                }
                *id = unique(std::mem::take(id), &ids);
                ids.insert(id.clone());
            }
        });
    }
    ids
}

fn unique(id: String, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&id) {
        return id;
    }
    (2..)
        .map(|n| format!("{id}-{n}"))
        .find(|id| !taken.contains(id))
        .expect("some number is free")
}

/// Words as an id: lower case, joined by `-`.
pub(super) fn slug(words: &str) -> String {
    let mut out = String::new();
    for word in words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    if out.is_empty() { "section".into() } else { out }
}

/// A link into a section that went is its words alone; one to nowhere is told, and its words stay too.
fn resolve(
    blocks: &mut Vec<Block>,
    ids: &BTreeSet<String>,
    dropped: &BTreeSet<String>,
    dangling: &mut Vec<String>,
) {
    inline_lists(blocks, &mut |content| {
        let leads = |inline: &Inline| match inline {
            Inline::Link {
                to: Target::Id(id), ..
            } => ids.contains(id),
            Inline::Link {
                to: Target::Uri(uri), ..
            } => is_absolute(uri),
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
                        Target::Id(id) if dropped.contains(&id) => {}
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
