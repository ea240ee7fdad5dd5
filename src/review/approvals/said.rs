//! What a person may say of themselves and of an approval: a name, an address, a role, a note.

/// Longest name or the like, in characters.
const LONGEST_LINE: usize = 200;
/// Longest note of an approval, in characters.
const LONGEST_NOTE: usize = 2_000;

/// A name, an address or a role, without the blanks around it.
///
/// # Errors
/// It is empty, longer than 200 characters, or not one line.
pub fn one_line(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it is empty".to_owned()),
        text if text.chars().any(char::is_control) => Err("it must be one line of text".to_owned()),
        text if text.chars().count() > LONGEST_LINE => {
            Err(format!("it has more than {LONGEST_LINE} characters"))
        }
        text => Ok(text.to_owned()),
    }
}

/// The note of an approval, without the blanks around it; it may be empty.
///
/// # Errors
/// It is longer than 2,000 characters.
pub fn note(text: &str) -> Result<String, String> {
    match text.chars().count() {
        length if length > LONGEST_NOTE => Err(format!("it has {length} characters; at most {LONGEST_NOTE}")),
        _ => Ok(text.trim().to_owned()),
    }
}
