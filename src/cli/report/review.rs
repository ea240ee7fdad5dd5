//! A review: the verdict first, then the rules that fired, who must approve, and the key figures.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::figure::{probability, wrapped};
use super::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::money::Money;
use bidwright_base::quantity::Percent;
use bidwright_base::words;
use bidwright_model::book::Verdict;
use bidwright_model::rules::{find, leaves};
use bidwright_review::approvals::{ApprovalStatus, State};
use bidwright_review::material::{facts, listed};
use bidwright_review::{Fired, Ruling, figures, touches};
use bidwright_service::pipeline::Reviewed;

/// The report for people.
#[must_use]
pub fn text(reviewed: &Reviewed, day: Date) -> String {
    let Reviewed { offer, review, .. } = reviewed;
    let head = &offer.deal.head;
    let approval_statuses = reviewed.approval_statuses(day);
    let mut text = format!(
        "{}\n\n{}  {}\nreview by policy `{}`, {}, {}, for {}\n",
        wrapped(&verdict(reviewed, &approval_statuses)),
        head.reference(),
        head.title.value,
        offer.book.policy.id,
        head.model.word(),
        head.currency.code(),
        offer.deal.customer.name.value,
    );
    for fired in &review.fired {
        text.push_str(&rule(fired, approval_statuses.iter().find(|one| one.rule == fired.rule)));
    }
    let _infallible = write!(text, "\n{}", key_figures(reviewed));
    text.push_str(&threats(reviewed));
    let _infallible = writeln!(text, "hash of the material fields {}", review.hash);
    text.push_str(&next(reviewed, &approval_statuses, day));
    text
}

/// The next step, or the record of issue.
fn next(reviewed: &Reviewed, approval_statuses: &[ApprovalStatus], day: Date) -> String {
    let Reviewed { offer, review, log, .. } = reviewed;
    let issued = log.issued(offer.deal.head.revision.value);
    let mut sentences = Vec::new();
    match issued {
        Some(record) if record.draft.hash == review.hash => {
            sentences.push(format!("issued on {} by {}", record.draft.date, record.draft.name));
        }
        Some(record) => sentences.push(format!(
            "issued on {} by {}, with other material fields: this revision is frozen, raise it",
            record.draft.date, record.draft.name
        )),
        None => {}
    }
    if review.ruling == Ruling::Approve {
        if offer.book.approvers.is_none() {
            sentences.push(
                "no approver is registered: `bidwright keygen` prints what to put into `approvals/keys.toml`"
                    .to_owned(),
            );
        } else if approval_statuses.iter().all(ApprovalStatus::is_approved) && issued.is_none() {
            sentences.push(format!(
                "every approval is valid on {day}: `bidwright issue` makes the final documents"
            ));
        }
    }
    sentences.iter().map(|sentence| wrapped(sentence) + "\n").collect()
}

/// The verdict in a sentence.
fn verdict(reviewed: &Reviewed, approval_statuses: &[ApprovalStatus]) -> String {
    let review = &reviewed.review;
    let count = |verdict| review.fired.iter().filter(|fired| fired.verdict == verdict).count();
    let rules = |n| words::count(n, "rule", "rules");
    match review.ruling {
        Ruling::Clear if review.fired.is_empty() => "CLEAR: no rule fired".to_owned(),
        Ruling::Clear => {
            format!("CLEAR: no approval needed; {}", words::count(review.fired.len(), "note", "notes"))
        }
        Ruling::Approve => {
            let open: Vec<&ApprovalStatus> =
                approval_statuses.iter().filter(|one| !one.is_approved()).collect();
            match open.len() {
                0 => format!("APPROVED: every approval is valid, for {}", rules(count(Verdict::Approve))),
                waiting => format!(
                    "APPROVE: {} must approve, for {}",
                    words::list(&words::unique(open.iter().map(|one| one.role.as_str()))),
                    rules(waiting)
                ),
            }
        }
        Ruling::Block => {
            let also = match review.approvers().as_slice() {
                [] => String::new(),
                approvers => format!("; {} would have to approve the rest", words::list(approvers)),
            };
            format!(
                "BLOCK: {} {} the offer{also}",
                rules(count(Verdict::Block)),
                match count(Verdict::Block) {
                    1 => "stops",
                    _ => "stop",
                }
            )
        }
    }
}

/// A rule that fired: its verdict and approver, its message, and the figures it read.
fn rule(fired: &Fired, approval_status: Option<&ApprovalStatus>) -> String {
    let asks = match (&fired.verdict, &fired.approver) {
        (Verdict::Note, _) => "note".to_owned(),
        (Verdict::Block, _) => "block".to_owned(),
        (Verdict::Approve, approver) => {
            format!("approve: {}", approver.as_deref().unwrap_or("no approver named"))
        }
    };
    let mut text = format!("\n{asks}  [{}]\n", fired.rule);
    for line in wrapped(&fired.message).lines() {
        let _infallible = writeln!(text, "  {line}");
    }
    let read: Vec<String> = (fired.figures.iter())
        .filter_map(|(path, datum)| Some(format!("{path} {}", datum.shown(find(path)?.kind))))
        .collect();
    let mut sentences = vec![format!("saw {}", read.join(", "))];
    sentences.extend(approval_status.map(|approval_status| state(&approval_status.state)));
    for line in sentences.iter().map(|sentence| wrapped(sentence)) {
        for line in line.lines() {
            let _infallible = writeln!(text, "  {line}");
        }
    }
    text
}

