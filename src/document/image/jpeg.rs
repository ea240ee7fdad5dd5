//! JPEG files: walked through segment by segment, not decoded, for PDF reads them as they are.

mod exif;

use std::ops::Range;

use super::{ImageError, points, within};
use bidwright_base::geometry::Size;

/// How a JPEG file begins.
pub const START: &[u8] = &[0xFF, 0xD8];
/// How a segment with a colour profile begins.
const ICC: &[u8] = b"ICC_PROFILE\0";

/// The header of a JPEG file.
#[derive(Debug, Clone, PartialEq)]
pub struct Jpeg {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Parts of a colour: 1 for grey, 3 for colours.
    pub channels: u8,
    /// Pixels an inch, across and down.
    per_inch: Option<(f64, f64)>,
    /// The stretches of the file that make the image.
    kept: Vec<Range<usize>>,
    /// Its colour profile; empty if it has none.
    profile: Vec<u8>,
}

impl Jpeg {
    /// Its colour profile; empty if it has none.
    pub(super) fn profile(&self) -> &[u8] {
        &self.profile
    }

    /// How large it prints.
    pub(super) fn size(&self) -> Size {
        let [across, down] = [self.per_inch.map(|dpi| dpi.0), self.per_inch.map(|dpi| dpi.1)];
        Size::new(points(self.width, across), points(self.height, down))
    }

    /// The file without what cameras and programs add: place and time of a photograph, its author, small
    /// previews, films after its end. The reader of an offer sees an image and gets no more.
    #[must_use]
    pub fn without_metadata(&self, data: &[u8]) -> Vec<u8> {
        self.kept.iter().flat_map(|range| &data[range.clone()]).copied().collect()
    }
}

/// Reads a file up to its end.
///
/// # Errors
///
/// If it is damaged, or of a kind that PDF readers do not show or archives do not take.
pub fn read(data: &[u8]) -> Result<Jpeg, ImageError> {
    let mut walk = Walk { data, at: START.len(), ..Walk::default() };
    walk.kept.push(0..START.len());
    while !walk.segment()? {}
    let (width, height, channels) = walk.frame.ok_or_else(damaged)?;
    if !walk.scanned {
        return Err(damaged());
    }
    Ok(Jpeg { width, height, channels, per_inch: walk.per_inch, kept: walk.kept, profile: walk.profile })
}

fn damaged() -> ImageError {
    ImageError::bad("the JPEG is damaged")
}

fn cut_off() -> ImageError {
    ImageError::bad("the JPEG is cut off")
}

/// Where reading has come to, and what was met.
#[derive(Default)]
struct Walk<'a> {
    data: &'a [u8],
    at: usize,
    frame: Option<(u32, u32, u8)>,
    /// Tables without which nothing can be decoded.
    quantised: bool,
    coded: bool,
    scanned: bool,
    per_inch: Option<(f64, f64)>,
    kept: Vec<Range<usize>>,
    profile: Vec<u8>,
}

impl<'a> Walk<'a> {
    /// Reads one segment; whether it was the last.
    fn segment(&mut self) -> Result<bool, ImageError> {
        let start = self.at;
        let marker = self.marker()?;
        if marker == 0xD9 {
            self.kept.push(start..self.at);
            return Ok(true);
        }
        let body = self.body()?;
        match marker {
            // Baseline, extended and progressive frames.
            0xC0..=0xC2 => self.frame(body)?,
            0xC4 => self.coded = true,
            0xDB => self.quantised = true,
            0xC3 | 0xC5..=0xCF => {
                return Err(ImageError::bad("the JPEG is of a rare kind; save it as a baseline JPEG"));
            }
            0xDA => {
                if self.frame.is_none() || !self.quantised || !self.coded {
                    return Err(damaged());
                }
                self.scan()?;
            }
            0xE0 => self.per_inch = self.per_inch.or(density(body)),
            0xE1 if exif::is_turned(body) => {
                let advice = "the photograph lies on its side, and only a note in it says how to turn it";
                return Err(ImageError::bad(format!("{advice}; turn it upright and save it")));
            }
            // A long profile is cut into segments, each with its number and their count before it.
            0xE2 if body.starts_with(ICC) => {
                self.profile.extend(body.get(ICC.len() + 2..).unwrap_or_default())
            }
            // Restart intervals and the like; then remarks.
            0xDC..=0xDF | 0xE2..=0xEF | 0xE1 | 0xFE => {}
            _ => return Err(damaged()),
        }
        // Of the application segments, only those that define the colours are part of the image.
        let application = matches!(marker, 0xE0..=0xEF | 0xFE);
        let defines_colours =
            marker == 0xE0 && body.starts_with(b"JFIF\0") || marker == 0xEE && body.starts_with(b"Adobe");
        if !application || defines_colours {
            self.kept.push(start..self.at);
        }
        Ok(false)
    }

