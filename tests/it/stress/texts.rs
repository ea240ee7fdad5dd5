//! Extreme texts, made here.

use std::fmt::Write;
use std::iter::repeat_n;

const PROSE: &str = "Governance is priced as work, because it is work: each forum has an agenda, a chair, a \
document that leaves it and a decision that it is there to take. Difficulties in the official workflow were \
described with *refreshing* candour; the **files** that flow from the office in Łódź are fifteen fields short.";

/// Each with its name.
pub(super) fn all() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("blanks", " \n\t\n\u{a0}\n\n".to_owned()),
        ("empty everything", empty_everything()),
        ("lists ten deep", deep("- ")),
        ("numbered lists ten deep", deep("1. ")),
        ("lists with long numbers", deep("999999990. ")),
        ("quotes thirty deep", format!("{}{PROSE}", "> ".repeat(30))),
        ("lists forty deep", (0..40).map(|n| format!("{}- {PROSE}\n", "  ".repeat(n))).collect()),
        ("a table of 60 columns", table(60, 8, |row, column| format!("r{row}c{column}"))),
        ("a table of 200 columns", table(200, 3, |_, column| column.to_string())),
        ("a table of 15 columns of words", table(15, 30, |_, column| words(column % 4 + 1))),
        ("a table of long words", table(4, 20, |row, column| "x".repeat(row * column * 9 + 1))),
        ("figures wider than the page", figures()),
        ("a row taller than a page", format!("| a | b |\n|---|---|\n| {} | b |\n", words(2500))),
        ("a narrow row taller than a page", tall_and_narrow()),
        ("a head taller than a page", format!("| {} | b |\n|---|---|\n| a | b |\n| c | d |\n", words(2500))),
        ("a head of many lines", format!("| {} | b |\n|---|---|\n{}", words(300), "| a | b |\n".repeat(90))),
        ("words of 400 letters", format!("{PROSE} {} {PROSE} {}", "letters".repeat(58), "WORD".repeat(100))),
        ("a word of 20,000 letters", "antidisestablishmentarianism".repeat(720)),
        ("a heading of 300 words", format!("# {}\n\n{PROSE}\n\n### {}\n\n{PROSE}", words(300), words(300))),
        ("a heading of one long word", format!("# {}\n\n{PROSE}", "heading".repeat(60))),
        ("headings without end", "# One\n\n## Two\n\n### Three\n\n".repeat(60)),
        ("raw HTML", html()),
        ("code with long lines", code()),
        ("code longer than a page", format!("```\n{}```\n", "a line of code\n".repeat(300))),
        ("mixed scripts", scripts()),
        ("links and code of any length", links()),
        ("notes upon notes", notes()),
        ("pictures", "![what it shows](a.png) and ![](b.svg)\n\n".repeat(9)),
        ("a picture told at length", format!("![{}](a.png)\n", words(3000))),
        ("terms", terms()),
        ("alerts", alerts()),
        ("marks without space", "*a***b**~~c~~`d`<br>&amp;&nbsp;[e](https://x.example)".repeat(200)),
        ("broken lines", "a line\\\n".repeat(2000)),
        ("2,000 paragraphs", format!("{PROSE}\n\n").repeat(2000)),
    ]
}

fn words(count: usize) -> String {
    let every = PROSE.split(' ').cycle().take(count);
    every.collect::<Vec<_>>().join(" ")
}

fn empty_everything() -> String {
    let blocks = [
        "#",
        "##",
        "-",
        "- -",
        "1.",
        ">",
        "> -",
        "```\n```",
        "    ",
        "****",
        "[]()",
        "![]()",
        "| |\n|-|\n| |",
        "[^1]\n\n[^1]:",
        "- [ ]",
        "- [x]",
        "<!-- -->",
        "> [!NOTE]\n>",
        "``",
        "\\",
        "---",
        "&#0;",
        "\u{ad}",
        "\u{200b}",
        "x\n:",
        "|a|b|\n|-|-|",
    ];
    blocks.join("\n\n")
}

fn deep(mark: &str) -> String {
    let indent = " ".repeat(mark.len());
    let item = |depth: usize| format!("{}{mark}{PROSE}\n", indent.repeat(depth));
    (0..10).map(item).collect::<String>() + &(0..10).rev().map(item).collect::<String>()
}

