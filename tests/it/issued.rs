//! Files as they are issued, and what might be done to them on their way.

use std::path::Path;
use std::sync::OnceLock;

use bidwright_base::diag::{Code, Diags};
use bidwright_base::digest::sha256;
use bidwright_document::compose::DocumentKind;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::{Amount, Manifest, Quote};
use bidwright_print::pdf;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState};
use lopdf::{Document, Object, ObjectId};
use rust_decimal::Decimal;

use crate::deals::{Workspace, deal};

/// The files of a sample as they are issued.
pub(crate) fn sample(name: &str, kind: DocumentKind) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let mut diags = Diags::default();
    let project = crate::support::load(&folder, None, &mut diags);
    let mut offer = pipeline::offer(&project, &mut diags).expect("a sample");
    offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
    let files = pipeline::documents(
        &project,
        &offer,
        ReleaseState::Issued,
        &[Output::Customer(kind)],
        &[Format::Pdf],
        &mut diags,
    );
    files.expect("a sample").remove(0).bytes
}

/// A statement of work with tax, a discount, three payments and an option.
pub(crate) fn issued() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| make(&priced()))
}

pub(crate) fn priced() -> Workspace {
    deal().with(
        r#"
            [[work]]
            id = "W1"
            name = "Label service"
            phase = "build"
            effort = { developer = 33.37, lead = 7 }
            [[work]]
            id = "W2"
            name = "Greek labels"
            phase = "build"
            optional = true
            effort = { developer = 5.5 }
            [[option]]
            id = "O1"
            name = "Greek"
            work = ["W2"]
            [commercial]
            discount = { percent = 3.5, reason = "Framework" }
            [[payment]]
            name = "Signature"
            percent = 33.33
            due = "signature"
            [[payment]]
            name = "Half way"
            amount = 1234.56
            due = 2027-02-15
            [[payment]]
            name = "Rest"
            rest = true
            due = "build"
            "#,
    )
}

/// A statement of work that bills days up to a ceiling, which is printed and no part of a sum.
pub(crate) fn up_to_a_ceiling() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        make(&deal().head("model = \"capped\"").with(
            r#"
            [commercial]
            cap = 40_000
            [[work]]
            id = "W1"
            name = "Label service"
            phase = "build"
            effort = { developer = 33.37 }
            "#,
        ))
    })
}

/// The statement of work of a deal, as it is issued.
pub(crate) fn make(workspace: &Workspace) -> Vec<u8> {
    let kinds = [DocumentKind::StatementOfWork];
    let mut diags = Diags::default();
    let (project, offer) = (workspace.project(), workspace.offer());
    let files = pipeline::documents(
        &project,
        &offer,
        ReleaseState::Issued,
        &kinds.map(Output::Customer),
        &[Format::Pdf],
        &mut diags,
    );
    files.expect("no error").remove(0).bytes
}

/// Opened, changed and saved by somebody with a tool, and the digest of the whole made anew.
pub(crate) fn altered(bytes: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut doc = Document::load_mem(bytes).expect("ours");
    change(&mut doc);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).expect("written to memory");
    sealed(bytes)
}

/// With the right identity.
pub(crate) fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let from = bytes.windows(3).rposition(|w| w == b"/ID").expect("an identity") + 3;
    let is_digits = |at: usize| bytes[at..at + 64].iter().all(u8::is_ascii_hexdigit);
    let first = (from..).find(|at| is_digits(*at)).expect("digits");
    let second = (first + 64..).find(|at| is_digits(*at)).expect("digits");
    for at in [first, second] {
        bytes[at..at + 64].fill(b'0');
    }
    let digest = sha256(&bytes);
    for at in [first, second] {
        bytes[at..at + 64].copy_from_slice(digest.as_bytes());
    }
    bytes
}

/// The stream of an attached file.
pub(crate) fn attached(doc: &Document, name: &str) -> ObjectId {
    let names = |dict: &lopdf::Dictionary, key: &[u8]| {
        doc.dereference(dict.get(key).expect("there"))
            .expect("there")
            .1
            .as_dict()
            .expect("a dictionary")
            .clone()
    };
    let files = names(&names(doc.catalog().expect("a catalog"), b"Names"), b"EmbeddedFiles");
    let list = files.get(b"Names").and_then(Object::as_array).expect("a list");
    let pair =
        list.chunks(2).find(|pair| lopdf::decode_text_string(&pair[0]).is_ok_and(|known| known == name));
    let spec = pair.expect("attached")[1].as_reference().expect("a reference");
    let data = names(doc.get_dictionary(spec).expect("a file"), b"EF");
    data.get(b"F").and_then(Object::as_reference).expect("its data")
}

