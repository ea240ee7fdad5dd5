//! `bidwright review`: verdicts of the samples, exit status, and the hash of the material fields.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use bidwright_base::diag::{Diags, Severity};
use bidwright_cli::report;
use bidwright_economics::offer::Offer;
use bidwright_input::Project;
use bidwright_model::rules::{Datum, leaves};
use bidwright_review::material::{MATERIAL, facts, hash, listed};
use bidwright_service::json;
use bidwright_service::pipeline;
use bidwright_service::pipeline::Reviewed;
use serde_json::Value;

use crate::deals::Workspace;
use crate::golden;

const SAMPLES: [&str; 3] = ["order-to-cash", "claims-portal", "service-desk"];

fn folder(sample: &str) -> String {
    format!("{}/samples/{sample}", env!("CARGO_MANIFEST_DIR"))
}

fn reviewed(sample: &str) -> Reviewed {
    let mut diags = Diags::default();
    let project = crate::support::load(folder(sample).as_ref(), None, &mut diags);
    pipeline::review(&project, &mut diags).expect("no error, so a review")
}

#[test]
fn every_sample_is_reviewed_as_before() {
    for sample in SAMPLES {
        let reviewed = reviewed(sample);
        golden::hold(&format!("{sample}/review.txt"), &report::review::text(&reviewed, reviewed.as_of()));
        let json: Value =
            serde_json::from_str(&json::document(&json::Review::of(&reviewed, reviewed.as_of())))
                .expect("JSON");
        assert_eq!(json["schema"], "bidwright.review/1");
        assert_eq!(json["verdict"], reviewed.review.ruling.word());
        assert_eq!(json["hash"], reviewed.review.hash.as_str());
        for fired in json["fired"].as_array().expect("a list") {
            for key in ["rule", "verdict", "approver", "message"] {
                assert!(fired.get(key).is_some(), "{key}");
            }
        }
        for (fact, _) in facts(&reviewed.offer) {
            assert!(listed(&fact).is_some(), "`{fact}` is not on the list of material fields");
        }
        for (path, _) in leaves() {
            assert!(reviewed.context.get(&path).is_some(), "{path}");
        }
        let table = report::review::context(&reviewed);
        assert!(table.lines().count() > leaves().len(), "one line a field");
    }
}

#[test]
fn the_exit_status_tells_the_verdict_and_the_worst_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let quiet =
        RICH.replace("percent = 4,", "percent = 0,").replace("drop = [\"working-demo\"]", "drop = []");
    let clear = write("clear.toml", &quiet);
    let approve =
        write("approve.toml", &quiet.replace("percent = 0,", "percent = 12,").replace("\"R-1\"", "\"R-2\""));
    let block =
        write("block.toml", &quiet.replace("percent = 0,", "percent = 60,").replace("\"R-1\"", "\"R-3\""));
    let broken = write("broken.toml", "format = 1\n");
    for (deals, status) in [
        (vec![&clear], 0),
        (vec![&approve], 3),
        (vec![&clear, &block, &approve], 4),
        (vec![&broken], 1),
        (vec![&clear, &broken], 1),
    ] {
        let out = Command::new(env!("CARGO_BIN_EXE_bidwright"))
            .args(["review", "--format", "json"])
            .args(&deals)
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(
            out.status.code(),
            Some(status),
            "{deals:?} {said} {}",
            String::from_utf8_lossy(&out.stdout)
        );
        let json: Value = serde_json::from_slice(&out.stdout).expect("one JSON document");
        let kind = match (deals.len(), status) {
            (1, 1) => "bidwright.findings/1",
            (1, _) => "bidwright.review/1",
            _ => "bidwright.reviews/1",
        };
        assert_eq!(json["schema"], kind);
    }
}

/// A deal with every material field in it. `percent = 4,` and the like are edited by tests.
const RICH: &str = include_str!("review_deal.toml");

fn offer_of(project: &Project) -> Offer {
    let mut diags = Diags::default();
    let offer = pipeline::offer(project, &mut diags);
    let errors: Vec<_> = diags.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    offer.expect("no error, so an offer")
}

