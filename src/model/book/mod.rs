//! The checked library of a deal: rate cards, delivery office, methodology, calendar, tax, exchange
//! rates, policy, own history. Plain data, already narrowed to what the deal names.

mod approvers;
mod calendar;
mod evidence;
mod history;
mod methodology;
mod rates;
mod rows;

pub use approvers::*;
pub use calendar::*;
pub use evidence::*;
pub use history::*;
pub use methodology::*;
pub use rates::*;
pub use rows::*;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::rules::{Condition, MessageTemplate};
use bidwright_base::digest::sha256;
use bidwright_base::quantity::Percent;
use bidwright_base::source::{FileId, Place, Placed};

/// Everything a deal draws on.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use jiff::civil::date;
///
/// // The card in force when work starts, and what a developer sells for on it.
/// let start = date(2027, 1, 11);
/// let card = book.cards.iter().find(|card| card.covers(start)).expect("the cards cover the work");
/// let rate = card.role("developer").and_then(|role| role.rate_per_day);
/// assert_eq!(rate.map(|rate| rate.value), Some(980.into()));
/// assert!(book.exchange.from(card.currency).is_none(), "the card is in the currency of the deal");
/// ```
#[derive(Debug, Clone)]
pub struct Book {
    /// The cards of the deal's `rates` id, by period, without overlap; together they cover the work.
    pub cards: Vec<RateCard>,
    /// Exchange rates into the deal's currency.
    pub exchange: Exchange,
    /// The delivery office's cost model.
    pub pmo: Pmo,
    /// How work is delivered.
    pub methodology: Methodology,
    /// Working days.
    pub calendar: Calendar,
    /// Taxes on the price.
    pub tax: TaxTable,
    /// What the review asks.
    pub policy: Policy,
    /// The contract library: every clause, by id.
    pub clauses: BTreeMap<String, Clause>,
    /// What may be cited, in file order.
    pub evidence: Vec<Citation>,
    /// The firm's own calibration, if there is one.
    pub history: Option<History>,
    /// Who may approve, if the workspace has a keys file.
    pub approvers: Option<Approvers>,
}

/// `pricing/taxes/*.toml`.
///
/// ```
/// use bidwright_base::quantity::Percent;
/// use bidwright_model::book::{Tax, TaxRate, TaxTable};
///
/// let tax = |category: &str, percent: u32, applies_to: &[&str]| Tax {
///     category: category.to_owned(),
///     rates: vec![TaxRate { percent: Percent(percent.into()), place: None, label: "VAT".to_owned() }],
///     note: String::new(),
///     applies_to: applies_to.iter().map(|kind| kind.to_string()).collect(),
/// };
/// let table = TaxTable { id: "no".to_owned(), taxes: vec![tax("Z", 0, &["travel"]), tax("S", 25, &[])] };
/// // Travel at 0 %; labour is named nowhere and takes the rest, 25 %.
/// let on = |kind: &str| table.index_of(kind).map(|at| table.taxes[at].rates[0].percent);
/// assert_eq!(on("travel"), Some(Percent(0.into())));
/// assert_eq!(on("labour"), Some(Percent(25.into())));
/// ```
#[derive(Debug, Clone)]
pub struct TaxTable {
    /// Its id; empty without one: 0 %.
    pub id: String,
    /// In file order; at least one.
    pub taxes: Vec<Tax>,
}

/// A tax of the deal's tax table.
pub type TaxIdx = Idx<Tax>;

/// One tax category.
#[derive(Debug, Clone)]
pub struct Tax {
    /// Such as `S`.
    pub category: String,
    /// What is levied on the category's net: one tax, or several side by side, as GST and QST are.
    pub rates: Vec<TaxRate>,
    /// Printed under the total.
    pub note: String,
    /// Labour and purchase categories (`labour`, `licence`, ...); empty: takes the rest.
    pub applies_to: Vec<String>,
}

/// One tax, of the net of its category. None is a tax on another.
#[derive(Debug, Clone)]
pub struct TaxRate {
    /// Of the category's net.
    pub percent: Percent,
    /// Where it was written; `None` without a tax file.
    pub place: Option<Place>,
    /// Such as `MVA`.
    pub label: String,
}

impl TaxTable {
    /// Index of the tax on `labour` or a purchase category.
    #[must_use]
    pub fn index_of(&self, kind: &str) -> Option<TaxIdx> {
        let named = self.taxes.index_where(|tax| tax.applies_to.iter().any(|to| to == kind));
        named.or_else(|| self.taxes.index_where(|tax| tax.applies_to.is_empty()))
    }
}

