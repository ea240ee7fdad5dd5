// The deal of this crate's documentation examples, an expression to include: a label service in two packages,
// as it would be read from a deal file. Its phases and activities are those of `book.rs` beside it.
{
    use bidwright_base::money::Currency;
    use bidwright_base::quantity::Percent;
    use bidwright_base::source::{Layer, Place, Placed, Source, Sources};
    use bidwright_model::book::Idx;
    use bidwright_model::deal::*;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    let (name, path) = ("deal.toml".to_owned(), "deal.toml".to_owned());
    let file = Sources::default().add(Source { name, path, text: "".into(), layer: Layer::Workspace });
    let place = Place::new(file, 0..0);
    let text = |text: &str| Placed::new(text.to_owned(), place);
    let points = |of: [i64; 3]| {
        let [low, likely, high] = of.map(Decimal::from);
        ThreePoint { low, likely, high, place }
    };
    let percent = |percent: i64| Placed::new(Percent(percent.into()), place);
    let euro = Currency::from_code("EUR").expect("a currency");
    let amount = |amount: i64| Placed::new(euro.round(amount.into()), place);
    let package = |id: &str, name: &str, days: [i64; 3], after: Option<usize>| Package {
        id: text(id),
        name: name.to_owned(),
        phase: Idx::new(0),
        stream: None,
        deliverable: Some(Idx::new(0)),
        after: after.into_iter().map(|at| Placed::new(Idx::new(at), place)).collect(),
        lag_days: Placed::new(Decimal::ZERO, place),
        effort: vec![RoleEffort {
            role: text("developer"),
            days: points(days),
            team: Placed::new(Decimal::TWO, place),
        }],
        optional: false,
    };
    let person =
        |name: &str, side, duty| Stakeholder { name: text(name), title: None, side, duty, place };
    let payment = |name: &str, share: Share, due: Due, due_text: &str| Payment {
        name: name.to_owned(),
        share,
        due: Placed::new(due, place),
        due_text: due_text.to_owned(),
    };
    Deal {
        file,
        head: Head {
            number: text("Q-2026-0047"),
            revision: Placed::new(1, place),
            reason: None,
            previous: None,
            title: text("Label service"),
            date: Placed::new(date(2026, 11, 23), place),
            valid_days: 30,
            start: Placed::new(date(2027, 1, 11), place),
            currency: Placed::new(euro, place),
            language: text("en"),
            model: Placed::new(Model::FixedPrice, place),
            owner: None,
        },
        estimate: Estimate {
            reading: Reading::P10P90,
            basis: Basis::Mean,
            contingency: ContingencyRule::Confidence(Placed::new(80, place)),
            correlation: Placed::new(Decimal::new(2, 1), place),
            stream_correlation: Placed::new(Decimal::new(2, 1), place),
            iterations: *ITERATIONS.start(),
            seed: 1,
            classic: Placed::new(false, place),
            tail: None,
        },
        customer: Customer {
            name: text("Nordvik Logistics AS"),
            country: Some(text("NO")),
            contact: None,
            role: None,
            address: None,
            pmo: CustomerPmo::None,
            context: None,
        },
        stakeholders: vec![
            person("Ingrid Solberg", Side::Customer, Duty::Acceptor),
            person("Kari Holm", Side::Supplier, Duty::ProjectManager),
        ],
        objectives: vec![Objective {
            id: text("O1"),
            statement: "Fewer parcels come back".to_owned(),
            measure: Some("returns a month".to_owned()),
            baseline: Some("420".to_owned()),
            target: Some("150".to_owned()),
            benefit_per_year: Some(Placed::new(Decimal::from(96_000), place)),
            source: None,
        }],
        deliverables: vec![Deliverable {
            id: text("D1"),
            name: "Label service".to_owned(),
            serves: vec![Idx::new(0)],
            acceptance: Some(text("1,000 labels printed without a fault")),
            must_have: true,
            phase: None,
        }],
        work: vec![
            package("W1", "Label service", [24, 30, 42], None),
            package("W2", "Link to the warehouse", [8, 12, 20], Some(0)),
        ],
        options: Vec::new(),
        purchases: Vec::new(),
        risks: Vec::new(),
        assumptions: vec![Assumption {
            id: text("A1"),
            text: "The warehouse has a test system".to_owned(),
            owner: Side::Customer,
            if_wrong: IfWrong::ChangeRequest,
            place,
        }],
        exclusions: Vec::new(),
        dependencies: Vec::new(),
        stakes: Some(Stakes {
            deadline: Some(Placed::new(date(2027, 3, 31), place)),
            budget: Some(amount(90_000)),
            delay_cost_per_week: None,
            benefit_lost_months: None,
            internal_cost: Some(points([5_000, 8_000, 14_000])),
            reprocurement_percent: None,
            rework_percent: None,
            follow_on_margin: None,
            liability_cap: Some(percent(100)),
            customer_day_cost: None,
            damages: Some(Damages {
                percent_per_week: Percent(Decimal::new(5, 1)),
                cap_percent: percent(5),
                grace_days: Decimal::from(5),
            }),
            source: None,
        }),
        commercial: Commercial {
            discount: Some(Discount { percent: percent(5), reason: text("Framework agreement") }),
            payment_terms_days: 30,
            cap: None,
            retainer: None,
            expenses: Expenses::Capped(amount(2_000)),
            presentation: Presentation::InRates,
            bidders: None,
        },
        governance: Governance::default(),
        payments: vec![
            payment("On signature", Share::Percent(percent(30)), Due::Signature, "signature"),
            payment("On acceptance", Share::Rest, Due::Deliverable(Idx::new(0)), "D1"),
        ],
        contract: Contract::default(),
        clauses: Clauses::default(),
    }
}