fn rich(text: &str) -> Offer {
    offer_of(&Project::from_text(&bidwright::library(), text.to_owned()))
}

#[test]
fn what_is_only_told_does_not_move_the_hash() {
    let before = rich(RICH);
    for (old, new) in [
        ("title = \"A rich deal\"", "title = \"A rich deel\""),
        ("context = \"What they told us\"", "context = \"Something else\""),
        ("source = \"Finance\"", "source = \"Somebody\""),
        ("pitch = \"Take it\"", "pitch = \"Leave it\""),
        ("name = \"Dirty data\"", "name = \"Data are dirty\""),
        ("early_sign = \"Backlog\"", "early_sign = \"Queue\""),
        ("reason = \"Framework\"", "reason = \"Old customer\""),
        ("presentation = \"in-rates\"", "presentation = \"included-block\""),
        ("language = \"en-GB\"", "language = \"en-US\""),
        ("# a remark", "# another remark"),
        ("acceptance = \"100 of 100 pass\"", "acceptance = \"100  of 100 pass \""),
        ("percent = 4,", "percent = 4.00,"),
    ] {
        assert!(RICH.contains(old), "{old}");
        assert_eq!(
            changed(&before, &rich(&RICH.replacen(old, new, 1))),
            Vec::<String>::new(),
            "{old} to {new}"
        );
    }
}

/// The names of facts that differ.
fn changed(one: &Offer, other: &Offer) -> Vec<String> {
    let (one, other) = (facts(one), facts(other));
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

/// Blocks of a deal file: its tables and rows, each from its heading to the next.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.lines() {
        if line.starts_with('[') {
            blocks.push(String::new());
        }
        let last = blocks.last_mut().expect("there is one");
        last.push_str(line);
        last.push('\n');
    }
    blocks
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn format_and_order_of_keys_do_not_move_the_hash(seed in proptest::prelude::any::<u64>()) {
        let mut state = seed;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits") % below
        };
        let mut shuffled = Vec::new();
        for block in blocks(RICH) {
            let mut lines: Vec<String> = block.lines().map(str::to_owned).collect();
            let heading = usize::from(lines.first().is_some_and(|line| line.starts_with('[')));
            for at in (heading + 1..lines.len()).rev() {
                lines.swap(at, heading + next(at - heading + 1));
            }
            for line in &mut lines {
                if line.contains(" = ") && next(3) == 0 {
                    *line = line.replacen(" = ", "    =\t", 1) + "   # a remark";
                }
            }
            shuffled.push(lines.join(if next(2) == 0 { "\n" } else { "\n\n" }) + "\n");
        }
        // Tables in another order; rows of one table keep theirs, for payments are paid in it.
        let tables = shuffled.split_off(1);
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for table in tables {
            let heading = table.lines().next().expect("a heading").to_owned();
            groups.entry(heading).or_default().push(table);
        }
        let mut groups: Vec<Vec<String>> = groups.into_values().collect();
        for at in (1..groups.len()).rev() {
            let other = next(at + 1);
            groups.swap(at, other);
        }
        let text = shuffled.concat() + &groups.concat().concat();
        let (one, other) = (rich(RICH), rich(&text));
        proptest::prop_assert_eq!(changed(&one, &other), Vec::<String>::new(), "{}", text);
        proptest::prop_assert_eq!(hash(&one), hash(&other));
    }
}

