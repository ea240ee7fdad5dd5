//! Documents become files: pages laid out, formats written, or findings that give the reason.

use rayon::prelude::*;

use super::missing;
use super::outputs::{MEMO_PAGES, Output, attachments};
use bidwright_base::diag::{Code, Diagnostic, Diags};
use bidwright_base::source::Place;
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_document::image::Image;
use bidwright_document::tree::Document;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_model::theme::{Letters, Theme};
use bidwright_print::layout;
use bidwright_print::layout::{BadFont, FontBook};
use bidwright_print::pdf::{self};
use bidwright_print::pdf::{Attachment, FaceData};
use bidwright_print::svg;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a document is written as.
///
/// ```
/// use bidwright_service::pipeline::Format;
///
/// let named = |name: &str| Format::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
/// assert_eq!(named("md"), Some(Format::Markdown));
/// assert_eq!(named("docx"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pages to read, print and sign.
    Pdf,
    /// Text to read and compare.
    Markdown,
    /// Its charts, a file each.
    Svg,
}

impl Format {
    /// Every format, by its name on the command line.
    pub const ALL: [(&str, Format); 3] =
        [("pdf", Format::Pdf), ("md", Format::Markdown), ("svg", Format::Svg)];
}

/// What is to be made: every output in every format.
pub(super) struct Order<'o> {
    pub(super) outputs: &'o [Output],
    pub(super) formats: &'o [Format],
    /// Whether files for the customer carry the data of the offer.
    pub(super) with_data: bool,
}

/// Documents become files; `document` composes the one of an output.
pub(super) fn render_files(
    project: &Project,
    offer: &Offer,
    order: &Order<'_>,
    diags: &mut Diags,
    document: impl Fn(Output, &mut Diags) -> Option<Document> + Sync,
) -> Option<Vec<File>> {
    let logos = logos(project, offer, diags);
    let fonts = fonts(project, offer, diags)?;
    logos?;
    // Each document has its own findings, joined in the order asked for, whatever thread was first.
    let made: Vec<(Option<Vec<File>>, Diags)> = order
        .outputs
        .par_iter()
        .map(|output| {
            let mut found = Diags::default();
            let renderer = Renderer { project, offer, output: *output, fonts: &fonts };
            let files = document(*output, &mut found)
                .and_then(|document| renderer.files(&document, order, &mut found));
            (files, found)
        })
        .collect();
    let mut files = Some(Vec::new());
    for (made, found) in made {
        diags.extend(found);
        files = files.zip(made).map(|(mut all, more)| {
            all.extend(more);
            all
        });
    }
    files.filter(|_| !diags.has_errors())
}

/// The fonts of the brand, if they are fonts and have what the brand asks of them.
fn fonts(project: &Project, offer: &Offer, diags: &mut Diags) -> Option<FontBook> {
    let fonts = match FontBook::load(&offer.theme.fonts) {
        Ok(fonts) => fonts,
        Err(bad) => {
            let finding = Diagnostic::error(Code::BadFont, bad.to_string()).hint(match bad {
                BadFont::Unreadable { .. } => {
                    "a font is a whole TTF or OTF file with outlines; colour fonts have none"
                }
                BadFont::WithoutLetters { .. } => {
                    "documents are set in it: take a font of text; one of symbols can be a `fallback`"
                }
            });
            diags.push(at_brand(project, offer, finding));
            return None;
        }
    };
    if offer.theme.heads.letters == Letters::SmallCapitals && !fonts.has_small_capitals() {
        let message = "the brand sets its heads in small capitals, which its font does not have";
        let hint = "choose another font, or `heads = \"capitals\"` or `\"plain\"` in `[type]`";
        diags.push(at_brand(project, offer, Diagnostic::error(Code::NoSmallCaps, message).hint(hint)));
        return None;
    }
    if fonts.lacks_bold() {
        let family = &fonts.face(layout::fonts::REGULAR).family;
        let message =
            format!("the semibold of `{family}` is no bolder than its regular: nothing would stand out");
        let hint = "a variable font stands in its first weight: export a font file for each weight from it";
        diags.push(at_brand(project, offer, Diagnostic::warning(Code::FontWithoutBold, message).hint(hint)));
    }
    Some(fonts)
}

/// Whether the logos of the brand can be printed. One that cannot would leave the cover to the firm's name.
fn logos(project: &Project, offer: &Offer, diags: &mut Diags) -> Option<()> {
    let theme = &offer.theme;
    let logos = [("logo", &theme.logo), ("logo_dark", &theme.logo_dark)];
    let mut sound = Some(());
    for (key, logo) in logos {
        let Some(Err(error)) = logo.as_ref().map(|svg| Image::read(svg.as_bytes())) else { continue };
        let message = format!("`{key}` of the brand `{}` cannot be printed: {error}", theme.id);
        let finding = Diagnostic::error(Code::BadPicture, message).hint("a logo is an SVG file");
        diags.push(at_brand(project, offer, finding));
        sound = None;
    }
    sound
}

/// One output on its way to files.
struct Renderer<'r> {
    project: &'r Project,
    offer: &'r Offer,
    output: Output,
    fonts: &'r FontBook,
}

