//! MODEL 6 and 7 against cases with known answers, through real files: the build-up, two published
//! invoices, and the four cost models of a delivery office.

use std::fmt::Write as _;

use bidwright_base::money::Money;
use bidwright_economics::price::{Line, LineKind};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::deals::{Workspace, card, deal};
use crate::oracle::{Case, cases, cases_named, decimal};

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(text).collect()
}

/// A `chain-` case as a deal: one package with the labour, the purchases, the percentages.
fn chain(case: &Case) -> Workspace {
    let inputs = &case.inputs;
    let labour: Vec<Vec<&str>> = inputs["labour"].as_array().expect("labour").iter().map(strings).collect();
    let mut roles: Vec<(&str, &str, &str)> =
        labour.iter().map(|row| (row[0], row[2], row.get(3).copied().unwrap_or("0"))).collect();
    roles.push(("office", "0", "0"));
    let margin = inputs.get("target_margin_percent").map_or("0", text);
    let percentages = format!(
        "burden_percent = {}\noverhead_percent = {}\ntarget_margin_percent = {margin}\n",
        text(&inputs["burden_percent"]),
        text(&inputs["overhead_percent"])
    );
    let effort: Vec<String> = labour.iter().map(|row| format!("{} = {}", row[0], row[1])).collect();
    let mut tables = format!(
        "[estimate]\ncontingency_percent = {}\n[commercial]\ndiscount = {{ percent = {}, reason = \"case\" }}\n\
         [[work]]\nid = \"W1\"\nname = \"Work\"\nphase = \"build\"\neffort = {{ {} }}\n",
        text(&inputs["contingency_percent"]),
        text(&inputs["discount_percent"]),
        effort.join(", ")
    );
    for purchase in inputs["purchases"].as_array().expect("purchases").iter().map(strings) {
        write!(
            tables,
            "[[purchase]]\nname = \"{}\"\ncost = {}\nmarkup_percent = {}\n",
            purchase[0], purchase[1], purchase[2]
        )
        .expect("text");
    }
    deal()
        .with(&tables)
        .file("pricing/rates/test.toml", &card(text(&inputs["basis"]), &roles, &percentages))
        .file("pricing/pmo/test.toml", "format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"percent-of-effort\"\nrole = \"office\"\npercent = 0\n")
}

#[test]
fn the_build_up_is_exact_to_the_cent() {
    for case in cases_named("price", "chain-") {
        let quote = chain(&case).offer().quote;
        let totals = quote.totals;
        let expected = &case.expected;
        let figure = |key: &str| -> Option<String> {
            Some(match key {
                "direct_labour" => totals.direct_labour.to_string(),
                "burden" => totals.burden.to_string(),
                "overhead" => totals.overhead.to_string(),
                "purchases" => totals.purchases.to_string(),
                "cost" => totals.cost.to_string(),
                "contingency" => totals.contingency.to_string(),
                "base" => totals.base.to_string(),
                "price" => totals.price.to_string(),
                "discount" => totals.discount.to_string(),
                "net" => totals.net.to_string(),
                "tax" => totals.tax.to_string(),
                "gross" => totals.gross.to_string(),
                "margin_percent" => totals.margin_percent().expect("a net price").to_string(),
                "margin_percent_if_contingency_unspent" => {
                    totals.margin_percent_if_contingency_unspent().expect("a net price").to_string()
                }
                _ => return None,
            })
        };
        let labour: Vec<&Line> =
            quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Labour(_))).collect();
        for (key, value) in expected.as_object().expect("figures") {
            if let Some(found) = figure(key) {
                assert_eq!(found, text(value), "{key} of {}", case.id);
                continue;
            }
            let sum = |of: fn(&Line) -> Money| -> String {
                labour.iter().map(|line| of(line)).sum::<Money>().to_string()
            };
            let list = |of: fn(&Line) -> Money| -> Vec<String> {
                labour.iter().map(|line| of(line).to_string()).collect()
            };
            match key.as_str() {
                "labour_costs" => assert_eq!(list(|line| line.direct), strings(value), "{}", case.id),
                "labour_prices" => assert_eq!(list(|line| line.list), strings(value), "{}", case.id),
                "line_prices" => assert_eq!(list(|line| line.price), strings(value), "{}", case.id),
                "labour_list_price" => assert_eq!(sum(|line| line.list), text(value), "{}", case.id),
                "contingency_price" => {
                    assert_eq!(sum(|line| line.price - line.list), text(value), "{}", case.id)
                }
                "purchases_price" => {
                    let bought: Money = quote
                        .lines
                        .iter()
                        .filter(|l| matches!(l.kind, LineKind::Purchase(_)))
                        .map(|l| l.price)
                        .sum();
                    assert_eq!(bought.to_string(), text(value), "{}", case.id);
                }
                other => panic!("nothing is compared with `{other}`"),
            }
        }
    }
}

