//! What follows from the net price: taxes, payments, the ceiling, travel outside the price.

use rust_decimal::Decimal;

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Source, Use, Value};
use bidwright_base::quantity::Percent;
use bidwright_base::words;
use bidwright_economics::price::{line_keys, tax_keys, tax_row};
use bidwright_model::book::Rows;
use bidwright_model::deal::{PaymentIdx, Share};

impl Chain<'_> {
    /// Taxes, payments, and what is outside the price.
    pub(super) fn money(&mut self) {
        self.taxes();
        self.payments();
        self.outside_price();
    }

    fn taxes(&mut self) {
        let quote = self.offer.quote;
        let column = if quote.totals.discount.is_zero() { "price" } else { "net" };
        for (tax, key) in quote.taxes.iter().zip(tax_keys(&quote.taxes)) {
            let row = &self.offer.book.tax.taxes[tax.tax_row];
            let percent = Value::Percent(tax.percent);
            let rate = match row.rates[tax.rate].place {
                Some(place) => Input::written(Use::Times, "percent", percent, place),
                None => Input::assumed(Use::Times, "no tax, for the deal names none", percent),
            };
            let label = if tax.label.is_empty() { "Tax" } else { &tax.label };
            let from = Derivation::nearest(
                self.decimals(),
                vec![Input::figure(Use::Plus, format!("{key}.net")), rate],
            );
            self.put(&key, label, Value::Money(tax.tax), "net of the category × its percentage", from);
            let lines = quote.lines.iter().zip(line_keys(&quote.lines));
            let taxed =
                lines.filter(|(line, _)| tax_row(self.offer.deal, self.offer.book, line) == tax.tax_row);
            let from = Derivation::exact(Input::sum(taxed.map(|(_, key)| format!("{key}.{column}"))));
            let rule = "lines of the category, less their part of the discount";
            self.put(&format!("{key}.net"), &format!("{label}, net"), Value::Money(tax.net), rule, from);
        }
    }

    fn payments(&mut self) {
        let (deal, quote) = (self.offer.deal, self.offer.quote);
        let names = words::distinct(deal.payments.iter().map(|payment| &payment.name));
        let rest = deal.payments.iter().any(|payment| payment.share == Share::Rest);
        let amount = |at: PaymentIdx| format!("payments.{}.amount", names[at.get()]);
        for line in &quote.payments {
            let payment = &deal.payments[line.payment];
            let mut from = vec![Input::figure(Use::Plus, "totals.net")];
            let (rule, from) = match payment.share {
                Share::Amount(written) => {
                    let value = Value::Money(written.value);
                    let from = vec![Input::written(Use::Plus, "amount", value, written.place)];
                    ("as written", Derivation::exact(from))
                }
                Share::Percent(percent) if rest => {
                    from.push(Input::percent(Use::Times, "percent", percent));
                    ("its percentage of the net price", Derivation::nearest(self.decimals(), from))
                }
                Share::Percent(percent) => {
                    let fixed = |at: &PaymentIdx| matches!(deal.payments[*at].share, Share::Amount(_));
                    from.extend(
                        deal.payments.indices().filter(fixed).map(|at| Input::figure(Use::Minus, amount(at))),
                    );
                    from.push(Input::percent(Use::Times, "percent", percent));
                    from.push(Input::figure(Use::Over, "payments.percent"));
                    (
                        "its part of the net price; the parts sum to it",
                        Derivation::share(self.decimals(), from),
                    )
                }
                Share::Rest => {
                    let others = deal.payments.indices().filter(|at| *at != line.payment);
                    from.extend(others.map(|at| Input::figure(Use::Minus, amount(at))));
                    ("what the other payments leave", Derivation::exact(from))
                }
            };
            self.put(&amount(line.payment), &payment.name, Value::Money(line.amount), rule, from);
            let key = format!("payments.{}.tax", names[line.payment.get()]);
            let label = format!("{}, tax", payment.name);
            let share = |of: &str| {
                let mut from = vec![Input::figure(Use::Plus, of)];
                if quote.totals.net.is_zero() {
                    let count = Value::Number(Decimal::from(deal.payments.len()));
                    from.push(Input::assumed(Use::Over, "payments, in equal parts", count));
                } else {
                    from.push(Input::figure(Use::Times, amount(line.payment)));
                    from.push(Input::figure(Use::Over, "totals.net"));
                }
                from
            };
            let rule = "its part of the tax; the parts sum to it";
            if line.taxes.is_empty() {
                let from = Derivation::share(self.decimals(), share("totals.tax"));
                self.put(&key, &label, Value::Money(line.tax), rule, from);
                continue;
            }
            let keys = tax_keys(&quote.taxes);
            let own: Vec<String> =
                keys.iter().map(|tax| format!("payments.{}.{tax}", names[line.payment.get()])).collect();
            for (((tax, whole), part), own) in quote.taxes.iter().zip(&keys).zip(&line.taxes).zip(&own) {
                let from = Derivation::share(self.decimals(), share(whole));
                let label = format!("{}, {}", payment.name, tax.label);
                self.put(own, &label, Value::Money(*part), rule, from);
            }
            let from = Derivation::exact(Input::sum(own));
            self.put(&key, &label, Value::Money(line.tax), "its part of each tax", from);
        }
        let percents: Vec<_> = deal
            .payments
            .iter()
            .filter_map(|payment| match payment.share {
                Share::Percent(percent) => Some(percent),
                _ => None,
            })
            .collect();
        if !rest && !percents.is_empty() {
            let sum = Percent(percents.iter().map(|percent| percent.value.0).sum());
            let from = percents.into_iter().map(|percent| Input::percent(Use::Plus, "percent", percent));
            let from = Derivation::exact(from.collect());
            self.put("payments.percent", "Payments by percentage", Value::Percent(sum), "added up", from);
        }
    }

    fn outside_price(&mut self) {
        let (deal, quote) = (self.offer.deal, self.offer.quote);
        for travel in &quote.at_cost {
            let purchase = &deal.purchases[travel.purchase];
            let cost = Value::Money(purchase.cost.value);
            let from = Derivation::exact(vec![Input::written(Use::Plus, "cost", cost, purchase.cost.place)]);
            let key = format!("at_cost.{}.amount", purchase.id.value);
            let rule = "an estimate, outside the price";
            self.put(&key, &purchase.name, Value::Money(travel.amount), rule, from);
        }
        if let (Some(cap), Some(written)) = (quote.cap, deal.commercial.cap) {
            let value = Value::Money(written.value);
            let from = Derivation::exact(vec![Input::written(Use::Plus, "cap", value, written.place)]);
            self.put("cap.amount", "Ceiling", Value::Money(cap.amount), "as written, net", from);
            if let Some(p80) = cap.p80_uncapped {
                let simulated = Source::Simulated {
                    deliveries: deal.estimate.iterations,
                    seed: deal.estimate.seed,
                    error: Value::None,
                };
                let from = Derivation::exact(vec![Input { usage: Use::From, source: simulated }]);
                let rule = "what four deliveries in five would be billed at most, without the ceiling";
                self.put("cap.p80_uncapped", "P80 without the ceiling", Value::Money(p80), rule, from);
            }
        }
    }
}
