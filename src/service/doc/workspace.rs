// The workspace of this crate's documentation examples, an expression to include: a small deal whose discount
// Kari Holm must approve, over the library of the repository.
{
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    mod built_in {
        include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/built_in/files.rs"));
    }
    let library = bidwright_input::Library::embedded(built_in::files());
    let deal = r#"
format = 1
[deal]
number = "Q-1"
title = "Label service"
date = 2026-11-23
start = 2027-01-11
currency = "EUR"
model = "fixed-price"
policy = "ours"
owner = "Per Vik"
[estimate]
iterations = 1000
[customer]
name = "Nordvik Logistics AS"
[[work]]
id = "W1"
name = "Label service"
phase = "build"
effort = { developer = [24, 30, 42] }
[commercial]
discount = { percent = 5, reason = "Framework agreement" }
"#;
    let policy = r#"
format = 1
id = "ours"
margin_floor_percent = 10
[[rule]]
id = "any-discount"
when = "quote.discount_percent > 0"
verdict = "approve"
approver = "sales-manager"
say = "A discount of {{ quote.discount_percent }} %"
"#;
    use bidwright_review::approvals::{Secret, entry};
    let manager = ["sales-manager".to_owned()];
    let kari = entry("Kari Holm", None, &manager, &Secret::new(&[7; 32]).public());
    let per = entry("Per Vik", None, &[], &Secret::new(&[8; 32]).public());
    let brand = std::fs::read_to_string(format!("{root}/templates/brands/default/brand.toml")).unwrap();
    let brand = brand.replace("Meridian Delivery", "Our Firm").replace("\nlogo", "\n# logo");
    let history = std::fs::read(format!("{root}/samples/history.csv")).unwrap();
    bidwright_service::MemoryStore::new(&library)
        .with("deal.toml", deal)
        .with("pricing/policies/ours.toml", policy)
        .with("approvals/keys.toml", format!("format = 1\n{kari}\n{per}"))
        .with("templates/brands/default/brand.toml", brand)
        .with("history.csv", history)
}
