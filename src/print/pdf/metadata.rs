//! Metadata: title, author and dates, equal in Info and XMP; the standards claimed, the colours meant, the files
//! attached.

use jiff::civil::Date;
use lopdf::{Dictionary, Object, Stream, dictionary, text_string};

use super::draft::{Draft, int};
use super::{Attachment, icc};
use bidwright_document::tree::Meta;

/// Adds all of it.
pub(super) fn add(draft: &mut Draft, meta: &Meta, attachments: &[Attachment]) {
    let stated = DocumentInfo::of(meta);
    let info = draft.doc.add_object(stated.info());
    let xmp = stated.xmp(&meta.language, !attachments.is_empty());
    let xmp = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes());
    // Readable without a PDF library, as the standard wants it.
    let xmp = draft.doc.add_object(xmp.with_compression(false));
    let profile = draft.doc.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let files = attach(draft, meta.date, attachments);

    let catalog = draft.catalog();
    catalog.set("Lang", text_string(&meta.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", xmp);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal(icc::NAME),
        "Info" => Object::string_literal(icc::NAME),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![intent.into()]);
    if !files.is_empty() {
        let names: Vec<Object> = files.iter().flat_map(|(name, file)| [name.clone(), file.clone()]).collect();
        let mut all = catalog.get(b"Names").and_then(Object::as_dict).cloned().unwrap_or_default();
        all.set("EmbeddedFiles", dictionary! { "Names" => names });
        catalog.set("Names", all);
        catalog.set("AF", files.into_iter().map(|(_, file)| file).collect::<Vec<_>>());
    }
    let trailer = &mut draft.doc.trailer;
    if let Ok(printpdfs) = trailer.get(b"Info").and_then(Object::as_reference) {
        draft.doc.objects.remove(&printpdfs);
    }
    draft.doc.trailer.set("Info", info);
}

/// What Info and XMP both state.
struct DocumentInfo {
    title: String,
    author: String,
    subject: String,
    maker: String,
    date: Date,
}

impl DocumentInfo {
    fn of(meta: &Meta) -> DocumentInfo {
        let about = [&meta.kind, &meta.customer, &meta.reference].map(|part| single_line(part));
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        DocumentInfo {
            title: single_line(&meta.title),
            author: single_line(&meta.author),
            subject: about.join(", "),
            maker: format!("Bidwright {}", env!("CARGO_PKG_VERSION")),
            date: meta.date,
        }
    }

    fn info(&self) -> Dictionary {
        dictionary! {
            "Title" => text_string(&self.title),
            "Author" => text_string(&self.author),
            "Subject" => text_string(&self.subject),
            "Creator" => text_string(&self.maker),
            "Producer" => text_string(&self.maker),
            "CreationDate" => midnight(self.date),
            "ModDate" => midnight(self.date),
        }
    }

    fn xmp(&self, language: &str, attached: bool) -> String {
        let [title, author, subject, maker] =
            [&self.title, &self.author, &self.subject, &self.maker].map(|text| escaped(text));
        let language = escaped(language);
        let date = format!("{}T00:00:00Z", self.date);
        let part = if attached { 3 } else { 2 };
        format!(
            r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{maker}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{EXTENSION}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
            mark = '\u{FEFF}',
        )
    }
}

/// PDF/A admits properties it does not know, such as PDF/UA's, only with their description.
const EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"#;

/// Adds the attachments; name and file of each, in the order of names, as a PDF's tree of names must be.
fn attach(draft: &mut Draft, date: Date, attachments: &[Attachment]) -> Vec<(Object, Object)> {
    let mut sorted: Vec<&Attachment> = attachments.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut files = Vec::new();
    for attachment in sorted {
        let entries = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(attachment.mime.clone().into_bytes()),
            "Params" => dictionary! { "Size" => int(attachment.data.len()), "ModDate" => midnight(date) },
        };
        let data = draft.doc.add_object(Stream::new(entries, attachment.data.clone()));
        let name = text_string(&attachment.name);
        let file = draft.doc.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => name.clone(),
            "UF" => name.clone(),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => data, "UF" => data },
        });
        files.push((name, file.into()));
    }
    files
}

/// The first moment of a day: an offer has a date and no hour.
fn midnight(date: Date) -> Object {
    Object::string_literal(format!("D:{:04}{:02}{:02}000000Z", date.year(), date.month(), date.day()))
}

/// Text as both Info and XMP can hold it: one line, no control characters. Several blanks between words are a name's
/// own and stay.
fn single_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_matches(blank);
    while let Some(at) = rest.find(blank) {
        let (word, more) = rest.split_at(at);
        let next = more.trim_start_matches(blank);
        let between = &more[..more.len() - next.len()];
        out.push_str(word);
        out.push_str(if between.bytes().all(|byte| byte == b' ') { between } else { " " });
        rest = next;
    }
    out + rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
