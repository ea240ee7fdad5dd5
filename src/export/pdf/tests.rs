//! A small document through the whole of the export, and the claims about what comes out.

use super::*;
use sample::Sample;

mod sample;

/// Every kind of item and role there is.
fn everything() -> Vec<u8> {
    let (sample, attachments) = (Sample::everything(), [deal()]);
    pdf(&sample.pages, &sample::meta(), &sample.faces(), &attachments).unwrap()
}

fn deal() -> Attachment {
    Attachment {
        name: "deal.toml".to_owned(),
        mime: "application/toml".to_owned(),
        description: "The deal this offer was made from".to_owned(),
        data: b"[deal]\nname = \"N\xC3\xA6ring\"\n".repeat(40),
    }
}

#[test]
fn keeps_every_rule_checked() {
    assert_eq!(check(&everything()), Vec::<String>::new());
}

#[test]
fn same_input_same_bytes() {
    assert!(everything() == everything());
}

#[test]
#[ignore = "writes a file to look at"]
fn look() {
    std::fs::write(std::env::temp_dir().join("bidwright-look.pdf"), everything()).unwrap();
}
