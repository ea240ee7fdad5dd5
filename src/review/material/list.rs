//! The list of material fields.

/// What a change of a field touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// What is paid.
    Price,
    /// What is done.
    Scope,
    /// What may go wrong, and who pays then.
    Risk,
    /// Terms of the contract.
    Terms,
    /// What the customer is promised.
    Promise,
}

impl Touch {
    /// Every group.
    pub const ALL: [Touch; 5] = [Touch::Price, Touch::Scope, Touch::Risk, Touch::Terms, Touch::Promise];

    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Touch::Price => "price",
            Touch::Scope => "scope",
            Touch::Risk => "risk",
            Touch::Terms => "terms",
            Touch::Promise => "promise",
        }
    }
}

/// A material field, or one of each row: `work[].effort[].low`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Material {
    /// Its name, with the ids of rows left out.
    pub name: &'static str,
    /// What a change touches.
    pub touches: Touch,
}

const fn all<const N: usize>(touches: Touch, names: [&'static str; N]) -> [Material; N] {
    let mut list = [Material { name: "", touches }; N];
    let mut at = 0;
    while at < N {
        list[at].name = names[at];
        at += 1;
    }
    list
}

const PRICE: [Material; 17] = all(
    Touch::Price,
    [
        "deal.currency",
        "deal.model",
        "purchase[].cost",
        "purchase[].markup",
        "purchase[].option",
        "purchase[].category",
        "commercial.discount",
        "governance.reason",
        "quote.cost",
        "quote.contingency",
        "quote.price",
        "quote.net",
        "quote.tax",
        "line[].days",
        "line[].cost",
        "line[].price",
        "option[].net",
    ],
);

const SCOPE: [Material; 21] = all(
    Touch::Scope,
    [
        "work[].name",
        "work[].phase",
        "work[].deliverable",
        "work[].after",
        "work[].lag_days",
        "work[].optional",
        "work[].effort[].low",
        "work[].effort[].likely",
        "work[].effort[].high",
        "work[].effort[].team",
        "option[].name",
        "option[].work",
        "option[].needs",
        "option[].ceiling",
        "purchase[].name",
        "exclusion[]",
        "plan.start",
        "plan.finish",
        "activity[].count",
        "activity[].customer_effort",
        "deliverable[].phase",
    ],
);

const RISK: [Material; 42] = all(
    Touch::Risk,
    [
        "estimate.range",
        "estimate.basis",
        "estimate.confidence",
        "estimate.contingency_percent",
        "estimate.correlation",
        "estimate.stream_correlation",
        "estimate.iterations",
        "estimate.seed",
        "estimate.tail",
        "customer.pmo",
        "office.overlap",
        "office.overlap_decay",
        "office.p_min",
        "work[].stream",
        "risk[].failure",
        "risk[].probability",
        "risk[].cost.low",
        "risk[].cost.likely",
        "risk[].cost.high",
        "risk[].delay_days.low",
        "risk[].delay_days.likely",
        "risk[].delay_days.high",
        "risk[].on",
        "risk[].bearer",
        "risk[].threatens",
        "activity[].treats[].probability",
        "activity[].treats[].impact",
        "activity[].treats[].evidence",
        "objective[].benefit_per_year",
        "stakes.deadline",
        "stakes.budget",
        "stakes.delay_cost_per_week",
        "stakes.benefit_lost_months",
        "stakes.internal_cost",
        "stakes.reprocurement_percent",
        "stakes.rework_percent",
        "stakes.follow_on_margin",
        "stakes.customer_day_cost",
        "assumption[].owner",
        "assumption[].if_wrong",
        "dependency[].by",
        "dependency[].owner",
    ],
);

const TERMS: [Material; 26] = all(
    Touch::Terms,
    [
        "deal.number",
        "deal.date",
        "deal.valid_days",
        "deal.start",
        "customer.name",
        "customer.country",
        "stakes.liability_cap_percent",
        "stakes.damages.percent_per_week",
        "stakes.damages.cap_percent",
        "stakes.damages.grace_days",
        "commercial.payment_terms_days",
        "commercial.cap",
        "commercial.term_months",
        "commercial.hours_per_month",
        "commercial.role",
        "commercial.expenses",
        "commercial.expenses_cap",
        "payment[].name",
        "payment[].share",
        "payment[].due",
        "contract.master.title",
        "contract.master.date",
        "clauses.include",
        "clauses.exclude",
        "clauses.set[]",
        "clause[]",
    ],
);

const PROMISE: [Material; 15] = all(
    Touch::Promise,
    [
        "objective[].statement",
        "objective[].measure",
        "objective[].baseline",
        "objective[].target",
        "deliverable[].name",
        "deliverable[].serves",
        "deliverable[].acceptance",
        "deliverable[].must_have",
        "assumption[].text",
        "dependency[].text",
        "risk[].response",
        "stakeholder[]",
        "phase[].gate",
        "activity[].name",
        "activity[].deliverable",
    ],
);

/// Every material field, by what it touches.
pub const MATERIAL: &[&[Material]] = &[&PRICE, &SCOPE, &RISK, &TERMS, &PROMISE];

/// The entry of the list for a fact such as `work[W1].effort[developer].low`.
#[must_use]
pub fn listed(fact: &str) -> Option<Material> {
    let mut name = String::new();
    let mut inside = false;
    for c in fact.chars() {
        match c {
            '[' => {
                inside = true;
                name.push(c);
            }
            ']' => {
                inside = false;
                name.push(c);
            }
            _ if inside => {}
            _ => name.push(c),
        }
    }
    MATERIAL.iter().flat_map(|group| group.iter()).find(|material| material.name == name).copied()
}
