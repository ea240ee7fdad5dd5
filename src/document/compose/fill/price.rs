//! What it costs the customer, and when it is paid.

use rust_decimal::Decimal;

use super::LocalizedOffer;
use crate::compose::view::{AtCostView, DiscountView, PaymentView, PriceView, RangeView, RateView, TaxView};
use bidwright_base::locale::Message;
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_model::deal::{Due, Expenses, Share};
use bidwright_review::customer_offer::{Item, Payment, Tax};

impl LocalizedOffer<'_> {
    fn money(self, amount: Money) -> String {
        self.locale.money(self.offer.price.currency, amount)
    }

    pub(super) fn price(self) -> PriceView {
        let LocalizedOffer { offer, locale } = self;
        let price = &offer.price;
        let retainer = price.retainer;
        PriceView {
            list: self.money(price.list),
            discount: price.discount.map(|discount| DiscountView {
                percent: locale.percent(discount.percent.value),
                amount: self.money(price.discount_amount),
                reason: discount.reason.value.clone(),
            }),
            net: self.money(price.net),
            taxes: self.taxes(),
            tax: self.money(price.tax),
            gross: self.money(price.gross),
            presentation: price.presentation.word().to_owned(),
            cap: price.cap.map(|cap| self.money(cap)),
            cap_notice: price.cap.map(|cap| {
                let notice = cap.amount() * Decimal::new(75, 2);
                self.money(price.currency.round(notice))
            }),
            monthly_fee: price.retainer_fee.map(|fee| self.money(fee)),
            purchases: (price.rows.iter())
                .filter_map(|row| match row.item {
                    Item::Purchase(name) => Some(name.to_owned()),
                    _ => None,
                })
                .collect(),
            one_off: price.retainer_fee.zip(retainer).and_then(|(fee, retainer)| {
                let fees: Money = (0..retainer.term_months.value).map(|_| fee).sum();
                let rest = price.net - fees;
                (rest.amount() >= Decimal::ONE).then(|| self.money(rest))
            }),
            extra_hour: price.retainer_fee.zip(retainer).and_then(|(fee, terms)| {
                let hour = fee.amount().checked_div(terms.hours_per_month.value)?;
                Some(self.money(price.currency.round(hour)))
            }),
            hours_per_month: retainer
                .map(|retainer| locale.text(Message::Hours { count: retainer.hours_per_month.value })),
            term: retainer.map(|retainer| self.months(retainer.term_months.value)),
            payment_terms: locale.days(price.payment_terms_days.into()),
            expenses: match price.expenses {
                Expenses::Included => "included".to_owned(),
                Expenses::AtCost => "at-cost".to_owned(),
                Expenses::Capped(_) => "capped".to_owned(),
            },
            expenses_cap: match price.expenses {
                Expenses::Capped(cap) => Some(self.money(cap.value)),
                _ => None,
            },
            at_cost: (price.at_cost.iter())
                .map(|row| AtCostView { name: row.name.to_owned(), amount: self.money(row.amount) })
                .collect(),
            rates: (price.rates.iter())
                .map(|rate| RateView {
                    role: rate.title.clone(),
                    level: rate.level.clone(),
                    list: self.money(rate.list),
                    rate: self.money(rate.rate),
                    days: locale.number(rate.days.0.normalize()),
                    amount: self.money(rate.amount),
                })
                .collect(),
            range: offer.simulation.forecast.billed.map(|[p10, p50, p80, p90]| RangeView {
                p10: self.money(p10),
                p50: self.money(p50),
                p80: self.money(p80),
                p90: self.money(p90),
            }),
        }
    }

    fn taxes(self) -> Vec<TaxView> {
        let rows = self.offer.price.taxes.iter();
        rows.map(|Tax { line, note }| TaxView {
            label: line.label.clone(),
            percent: self.locale.percent(line.percent),
            net: self.money(line.net),
            amount: self.money(line.tax),
            note: (*note).to_owned(),
        })
        .collect()
    }

    pub(super) fn payments(self) -> Vec<PaymentView> {
        let rows = self.offer.price.payments.iter().zip(self.shares());
        rows.map(|(Payment { terms, line, day }, share)| PaymentView {
            name: terms.name.clone(),
            due: self.due_words(line.due),
            date: day.map(|day| self.locale.date(day)),
            amount: self.money(line.amount),
            tax: self.money(line.tax),
            gross: self.money(line.amount + line.tax),
            percent: share.map_or_else(String::new, |share| self.locale.percent(share)),
        })
        .collect()
    }

    /// The share of each payment in the net price, as printed: as stated, by its amount to a tenth of a percent,
    /// and the rest what the others leave of 100.
    fn shares(self) -> Vec<Option<Percent>> {
        let price = &self.offer.price;
        let of_net = |amount: Money| {
            let share = amount.amount().checked_div(price.net.amount())?.checked_mul(Decimal::ONE_HUNDRED)?;
            Some(share.round_dp(1).normalize())
        };
        let stated = price.payments.iter().map(|payment| match payment.terms.share {
            Share::Percent(percent) => Some(percent.value.0),
            Share::Amount(_) => of_net(payment.line.amount),
            Share::Rest => None,
        });
        let stated: Vec<Option<Decimal>> = stated.collect();
        let left = Decimal::ONE_HUNDRED - stated.iter().flatten().sum::<Decimal>();
        let rows = price.payments.iter().zip(stated);
        rows.map(|(payment, share)| match payment.terms.share {
            Share::Rest if left > Decimal::ZERO => Some(Percent(left.normalize())),
            _ => share.map(Percent),
        })
        .collect()
    }

    /// "on acceptance of D1, Tariff service".
    fn due_words(self, due: Due) -> String {
        match due {
            Due::Signature => self.locale.text(Message::DueOnSignature),
            Due::On(day) => self.locale.text(Message::DueOn { date: &self.locale.date(day) }),
            Due::Deliverable(at) => {
                let deliverable = self.offer.deliverable(at).row;
                let (id, name) = (&deliverable.id.value, &deliverable.name);
                self.locale.text(Message::DueOnAcceptance { id, name })
            }
            Due::Phase(phase) => self.locale.text(Message::DueAtEnd { phase: self.phase_name(phase) }),
        }
    }
}
