//! The published tree itself.

use super::{Field, Kind, amount, chance, count, days, field, group, percent, text, texts};

/// The context.
pub(crate) const CONTEXT: &[Field] = &[
    group("deal", DEAL),
    group("customer", CUSTOMER),
    group("policy", POLICY),
    group("estimate", ESTIMATE),
    group("quote", QUOTE),
    group("offer", OFFER),
    group("forecast", FORECAST),
    group("value", VALUE),
    texts("findings", "codes of the findings of this deal, each once"),
    texts(
        "changes",
        "material fields that differ from the last revision, without ids of rows; empty without one",
    ),
    group("previous", PREVIOUS),
];

const PREVIOUS: &[Field] = &[
    count("revision", "the revision before; null: there is none, as for all of these").or_null(),
    amount("net", "its net price; null if its currency was another").or_null(),
    percent("margin_percent", "its margin at plan").or_null(),
    percent("discount_percent", "its discount").or_null(),
    days("payment_terms_days", "its payment terms").or_null(),
    text("finish", "its finish by plan, such as 2027-06-30").or_null(),
    chance("success", "its chance of success, every condition together").or_null(),
];

const DEAL: &[Field] = &[
    text("number", "the deal's number"),
    count("revision", "from 1"),
    text("model", "fixed-price, time-and-materials, capped or retainer"),
    text("currency", "three letters"),
    days("valid_days", "how long the offer stands"),
    days("days_to_start", "from the offer's date to the start of the work; negative: it has begun"),
    days("days_since_rates", "from the day the rate card took effect to the offer's date; 0 before it"),
    days(
        "rates_days_left",
        "from the last day the offer stands to the end of the last rate card; null: open",
    )
    .or_null(),
];

const CUSTOMER: &[Field] = &[
    text("country", "two letters").or_null(),
    text("pmo", "none, coordinator or mature: their own project management"),
];

const POLICY: &[Field] =
    &[percent("margin_floor_percent", "the policy's own floor: margin below which an offer is not made")];

const ESTIMATE: &[Field] = &[
    percent("confidence", "contingency brings cost to this percentile; null: a plain percentage").or_null(),
    percent("contingency_percent", "contingency as a plain percentage of cost; null: by confidence")
        .or_null(),
];

const QUOTE: &[Field] = &[
    amount("direct_labour", "days at unit cost, the delivery office included"),
    amount("burden", "on direct labour"),
    amount("overhead", "on labour and burden, the central office included"),
    amount("office", "the central office"),
    amount("purchases", "cost of what is bought"),
    amount("cost", "labour, burden, overhead, purchases"),
    amount("contingency", "funded in the price"),
    amount("contingency_standard_error", "of the simulated contingency").or_null(),
    amount("expected_risk_cost", "of which, in contingency: the mean of the risks we bear"),
    amount("base", "cost and contingency"),
    amount("price", "before discount"),
    amount("discount", "off the price"),
    amount("net", "price less discount, before tax"),
    amount("tax", "on net"),
    amount("gross", "net and tax"),
    percent("margin_percent", "net less base, of net: contingency counted as spent; null: net is 0")
        .or_null(),
    percent("margin_percent_if_contingency_unspent", "net less cost, of net; null: net is 0").or_null(),
    amount("pmo_cost", "cost of the delivery office"),
    amount("pmo_price", "its part of the price"),
    percent("pmo_share_percent", "its part of the price; null: the price is 0").or_null(),
    percent("discount_percent", "off the price; 0 without"),
    days("payment_terms_days", "to pay an invoice"),
    amount(
        "walk_away_net",
        "the net price at which the margin is at the policy's floor; null: floor of 100 %",
    )
    .or_null(),
    percent(
        "discount_room_percent",
        "points of the price that may still be given away before the floor; null: the price is 0",
    )
    .or_null(),
];

