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
use bidwright_model::rules::find;
use bidwright_review::Fired;
use bidwright_review::approvals::{ApprovalStatus, Bound, KeysRecord, State, Submitted, WORDING};
use bidwright_review::material::Touch;
use bidwright_service::pipeline::Reviewed;
use bidwright_service::{
    ContextField, IssuedAs, MaterialField, NextStep, ReviewStatus, ReviewVerdict, context_fields,
    material_fields,
};

/// The report for people.
#[must_use]
pub fn text(reviewed: &Reviewed, day: Date) -> String {
    let Reviewed { offer, review, .. } = reviewed;
    let head = &offer.deal.head;
    let status = ReviewStatus::of(reviewed, day);
    let mut text = format!(
        "{}\n\n{}  {}\nreview by policy `{}`, {}, {}, for {}\n",
        wrapped(&verdict(&status.verdict)),
        head.reference(),
        head.title.value,
        offer.book.policy.id,
        head.model.word(),
        head.currency.code(),
        offer.deal.customer.name.value,
    );
    for fired in &review.fired {
        text.push_str(&rule(fired, status.approval_statuses.iter().find(|one| one.rule == fired.rule)));
    }
    text.push_str(&wording(reviewed, &status));
    let _infallible = write!(text, "\n{}", key_figures(reviewed));
    text.push_str(&threats(reviewed));
    let _infallible = writeln!(text, "hash of the material fields {}", review.hash);
    for (records, name) in
        [(reviewed.under_other(keys), "the keys file"), (reviewed.under_other(policy), "the policy")]
    {
        if !records.is_empty() {
            let numbers: Vec<String> = records.iter().map(u32::to_string).collect();
            let (record, was) = if records.len() == 1 { ("record", "was") } else { ("records", "were") };
            let sentence =
                format!("{name} is another than when {record} {} {was} made", words::list(&numbers));
            text.push_str(&(wrapped(&sentence) + "\n"));
        }
    }
    for KeysRecord { number, draft, changes, .. } in reviewed.keys_changes() {
        let (name, date) = (&draft.name, draft.date);
        let sentence =
            format!("record {number} of the keys file, signed by {name} on {date}: {}", words::list(changes));
        text.push_str(&(wrapped(&sentence) + "\n"));
    }
    text.push_str(&submitted(reviewed));
    text.push_str(&next(&status, day));
    text
}

fn keys(bound: &Bound) -> &String {
    &bound.keys
}

fn policy(bound: &Bound) -> &String {
    &bound.policy
}

/// What the customer would read that is not what was approved: who must approve it, and every sentence.
fn wording(reviewed: &Reviewed, status: &ReviewStatus<'_>) -> String {
    let asked: Vec<&ApprovalStatus> =
        status.approval_statuses.iter().filter(|one| one.rule == WORDING && !one.is_approved()).collect();
    let mut text = String::new();
    for one in &asked {
        let _infallible = writeln!(text, "\napprove: {}  [{WORDING}]", one.role);
        for line in wrapped(&state(&one.state)).lines() {
            let _infallible = writeln!(text, "  {line}");
        }
    }
    let changes = reviewed.word_changes();
    if !asked.is_empty() && changes.is_empty() {
        text += "  no sentence to show: colours, fonts, pictures, charts or attached data differ, or the words that were\n  approved are not kept in `approvals/`\n";
    }
    for change in &changes {
        let _infallible = writeln!(text, "\n  {}", change.document);
        for (mark, side) in [('-', &change.before), ('+', &change.after)] {
            let lines = side.as_deref().map(wrapped).unwrap_or_default();
            for (at, line) in lines.lines().enumerate() {
                let _infallible = writeln!(text, "  {} {line}", if at == 0 { mark } else { ' ' });
            }
        }
    }
    text
}

