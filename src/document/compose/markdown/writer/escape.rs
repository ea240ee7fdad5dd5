//! Plain text as Markdown: what Markdown would read as markup is escaped.

/// Text with a backslash before what Markdown would read as its own, wherever the text is written.
pub(in crate::compose::markdown) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let ends = next.is_none_or(|c| c == ' ');
        let means = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '"' | '\'' | '&' | '{' | '}' => true,
            '#' | '=' => before.is_none(),
            '+' => before.is_none() && ends,
            // Two or more are set as a dash, three or more can be a rule.
            '-' => before == Some('-') || (before.is_none() && (ends || next == Some('-'))),
            ':' => before.is_none() && ends,
            // Three are set as an ellipsis.
            '.' if before == Some('.') => true,
            '.' | ')' => ends && !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        before = Some(c);
    }
    out
}
