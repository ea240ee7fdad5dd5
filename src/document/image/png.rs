//! PNG files: every colour type and depth, interlaced or not, brought to eight bits.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Reader, Transformations, Unit};

use super::{Unfit, points, within};

/// How a PNG file begins.
pub const START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The pixels of a PNG file, eight bits each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Parts of a colour: 1 for grey, 3 for red, green and blue.
    pub parts: usize,
    /// The colours, row by row from the top.
    pub colours: Vec<u8>,
    /// How opaque each pixel is; `None` if all are wholly.
    pub alpha: Option<Vec<u8>>,
}

/// Width and height in points. Every row is decoded, one at a time, so that a damaged file is found out
/// and a large one takes no memory.
pub(super) fn check(data: &[u8]) -> Result<(f64, f64), Unfit> {
    let mut reader = reader(data)?;
    while reader.next_row().map_err(|e| damaged(&e))?.is_some() {}
    let info = reader.info();
    if info.width == 0 || info.height == 0 {
        return Err(Unfit::bad("the PNG has no pixels"));
    }
    let metres = info.pixel_dims.filter(|dims| dims.unit == Unit::Meter);
    let per_inch = |per_metre: u32| f64::from(per_metre) * 0.0254;
    let across = metres.map(|dims| per_inch(dims.xppu));
    let down = metres.map(|dims| per_inch(dims.yppu));
    Ok((points(info.width, across), points(info.height, down)))
}

/// The pixels of a file.
///
/// # Errors
///
/// If it is damaged or has too many.
pub fn pixels(data: &[u8]) -> Result<Pixels, Unfit> {
    let mut reader = reader(data)?;
    let too_large = Unfit::TooLarge(reader.info().width, reader.info().height);
    let mut all = vec![0; reader.output_buffer_size().ok_or(too_large)?];
    let info = reader.next_frame(&mut all).map_err(|e| damaged(&e))?;
    all.truncate(info.buffer_size());
    let (parts, clear) = match info.color_type {
        ColorType::Grayscale => (1, false),
        ColorType::GrayscaleAlpha => (1, true),
        ColorType::Rgb => (3, false),
        ColorType::Rgba => (3, true),
        ColorType::Indexed => return Err(Unfit::bad("the palette of the PNG is damaged")),
    };
    let (colours, alpha) = match clear {
        true => (
            all.chunks_exact(parts + 1).flat_map(|pixel| &pixel[..parts]).copied().collect(),
            Some(all.iter().skip(parts).step_by(parts + 1).copied().collect::<Vec<u8>>()),
        ),
        false => (all, None),
    };
    let alpha = alpha.filter(|alpha| alpha.iter().any(|a| *a != 255));
    Ok(Pixels { width: info.width, height: info.height, parts, colours, alpha })
}

fn reader(data: &[u8]) -> Result<Reader<Cursor<&[u8]>>, Unfit> {
    // The header is always the first chunk. It is looked at before the decoder makes room for a row.
    let side = |at: usize| data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let (Some(width), Some(height)) = (side(16), side(20)) else {
        return Err(Unfit::bad("the PNG is cut off"));
    };
    within(width, height)?;
    let mut decoder = Decoder::new(Cursor::new(data));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.read_info().map_err(|e| damaged(&e))
}

fn damaged(error: &DecodingError) -> Unfit {
    match error {
        DecodingError::IoError(_) => Unfit::bad("the PNG is cut off"),
        error => Unfit::bad(format!("the PNG is damaged: {}", error.to_string().trim_end_matches('.'))),
    }
}
