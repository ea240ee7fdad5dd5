//! PNG and JPEG files as PDF images.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::{dict, name};
use bidwright_document::image::png::{Pixels, START as PNG, pixels};
use bidwright_document::image::{ImageError, jpeg};

/// An image file as an image.
pub(super) fn image(data: &[u8]) -> Result<ExternalXObject, ImageError> {
    let stream = if data.starts_with(PNG) {
        of_png(data)?
    } else if data.starts_with(jpeg::START) {
        of_jpeg(data)?
    } else {
        return Err(ImageError::Bad("it is neither PNG nor JPEG".to_owned()));
    };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn entries(width: u32, height: u32, channels: usize) -> BTreeMap<String, DictItem> {
    dict([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", name(if channels == 1 { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent", DictItem::Int(8)),
    ])
}

/// The file as it is: PDF reads JPEG.
fn of_jpeg(data: &[u8]) -> Result<ExternalStream, ImageError> {
    let jpeg = jpeg::read(data)?;
    let mut dict = entries(jpeg.width, jpeg.height, jpeg.channels.into());
    dict.insert("Filter".to_owned(), name("DCTDecode"));
    Ok(ExternalStream { dict, content: jpeg.without_metadata(data), compress: false })
}

/// The pixels, with their transparency as an image of its own.
fn of_png(data: &[u8]) -> Result<ExternalStream, ImageError> {
    let Pixels { width, height, channels, colours, alpha } = pixels(data)?;
    let mut stream = flate(&colours, width, height, channels);
    if let Some(alpha) = alpha {
        let mask = flate(&alpha, width, height, 1);
        stream.dict.insert("SMask".to_owned(), DictItem::Stream { stream: mask });
    }
    Ok(stream)
}

/// An image to be deflated when the file is saved. Pixels are stored as their difference to those to the left and above,
/// as in PNG itself, which halves most images.
fn flate(pixels: &[u8], width: u32, height: u32, channels: usize) -> ExternalStream {
    const PAETH: u8 = 4;
    let row = pixels.len() / height as usize;
    let mut content = Vec::with_capacity(pixels.len() + height as usize);
    for start in (0..pixels.len()).step_by(row) {
        content.push(PAETH);
        for at in start..start + row {
            let left = if at - start >= channels { pixels[at - channels] } else { 0 };
            let above = if start > 0 { pixels[at - row] } else { 0 };
            let corner = if at - start >= channels && start > 0 { pixels[at - row - channels] } else { 0 };
            content.push(pixels[at].wrapping_sub(paeth(left, above, corner)));
        }
    }
    let mut dict = entries(width, height, channels);
    let predictor = super::dict([
        ("Predictor", DictItem::Int(15)),
        ("Colors", DictItem::Int(if channels == 1 { 1 } else { 3 })),
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
