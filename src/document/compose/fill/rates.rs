//! What a day of work costs the customer, for the models that bill days.

use super::Seen;
use bidwright_base::money::Money;
use bidwright_economics::price::{Label, Line, LineKind, presented};
use bidwright_model::deal::{Model, Presentation};

/// The rate of a role.
pub(in crate::compose) struct Rate {
    role: String,
    pub(in crate::compose) title: String,
    pub(in crate::compose) level: Option<String>,
    pub(in crate::compose) rate: Money,
    year: Option<i16>,
}

impl<'a> Seen<'a> {
    /// What a day of each role is billed at, for the models that bill days.
    pub(in crate::compose) fn rates(self) -> Vec<Rate> {
        let Seen { offer, .. } = self;
        if !matches!(offer.deal.head.model.value, Model::TimeAndMaterials | Model::Capped) {
            return Vec::new();
        }
        let mut rates = match offer.deal.commercial.presentation {
            Presentation::InRates => self.rates_with_office(),
            Presentation::InDeliverables | Presentation::IncludedBlock => self.rates_of_card(),
        };
        rates.sort_by(|a, b| (&a.title, a.year).cmp(&(&b.title, b.year)));
        // A rate that changes in the course of the work is told by year.
        let several: Vec<bool> = rates
            .iter()
            .map(|rate| rates.iter().filter(|other| other.role == rate.role).count() > 1)
            .collect();
        for (rate, several) in rates.iter_mut().zip(several) {
            if let (true, Some(year)) = (several, rate.year) {
                rate.title = format!("{}, {year}", rate.title);
            }
        }
        rates
    }

    fn rates_of_card(self) -> Vec<Rate> {
        let currency = self.offer.quote.currency;
        let mut rates: Vec<Rate> = Vec::new();
        for line in &self.offer.quote.lines {
            let (Some(unit), Some(role)) = (line.rate, self.role_of(line)) else {
                continue;
            };
            let rate = currency.round(unit.bill);
            if !rates.iter().any(|known| known.role == role && known.rate == rate) {
                rates.push(self.rate(role, rate, Some(unit.day.year())));
            }
        }
        rates
    }

    /// With the delivery office in the rates, a day costs what its row of the price comes to.
    fn rates_with_office(self) -> Vec<Rate> {
        let Seen { offer, .. } = self;
        let rows = presented(&offer.deal, &offer.quote, Presentation::InRates);
        rows.into_iter()
            .filter_map(|row| {
                let (Label::Role(role), Some(days)) = (row.label, row.days) else {
                    return None;
                };
                let rate = row.price.amount().checked_div(days.0)?;
                Some(self.rate(&role, offer.quote.currency.round(rate), None))
            })
            .collect()
    }

    fn rate(self, role: &str, rate: Money, year: Option<i16>) -> Rate {
        let row = self.offer.book.cards[0].role(role);
        let sfia = row.and_then(|row| row.sfia).map(|level| format!("SFIA {level}"));
        Rate {
            role: role.to_owned(),
            title: self.role_title(role).to_owned(),
            level: row.and_then(|row| row.labour_category.clone()).or(sfia),
            rate,
            year,
        }
    }

    fn role_of(self, line: &Line) -> Option<&'a str> {
        match line.kind {
            LineKind::Labour(Some((package, effort))) => {
                Some(&self.offer.deal.work[package].effort[effort].role.value)
            }
            LineKind::Labour(None) => {
                let retainer = self.offer.deal.commercial.retainer.as_ref()?;
                retainer.role.as_ref().map(|role| role.value.as_str())
            }
            LineKind::Pmo(Some(activity)) => {
                let activity = &self.offer.book.methodology.activities[activity];
                let role = line.id.rsplit('/').next()?;
                activity.effort.iter().map(|(role, _)| role.value.as_str()).find(|known| *known == role)
            }
            LineKind::Pmo(None) => Some(&self.offer.book.pmo.role.value),
            LineKind::Office | LineKind::Purchase(_) => None,
        }
    }

    /// "Developer".
    pub(in crate::compose) fn role_title(self, role: &'a str) -> &'a str {
        self.offer.book.cards[0].role(role).map_or(role, |row| &row.title)
    }
}
