//! What is written folds back into the same blocks.

use proptest::prelude::*;

use super::*;
use crate::compose::markdown::fold::{AsWritten, Notes, fold};
use crate::compose::template::escape::escaped;

fn folded(markdown: &str) -> Vec<Block> {
    fold(markdown, Locale::British, &mut AsWritten, &mut Notes::default())
}

fn holds(markdown: &str) {
    let once = folded(markdown);
    let twice = folded(&blocks(&once));
    assert_eq!(once, twice, "{}", blocks(&once));
}

#[test]
fn what_is_written_folds_back_into_the_same() {
    holds("# A *b* `c`\n\ntext **bold *both*** ~~gone~~ [l](https://x.example)\\\nnext");
    holds("- a\n- b\n  - c\n\n1. x\n2. y\n\n\n   z\n");
    holds("- [x] done\n- [ ] open\n");
    holds("> quote\n>\n> more\n\n* * *\n\n```\ncode `` ` ``\n```\n");
    holds("| a | b |\n| :-- | --: |\n| `x\\|y` | *2* |\n");
    holds("term\n\n: meaning\n\nother\n\n: one\n\n  two\n");
    holds("> [!NOTE]\n> text\n");
    holds("![a picture](x.png)\n");
    holds("![a *picture*](<x y.png> \"It's \\\"1 + 1\\\", \\*not\\* & [2](3) &amp;c \\\\\")\n");
    holds("- ![a](a.png \"A\")\n- words ![b](b.png)\n  and more\n\n> [!NOTE]\n> ![c](c.png)\n");
}

proptest! {
    #[test]
    fn any_text_is_written_so_that_it_is_read_as_it_was(words in "[a-c1-3 .#>*_`\\-+=\\[\\]()|~!\"'&;:\\\\{}<]{1,24}") {
        let once = folded(&escaped(&words));
        // What the parser folds away is no text: blanks at the ends of a paragraph.
        let said = plain(&match once.as_slice() {
            [Block::Paragraph(content)] => content.clone(),
            _ => Vec::new(),
        });
        prop_assume!(said.trim() == said && !said.is_empty());
        let twice = folded(&blocks(&once));
        prop_assert_eq!(&once, &twice, "{}", blocks(&once));
    }
}