    /// The code of the next marker. It may follow any number of fill bytes.
    fn marker(&mut self) -> Result<u8, ImageError> {
        if *self.data.get(self.at).ok_or_else(cut_off)? != 0xFF {
            return Err(damaged());
        }
        while self.data.get(self.at) == Some(&0xFF) {
            self.at += 1;
        }
        let marker = *self.data.get(self.at).ok_or_else(cut_off)?;
        self.at += 1;
        Ok(marker)
    }

    /// What a segment holds, after its length, which counts itself.
    fn body(&mut self) -> Result<&'a [u8], ImageError> {
        let length = self.data.get(self.at..self.at + 2).ok_or_else(cut_off)?;
        let end = self.at + usize::from(u16::from_be_bytes([length[0], length[1]]));
        if end < self.at + 2 {
            return Err(damaged());
        }
        let body = self.data.get(self.at + 2..end).ok_or_else(cut_off)?;
        self.at = end;
        Ok(body)
    }

    fn frame(&mut self, body: &[u8]) -> Result<(), ImageError> {
        let [depth, h1, h0, w1, w0, channels, ..] = *body else {
            return Err(damaged());
        };
        let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
        if self.frame.is_some() || width == 0 || height == 0 || body.len() != 6 + 3 * usize::from(channels) {
            return Err(damaged());
        }
        if depth != 8 {
            return Err(ImageError::bad(format!("the JPEG has {depth} bits a colour; save it with 8")));
        }
        match channels {
            1 | 3 => {}
            // An archive needs the press they are meant for.
            4 => return Err(ImageError::bad("the JPEG is in printers' colours (CMYK); save it as RGB")),
            _ => return Err(ImageError::bad("the JPEG is in unusual colours; save it as RGB")),
        }
        within(width.into(), height.into())?;
        self.frame = Some((width.into(), height.into(), channels));
        Ok(())
    }

    /// Passes over coded pixels, in which a marker is one that is neither zero nor a restart.
    fn scan(&mut self) -> Result<(), ImageError> {
        self.scanned = true;
        loop {
            let rest = self.data.get(self.at..).ok_or_else(cut_off)?;
            let next = rest.iter().position(|byte| *byte == 0xFF).ok_or_else(cut_off)?;
            match rest.get(next + 1) {
                None => return Err(cut_off()),
                Some(0 | 0xD0..=0xD7) => self.at += next + 2,
                Some(_) => {
                    self.at += next;
                    return Ok(());
                }
            }
        }
    }
}

/// Pixels an inch, if a JFIF segment has them in inches or centimetres.
fn density(body: &[u8]) -> Option<(f64, f64)> {
    let [_, _, unit, x1, x0, y1, y0, ..] = *body.strip_prefix(b"JFIF\0")? else {
        return None;
    };
    let inch = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    let per_inch = |high, low| f64::from(u16::from_be_bytes([high, low])) * inch;
    Some((per_inch(x1, x0), per_inch(y1, y0)))
}
