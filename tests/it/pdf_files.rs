//! A small document through the whole of the export, and the claims about what comes out.

use lopdf::{Dictionary, Document, Object};

use bidwright_base::geometry::Pt;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::Manifest;
use bidwright_document::tree::Target;
use bidwright_print::layout::pages::{Item, Role};
use bidwright_print::pdf::{Attachment, UnprintableImage, pdf, read};

use crate::support::pdf_check::check;
use crate::support::pdf_pages::{INK, Sample, area, meta, png, through};

pub(crate) fn made(sample: &Sample, attachments: &[Attachment]) -> Result<Vec<u8>, UnprintableImage> {
    pdf(&sample.pages, &meta(), &sample.faces(), attachments)
}

/// Every kind of item and role there is, and a file attached.
fn everything() -> Vec<u8> {
    made(&Sample::everything(), &[deal()]).expect("as it was made")
}

fn deal() -> Attachment {
    Attachment {
        name: "deal.toml".to_owned(),
        mime: "application/toml".to_owned(),
        description: "The deal this offer was made from".to_owned(),
        data: b"[deal]\nname = \"N\xC3\xA6ring\"\n".repeat(40),
        figures: Vec::new(),
    }
}

/// One page with these items, all in one paragraph.
fn page_of(items: impl IntoIterator<Item = Item>) -> Sample {
    let mut sample = Sample::new();
    sample.page("1");
    let paragraph = sample.element(Role::Paragraph, 0);
    for item in items {
        sample.put(paragraph, item);
    }
    sample
}

/// One page with one line.
fn line_of(text: &str) -> Sample {
    let mut sample = page_of([]);
    sample.line(1, (72.0, 100.0), (0, 10.0, INK), text);
    sample
}

/// The operations of the first page, as text.
fn operations(bytes: &[u8]) -> String {
    let doc = Document::load_mem(bytes).expect("as it was made");
    let page = doc.page_iter().next().expect("as it was made");
    String::from_utf8(doc.get_page_content(page)).expect("as it was made")
}

fn follow<'a>(doc: &'a Document, dict: &'a Dictionary, path: &[&str]) -> &'a Object {
    let (first, rest) = path.split_first().expect("as it was made");
    let object =
        doc.dereference(dict.get(first.as_bytes()).expect("as it was made")).expect("as it was made").1;
    match rest {
        [] => object,
        _ => follow(doc, object.as_dict().expect("as it was made"), rest),
    }
}

fn image(data: &[u8]) -> Item {
    Item::Image { data: data.into(), area: area(72.0, 72.0, 100.0, 100.0) }
}

fn drawing(svg: &str) -> Item {
    let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{svg}</svg>"#);
    Item::Svg { svg, area: area(72.0, 72.0, 90.0, 90.0) }
}

#[test]
fn keeps_every_rule_checked() {
    assert_eq!(check(&everything()), Vec::<String>::new());
    assert_eq!(check(&made(&Sample::everything(), &[]).unwrap()), Vec::<String>::new());
    assert_eq!(check(&made(&page_of([]), &[]).unwrap()), Vec::<String>::new());
}

#[test]
fn same_input_same_bytes() {
    assert!(everything() == everything());
}

