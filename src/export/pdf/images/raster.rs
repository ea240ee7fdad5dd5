//! PNG and JPEG files as PDF images.

use std::collections::BTreeMap;
use std::io::Cursor;

use png::{ColorType, Decoder, Transformations};
use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::{dict, name};

/// A picture file as an image.
pub(super) fn image(data: &[u8]) -> Result<ExternalXObject, String> {
    let stream = if data.starts_with(b"\x89PNG") {
        png(data)?
    } else if data.starts_with(&[0xFF, 0xD8]) {
        jpeg(data)?
    } else {
        return Err("it is neither PNG nor JPEG".to_owned());
    };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn entries(width: u32, height: u32, space: &str) -> BTreeMap<String, DictItem> {
    dict([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
    ])
}

/// The file as it is: PDF reads JPEG.
fn jpeg(data: &[u8]) -> Result<ExternalStream, String> {
    let (width, height, parts) = jpeg_size(data).ok_or("the JPEG is damaged")?;
    let space = match parts {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return Err("the JPEG is in printers' colours; save it as RGB".to_owned()),
    };
    let mut dict = entries(width, height, space);
    dict.insert("Filter".to_owned(), name("DCTDecode"));
    Ok(ExternalStream { dict, content: data.to_vec(), compress: false })
}

/// Width, height and number of components, from the frame header.
fn jpeg_size(data: &[u8]) -> Option<(u32, u32, u8)> {
    let mut at = 2;
    loop {
        let [0xFF, marker] = data.get(at..at + 2)? else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes(data.get(at + 2..at + 4)?.try_into().ok()?));
        // Baseline, extended and progressive frames; PDF reads no others.
        if matches!(marker, 0xC0..=0xC2) {
            let [8, h1, h0, w1, w0, parts] = *data.get(at + 4..at + 10)? else {
                return None;
            };
            let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
            return (width > 0 && height > 0).then_some((width.into(), height.into(), parts));
        }
        at += 2 + length;
    }
}

/// The pixels, with their transparency as an image of its own.
fn png(data: &[u8]) -> Result<ExternalStream, String> {
    let mut decoder = Decoder::new(Cursor::new(data));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|e| e.to_string())?;
    let size = reader.output_buffer_size().ok_or("the PNG is too large")?;
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels).map_err(|e| e.to_string())?;
    pixels.truncate(info.buffer_size());

    let (space, parts, clear) = match info.color_type {
        ColorType::Grayscale => ("DeviceGray", 1, false),
        ColorType::GrayscaleAlpha => ("DeviceGray", 1, true),
        ColorType::Rgb => ("DeviceRGB", 3, false),
        ColorType::Rgba => ("DeviceRGB", 3, true),
        ColorType::Indexed => return Err("the PNG's palette is damaged".to_owned()),
    };
    let alpha: Vec<u8> = match clear {
        true => pixels.iter().skip(parts).step_by(parts + 1).copied().collect(),
        false => Vec::new(),
    };
    let colours = match clear {
        true => pixels.chunks_exact(parts + 1).flat_map(|pixel| &pixel[..parts]).copied().collect(),
        false => pixels,
    };
    let mut stream = flate(colours, info.width, info.height, space, parts);
    if alpha.iter().any(|a| *a != 255) {
        let mask = flate(alpha, info.width, info.height, "DeviceGray", 1);
        stream.dict.insert("SMask".to_owned(), DictItem::Stream { stream: mask });
    }
    Ok(stream)
}

/// An image to be deflated when the file is saved. Rows are told by their difference to what is left and above,
/// as in PNG itself, which halves most pictures.
fn flate(pixels: Vec<u8>, width: u32, height: u32, space: &str, parts: usize) -> ExternalStream {
    const PAETH: u8 = 4;
    let row = pixels.len() / height as usize;
    let mut content = Vec::with_capacity(pixels.len() + height as usize);
    for start in (0..pixels.len()).step_by(row) {
        content.push(PAETH);
        for at in start..start + row {
            let left = if at - start >= parts { pixels[at - parts] } else { 0 };
            let above = if start > 0 { pixels[at - row] } else { 0 };
            let corner = if at - start >= parts && start > 0 { pixels[at - row - parts] } else { 0 };
            content.push(pixels[at].wrapping_sub(paeth(left, above, corner)));
        }
    }
    let mut dict = entries(width, height, space);
    let predictor = super::dict([
        ("Predictor", DictItem::Int(15)),
        ("Colors", DictItem::Int(if parts == 1 { 1 } else { 3 })),
        ("Columns", DictItem::Int(width.into())),
    ]);
    dict.insert("DecodeParms".to_owned(), DictItem::Dict { map: predictor });
    ExternalStream { dict, content, compress: true }
}

/// The neighbour nearest to left + above - corner: the PNG standard's best guess at a pixel.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |from: u8| (guess - i16::from(from)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
