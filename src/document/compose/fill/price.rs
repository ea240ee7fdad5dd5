//! What it costs the customer, and when it is paid.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Seen;
use crate::compose::view::{AtCostView, DiscountView, PaymentView, PriceView, RangeView, RateView, TaxView};
use bidwright_base::locale::Message;
use bidwright_base::money::Money;
use bidwright_economics::price::PaymentLine;
use bidwright_model::deal::{Due, Expenses, Share};

impl Seen<'_> {
    fn money(self, amount: Money) -> String {
        self.locale.money(self.offer.quote.currency, amount)
    }

    pub(super) fn price(self) -> PriceView {
        let Seen { offer, locale } = self;
        let (quote, commercial) = (&offer.quote, &offer.deal.commercial);
        let totals = &quote.totals;
        let retainer = commercial.retainer.as_ref();
        PriceView {
            list: self.money(totals.price),
            discount: commercial.discount.as_ref().map(|discount| DiscountView {
                percent: locale.percent(discount.percent.value),
                amount: self.money(totals.discount),
                reason: discount.reason.value.clone(),
            }),
            net: self.money(totals.net),
            taxes: self.taxes(),
            tax: self.money(totals.tax),
            gross: self.money(totals.gross),
            presentation: commercial.presentation.word().to_owned(),
            cap: quote.cap.map(|cap| self.money(cap.amount)),
            cap_notice: quote.cap.map(|cap| {
                let notice = cap.amount.amount() * Decimal::new(75, 2);
                self.money(quote.currency.round(notice))
            }),
            monthly_fee: quote.retainer_fee.map(|fee| self.money(fee)),
            one_off: quote.retainer_fee.zip(retainer).and_then(|(fee, retainer)| {
                let fees: Money = (0..retainer.term_months.value).map(|_| fee).sum();
                let rest = totals.net - fees;
                (rest.amount() >= Decimal::ONE).then(|| self.money(rest))
            }),
            hours_per_month: retainer
                .map(|retainer| locale.text(Message::Hours { count: retainer.hours_per_month.value })),
            term: retainer.map(|retainer| self.months(retainer.term_months.value)),
            payment_terms: locale.days(commercial.payment_terms_days.into()),
            expenses: match commercial.expenses {
                Expenses::Included => "included".to_owned(),
                Expenses::AtCost => "at-cost".to_owned(),
                Expenses::Capped(_) => "capped".to_owned(),
            },
            expenses_cap: match commercial.expenses {
                Expenses::Capped(cap) => Some(self.money(cap.value)),
                _ => None,
            },
            at_cost: quote
                .at_cost
                .iter()
                .map(|row| AtCostView {
                    name: offer.deal.purchases[row.purchase].name.clone(),
                    amount: self.money(row.amount),
                })
                .collect(),
            rates: self
                .rates()
                .into_iter()
                .map(|rate| RateView { role: rate.title, level: rate.level, rate: self.money(rate.rate) })
                .collect(),
            range: offer.forecast_summary.billed.map(|[p10, p50, p80, p90]| RangeView {
                p10: self.money(p10),
                p50: self.money(p50),
                p80: self.money(p80),
                p90: self.money(p90),
            }),
        }
    }

    /// Taxes that say something: a percentage, a name or a note.
    fn taxes(self) -> Vec<TaxView> {
        let table = &self.offer.book.tax;
        let rows = self.offer.quote.taxes.iter();
        rows.filter(|line| !table.id.is_empty() || !line.tax.is_zero())
            .map(|line| TaxView {
                label: line.label.clone(),
                percent: self.locale.percent(line.percent),
                net: self.money(line.net),
                amount: self.money(line.tax),
                note: table.taxes[line.tax_row].note.clone(),
            })
            .collect()
    }

    pub(super) fn payments(self) -> Vec<PaymentView> {
        let rows = self.offer.quote.payments.iter();
        rows.map(|payment| PaymentView {
            name: self.offer.deal.payments[payment.payment].name.clone(),
            due: self.due_words(payment),
            date: self.due_date(payment).map(|day| self.locale.date(day)),
            amount: self.money(payment.amount),
            tax: self.money(payment.tax),
            gross: self.money(payment.amount + payment.tax),
            percent: match self.offer.deal.payments[payment.payment].share {
                Share::Percent(percent) => self.locale.percent(percent.value),
                Share::Amount(_) | Share::Rest => String::new(),
            },
        })
        .collect()
    }

    /// "on acceptance of D1, Tariff service".
    pub(in crate::compose) fn due_words(self, payment: &PaymentLine) -> String {
        match payment.due {
            Due::Signature => self.locale.text(Message::DueOnSignature),
            Due::On(day) => self.locale.text(Message::DueOn { date: &self.locale.date(day) }),
            Due::Deliverable(at) => {
                let deliverable = &self.offer.deal.deliverables[at];
                let (id, name) = (&deliverable.id.value, &deliverable.name);
                self.locale.text(Message::DueOnAcceptance { id, name })
            }
            Due::Phase(phase) => self.locale.text(Message::DueAtEnd { phase: self.phase_name(phase) }),
        }
    }

    /// The day on which a payment falls due by the plan; nobody knows when the contract is signed.
    pub(in crate::compose) fn due_date(self, payment: &PaymentLine) -> Option<Date> {
        match payment.due {
            Due::Signature => None,
            Due::On(day) => Some(day),
            Due::Deliverable(at) => self.due(at),
            Due::Phase(phase) => {
                let spans = &self.offer.plan.phases;
                spans.iter().find(|span| span.phase == phase).map(|span| span.finish)
            }
        }
    }
}
