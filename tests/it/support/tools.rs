//! Programs and files from outside that some tests need. Without one, its test is counted as skipped;
//! with `BIDWRIGHT_REQUIRE_TOOLS=1`, as in CI, it fails.

use std::io::Write as _;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `tool --version` or the like prints; `None`, and a line on the terminal, if the tool is not installed.
///
/// # Panics
///
/// If the tool is not installed and `BIDWRIGHT_REQUIRE_TOOLS=1`.
pub(crate) fn require(tool: &str, version: &str) -> Option<Output> {
    let output = Command::new(tool).arg(version).output().ok();
    if output.is_none() {
        skip(&format!("`{tool}` is not installed"));
    }
    output
}

/// Counts the running test as skipped for a reason.
///
/// # Panics
///
/// If `BIDWRIGHT_REQUIRE_TOOLS=1`.
pub(crate) fn skip(reason: &str) {
    static SKIPPED: AtomicUsize = AtomicUsize::new(0);
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    assert!(!required(), "{reason}, and BIDWRIGHT_REQUIRE_TOOLS=1 makes that a failure");
    let number = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
    // Written past the capture of `println!`, so that a passing run shows it too.
    writeln!(std::io::stderr(), "skipped: {name}: {reason} (skipped so far: {number})").expect("a terminal");
}

fn required() -> bool {
    std::env::var_os("BIDWRIGHT_REQUIRE_TOOLS").is_some_and(|value| value == "1")
}
