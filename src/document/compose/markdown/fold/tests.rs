//! What Markdown becomes, and that values survive it.

use proptest::prelude::*;

use super::*;
use crate::compose::template::escape::escaped;
use crate::tree::{Block, Callout, Target};

fn folded(markdown: &str) -> Vec<Block> {
    fold(markdown, Locale::British, &mut AsWritten, &mut Notes::default())
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

/// The one stretch of text in a paragraph, heading, item, cell, quotation, term or meaning.
fn printed(blocks: &[Block]) -> Option<&str> {
    let content = match blocks {
        [Block::Paragraph(content) | Block::Heading { content, .. }] => content,
        [Block::List { items, .. }] => return printed(&items.first()?.blocks),
        [Block::Quote(inner)] => return printed(inner),
        [Block::Table(table)] => return printed(table.rows.first()?.cells.first()?),
        [Block::Definitions(rows)] => return printed(&rows.first()?.1),
        _ => return None,
    };
    match content.as_slice() {
        [Inline::Text(text)] => Some(text),
        [Inline::Strong(inner) | Inline::Link { content: inner, .. }] => match inner.as_slice() {
            [Inline::Text(text)] => Some(text),
            _ => None,
        },
        [Inline::Code(text)] => Some(text),
        _ => None,
    }
}

const PLACES: [&str; 10] = [
    "{}",
    "# {}",
    "- {}",
    "1. {}",
    "> {}",
    "**{}**",
    "`{}`",
    "[{}](https://x.example)",
    "| {} | b |\n| --- | --- |\n| {} | d |",
    "term\n: {}",
];

fn survives(value: &str) {
    for place in PLACES {
        let blocks = folded(&place.replace("{}", &escaped(value)));
        assert_eq!(printed(&blocks), Some(value), "in {place}: {blocks:?}");
    }
}

proptest! {
    #[test]
    fn a_value_is_printed_as_it_is_everywhere(value in "(?s:.{1,30})|[ \t\n#>*_`+=.:|~!\"'&;<a1-]{1,20}") {
        // Nothing but blanks is nothing to print.
        prop_assume!(!value.trim_matches(' ').is_empty());
        survives(&value);
    }
}

#[test]
fn a_customer_may_be_called_anything() {
    survives("A|B *c* <b> [x](y) # 1.");
    survives("1. Rule -- \"so\" ... 'it' is");
    survives("    four\n\n- blanks\n```\n");
    survives("&amp; \\* [^1] {#id} https://x.example");
}

#[test]
fn a_link_goes_to_the_value() {
    let blocks = folded(&format!("[x]({})", escaped("https://x.example/a b?c=(d)&e=*")));
    let Block::Paragraph(content) = &blocks[0] else { panic!() };
    let Inline::Link { to, .. } = &content[0] else { panic!() };
    assert_eq!(*to, Target::Uri("https://x.example/a b?c=(d)&e=*".into()));
}

#[test]
fn raw_html_is_text() {
    assert_eq!(folded("<b>x</b>"), [Block::Paragraph(text("<b>x</b>"))]);
    assert_eq!(folded("<div>\nx\n</div>"), [Block::Paragraph(text("<div>\nx\n</div>"))]);
}

#[test]
fn punctuation_is_smart_and_german_has_its_own_quotation_marks() {
    assert_eq!(folded("\"a\" -- b... don't"), [Block::Paragraph(text("“a” – b… don’t"))]);
    let german = fold("\"a\" 'b' geht's", Locale::German, &mut AsWritten, &mut Notes::default());
    assert_eq!(german, [Block::Paragraph(text("„a“ ‚b’ geht’s"))]);
}

#[test]
fn lists_know_whether_they_are_tight() {
    let tight = |markdown: &str| match &folded(markdown)[0] {
        Block::List { tight, .. } => *tight,
        other => panic!("{other:?}"),
    };
    assert!(tight("- a\n- b"));
    assert!(!tight("- a\n\n- b"));
    assert!(tight("- a\n  - b\n  - c"));
}

#[test]
fn boxes_to_tick_belong_to_their_item() {
    let Block::List { items, .. } = &folded("- [x] a\n  - [ ] b\n- c")[0] else { panic!() };
    assert_eq!(items[0].task, Some(true));
    assert_eq!(items[1].task, None);
    let Block::List { items, .. } = &items[0].blocks[1] else { panic!() };
    assert_eq!(items[0].task, Some(false));
}

#[test]
fn an_alert_is_a_callout_with_a_title() {
    let Block::Callout { kind, title, blocks } = &folded("> [!WARNING]\n> x")[0] else { panic!() };
    assert_eq!((*kind, title.clone(), blocks.len()), (Callout::Caution, text("Warning"), 1));
    let Block::Callout { title, blocks, .. } = &folded("> [!NOTE]\n> **Own**\n>\n> x")[0] else { panic!() };
    assert_eq!((title.clone(), blocks.len()), (text("Own"), 1));
}

#[test]
fn an_image_is_a_block_of_its_own() {
    let blocks = folded("before ![what](a.png) after");
    assert!(
        matches!(&blocks[1], Block::Image { source, alt, .. } if source == "a.png" && alt == "what"),
        "{blocks:?}"
    );
    assert_eq!(blocks.len(), 3);
}

#[test]
fn depth_is_bounded_and_no_word_is_lost() {
    for (deep, closing) in [(">".repeat(20_000), ""), ("- ".repeat(5_000), ""), ("*a ".repeat(3_000), "")] {
        let blocks = folded(&format!("{deep}word{closing}"));
        let written = crate::compose::markdown::blocks(&blocks);
        assert!(written.contains("word"), "{}", &written[..200.min(written.len())]);
    }
    let nested = format!("{}word{}", "*x **y ".repeat(500), "** z*".repeat(500));
    assert!(crate::compose::markdown::blocks(&folded(&nested)).contains("word"));
}
