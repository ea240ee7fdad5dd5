//! The catalog, the metadata of the file, its colours and attachments.

use lopdf::{Dictionary, Object};

use super::{Broken, File, of};

/// Checks all of it.
pub(super) fn check(file: &File<'_>, catalog: &Dictionary, broken: &mut Broken) {
    let doc = file.doc;
    broken.unless(doc.version == "1.7", || format!("the version is {}, not 1.7", doc.version));
    broken.unless(doc.trailer.get(b"ID").is_ok(), || "the file has no identity".to_owned());
    broken.unless(!doc.trailer.has(b"Encrypt"), || "the file is encrypted".to_owned());
    let language = file.text(catalog, "Lang").unwrap_or_default();
    broken.unless(!language.is_empty(), || "the language is not given".to_owned());
    let flag = |dict: &str, key: &str| {
        let flag = file.dict(catalog, dict).and_then(|dict| file.get(dict, key));
        matches!(flag, Some(Object::Boolean(true)))
    };
    broken.unless(flag("MarkInfo", "Marked"), || "the file is not marked as tagged".to_owned());
    let shown = flag("ViewerPreferences", "DisplayDocTitle");
    broken.unless(shown, || "the title is not shown in place of the file name".to_owned());

    let attached = attachments(file, catalog, broken);
    match file.get(catalog, "Metadata") {
        Some(Object::Stream(xmp)) => {
            broken.unless(!xmp.dict.has(b"Filter"), || "the XMP metadata is compressed".to_owned());
            xmp_agrees(file, &String::from_utf8_lossy(&xmp.content), attached, broken);
        }
        _ => broken.unless(false, || "there is no XMP metadata".to_owned()),
    }

    let intents = file.list(catalog, "OutputIntents");
    let profile = intents.iter().filter_map(|intent| of(file.follow(intent))).find_map(|intent| {
        let archive = file.name(intent, "S").as_deref() == Some("GTS_PDFA1");
        file.get(intent, "DestOutputProfile").filter(|_| archive)?.as_stream().ok()
    });
    let profile = profile.and_then(|profile| profile.get_plain_content().ok()).unwrap_or_default();
    let sound = profile.get(36..40) == Some(b"acsp") && profile.get(16..20) == Some(b"RGB ");
    let length = profile.first_chunk().map(|length| u32::from_be_bytes(*length));
    let whole = length.is_some_and(|length| length as usize == profile.len());
    broken.unless(sound && whole, || "there is no RGB profile for the colours".to_owned());
}

/// Info and XMP agree, and the XMP claims the standards with what that takes.
fn xmp_agrees(file: &File<'_>, xmp: &str, attached: bool, broken: &mut Broken) {
    let info = file.doc.trailer.get(b"Info").ok().map(|info| file.follow(info)).and_then(of);
    let pairs = [
        ("Title", "dc:title"),
        ("Author", "dc:creator"),
        ("Subject", "dc:description"),
        ("Creator", "xmp:CreatorTool"),
        ("Producer", "pdf:Producer"),
        ("CreationDate", "xmp:CreateDate"),
        ("ModDate", "xmp:ModifyDate"),
    ];
    for (key, property) in pairs {
        let mut in_info = info.and_then(|info| file.text(info, key)).unwrap_or_default();
        let mut in_xmp = value(xmp, property).unwrap_or_default();
        broken.unless(!in_info.is_empty(), || format!("{key} is not given"));
        if key.ends_with("Date") {
            // Written differently, with the same digits; both end in Z.
            for date in [&mut in_info, &mut in_xmp] {
                date.retain(|c| c.is_ascii_digit() || c == 'Z');
            }
        }
        broken.unless(in_info == in_xmp, || format!("{key} is `{in_info}` in Info, `{in_xmp}` in XMP"));
    }
    let part = value(xmp, "pdfaid:part").unwrap_or_default();
    let expected = if attached { "3" } else { "2" };
    broken.unless(part == expected, || format!("the PDF/A part is `{part}`, not {expected}"));
    let level = value(xmp, "pdfaid:conformance").unwrap_or_default();
    broken.unless(level == "B", || format!("the PDF/A level is `{level}`, not B"));
    let accessible = value(xmp, "pdfuaid:part").as_deref() == Some("1");
    broken.unless(accessible, || "PDF/UA-1 is not claimed".to_owned());
    let described = value(xmp, "pdfaSchema:prefix").as_deref() == Some("pdfuaid");
    broken.unless(described, || "the PDF/UA claim is not described for PDF/A".to_owned());
}

/// The text of a property, without the containers around it.
fn value(xmp: &str, property: &str) -> Option<String> {
    let rest = xmp.split_once(&format!("<{property}>"))?.1;
    let inner = rest.split_once(&format!("</{property}>"))?.0;
    let text: String = inner.split('<').filter_map(|part| part.split('>').next_back()).collect();
    Some(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned())
}

/// Attached files have names, a relation and a type, and are listed twice; whether there are any.
fn attachments(file: &File<'_>, catalog: &Dictionary, broken: &mut Broken) -> bool {
    let names = file.dict(catalog, "Names").and_then(|names| file.dict(names, "EmbeddedFiles"));
    let listed = names.map_or(&[][..], |names| file.list(names, "Names"));
    let related = file.list(catalog, "AF");
    let specs = listed.iter().skip(1).step_by(2);
    broken.unless(specs.clone().eq(related), || "attached files are not all in AF".to_owned());
    for spec in specs.filter_map(|spec| of(file.follow(spec))) {
        let name = file.text(spec, "UF").unwrap_or_default();
        let fault = |rule: &str| format!("the attached file `{name}` {rule}");
        broken.unless(file.text(spec, "F").is_some() && !name.is_empty(), || fault("has no name"));
        broken
            .unless(file.name(spec, "AFRelationship").is_some(), || fault("has no relation to the document"));
        let data = file.dict(spec, "EF").and_then(|data| file.dict(data, "F"));
        let kind = data.and_then(|data| file.name(data, "Subtype")).unwrap_or_default();
        broken.unless(kind.contains('/'), || fault("has no media type"));
    }
    !listed.is_empty()
}
