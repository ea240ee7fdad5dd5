//! Any bytes as an issued PDF: an answer, never a panic. Start from a few real ones.
#![no_main]

use bidwright_print::verify;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _answer = verify::verify(bytes);
});
