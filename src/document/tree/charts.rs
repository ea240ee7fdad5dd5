//! The data of charts.

use jiff::civil::Date;

use super::RowKind;

/// The data of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// The plan over time.
    Gantt(Gantt),
    /// From the parts of an amount to what they come to.
    Waterfall(Waterfall),
    /// How likely it is to be done by when, or for how much.
    SCurve(SCurve),
    /// Amounts from low to high, with a mark at likely.
    Ranges(Ranges),
    /// Chances, each in two ways.
    Chances(Chances),
    /// What a chance costs.
    Frontier(Frontier),
    /// What is paid beside what is done.
    Payments(Payments),
    /// Risks by their chance and their weight.
    Heat(Heat),
}

/// A plan over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt {
    /// First day shown.
    pub start: Date,
    /// Last day shown.
    pub end: Date,
    /// From top to bottom.
    pub rows: Vec<GanttRow>,
    /// Vertical lines with a label: the deadline, the start of a phase.
    pub lines: Vec<(Date, String)>,
    /// First and last day of what is off: public holidays and what lies between two of them.
    pub off: Vec<(Date, Date)>,
}

/// A row of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttRow {
    /// On the left.
    pub label: String,
    /// How it is drawn.
    pub kind: GanttKind,
    /// First and last day of each bar.
    pub bars: Vec<(Date, Date)>,
    /// Single days: gates, meetings, deliveries.
    pub marks: Vec<Date>,
}

/// How a row of the plan is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GanttKind {
    /// Sums up the rows below it.
    Phase,
    /// Work.
    Work,
    /// Work on the critical path.
    Critical,
    /// An activity of the delivery office.
    Governance,
    /// The end of a phase.
    Gate,
}

/// Parts, each beginning where the one before it ended, and what they come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// From top to bottom.
    pub steps: Vec<WaterfallStep>,
    /// Words under the axis: the unit.
    pub unit: String,
}

/// A row of a [`Waterfall`].
#[derive(Debug, Clone, PartialEq)]
pub struct WaterfallStep {
    /// On the left.
    pub label: String,
    /// What a part adds, below zero what it takes off; what a sum comes to.
    pub value: f64,
    /// At the end of the bar.
    pub words: String,
    /// Whether it is a part ([`RowKind::Body`]) or sums those above it.
    pub kind: RowKind,
}

/// Cumulative chance over a value, in one or two ways.
#[derive(Debug, Clone, PartialEq)]
pub struct SCurve {
    /// The one that counts first.
    pub curves: Vec<Curve>,
    /// Named places of the scale, from left to right.
    pub ticks: Vec<(f64, String)>,
    /// A line from top to bottom: the deadline, the budget.
    pub limit: Option<(f64, String)>,
    /// Words under the scale; may be empty.
    pub unit: String,
}

/// One way of a [`SCurve`].
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// In the legend.
    pub name: String,
    /// Value and chance, 0 to 1, both rising.
    pub points: Vec<(f64, f64)>,
    /// Points with a name: value, chance, "28 Jul 2027".
    pub marks: Vec<(f64, f64, String)>,
}

/// Ranges on a common scale from zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges {
    /// From top to bottom.
    pub rows: Vec<Range>,
    /// Words under the axis: the unit.
    pub unit: String,
    /// What a bar represents.
    pub bar: String,
    /// What the mark in it represents.
    pub mark: String,
}

/// A row of [`Ranges`].
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// On the left.
    pub label: String,
    /// Low, likely, high.
    pub values: [f64; 3],
    /// At the end of the bar: the likely one.
    pub words: String,
    /// After it, less loud: the others; may be empty.
    pub more: String,
    /// What part it plays: a [`RowKind::Total`] sums the rows above, a [`RowKind::Group`] is set apart.
    pub kind: RowKind,
}

/// Chances in two ways, as pairs of bars from 0 to 100 %.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    /// What the upper bars represent.
    pub upper: String,
    /// What the lower bars represent.
    pub lower: String,
    /// From top to bottom.
    pub rows: Vec<BarPair>,
    /// What a whisker is; empty: there is none.
    pub whisker: String,
}

/// A row of [`Chances`].
#[derive(Debug, Clone, PartialEq)]
pub struct BarPair {
    /// On the left.
    pub label: String,
    /// The upper bar and the lower.
    pub chances: [ProbabilityBar; 2],
    /// Whether it is what the others come to.
    pub whole: bool,
}

/// A bar of a [`BarPair`].
#[derive(Debug, Clone, PartialEq)]
pub struct ProbabilityBar {
    /// 0 to 1.
    pub value: f64,
    /// From where to where it may lie.
    pub range: Option<(f64, f64)>,
    /// At the end of the bar.
    pub words: String,
}

/// What each further chance costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontier {
    /// Cost and chance, 0 to 1, from the cheapest.
    pub points: Vec<(f64, f64)>,
    /// Points with a name, the one that counts first.
    pub named: Vec<NamedPoint>,
    /// Words under the scale of cost.
    pub cost: String,
    /// Words over the scale of chance.
    pub chance: String,
}

/// A point of a [`Frontier`] with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPoint {
    /// What it costs.
    pub cost: f64,
    /// 0 to 1.
    pub chance: f64,
    /// At the point.
    pub name: String,
    /// Its cost as it is written.
    pub cost_words: String,
    /// Its chance as it is written.
    pub chance_words: String,
}

/// What is paid beside what is done, over time, both as shares of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Payments {
    /// First and last day shown.
    pub days: (Date, Date),
    /// Day, what is paid from then on, 0 to 1, and how that is written; rising.
    pub paid: Vec<(Date, f64, String)>,
    /// Day and what is done at its end, 0 to 1; rising.
    pub done: Vec<(Date, f64)>,
    /// What the line of payments is called.
    pub paid_name: String,
    /// What the line of work is called.
    pub done_name: String,
}

/// Risks by their chance and their weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// Of the columns, from light to heavy.
    pub weights: Vec<String>,
    /// Of the rows from top to bottom, the most likely first, each with the contents of its cells.
    pub rows: Vec<(String, Vec<Vec<String>>)>,
    /// What the columns measure.
    pub column_title: String,
    /// What the rows measure.
    pub row_title: String,
}
