//! Colour profiles of pictures (ICC.1). Pages are in sRGB and pixels go onto them as they are, so a picture whose
//! numbers mean other colours is told of.

use bidwright_base::math;

/// sRGB's red, green and blue under the D50 light of profiles, as X, Y and Z.
const SRGB: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.4360, 0.2225, 0.0139]),
    (b"gXYZ", [0.3851, 0.7169, 0.0971]),
    (b"bXYZ", [0.1431, 0.0606, 0.7141]),
];
/// Profiles of sRGB by different makers differ by less.
const NEAR: f64 = 0.01;

/// What a profile calls its colours, if they are not those of sRGB. Greys have no hue to shift, but a brightness.
pub(super) fn foreign(profile: &[u8]) -> Option<String> {
    let grey = profile.get(16..20) == Some(b"GRAY");
    let curves: &[&[u8; 4]] = if grey { &[b"kTRC"] } else { &[b"rTRC", b"gTRC", b"bTRC"] };
    let brighter =
        curves.iter().any(|name| tag(profile, name).and_then(Curve::read).is_some_and(Curve::differs));
    let like_srgb = SRGB.iter().all(|(name, expected)| {
        let found = tag(profile, name).and_then(xyz);
        found.is_some_and(|found| found.iter().zip(expected).all(|(one, other)| (one - other).abs() < NEAR))
    });
    if (grey || like_srgb) && !brighter {
        return None;
    }
    let name = tag(profile, b"desc").and_then(words).unwrap_or_default();
    if name.starts_with("sRGB") && !brighter {
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

/// How light a number is: the curve of a profile.
enum Curve<'p> {
    /// Light as a power of the number, with the straight piece of sRGB and its kin: g, a, b, c, d, e and f of ICC.1.
    Power([f64; 7]),
    /// Light at evenly spaced numbers, 16 bits each.
    Table(&'p [u8]),
}

impl<'p> Curve<'p> {
    fn read(tag: &'p [u8]) -> Option<Curve<'p>> {
        let power = |gamma| Some(Curve::Power([gamma, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]));
        match tag.get(..4)? {
            b"curv" => match number(tag, 8)? {
                0 => power(1.0),
                1 => power(f64::from(u16::from_be_bytes(tag.get(12..14)?.try_into().ok()?)) / 256.0),
                count => tag.get(12..12_usize.checked_add(count.checked_mul(2)?)?).map(Curve::Table),
            },
            b"para" => {
                let part = |at: usize| fixed(tag, 12 + 4 * at);
                let kind = u16::from_be_bytes(tag.get(8..10)?.try_into().ok()?);
                let parts = match kind {
                    0 => [part(0)?, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
                    1 | 2 => {
                        let [g, a, b] = [part(0)?, part(1)?, part(2)?];
                        let c = if kind == 2 { part(3)? } else { 0.0 };
                        [g, a, b, 0.0, -b / a, c, c]
                    }
                    3 => [part(0)?, part(1)?, part(2)?, part(3)?, part(4)?, 0.0, 0.0],
                    4 => [part(0)?, part(1)?, part(2)?, part(3)?, part(4)?, part(5)?, part(6)?],
                    _ => return None,
                };
                Some(Curve::Power(parts))
            }
            _ => None,
        }
    }

    /// The light of a number from 0 to 1.
    fn light(&self, number: f64) -> f64 {
        match self {
            Curve::Power([g, a, b, c, d, e, f]) => {
                if number >= *d {
                    math::pow((a * number + b).max(0.0), *g) + e
                } else {
                    c * number + f
                }
            }
            Curve::Table(bytes) => {
                let all: Vec<f64> = bytes
                    .chunks_exact(2)
                    .map(|pair| f64::from(u16::from_be_bytes([pair[0], pair[1]])) / 65_535.0)
                    .collect();
                let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
                let at = number * (f64::from(count) - 1.0);
                // The nearest two are found by their distance, so no float becomes an index.
                let near =
                    (0..count).zip(&all).map(|(index, light)| (1.0 - (at - f64::from(index)).abs(), light));
                near.filter(|(share, _)| *share > 0.0).map(|(share, light)| share * light).sum()
            }
        }
    }

    /// Whether a reader would see another brightness than sRGB's, to which a power of 2.2 is as near as makes no odds.
    fn differs(self) -> bool {
        let srgb = Curve::Power([2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045, 0.0, 0.0]);
        (1..10_u8)
            .map(|tenth| f64::from(tenth) / 10.0)
            .any(|at| (self.light(at) - srgb.light(at)).abs() > 0.015)
    }
}

/// A number of 16 binary places.
fn fixed(bytes: &[u8], at: usize) -> Option<f64> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(f64::from(i32::from_be_bytes(four)) / 65_536.0)
}

/// Three numbers of 16 binary places.
fn xyz(tag: &[u8]) -> Option<[f64; 3]> {
    Some([fixed(tag, 8)?, fixed(tag, 12)?, fixed(tag, 16)?])
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
