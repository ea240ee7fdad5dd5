//! Rate cards, exchange rates and the four cost models of a delivery office.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Idx;
use bidwright_base::money::Currency;
use bidwright_base::quantity::{Days, Percent};
use bidwright_base::source::{Place, Placed};

/// A card of the deal's `rates` id.
pub type CardIdx = Idx<RateCard>;

/// `pricing/rates/*.toml`: a rate card for a period.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let place = Place::new(Sources::default().add(text), 0..0);
/// use bidwright_base::{money::Currency, quantity::Percent};
/// use bidwright_model::book::{PriceBasis, RateCard, RoleRate};
/// use jiff::civil::date;
///
/// let percent = |percent: u32| Placed::new(Percent(percent.into()), place);
/// let card = RateCard {
///     id: "emea".to_owned(),
///     name: "EMEA 2026".to_owned(),
///     currency: Currency::from_code("EUR").expect("a currency"),
///     effective_from: date(2026, 1, 1),
///     effective_to: Some(date(2026, 12, 31)),
///     minutes_per_day: 450,
///     burden: percent(30),
///     overhead: percent(15),
///     basis: PriceBasis::RateCard,
///     target_margin: percent(25),
///     escalation: percent(3),
///     roles: vec![RoleRate {
///         id: "lead".to_owned(),
///         title: "Lead engineer".to_owned(),
///         sfia: Some(5),
///         labour_category: None,
///         cost_per_day: Placed::new(520.into(), place),
///         rate_per_day: Some(Placed::new(1_100.into(), place)),
///     }],
///     place,
/// };
/// assert!(card.covers(date(2026, 12, 31)) && !card.covers(date(2027, 1, 1)));
/// // Euros a day.
/// assert_eq!(card.role("lead").map(|role| role.cost_per_day.value), Some(520.into()));
/// assert!(card.role("tester").is_none());
/// ```
#[derive(Debug, Clone)]
pub struct RateCard {
    /// Its id; cards of one id follow each other.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Of its rates.
    pub currency: Currency,
    /// First day.
    pub effective_from: Date,
    /// Last day; `None`: open.
    pub effective_to: Option<Date>,
    /// Minutes of a working day: `hours_per_day` × 60.
    pub minutes_per_day: u32,
    /// On direct labour.
    pub burden: Placed<Percent>,
    /// On labour and burden.
    pub overhead: Placed<Percent>,
    /// How a price comes about.
    pub basis: PriceBasis,
    /// τ: cost-plus: of the price; rate card: what contingency carries.
    pub target_margin: Placed<Percent>,
    /// Each 1 January after `effective_from`.
    pub escalation: Placed<Percent>,
    /// In file order.
    pub roles: Vec<RoleRate>,
    /// The file's first line that says so.
    pub place: Place,
}

impl RateCard {
    /// A role's rates.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&RoleRate> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Whether the card is in force on a day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }
}

/// How a price comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceBasis {
    /// Effort × bill rate.
    RateCard,
    /// From cost and the target margin.
    CostPlus,
}

/// What a role costs and sells for, a day.
#[derive(Debug, Clone)]
pub struct RoleRate {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Level of the Skills Framework for the Information Age, 1 to 7.
    pub sfia: Option<u8>,
    /// Labour category of a public contract.
    pub labour_category: Option<String>,
    /// Direct cost, before burden and overhead, in the card's currency.
    pub cost_per_day: Placed<Decimal>,
    /// Price, in the card's currency; always there on a rate card.
    pub rate_per_day: Option<Placed<Decimal>>,
}

/// Exchange rates into the deal's currency at the offer's date, one per card currency that differs.
///
/// ```
/// # use bidwright_base::source::{Place, Placed, Source, Sources, Layer};
/// # let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
/// # let text = Source { name, path, text: "".into(), layer: Layer::Workspace };
/// # let file = Sources::default().add(text);
/// # let place = Place::new(file, 0..0);
/// use bidwright_base::money::Currency;
/// use bidwright_model::book::{Exchange, FxRate};
/// use jiff::civil::date;
/// use rust_decimal::Decimal;
///
/// let [euro, krone] = ["EUR", "NOK"].map(|code| Currency::from_code(code).expect("a currency"));
/// // Kroner for a euro.
/// let rate = Placed::new(Decimal::new(116, 1), place);
/// let exchange = Exchange(vec![FxRate { from: euro, date: date(2026, 9, 1), rate }]);
/// assert_eq!(exchange.from(euro).map(|fx| fx.rate.value), Some(Decimal::new(116, 1)));
/// assert!(exchange.from(krone).is_none());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Exchange(pub Vec<FxRate>);

impl Exchange {
    /// The rate from a currency; `None` if it is the deal's own.
    #[must_use]
    pub fn from(&self, currency: Currency) -> Option<&FxRate> {
        self.0.iter().find(|fx| fx.from == currency)
    }
}

/// Price in the deal's currency = price in `from` × `rate`.
#[derive(Debug, Clone)]
pub struct FxRate {
    /// The card's currency.
    pub from: Currency,
    /// Set on.
    pub date: Date,
    /// Multiplies.
    pub rate: Placed<Decimal>,
}

/// `pricing/pmo/*.toml`: what a delivery office costs.
///
/// ```
/// # let book = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/book.rs"));
/// use bidwright_base::quantity::Percent;
/// use bidwright_model::book::PmoKind;
///
/// // Its days are those of its activities; a share of the loaded cost of labour pays for the central office.
/// assert!(matches!(book.pmo.kind, PmoKind::ActivityBased));
/// assert_eq!(book.pmo.office.value, Percent(2.into()));
/// ```
#[derive(Debug, Clone)]
pub struct Pmo {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How its days are counted.
    pub kind: PmoKind,
    /// Whose days, unless the methodology's activities name roles.
    pub role: Placed<String>,
    /// The central office, on the loaded cost of delivery labour.
    pub office: Placed<Percent>,
    /// At least so many days.
    pub minimum: Placed<Days>,
    /// Share of price outside of which the review asks why: from, to.
    pub lean_band: (Percent, Percent),
    /// Overlap with the customer's own office: none, coordinator, mature; 0 to 1.
    pub overlap: [Placed<Decimal>; 3],
    /// κ: each further activity on one failure does less.
    pub overlap_decay: Placed<Decimal>,
    /// No risk is treated below this probability.
    pub p_min: Decimal,
    /// The file's `id` line.
    pub place: Place,
}

/// How the days of a delivery office are counted (MODEL 6).
#[derive(Debug, Clone)]
pub enum PmoKind {
    /// φ·E.
    PercentOfEffort(Placed<Percent>),
    /// Marginal bands over E: up to so many days (`None`: the rest), so many percent.
    Tiered(Vec<(Option<Placed<Days>>, Placed<Percent>)>),
    /// setup + fte·T + closeout.
    Staffed {
        /// Days once.
        setup: Placed<Days>,
        /// Full-time equivalents over the plan's length.
        fte: Placed<Decimal>,
        /// Days once.
        closeout: Placed<Days>,
    },
    /// The methodology's activities, counted.
    ActivityBased,
}
