//! No contradiction in a built contract: each case of the kind, by what is right.

use bidwright_base::diag::{Code, Diags, Severity};
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_service::pipeline;

use crate::deals::{Workspace, deal};
use crate::support::dump::dump;

const MODELS: [(&str, &str); 4] = [
    ("fixed-price", ""),
    ("time-and-materials", ""),
    ("capped", "[commercial]\ncap = 90_000\n"),
    ("retainer", "[commercial]\nterm_months = 2\nhours_per_month = 400\n"),
];

/// A deal of a model with one package, and further tables.
fn of_model(model: &str, more: &str) -> Workspace {
    let (_, commercial) = MODELS.iter().find(|(known, _)| *known == model).expect("a model");
    deal()
        .head(&format!("model = \"{model}\""))
        .with("[[work]]\nid = \"W1\"\nname = \"Label service\"\nphase = \"build\"\neffort = { developer = [24, 30, 42] }\n")
        .with(commercial)
        .with(more)
}

/// Findings of reading, planning and composing a contract, and its text where there is one.
fn contract(workspace: &Workspace) -> (Diags, Option<String>) {
    let mut diags = Diags::default();
    let project = workspace.project();
    let Some(mut offer) = pipeline::offer(&project, &mut diags) else { return (diags, None) };
    offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
    let document = pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags);
    let text = document.map(|document| compose::markdown(&document));
    (diags, text)
}

fn codes(workspace: &Workspace) -> Vec<Code> {
    contract(workspace).0.iter().map(|one| one.code).collect()
}

/// The text of a contract that has no error.
fn text(workspace: &Workspace) -> String {
    let (diags, text) = contract(workspace);
    let errors: Vec<_> = diags.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    text.expect("no error, so a contract")
}

const PAYMENTS: &str = r#"
[[payment]]
name = "On signature"
percent = 20
due = "signature"

[[payment]]
name = "At the end"
rest = true
due = "build"
"#;

const STAKES: &str = r#"
[stakes]
source = "Finance, 9 September"
deadline = 2027-06-30
budget = 200_000
delay_cost_per_week = [1_000, 2_000, 4_000]
liability_cap_percent = 100
damages = { percent_per_week = 0.5, cap_percent = 10, grace_days = 5 }
"#;

const ROWS: &str = r#"
[[objective]]
id = "O1"
statement = "Scan each label the first time"

[[deliverable]]
id = "D1"
name = "Label service"
serves = ["O1"]
acceptance = "All labels of one day are read."
must_have = true

[[assumption]]
id = "A1"
text = "The printers stay"
owner = "customer"

[[dependency]]
text = "Printers in place"
owner = "customer"
by = 2027-01-11

[[exclusion]]
text = "New printers"
"#;

const OPTION: &str = r#"
[[work]]
id = "W2"
name = "More labels"
phase = "build"
optional = true
effort = { developer = [3, 4, 6] }

[[option]]
id = "OPT1"
name = "More labels"
work = ["W2"]
"#;

const CLAUSES: &str =
    "[clauses]\ninclude = [\"data-protection\", \"business-continuity\", \"non-solicitation\"]\n";
const MASTER: &str = "[contract]\nmaster = { title = \"Framework agreement\", date = 2025-03-12 }\n";

/// Contracts of every model, with and without what a deal may state.
fn contracts() -> Vec<(String, Workspace)> {
    let mut all = Vec::new();
    for (model, _) in MODELS {
        let payments = if model == "fixed-price" { PAYMENTS } else { "" };
        for (name, more) in [
            ("bare", String::new()),
            ("full", [ROWS, STAKES, OPTION, CLAUSES, MASTER].concat()),
            ("no stakes", [ROWS, OPTION, CLAUSES].concat()),
            ("no damages", [ROWS, "[stakes]\nsource = \"Finance\"\nbudget = 200_000\n"].concat()),
        ] {
            all.push((format!("{model}, {name}"), of_model(model, &format!("{payments}{more}"))));
        }
    }
    all
}

