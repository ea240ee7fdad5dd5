//! `bidwright.diff/1`: what changed between two revisions, and what that did.

use serde::Serialize;

use super::{Published, percent};
use crate::pipeline::Compared;
use bidwright_base::locale::Locale;
use bidwright_base::money::Money;
use bidwright_document::compose::changes::describe;
use bidwright_model::revision::Revision;
use bidwright_review::changes;
use bidwright_review::changes::{Edit, price_moves, purchases_reordered};

/// Two revisions compared.
///
/// ```
/// use bidwright_service::{diff, json};
///
/// # use bidwright_input::Files;
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// # let deal = String::from_utf8(store.read("deal.toml").unwrap().unwrap()).unwrap();
/// let store = store.with("later.toml", deal.replace("percent = 5", "percent = 8"));
/// let compared = diff((&store, "deal.toml"), (&store, "later.toml")).compared.expect("two deals");
/// let published = serde_json::to_value(json::Diff::of(&compared))?;
/// assert_eq!(published["changes"][0]["how"], "changed");
/// assert_eq!(published["new"]["net"], compared.new.headline.net.to_string());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Diff<'c> {
    old: Figures<'c>,
    new: Figures<'c>,
    reason: Option<&'c str>,
    changes: Vec<Change<'c>>,
    price_moves: Vec<Move>,
    purchases_reordered: bool,
}

impl Published for Diff<'_> {
    const KIND: &'static str = "diff";
}

#[derive(Debug, Clone, Serialize)]
struct Figures<'c> {
    number: &'c str,
    revision: u32,
    currency: &'static str,
    net: Money,
    margin_percent: Option<f64>,
    finish: String,
    finish_p80: Option<String>,
    success: Option<f64>,
    success_standard_error: Option<f64>,
}

#[derive(Debug, Clone, Serialize)]
struct Change<'c> {
    field: &'c str,
    what: String,
    how: &'static str,
    touches: Vec<&'static str>,
    /// Whether it follows from another change.
    follows: bool,
    before: Option<&'c str>,
    after: Option<&'c str>,
}

#[derive(Debug, Clone, Serialize)]
struct Move {
    id: String,
    name: String,
    before: String,
    after: String,
}

impl<'c> Diff<'c> {
    /// Of two revisions.
    #[must_use]
    pub fn of(compared: &'c Compared) -> Diff<'c> {
        let Compared { old, new, changes } = compared;
        let moves = price_moves(old, new).into_iter().map(|one| Move {
            before: one.before.to_string(),
            after: one.after.to_string(),
            id: one.id,
            name: one.name,
        });
        Diff {
            old: Figures::of(old),
            new: Figures::of(new),
            reason: new.reason.as_deref(),
            changes: changes.iter().map(|change| Change::of(new, change)).collect(),
            price_moves: moves.collect(),
            purchases_reordered: purchases_reordered(old, new),
        }
    }
}

impl<'c> Figures<'c> {
    fn of(revision: &'c Revision) -> Figures<'c> {
        let Revision { headline, .. } = revision;
        Figures {
            number: &revision.number,
            revision: revision.revision,
            currency: revision.currency.code(),
            net: headline.net,
            margin_percent: percent(headline.margin),
            finish: headline.finish.to_string(),
            finish_p80: headline.finish_p80.map(|day| day.to_string()),
            success: headline.success.map(|(chance, _)| chance),
            success_standard_error: headline.success.map(|(_, error)| error),
        }
    }
}

impl<'c> Change<'c> {
    fn of(new: &Revision, change: &'c changes::Change) -> Change<'c> {
        let (how, before, after) = match &change.edit {
            Edit::Added(raw) => ("added", None, Some(raw)),
            Edit::Removed(raw) => ("removed", Some(raw), None),
            Edit::Changed(before, after) => ("changed", Some(before), Some(after)),
        };
        let [before, after] =
            [before, after].map(|raw| raw.map(String::as_str).filter(|raw| !raw.is_empty()));
        Change {
            field: &change.field,
            what: describe(Locale::of("en-GB"), new.currency, change).what,
            how,
            touches: change.touches.iter().map(|touch| touch.word()).collect(),
            follows: change.derived,
            before,
            after,
        }
    }
}
