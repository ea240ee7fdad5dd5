//! What is taken, what is refused, and how large it prints.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

/// 24 x 16 pixels at 192 dpi: 9 x 6 points.
const JPEG: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/images/dusk.jpg"));

/// A PNG of any colour type and depth whose bytes are all alike.
fn a_png(color: ::png::ColorType, depth: ::png::BitDepth, size: (u32, u32), metre: Option<u32>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(Cursor::new(&mut out), size.0, size.1);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == ::png::ColorType::Indexed {
        encoder.set_palette(vec![200, 30, 30, 30, 200, 30]);
        encoder.set_trns(vec![255, 0]);
    }
    encoder.set_pixel_dims(metre.map(|ppu| ::png::PixelDimensions {
        xppu: ppu,
        yppu: ppu,
        unit: ::png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().unwrap();
    let row = (size.0 as usize * color.samples() * depth as usize).div_ceil(8);
    writer.write_image_data(&vec![0x55; row * size.1 as usize]).unwrap();
    writer.finish().unwrap();
    out
}

fn plain_png() -> Vec<u8> {
    a_png(::png::ColorType::Rgba, ::png::BitDepth::Eight, (20, 10), None)
}

/// A PNG of no pixels at all, which says that it has so many.
fn boast(width: u32, height: u32) -> Vec<u8> {
    let mut data = plain_png();
    data[16..20].copy_from_slice(&width.to_be_bytes());
    data[20..24].copy_from_slice(&height.to_be_bytes());
    data
}

fn svg_of(attributes: &str, inside: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>{inside}</svg>").into_bytes()
}

fn refused(data: &[u8]) -> String {
    Image::read(data).unwrap_err().to_string()
}

fn is_close(size: Size, (width, height): (f64, f64)) -> bool {
    (size.width.0 - width).abs() < 0.01 && (size.height.0 - height).abs() < 0.01
}

#[test]
fn every_kind_of_png_is_taken_and_comes_out_with_eight_bits() {
    use ::png::{BitDepth::*, ColorType::*};
    for (color, depth, channels, clear) in [
        (Grayscale, One, 1, false),
        (Grayscale, Four, 1, false),
        (Grayscale, Eight, 1, false),
        (Grayscale, Sixteen, 1, false),
        (GrayscaleAlpha, Eight, 1, true),
        (GrayscaleAlpha, Sixteen, 1, true),
        (Indexed, Two, 3, true),
        (Rgb, Eight, 3, false),
        (Rgb, Sixteen, 3, false),
        (Rgba, Eight, 3, true),
        (Rgba, Sixteen, 3, true),
    ] {
        let data = a_png(color, depth, (20, 10), None);
        let what = format!("{color:?} {depth:?}");
        assert!(is_close(Image::read(&data).unwrap().size(), (15.0, 7.5)), "{what}");
        let pixels = png::pixels(&data).unwrap();
        assert_eq!((pixels.channels, pixels.colours.len()), (channels, 200 * channels), "{what}");
        assert_eq!(pixels.alpha.map(|alpha| alpha.len()), clear.then_some(200), "{what}");
    }
}

#[test]
fn the_resolution_of_a_file_sets_its_printed_size() {
    let png = |metre| a_png(::png::ColorType::Rgb, ::png::BitDepth::Eight, (300, 150), metre);
    let size = |data: &[u8]| Image::read(data).unwrap().size();
    assert!(is_close(size(&png(None)), (225.0, 112.5)));
    assert!(is_close(size(&png(Some(11_811))), (72.0, 36.0)), "300 dpi");
    // An implausible resolution is not used.
    assert!(is_close(size(&png(Some(1))), (225.0, 112.5)));
    assert!(is_close(size(&png(Some(u32::MAX))), (225.0, 112.5)));
    assert!(is_close(size(JPEG), (9.0, 6.0)));
    let per_centimetre = [&JPEG[..13], &[2, 0, 72, 0, 72], &JPEG[18..]].concat();
    assert!(is_close(size(&per_centimetre), (9.448, 6.299)), "{:?}", size(&per_centimetre));
    let shape_alone = [&JPEG[..13], &[0, 0, 1, 0, 1], &JPEG[18..]].concat();
    assert!(is_close(size(&shape_alone), (18.0, 12.0)));
    let square = "<path d='M0 0h10v10z'/>";
    assert!(is_close(size(&svg_of("width='96' height='48'", square)), (72.0, 36.0)));
    assert!(is_close(size(&svg_of("width='2in' height='25.4mm'", square)), (144.0, 72.0)));
    assert!(is_close(size(&svg_of("viewBox='0 0 40 20'", square)), (30.0, 15.0)));
}

#[test]
fn an_image_of_too_many_pixels_is_refused_before_any_is_read() {
    assert_eq!(Image::read(&boast(20_000, 20_000)), Err(ImageError::TooLarge(20_000, 20_000)));
    assert_eq!(Image::read(&boast(u32::MAX, u32::MAX)), Err(ImageError::TooLarge(u32::MAX, u32::MAX)));
    assert_eq!(Image::read(&boast(40_000, 1)), Err(ImageError::TooLarge(40_000, 1)));
    assert!(refused(&boast(20_000, 20_000)).contains("20000 x 20000 pixels; at most 40 million"));
    // A small one that boasts of fewer is merely cut off.
    assert!(refused(&boast(5_000, 5_000)).contains("PNG is"));
    let at = JPEG.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap() + 5;
    let large = [&JPEG[..at], &[0xFF, 0xFF, 0xFF, 0xFF], &JPEG[at + 4..]].concat();
    assert_eq!(Image::read(&large), Err(ImageError::TooLarge(65_535, 65_535)));
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let png = plain_png();
    // What ends a PNG holds nothing.
    for end in 8..png.len() - 16 {
        assert!(refused(&png[..end]).contains("PNG"), "{end}");
    }
    for end in 2..JPEG.len() {
        assert!(refused(&JPEG[..end]).contains("JPEG"), "{end}");
    }
    let svg = svg_of("width='9' height='9'", "<path d='M0 0h10v10z'/>");
    for end in 0..svg.len() {
        let _ = refused(&svg[..end]);
    }
}

#[test]
fn faults_of_a_jpeg_are_reported() {
    let frame = JPEG.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let with = |at: usize, bytes: &[u8]| [&JPEG[..at], bytes, &JPEG[at + bytes.len()..]].concat();
    assert!(refused(&with(frame + 2, &[0, 1])).contains("damaged"), "a length below its own");
    assert!(refused(&with(frame + 2, &[0xFF, 0xFF])).contains("cut off"), "a length past the end");
    assert!(refused(&with(frame + 4, &[12])).contains("12 bits"));
    assert!(refused(&with(frame + 5, &[0, 0])).contains("damaged"), "no rows");
    assert!(refused(&with(frame + 1, &[0xC3])).contains("rare kind"));
    assert!(refused(&with(frame + 1, &[0xC9])).contains("rare kind"));
    // Progressive files are walked through like others.
    assert!(Image::read(&with(frame + 1, &[0xC2])).is_ok());
    let printers = [
        &JPEG[..frame + 2],
        &[0, 20],
        &JPEG[frame + 4..frame + 9],
        &[4],
        &JPEG[frame + 10..frame + 19],
        &[4, 0x11, 0],
        &JPEG[frame + 19..],
    ];
    assert!(refused(&printers.concat()).contains("CMYK"));
}

/// A segment after the start of a JPEG.
fn with_segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&JPEG[..2], &[0xFF, marker], &length, body, &JPEG[2..]].concat()
}

#[test]
fn a_photograph_on_its_side_is_refused_and_an_upright_one_taken() {
    let exif = |turn: u8| {
        let mut body = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        body.extend([turn, 0, 0, 0, 0, 0, 0]);
        with_segment(0xE1, &body)
    };
    assert!(Image::read(&exif(1)).is_ok());
    assert!(refused(&exif(6)).contains("on its side"));
    let little = b"Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
    assert!(refused(&with_segment(0xE1, little)).contains("on its side"));
    // A directory that is not there says nothing.
    assert!(Image::read(&with_segment(0xE1, b"Exif\0\0II\x2A\0\xFF\xFF\xFF\xFF")).is_ok());
}

#[test]
fn what_a_camera_notes_does_not_travel_with_the_image() {
    let noted = with_segment(0xE1, b"Exif\0\0MM\0\x2A\0\0\0\x08\0\0 59.9139 N 10.7522 E");
    let noted = [&noted[..], b"a film that follows"].concat();
    let File::Raster(data) = Image::read(&noted).unwrap().file else { panic!("no raster") };
    assert_eq!(&data[..], JPEG, "the notes went and nothing else");
    for (marker, body) in [(0xE2, &b"ICC_PROFILE\0"[..]), (0xED, b"Photoshop"), (0xFE, b"by Ann Other")] {
        let File::Raster(data) = Image::read(&with_segment(marker, body)).unwrap().file else {
            panic!("no raster")
        };
        assert_eq!(&data[..], JPEG);
    }
    // Adobe's note says how its colours are told.
    let adobe = with_segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01");
    let File::Raster(data) = Image::read(&adobe).unwrap().file else { panic!("no raster") };
    assert_eq!(&data[..], adobe);
}

#[test]
fn an_svg_that_would_be_printed_in_part_or_reaches_out_is_refused() {
    for (inside, reason) in [
        ("<text>words</text>", "<text>"),
        ("<image href='a.png'/>", "<image>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<filter id='f'><feImage href='/etc/hostname'/></filter>", "<f"),
        ("<use href='other.svg#a'/>", "outside itself"),
        ("<use xlink:href='http://example.org/a.svg#a'/>", "outside itself"),
        ("<path fill='url(http://example.org/p.svg#g)' d='M0 0h9v9z'/>", "outside itself"),
        ("<path style=\"fill: url( 'x.svg#g')\" d='M0 0h9v9z'/>", "outside itself"),
        ("<style>@import 'x.css';</style>", "outside itself"),
        ("<style>path { fill: url(x.svg#g) }</style>", "outside itself"),
    ] {
        let reason_given = refused(&svg_of("width='9' height='9'", inside));
        assert!(reason_given.contains(reason), "{inside}: {reason_given}");
    }
    let linked = "<a href='https://example.org'><path fill='url(#g)' d='M0 0h9v9z'/></a>";
    assert!(Image::read(&svg_of("width='9' height='9'", linked)).is_ok());
    assert!(refused(b"<html><body/></html>").contains("no SVG"));
    assert!(refused(&svg_of("width='1e9' height='9'", "")).contains("pixels long"));
}

#[test]
fn an_svg_that_loops_or_swells_is_refused_or_ends() {
    let read = |inside: &str| Image::read(&svg_of("width='9' height='9'", inside));
    let _ = read("<g id='a'><use href='#a'/></g>");
    let _ = read("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>");
    let _ = read("<clipPath id='c' clip-path='url(#c)'/><path clip-path='url(#c)' d='M0 0h9v9z'/>");
    let _ = read(
        "<pattern id='p' width='2' height='2'><path fill='url(#p)' d='M0 0h9v9z'/></pattern><path fill='url(#p)' d='M0 0h9v9z'/>",
    );
    let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
    assert!(matches!(read(&deep), Err(ImageError::Bad(reason)) if reason.contains("deep")));
    let mut doubled = "<path id='g0' d='M0 0h9v9z'/>".to_owned();
    for n in 1..40 {
        let before = n - 1;
        doubled += &format!("<g id='g{n}'><use href='#g{before}'/><use href='#g{before}'/></g>");
    }
    assert!(read(&doubled).is_err());
    let mut entities = String::from("<!DOCTYPE svg [<!ENTITY e0 'ha'>");
    for n in 1..30 {
        let before = n - 1;
        entities += &format!("<!ENTITY e{n} '{}'>", format!("&e{before};").repeat(10));
    }
    entities += "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><desc>&e29;</desc></svg>";
    assert!(refused(entities.as_bytes()).contains("entities"));
    let file = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><desc>&x;</desc></svg>";
    assert!(refused(file.as_bytes()).contains("entities"));
}

#[test]
fn depth_is_counted_past_whatever_hides_it() {
    let deep = "<g>".repeat(50_000);
    for hidden in [
        format!("<!-- {} -->{deep}", "</g>".repeat(50_000)),
        format!("<![CDATA[{}]]>{deep}", "</g>".repeat(50_000)),
        format!("<?x {}?>{deep}", "</g>".repeat(50_000)),
        format!("<g a='{}'/>{deep}", "/>".repeat(50_000)),
        deep.replace("<g>", "<g a='/'>"),
        deep.replace("<g>", "<g a='x>y'  >"),
        deep.replace("<g>", "<g>&lt;/g></g ><g\n>"),
        "<g><g/></g><g>".repeat(50_000),
    ] {
        let svg = svg_of("width='9' height='9'", &hidden);
        assert!(refused(&svg).contains("deep"), "{}", &hidden[..40]);
    }
    // What only looks deep is not.
    let flat = format!("<!-- {deep} --><desc><![CDATA[{deep}]]></desc>");
    assert!(Image::read(&svg_of("width='9' height='9'", &flat)).is_ok());
    assert!(Image::read(&svg_of("width='9' height='9'", &"<g/>".repeat(1_000))).is_ok());
}

#[test]
fn what_drawing_programs_write_at_the_top_is_taken() {
    let drawing = "<svg xmlns='&ns_svg;' width='9' height='9'><path d='M0 0h9v9z'/></svg>";
    for top in [
        "<?xml version='1.0' encoding='utf-8'?><!-- a program, its version --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [ <!ENTITY ns_svg 'http://www.w3.org/2000/svg'>\n\t<!-- and more --><!ENTITY ns_x \"x\" > ] >",
        "<!DOCTYPE svg [<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]>",
    ] {
        let read = Image::read(format!("{top}\n{drawing}").as_bytes());
        assert!(read.is_ok(), "{top}: {read:?}");
    }
    let plain = drawing.replace("&ns_svg;", "http://www.w3.org/2000/svg");
    let top = "\u{feff}<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">";
    assert!(Image::read(format!("{top}{plain}").as_bytes()).is_ok());
    for odd in [
        "<!DOCTYPE svg [<!ELEMENT a '>]>",
        "<!DOCTYPE svg [<!ENTITY a ']><!--'",
        "<!DOCTYPE svg [",
        "<!DOCTYPE",
    ] {
        assert!(Image::read(format!("{odd}{plain}").as_bytes()).is_err(), "{odd}");
    }
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic(at in 0usize..400, byte: u8, kind in 0..3) {
        let mut data = match kind {
            0 => plain_png(),
            1 => JPEG.to_vec(),
            _ => svg_of("width='9' height='9'", "<path d='M0 0h10v10z'/>"),
        };
        let at = at % data.len();
        data[at] = byte;
        let _ = Image::read(&data);
    }
}