#[test]
fn a_clause_of_another_model_is_refused_by_its_name_and_model() {
    for (model, clause) in [
        ("fixed-price", "fees-capped"),
        ("fixed-price", "fees-retainer"),
        ("fixed-price", "fees-time-and-materials"),
        ("fixed-price", "service-levels"),
        ("capped", "fees-fixed"),
        ("retainer", "delay-damages"),
    ] {
        let (diags, _) = contract(&of_model(model, &format!("[clauses]\ninclude = [\"{clause}\"]\n")));
        let found: Vec<_> = diags.iter().filter(|one| one.code == Code::ClauseDoesNotFit).collect();
        assert_eq!(found.len(), 1, "{model} {clause}");
        assert!(found[0].message.contains(clause), "{}", found[0].message);
        if clause != "delay-damages" {
            assert!(found[0].message.contains(model), "{}", found[0].message);
        }
    }
}

#[test]
fn a_contract_that_needs_a_clause_left_out_is_refused() {
    for (clause, more) in [("delay-damages", STAKES), ("subcontracting", "")] {
        let left_out = format!("{PAYMENTS}{more}[clauses]\nexclude = [\"{clause}\"]\n");
        let refused = codes(&of_model("fixed-price", &left_out)).contains(&Code::RefDangling);
        assert_eq!(refused, clause == "delay-damages", "{clause}");
    }
}

#[test]
fn a_clause_never_prints_a_blank_where_an_amount_belongs() {
    let ours = |body: &str| {
        format!(
            "+++\nid = \"ours\"\ntitle = \"Ours\"\norder = 900\nrequired = false\nwhen = []\nvalues = {{}}\n+++\n{body}\n"
        )
    };
    let taken = of_model("fixed-price", &format!("{PAYMENTS}[clauses]\ninclude = [\"ours\"]\n"));
    let of = |body: &str| contract(&taken.clone().file("templates/clauses/ours.md", &ours(body))).0;
    let diags = of("1. The Customer pays up to the ceiling of {{ price.cap }} before tax.");
    let blank: Vec<_> = diags.iter().filter(|one| one.code == Code::ClauseBlank).collect();
    assert_eq!(blank.len(), 1, "{diags:#?}");
    assert!(blank[0].message.contains("`price.cap`"), "{}", blank[0].message);
    let fine = of("1. The price is {{ price.net }}{% if price.cap %}, at most {{ price.cap }}{% endif %}.");
    assert!(fine.iter().all(|one| one.code != Code::ClauseBlank), "{fine:#?}");
}

#[test]
fn every_reference_of_every_contract_resolves() {
    for (name, workspace) in contracts() {
        let (diags, _) = contract(&workspace);
        let errors: Vec<_> = diags
            .iter()
            .filter(|one| one.severity == Severity::Error || one.code == Code::MasterNamedAbsent)
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

/// Names that are no terms: of a law, and of the currency.
const NAMES: &[&str] =
    &["United", "Nations", "Convention", "Contracts", "International", "Sale", "Goods", "EUR"];

#[test]
fn every_term_of_every_contract_is_defined_once_and_used() {
    for (name, workspace) in contracts() {
        let text = text(&workspace);
        let lines: Vec<&str> = text.lines().collect();
        let listed = lines.windows(3).filter(|three| three[1].is_empty() && three[2].starts_with(": "));
        let mut terms: Vec<String> = listed.map(|three| three[0].to_owned()).collect();
        terms.extend(
            text.split("(the **").skip(1).filter_map(|rest| Some(rest.split_once("**")?.0.to_owned())),
        );
        for (at, term) in terms.iter().enumerate() {
            assert!(!terms[..at].contains(term), "{name}: `{term}` is defined twice");
            assert!(text.matches(term.as_str()).count() > 1, "{name}: `{term}` is never used");
        }
        let words: Vec<&str> = terms.iter().flat_map(|term| term.split(' ')).collect();
        let known = |word: &str| {
            let singular = [word, word.trim_end_matches('s'), &word.replace("ies", "y")];
            NAMES.contains(&word) || singular.iter().any(|one| words.contains(one)) || words.contains(&word)
        };
        let start = text.find("# Terms").or_else(|| text.find(" Terms {#terms}")).expect("the terms");
        let end = text.find("{#signatures}").expect("the signatures");
        for line in text[start..end].lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            let plain = without_links(line);
            let parts: Vec<&str> = plain.split(' ').collect();
            for pair in parts.windows(2) {
                let inside = pair[0].ends_with(|c: char| c.is_alphabetic() || c == ',');
                let word: String = pair[1].chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
                let capital = word.chars().next().is_some_and(char::is_uppercase) && word.len() > 2;
                assert!(!inside || !capital || known(&word), "{name}: `{word}` is not defined: {line}");
            }
        }
    }
}

/// A line without its links and their titles.
fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        rest = after.split_once(")").map_or("", |(link, rest)| {
            // "section 19.3 (Acceptance)](<#acceptance>)": the first bracket closes the title.
            if link.contains("](") { rest } else { rest.split_once(')').map_or("", |(_, rest)| rest) }
        });
    }
    out + rest
}