const OFFER: &[Field] = &[
    percent("lean_band_low_percent", "lower end of the delivery office's lean band"),
    percent("lean_band_high_percent", "upper end of it"),
    texts("left_out", "activities of the methodology that the deal leaves out"),
    texts("left_out_recommended", "of these, what the leanest recommended set keeps; empty without stakes"),
    text("office_reason", "why this delivery office is offered: `[governance] reason`; null: not stated")
        .or_null(),
    texts("assumptions_at_our_risk", "ids of assumptions we pay for if they are wrong"),
    count("dependencies_without_date", "what the customer must do, without saying by when"),
    texts("deliverables_unmeasurable", "ids of deliverables whose acceptance is missing or has vague words"),
    texts("objectives_undelivered", "ids of objectives that no deliverable serves"),
    texts(
        "deliverables_unpriced",
        "ids of deliverables that no priced package and no option makes: sold, not priced",
    ),
    texts("work_unsold", "ids of priced packages with effort that make no deliverable: priced, not sold"),
    texts("roles_unnamed", "duties the offer counts on that no stakeholder holds"),
    percent("liability_cap_percent", "of price; null: no cap").or_null(),
    texts("foreign_currencies", "currencies of rate cards that are not the deal's"),
    days("exchange_rate_days", "age of the oldest exchange rate used; null: none used").or_null(),
];

const FORECAST: &[Field] =
    &[group("with", SCENARIO), group("without", SCENARIO), group("success_repriced", SUCCESS)];

const SCENARIO: &[Field] = &[
    group("cost", AMOUNTS),
    group("finish_days", SPANS),
    group("finish_date", DATES),
    group("success", SUCCESS),
    chance("within_base", "chance that cost stays within cost and contingency of the quote"),
];

const AMOUNTS: &[Field] = &[
    amount("mean", "mean of the simulated cost"),
    amount("sd", "its standard deviation"),
    amount("p10", "one in ten costs less"),
    amount("p50", "one in two costs less"),
    amount("p80", "four in five cost less"),
    amount("p90", "nine in ten cost less"),
];

const SPANS: &[Field] = &[
    days("mean", "mean of the simulated working days"),
    days("sd", "their standard deviation"),
    days("p10", "one in ten takes less"),
    days("p50", "one in two takes less"),
    days("p80", "four in five take less"),
    days("p90", "nine in ten take less"),
];

const DATES: &[Field] = &[
    text("p50", "one in two ends by this day, such as 2027-06-30"),
    text("p80", "four in five end by it"),
    text("p90", "nine in ten end by it"),
];

const SUCCESS: &[Field] = &[
    chance("joint", "every condition in the same delivery; null: nothing uncertain was stated").or_null(),
    chance("on_time", "by the deadline; null: there is none").or_null(),
    chance("in_budget", "within the budget; null: there is none").or_null(),
    chance("accepted", "accepted by the customer; null as joint").or_null(),
    chance("standard_error", "of joint; null as joint").or_null(),
    texts("conditions", "what joint is over"),
];

const VALUE: &[Field] = &[
    text("verdict", "worth, lighter, only-lighter, not-worth or undecided; null: no stakes").or_null(),
    group("exposure", EXPOSURE),
    amount("pmo_cost", "the whole delivery office, to the customer, their own hours included"),
    amount("pmo_cost_increment", "what it costs them beyond the mandatory activities"),
    amount("loss_reduction", "what it saves them on average; null: no stakes").or_null(),
    amount("net_value", "what it saves less what it costs; null: no stakes").or_null(),
    amount("net_value_standard_error", "of net_value; null: no stakes").or_null(),
    percent(
        "break_even_avoided_percent",
        "points of failure the office must avoid; null: no stakes or no exposure",
    )
    .or_null(),
    amount(
        "break_even_failure_cost",
        "failure cost at which the office pays; null: no stakes or no clear effect",
    )
    .or_null(),
    field(
        "frontier",
        Kind::Rows(FRONTIER),
        "sets of activities, dearer ones succeeding more; empty without stakes",
    ),
];

const EXPOSURE: &[Field] = &[group("customer", PARTY), group("supplier", PARTY)];

const PARTY: &[Field] = &[
    amount("low", "cost of an outright failure to this party, low; null: no stakes").or_null(),
    amount("likely", "likely; null: no stakes").or_null(),
    amount("high", "high; null: no stakes").or_null(),
    amount("expected", "mean over simulated failures; null: no stakes or too few failures").or_null(),
];

const FRONTIER: &[Field] = &[
    texts("activities", "ids, the mandatory ones included"),
    amount("cost", "beyond the mandatory activities, to the customer"),
    chance("success", "simulated; null: not simulated").or_null(),
    chance("success_surrogate", "by the search's own formula"),
    amount("net_value", "to the customer"),
];