/// The status of an approval.
fn state(state: &State) -> String {
    match state {
        State::Open => "open".to_owned(),
        State::Approved(given) => {
            format!("approved by {} on {}, good until {}", given.by, given.on, given.expires)
        }
        State::Expired(given) => {
            format!("expired: approved by {} on {}, good until {}", given.by, given.on, given.expires)
        }
        State::Reopened { given, why } => {
            format!("reopened: approved by {} on {}, but since then {why}", given.by, given.on)
        }
    }
}

/// An amount as people read it.
fn money(amount: Money) -> String {
    format!("{amount:#}")
}

fn percent(of: Option<Percent>) -> String {
    of.map_or("none".to_owned(), |of| format!("{of} %"))
}

fn key_figures(reviewed: &Reviewed) -> String {
    let offer = &reviewed.offer;
    let totals = &offer.quote.totals;
    let figures = figures(&offer.deal, &offer.book, &offer.quote);
    let floor = offer.book.policy.margin_floor;
    let (low, high) = offer.book.pmo.lean_band;
    let mut table = TerminalTable::new(&["key figure", "how it follows", offer.quote.currency.code()], 2);
    let mut row = |name: &str, how: String, value: String| table.row(&[name.to_owned(), how, value]);
    row("Net price", "after discount, before tax".into(), money(totals.net));
    let discount = offer.deal.commercial.discount.as_ref();
    let given =
        discount.map_or("none given".to_owned(), |discount| format!("{} % given", discount.percent.value));
    row("Margin at plan", "contingency counted as spent".into(), percent(totals.margin_percent()));
    let unspent = totals.margin_percent_if_contingency_unspent();
    row("Margin, contingency unspent", "net less cost, of net".into(), percent(unspent));
    row("Margin floor", format!("of policy `{}`", offer.book.policy.id), format!("{floor} %"));
    row(
        "Walk-away price",
        "net at which the margin at plan is the floor".into(),
        figures.walk_away.map_or("none".to_owned(), money),
    );
    row("Discount room left", format!("points of the price; {given}"), percent(figures.room));
    let share = format!("of the price; lean band {low} to {high} %");
    row("Delivery office", share, percent(totals.pmo_share_percent()));
    if let Some(value_analysis) = &offer.value_analysis {
        let success = &value_analysis.scenario_pair.with.success;
        let locale = Locale::of("en-GB");
        let over = success.conditions().join(" and ").replace('_', " ");
        row("Chance of success", over, probability(locale, success.joint));
    }
    format!("{table}\n")
}

fn threats(reviewed: &Reviewed) -> String {
    let offer = &reviewed.offer;
    let figures = figures(&offer.deal, &offer.book, &offer.quote);
    if figures.threats.is_empty() {
        return String::new();
    }
    let head = [
        "risk",
        "as stated, untreated; most costly on average first",
        "chance",
        "our cost if so",
        "margin points",
    ];
    let mut table = TerminalTable::new(&head, 2);
    for threat in &figures.threats {
        let risk = &offer.deal.risks[threat.risk];
        let chance = Percent(risk.probability.value * rust_decimal::Decimal::ONE_HUNDRED);
        table.row(&[
            risk.id.value.clone(),
            risk.name.clone(),
            format!("{chance} %"),
            money(threat.cost),
            threat.points.to_string(),
        ]);
    }
    format!("{table}\n")
}

/// Every field of the context, for those who write rules.
#[must_use]
pub fn context(reviewed: &Reviewed) -> String {
    let mut table =
        TerminalTable::new(&["field", "holds", "may be null", "in this deal", "touches", "what it is"], 6);
    for (path, field) in leaves() {
        let value = reviewed.context.get(&path).map_or(String::new(), |datum| datum.shown(field.kind));
        let null = if field.nullable { "null" } else { "" };
        let touches: Vec<&str> = touches(&path).iter().map(|touch| touch.word()).collect();
        table.row(&[path.as_str(), field.kind.word(), null, &value, &touches.join(", "), field.about]);
    }
    table.to_string()
}

/// Every material field: its name, what a change touches, its value.
pub(crate) fn material(reviewed: &Reviewed) -> String {
    let mut table = TerminalTable::new(&["material field", "touches", "in this deal"], 3);
    for (name, value) in facts(&reviewed.offer) {
        let touches = listed(&name).map_or("", |material| material.touches.word());
        table.row(&[name.as_str(), touches, &shortened(&value)]);
    }
    table.to_string()
}

/// The first characters of a promise.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
