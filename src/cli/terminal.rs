//! The terminal: data goes to stdout, talk to stderr.

use std::io::{IsTerminal, Write};

use super::Exit;

/// Data, to stdout. A reader who has seen enough (a closed pipe) is no failure; a full disk is one.
pub(super) fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let ended = if text.ends_with('\n') { "" } else { "\n" };
    let written = out
        .write_all(text.as_bytes())
        .and_then(|()| out.write_all(ended.as_bytes()))
        .and_then(|()| out.flush());
    if let Err(problem) = written
        && problem.kind() != std::io::ErrorKind::BrokenPipe
    {
        say(&format!("error: cannot write to standard output: {problem}"));
        std::process::exit(Exit::Findings as i32);
    }
}

/// Talk, to stderr.
pub(super) fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _closed = writeln!(out, "{text}");
}

/// A step of longer work, shown to whoever watches a terminal.
pub(super) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        say(text);
    }
}