/// Edits, each with the material field it is an edit of.
const EDITS: &[(&str, &str, &str)] = &[
    ("deal.number", "number = \"R-1\"", "number = \"R-9\""),
    ("deal.date", "date = 2026-11-23", "date = 2026-11-24"),
    ("deal.valid_days", "valid_days = 30", "valid_days = 31"),
    ("deal.start", "start = 2027-01-11", "start = 2027-01-12"),
    ("plan.start", "start = 2027-01-11", "start = 2027-01-12"),
    ("plan.finish", "start = 2027-01-11", "start = 2027-01-12"),
    ("deal.model", "model = \"fixed-price\"", "model = \"time-and-materials\""),
    ("estimate.range", "range = \"p10-p90\"", "range = \"min-max\""),
    ("estimate.basis", "basis = \"mean\"", "basis = \"likely\""),
    ("estimate.confidence", "confidence = 80", "confidence = 81"),
    ("estimate.contingency_percent", "confidence = 80", "contingency_percent = 9"),
    ("estimate.correlation", "correlation = 0.2", "correlation = 0.3"),
    ("estimate.stream_correlation", "stream_correlation = 0.1", "stream_correlation = 0.2"),
    ("estimate.iterations", "iterations = 2000", "iterations = 2001"),
    ("estimate.seed", "seed = 7", "seed = 8"),
    ("customer.name", "name = \"Customer AS\"", "name = \"Customer ASA\""),
    ("customer.country", "country = \"NO\"", "country = \"SE\""),
    ("customer.pmo", "pmo = \"coordinator\"", "pmo = \"mature\""),
    ("stakeholder[]", "name = \"Ours\"", "name = \"Others\""),
    ("objective[].statement", "statement = \"Close faster\"", "statement = \"Close sooner\""),
    ("objective[].measure", "measure = \"days\"", "measure = \"weeks\""),
    ("objective[].baseline", "baseline = \"19\"", "baseline = \"18\""),
    ("objective[].target", "target = \"6\"", "target = \"5\""),
    ("objective[].benefit_per_year", "benefit_per_year = 420000", "benefit_per_year = 420001"),
    ("deliverable[].name", "name = \"Service\"", "name = \"Services\""),
    ("deliverable[].serves", "serves = [\"O1\"]", "serves = [\"O1\", \"O2\"]"),
    ("deliverable[].acceptance", "100 of 100 pass", "99 of 100 pass"),
    ("deliverable[].must_have", "must_have = true", "must_have = false"),
    ("deliverable[].phase", "phase = \"build\" # of D1", "phase = \"design\""),
    ("work[].name", "name = \"Inventory\"", "name = \"Inventories\""),
    ("work[].phase", "phase = \"discover\"", "phase = \"design\""),
    ("work[].stream", "stream = \"data\"", "stream = \"process\""),
    ("work[].deliverable", "deliverable = \"D1\" # of W2", "deliverable = \"D2\""),
    ("work[].after", "after = [\"W1\"]", "after = []"),
    ("work[].lag_days", "lag_days = 0", "lag_days = 1"),
    ("work[].effort[].low", "[20, 30, 55]", "[19, 30, 55]"),
    ("work[].effort[].likely", "[20, 30, 55]", "[20, 31, 55]"),
    ("work[].effort[].high", "[20, 30, 55]", "[20, 30, 56]"),
    ("work[].effort[].team", "team = { developer = 2 }", "team = { developer = 3 }"),
    ("line[].days", "[20, 30, 55]", "[20, 30, 56]"),
    ("line[].cost", "[20, 30, 55]", "[20, 30, 56]"),
    ("line[].price", "[20, 30, 55]", "[20, 30, 56]"),
    ("quote.cost", "[20, 30, 55]", "[20, 30, 56]"),
    ("quote.contingency", "confidence = 80", "confidence = 81"),
    ("quote.price", "[20, 30, 55]", "[20, 30, 56]"),
    ("quote.net", "percent = 4,", "percent = 5,"),
    ("quote.tax", "percent = 4,", "percent = 5,"),
    ("work[].optional", "optional = true # W3\n", "\n"),
    ("option[].name", "name = \"Self-service\"", "name = \"Self-help\""),
    ("option[].work", "work = [\"W3\"]", "work = [\"W3\", \"W4\"]"),
    ("option[].net", "developer = 7", "developer = 8"),
    ("option[].needs", "name = \"More\"", "name = \"More\"\nneeds = [\"OPT1\"]"),
    ("option[].ceiling", "name = \"More\"", "name = \"More\"\nceiling = \"outside\""),
    ("governance.reason", "drop = [\"working-demo\"]", "drop = [\"working-demo\"]\nreason = \"They asked\""),
    ("purchase[].name", "name = \"Licence\"", "name = \"Licences\""),
    ("purchase[].cost", "cost = 24000", "cost = 24001"),
    ("purchase[].markup", "markup_percent = 10", "markup_percent = 11"),
    ("purchase[].category", "category = \"licence\"", "category = \"other\""),
    ("purchase[].option", "category = \"licence\"", "category = \"licence\"\noption = \"OPT1\""),
    ("risk[].failure", "failure = \"unclear-scope\"", "failure = \"none\""),
    ("risk[].probability", "probability = 0.35", "probability = 0.36"),
    ("risk[].cost.low", "cost = [8000, 20000, 60000]", "cost = [8001, 20000, 60000]"),
    ("risk[].cost.likely", "cost = [8000, 20000, 60000]", "cost = [8000, 20001, 60000]"),
    ("risk[].cost.high", "cost = [8000, 20000, 60000]", "cost = [8000, 20000, 60001]"),
    ("risk[].delay_days.low", "delay_days = [3, 8, 20]", "delay_days = [4, 8, 20]"),
    ("risk[].delay_days.likely", "delay_days = [3, 8, 20]", "delay_days = [3, 9, 20]"),
    ("risk[].delay_days.high", "delay_days = [3, 8, 20]", "delay_days = [3, 8, 21]"),
    ("risk[].on", "on = \"W1\"", "on = \"W2\""),
    ("risk[].bearer", "bearer = \"supplier\"", "bearer = \"shared\""),
    ("risk[].threatens", "threatens = [\"O1\"]", "threatens = [\"O1\", \"O2\"]"),
    ("risk[].response", "response = \"Profile all data\"", "response = \"Profile some data\""),
    ("assumption[].text", "text = \"Environments are there\"", "text = \"Environments are up\""),
    ("assumption[].owner", "owner = \"customer\" # A1", "owner = \"supplier\""),
    ("assumption[].if_wrong", "if_wrong = \"change-request\"", "if_wrong = \"at-our-risk\""),
    ("exclusion[]", "text = \"The warehouse\"", "text = \"The warehouses\""),
    ("dependency[].text", "text = \"Two experts\"", "text = \"Three experts\""),
    ("dependency[].owner", "owner = \"customer\" # dependency", "owner = \"supplier\""),
    ("dependency[].by", "by = 2027-01-18", "by = 2027-01-19"),
    ("stakes.deadline", "deadline = 2027-08-31", "deadline = 2027-09-01"),
    ("stakes.budget", "budget = 1000000", "budget = 1000001"),
    (
        "stakes.delay_cost_per_week",
        "delay_cost_per_week = [15000, 25000, 60000]",
        "delay_cost_per_week = 15000",
    ),
    ("stakes.benefit_lost_months", "benefit_lost_months = [6, 12, 24]", "benefit_lost_months = 6"),
    ("stakes.internal_cost", "internal_cost = [60000, 90000, 150000]", "internal_cost = 60000"),
    ("stakes.reprocurement_percent", "reprocurement_percent = [10, 25, 60]", "reprocurement_percent = 10"),
    ("stakes.rework_percent", "rework_percent = [10, 20, 45]", "rework_percent = 10"),
    ("stakes.follow_on_margin", "follow_on_margin = 20000", "follow_on_margin = 20001"),
    ("stakes.liability_cap_percent", "liability_cap_percent = 100", "liability_cap_percent = 101"),
    ("stakes.customer_day_cost", "customer_day_cost = 480", "customer_day_cost = 481"),
    ("stakes.damages.percent_per_week", "percent_per_week = 0.5", "percent_per_week = 0.6"),
    ("stakes.damages.cap_percent", ", cap_percent = 10", ", cap_percent = 11"),
    ("stakes.damages.grace_days", "grace_days = 10", "grace_days = 11"),
    ("commercial.discount", "percent = 4,", "percent = 4.01,"),
    ("commercial.payment_terms_days", "payment_terms_days = 30", "payment_terms_days = 31"),
    ("commercial.expenses", "expenses = \"included\"", "expenses = \"at-cost\""),
    ("commercial.expenses_cap", "expenses = \"included\"", "expenses = \"capped\"\nexpenses_cap = 900"),
    ("commercial.cap", "model = \"fixed-price\"", "model = \"capped\""),
    ("activity[].count", "drop = [\"working-demo\"]", "drop = []"),
    ("activity[].name", "drop = [\"working-demo\"]", "drop = []"),
    ("activity[].deliverable", "drop = [\"working-demo\"]", "drop = []"),
    ("payment[].name", "name = \"Signature\"", "name = \"Signed\""),
    ("payment[].share", "percent = 20", "percent = 21"),
    ("payment[].due", "due = \"signature\"", "due = 2027-02-01"),
    (
        "contract.master.title",
        "[clauses]",
        "[contract]\nmaster = { title = \"Framework agreement\", date = 2025-03-12 }\n\n[clauses]",
    ),
    (
        "contract.master.date",
        "[clauses]",
        "[contract]\nmaster = { title = \"Framework agreement\", date = 2025-03-12 }\n\n[clauses]",
    ),
    ("clauses.include", "include = [\"data-protection\"]", "include = []"),
    ("clauses.exclude", "exclude = []", "exclude = [\"delay-damages\"]"),
    ("clauses.set[]", "warranty_days = 60", "warranty_days = 61"),
];

