//! What was built, in a few lines.

use bidwright_base::locale::Locale;
use bidwright_base::quantity::Percent;
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_service::pipeline::Reviewed;
use bidwright_service::{IssuedAs, ReviewStatus, ReviewVerdict};

/// Whether it may go out.
pub(crate) fn state(reviewed: &Reviewed, beside_issued: bool, deal: &str) -> String {
    if beside_issued {
        let remark = "issued from another workspace: what went out is not written over, and these are drafts beside it";
        return format!("  {:<20} {remark}\n", "review");
    }
    let status = ReviewStatus::of(reviewed, reviewed.as_of());
    if let Some(IssuedAs::Same(record) | IssuedAs::Other(record)) = status.issued {
        let remark = format!(
            "issued on {} by {}: what went out is not written over, and these are drafts beside it",
            record.draft.date, record.draft.name
        );
        return format!("  {:<20} {remark}\n", "review");
    }
    let remark = match status.verdict {
        ReviewVerdict::Clear { .. } => return String::new(),
        ReviewVerdict::Blocked { .. } => {
            "DRAFT: the policy blocks this offer; `bidwright review` gives the reasons".to_owned()
        }
        ReviewVerdict::Approved { .. } => {
            format!("DRAFT, approved: `bidwright issue {deal}` makes the final documents")
        }
        ReviewVerdict::Waiting { approvers, .. } => {
            format!("DRAFT: {} must approve", words::list(&approvers))
        }
    };
    format!("  {:<20} {remark}\n", "review")
}

/// What a sales rep wants to know: price, finish, what delivery management is of it, where the files are.
pub(crate) fn summary(offer: &Offer, files: &[String]) -> String {
    let head = &offer.deal.head;
    let locale = Locale::of(&head.language.value);
    let totals = &offer.quote.totals;
    let money = |amount| locale.money(offer.quote.currency, amount);
    let mut lines =
        vec![format!("{}  {}, for {}", head.reference(), head.title.value, offer.deal.customer.name.value)];
    let mut row = |name: &str, text: String| lines.push(format!("  {name:<20} {text}"));
    row("net price", format!("{} ({} with tax)", money(totals.net), money(totals.gross)));
    if let Some(fee) = offer.quote.retainer_fee {
        row("monthly fee", money(fee));
    }
    if let Some(cap) = &offer.quote.cap {
        row("ceiling", money(cap.amount));
    }
    let finish = match offer.forecast_summary.finish {
        Some((_, p80)) => format!(
            "{}; four of five simulated deliveries finish by {}",
            locale.date(offer.plan.finish),
            locale.date(p80)
        ),
        None => format!("{}, the last day of the term", locale.date(offer.plan.finish)),
    };
    row("finish", finish);
    if let Some(share) = totals.pmo_share_percent() {
        row(
            "delivery management",
            format!("{} of the price, included", locale.percent(Percent(share.0.round_dp(1)))),
        );
    }
    if let Some(margin) = totals.margin_percent() {
        row("margin (internal)", locale.percent(Percent(margin.0.round_dp(1))));
    }
    for file in files {
        row("wrote", file.clone());
    }
    lines.join("\n") + "\n"
}
