//! The firm's own record: one deal a row, as it was sold and as it ended.

use crate::deal::Model;
use bidwright_base::quantity::Days;
use bidwright_base::source::{Place, Placed};

/// Every deal of a history file, in file order.
#[derive(Debug, Clone)]
pub struct Record {
    /// The name of the file, without its folder.
    pub source: String,
    /// At least one of them was delivered.
    pub deals: Vec<Past>,
    /// The names of some columns, for what is said of all deals.
    pub columns: Columns,
}

/// Where columns are named.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// `size_days`.
    pub size: Place,
    /// `contract`.
    pub contract: Place,
    /// `outcome`.
    pub outcome: Place,
}

/// A deal of the past.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_base::quantity::Days;
/// use bidwright_model::{deal::Model, record::{End, Past, Work}};
///
/// let days = |days: u32| Days(days.into());
/// let past = Past {
///     id: Placed::new("D-12".to_owned(), place),
///     kind: Placed::new("build".to_owned(), place),
///     size: Placed::new(days(200), place),
///     client: "Nordvik".to_owned(),
///     contract: Placed::new(Model::FixedPrice, place),
///     office: Placed::new(true, place),
///     estimate: Work { effort: days(200), duration: Some(days(100)) },
///     p80: None,
///     end: End::Finished { actual: Work { effort: days(250), duration: Some(days(110)) }, accepted: true },
/// };
/// assert_eq!((past.is_delivery(), past.success()), (true, Some(true)));
/// assert_eq!((past.effort_ratio(), past.duration_ratio()), (Some(1.25), Some(1.1)));
/// ```
#[derive(Debug, Clone)]
pub struct Past {
    /// Unique within the record.
    pub id: Placed<String>,
    /// What kind of work it was; [`RESCUE`] is a word with a meaning.
    pub kind: Placed<String>,
    /// How large it was taken to be when it was sold.
    pub size: Placed<Days>,
    /// For whom.
    pub client: String,
    /// How it was paid.
    pub contract: Placed<Model>,
    /// Whether it had a delivery office.
    pub office: Placed<bool>,
    /// As sold; above 0.
    pub estimate: Work,
    /// P80 of effort, as forecast at the sale; above 0.
    pub p80: Option<Days>,
    /// How it ended.
    pub end: End,
}

/// The `type` of a delivery taken over because it was failing.
pub const RESCUE: &str = "rescue";

/// Effort and working days from start to finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// In days of people.
    pub effort: Days,
    /// In working days, where it was recorded.
    pub duration: Option<Days>,
}

/// How a deal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Not won: no delivery.
    Lost,
    /// Signed, and stopped before it was finished.
    Cancelled,
    /// Signed and finished.
    Finished {
        /// What it took.
        actual: Work,
        /// Whether the customer accepted it.
        accepted: bool,
    },
}

impl Past {
    /// Whether it was signed, so that it is a delivery.
    #[must_use]
    pub fn is_delivery(&self) -> bool {
        self.end != End::Lost
    }

    /// Whether it succeeded: finished and accepted. Being late or dear is in the overrun, not here;
    /// a delivery cancelled after signing failed, whichever party stopped it. `None` if there was no delivery.
    #[must_use]
    pub fn success(&self) -> Option<bool> {
        match self.end {
            End::Lost => None,
            End::Cancelled => Some(false),
            End::Finished { accepted, .. } => Some(accepted),
        }
    }

    /// What it took, if it was finished. A cancelled delivery stops short, so its effort says nothing
    /// about the estimate.
    #[must_use]
    pub fn actual(&self) -> Option<Work> {
        match self.end {
            End::Finished { actual, .. } => Some(actual),
            End::Lost | End::Cancelled => None,
        }
    }

    /// Actual over estimated effort, if it was finished.
    #[must_use]
    pub fn effort_ratio(&self) -> Option<f64> {
        self.actual().map(|actual| actual.effort.to_f64() / self.estimate.effort.to_f64())
    }

    /// Actual over estimated duration, if it was finished and both were recorded.
    #[must_use]
    pub fn duration_ratio(&self) -> Option<f64> {
        Some(self.actual()?.duration?.to_f64() / self.estimate.duration?.to_f64())
    }
}