/// Fields that need another deal, or come from the library: tried below.
const ELSEWHERE: &[&str] = &[
    "deal.currency",
    "commercial.term_months",
    "commercial.hours_per_month",
    "commercial.role",
    "estimate.tail",
    "office.overlap",
    "office.overlap_decay",
    "office.p_min",
    "phase[].gate",
    "clause[]",
    "activity[].customer_effort",
    "activity[].treats[].probability",
    "activity[].treats[].impact",
    "activity[].treats[].evidence",
];

#[test]
fn each_material_field_moves_the_hash() {
    let before = rich(RICH);
    for (field, old, new) in EDITS {
        assert!(RICH.contains(old), "{field}: the deal has no {old}");
        let mut text = RICH.replacen(old, new, 1);
        if *field == "commercial.cap" {
            text = text.replacen("[commercial]", "[commercial]\ncap = 900000", 1);
        }
        if *field == "work[].optional" {
            // Base work cannot be in an option.
            text = text.replacen("work = [\"W3\"]", "work = [\"W4\"]", 1);
        }
        let after = rich(&text);
        let moved = changed(&before, &after);
        let named = moved.iter().any(|fact| listed(fact).is_some_and(|material| material.name == *field));
        assert!(named, "{field} did not change with {old} to {new}: {moved:?}");
        assert_ne!(hash(&before), hash(&after), "{field}");
    }
    let tried: BTreeSet<&str> =
        EDITS.iter().map(|(field, ..)| *field).chain(ELSEWHERE.iter().copied()).collect();
    let all: BTreeSet<&str> =
        MATERIAL.iter().flat_map(|group| group.iter()).map(|field| field.name).collect();
    assert_eq!(all.difference(&tried).collect::<Vec<_>>(), Vec::<&&str>::new(), "not tried");
    assert_eq!(tried.difference(&all).collect::<Vec<_>>(), Vec::<&&str>::new(), "not on the list");
}

