//! The figures a reviewer looks at first that are not in the quote: how low the price may go, how much
//! discount is left, and which risks would take most of the margin.

use rust_decimal::{Decimal, RoundingStrategy};

use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::simulated::Simulated;
use bidwright_economics::forecast::{Sample, ScenarioPair};
use bidwright_economics::price::Quote;
use bidwright_model::book::{Book, Rows};
use bidwright_model::deal::{Deal, Risk, RiskIdx};

/// How far the price may go down, and what else could take the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The lowest net price at which the margin is at the policy's floor; `None`: a floor of 100 %.
    pub walk_away: Option<Money>,
    /// Points of the price that may still be given away before that; negative: too many are already.
    /// `None` without a price or a walk-away price.
    pub room: Option<Percent>,
    /// Up to five risks, by what they take from the margin on average.
    pub threats: Vec<Threat>,
}

/// What a risk would take from the margin, as stated: untreated, its cost alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threat {
    /// Which of the deal's risks it is.
    pub risk: RiskIdx,
    /// Our part of its likely cost.
    pub cost: Money,
    /// Points of margin that is.
    pub points: Percent,
}

/// Works them out.
#[must_use]
pub fn figures(deal: &Deal, book: &Book, quote: &Quote) -> Figures {
    let walk_away = walk_away(book.policy.margin_floor, quote);
    let discount = deal.commercial.discount.as_ref().map_or(Percent::ZERO, |discount| discount.percent.value);
    let room = walk_away.and_then(|lowest| {
        let least = (Decimal::ONE_HUNDRED * lowest.amount()).checked_div(quote.totals.price.amount())?;
        let room = Decimal::ONE_HUNDRED - least - discount.0;
        // Rounded down, so that the room is never overstated.
        Some(Percent(room.round_dp_with_strategy(3, RoundingStrategy::ToNegativeInfinity)))
    });
    Figures { walk_away, room, threats: threats(deal, quote) }
}

/// base / (1 − floor), up to a whole minor unit: the margin there is at the floor, not below.
fn walk_away(floor: Percent, quote: &Quote) -> Option<Money> {
    let base = quote.totals.base;
    let exact = base.amount().checked_div(Decimal::ONE - floor.ratio())?;
    let nearest = quote.currency.round(exact);
    let unit = quote.currency.from_minor_units(1);
    Some(if nearest.amount() < exact { nearest + unit } else { nearest })
}

fn threats(deal: &Deal, quote: &Quote) -> Vec<Threat> {
    let ours = |risk: &Risk| {
        let cost = risk.cost.as_ref().map_or(Decimal::ZERO, |cost| cost.likely);
        cost * risk.bearer.supplier_share()
    };
    let mut all: Vec<(Decimal, Threat)> = (deal.risks.indexed())
        .filter(|(_, risk)| ours(risk) > Decimal::ZERO)
        .filter_map(|(at, risk)| {
            let cost = ours(risk);
            let points = (Decimal::ONE_HUNDRED * cost).checked_div(quote.totals.net.amount())?;
            let points = Percent(points.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero));
            Some((
                cost * risk.probability.value,
                Threat { risk: at, cost: quote.currency.round(cost), points },
            ))
        })
        .collect();
    // A stable sort: of equals, file order.
    all.sort_by_key(|(mean, _)| std::cmp::Reverse(*mean));
    all.into_iter().take(5).map(|(_, threat)| threat).collect()
}

/// Where the margin may land: net less simulated cost, of net.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Half of the deliveries keep at least this, 0 to 1.
    pub p50: Simulated,
    /// Four in five keep at least this.
    pub p80: Simulated,
}

/// The margin over simulated deliveries. At a fixed price these are the margins where cost lands at its own P50
/// and P80; where the price follows the work, it moves with the cost.
#[must_use]
pub fn margins(scenario_pair: &ScenarioPair) -> Margins {
    let outcome = &scenario_pair.with.outcome;
    let revenue = scenario_pair.terms.with.revenue(outcome);
    let margin =
        |(revenue, cost): (&f64, &f64)| if *revenue > 0.0 { (revenue - cost) / revenue } else { 0.0 };
    let sample = Sample::new(revenue.iter().zip(outcome.cost.values()).map(margin).collect());
    Margins { p50: sample.quantile(0.5), p80: sample.quantile(0.2) }
}