/// Who submitted the revision, and whether the deal has changed since.
fn submitted(reviewed: &Reviewed) -> String {
    let required = reviewed.offer.book.approvers.as_ref().is_some_and(|approvers| approvers.submit_required);
    let sentence = match reviewed.submitted() {
        None if required => {
            "not submitted, which comes before approvals: `bidwright submit DEAL --name NAME`".to_owned()
        }
        None => return String::new(),
        Some(Submitted { record, changed }) => {
            let note = match record.submission().map_or("", |submission| &submission.note) {
                "" => String::new(),
                note => format!(", \u{201c}{}\u{201d}", words::shortened(note, 200)),
            };
            let since = if changed.is_empty() {
                "as it stands".to_owned()
            } else {
                format!("and since then {} changed", words::list(&changed))
            };
            format!("submitted on {} by {}{note}, {since}", record.draft.date, record.draft.name)
        }
    };
    wrapped(&sentence) + "\n"
}

/// The next step, or the record of issue.
fn next(status: &ReviewStatus<'_>, day: Date) -> String {
    let issued = status.issued.map(|issued| match issued {
        IssuedAs::Same(record) => format!("issued on {} by {}", record.draft.date, record.draft.name),
        IssuedAs::Other(record) => format!(
            "issued on {} by {}, and changed since: this revision is frozen, raise it",
            record.draft.date, record.draft.name
        ),
    });
    let next = status.next.map(|next| match next {
        NextStep::NameApprovers => {
            "no approver is registered: `bidwright keygen --name \"Your name\" --role ROLE` adds one to `approvals/keys.toml`"
                .to_owned()
        }
        NextStep::Issue => {
            format!("every approval is valid on {day}: `bidwright issue` makes the final documents")
        }
    });
    issued.into_iter().chain(next).map(|sentence| wrapped(&sentence) + "\n").collect()
}

/// The verdict in a sentence.
fn verdict(verdict: &ReviewVerdict<'_>) -> String {
    let count = |n| words::count(n, "rule", "rules");
    match verdict {
        ReviewVerdict::Clear { notes: 0 } => "CLEAR: no rule fired".to_owned(),
        ReviewVerdict::Clear { notes } => {
            format!("CLEAR: no approval needed; {}", words::count(*notes, "note", "notes"))
        }
        ReviewVerdict::Approved { rules } => {
            format!("APPROVED: every approval is valid, for {}", count(*rules))
        }
        ReviewVerdict::Waiting { approvers, rules } => {
            format!("APPROVE: {} must approve, for {}", words::list(approvers), count(*rules))
        }
        ReviewVerdict::Blocked { rules, approvers } => {
            let also = match approvers.as_slice() {
                [] => String::new(),
                approvers => format!("; {} would have to approve the rest", words::list(approvers)),
            };
            format!("BLOCK: {} {} the offer{also}", count(*rules), if *rules == 1 { "stops" } else { "stop" })
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
    let figures = &reviewed.figures;
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
        match bidwright_service::missing_for_chance(offer, &value_analysis.scenario_pair) {
            None => row("Chance of success", over, probability(locale, success.joint)),
            Some(missing) => row(
                "Chance of success",
                format!("not told: {}", bidwright_base::words::list(&missing)),
                "—".into(),
            ),
        }
    }
    format!("{table}\n")
}

fn threats(reviewed: &Reviewed) -> String {
    let Reviewed { offer, figures, .. } = reviewed;
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
        table.row(&[
            risk.id.value.clone(),
            risk.name.clone(),
            format!("{} %", risk.chance()),
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
    for ContextField { path, field, value, touches } in context_fields(reviewed) {
        let value = value.map_or(String::new(), |datum| datum.shown(field.kind));
        let null = if field.nullable { "null" } else { "" };
        let touches: Vec<&str> = touches.iter().map(|touch| touch.word()).collect();
        table.row(&[path.as_str(), field.kind.word(), null, &value, &touches.join(", "), field.about]);
    }
    table.to_string()
}

/// Every material field: its name, what a change touches, its value.
pub(crate) fn material(reviewed: &Reviewed) -> String {
    let mut table = TerminalTable::new(&["material field", "touches", "in this deal"], 3);
    for MaterialField { name, touches, value } in material_fields(reviewed) {
        let touches = touches.map_or("", Touch::word);
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