#[test]
fn what_the_library_promises_moves_the_hash() {
    let built_in = |path: &str| {
        fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a file of the library")
    };
    let method = "templates/methodologies/lean-delivery.toml";
    let office = "pricing/pmo/activity-based.toml";
    let liability = "templates/clauses/liability.md";
    let with = |path: &str, text: String| {
        offer_of(&Project::from_text(&bidwright::library(), RICH.to_owned()).with(path, text))
    };
    let before = rich(RICH);
    for (field, path, old, new) in [
        ("phase[].gate", method, "gate    = \"", "gate    = \"Truly: "),
        ("activity[].treats[].probability", method, "probability = 0.25", "probability = 0.26"),
        ("activity[].treats[].evidence", method, "evidence = \"C\"", "evidence = \"B\""),
        ("activity[].treats[].impact", method, "impact = 0.10", "impact = 0.11"),
        ("activity[].customer_effort", method, "customer_effort = 1.5", "customer_effort = 1.6"),
        ("office.overlap", office, "coordinator = 0.15", "coordinator = 0.2"),
        ("office.p_min", office, "p_min = 0.0", "p_min = 0.01"),
        ("office.overlap_decay", office, "overlap_decay = 0.6", "overlap_decay = 0.5"),
        ("clause[]", liability, "does not allow", "never allows"),
    ] {
        let text = built_in(path);
        assert!(text.contains(old), "{path} has no {old}");
        let moved = changed(&before, &with(path, text.replacen(old, new, 1)));
        let named = moved.iter().any(|fact| listed(fact).is_some_and(|material| material.name == field));
        assert!(named, "{field}: {moved:?}");
    }
    // Only the price of a rate counts: a card that nobody sees changed at a role nobody uses changes nothing.
    let card = built_in("pricing/rates/emea-2026-from-2027.toml");
    let renamed = card.replacen("name = \"", "name = \"Our ", 1);
    assert_eq!(
        changed(&before, &with("pricing/rates/emea-2026-from-2027.toml", renamed)),
        Vec::<String>::new()
    );
}

