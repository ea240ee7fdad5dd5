//! The sums of a quote, done again from what it states.

use rust_decimal::Decimal;

use super::{Check, CheckKind};
use bidwright_base::money::Currency;
use bidwright_base::quantity::grouped;
use bidwright_document::embedded_data::{Amount, Quote};

/// Every sum there is in a quote: as stated, and as it comes out.
#[must_use]
pub fn sums(quote: &Quote) -> Vec<Check> {
    let Some(currency) = Currency::from_code(&quote.currency) else {
        let why = format!("cannot be read: `{}` is no currency", quote.currency);
        return vec![Check::new(CheckKind::Data, bidwright_document::embedded_data::QUOTE, "", &why, false)];
    };
    let mut sums = Sums { currency, checks: Vec::new() };
    sums.price(quote);
    sums.tax(quote);
    sums.payments(quote);
    sums.rates(quote);
    for option in &quote.options {
        let found = add([quote.net, option.net].into_iter().chain(needed(quote, &option.needs)));
        sums.equal(&format!("net with option {}", option.id), option.total_with, found);
    }
    if let Some(cap) = quote.cap {
        sums.at_most("net within the ceiling", cap, Some(quote.net.0));
    }
    if let Some(retainer) = &quote.retainer {
        let fees = retainer.fee.0.checked_mul(retainer.months.into());
        let name = format!("{} monthly fees within the price", retainer.months);
        // Files of before fees were discounted state the fee before discount.
        let whole = if retainer.list_fee.is_some() { quote.net } else { quote.list };
        sums.at_most(&name, whole, fees);
        if let (Some(list), Some(discount)) = (retainer.list_fee, &quote.discount) {
            let off = sums.percent(list, Decimal::ONE_HUNDRED - discount.percent.0);
            sums.equal("monthly fee, less discount", retainer.fee, off);
        }
    }
    sums.checks
}

struct Sums {
    currency: Currency,
    checks: Vec<Check>,
}

impl Sums {
    fn price(&mut self, quote: &Quote) {
        let lines = add(quote.lines.iter().map(|line| line.amount));
        match &quote.discount {
            None => {
                self.equal("lines add up to net", quote.net, lines);
                self.equal("list price is net", quote.net, Some(quote.list.0));
            }
            Some(discount) => {
                self.equal("lines add up to the list price", quote.list, lines);
                let name = format!("discount, {} % of the list price", discount.percent.0);
                if !discounted_as_billed(quote) {
                    let off = self.percent(quote.list, discount.percent.0);
                    self.equal(&name, discount.amount, off);
                }
                let net = quote.list.0.checked_sub(discount.amount.0);
                self.equal("net, the list price less discount", quote.net, net);
            }
        }
    }

    /// Days × the rate billed, which is the list rate less discount; what the rates come to is within the price.
    fn rates(&mut self, quote: &Quote) {
        // Files made before days were listed have none of them in any row.
        let listed =
            quote.rates.iter().any(|rate| rate.list.or(rate.amount).is_some() || rate.days.is_some());
        if !listed {
            return;
        }
        let keep = Decimal::ONE_HUNDRED - quote.discount.as_ref().map_or(Decimal::ZERO, |off| off.percent.0);
        let mut all = Some(Decimal::ZERO);
        for rate in &quote.rates {
            let billed = rate.list.and_then(|list| self.percent(list, keep));
            self.equal(&format!("rate of {}, less discount", rate.role), rate.rate, billed);
            let found = rate.days.and_then(|days| days.0.checked_mul(rate.rate.0));
            let found = found.map(|exact| self.currency.round(exact).amount());
            let amount = rate.amount.unwrap_or(rate.rate);
            self.equal(&format!("days of {} at their rate", rate.role), amount, found);
            all = all.and_then(|sum| sum.checked_add(amount.0));
        }
        self.at_most("work at its rates within net", quote.net, all);
    }

    fn tax(&mut self, quote: &Quote) {
        for tax in &quote.taxes {
            let name = format!("{} {} % of {}", tax.label, tax.percent.0, grouped(tax.net.0));
            let found = self.percent(tax.net, tax.percent.0);
            self.equal(name.trim(), tax.tax, found);
        }
        if !quote.taxes.is_empty() {
            let nets = quote.taxes.iter().filter(|tax| !tax.same_net).map(|tax| tax.net);
            self.equal("taxed amounts add up to net", quote.net, add(nets));
            for pair in quote.taxes.windows(2).filter(|pair| pair[1].same_net) {
                let name = format!("{} is on the same amount as {}", pair[1].label, pair[0].label);
                self.equal(&name, pair[1].net, Some(pair[0].net.0));
            }
        }
        self.equal("tax", quote.tax, add(quote.taxes.iter().map(|tax| tax.tax)));
        self.equal("gross, net and tax", quote.gross, add([quote.net, quote.tax]));
    }

    fn payments(&mut self, quote: &Quote) {
        if quote.payments.is_empty() {
            return;
        }
        let amounts = add(quote.payments.iter().map(|payment| payment.amount));
        self.equal("payments add up to net", quote.net, amounts);
        let taxes = add(quote.payments.iter().map(|payment| payment.tax));
        self.equal("their tax adds up to the tax", quote.tax, taxes);
        if quote.payments.iter().all(|payment| payment.taxes.is_empty()) {
            return;
        }
        for (at, tax) in quote.taxes.iter().enumerate() {
            let parts: Option<Vec<Amount>> =
                quote.payments.iter().map(|payment| payment.taxes.get(at).copied()).collect();
            self.equal(&format!("their {} adds up to it", tax.label), tax.tax, parts.and_then(add));
        }
        for payment in &quote.payments {
            let name = format!("taxes of {} add up to its tax", payment.name);
            self.equal(&name, payment.tax, add(payment.taxes.iter().copied()));
        }
    }

    /// Rounded half-up to the minor unit, as tax is.
    fn percent(&self, of: Amount, percent: Decimal) -> Option<Decimal> {
        let exact = of.0.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
        Some(self.currency.round(exact).amount())
    }

    fn equal(&mut self, name: &str, stated: Amount, found: Option<Decimal>) {
        self.push(name, stated, found, found == Some(stated.0));
    }

    fn at_most(&mut self, name: &str, stated: Amount, found: Option<Decimal>) {
        self.push(name, stated, found, found.is_some_and(|found| found <= stated.0));
    }

    fn push(&mut self, name: &str, stated: Amount, found: Option<Decimal>, holds: bool) {
        let found = found.map_or("out of range".to_owned(), |found| grouped(self.shown(found)));
        let check = Check::new(CheckKind::Sum, name, &grouped(self.shown(stated.0)), &found, holds);
        self.checks.push(check);
    }

    /// With the currency's decimals, or more where there are more.
    fn shown(&self, amount: Decimal) -> Decimal {
        let mut amount = amount.normalize();
        amount.rescale(amount.scale().max(self.currency.decimals()));
        amount
    }
}

/// Whether rates or a fee carry the discount, each rounded by itself.
fn discounted_as_billed(quote: &Quote) -> bool {
    let by_rate = quote.rates.iter().any(|rate| rate.list.is_some());
    by_rate || quote.retainer.as_ref().is_some_and(|retainer| retainer.list_fee.is_some())
}

/// What the options add that another needs.
fn needed<'q>(quote: &'q Quote, needs: &'q [String]) -> impl Iterator<Item = Amount> + 'q {
    quote.options.iter().filter(|option| needs.contains(&option.id)).map(|option| option.net)
}

/// `None` if it is out of range.
fn add(amounts: impl IntoIterator<Item = Amount>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount.0))
}