/// `pricing/policies/*.toml`.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use bidwright_model::book::Verdict;
/// use bidwright_model::rules::Context;
///
/// let rule = &book.policy.rules[0];
/// let context = Context::neutral().with("quote.discount_percent", rust_decimal::Decimal::from(12));
/// assert_eq!((rule.when.holds(&context), rule.verdict), (Ok(true), Verdict::Approve));
/// assert_eq!(rule.approver.as_ref().map(|role| role.as_str()), Some("sales-manager"));
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Margin below which an offer is not made.
    pub margin_floor: Percent,
    /// How many days an approval is good.
    pub approval_days: u32,
    /// Who approves words that were changed after an approval; `None`: whoever approved.
    pub wording: Option<Placed<String>>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// A rule of the review.
///
/// ```
/// use bidwright_model::book::{Rule, Verdict};
/// use bidwright_model::rules::{Condition, MessageTemplate};
///
/// let rule = Rule {
///     id: "steep-discount".to_owned(),
///     when: Condition::parse("quote.discount_percent > 10").expect("a condition"),
///     verdict: Verdict::Approve,
///     approver: None,
///     message: MessageTemplate::parse("discount over 10 %").expect("a template"),
/// };
/// // An approval does not hold for a rule that has changed; its id may.
/// let renamed = Rule { id: "discount".to_owned(), ..rule.clone() };
/// let harder = Rule { verdict: Verdict::Block, ..rule.clone() };
/// assert_eq!(rule.definition(), renamed.definition());
/// assert_ne!(rule.definition(), harder.definition());
/// ```
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// When it fires.
    pub when: Condition,
    /// `note`, `approve` or `block`.
    pub verdict: Verdict,
    /// Who must approve.
    pub approver: Option<Placed<String>>,
    /// What the review shows when it fires; the key `say`.
    pub message: MessageTemplate,
}

impl Policy {
    /// SHA-256 of what it rules: its floor, its days, who approves words, and every rule in order.
    #[must_use]
    pub fn definition(&self) -> String {
        let wording = self.wording.as_ref().map_or("", |role| &role.value);
        let rules: String =
            self.rules.iter().map(|rule| format!("{} {}\n", rule.id, rule.definition())).collect();
        let head =
            format!("{} {} {}:{wording}", self.margin_floor.0.normalize(), self.approval_days, wording.len());
        sha256(format!("bidwright.policy/1\n{}\n{head}\n{rules}", self.id).as_bytes())
    }
}

impl Rule {
    /// SHA-256 of what the rule is: when it fires, its verdict, its approver, its message. An approval holds for
    /// the rule as it was.
    #[must_use]
    pub fn definition(&self) -> String {
        let approver = self.approver.as_ref().map_or("", |approver| &approver.value);
        let parts = [self.when.source(), self.verdict.word(), approver, self.message.source()];
        // Lengths first, so that no part can be taken for the end of another.
        let parts = parts.map(|part| format!("{}:{part}\n", part.len()));
        sha256(format!("bidwright.rule/1\n{}", parts.concat()).as_bytes())
    }
}

/// What a rule does when it fires, from mildest to worst.
///
/// ```
/// use bidwright_model::book::Verdict;
///
/// assert_eq!([Verdict::Block, Verdict::Note].iter().max(), Some(&Verdict::Block));
/// assert_eq!(Verdict::Approve.word(), "approve");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Shown; nothing more.
    Note,
    /// An approval is needed.
    Approve,
    /// The offer does not go out.
    Block,
}

impl Verdict {
    /// As written in a policy.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Note => "note",
            Verdict::Approve => "approve",
            Verdict::Block => "block",
        }
    }
}

/// `templates/clauses/*.md`: a clause of the contract library.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// // A clause of every contract, with a value that a deal may set.
/// let acceptance = &book.clauses["acceptance"];
/// assert!(acceptance.required && acceptance.body.contains("{{ acceptance_days }}"));
/// assert_eq!(acceptance.values["acceptance_days"], 10.into());
/// ```
#[derive(Debug, Clone)]
pub struct Clause {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its position among the clauses.
    pub order: u32,
    /// Whether every contract has it; otherwise the deal includes it, or a word of `when` does.
    pub required: bool,
    /// Words such as `fixed-price`, `capped`, `retainer`, `EU` that take an optional clause.
    pub when: Vec<String>,
    /// Figures of its text that are so in every deal, such as `five Working Days`.
    pub declares: Vec<String>,
    /// Markdown, a Tera template.
    pub body: String,
    /// Its file.
    pub file: FileId,
    /// Defaults of the values it names, such as `acceptance_days`.
    pub values: BTreeMap<String, Decimal>,
}
