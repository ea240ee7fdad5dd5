//! An image file, validated once: its format, its printed size, whether it can be printed.
//!
//! Templates name image files of any origin. Everything such a file could do to us is
//! settled here, before a page is set: a damaged one, one that would take all memory, one that reaches for
//! other files. Who holds a [`Image`] can print it.

pub mod jpeg;
pub mod png;
mod profile;
pub mod svg;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use bidwright_base::geometry::{Pt, Size};

/// Most pixels of an image. An A3 page at 600 dpi has 70 million, at 300 dpi, which is what presses print
/// of photographs, 17.
pub(crate) const MOST_PIXELS: u64 = 40_000_000;
/// Longest side in pixels, so that a single row takes little memory.
pub(crate) const LONGEST_SIDE: u32 = 30_000;

/// An image that can be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    file: File,
    size: Size,
    /// The colours its numbers mean, if they are not those of sRGB, in which it is printed.
    foreign_colours: Option<String>,
}

/// What an image is printed from.
#[derive(Debug, Clone, PartialEq)]
pub enum File {
    /// A PNG or JPEG file.
    Raster(Arc<[u8]>),
    /// An SVG drawing.
    Svg(Arc<str>),
}

/// Why an image cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageError {
    /// It is damaged or of a kind that cannot be printed: what, and what to do.
    Bad(String),
    /// It has too many pixels: width and height.
    TooLarge(u32, u32),
}

impl Image {
    /// Validates a file, whatever its name says it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be printed.
    pub fn read(data: &[u8]) -> Result<Image, ImageError> {
        if data.starts_with(png::START) {
            let (size, foreign_colours) = png::validate(data)?;
            return Ok(Image { file: File::Raster(data.into()), size, foreign_colours });
        }
        if data.starts_with(jpeg::START) {
            let jpeg = jpeg::read(data)?;
            let file = File::Raster(jpeg.without_metadata(data).into());
            let foreign_colours = profile::foreign_of(jpeg.profile());
            return Ok(Image { file, size: jpeg.size(), foreign_colours });
        }
        let text = std::str::from_utf8(data).unwrap_or_default().trim_start_matches('\u{feff}');
        if !text.trim_start().starts_with('<') {
            return Err(ImageError::bad("it is no PNG, JPEG or SVG file"));
        }
        let size = svg::size(&svg::tree(text)?)?;
        Ok(Image { file: File::Svg(text.into()), size, foreign_colours: None })
    }

    /// Its size by its own resolution, or else at 96 pixels an inch.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// The colours its numbers mean, if they are not those of sRGB: printed as they are, they shift.
    pub(crate) fn foreign_colours(&self) -> Option<&str> {
        self.foreign_colours.as_deref()
    }

    /// What it is printed from.
    #[must_use]
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl ImageError {
    fn bad(reason: impl Into<String>) -> ImageError {
        ImageError::Bad(reason.into())
    }
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Bad(reason) => f.write_str(reason),
            ImageError::TooLarge(width, height) => write!(
                f,
                "it has {width} x {height} pixels; at most {} million, {LONGEST_SIDE} a side",
                MOST_PIXELS / 1_000_000
            ),
        }
    }
}

impl std::error::Error for ImageError {}

/// Refuses an image of more pixels than fit in memory, before any of them is decoded.
fn within(width: u32, height: u32) -> Result<(), ImageError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(ImageError::TooLarge(width, height));
    }
    Ok(())
}

/// Pixels along a side as points, at so many pixels an inch. An implausible resolution, such as 1 dpi or
/// none at all, is that of the screen.
fn points(pixels: u32, per_inch: Option<f64>) -> Pt {
    const SCREEN: f64 = 96.0;
    let per_inch = per_inch.filter(|dpi| (20.0..=4_800.0).contains(dpi)).unwrap_or(SCREEN);
    Pt(f64::from(pixels) * 72.0 / per_inch)
}
