//! The manifest: an attached file with the digests of all other parts, written when they are finished.

use std::collections::BTreeMap;

use lopdf::{Document, Object};

use super::draft::{Draft, int};
use super::parts::{Parts, attached};
use super::plain::Plain;
use super::{Attachment, words};
use bidwright_base::digest::sha256;
use bidwright_document::embedded_data;
use bidwright_document::embedded_data::{Embedded, Manifest};
use bidwright_document::tree::Meta;

/// An empty manifest, to be attached beside the others and filled in the end.
pub(super) fn empty() -> Attachment {
    Attachment {
        name: embedded_data::MANIFEST.to_owned(),
        mime: embedded_data::JSON.to_owned(),
        description: "Digests of the parts of this file".to_owned(),
        data: Vec::new(),
        figures: Vec::new(),
    }
}

/// Fills it: nothing else may change after that.
pub(super) fn fill(draft: &mut Draft, meta: &Meta, attachments: &[Attachment]) {
    let data = embedded_data::write(&of(&draft.doc, meta, attachments));
    let all = attached(&draft.doc);
    let (_, id) = all.iter().find(|(name, _)| name == embedded_data::MANIFEST).expect("attached before");
    let stream = draft.doc.objects.get_mut(id).and_then(|object| object.as_stream_mut().ok());
    let stream = stream.expect("attached before");
    let size = int(data.len());
    let params = stream.dict.get_mut(b"Params").and_then(Object::as_dict_mut).expect("attached before");
    params.set("Size", size);
    stream.set_content(data);
}

fn of(doc: &Document, meta: &Meta, attachments: &[Attachment]) -> Manifest {
    let plain = Plain::up_to(usize::MAX);
    let parts = Parts::of(doc, &plain);
    Manifest {
        schema: Manifest::SCHEMA.to_owned(),
        reference: meta.reference.clone(),
        document: meta.kind.clone(),
        pages: parts.of_pages(),
        attachments: attachments.iter().map(|one| (one.name.clone(), sha256(&one.data))).collect(),
        parts: parts.of_others(),
        figures: printed(&words::pages(doc, &plain), attachments),
    }
}

/// Figures that are printed, and where.
fn printed(pages: &[String], attachments: &[Attachment]) -> BTreeMap<String, Vec<usize>> {
    let figures = attachments.iter().flat_map(|attachment| &attachment.figures);
    figures
        .filter_map(|(name, figure)| {
            let on: Vec<usize> = (1..)
                .zip(pages)
                .filter(|(_, text)| words::prints_figure(text, figure))
                .map(|(page, _)| page)
                .collect();
            (!on.is_empty()).then(|| (name.clone(), on))
        })
        .collect()
}
