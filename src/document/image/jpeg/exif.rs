//! The one note of a camera that matters to us: how its image is to be turned. PDF readers do not look
//! at it, so a photograph that the camera left on its side would be printed so.

/// Tag of the orientation in the first directory of a TIFF file.
const ORIENTATION: u16 = 0x0112;

/// Whether the body of an Exif segment marks the image as rotated.
pub(super) fn is_turned(body: &[u8]) -> bool {
    orientation(body).is_some_and(|turn| (2..=8).contains(&turn))
}

/// 1 to 8: upright, and seven ways in which it is not.
fn orientation(body: &[u8]) -> Option<u16> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let offset = tiff.get(4..8)?.try_into().ok()?;
    let offset = if little { u32::from_le_bytes(offset) } else { u32::from_be_bytes(offset) };
    let directory = usize::try_from(offset).ok()?;
    let entries = usize::from(short(directory)?);
    let mut found = (0..entries).map_while(|entry| {
        let at = directory.checked_add(2 + entry * 12)?;
        Some((short(at)?, short(at.checked_add(8)?)?))
    });
    found.find_map(|(tag, value)| (tag == ORIENTATION).then_some(value))
}
