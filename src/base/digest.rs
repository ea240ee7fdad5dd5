//! SHA-256, as text: a name for bytes that no other bytes can be made to have.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, as 64 hexadecimal digits in lower case.
///
/// ```
/// use bidwright_base::digest::sha256;
///
/// assert!(sha256(b"abc").starts_with("ba7816bf"));
/// assert_eq!(sha256(b"abc").len(), 64);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal, lower case.
///
/// ```
/// use bidwright_base::digest::hex;
///
/// assert_eq!(hex(&[0, 10, 255]), "000aff");
/// ```
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of a hexadecimal text of either case; `None` if it is not one.
///
/// ```
/// use bidwright_base::digest::{hex, unhex};
///
/// assert_eq!(unhex("0aFF"), Some(vec![10, 255]));
/// assert_eq!(hex(&[10, 255]), "0aff");
/// assert_eq!(unhex("0aF"), None);
/// ```
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_the_standard() {
        // FIPS 180-4, example of one block.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn hexadecimal_there_and_back() {
        assert_eq!(unhex(&hex(&[0, 9, 10, 255])), Some(vec![0, 9, 10, 255]));
        assert_eq!(unhex("0aF"), None);
        assert_eq!(unhex("zz"), None);
    }
}