#[test]
fn a_policy_of_their_own_is_asked() {
    let policy = "format = 1\nid = \"ours\"\n[[rule]]\nid = \"any\"\nwhen = \"'no-stakes' in findings\"\nverdict = \"block\"\nsay = \"{{ deal.number }} of {{ customer.pmo }}\"\n";
    let deal: Workspace = crate::deals::deal()
        .head("policy = \"ours\"")
        .with("[[work]]\nid = \"W1\"\nname = \"Build\"\nphase = \"build\"\neffort = { developer = 5 }")
        .file("pricing/policies/ours.toml", policy);
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&deal.project(), &mut diags).expect("no error");
    let [fired] = reviewed.review.fired.as_slice() else { panic!("{:?}", reviewed.review) };
    assert_eq!((fired.rule.as_str(), fired.message.as_str()), ("any", "T-1 of none"));
    let report = report::review::text(&reviewed, reviewed.as_of());
    assert!(report.starts_with("BLOCK: 1 rule stops the offer\n"), "{report}");
}

/// The value of a field in the context of a deal.
fn number(number: i64) -> Datum {
    Datum::Number(number.into())
}

fn datum(text: &str, files: &[(&str, &str)], path: &str) -> Datum {
    let project = files
        .iter()
        .fold(Project::from_text(&bidwright::library(), text.to_owned()), |project, (path, text)| {
            project.with(path, (*text).to_owned())
        });
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags).unwrap_or_else(|| panic!("{path}: {diags:#?}"));
    reviewed.context.get(path).expect("a field").clone()
}

#[test]
fn the_context_counts_what_reviewers_send_back() {
    let ids = |ids: &[&str]| Datum::Texts(ids.iter().map(|id| (*id).to_owned()).collect());
    let cases: &[(&str, &str, &str, Datum)] = &[
        ("offer.deliverables_unmeasurable", "", "", ids(&[])),
        ("offer.deliverables_unmeasurable", "100 of 100 pass", "It works well, as agreed", ids(&["D1"])),
        ("offer.deliverables_unmeasurable", "acceptance = \"100 of 100 pass\"\n", "", ids(&["D1"])),
        ("offer.objectives_undelivered", "serves = [\"O2\"]", "serves = [\"O1\"]", ids(&["O2"])),
        ("offer.objectives_undelivered", "", "", ids(&[])),
        ("offer.dependencies_without_date", "by = 2027-01-18\n", "", number(1)),
        ("offer.dependencies_without_date", "", "", number(0)),
        ("offer.assumptions_at_our_risk", "\"change-request\"", "\"at-our-risk\"", ids(&["A1"])),
        ("offer.work_unsold", "deliverable = \"D1\" # of W2\n", "", ids(&["W2"])),
        ("offer.deliverables_unpriced", "deliverable = \"D2\"\n", "deliverable = \"D1\"\n", ids(&["D2"])),
        ("offer.deliverables_unpriced", "", "", ids(&[])),
        ("offer.roles_unnamed", "duty = \"acceptor\"", "duty = \"member\"", ids(&["acceptor"])),
        ("offer.roles_unnamed", "", "", ids(&[])),
        ("offer.left_out", "", "", ids(&["working-demo"])),
        ("offer.liability_cap_percent", "liability_cap_percent = 100\n", "", Datum::Null),
        ("offer.foreign_currencies", "", "", ids(&[])),
        ("offer.exchange_rate_days", "", "", Datum::Null),
        ("estimate.confidence", "confidence = 80", "contingency_percent = 9", Datum::Null),
        ("estimate.contingency_percent", "confidence = 80", "contingency_percent = 9", number(9)),
        ("forecast.with.success.on_time", "deadline = 2027-08-31\n", "", Datum::Null),
        ("quote.discount_percent", "", "", number(4)),
        ("deal.days_to_start", "", "", number(49)),
        ("changes", "", "", ids(&[])),
    ];
    for (path, old, new, value) in cases {
        assert!(RICH.contains(old), "{path}: {old}");
        // Damages need the deadline they are counted from.
        let text = RICH.replacen(old, new, 1);
        let damages = "damages = { percent_per_week = 0.5, cap_percent = 10, grace_days = 10 }\n";
        let text = if old.starts_with("deadline") { text.replacen(damages, "", 1) } else { text };
        assert_eq!(datum(&text, &[], path), *value, "{path} with {old} to {new}");
    }
}

