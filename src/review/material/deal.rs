//! Material fields of the deal file.

use super::Facts;
use bidwright_base::digest::sha256;
use bidwright_model::book::Methodology;
use bidwright_model::deal::{
    Basis, Commercial, ContingencyRule, Deal, Due, Expenses, Head, IfWrong, Package, Payment, Reading, Risk,
    Share, Side, Stakes,
};

impl Facts {
    pub(super) fn deal(&mut self, deal: &Deal, methodology: &Methodology) {
        self.head(&deal.head);
        self.estimate(deal);
        self.words("customer.name", &deal.customer.name.value);
        self.maybe("customer.country", deal.customer.country.as_ref().map(|country| &country.value));
        self.put("customer.pmo", deal.customer.pmo.word());
        // Those we promise; the customer's may change their people as they like.
        let ours = deal.stakeholders.iter().filter(|person| person.side == Side::Supplier);
        let mut people: Vec<(&str, &str)> =
            ours.map(|person| (person.duty.word(), person.name.value.as_str())).collect();
        people.sort_unstable();
        for (duty, name) in people {
            self.words(format!("stakeholder[{duty} {name}]"), name);
        }
        self.objectives(deal);
        self.deliverables(deal, methodology);
        for package in &deal.work {
            self.package(deal, methodology, package);
        }
        for option in &deal.options {
            let name = format!("option[{}]", option.id.value);
            self.words(format!("{name}.name"), &option.name);
            self.set(format!("{name}.work"), option.work.iter().map(|at| deal.work[*at].id.value.as_str()));
            let needs = option.needs.iter().map(|need| deal.options[need.value].id.value.as_str());
            self.set(format!("{name}.needs"), needs);
            self.maybe(format!("{name}.ceiling"), option.ceiling.map(|effect| effect.value.word()));
        }
        self.purchases(deal);
        for risk in &deal.risks {
            self.risk(deal, methodology, risk);
        }
        self.conditions(deal);
        if let Some(stakes) = &deal.stakes {
            self.stakes(stakes);
        }
        self.maybe("governance.reason", deal.governance.reason.as_ref().map(|reason| &reason.value));
        self.commercial(&deal.commercial);
        for (at, payment) in (1..).zip(&deal.payments) {
            self.payment(deal, methodology, at, payment);
        }
        if let Some(master) = &deal.contract.master {
            self.words("contract.master.title", &master.title.value);
            self.put("contract.master.date", master.date.value);
        }
        self.set("clauses.include", deal.clauses.include.iter().map(|id| id.value.as_str()));
        self.set("clauses.exclude", deal.clauses.exclude.iter().map(|id| id.value.as_str()));
        for (name, value) in &deal.clauses.set {
            self.number(format!("clauses.set[{name}]"), value.value);
        }
    }

    fn head(&mut self, head: &Head) {
        self.put("deal.number", &head.number.value);
        self.put("deal.date", head.date.value);
        self.put("deal.valid_days", head.valid_days);
        self.put("deal.start", head.start.value);
        self.put("deal.currency", head.currency.code());
        self.put("deal.model", head.model.word());
    }

    fn estimate(&mut self, deal: &Deal) {
        let estimate = &deal.estimate;
        self.put(
            "estimate.range",
            match estimate.reading {
                Reading::P10P90 => "p10-p90",
                Reading::MinMax => "min-max",
            },
        );
        self.put(
            "estimate.basis",
            match estimate.basis {
                Basis::Mean => "mean",
                Basis::Likely => "likely",
            },
        );
        match estimate.contingency {
            ContingencyRule::Confidence(at) => self.put("estimate.confidence", at.value),
            ContingencyRule::Percent(of) => self.number("estimate.contingency_percent", of.value.0),
        }
        self.number("estimate.correlation", estimate.correlation.value);
        self.number("estimate.stream_correlation", estimate.stream_correlation.value);
        self.put("estimate.iterations", estimate.iterations);
        self.put("estimate.seed", estimate.seed);
        let tail = estimate.tail.map(|tail| {
            let all = [tail.exit_ratio, tail.weight.0, tail.least_ratio, tail.alpha, tail.time_exponent];
            all.map(|number| number.normalize().to_string()).join(" ")
        });
        self.maybe("estimate.tail", tail);
    }

