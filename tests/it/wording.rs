//! An approval is of what the customer reads: whatever is changed in a workspace after it, either the documents stay
//! as they were to the byte, or something is told. There is no silent pass.

use std::collections::BTreeMap;

use bidwright_base::diag::Diags;
use bidwright_document::compose::DocumentKind;
use bidwright_input as input;
use bidwright_review::approvals::{Act, Approval, Draft};
use bidwright_service::MemoryStore;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState, Reviewed};
use jiff::civil::{Date, date};

use crate::approvals::{ANN, BO, BRAND, DEAL, POLICY, brand, keys, secret};

const DAY: Date = date(2026, 11, 24);
const NAME: &str = "deals/t1/deal.toml";
const KINDS: [DocumentKind; 2] = [DocumentKind::Proposal, DocumentKind::StatementOfWork];

type Files = BTreeMap<String, String>;

/// A small workspace that has a file of each kind of its own.
fn workspace() -> Files {
    let own = |path: &str| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        (path.to_owned(), std::fs::read_to_string(root.join(path)).expect("a built-in file"))
    };
    let deal = DEAL.replace("[customer]\n", "[customer]\naddress = \"Havnegata 1, 0150 Oslo\"\n").replace(
        "model = \"fixed-price\"\n",
        "model = \"fixed-price\"\ncalendar = \"NO\"\ntax = \"NO-standard\"\nlanguage = \"en-GB\"\n",
    ) + r#"
[[stakeholder]]
name = "Ingrid Moe"
title = "Head of Finance"
side = "customer"
duty = "sponsor"

[[stakeholder]]
name = "Kai Lund"
side = "supplier"
duty = "escalation"

[[assumption]]
id = "A1"
text = "The data is as sampled"
owner = "customer"
if_wrong = "change-request"

[[exclusion]]
text = "Training of end users"

[[dependency]]
text = "Access to the test system"
owner = "customer"
by = 2027-01-08
"#;
    let mut files: Files = [
        (NAME.to_owned(), deal),
        ("pricing/policies/ours.toml".to_owned(), POLICY.to_owned()),
        ("approvals/keys.toml".to_owned(), keys()),
        (BRAND.to_owned(), brand()),
    ]
    .into();
    let library = [
        "templates/clauses/validity.md",
        "templates/documents/proposal/main.md",
        "templates/documents/sow/main.md",
        "templates/methodologies/lean-delivery.toml",
        "templates/evidence.toml",
        "pricing/calendars/NO.toml",
        "pricing/rates/emea-2026.toml",
        // A card of the workspace hides all built-in ones of its id, so the one in force comes with it.
        "pricing/rates/emea-2026-from-2027.toml",
        "pricing/taxes/NO-standard.toml",
    ];
    files.extend(library.map(own));
    files
}

fn project(files: &Files) -> input::Project {
    let store = files
        .iter()
        .fold(MemoryStore::new(&bidwright::library()), |store, (name, text)| store.with(name, text.clone()));
    input::load(&store, NAME, &mut Diags::default())
}

/// What the customer would be sent; `None`: nothing, and findings say why.
fn sent(project: &input::Project, reviewed: &Reviewed) -> Option<Vec<Vec<u8>>> {
    let outputs = KINDS.map(Output::Customer);
    let (state, formats) = (ReleaseState::Issued, [Format::Pdf]);
    let files = pipeline::documents(project, reviewed, state, &outputs, &formats, &mut Diags::default());
    files.map(|files| files.into_iter().map(|file| file.bytes).collect())
}

/// With everything that is asked for approved.
fn approved(mut files: Files) -> Files {
    for (role, name) in [("sales-manager", ANN), ("finance-director", BO)] {
        let mut diags = Diags::default();
        let reviewed = pipeline::review(&project(&files), &mut diags).unwrap_or_else(|| panic!("{diags:#?}"));
        let asked = reviewed.requests.iter().filter(|request| request.role == role);
        let draft = Draft {
            deal: "T-1".into(),
            revision: 1,
            date: DAY,
            recorded: None,
            name: name.into(),
            hash: reviewed.review.hash.clone(),
            bound: Some(reviewed.bound.clone()),
            act: Act::Approval(Approval {
                role: role.into(),
                note: String::new(),
                expires: date(2026, 12, 24),
                approved: asked.map(|request| request.what.clone()).collect(),
            }),
        };
        let words = reviewed.bound.words_name("T-1", 1);
        files.insert(format!("approvals/{words}"), reviewed.words.text());
        files.insert("approvals/T-1.log".into(), reviewed.log.append(draft, &secret(name)).1);
    }
    files
}

/// A text for each of its lines, with the value there changed: another truth, number or word.
fn changed(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let written = line.split(" # ").next().unwrap_or_default();
        if written.trim().is_empty() || written.starts_with('#') {
            continue;
        }
        let flipped = if written.contains("true") {
            written.replacen("true", "false", 1)
        } else {
            written.replacen("false", "true", 1)
        };
        let digit = written.rfind(|c: char| c.is_ascii_digit()).map(|at| {
            let next = (written.as_bytes()[at] - b'0' + 1) % 10;
            format!("{}{next}{}", &written[..at], &written[at + 1..])
        });
        let word = written.rfind('"').filter(|end| written[..*end].contains('"'));
        let word = word.map(|end| format!("{} indeed{}", &written[..end], &written[end..]));
        let prose = (!written.contains(['=', '[', '"'])).then(|| format!("{written} indeed"));
        let found = [Some(flipped), word, digit, prose].into_iter().flatten().find(|one| one != written);
        if let Some(one) = found {
            let mut lines = lines.clone();
            lines[at] = &one;
            all.push(lines.join("\n") + "\n");
        }
    }
    all
}

#[test]
fn no_change_of_any_file_passes_in_silence() {
    let files = approved(workspace());
    let before = {
        let project = project(&files);
        let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
        assert!(reviewed.approval_statuses(DAY).iter().all(|status| status.is_approved()));
        sent(&project, &reviewed).expect("documents")
    };
    let (mut told, mut same) = (0, 0);
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("approvals/")) {
        let all = changed(text);
        // Of long tables every so many lines will do: the rows are alike.
        let step = if path == NAME { 1 } else { all.len().div_ceil(4) };
        for text in all.into_iter().step_by(step) {
            let mut files = files.clone();
            files.insert(path.clone(), text.clone());
            let project = project(&files);
            // A finding, or an approval that is asked for again, is no silence.
            let Some(reviewed) = pipeline::review(&project, &mut Diags::default()) else {
                told += 1;
                continue;
            };
            if !reviewed.approval_statuses(DAY).iter().all(|status| status.is_approved()) {
                told += 1;
                continue;
            }
            let Some(now) = sent(&project, &reviewed) else { continue };
            assert!(now == before, "{path} was changed, a page with it, and nobody is told:\n{text}");
            same += 1;
        }
    }
    assert!(told > 40 && same > 5, "{told} told, {same} without effect on a page");
}
