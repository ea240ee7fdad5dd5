//! The colours meant: sRGB as an ICC profile, version 4.2, of three primaries and one curve.
//!
//! The numbers are those of IEC 61966-2-1, adapted to the profile's D50 white by the Bradford method.

/// What the profile is called.
pub(super) const NAME: &str = "sRGB IEC61966-2.1";

const D50: [f64; 3] = [0.964_202_9, 1.0, 0.824_905_4];
const RED: [f64; 3] = [0.436_065_7, 0.222_488_4, 0.013_916_0];
const GREEN: [f64; 3] = [0.385_147_1, 0.716_873_2, 0.097_076_4];
const BLUE: [f64; 3] = [0.143_066_4, 0.060_607_9, 0.714_096_1];
const ADAPTATION: [f64; 9] =
    [1.047_882, 0.022_919, -0.050_201, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076, 0.751_678];
/// Above the fifth number ((a x + b) ^ gamma), below it c x.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", words(NAME)),
        (b"cprt", words("No copyright, use freely")),
        (b"wtpt", fixed(b"XYZ ", &D50)),
        (b"chad", fixed(b"sf32", &ADAPTATION)),
        (b"rXYZ", fixed(b"XYZ ", &RED)),
        (b"gXYZ", fixed(b"XYZ ", &GREEN)),
        (b"bXYZ", fixed(b"XYZ ", &BLUE)),
        (b"rTRC", curve()),
    ];
    // Green and blue have the curve of red.
    let entries = tags.len() + 2;
    let mut table = Vec::new();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * entries;
    for (name, tag) in &tags {
        let place = [size(start + data.len()), size(tag.len())].concat();
        let names: &[&[u8; 4]] = if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[name] };
        for name in names {
            table.extend_from_slice(*name);
            table.extend_from_slice(&place);
        }
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }

    let mut profile = Vec::new();
    profile.extend(size(start + data.len()));
    profile.extend([0; 4]); // No preferred colour engine.
    profile.extend([4, 0x20, 0, 0]);
    profile.extend(b"mntrRGB XYZ ");
    profile.extend([2026u16, 1, 1, 0, 0, 0].iter().flat_map(|part| part.to_be_bytes()));
    profile.extend(b"acsp");
    profile.resize(68, 0); // No platform, flags, device or intent.
    profile.extend(D50.iter().flat_map(|v| s15_fixed16(*v)));
    profile.resize(128, 0);
    profile.extend(size(entries));
    profile.extend(table);
    profile.extend(data);
    profile
}

fn words(text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let record = [size(1), size(12), *b"enUS", size(text.len()), size(28)].concat();
    [b"mluc\0\0\0\0".to_vec(), record, text].concat()
}

fn fixed(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let values = values.iter().flat_map(|v| s15_fixed16(*v));
    kind.iter().copied().chain([0; 4]).chain(values).collect()
}

fn curve() -> Vec<u8> {
    let values = CURVE.iter().flat_map(|v| s15_fixed16(*v));
    b"para".iter().copied().chain([0; 4]).chain([0, 3, 0, 0]).chain(values).collect()
}

fn size(count: usize) -> [u8; 4] {
    u32::try_from(count).expect("a profile is small").to_be_bytes()
}

#[expect(clippy::cast_possible_truncation, reason = "the constants above are small")]
fn s15_fixed16(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}