#[test]
fn a_rule_stands_in_one_place() {
    for (name, workspace) in contracts() {
        let text = text(&workspace);
        for rule in [
            "may set off",
            "is not billed",
            "never billed",
            "lapses at the end of",
            "in excess of",
            "by the time lost",
        ] {
            assert!(text.matches(rule).count() <= 1, "{name}: \"{rule}\" stands twice");
        }
    }
}

#[test]
fn a_master_agreement_is_named_by_title_and_date_or_not_at_all() {
    let none = text(&of_model("fixed-price", PAYMENTS));
    assert!(!none.to_lowercase().contains("master agreement"));
    let with = text(&of_model("fixed-price", &format!("{PAYMENTS}{MASTER}"))).replace('\u{a0}', " ");
    assert!(with.contains("Framework agreement of 12 March 2025"), "{with}");
}

#[test]
fn damages_are_an_agreed_sum_and_may_be_deducted() {
    let text = text(&of_model("fixed-price", &format!("{PAYMENTS}{STAKES}")));
    assert!(text.contains("a sum agreed for the delay") && !text.contains("fair estimate"));
    assert!(text.contains("undisputed or finally decided, and delay damages that are due"));
    assert!(text.contains("from Go-live or, if that is later, the last Acceptance"));
}

#[test]
fn the_share_of_the_rest_is_printed_and_the_shares_make_a_hundred() {
    let text = text(&of_model("fixed-price", PAYMENTS));
    let row =
        |name: &str| text.lines().find(|line| line.contains(name) && line.starts_with('|')).expect(name);
    assert!(row("On signature").contains("20%"));
    assert!(row("At the end").contains("80%"), "{}", row("At the end"));
    assert!(text.lines().any(|line| line.starts_with('|') && line.contains("100%")));
}

#[test]
fn the_offer_cannot_be_signed_after_its_work_has_started() {
    let late = deal()
        .head("valid_days = 90")
        .with("[[work]]\nid = \"W1\"\nname = \"A\"\nphase = \"build\"\neffort = { developer = 5 }\n");
    assert!(codes(&late).contains(&Code::SignAfterStart));
    assert!(!codes(&of_model("fixed-price", PAYMENTS)).contains(&Code::SignAfterStart));
}

#[test]
fn the_proposal_is_cited_with_its_revision_and_an_address_is_no_registered_office() {
    let text = text(
        &of_model("fixed-price", PAYMENTS)
            .with("[customer]\nname = \"Nordvik\"\naddress = \"Havnegata 4\"\n"),
    );
    assert!(text.contains("The proposal with the reference T-1-R1"), "{text}");
    assert!(text.lines().all(|line| !(line.contains("Registered office") && line.contains("Havnegata"))));
}

