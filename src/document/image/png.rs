//! PNG files: every colour type and depth, interlaced or not, brought to eight bits.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Info, Reader, Transformations, Unit};

use super::{ImageError, points, profile, within};
use bidwright_base::geometry::Size;

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
    pub channels: usize,
    /// The colours, row by row from the top.
    pub colours: Vec<u8>,
    /// How opaque each pixel is; `None` if all are wholly.
    pub alpha: Option<Vec<u8>>,
}

/// How large it prints, and its colours if they are not those of sRGB. Every row is decoded, one at a time, so that damage is found and a large
/// file takes no memory; its pixels are decoded once more by the exporter rather than held until then.
pub(super) fn validate(data: &[u8]) -> Result<(Size, Option<String>), ImageError> {
    let mut reader = reader(data)?;
    while reader.next_row().map_err(|e| damaged(&e))?.is_some() {}
    let info = reader.info();
    if info.width == 0 || info.height == 0 {
        return Err(ImageError::bad("the PNG has no pixels"));
    }
    let metres = info.pixel_dims.filter(|dims| dims.unit == Unit::Meter);
    let per_inch = |per_metre: u32| f64::from(per_metre) * 0.0254;
    let across = metres.map(|dims| per_inch(dims.xppu));
    let down = metres.map(|dims| per_inch(dims.yppu));
    Ok((Size::new(points(info.width, across), points(info.height, down)), foreign_colours(info)))
}

/// What the file calls its colours, if they are not those of sRGB. Of several statements the first counts in the order
/// of the PNG specification: `cICP`, `iCCP`, `sRGB`, then `gAMA` and `cHRM`.
fn foreign_colours(info: &Info<'_>) -> Option<String> {
    let grey = matches!(info.color_type, ColorType::Grayscale | ColorType::GrayscaleAlpha);
    if let Some(points) = &info.coding_independent_code_points {
        let like_srgb = (grey || points.color_primaries == 1) && points.transfer_function == 13;
        let name = match points.color_primaries {
            9 => "BT.2020",
            11 | 12 => "P3",
            _ => "another standard than sRGB",
        };
        return (!like_srgb).then(|| format!("{name} (its `cICP` chunk)"));
    }
    if let Some(profile) = &info.icc_profile {
        return profile::foreign(profile);
    }
    if info.srgb.is_some() {
        return None;
    }
    let gamma = info.gama_chunk.map(|gamma| f64::from(gamma.into_scaled()) / 100_000.0);
    if let Some(gamma) = gamma.filter(|gamma| (gamma * 2.2 - 1.0).abs() > 0.05) {
        return Some(format!("another brightness than sRGB, {gamma:.2} for 0.45 (its `gAMA` chunk)"));
    }
    let differs = info.chrm_chunk.is_some_and(|stated| {
        let stated = [stated.white, stated.red, stated.green, stated.blue];
        stated.iter().zip(SRGB).any(|((x, y), (srgb_x, srgb_y))| {
            x.into_scaled().abs_diff(srgb_x) > NEAR || y.into_scaled().abs_diff(srgb_y) > NEAR
        })
    });
    (differs && !grey).then(|| "other primaries than those of sRGB (its `cHRM` chunk)".to_owned())
}

/// White, red, green and blue of sRGB in the plane of colours, in hundred thousandths.
const SRGB: [(u32, u32); 4] = [(31_270, 32_900), (64_000, 33_000), (30_000, 60_000), (15_000, 6_000)];
/// Files that mean sRGB differ by less.
const NEAR: u32 = 1_500;

/// The pixels of a file.
///
/// # Errors
///
/// If it is damaged or has too many.
pub fn pixels(data: &[u8]) -> Result<Pixels, ImageError> {
    let mut reader = reader(data)?;
    let too_large = ImageError::TooLarge(reader.info().width, reader.info().height);
    let mut all = vec![0; reader.output_buffer_size().ok_or(too_large)?];
    let info = reader.next_frame(&mut all).map_err(|e| damaged(&e))?;
    all.truncate(info.buffer_size());
    let (channels, clear) = match info.color_type {
        ColorType::Grayscale => (1, false),
        ColorType::GrayscaleAlpha => (1, true),
        ColorType::Rgb => (3, false),
        ColorType::Rgba => (3, true),
        ColorType::Indexed => return Err(ImageError::bad("the palette of the PNG is damaged")),
    };
    let (colours, alpha) = if clear {
        let colours = all.chunks_exact(channels + 1).flat_map(|pixel| &pixel[..channels]).copied().collect();
        (colours, Some(all.iter().skip(channels).step_by(channels + 1).copied().collect::<Vec<u8>>()))
    } else {
        (all, None)
    };
    let alpha = alpha.filter(|alpha| alpha.iter().any(|a| *a != 255));
    Ok(Pixels { width: info.width, height: info.height, channels, colours, alpha })
}

fn reader(data: &[u8]) -> Result<Reader<Cursor<&[u8]>>, ImageError> {
    // The header is always the first chunk. It is looked at before the decoder makes room for a row.
    let side = |at: usize| data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let (Some(width), Some(height)) = (side(16), side(20)) else {
        return Err(ImageError::bad("the PNG is cut off"));
    };
    within(width, height)?;
    let mut decoder = Decoder::new(Cursor::new(data));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.read_info().map_err(|e| damaged(&e))
}

fn damaged(error: &DecodingError) -> ImageError {
    match error {
        DecodingError::IoError(_) => ImageError::bad("the PNG is cut off"),
        error => ImageError::bad(format!("the PNG is damaged: {}", error.to_string().trim_end_matches('.'))),
    }
}
