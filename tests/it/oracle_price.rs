//! MODEL 7 against cases with known answers: rounding, margins, instalments.

use bidwright_base::money::{Currency, Money, split};
use rust_decimal::Decimal;

use crate::oracle::{cases_named, decimal, decimals};

fn currency(code: &serde_json::Value) -> Currency {
    Currency::from_code(code.as_str().expect("a code")).expect("a currency")
}

#[test]
fn half_a_minor_unit_rounds_away_from_zero() {
    for case in cases_named("price", "round-") {
        let rounded = currency(&case.inputs["currency"]).round(decimal(&case.inputs["value"]));
        assert_eq!(rounded.to_string(), case.expected["rounded"], "{}", case.id);
    }
}

#[test]
fn from_binary_the_exact_value_is_rounded() {
    let euro = Currency::from_code("EUR").expect("a currency");
    assert_eq!(euro.round_f64(2.675).expect("finite").to_string(), "2.67");
    assert_eq!(euro.round_f64(0.125).expect("finite").to_string(), "0.13");
    assert_eq!(euro.round_f64(f64::NAN), None);
    assert_eq!(euro.round_f64(1e300), None);
}

#[test]
fn instalments_sum_to_net_and_ties_go_to_the_later() {
    for case in cases_named("price", "instalments-") {
        let inputs = &case.inputs;
        let currency = currency(&inputs["currency"]);
        let weights = decimals(inputs.get("weights").unwrap_or(&inputs["percent"]));
        let parts = split(currency, currency.round(decimal(&inputs["net"])), &weights);
        let expected: Vec<Money> =
            decimals(&case.expected["amounts"]).into_iter().map(|part| currency.round(part)).collect();
        assert_eq!(parts, expected, "{}", case.id);
    }
}

#[test]
fn margin_is_of_the_price_and_markup_of_the_cost() {
    let euro = Currency::from_code("EUR").expect("a currency");
    for case in cases_named("price", "margin-markup-") {
        let margin = decimal(&case.inputs["margin_percent"]) / Decimal::ONE_HUNDRED;
        let base = decimal(&case.inputs["base"]);
        let price = euro.round(base / (Decimal::ONE - margin));
        assert_eq!(price.to_string(), case.expected["price"], "{}", case.id);
        let markup = (price.amount() - base) / base * Decimal::ONE_HUNDRED;
        let shown = decimal(&case.expected["markup_percent"]);
        assert!((markup - shown).abs() < Decimal::new(1, 4), "{}: {markup} is not {shown}", case.id);
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_always_sum_to_the_whole(
            total in -1_000_000_000_000_i64..1_000_000_000_000,
            weights in proptest::collection::vec(0_i64..1_000_000_000, 1..40),
            decimals in prop_oneof![Just("JPY"), Just("EUR"), Just("BHD")],
        ) {
            let currency = Currency::from_code(decimals).expect("a currency");
            let whole = currency.from_minor_units(i128::from(total));
            let weights: Vec<Decimal> = weights.into_iter().map(|w| Decimal::new(w, 3)).collect();
            let parts = split(currency, whole, &weights);
            prop_assert_eq!(parts.iter().copied().sum::<Money>(), whole);
        }

        #[test]
        fn no_part_is_a_whole_unit_off_its_exact_share(
            total in 0_i64..1_000_000_000,
            weights in proptest::collection::vec(1_i64..1_000_000, 1..20),
        ) {
            let euro = Currency::from_code("EUR").expect("a currency");
            let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
            let sum: Decimal = weights.iter().sum();
            for (part, weight) in split(euro, euro.from_minor_units(i128::from(total)), &weights).iter().zip(&weights) {
                let exact = Decimal::new(total, 2) * weight / sum;
                prop_assert!((part.amount() - exact).abs() < Decimal::new(1, 2));
            }
        }
    }
}