fn table(columns: usize, rows: usize, cell: impl Fn(usize, usize) -> String) -> String {
    let mut out = String::new();
    for row in 0..rows {
        for column in 0..columns {
            write!(out, "| {} ", cell(row, column)).expect("memory takes it");
        }
        out.push_str("|\n");
        if row == 0 {
            let marks = ["---", ":-:", "--:"].into_iter().cycle().take(columns);
            marks.for_each(|mark| write!(out, "|{mark}").expect("memory takes it"));
            out.push_str("|\n");
        }
    }
    out
}

fn figures() -> String {
    let cells: Vec<String> = (1..=14_u64).map(|n| format!("{},000,000.00", n * 111)).collect();
    let row = format!("| {} |\n", cells.join(" | "));
    format!("{row}|{}\n{}", repeat_n("--:|", cells.len()).collect::<String>(), row.repeat(4))
}

/// The long cell has little width, for eight others have words too.
fn tall_and_narrow() -> String {
    let others = repeat_n("| some words to fill it ", 8).collect::<String>();
    format!("{others}| long |\n|{}\n{others}| {} |\n{others}| x |\n", "---|".repeat(9), words(1500))
}

fn html() -> String {
    let inline = "A <b class=\"x\">bold</b> word, <script>alert('no')</script> and <img src=x onerror=y>.";
    let block = "<div style=\"position: absolute\">\n  <table><tr><td>a cell</td></tr></table>\n</div>";
    format!("{inline}\n\n{block}\n\n<!-- a comment -->\n\n<details>\n\n{PROSE}\n\n</details>\n\n").repeat(12)
}

fn code() -> String {
    let long = "let value = function_of(one, two, three); ".repeat(20);
    let row = "x".repeat(900);
    let indented = " ".repeat(300);
    format!("```rust\n{long}\n{row}\n{indented}deep\n\tone\t\ttab\n\n\n```\n\nand `{row}` and `{long}`.\n")
}

fn scripts() -> String {
    let lines = [
        "Ελληνικά: η συμφωνία ισχύει για τριάντα ημέρες, Αθήνα και Θεσσαλονίκη.",
        "Українська: угода діє тридцять днів; Київ, Львів та Чернівці.",
        "Tiếng Việt: thỏa thuận có hiệu lực trong ba mươi ngày, Đà Nẵng.",
        "Łódź, Gdańsk, Şişli, Čačak, Ærø, Þingvellir, Ĳsselmeer, ﬁne ﬂuﬀy eﬃcient oﬃce.",
        "e\u{301}le\u{300}ve a\u{308}rger o\u{30b}, naïve cafe\u{301}, ½ ⅔ 10⁻³ m², 3 × 4 − 1 ≤ 12 € £ ¥.",
    ];
    lines.join("\n\n").repeat(15)
}

fn links() -> String {
    let path = "segment/".repeat(60);
    format!("See <https://x.example/{path}>, [{PROSE}](https://x.example/{path}) and `{path}`.\n\n")
        .repeat(10)
}

/// Long notes, many on one line, and notes that refer to notes and to themselves.
fn notes() -> String {
    let mut text = String::new();
    for at in 0..80 {
        write!(text, "word[^{at}] ").expect("memory takes it");
    }
    let calls = "| a[^t] | b[^u] |\n|---|---|\n| c[^t] | d[^self] |\n";
    text = format!("{PROSE}\n\n").repeat(9) + &text + "\n\n" + calls + "\n";
    for at in 0..80 {
        write!(text, "[^{at}]: {PROSE} {PROSE}\n\n").expect("memory takes it");
    }
    text + "[^t]: in a head\n\n[^u]: another[^self]\n\n[^self]: refers to itself[^self]\n"
}

fn terms() -> String {
    let long = format!("{}\n: short\n\nshort\n: {}\n\n{}\n: x\n", words(60), words(600), "w".repeat(200));
    format!("{long}\nterm\n: - a\n  - b\n\n      code\n").repeat(4)
}

fn alerts() -> String {
    let quoted = format!("> [!WARNING]\n> **{}**\n>\n> {PROSE}\n>\n> - a\n> - b\n>\n", words(50));
    let long = format!("> {PROSE}\n>\n").repeat(40);
    format!("{quoted}{long}\n\n> [!NOTE]\n> > [!TIP]\n> > {PROSE}\n\n")
}
