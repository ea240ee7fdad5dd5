//! Planned effort of a line, and the working time of packages and of the whole plan.

use rust_decimal::Decimal;

use super::Chain;
use bidwright_base::derivation::{Derivation, Input, Rounding, Use, Value};
use bidwright_base::quantity::{Days, WorkTime};
use bidwright_economics::plan::{Office, PlannedPackage};
use bidwright_economics::price::{Line, LineKind, line_keys};
use bidwright_model::book::ActivityIdx;
use bidwright_model::deal::{Basis, Model, PackageIdx, Reading, RoleIdx};

impl Chain<'_> {
    /// The days of a line.
    pub(super) fn line_days(&mut self, line: &Line, key: &str) {
        let Some(days) = line.days else { return };
        let (rule, from) = match line.kind {
            LineKind::Labour(Some((package, effort))) => self.estimated(package, effort),
            LineKind::Pmo(Some(activity)) => self.counted(line, activity),
            LineKind::Labour(None) => {
                let keys = line_keys(&self.offer.quote.lines);
                let office = self
                    .offer
                    .quote
                    .lines
                    .iter()
                    .zip(keys)
                    .filter(|(line, _)| matches!(line.kind, LineKind::Pmo(_)));
                let mut from = vec![Input::figure(Use::Plus, "plan.effort_days")];
                from.extend(office.map(|(_, key)| Input::figure(Use::Minus, format!("{key}.effort_days"))));
                from.push(Input::assumed(Use::AtLeast, "never below", Value::Days(Days::ZERO)));
                ("hours sold, less those of the delivery office".to_owned(), Derivation::exact(from))
            }
            _ => ("days of the delivery office".to_owned(), self.pool(&line.id)),
        };
        self.put(&format!("{key}.effort_days"), &line.name, Value::Days(days), rule, from);
    }

    /// The mean or the likely value of a range, rounded once; a number as written.
    fn estimated(&self, package: PackageIdx, effort: RoleIdx) -> (String, Derivation) {
        let points = &self.offer.deal.work[package].effort[effort].days;
        if points.is_constant() {
            let from = Input::written(Use::Plus, "effort", Value::Days(Days(points.likely)), points.place);
            return ("as written".to_owned(), Derivation::exact(vec![from]));
        }
        let shown = [points.low, points.likely, points.high].map(|days| days.normalize().to_string());
        let range = Value::Text(shown.join(", "));
        let from = Derivation::nearest(2, vec![Input::written(Use::From, "effort", range, points.place)]);
        let reading = match self.offer.deal.estimate.reading {
            Reading::P10P90 => "P10, likely and P90",
            Reading::MinMax => "least, likely and most",
        };
        let rule = match self.offer.deal.estimate.basis {
            Basis::Mean => {
                format!("mean of the PERT distribution with this {reading}, to 0.01 day (docs/model.md 2)")
            }
            Basis::Likely => "the likely value, to 0.01 day".to_owned(),
        };
        (rule, from)
    }

    /// Days each time × times.
    fn counted(&self, line: &Line, activity: ActivityIdx) -> (String, Derivation) {
        let activity = &self.offer.book.methodology.activities[activity];
        let role = line.id.rsplit_once('/').map_or("", |(_, role)| role);
        let each = activity.effort.iter().find(|(id, _)| id.value == role);
        let mut from = Vec::new();
        if let Some((_, each)) = each {
            from.push(Input::written(Use::Plus, "days each time", Value::Days(each.value), each.place));
        }
        from.push(Input::figure(Use::Times, format!("activities.{}.count", activity.id.value)));
        ("days each time × times".to_owned(), Derivation::exact(from))
    }

    /// Working time: packages, the plan's length, its first and last day.
    pub(super) fn plan(&mut self) {
        let plan = self.offer.plan;
        let written = self.offer.deal.head.start;
        let mut from = vec![Input::written(Use::From, "start", Value::Date(written.value), written.place)];
        from.extend(self.calendar());
        let rule = "the start as written, or the next working day";
        self.put("plan.start", "First working day", Value::Date(plan.start), rule, Derivation::exact(from));

        self.effort();
        for package in &plan.packages {
            self.package(package);
        }
        self.length();
        let mut from = Input::sum(["plan.start", "plan.length_days"]);
        from.iter_mut().for_each(|input| input.usage = Use::From);
        from.extend(self.calendar());
        let rule = if self.offer.deal.head.model.value == Model::Retainer {
            "the last day of the term"
        } else {
            "the working day on which the length is full"
        };
        self.put("plan.finish", "Planned finish", Value::Date(plan.finish), rule, Derivation::exact(from));
    }

    fn effort(&mut self) {
        let effort = Value::Days(self.offer.plan.effort);
        let retainer =
            self.offer.deal.commercial.retainer.as_ref().filter(|_| self.offer.deal.work.is_empty());
        let (rule, from) = match retainer {
            Some(terms) => {
                let (hours, months) = (terms.hours_per_month, terms.term_months);
                let per_day = Decimal::from(self.offer.plan.minutes_per_day) / Decimal::from(60);
                let per_day = Value::Number(per_day.normalize());
                let from = vec![
                    Input::written(Use::Plus, "hours a month", Value::Number(hours.value), hours.place),
                    Input::written(Use::Times, "months", Value::Number(months.value.into()), months.place),
                    Input::assumed(Use::Over, "hours a day, on the rate card", per_day),
                ];
                ("hours sold, in days", Derivation::nearest(2, from))
            }
            None => {
                let keys = line_keys(&self.offer.quote.lines);
                let work = self
                    .offer
                    .quote
                    .lines
                    .iter()
                    .zip(keys)
                    .filter(|(line, _)| matches!(line.kind, LineKind::Labour(_)));
                let from = Input::sum(work.map(|(_, key)| format!("{key}.effort_days")));
                ("days of every package, without the delivery office", Derivation::exact(from))
            }
        };
        self.put("plan.effort_days", "Delivery effort", effort, rule, from);
    }

    fn package(&mut self, planned: &PlannedPackage) {
        let package = &self.offer.deal.work[planned.package];
        let id = &package.id.value;
        let time = &planned.time;
        for effort in &planned.effort {
            let row = &package.effort[effort.row];
            let mut from =
                vec![Input::figure(Use::Plus, format!("lines.{id}/{}.effort_days", row.role.value))];
            if row.team.value != Decimal::ONE {
                let people = Value::Number(row.team.value);
                from.push(Input::written(Use::Over, "people at once", people, row.team.place));
            }
            let days = length(&WorkTime::of(effort.days, row.team.value));
            let key = format!("plan.{id}/{}.days", row.role.value);
            let label = format!("{}, {}", package.name, row.role.value);
            self.put(&key, &label, days, "effort over people at once", Derivation::exact(from));
        }
        let roles =
            planned.effort.iter().map(|e| format!("plan.{id}/{}.days", package.effort[e.row].role.value));
        let from = roles.map(|key| Input::figure(Use::AtLeast, key)).collect();
        let rule = if planned.effort.is_empty() { "a milestone" } else { "the slowest role" };
        let key = format!("plan.{id}.days");
        self.put(&key, &package.name, length(&time.duration), rule, Derivation::exact(from));

        let priced = |at: PackageIdx| self.offer.plan.packages.iter().any(|p| p.package == at);
        let before = package.after.iter().filter(|before| priced(before.value));
        let mut from: Vec<Input> = before
            .map(|before| {
                let id = &self.offer.deal.work[before.value].id.value;
                Input::figure(Use::AtLeast, format!("plan.{id}.early_finish_days"))
            })
            .collect();
        let first = from.is_empty();
        if !package.lag_days.is_zero() {
            let lag = Value::Days(Days(package.lag_days.value));
            from.push(Input::written(Use::Plus, "lag", lag, package.lag_days.place));
        }
        let rule = if first { "the start of the work" } else { "when the last package before it ends" };
        let key = format!("plan.{id}.early_start_days");
        self.put(&key, &package.name, length(&time.early_start), rule, Derivation::exact(from));

        let from =
            Derivation::exact(Input::sum([format!("plan.{id}.early_start_days"), format!("plan.{id}.days")]));
        let key = format!("plan.{id}.early_finish_days");
        self.put(&key, &package.name, length(&time.early_finish), "start and duration", from);
    }

    fn length(&mut self) {
        let value = length(&self.offer.plan.length);
        let terms = self.offer.deal.commercial.retainer.as_ref();
        let (rule, from) = match terms.filter(|_| self.offer.deal.head.model.value == Model::Retainer) {
            Some(terms) => {
                let months = Value::Number(terms.term_months.value.into());
                let month = Value::Number(21.into());
                let from = vec![
                    Input::written(Use::Plus, "months of the term", months, terms.term_months.place),
                    Input::assumed(
                        Use::Times,
                        "working days of a month: our assumption (docs/model.md 17)",
                        month,
                    ),
                ];
                ("the term", from)
            }
            None => {
                let last =
                    self.offer.plan.packages.iter().filter(|p| p.time.early_finish == self.offer.plan.length);
                let from = last.map(|p| {
                    let id = &self.offer.deal.work[p.package].id.value;
                    Input::figure(Use::AtLeast, format!("plan.{id}.early_finish_days"))
                });
                (
                    "when the last package ends: the longest path, without risks (docs/model.md 5)",
                    from.collect(),
                )
            }
        };
        self.put("plan.length_days", "Length in working days", value, rule, Derivation::exact(from));
    }

    /// Days of a delivery office that is no list of activities, or its top-up to the least.
    fn pool(&self, id: &str) -> Derivation {
        let minimum = self.offer.book.pmo.minimum;
        let least = |usage| Input::written(usage, "minimum_days", Value::Days(minimum.value), minimum.place);
        if matches!(self.offer.plan.governance.office, Office::Activities { .. }) {
            let keys = line_keys(&self.offer.quote.lines);
            let lines = self.offer.quote.lines.iter().zip(keys);
            let mut from = vec![least(Use::Plus)];
            let counted = lines.filter(|(line, _)| matches!(line.kind, LineKind::Pmo(_)) && line.id != id);
            from.extend(counted.map(|(_, key)| Input::figure(Use::Minus, format!("{key}.effort_days"))));
            return Derivation::exact(from);
        }
        let mut from = self.pooled();
        if !minimum.is_zero() {
            from.push(least(Use::AtLeast));
        }
        Derivation { rounding: Rounding::Nearest(2), inputs: from }
    }
}

/// Working time as days.
pub(super) fn length(time: &WorkTime) -> Value {
    Value::Days(Days(time.to_decimal()))
}
