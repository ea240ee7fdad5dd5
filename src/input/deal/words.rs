//! The words of a deal's choices.

use crate::read::Word;
use bidwright_model::deal::{
    Basis, Bearer, CeilingEffect, CustomerPmo, Duty, IfWrong, Model, Presentation, PurchaseCategory, Reading,
    Side,
};

impl Word for Model {
    const WORDS: &'static [(&'static str, Model)] = &[
        ("fixed-price", Model::FixedPrice),
        ("time-and-materials", Model::TimeAndMaterials),
        ("capped", Model::Capped),
        ("retainer", Model::Retainer),
    ];
}

impl Word for Reading {
    const WORDS: &'static [(&'static str, Reading)] =
        &[("p10-p90", Reading::P10P90), ("min-max", Reading::MinMax)];
}

impl Word for Basis {
    const WORDS: &'static [(&'static str, Basis)] = &[("mean", Basis::Mean), ("likely", Basis::Likely)];
}

impl Word for CustomerPmo {
    const WORDS: &'static [(&'static str, CustomerPmo)] = &[
        ("none", CustomerPmo::None),
        ("coordinator", CustomerPmo::Coordinator),
        ("mature", CustomerPmo::Mature),
    ];
}

impl Word for Side {
    const WORDS: &'static [(&'static str, Side)] =
        &[("customer", Side::Customer), ("supplier", Side::Supplier)];
}

impl Word for Duty {
    const WORDS: &'static [(&'static str, Duty)] = &[
        ("sponsor", Duty::Sponsor),
        ("project-manager", Duty::ProjectManager),
        ("acceptor", Duty::Acceptor),
        ("signatory", Duty::Signatory),
        ("escalation", Duty::Escalation),
        ("member", Duty::Member),
    ];
}

impl Word for PurchaseCategory {
    const WORDS: &'static [(&'static str, PurchaseCategory)] = &[
        ("licence", PurchaseCategory::Licence),
        ("travel", PurchaseCategory::Travel),
        ("subcontract", PurchaseCategory::Subcontract),
        ("other", PurchaseCategory::Other),
    ];
}

impl Word for Bearer {
    const WORDS: &'static [(&'static str, Bearer)] =
        &[("supplier", Bearer::Supplier), ("customer", Bearer::Customer), ("shared", Bearer::Shared)];
}

impl Word for IfWrong {
    const WORDS: &'static [(&'static str, IfWrong)] =
        &[("change-request", IfWrong::ChangeRequest), ("at-our-risk", IfWrong::AtOurRisk)];
}

impl Word for CeilingEffect {
    const WORDS: &'static [(&'static str, CeilingEffect)] =
        &[("extends", CeilingEffect::Extends), ("outside", CeilingEffect::Outside)];
}

impl Word for Presentation {
    const WORDS: &'static [(&'static str, Presentation)] = &[
        ("included-block", Presentation::IncludedBlock),
        ("in-rates", Presentation::InRates),
        ("in-deliverables", Presentation::InDeliverables),
    ];
}
