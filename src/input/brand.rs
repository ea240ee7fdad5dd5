//! `templates/brands/<id>/brand.toml`, with its fonts and its logo.

use std::borrow::Cow;

use toml::de::DeValue;

use super::contrast;
use super::library::{self, BRAND};
use super::project::Project;
use super::read::{
    FindingSink, Item, Placeholder, Table, Word, decimal, flag, id, line, list, name, string, whole, within,
    word,
};
use super::shared::toml_file;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_base::geometry::{Pt, Size};
use bidwright_base::source::{FileId, Place, Placed};
use bidwright_base::words;
use bidwright_model::theme::{Colour, CoverStyle, FontFile, Fonts, Heads, Letters, Palette, Theme};

/// The brand with an id.
pub(super) fn brand(project: &Project, id: &Placed<String>, sink: &FindingSink) -> Option<Theme> {
    let file = *library::need(project, &BRAND, id, sink).first()?;
    toml_file(project, &BRAND, file, sink, |t, file| theme(t, project, file))?
}

fn theme(t: &Table<'_>, project: &Project, file: FileId) -> Option<Theme> {
    let folder = project.sources[file].path.trim_end_matches("brand.toml").to_owned();
    let id = t.need("id", id);
    let firm = t.need("name", name);
    let legal = t.or("legal", "", line);
    let palette = t.need_table("palette", |t| {
        let before = t.sink().errors();
        let palette = palette(t);
        if t.sink().errors() == before {
            contrast::check(t, &palette);
        }
        palette
    });
    let (page, margins) = t.table("page", |t| (t.or("size", A4, size), margins(t)));
    let numbered = t.or("numbered", true, flag);
    let fonts = t.need_table("fonts", |t| fonts(t, project));
    let cover = t.table("cover", |t| t.or("style", CoverStyle::Band, word));
    let heads = t.table("type", heads);
    let logo = t.may("logo", svg(project, &folder));
    let logo_dark = t.may("logo_dark", svg(project, &folder));
    Some(Theme {
        id,
        firm,
        legal,
        palette,
        page,
        margins,
        numbered,
        fonts: fonts?,
        cover,
        heads,
        logo,
        logo_dark,
    })
}

fn palette(t: &Table<'_>) -> Palette {
    Palette {
        primary: t.need("primary", colour),
        accent: t.need("accent", colour),
        ink: t.need("ink", colour),
        muted: t.need("muted", colour),
        rule: t.need("rule", colour),
        tint: t.need("tint", colour),
        paper: t.or("paper", Colour::WHITE, colour),
        positive: t.need("positive", colour),
        caution: t.need("caution", colour),
    }
}

fn colour(item: &Item<'_>) -> Option<Colour> {
    let hex = string(item)?;
    if let Some(colour) = Colour::from_hex(&hex) {
        return Some(colour);
    }
    let shown: String = hex.escape_debug().take(40).collect();
    let message = format!("{} is `{shown}`, which is no colour", item.name());
    item.refuse(Diagnostic::error(Code::BadColour, message).hint("six hex digits: `#0b4a57`"))
}

impl Placeholder for Colour {
    fn placeholder(_: Place) -> Colour {
        Colour::WHITE
    }
}

impl Word for CoverStyle {
    const WORDS: &'static [(&'static str, CoverStyle)] =
        &[("band", CoverStyle::Band), ("split", CoverStyle::Split), ("plain", CoverStyle::Plain)];
}

impl Word for Letters {
    const WORDS: &'static [(&'static str, Letters)] =
        &[("plain", Letters::Plain), ("small-caps", Letters::SmallCapitals), ("capitals", Letters::Capitals)];
}

/// Between capitals, in thousandths of the size.
const TRACKING: u8 = 60;

/// Letters of small heads and the space between them. Small letters are not spaced: it only makes words fall apart.
fn heads(t: &Table<'_>) -> Heads {
    let letters = t.or("heads", Letters::Plain, word);
    let thousandths: u8 = t.or("tracking", TRACKING, whole(0, 150));
    if letters == Letters::Plain {
        if t.has("tracking") {
            let message = "`tracking` has no effect: plain heads are not letter-spaced";
            let finding = Diagnostic::note(Code::KeyWithoutEffect, message);
            t.sink().push(finding.at(t.place_of("tracking")));
        }
        return Heads::default();
    }
    Heads { letters, tracking: f64::from(thousandths) / 1000.0 }
}

/// A size of paper, in millimetres.
#[derive(Clone, Copy)]
struct PaperSize(f64, f64);