/// Invoice lines as purchases: they are priced as they stand and taxed by category.
fn invoice(case: &Case, taxes: &str) -> Workspace {
    let mut tables = String::new();
    let mut row = |amount: Decimal, category: &str| {
        write!(tables, "[[purchase]]\nname = \"line\"\ncost = {amount}\ncategory = \"{category}\"\n")
            .expect("text");
    };
    let kind = |category: Option<&Value>| {
        if category.and_then(Value::as_str) == Some("E") { "licence" } else { "other" }
    };
    for line in case.inputs["lines"].as_array().expect("lines") {
        let per = line.get("base_quantity").map_or(Decimal::ONE, decimal);
        row(decimal(&line["quantity"]) * decimal(&line["price"]) / per, kind(line.get("category")));
        for charge in line.get("charges").and_then(Value::as_array).into_iter().flatten() {
            row(decimal(charge), kind(line.get("category")));
        }
        for allowance in line.get("allowances").and_then(Value::as_array).into_iter().flatten() {
            row(-decimal(allowance), kind(line.get("category")));
        }
    }
    for charge in case.inputs["charges"].as_array().expect("charges") {
        row(decimal(charge), "other");
    }
    for allowance in case.inputs["allowances"].as_array().expect("allowances") {
        row(-decimal(allowance), "other");
    }
    deal().with(&tables).file("pricing/taxes/test.toml", taxes)
}

#[test]
fn published_invoices_come_out_the_same() {
    let taxes = "format = 1\nid = \"test\"\n[[tax]]\ncategory = \"S\"\npercent = 25\nlabel = \"VAT\"\n\
                 [[tax]]\ncategory = \"E\"\npercent = 0\nlabel = \"exempt\"\napplies_to = [\"licence\"]\n";
    for case in cases_named("price", "peppol-") {
        let quote = invoice(&case, taxes).offer().quote;
        assert_eq!(quote.totals.net.to_string(), case.expected["without_vat"], "{}", case.id);
        assert_eq!(quote.totals.tax.to_string(), case.expected["vat"], "{}", case.id);
        assert_eq!(quote.totals.gross.to_string(), case.expected["with_vat"], "{}", case.id);
        for by in case.expected["vat_by_category"].as_array().into_iter().flatten() {
            let by = strings(by);
            let tax = quote.taxes.iter().find(|tax| tax.category == by[0]).expect("the category");
            assert_eq!(
                [tax.net.to_string(), tax.tax.to_string()],
                [by[1], by[2]],
                "{} of {}",
                by[0],
                case.id
            );
        }
    }
}