/// What an attached file says.
pub(crate) fn data_of(bytes: &[u8], name: &str) -> Vec<u8> {
    let contents = pdf::read(bytes).expect("ours");
    contents.attachments[name].clone()
}

pub(crate) fn replace(doc: &mut Document, name: &str, data: Vec<u8>) {
    let id = attached(doc, name);
    let stream = doc.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    stream.set_plain_content(data);
}

/// The quote changed, with or without its digest in the manifest made anew.
pub(crate) fn with_quote(bytes: &[u8], with_digest: bool, change: impl FnOnce(&mut Quote)) -> Vec<u8> {
    let mut quote: Quote = embedded_data::read(&data_of(bytes, embedded_data::QUOTE)).expect("ours");
    change(&mut quote);
    let data = embedded_data::write(&quote);
    let mut manifest: Manifest = embedded_data::read(&data_of(bytes, embedded_data::MANIFEST)).expect("ours");
    manifest.attachments.insert(embedded_data::QUOTE.into(), sha256(&data));
    altered(bytes, |doc| {
        replace(doc, embedded_data::QUOTE, data);
        if with_digest {
            replace(doc, embedded_data::MANIFEST, embedded_data::write(&manifest));
        }
    })
}

/// The page with an operation added to its content.
pub(crate) fn with_page(bytes: &[u8], page: u32) -> Vec<u8> {
    altered(bytes, |doc| {
        let id = doc.get_page_contents(doc.get_pages()[&page])[0];
        let stream = doc.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
        let mut content = stream.get_plain_content().expect("deflated");
        content.extend(b"\n/Artifact BMC 0 0 1 1 re f EMC");
        stream.set_plain_content(content);
    })
}

/// A file of somebody else.
pub(crate) fn foreign() -> Vec<u8> {
    use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
    let mut doc = PdfDocument::new("Elsewhere");
    doc.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()));
    doc.save(&PdfSaveOptions::default(), &mut Vec::new())
}

pub(crate) fn encrypted(bytes: &[u8]) -> Vec<u8> {
    use lopdf::{EncryptionState, EncryptionVersion, Permissions};
    let mut doc = Document::load_mem(bytes).expect("ours");
    let version = EncryptionVersion::V2 {
        document: &doc,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("known");
    doc.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).expect("written to memory");
    bytes
}

/// A gigabyte in a megabyte.
pub(crate) fn deflated_spaces() -> Vec<u8> {
    use std::io::Write as _;

    use flate2::{Compression, write::ZlibEncoder};
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        encoder.write_all(&spaces).expect("written to memory");
    }
    encoder.finish().expect("written to memory")
}

/// A page that inflates to a gigabyte.
pub(crate) fn bomb(bytes: &[u8]) -> Vec<u8> {
    let data = deflated_spaces();
    altered(bytes, |doc| {
        let id = doc.get_page_contents(doc.get_pages()[&1])[0];
        let stream = doc.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(data);
    })
}

/// For the gallery: each code with a file that provokes it, and nothing else.
pub(crate) fn gallery() -> Vec<(Code, Vec<u8>)> {
    let file = issued();
    vec![
        (Code::VerifyNotAPdf, b"Dear Ingrid,\n".to_vec()),
        (Code::VerifyNoData, foreign()),
        (Code::VerifyTooLarge, bomb(file)),
        (Code::VerifyAlteredBytes, [file, b"\n"].concat()),
        (Code::VerifyAlteredPage, with_page(file, 2)),
        (
            Code::VerifyAlteredAttachment,
            altered(file, |doc| {
                let mut deal: embedded_data::Deal =
                    embedded_data::read(&data_of(file, embedded_data::DEAL)).expect("ours");
                deal.exclusions.push("Everything else".into());
                replace(doc, embedded_data::DEAL, embedded_data::write(&deal));
            }),
        ),
        (
            Code::VerifyAlteredPart,
            altered(file, |doc| {
                let info = doc.trailer.get(b"Info").and_then(Object::as_reference).expect("there");
                doc.get_dictionary_mut(info).expect("there").set("Title", lopdf::text_string("Another"));
            }),
        ),
        // Made by somebody who does every digest anew.
        (Code::VerifySum, with_quote(file, true, |quote| quote.cap = Some(Amount(1.into())))),
        (
            Code::VerifyFigure,
            with_quote(up_to_a_ceiling(), true, |quote| {
                quote.cap.as_mut().expect("a ceiling").0 += Decimal::ONE_THOUSAND;
            }),
        ),
    ]
}
