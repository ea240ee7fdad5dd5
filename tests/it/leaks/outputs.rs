//! Everything a customer can be handed of an offer, as text and as raw bytes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use bidwright_base::diag::Diags;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_review::customer_offer::CustomerOffer;
use bidwright_service::pipeline;
use bidwright_service::pipeline::Format;
use lopdf::{Document, Object};

/// One output.
pub(super) struct Output {
    pub(super) name: String,
    /// As a reader or a program has it.
    pub(super) text: String,
    /// As it is on the disk, streams inflated.
    pub(super) raw: Vec<u8>,
}

/// The documents in every format, and the view that templates see.
pub(super) fn documents(project: &Project, offer: &Offer) -> Vec<Output> {
    let kinds: Vec<DocumentKind> = DocumentKind::of(&offer.deal)
        .filter(|kind| {
            let shows_value = *kind != DocumentKind::StatementOfWork;
            offer.value_analysis.is_some() || !shows_value || offer.deal.stakes.is_none()
        })
        .collect();
    let wanted: Vec<_> = kinds.iter().copied().map(pipeline::Output::Customer).collect();
    let mut diags = Diags::default();
    let files = pipeline::documents(
        project,
        offer,
        pipeline::ReleaseState::Final,
        &wanted,
        &[Format::Pdf, Format::Markdown, Format::Svg],
        &mut diags,
    );
    let files = files.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    let mut outputs: Vec<Output> = files
        .into_iter()
        .map(|file| {
            if file.name.ends_with(".pdf") {
                return pdf(file.name, &file.bytes);
            }
            let text = String::from_utf8(file.bytes.clone()).expect("Markdown and SVG are text");
            if file.name.ends_with(".svg") {
                let text = words(&text);
                return Output { name: file.name, raw: text.clone().into_bytes(), text };
            }
            Output { name: file.name, text: text.replace('\\', ""), raw: file.bytes }
        })
        .collect();
    // A section may have the number that a percentage of ours happens to be.
    let sections: BTreeSet<String> = kinds
        .iter()
        .filter_map(|kind| pipeline::compose(project, offer, *kind, &mut diags))
        .flat_map(|document| document.labels.into_values())
        .collect();
    for output in &mut outputs {
        output.text = without_sections(&output.text, &sections);
    }
    let customer_offer = CustomerOffer::of(offer);
    let view = serde_json::to_string(&compose::view(&customer_offer)).expect("a view is plain");
    outputs.push(Output { name: "the view".into(), raw: view.clone().into_bytes(), text: view });
    // All that a block or a template could ever be made of, whether one asks for it or not.
    let mut all = format!("{customer_offer:?}");
    // Of the coordinates of a logo some could be a percentage of ours.
    let theme = &offer.theme;
    for logo in [&theme.logo, &theme.logo_dark].into_iter().flatten() {
        all = all.replace(&format!("{logo:?}"), "");
    }
    outputs.push(Output { name: "the customer's offer".into(), raw: all.clone().into_bytes(), text: all });
    outputs
}

/// A text without the numbers of sections, where they head one or refer to it.
fn without_sections(text: &str, sections: &BTreeSet<String>) -> String {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        out.push_str(before);
        let heads = before.is_empty() || before.ends_with('\n') || before.trim_end().ends_with('#');
        let refers = before.trim_end().ends_with("section") || before.trim_end().ends_with("Abschnitt");
        let percent = after.trim_start().starts_with('%');
        if !((heads || refers) && !percent && sections.contains(number)) {
            out.push_str(number);
        }
        rest = after;
    }
    out + rest
}

/// What a drawing says: its words and its description. Places of marks are no figures.
fn words(svg: &str) -> String {
    let description = svg.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mut text = description.expect("every chart is described").to_owned();
    for line in svg.lines().filter(|line| line.starts_with("<text ")) {
        let inside = line.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</text>"));
        let _infallible = writeln!(text, "\n{}", inside.expect("a line of text"));
    }
    text
}

/// A PDF: the text of its pages, and whatever else in it is text.
pub(super) fn pdf(name: String, bytes: &[u8]) -> Output {
    let file = Document::load_mem(bytes).expect("a PDF");
    let mut text = String::new();
    for number in file.get_pages().keys() {
        let page = file.extract_text(&[*number]).expect("text of a page");
        let _infallible = writeln!(text, "{page}");
    }
    let mut raw = bytes.to_vec();
    for object in file.objects.values() {
        walk(object, &mut text, &mut raw);
    }
    walk(&Object::Dictionary(file.trailer.clone()), &mut text, &mut raw);
    Output { name, text, raw }
}

fn walk(object: &Object, text: &mut String, raw: &mut Vec<u8>) {
    match object {
        Object::String(bytes, _) => {
            let words = match bytes.strip_prefix(&[0xFE, 0xFF]) {
                Some(wide) => {
                    let units: Vec<u16> =
                        wide.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                    String::from_utf16_lossy(&units)
                }
                None => String::from_utf8_lossy(bytes).into_owned(),
            };
            let _infallible = writeln!(text, "{words}");
        }
        Object::Array(list) => list.iter().for_each(|one| walk(one, text, raw)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, one)| walk(one, text, raw)),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, one)| walk(one, text, raw));
            let inflated = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            // What describes the file is text; pages are drawn by the numbers of glyphs, and fonts are shapes.
            let kind =
                |name: &[u8]| stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|of| of == name);
            if kind(b"Metadata") || kind(b"EmbeddedFile") {
                let _infallible = writeln!(text, "{}", String::from_utf8_lossy(&inflated));
            }
            raw.extend_from_slice(&inflated);
        }
        _ => {}
    }
}

/// What `price --view customer` prints of a workspace, and what it says beside.
pub(super) fn price(deal: &str, files: &[(String, String)], json: bool) -> (bool, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("deal.toml");
    fs::write(&file, deal).expect("written");
    for (path, text) in files {
        let to = folder.path().join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::write(to, text).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_bidwright"));
    command.args(["price", "--view", "customer", "--workspace"]).arg(folder.path()).arg(&file);
    if json {
        command.args(["--format", "json"]);
    }
    let out = command.output().expect("it runs");
    let [printed, said] = [&out.stdout, &out.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    (out.status.success(), printed, said)
}
