//! Where the cells of a row stand. The `csv` crate says what is in them, without quotes and where a row
//! begins, but not where each cell begins; findings need that.

use std::ops::Range;

/// The bytes of each cell of the row that begins at `from`, quotes included; the place of a quote that is
/// never closed instead.
///
/// Quotes count at the start of a cell only, and twice inside for one, as the `csv` crate has it.
pub(super) fn cells(text: &str, from: usize) -> Result<Vec<Range<usize>>, Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // The row before may have left its line end, and empty lines are no rows.
    let mut start = from + bytes[from..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    loop {
        let mut at = start;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return Err(start..start + 1),
                }
            }
        }
        at += bytes[at..].iter().take_while(|b| !matches!(b, b',' | b'\r' | b'\n')).count();
        found.push(start..at);
        if bytes.get(at) != Some(&b',') {
            return Ok(found);
        }
        start = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        cells(text, 0).expect("no open quote").into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn a_row_ends_at_its_line_and_begins_after_empty_ones() {
        assert_eq!(texts("a,b,,c\nd"), ["a", "b", "", "c"]);
        assert_eq!(texts("\r\n\r\na,b\r\nc"), ["a", "b"]);
        assert_eq!(texts("a,"), ["a", ""]);
        assert_eq!(texts(""), [""]);
    }

    #[test]
    fn a_quoted_cell_holds_commas_quotes_and_line_breaks() {
        assert_eq!(texts("\"a, \"\"b\"\"\nc\",d"), ["\"a, \"\"b\"\"\nc\"", "d"]);
        assert_eq!(texts("a\"b,c"), ["a\"b", "c"]);
        assert_eq!(texts("\"a\"b,c"), ["\"a\"b", "c"]);
        assert_eq!(cells("a,\"b", 0), Err(2..3));
    }

    proptest::proptest! {
        #[test]
        fn cells_are_those_of_the_csv_crate(text in "[ab\",\n]{0,40}") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let mut row = csv::StringRecord::new();
            while reader.read_record(&mut row).expect("memory and UTF-8") {
                let from = row.position().expect("a row read has a place").byte();
                let Ok(spans) = cells(&text, usize::try_from(from).expect("small")) else { break };
                proptest::prop_assert_eq!(spans.len(), row.len());
            }
        }
    }
}
