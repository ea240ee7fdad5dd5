//! Colour profiles of pictures (ICC.1). Pages are in sRGB and pixels go onto them as they are, so a picture whose
//! numbers mean other colours is told of.

/// sRGB's red, green and blue under the D50 light of profiles, as X, Y and Z.
const SRGB: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.4360, 0.2225, 0.0139]),
    (b"gXYZ", [0.3851, 0.7169, 0.0971]),
    (b"bXYZ", [0.1431, 0.0606, 0.7141]),
];
/// Profiles of sRGB by different makers differ by less.
const NEAR: f64 = 0.01;

/// What a profile calls its colours, if they are not those of sRGB. Greys have none to shift.
pub(super) fn foreign(profile: &[u8]) -> Option<String> {
    let grey = profile.get(16..20) == Some(b"GRAY");
    let like_srgb = SRGB.iter().all(|(name, expected)| {
        let found = tag(profile, name).and_then(xyz);
        found.is_some_and(|found| found.iter().zip(expected).all(|(one, other)| (one - other).abs() < NEAR))
    });
    if grey || like_srgb {
        return None;
    }
    let name = tag(profile, b"desc").and_then(words).unwrap_or_default();
    if name.starts_with("sRGB") {
        return None;
    }
    Some(if name.is_empty() { "an unnamed profile".to_owned() } else { format!("`{name}`") })
}

/// The same of a profile that may not be there.
pub(super) fn foreign_of(profile: &[u8]) -> Option<String> {
    Some(profile).filter(|profile| !profile.is_empty()).and_then(foreign)
}

/// What a tag holds.
fn tag<'p>(profile: &'p [u8], name: &[u8; 4]) -> Option<&'p [u8]> {
    let count = number(profile, 128)?.min(200);
    let entry = (0..count).map(|at| 132 + 12 * at).find(|at| profile.get(*at..at + 4) == Some(name))?;
    let (from, length) = (number(profile, entry + 4)?, number(profile, entry + 8)?);
    profile.get(from..from.checked_add(length)?)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

/// Three numbers of 16 binary places.
fn xyz(tag: &[u8]) -> Option<[f64; 3]> {
    let part = |at: usize| {
        let four: [u8; 4] = tag.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(i32::from_be_bytes(four)) / 65_536.0)
    };
    Some([part(8)?, part(12)?, part(16)?])
}

/// A description: ASCII in version 2, UTF-16 in version 4.
fn words(tag: &[u8]) -> Option<String> {
    let text: String = match tag.get(..4)? {
        b"desc" => {
            let bytes = tag.get(12..12_usize.checked_add(number(tag, 8)?)?)?;
            bytes.iter().map(|byte| char::from(*byte)).collect()
        }
        b"mluc" => {
            let (length, from) = (number(tag, 20)?, number(tag, 24)?);
            let bytes = tag.get(from..from.checked_add(length)?)?;
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => return None,
    };
    Some(text.chars().filter(|c| !c.is_control()).take(40).collect::<String>().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn four(number: usize) -> [u8; 4] {
        u32::try_from(number).expect("a small profile").to_be_bytes()
    }

    /// A profile of these colours, with a description as version 2 has it.
    fn profile(name: &str, colours: [[f64; 3]; 3]) -> Vec<u8> {
        #[expect(clippy::cast_possible_truncation, reason = "small matrix entries")]
        let fixed = |v: f64| ((v * 65_536.0).round() as i32).to_be_bytes();
        let mut tags: Vec<([u8; 4], Vec<u8>)> = Vec::new();
        let length = four(name.len() + 1);
        tags.push((*b"desc", [b"desc\0\0\0\0".as_slice(), &length, name.as_bytes(), b"\0"].concat()));
        for ((tag, _), colour) in SRGB.iter().zip(colours) {
            tags.push((
                **tag,
                [b"XYZ \0\0\0\0".to_vec(), colour.iter().flat_map(|v| fixed(*v)).collect()].concat(),
            ));
        }
        let mut bytes = vec![0; 128];
        bytes[16..20].copy_from_slice(b"RGB ");
        bytes.extend(four(tags.len()));
        let mut at = bytes.len() + 12 * tags.len();
        for (tag, data) in &tags {
            bytes.extend(tag);
            bytes.extend(four(at));
            bytes.extend(four(data.len()));
            at += data.len();
        }
        bytes.extend(tags.into_iter().flat_map(|(_, data)| data));
        bytes
    }

    #[test]
    fn srgb_is_known_by_its_colours_whatever_it_is_called() {
        assert_eq!(foreign(&profile("c2", SRGB.map(|(_, colour)| colour))), None);
    }

    #[test]
    fn a_wide_gamut_is_told_by_its_name() {
        let wide = [[0.515, 0.241, -0.001], [0.292, 0.692, 0.042], [0.157, 0.067, 0.784]];
        assert_eq!(foreign(&profile("Display P3", wide)).as_deref(), Some("`Display P3`"));
        assert_eq!(foreign(&profile("", wide)).as_deref(), Some("an unnamed profile"));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = profile("Display P3", [[0.5; 3]; 3]);
        for end in 0..whole.len() {
            let _read = foreign(&whole[..end]);
        }
    }
}