#[test]
fn identity_follows_the_content() {
    let identity = |text: &str| {
        let doc = Document::load_mem(&made(&line_of(text), &[]).unwrap()).unwrap();
        doc.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    assert_eq!(identity("one").len(), 32);
    assert_ne!(identity("one"), identity("two"));
    assert_ne!(identity("one"), [0; 32]);
}

#[test]
fn the_manifest_knows_the_file_as_it_is_read_back() {
    let contents = read(&everything()).unwrap();
    let manifest: Manifest = embedded_data::read(&contents.attachments[embedded_data::MANIFEST]).unwrap();
    assert_eq!(manifest.pages, contents.pages.iter().map(|page| page.digest.clone()).collect::<Vec<_>>());
    assert_eq!(manifest.parts, contents.parts);
    assert_eq!(manifest.parts.len(), 5);
    assert_eq!(contents.attachments["deal.toml"], deal().data);
}

#[test]
fn text_is_extracted_with_ligatures_spaces_and_other_scripts() {
    let doc = Document::load_mem(&everything()).unwrap();
    let text = doc.extract_text(&[1, 3]).unwrap();
    for words in ["Office difficulties, finally fixed", "AVATAR, To, Łódź, Αθήνα, Київ, 12 000 €. The cost"]
    {
        assert!(text.contains(words), "`{words}` in\n{text}");
    }
}

#[test]
fn hyphen_at_the_end_of_a_line_is_copied_as_a_soft_one_and_others_as_they_are() {
    let ops = operations(&made(&line_of("well-known, hyphen\u{AD}"), &[]).unwrap());
    assert_eq!(ops.matches("ActualText").count(), 1);
    assert!(ops.contains("/Span <</ActualText<FEFF00AD>>> BDC"), "{ops}");
    // Even where the glyph never means anything else.
    let ops = operations(&made(&line_of("hyphen\u{AD}"), &[]).unwrap());
    assert_eq!(ops.matches("ActualText").count(), 1);
}

#[test]
fn space_that_does_not_break_is_copied_as_a_space() {
    let ops = operations(&made(&line_of("12\u{A0}000 €, 13\u{A0}000 €"), &[]).unwrap());
    assert!(!ops.contains("ActualText"), "{ops}");
}

#[test]
fn letters_with_marks_of_their_own_need_no_help() {
    let ops = operations(&made(&line_of("x\u{301}y"), &[]).unwrap());
    assert!(!ops.contains("ActualText"), "{ops}");
}

#[test]
fn kerning_is_kept_and_widths_need_no_correction() {
    let offsets = |text: &str| {
        let ops = operations(&made(&line_of(text), &[]).unwrap());
        ops.lines().filter(|line| line.ends_with("TJ")).count()
    };
    assert_eq!(offsets("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"), 0);
    assert_eq!(offsets("AVAVAV"), 1);
}

#[test]
fn rectangles_are_rectangles_and_dots_are_round() {
    let square = through([(72.0, 72.0), (172.0, 72.0), (172.0, 90.0), (72.0, 90.0)]);
    let line = through([(72.0, 99.0), (400.0, 99.0)]);
    let ops = operations(
        &made(
            &page_of([
                Item::Fill { points: square, colour: INK },
                Item::Stroke {
                    points: line.clone(),
                    width: Pt(0.75),
                    colour: INK,
                    dash: Some((Pt(0.0), Pt(3.6))),
                },
                Item::Stroke { points: line, width: Pt(0.75), colour: INK, dash: None },
            ]),
            &[],
        )
        .unwrap(),
    );
    assert!(ops.contains("72 751.89 100 18 re\nf"), "{ops}");
    assert!(ops.contains("[0 3.6] 0 d\n1 J\n72 742.89 m\n400 742.89 l\nS\n[] 0 d\n0 J"), "{ops}");
}

#[test]
fn an_image_shown_twice_is_stored_once() {
    let doc = Document::load_mem(&everything()).unwrap();
    let kinds = |kind: &str| {
        let streams = doc.objects.values().filter_map(|object| object.as_stream().ok());
        streams
            .filter(|s| s.dict.get(b"Subtype").is_ok_and(|s| s.as_name().is_ok_and(|s| s == kind.as_bytes())))
            .count()
    };
    assert_eq!((kinds("Image"), kinds("Form")), (3, 1));
}

#[test]
fn pixels_survive() {
    let doc = Document::load_mem(&made(&page_of([image(&png(true))]), &[]).unwrap()).unwrap();
    let images =
        doc.objects.values().filter_map(|o| o.as_stream().ok()).filter(|s| s.dict.has(b"ColorSpace"));
    let sizes: Vec<usize> = images.map(|s| s.decompressed_content().unwrap().len()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 48 * 32 * 4, "{sizes:?}");
}

#[test]
fn jpeg_is_passed_through() {
    let jpeg = include_bytes!("../images/dusk.jpg");
    let doc = Document::load_mem(&made(&page_of([image(jpeg)]), &[]).unwrap()).unwrap();
    let image =
        doc.objects.values().filter_map(|o| o.as_stream().ok()).find(|s| s.dict.has(b"Width")).unwrap();
    assert_eq!(image.content, jpeg);
    assert_eq!(image.dict.get(b"Width").unwrap().as_i64().unwrap(), 24);
    assert_eq!(image.dict.get(b"Height").unwrap().as_i64().unwrap(), 16);
}

#[test]
fn a_drawing_as_deep_as_one_may_be_is_drawn() {
    let chain = |links: usize| {
        let link = |n| format!("<g id='g{n}' opacity='0.9'><use href='#g{}'/></g>", n - 1);
        format!(
            "<path id='g0' d='M0 0h9v9z'/>{}<use href='#g{links}'/>",
            (1..=links).map(link).collect::<String>()
        )
    };
    let drawn = |svg: &str| made(&page_of([drawing(svg)]), &[]);
    let longest = (1..40).rev().map(|n| chain(n * 10)).find(|chain| drawn(chain).is_ok()).unwrap();
    assert!(longest.len() > chain(100).len());
    let deep = format!("{}<path d='M0 0h9v9z'/>{}", "<g opacity='.9'>".repeat(250), "</g>".repeat(250));
    for svg in [longest, deep] {
        assert_eq!(check(&drawn(&svg).unwrap()), Vec::<String>::new());
    }
}

#[test]
fn broken_images_are_errors_and_say_where() {
    let error = |item: Item| made(&page_of([item]), &[]).unwrap_err().to_string();
    let place = "the picture on page 1 cannot be printed: ";
    assert_eq!(error(image(b"GIF89a")), format!("{place}it is neither PNG nor JPEG"));
    assert_eq!(error(image(b"\xFF\xD8\xFF\xD9")), format!("{place}the JPEG is damaged"));
    assert!(error(image(&png(false)[..60])).starts_with(place));
    assert!(error(drawing("<rect")).starts_with(place));
    let far = "<linearGradient id='g' x1='1e30' x2='-1e30'><stop stop-color='red' stop-opacity='.2'/>\
               <stop offset='1'/></linearGradient><path fill='url(#g)' stroke='url(#g)' d='M0 0h9v9z'/>";
    assert!(error(drawing(far)).contains("numbers that PDF cannot"));
    let text = error(drawing("<text>Meridian</text>"));
    assert_eq!(text, format!("{place}the SVG holds `<text>`; turn it into outlines"));
}

#[test]
fn attachments_come_back_whole() {
    let doc = Document::load_mem(&everything()).unwrap();
    let files =
        follow(&doc, doc.catalog().unwrap(), &["Names", "EmbeddedFiles", "Names"]).as_array().unwrap();
    assert_eq!(files[0].as_str().unwrap(), b"deal.toml");
    let spec = doc.dereference(&files[1]).unwrap().1.as_dict().unwrap();
    let file = follow(&doc, spec, &["EF", "F"]).as_stream().unwrap();
    assert_eq!(file.decompressed_content().unwrap(), deal().data);
}

#[test]
fn outline_is_nested() {
    let doc = Document::load_mem(&everything()).unwrap();
    let title = |path: &[&str]| {
        let object = follow(&doc, doc.catalog().unwrap(), &[path, &["Title"]].concat());
        String::from_utf8(object.as_str().unwrap().to_vec()).unwrap()
    };
    assert_eq!(title(&["Outlines", "First"]), "1 Why");
    assert_eq!(title(&["Outlines", "First", "First"]), "1.1 What");
    assert_eq!(title(&["Outlines", "Last"]), "2 Cost");
}

#[test]
fn pages_are_numbered_as_printed() {
    let doc = Document::load_mem(&everything()).unwrap();
    let labels = follow(&doc, doc.catalog().unwrap(), &["PageLabels", "Nums"]).as_array().unwrap();
    assert_eq!(format!("{labels:?}"), "[0, <<>>, 1, <</S /D/St 2>>]");
}

#[test]
fn a_note_at_the_foot_keeps_the_order_of_its_paragraph() {
    let mut sample = page_of([]);
    let (paragraph, place) = (1, (72.0, 100.0));
    let style = (0, 10.0, INK);
    sample.line(paragraph, place, style, "one ");
    let note = sample.element(Role::Note, paragraph);
    let link = sample.element(Role::Link, paragraph);
    sample.line(paragraph, place, style, "two ");
    sample.line(link, place, style, "three ");
    sample.line(paragraph, place, style, "four ");
    sample.line(note, place, style, "foot");
    let doc = Document::load_mem(&made(&sample, &[]).unwrap()).unwrap();
    let kids = follow(&doc, doc.catalog().unwrap(), &["StructTreeRoot", "K", "K", "K"]).as_array().unwrap();
    let kind = |kid: &Object| match kid {
        Object::Integer(piece) => piece.to_string(),
        kid => {
            let element = doc.dereference(kid).unwrap().1.as_dict().unwrap();
            String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap()
        }
    };
    // "one two" is one piece, 0; "three" is 1, in the link; "four" is 2.
    assert_eq!(kids.iter().map(kind).collect::<Vec<_>>(), ["0", "Note", "Link", "2"]);
}

#[test]
#[should_panic(expected = "layout: a place for the id `nowhere`")]
fn a_link_to_nowhere_is_our_mistake() {
    let to = Target::Id("nowhere".to_owned());
    let link = Item::Link { area: area(72.0, 72.0, 9.0, 9.0), to, words: "there".to_owned() };
    let _ = made(&page_of([link]), &[]);
}

#[test]
fn a_passage_in_another_language_says_which() {
    let mut sample = line_of("Lieferschein");
    sample.pages.elements[1].language = Some("de".to_owned());
    let doc = Document::load_mem(&made(&sample, &[]).unwrap()).unwrap();
    let languages: Vec<&[u8]> = doc
        .objects
        .values()
        .filter_map(|object| {
            object.as_dict().ok().filter(|dict| dict.has(b"S"))?.get(b"Lang").ok()?.as_str().ok()
        })
        .collect();
    assert_eq!(languages, [b"de"]);
    assert_eq!(check(&made(&sample, &[]).unwrap()), Vec::<String>::new());
}
