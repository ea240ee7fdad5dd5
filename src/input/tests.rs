//! Tests of reading.

use std::path::Path;

use super::{Project, check, load};
use crate::diag::Diags;

fn findings(project: &Project) -> Vec<String> {
    let mut diags = Diags::default();
    let _ = check(project, &mut diags);
    shown(project, &diags)
}

fn shown(project: &Project, diags: &Diags) -> Vec<String> {
    diags
        .sorted(&project.sources)
        .into_iter()
        .map(|d| {
            let place = d.place.map_or_else(String::new, |place| {
                let (line, column) = project.sources.line_column(place);
                format!("{}:{line}:{column}: ", project.sources[place.file].name)
            });
            format!("{place}{:?}[{}] {} ({})", d.severity, d.code, d.message, d.hint.as_deref().unwrap_or(""))
        })
        .collect()
}

#[test]
fn the_samples_are_read_without_findings() {
    for sample in ["order-to-cash", "claims-portal", "service-desk"] {
        let mut diags = Diags::default();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let project = load(&path, None, &mut diags);
        let checked = check(&project, &mut diags);
        assert!(checked.is_some(), "{sample}: {:#?}", shown(&project, &diags));
        assert_eq!(shown(&project, &diags), Vec::<String>::new(), "{sample}");
    }
}
