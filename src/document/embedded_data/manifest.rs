//! The digests of a file's parts, by which a reader can tell which of them was altered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Embedded;

/// What was in the file when it was made. Digests are SHA-256, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `bidwright.manifest/1`.
    pub schema: String,
    /// Of the offer, as in `Q-2026-0047-R1`.
    pub reference: String,
    /// What kind of document it is, in its own language.
    pub document: String,
    /// Of each page: its content, its size and its links.
    pub pages: Vec<String>,
    /// Of each attached file, by name: its `sha256sum` once it is saved. Without this manifest.
    pub attachments: BTreeMap<String, String>,
    /// Of the other parts, by name.
    pub parts: BTreeMap<String, String>,
    /// Figures of the attached files, by name, with the pages they are printed on, counted from 1.
    pub figures: BTreeMap<String, Vec<usize>>,
}

impl Embedded for Manifest {
    const SCHEMA: &'static str = "bidwright.manifest/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}