impl Renderer<'_> {
    /// A file for each format, or several where charts are asked for.
    fn files(&self, document: &Document, order: &Order<'_>, diags: &mut Diags) -> Option<Vec<File>> {
        let attachments = match self.output {
            Output::Customer(kind) if order.with_data => attachments(self.offer, kind),
            _ => Vec::new(),
        };
        let mut files = Vec::new();
        for format in order.formats {
            let (ending, bytes) = match format {
                Format::Markdown => ("md", compose::markdown(document).into_bytes()),
                Format::Pdf => ("pdf", self.pdf(document, &attachments, diags)?),
                Format::Svg => {
                    files.extend(charts(document, self.output, &self.offer.theme, self.fonts));
                    continue;
                }
            };
            files.push(File { name: format!("{}.{ending}", self.output.word()), bytes });
        }
        Some(files)
    }

    fn pdf(&self, document: &Document, attachments: &[Attachment], diags: &mut Diags) -> Option<Vec<u8>> {
        let Renderer { project, offer, output, fonts } = *self;
        let laid = layout::layout(document, &offer.theme, fonts);
        for missing in &laid.missing {
            missing::findings(project, missing).into_iter().for_each(|finding| diags.push(finding));
        }
        for table in &laid.shrunk_tables {
            diags.push(cramped_table(project, table));
        }
        let pages = laid.pages.pages.len();
        if let Some(finding) = too_long(project, output, pages) {
            diags.push(finding);
        }
        if diags.has_errors() {
            return None;
        }
        let faces: Vec<FaceData<'_>> =
            fonts.faces().iter().map(|face| FaceData { data: &face.data, index: 0 }).collect();
        let bad = match pdf::pdf(&laid.pages, &document.meta, &faces, attachments) {
            Ok(bytes) => return Some(bytes),
            Err(bad) => bad,
        };
        let finding =
            Diagnostic::error(Code::BadPicture, bad.to_string()).hint("pictures are PNG, JPEG or SVG files");
        // The only picture of a cover is the logo; pictures of a template are on later pages.
        let main = match output {
            Output::Customer(_) => format!("templates/documents/{}/main.md", output.word()),
            Output::Memo => format!("templates/internal/{}/main.md", output.word()),
        };
        diags.push(match project.find(&main).filter(|_| bad.page > 0 || document.cover.is_none()) {
            Some(file) => finding.at(Place::new(file, 0..0)),
            None => at_brand(project, offer, finding),
        });
        None
    }
}

/// The charts of a document, each named after its id: `proposal-gantt.svg`.
fn charts(document: &Document, output: Output, theme: &Theme, fonts: &FontBook) -> Vec<File> {
    let family = &fonts.face(layout::fonts::REGULAR).family;
    let mut files: Vec<File> = Vec::new();
    for drawn in layout::charts(document, theme, fonts) {
        // An id is a template author's own word: of it only what can be no path becomes a name.
        let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        let stem = format!("{}-{}", output.word(), drawn.id.chars().map(safe).collect::<String>());
        let names = (1_u32..).map(|n| match n {
            1 => format!("{stem}.svg"),
            n => format!("{stem}-{n}.svg"),
        });
        let mut free = names.filter(|name| files.iter().all(|file| file.name != *name));
        let name = free.next().expect("numbers do not end");
        files.push(File { name, bytes: svg(&drawn.drawing, &drawn.alt, family).into_bytes() });
    }
    files
}

/// A finding about something the brand brings along, at the brand's file.
fn at_brand(project: &Project, offer: &Offer, finding: Diagnostic) -> Diagnostic {
    match project.find(&format!("templates/brands/{}/brand.toml", offer.theme.id)) {
        Some(file) => finding.at(Place::new(file, 0..0)),
        None => finding,
    }
}

/// A document of more pages than it may have.
fn too_long(project: &Project, output: Output, pages: usize) -> Option<Diagnostic> {
    let (finding, template) = match output {
        Output::Customer(DocumentKind::OnePage) if pages > 1 => (
            Diagnostic::warning(Code::OnePageTooLong, format!("the one-page document takes {pages} pages")),
            "templates/documents/one-page/main.md",
        ),
        Output::Memo if pages > MEMO_PAGES => (
            Diagnostic::warning(Code::MemoTooLong, format!("the review memo takes {pages} pages")),
            "templates/internal/review/main.md",
        ),
        _ => return None,
    };
    let finding = finding.hint("shorten names and texts in the deal, or the words of its template");
    Some(match project.find(template) {
        Some(file) => finding.at(Place::new(file, 0..0)),
        None => finding,
    })
}

/// A table with too many columns, with the place of its first words if the deal has them.
fn cramped_table(project: &Project, table: &layout::ShrunkTable) -> Diagnostic {
    let text = &project.sources[project.deal].text;
    let message = format!(
        "a table of {} is wider than the page: it is set at {:.0} % of its size",
        bidwright_base::words::count(table.columns, "column", "columns"),
        table.size * 100.0
    );
    let at = text.find(&table.words).map_or(0..0, |at| at..at + table.words.len());
    Diagnostic::warning(Code::TableTooWide, message)
        .at(Place::new(project.deal, at))
        .hint("give it fewer columns or shorter words, or make two tables of it")
}