const A4: Size = Size::new(Pt(595.275_590_551_181_1), Pt(841.889_763_779_527_6));

impl Word for PaperSize {
    const WORDS: &'static [(&'static str, PaperSize)] =
        &[("A4", PaperSize(210.0, 297.0)), ("Letter", PaperSize(215.9, 279.4))];
}

/// A named size, or width and height in millimetres.
fn size(item: &Item<'_>) -> Option<Size> {
    if let DeValue::Array(_) = item.value {
        let both: Vec<Pt> = list(millimetres(100, 1_000))(item)?;
        if let [width, height] = both.as_slice() {
            return Some(Size::new(*width, *height));
        }
        return item.wrong_type("two numbers, width and height in mm");
    }
    let PaperSize(width, height) = word(item)?;
    Some(Size::new(Pt::mm(width), Pt::mm(height)))
}

fn margins(t: &Table<'_>) -> [Pt; 4] {
    t.table("margins", |t| {
        let side = |key, default| t.or(key, Pt::mm(default), millimetres(5, 80));
        [side("top", 26.0), side("right", 22.0), side("bottom", 24.0), side("left", 22.0)]
    })
}

fn millimetres(low: i64, high: i64) -> impl Fn(&Item<'_>) -> Option<Pt> {
    move |item| {
        let mm = within(low, high).check(item, decimal(item)?)?;
        rust_decimal::prelude::ToPrimitive::to_f64(&mm).map(Pt::mm)
    }
}

/// SVG beside the brand file.
fn svg(project: &Project, folder: &str) -> impl Fn(&Item<'_>) -> Option<String> {
    move |item| {
        let path = line(item)?;
        if path.starts_with(['/', '\\']) || path.contains(':') || path.split(['/', '\\']).any(|p| p == "..") {
            return item.refuse(super::files::outside(&path));
        }
        let files = project.below(folder).filter(|(path, _)| path.ends_with(".svg"));
        match project.find(&format!("{folder}{path}")) {
            Some(file) => Some(project.sources[file].text.to_string()),
            None => {
                let message = format!("there is no file `{path}` beside the brand");
                let near = files.filter_map(|(path, _)| path.strip_prefix(folder));
                let hint = words::did_you_mean(&path, near);
                item.refuse(Diagnostic::error(Code::MissingLogo, message).hint(hint))
            }
        }
    }
}

/// The families named, from `templates/fonts/`.
fn fonts(t: &Table<'_>, project: &Project) -> Option<Fonts> {
    let family = |styles: &'static [&'static str]| move |item: &Item<'_>| family(item, project, styles);
    let body: Option<Vec<FontFile>> = t.need("body", |item| family(&BODY)(item).map(Some));
    let mono: Option<Vec<FontFile>> = t.need("mono", |item| family(&BODY[..1])(item).map(Some));
    let fallback: Vec<Vec<FontFile>> = t.or("fallback", [], list(family(&BODY[..1])));
    Some(Fonts {
        body: body?.try_into().ok()?,
        mono: mono?.into_iter().next()?,
        fallback: fallback.into_iter().flatten().collect(),
    })
}

/// Ends of the names of regular, italic, semibold and semibold italic.
const BODY: [&str; 4] = ["-Regular", "-It", "-Semibold", "-SemiboldIt"];

impl Placeholder for Option<Vec<FontFile>> {
    fn placeholder(_: Place) -> Option<Vec<FontFile>> {
        None
    }
}

fn family(item: &Item<'_>, project: &Project, styles: &[&str]) -> Option<Vec<FontFile>> {
    let family = id(item)?;
    let folder = format!("templates/fonts/{family}/");
    let mut found = Vec::new();
    for style in styles {
        let file = project.assets.below(&folder).find(|(path, _)| {
            let stem = path.rsplit_once('.').map_or(*path, |(stem, _)| stem);
            stem.ends_with(style)
        });
        let Some((path, data)) = file else {
            let message = format!("there is no font `{folder}*{style}.ttf`");
            let families = project.assets.below("templates/fonts/");
            let families = families.filter_map(|(path, _)| path.split('/').nth(2));
            let hint = words::did_you_mean(&family, families.filter(|other| *other != family));
            return item.refuse(Diagnostic::error(Code::MissingFont, message).hint(hint));
        };
        let data: Cow<'static, [u8]> = data.clone();
        found.push(FontFile { path: path.to_owned(), data });
    }
    Some(found)
}
