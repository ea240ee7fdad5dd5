// The book of this crate's documentation examples, an expression to include: one rate card, an office that
// counts its activities, one phase, one activity, a policy of one rule.
{
    use bidwright_base::money::Currency;
    use bidwright_base::quantity::{Days, Percent};
    use bidwright_base::source::{Layer, Place, Placed, Source, Sources};
    use bidwright_model::book::*;
    use bidwright_model::rules::{Condition, MessageTemplate};
    use jiff::civil::{Weekday, date};
    use rust_decimal::Decimal;

    let (name, path) = ("book.toml".to_owned(), "book.toml".to_owned());
    let file = Sources::default().add(Source { name, path, text: "".into(), layer: Layer::Workspace });
    let place = Place::new(file, 0..0);
    let text = |text: &str| Placed::new(text.to_owned(), place);
    let percent = |percent: i64| Placed::new(Percent(percent.into()), place);
    let number = |number: i64| Placed::new(Decimal::from(number), place);
    let days = |days: i64| Placed::new(Days(days.into()), place);
    Book {
        cards: vec![RateCard {
            id: "emea".to_owned(),
            name: "EMEA 2027".to_owned(),
            currency: Currency::from_code("EUR").expect("a currency"),
            effective_from: date(2026, 7, 1),
            effective_to: None,
            minutes_per_day: 480,
            burden: percent(30),
            overhead: percent(15),
            basis: PriceBasis::RateCard,
            target_margin: percent(25),
            escalation: percent(3),
            roles: vec![RoleRate {
                id: "developer".to_owned(),
                title: "Developer".to_owned(),
                sfia: Some(4),
                labour_category: None,
                cost_per_day: number(430),
                rate_per_day: Some(number(980)),
            }],
            place,
        }],
        exchange: Exchange::default(),
        pmo: Pmo {
            id: "activity-based".to_owned(),
            name: "Counted activities".to_owned(),
            kind: PmoKind::ActivityBased,
            role: text("developer"),
            office: percent(2),
            minimum: days(0),
            lean_band: (Percent(3.into()), Percent(12.into())),
            overlap: [number(0), number(0), number(0)],
            overlap_decay: Placed::new(Decimal::new(5, 1), place),
            p_min: Decimal::new(1, 2),
            place,
        },
        methodology: Methodology {
            id: "delivery".to_owned(),
            name: "Delivery".to_owned(),
            promise: "Nothing is a surprise.".to_owned(),
            phases: vec![Phase {
                id: "build".to_owned(),
                name: "Build".to_owned(),
                purpose: "Make it".to_owned(),
                gate: "It is accepted".to_owned(),
            }],
            failures: vec![Failure {
                id: "scope-drift".to_owned(),
                name: "The scope grows unseen".to_owned(),
            }],
            activities: vec![Activity {
                id: text("steering"),
                name: "Steering meeting".to_owned(),
                phase: None,
                cadence: Placed::new(Cadence::Monthly, place),
                when: None,
                effort: vec![(text("developer"), days(1))],
                customer_effort: None,
                deliverable: "Minutes".to_owned(),
                customer_value: "Decisions are made in time".to_owned(),
                treats: vec![Treatment {
                    failure: Idx::new(0),
                    probability: Decimal::new(3, 1),
                    impact: Decimal::ZERO,
                    evidence: Evidence::C,
                    place,
                }],
                mandatory: false,
                needs: Vec::new(),
                excludes: Vec::new(),
                raci: Raci { accountable: vec!["sponsor".to_owned()], ..Raci::default() },
                place,
            }],
            file,
        },
        calendar: Calendar {
            id: String::new(),
            name: "Monday to Friday".to_owned(),
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: [].into(),
            place: None,
        },
        tax: TaxTable {
            id: String::new(),
            taxes: vec![Tax {
                category: "S".to_owned(),
                rates: vec![TaxRate { percent: Percent::ZERO, place: None, label: String::new() }],
                note: String::new(),
                applies_to: Vec::new(),
            }],
        },
        policy: Policy {
            id: "ours".to_owned(),
            file,
            margin_floor: Percent(10.into()),
            approval_days: 30,
            wording: None,
            rules: vec![Rule {
                id: "steep-discount".to_owned(),
                when: Condition::parse("quote.discount_percent > 10").expect("a condition"),
                verdict: Verdict::Approve,
                approver: Some(text("sales-manager")),
                message: MessageTemplate::parse("discount over 10 %").expect("a template"),
            }],
        },
        clauses: [("acceptance".to_owned(), Clause {
            id: "acceptance".to_owned(),
            title: "Acceptance".to_owned(),
            order: 1,
            required: true,
            when: Vec::new(),
            declares: Vec::new(),
            body: "The Customer tests within {{ acceptance_days }} Working Days.".to_owned(),
            file,
            values: [("acceptance_days".to_owned(), Decimal::TEN)].into(),
        })]
        .into(),
        evidence: Vec::new(),
        history: None,
        approvers: None,
    }
}
