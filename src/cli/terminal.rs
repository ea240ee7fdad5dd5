//! The terminal: data goes to stdout, messages to stderr.

use std::io::{IsTerminal, Write};

use super::Exit;

/// Data, to stdout. A closed pipe is not a failure; a full disk is one.
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

/// A message, to stderr.
pub(super) fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _closed = writeln!(out, "{text}");
}

/// A step of longer work, shown only on a terminal.
pub(super) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        say(text);
    }
}