#[test]
fn a_signature_block_is_never_cut_however_many_sign() {
    let people: String = (0..11)
        .map(|n| {
            let side = if n < 8 { "customer" } else { "supplier" };
            format!("[[stakeholder]]\nname = \"Signatory {n} of a long name\"\ntitle = \"Seat {n}\"\nside = \"{side}\"\nduty = \"signatory\"\n\n")
        })
        .collect();
    let workspace = of_model("fixed-price", &format!("{PAYMENTS}{people}"));
    let project = workspace.project();
    let mut diags = Diags::default();
    let offer = pipeline::offer(&project, &mut diags).expect("an offer");
    let document =
        pipeline::compose(&project, &offer, DocumentKind::StatementOfWork, &mut diags).expect("a contract");
    let fonts = FontBook::load(&offer.theme.fonts).expect("whole fonts");
    let laid = layout::layout(&document, &offer.theme, &fonts);
    let pages = dump(&laid.pages);
    let mut signed = 0;
    for page in
        pages.split("\npage ").filter(|page| page.contains("For Customer") || page.contains("For Meridian"))
    {
        let names = page.matches("Signatory ").count();
        let seats = page.matches("Seat ").count();
        signed += names;
        assert_eq!(names, seats, "{page}");
        assert_eq!(
            names,
            page.matches("For Customer").count() + page.matches("For Meridian").count(),
            "{page}"
        );
        assert!(page.matches("Signature").count() >= names, "{page}");
    }
    assert_eq!(signed, 11, "{pages}");
}

/// A workspace of two packages in a row, and three further activities of their phase, each with a `when`.
fn with_moments(cadence: &str) -> Workspace {
    let activity = |when: &str| {
        format!(
            "[[activity]]\nid = \"{when}\"\nname = \"Held {when}\"\nphase = \"build\"\ncadence = \"{cadence}\"\nwhen = \"{when}\"\n\
             effort = {{ lead = 0.5 }}\ndeliverable = \"One page\"\ncustomer_value = \"You know\"\n"
        )
    };
    let activities: Vec<String> = ["start", "two-thirds", "before-last-work", "end"].map(activity).to_vec();
    of_model(
        "fixed-price",
        "[[work]]\nid = \"W2\"\nname = \"Cut-over\"\nphase = \"build\"\nafter = [\"W1\"]\neffort = { developer = 10 }\n",
    )
    .file("templates/methodologies/test.toml", &format!("{}\n{}", crate::deals::METHODOLOGY, activities.join("\n")))
    .file("pricing/pmo/test.toml", "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"activity-based\"\nrole = \"lead\"\n")
}

#[test]
fn what_happens_once_is_dated_where_its_purpose_lies() {
    let workspace = with_moments("once");
    let mut diags = Diags::default();
    let mut offer = workspace.offer();
    offer.value_analysis = Some(pipeline::analyse_value(&offer, None));
    let document = pipeline::compose(&workspace.project(), &offer, DocumentKind::Proposal, &mut diags);
    let text = compose::markdown(&document.expect("a proposal"));
    let day = |label: &str| {
        let row = format!("| {label} | 2027-");
        let at = text.find(&row).unwrap_or_else(|| panic!("{label} in {text}")) + row.len() - 5;
        text[at..at + 10].to_owned()
    };
    let [first, last] = [&offer.plan.packages[0], &offer.plan.packages[1]];
    assert_eq!(day("Held start"), first.start.to_string());
    assert_eq!(day("Held before-last-work"), last.start.to_string());
    assert_eq!(day("Held end"), last.finish.to_string());
    assert!(
        day("Held start") < day("Held two-thirds") && day("Held two-thirds") < day("Held before-last-work")
    );
    // Of what comes again and again there is no such day.
    let (found, _) = contract(&with_moments("per-deliverable"));
    assert_eq!(found.iter().filter(|one| one.code == Code::PhaseWithCadence).count(), 4);
}