    fn objectives(&mut self, deal: &Deal) {
        for objective in &deal.objectives {
            let name = format!("objective[{}]", objective.id.value);
            self.words(format!("{name}.statement"), &objective.statement);
            for (key, text) in [
                ("measure", &objective.measure),
                ("baseline", &objective.baseline),
                ("target", &objective.target),
            ] {
                self.words(format!("{name}.{key}"), text.as_deref().unwrap_or_default());
            }
            if let Some(benefit) = objective.benefit_per_year {
                self.number(format!("{name}.benefit_per_year"), benefit.value);
            }
        }
    }

    fn deliverables(&mut self, deal: &Deal, methodology: &Methodology) {
        for deliverable in &deal.deliverables {
            let name = format!("deliverable[{}]", deliverable.id.value);
            self.words(format!("{name}.name"), &deliverable.name);
            let serves = deliverable.serves.iter().map(|at| deal.objectives[*at].id.value.as_str());
            self.set(format!("{name}.serves"), serves);
            let acceptance = deliverable.acceptance.as_ref().map_or("", |text| &text.value);
            self.words(format!("{name}.acceptance"), acceptance);
            self.put(format!("{name}.must_have"), deliverable.must_have);
            self.maybe(format!("{name}.phase"), deliverable.phase.map(|at| &methodology.phases[at].id));
        }
    }

    fn package(&mut self, deal: &Deal, methodology: &Methodology, package: &Package) {
        let name = format!("work[{}]", package.id.value);
        self.words(format!("{name}.name"), &package.name);
        self.put(format!("{name}.phase"), &methodology.phases[package.phase].id);
        self.maybe(format!("{name}.stream"), package.stream.as_ref());
        let made = package.deliverable.map(|at| &deal.deliverables[at].id.value);
        self.maybe(format!("{name}.deliverable"), made);
        self.set(
            format!("{name}.after"),
            package.after.iter().map(|at| deal.work[at.value].id.value.as_str()),
        );
        self.number(format!("{name}.lag_days"), package.lag_days.value);
        self.put(format!("{name}.optional"), package.optional);
        for effort in &package.effort {
            let name = format!("{name}.effort[{}]", effort.role.value);
            self.three(&name, &effort.days);
            self.number(format!("{name}.team"), effort.team.value);
        }
    }

    fn purchases(&mut self, deal: &Deal) {
        for purchase in &deal.purchases {
            let name = format!("purchase[{}]", purchase.id.value);
            self.words(format!("{name}.name"), &purchase.name);
            self.put(format!("{name}.cost"), purchase.cost.value);
            self.number(format!("{name}.markup"), purchase.markup.0);
            self.put(format!("{name}.category"), purchase.category.word());
            self.maybe(format!("{name}.option"), purchase.option.map(|at| &deal.options[at].id.value));
        }
    }

    fn risk(&mut self, deal: &Deal, methodology: &Methodology, risk: &Risk) {
        let name = format!("risk[{}]", risk.id.value);
        self.maybe(format!("{name}.failure"), risk.failure.map(|at| &methodology.failures[at].id));
        self.number(format!("{name}.probability"), risk.probability.value);
        self.maybe_three(&format!("{name}.cost"), risk.cost.as_ref());
        self.maybe_three(&format!("{name}.delay_days"), risk.delay_days.as_ref());
        self.maybe(format!("{name}.on"), risk.on.map(|at| &deal.work[at.value].id.value));
        self.put(format!("{name}.bearer"), risk.bearer.word());
        let threatens = risk.threatens.iter().map(|at| deal.objectives[*at].id.value.as_str());
        self.set(format!("{name}.threatens"), threatens);
        self.words(format!("{name}.response"), risk.response.as_deref().unwrap_or_default());
    }

