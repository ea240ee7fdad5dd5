//! `bidwright keysign` and `submit`, and what they change for `keygen`, `approve` and `issue`: as people run them.

use std::fs;

use crate::approvals::{ANN, BRAND, DEAL, POLICY, brand};
use crate::approvals_cli::{Place, place};

const KEYS: &str = "ws/approvals/keys.toml";
const KEYS_LOG: &str = "ws/approvals/keys.log";

/// A workspace in which nobody may approve yet.
fn bare() -> Place {
    let place = Place { folder: tempfile::tempdir().expect("a folder") };
    place.write("ws/deals/t1/deal.toml", DEAL);
    place.write("ws/pricing/policies/ours.toml", POLICY);
    place.write(&format!("ws/{BRAND}"), &brand());
    place
}

#[test]
fn a_firm_goes_from_nobody_to_an_issued_offer() {
    let place = bare();
    let first = place.done("keygen --name Ann_Berg --email ann@example.com --role sales-manager");
    assert!(first.contains("signed by Ann Berg, record 1 of "), "{first}");
    let second = place.done("keygen --name Bo_Dahl --role finance-director --by ann@example.com");
    assert!(second.contains("record 2 of "), "{second}");
    let third = place.done("keygen --name Ola_Eier --email owner@example.com");
    assert!(third.contains("nobody has signed that yet: Ann Berg or Bo Dahl does"), "{third}");
    // Until somebody does, nothing is signed in this workspace.
    let submit = "submit deals/t1 --name Ola_Eier --note Agreed_with_the_team";
    for words in [submit, "approve deals/t1 --as sales-manager --name Ann_Berg", "issue deals/t1"] {
        let came = place.run(words);
        assert_eq!((came.status, came.out.as_str()), (Some(1), ""), "{words}: {}", came.said);
        assert!(came.said.contains("error[keys-unsigned]"), "{words}: {}", came.said);
    }
    assert!(place.run("check deals/t1").said.contains("warning[keys-unsigned]"));
    let waiting = place.run("keysign");
    assert_eq!(waiting.status, Some(1));
    assert!(waiting.out.contains("added Ola Eier <owner@example.com>, no role, key "), "{}", waiting.out);
    assert!(waiting.out.contains("Ann Berg or Bo Dahl can, with `bidwright keysign --name NAME`"));
    let own = place.run("keysign --name Ola_Eier");
    assert!(own.status == Some(1) && own.said.contains("error[unknown-approver]"), "{}", own.said);
    assert!(place.done("keysign --name Bo_Dahl").contains("record 3 of "));
    assert!(place.done("keysign").contains("nothing waits for a signature"));
    // Who has no role gives none, to nobody.
    let own = place.run("keygen --name Nils_Ny --role sales-manager --by Ola_Eier");
    assert!(own.status == Some(1) && !place.read(KEYS).contains("Nils"), "{}{}", own.out, own.said);
    // Whoever answers for the deal submits it, others approve.
    let submitted = place.done(submit);
    assert!(submitted.starts_with("submitted T-1-R1 by Ola Eier on "), "{submitted}");
    assert!(submitted.contains("sales-manager and finance-director must approve"), "{submitted}");
    let review = place.run("review deals/t1");
    assert!(review.out.contains("by Ola Eier, “Agreed with the team”, as it stands"), "{}", review.out);
    place.done("approve deals/t1 --as sales-manager --name Ann_Berg");
    place.done("approve deals/t1 --as finance-director --name Bo_Dahl");
    place.done("issue deals/t1");
    let log = place.read("ws/approvals/T-1.log");
    assert_eq!(log.matches("\nchain = ").count(), 4, "a submission, two approvals and the issue");
    // Issued is issued.
    let late = place.run("submit deals/t1 --name Ann_Berg");
    assert!(late.said.contains("error[revision-frozen]: T-1-R1 was issued"), "{}", late.said);
    assert!(place.done("issue deals/t1").contains("the same bytes were written"));
    // The log of the keys file taken away is missed, by whoever looks.
    fs::remove_file(place.path(KEYS_LOG)).expect("gone");
    for words in ["review deals/t1", "check deals/t1", "verify out/T-1-R1/customer/sow.pdf --deal deals/t1"] {
        let came = place.run(words);
        assert_eq!(came.status, Some(1), "{words}");
        assert!(came.said.contains("keys-log-replaced"), "{words}: {}", came.said);
    }
}

#[test]
fn a_keys_file_of_before_is_signed_by_somebody_who_is_in_it() {
    let place = place();
    let review = place.run("review deals/t1");
    assert!(review.said.contains("warning[no-keys-log]"), "{}", review.said);
    assert!(review.said.contains("`bidwright keysign --name NAME`"), "{}", review.said);
    let signed = place.done("keysign --name ann@example.com --date 2026-11-20");
    assert!(signed.contains("on 2026-11-20, record 1 of "), "{signed}");
    assert!(signed.contains("  added Ann Berg <ann@example.com>, sales-manager, key "), "{signed}");
    assert!(place.read(KEYS_LOG).contains("\nrecorded = "), "another day than today");
    assert!(!place.run("review deals/t1").said.contains("no-keys-log"));
    place.edit(KEYS, "[\"sales-manager\"]", "[\"sales-manager\", \"finance-director\"]");
    let waiting = place.run("keysign");
    assert!(
        waiting.out.contains("Ann Berg: roles was sales-manager, is sales-manager and finance-director"),
        "{}",
        waiting.out
    );
    place.edit(KEYS_LOG, "ann@example.com", "bob@example.com");
    for words in ["keysign", "keysign --name Ann_Berg", "review deals/t1", "keygen --name Cy --by Ann_Berg"] {
        let came = place.run(words);
        assert_eq!(came.status, Some(1), "{words}");
        assert!(
            came.said.contains("record 1 was changed after `Ann Berg` signed it"),
            "{words}: {}",
            came.said
        );
    }
    assert!(!place.read(KEYS).contains("Cy") && !place.path("keys/cy.key").exists());
}

#[test]
fn keysign_needs_a_keys_file_and_a_private_key() {
    let bare = bare();
    let came = bare.run("keysign --name Ann_Berg");
    assert!(came.status == Some(1) && came.said.contains("error[no-keys]"), "{}", came.said);
    assert!(!bare.path(KEYS_LOG).exists());
    let place = place();
    place.key(ANN, "Mallory");
    let came = place.run("keysign --name Ann_Berg");
    assert!(came.status == Some(1) && came.said.contains("error[private-key-differs]"), "{}", came.said);
    assert!(!place.path(KEYS_LOG).exists());
    assert_eq!(place.run("keysign --key ../keys/ann-berg.key").status, Some(2), "a key is somebody's");
}
