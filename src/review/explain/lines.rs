//! The lines of a price: days × rate, the part of burden and overhead, the price, the part of the discount.

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Use, Value};
use bidwright_base::money::Money;
use bidwright_base::quantity::{Days, Percent};
use bidwright_base::source::Placed;
use bidwright_economics::price::{Line, LineKind, line_keys, rate_keys};
use bidwright_model::deal::{Model, PurchaseIdx};

/// An amount of a line.
type Column = fn(&Line) -> Money;

impl Chain<'_> {
    /// Every column of every line, then the lines of each package and activity together.
    pub(super) fn lines(&mut self) {
        let quote = self.offer.quote;
        let keys = line_keys(&quote.lines);
        for (line, key) in quote.lines.iter().zip(&keys) {
            match line.kind {
                LineKind::Purchase(at) => self.bought(line, key, at),
                LineKind::Office => {
                    let from = Derivation::exact(Input::sum(["totals.office"]));
                    self.put(
                        &format!("{key}.cost"),
                        "Cost",
                        Value::Money(line.cost),
                        "as in the totals",
                        from,
                    );
                }
                LineKind::Labour(_) | LineKind::Pmo(_) => self.worked(line, key),
            }
            self.sold(line, key);
            self.discounted(line, key);
        }
        self.together(&keys);
    }

    fn worked(&mut self, line: &Line, key: &str) {
        let decimals = self.decimals();
        self.line_days(line, key);
        self.line_rates(line, key);
        let from = vec![
            Input::figure(Use::Plus, format!("{key}.effort_days")),
            Input::figure(Use::Times, format!("{key}.cost_per_day")),
        ];
        let direct = Derivation::nearest(decimals, from);
        self.put(
            &format!("{key}.direct"),
            &line.name,
            Value::Money(line.direct),
            "days × cost of a day",
            direct,
        );
        if !self.is_cost_plus() {
            let from = vec![
                Input::figure(Use::Plus, format!("{key}.effort_days")),
                Input::figure(Use::Times, format!("{key}.rate_per_day")),
            ];
            let list = Derivation::nearest(decimals, from);
            self.put(&format!("{key}.list"), &line.name, Value::Money(line.list), "days × bill rate", list);
        }
        let mut whole = Input::sum(["totals.burden", "totals.overhead"]);
        if !self.offer.quote.totals.office.is_zero() {
            whole.push(Input::figure(Use::Minus, "totals.office"));
        }
        let share = self.part(whole, key, "direct", "totals.direct_labour");
        let rule = "its part of burden and overhead, by direct cost; the parts sum to the whole";
        let extra = Value::Money(line.cost - line.direct);
        self.put(&format!("{key}.burden_and_overhead"), "Burden and overhead", extra, rule, share);
        let from = Input::sum([format!("{key}.direct"), format!("{key}.burden_and_overhead")]);
        let rule = "direct cost with its part of burden and overhead";
        self.put(&format!("{key}.cost"), &line.name, Value::Money(line.cost), rule, Derivation::exact(from));
    }

    fn bought(&mut self, line: &Line, key: &str, at: PurchaseIdx) {
        let purchase = &self.offer.deal.purchases[at];
        let cost =
            || Input::written(Use::Plus, "cost", Value::Money(purchase.cost.value), purchase.cost.place);
        for column in ["direct", "cost"] {
            let from = Derivation::exact(vec![cost()]);
            self.put(&format!("{key}.{column}"), &line.name, Value::Money(line.cost), "as written", from);
        }
        let mut from = vec![cost()];
        let mut rule = "at cost";
        if !purchase.markup.is_zero() {
            rule = "cost and markup";
            from.push(Input::percent(Use::TimesOnePlus, "markup", purchase.markup));
        }
        let list = Derivation::nearest(self.decimals(), from);
        self.put(&format!("{key}.list"), &line.name, Value::Money(line.list), rule, list);
    }

    fn discounted(&mut self, line: &Line, key: &str) {
        if self.offer.quote.totals.discount.is_zero() {
            return;
        }
        let (rule, share) = self.discount_of(line, key);
        self.put(&format!("{key}.discount"), "Discount", Value::Money(line.discount), rule, share);
        let from = Derivation::exact(vec![
            Input::figure(Use::Plus, format!("{key}.price")),
            Input::figure(Use::Minus, format!("{key}.discount")),
        ]);
        let net = Value::Money(line.price - line.discount);
        self.put(&format!("{key}.net"), &line.name, net, "price less its part of the discount", from);
    }

    /// How a line comes to its discount: that of a fixed price is spread over it, and what is billed has its own.
    fn discount_of(&mut self, line: &Line, key: &str) -> (&'static str, Derivation) {
        let deal = self.offer.deal;
        if deal.head.model.value == Model::FixedPrice {
            let share = self.part(Input::sum(["totals.discount"]), key, "price", "totals.price");
            return ("its part of the discount, by price; the parts sum to the whole", share);
        }
        if matches!(line.kind, LineKind::Purchase(_)) {
            let mut from = vec![Input::figure(Use::Plus, format!("{key}.price"))];
            let percent = deal.commercial.discount.as_ref();
            from.extend(percent.map(|off| Input::percent(Use::Times, "discount", off.percent)));
            return ("the discount on its price", Derivation::nearest(self.decimals(), from));
        }
        if line.days.is_none() {
            return ("none: it has no price", Derivation::exact(Vec::new()));
        }
        let lines = &self.offer.quote.lines;
        let worked = lines.iter().zip(line_keys(lines)).filter(|(line, _)| line.days.is_some());
        let (prices, keys): (Vec<Money>, Vec<String>) =
            worked.map(|(line, key)| (line.price, format!("{key}.price"))).unzip();
        let sum = Value::Money(self.offer.quote.currency.sum(prices));
        let from = Derivation::exact(Input::sum(keys));
        self.put("totals.worked", "Price of work before discount", sum, "every line of work", from);
        let share = self.part(Input::sum(["totals.work_discount"]), key, "worked", "totals.worked");
        ("its part of the discount of work, by price; the parts sum to the whole", share)
    }

    /// What is billed, by role and rate.
    pub(super) fn billed(&mut self) {
        let quote = self.offer.quote;
        let lines = line_keys(&quote.lines);
        let decimals = self.decimals();
        let column =
            |of: &[usize], column: &str| Input::sum(of.iter().map(|at| format!("{}.{column}", lines[*at])));
        let every: Vec<usize> = quote.rates.iter().flat_map(|rate| rate.lines.iter().copied()).collect();
        for (rate, key) in quote.rates.iter().zip(rate_keys(&quote.rates)) {
            let days = Derivation::exact(column(&rate.lines, "effort_days"));
            let role = rate.role.as_str();
            self.put(&format!("{key}.effort_days"), role, Value::Days(rate.days), "days of its lines", days);
            let (rule, from) = if rate.year.is_some() {
                let card = format!("{}.rate_per_day", lines[rate.lines[0]]);
                ("the bill rate, to the minor unit", vec![Input::figure(Use::Plus, card)])
            } else {
                let listed: Money = rate.lines.iter().map(|at| quote.lines[*at].list).sum();
                let all: Money = every.iter().map(|at| quote.lines[*at].list).sum();
                let own = Derivation::exact(column(&rate.lines, "list"));
                self.put(
                    &format!("{key}.listed"),
                    role,
                    Value::Money(listed),
                    "its lines at bill rates",
                    own,
                );
                let whole = Derivation::exact(column(&every, "list"));
                let rule = "delivery at bill rates";
                self.put("rates.listed", "Delivery at bill rates", Value::Money(all), rule, whole);
                let office = quote.lines.iter().zip(&lines);
                let office = office.filter(|(line, _)| matches!(line.kind, LineKind::Pmo(_)));
                let mut part = Input::sum(office.map(|(_, key)| format!("{key}.list")));
                if all.is_zero() {
                    let count = Value::Number(quote.rates.len().into());
                    part.push(Input::assumed(Use::Over, "roles, in equal parts for want of weights", count));
                } else {
                    part.push(Input::figure(Use::Times, format!("{key}.listed")));
                    part.push(Input::figure(Use::Over, "rates.listed"));
                }
                let rule =
                    "its part of the delivery office, by work at bill rates; the parts sum to the whole";
                let part = Derivation::share(decimals, part);
                self.put(&format!("{key}.office"), role, Value::Money(rate.office), rule, part);
                let mut from = Input::sum([format!("{key}.listed"), format!("{key}.office")]);
                from.push(Input::figure(Use::Over, format!("{key}.effort_days")));
                ("work with its part of the delivery office, by days", from)
            };
            let list_rate = Derivation::nearest(decimals, from);
            self.put(&format!("{key}.list_rate"), role, Value::Money(rate.list_rate), rule, list_rate);
            let mut from = vec![Input::figure(Use::Plus, format!("{key}.list_rate"))];
            let discount = self.offer.deal.commercial.discount.as_ref();
            from.extend(discount.map(|off| Input::percent(Use::TimesOneMinus, "discount", off.percent)));
            let billed = Derivation::nearest(decimals, from);
            self.put(
                &format!("{key}.rate"),
                role,
                Value::Money(rate.rate),
                "list rate less discount",
                billed,
            );
            for (name, of, amount) in [("list", "list_rate", rate.list), ("net", "rate", rate.net)] {
                let from = vec![
                    Input::figure(Use::Plus, format!("{key}.effort_days")),
                    Input::figure(Use::Times, format!("{key}.{of}")),
                ];
                let from = Derivation::nearest(decimals, from);
                self.put(&format!("{key}.{name}"), role, Value::Money(amount), "days × rate", from);
            }
        }
    }

    /// The lines of a package or an activity, added up by column.
    fn together(&mut self, keys: &[String]) {
        let quote = self.offer.quote;
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let Some((group, _)) = key.split_once('/') else { continue };
            match groups.last_mut() {
                Some((last, members)) if *last == group => members.push(at),
                _ => groups.push((group, vec![at])),
            }
        }
        for (group, members) in groups {
            let label = match quote.lines[members[0]].name.rsplit_once(", ") {
                Some((name, _)) => name.to_owned(),
                None => group.to_owned(),
            };
            let columns: [(&str, Column); 3] =
                [("direct", |line| line.direct), ("cost", |line| line.cost), ("price", |line| line.price)];
            let column = |name: &str| {
                Derivation::exact(Input::sum(members.iter().map(|at| format!("{}.{name}", keys[*at]))))
            };
            let rule = "all of its lines";
            let days: Days = members.iter().filter_map(|at| quote.lines[*at].days).sum();
            self.put(&format!("{group}.effort_days"), &label, Value::Days(days), rule, column("effort_days"));
            for (name, of) in columns {
                let sum = quote.currency.sum(members.iter().map(|at| of(&quote.lines[*at])));
                self.put(&format!("{group}.{name}"), &label, Value::Money(sum), rule, column(name));
            }
        }
    }

    /// A percentage that was written and is not nothing.
    pub(super) fn unless_zero(usage: Use, label: &str, percent: Placed<Percent>) -> Option<Input> {
        (!percent.is_zero()).then(|| Input::percent(usage, label, percent))
    }
}