    /// Assumptions, exclusions and dependencies. The last two have no ids: their words are their names.
    fn conditions(&mut self, deal: &Deal) {
        for assumption in &deal.assumptions {
            let name = format!("assumption[{}]", assumption.id.value);
            self.words(format!("{name}.text"), &assumption.text);
            self.put(format!("{name}.owner"), side(assumption.owner));
            self.put(
                format!("{name}.if_wrong"),
                match assumption.if_wrong {
                    IfWrong::ChangeRequest => "change-request",
                    IfWrong::AtOurRisk => "at-our-risk",
                },
            );
        }
        for exclusion in &deal.exclusions {
            let name = self.by_words("exclusion", &exclusion.value);
            self.words(name, &exclusion.value);
        }
        for dependency in &deal.dependencies {
            let name = self.by_words("dependency", &dependency.text.value);
            self.words(format!("{name}.text"), &dependency.text.value);
            self.put(format!("{name}.owner"), side(dependency.owner));
            self.maybe(format!("{name}.by"), dependency.by.map(|by| by.value));
        }
    }

    /// The name of a row without an id: its words decide, so that another row moves none of the rest.
    fn by_words(&self, table: &str, text: &str) -> String {
        let digest = sha256(text.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes());
        let named = |times: usize| format!("{table}[{}{}]", &digest[..8], "+".repeat(times));
        let taken = |name: &String| self.0.keys().any(|fact| fact.starts_with(name.as_str()));
        (0..).map(named).find(|name| !taken(name)).expect("one of them is free")
    }

    fn stakes(&mut self, stakes: &Stakes) {
        self.maybe("stakes.deadline", stakes.deadline.map(|deadline| deadline.value));
        self.maybe("stakes.budget", stakes.budget.map(|budget| budget.value));
        for (key, of) in [
            ("delay_cost_per_week", stakes.delay_cost_per_week),
            ("benefit_lost_months", stakes.benefit_lost_months),
            ("internal_cost", stakes.internal_cost),
            ("reprocurement_percent", stakes.reprocurement_percent),
            ("rework_percent", stakes.rework_percent),
            ("follow_on_margin", stakes.follow_on_margin),
        ] {
            let ends =
                of.map(|of| [of.low, of.likely, of.high].map(|end| end.normalize().to_string()).join(" "));
            self.maybe(format!("stakes.{key}"), ends);
        }
        self.maybe("stakes.customer_day_cost", stakes.customer_day_cost.map(|cost| cost.value));
        if let Some(cap) = stakes.liability_cap {
            self.number("stakes.liability_cap_percent", cap.value.0);
        }
        if let Some(damages) = &stakes.damages {
            self.number("stakes.damages.percent_per_week", damages.percent_per_week.0);
            self.number("stakes.damages.cap_percent", damages.cap_percent.0);
            self.number("stakes.damages.grace_days", damages.grace_days);
        }
    }

    fn commercial(&mut self, commercial: &Commercial) {
        if let Some(discount) = &commercial.discount {
            self.number("commercial.discount", discount.percent.value.0);
        }
        self.put("commercial.payment_terms_days", commercial.payment_terms_days);
        self.maybe("commercial.cap", commercial.cap.map(|cap| cap.value));
        if let Some(retainer) = &commercial.retainer {
            self.put("commercial.term_months", retainer.term_months.value);
            self.number("commercial.hours_per_month", retainer.hours_per_month.value);
            self.maybe("commercial.role", retainer.role.as_ref().map(|role| &role.value));
        }
        self.put(
            "commercial.expenses",
            match commercial.expenses {
                Expenses::Included => "included",
                Expenses::AtCost => "at-cost",
                Expenses::Capped(_) => "capped",
            },
        );
        if let Expenses::Capped(cap) = commercial.expenses {
            self.put("commercial.expenses_cap", cap.value);
        }
    }

    fn payment(&mut self, deal: &Deal, methodology: &Methodology, at: usize, payment: &Payment) {
        let name = format!("payment[{at}]");
        self.words(format!("{name}.name"), &payment.name);
        self.put(
            format!("{name}.share"),
            match payment.share {
                Share::Percent(percent) => format!("{} %", percent.value),
                Share::Amount(amount) => amount.value.to_string(),
                Share::Rest => "rest".to_owned(),
            },
        );
        self.put(
            format!("{name}.due"),
            match payment.due.value {
                Due::Signature => "signature".to_owned(),
                Due::On(day) => day.to_string(),
                Due::Deliverable(at) => format!("deliverable {}", deal.deliverables[at].id.value),
                Due::Phase(at) => format!("phase {}", methodology.phases[at].id),
            },
        );
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Supplier => "supplier",
    }
}