#[test]
fn foreign_money_and_its_rate_are_told() {
    let text = RICH.replacen("currency = \"EUR\"", "currency = \"USD\"", 1);
    let rates = "format = 1\n[[rate]]\nfrom = \"EUR\"\nto = \"USD\"\ndate = 2026-11-13\nrate = \"1.1\"\n";
    let files = [("pricing/currencies.toml", rates)];
    assert_eq!(datum(&text, &files, "offer.foreign_currencies"), Datum::Texts(vec!["EUR".to_owned()]));
    assert_eq!(datum(&text, &files, "offer.exchange_rate_days"), number(10));
    assert!(
        changed(
            &rich(RICH),
            &offer_of(&Project::from_text(&bidwright::library(), text).with(files[0].0, rates.to_owned()))
        )
        .contains(&"deal.currency".to_owned())
    );
}

#[test]
fn at_the_walk_away_price_the_margin_is_the_floor() {
    let offer = rich(RICH);
    let figures = bidwright_review::figures(&offer.deal, &offer.book, &offer.quote);
    let (net, base) = (figures.walk_away.expect("a floor of 22 %"), offer.quote.totals.base);
    let margin = |net: rust_decimal::Decimal| (net - base.amount()) / net;
    let floor = offer.book.policy.margin_floor.ratio();
    let cent = rust_decimal::Decimal::new(1, 2);
    assert!(margin(net.amount()) >= floor && margin(net.amount() - cent) < floor, "{net}");
    // The whole of the room given away is still allowed, a little more is not.
    let room = figures.room.expect("a price").0;
    let given = |percent: rust_decimal::Decimal| {
        let text = RICH.replacen("percent = 4,", &format!("percent = {percent},"), 1);
        rich(&text).quote.totals
    };
    let four = rust_decimal::Decimal::from(4);
    assert!(given(four + room).net >= net);
    assert!(given(four + room + cent).net < net);
}

#[test]
fn the_keys_of_other_deals_move_the_hash_too() {
    let retainer = RICH.replacen("model = \"fixed-price\"", "model = \"retainer\"", 1).replacen(
        "[commercial]",
        "[commercial]\nterm_months = 12\nhours_per_month = 160\nrole = \"developer\"",
        1,
    );
    for (text, field, old, new) in [
        (retainer.as_str(), "commercial.term_months", "term_months = 12", "term_months = 11"),
        (&retainer, "commercial.hours_per_month", "hours_per_month = 160", "hours_per_month = 161"),
        (&retainer, "commercial.role", "role = \"developer\"", "role = \"architect\""),
        (RICH, "estimate.tail", "confidence = 80", "confidence = 80\ntail = { exit_ratio = 3 }"),
    ] {
        let moved = changed(&rich(text), &rich(&text.replacen(old, new, 1)));
        assert!(moved.iter().any(|fact| fact == field), "{field}: {moved:?}");
    }
}