/// A `pmo_cost` case as a deal: effort or length as stated, and the delivery office's file.
fn office(case: &Case) -> Workspace {
    let inputs = &case.inputs;
    let kind = text(&inputs["kind"]);
    let mut pmo =
        format!("format = 1\nid = \"test\"\nname = \"Test\"\nkind = \"{kind}\"\nrole = \"office\"\n");
    if let Some(minimum) = inputs.get("minimum_days") {
        writeln!(pmo, "minimum_days = {minimum}").expect("text");
    }
    match kind {
        "percent-of-effort" => writeln!(pmo, "percent = {}", inputs["percent"]).expect("text"),
        "tiered" => {
            let rows: Vec<String> = (inputs["tiers"].as_array().expect("tiers").iter())
                .map(|tier| match tier.get("up_to_days") {
                    Some(days) => format!("{{ up_to_days = {days}, percent = {} }}", tier["percent"]),
                    None => format!("{{ percent = {} }}", tier["percent"]),
                })
                .collect();
            writeln!(pmo, "tiers = [{}]", rows.join(", ")).expect("text");
        }
        "staffed" => writeln!(
            pmo,
            "staffed = {{ setup_days = {}, fte = {}, closeout_days = {} }}",
            inputs["setup_days"], inputs["fte"], inputs["closeout_days"]
        )
        .expect("text"),
        _ => {}
    }
    let cost = text(&inputs["cost_per_day"]);
    let days = inputs.get("effort_days").or_else(|| inputs.get("working_days")).map(decimal).expect("days");
    let phases = inputs.get("phases").and_then(Value::as_u64).unwrap_or(1);
    let mut methodology = String::from("format = 1\nid = \"test\"\nname = \"Test\"\npromise = \"Tested\"\n");
    let mut tables = String::new();
    for phase in 0..phases {
        write!(
            methodology,
            "[[phase]]\nid = \"ph{phase}\"\nname = \"Phase\"\npurpose = \"p\"\ngate = \"g\"\n"
        )
        .expect("text");
        let after = if phase == 0 { String::new() } else { format!("after = [\"W{}\"]\n", phase - 1) };
        // Ten days in each further phase, the rest in the first: two decimals at most.
        let further = Decimal::TEN * Decimal::from(phases - 1);
        let part = if phase == 0 { days - further } else { Decimal::TEN };
        write!(tables, "[[work]]\nid = \"W{phase}\"\nname = \"Work\"\nphase = \"ph{phase}\"\n{after}effort = {{ developer = {part} }}\n")
            .expect("text");
    }
    for at in 0..inputs.get("deliverables").and_then(Value::as_u64).unwrap_or(0) {
        write!(tables, "[[deliverable]]\nid = \"D{at}\"\nname = \"Deliverable\"\n").expect("text");
    }
    for at in 0..inputs.get("payments").and_then(Value::as_u64).unwrap_or(0) {
        let share = if at == 0 { "rest = true" } else { "percent = 10" };
        write!(tables, "[[payment]]\nname = \"Payment\"\ndue = \"signature\"\n{share}\n").expect("text");
    }
    for (at, activity) in inputs.get("activities").and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        write!(
            methodology,
            "[[activity]]\nid = \"a{at}\"\nname = \"Activity\"\ncadence = {}\neffort = {{ office = {} }}\ndeliverable = \"A page\"\ncustomer_value = \"Value\"\n",
            activity["cadence"], activity["days"]
        )
        .expect("text");
    }
    if kind != "activity-based" {
        methodology += "[[activity]]\nid = \"a\"\nname = \"Activity\"\neffort = { office = 1 }\ndeliverable = \"A page\"\ncustomer_value = \"Value\"\n";
    }
    deal()
        .with(&tables)
        .file(
            "pricing/rates/test.toml",
            &card("rate-card", &[("developer", "300", "800"), ("office", cost, "1500")], ""),
        )
        .file("pricing/pmo/test.toml", &pmo)
        .file("templates/methodologies/test.toml", &methodology)
}

#[test]
fn the_delivery_office_costs_what_its_model_says() {
    for case in cases("pmo_cost") {
        let offer = office(&case).offer();
        let lines = || offer.quote.lines.iter().filter(|line| matches!(line.kind, LineKind::Pmo(_)));
        let days: Decimal = lines().filter_map(|line| line.days).map(|days| days.0).sum();
        assert_eq!(days, decimal(&case.expected["pmo_days"]), "days of {}", case.id);
        let cost: Money = lines().map(|line| line.direct).sum();
        assert_eq!(cost.to_string(), case.expected["pmo_cost"], "cost of {}", case.id);
        if let Some(times) = case.expected.get("occurrences") {
            let counts: Vec<u64> = offer.plan.governance.activities.iter().map(|a| a.count).collect();
            let expected: Vec<u64> =
                times.as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
            assert_eq!(counts, expected, "{}", case.id);
        }
    }
}
