//! What a line is sold for: its list price, its part of the price of work or of contingency; and shares that
//! sum to their whole (MODEL 7.1, 7.2).

use rust_decimal::Decimal;

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Use, Value};
use bidwright_base::money::Money;
use bidwright_economics::price::{Line, LineKind, line_keys};
use bidwright_model::book::PriceBasis;
use bidwright_model::deal::Model;

impl Chain<'_> {
    /// Rows 9 and 9': what the line is sold for before discount.
    pub(super) fn sold(&mut self, line: &Line, key: &str) {
        let (rule, from) = if self.offer.deal.head.model.value == Model::Retainer && line.days.is_some() {
            let share = self.part(Input::sum(["totals.work_price"]), key, "list", "totals.listed");
            ("its part of the fees, by list price; the parts sum to the whole", share)
        } else if self.is_cost_plus() && self.carries(line) {
            let share = self.part(Input::sum(["totals.work_price"]), key, "cost", "totals.work_cost");
            ("its part of the price of work, by cost; the parts sum to the whole", share)
        } else if line.kind == LineKind::Office {
            ("nothing: the bill rates recover it", Derivation::exact(Vec::new()))
        } else {
            self.listed(line, key)
        };
        self.put(&format!("{key}.price"), &line.name, Value::Money(line.price), rule, from);
    }

    /// List price, and the part of contingency of a line that carries some. Purchases do where nothing is
    /// worked.
    fn listed(&mut self, line: &Line, key: &str) -> (&'static str, Derivation) {
        let lines = &self.offer.quote.lines;
        let alone = !lines.iter().any(|line| self.carries(line));
        let list = Input::figure(Use::Plus, format!("{key}.list"));
        let billed = !self.offer.quote.rates.is_empty();
        let carried = match (self.is_cost_plus(), billed) {
            (true, _) => "totals.work_price",
            (false, true) => "totals.rate_rounding",
            (false, false) => "totals.contingency_price",
        };
        let recorded = self.figures.get(&format!("{}{carried}", self.prefix)).is_some();
        if !recorded || !(alone || self.carries(line)) {
            return ("its list price", Derivation::exact(vec![list]));
        }
        let mut weights = "totals.listed";
        if alone {
            weights = "totals.purchases_listed";
            let keys = line_keys(lines).into_iter().map(|key| format!("{key}.list"));
            let sum = Value::Money(self.offer.quote.currency.sum(lines.iter().map(|line| line.list)));
            let from = Derivation::exact(Input::sum(keys));
            self.put(weights, "Purchases at list price", sum, "every purchase", from);
        }
        let share = self.part(Input::sum([carried]), key, "list", weights);
        let rule = "its part of the price of contingency, by list price; the parts sum to the whole";
        let added = Value::Money(line.price - line.list);
        if billed {
            let rule = "its part of the rounding of rates, by list price; the parts sum to the whole";
            self.put(&format!("{key}.rate_rounding"), "Rounding of rates", added, rule, share);
            let from = vec![list, Input::figure(Use::Plus, format!("{key}.rate_rounding"))];
            return ("list price and its part of the rounding of rates", Derivation::exact(from));
        }
        self.put(&format!("{key}.contingency"), "Contingency", added, rule, share);
        let from = vec![list, Input::figure(Use::Plus, format!("{key}.contingency"))];
        ("list price and its part of contingency", Derivation::exact(from))
    }

    /// Whether a line carries what is spread over work.
    fn carries(&self, line: &Line) -> bool {
        line.days.is_some() || self.is_cost_plus() && line.kind == LineKind::Office
    }

    /// A share of the whole by a column of the line; equal shares where the weights come to nothing.
    pub(super) fn part(&self, whole: Vec<Input>, key: &str, column: &str, weights: &str) -> Derivation {
        let of = |line: &Line| match column {
            "cost" => line.cost,
            "direct" => line.direct,
            "price" | "worked" => line.price,
            _ => line.list,
        };
        let printed = if column == "worked" { "price" } else { column };
        let office = column == "cost";
        let lines = &self.offer.quote.lines;
        let worked = |line: &&Line| line.days.is_some() || office && line.kind == LineKind::Office;
        let all = column == "price" || !lines.iter().any(|line| worked(&line));
        let carriers = || lines.iter().filter(|line| all || worked(line));
        let sum: Money = carriers().map(of).sum();
        let mut inputs = whole;
        if sum.is_zero() {
            let count = Value::Number(Decimal::from(carriers().count().max(1)));
            inputs.push(Input::assumed(Use::Over, "lines, in equal parts for want of weights", count));
        } else {
            inputs.push(Input::figure(Use::Times, format!("{key}.{printed}")));
            inputs.push(Input::figure(Use::Over, weights));
        }
        Derivation::share(self.decimals(), inputs)
    }

    /// Whether the price of work comes from its cost (row 9), not from bill rates.
    pub(super) fn is_cost_plus(&self) -> bool {
        self.offer.book.cards[self.offer.plan.card].basis == PriceBasis::CostPlus
            && self.offer.deal.head.model.value == Model::FixedPrice
    }
}
