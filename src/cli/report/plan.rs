//! The plan of a deal: the network with its dates and float, and the delivery office beside it.

use std::fmt::Write as _;

use super::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::quantity::WorkTime;
use bidwright_base::words;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan::{Office, PlannedPackage};

/// The plan as text.
#[must_use]
pub fn text(offer: &Offer) -> String {
    let (deal, plan) = (&offer.deal, &offer.plan);
    let locale = Locale::of(&deal.head.language.value);
    let days = |time: &WorkTime| locale.number(time.to_decimal().round_dp(2).normalize());
    let mut text = format!(
        "{}  {}\nplan, {} to {}, {} working days, {} days of work\n\n",
        deal.head.reference(),
        deal.head.title.value,
        plan.start,
        plan.finish,
        days(&plan.length),
        plan.effort
    );

    let mut table = TerminalTable::new(&["package", "what", "phase", "start", "finish", "days", "float"], 5);
    for planned in &plan.packages {
        let row = &deal.work[planned.package];
        table.row(&[
            row.id.value.clone(),
            row.name.clone(),
            offer.book.methodology.phases[row.phase].name.clone(),
            planned.start.to_string(),
            planned.finish.to_string(),
            days(&planned.time.duration),
            float(planned, &days),
        ]);
    }
    let _infallible = writeln!(text, "{table}");

    let mut table = TerminalTable::new(&["activity", "what", "cadence", "times", "days in all"], 3);
    for counted in &plan.governance.activities {
        let activity = &offer.book.methodology.activities[counted.activity];
        let effort = plan.governance.effort(activity, counted.count);
        table.row(&[
            activity.id.value.clone(),
            activity.name.clone(),
            activity.cadence.word().to_owned(),
            counted.count.to_string(),
            effort.to_string(),
        ]);
    }
    let _infallible = write!(text, "{table}");
    let paid = match &plan.governance.office {
        Office::None => "nothing of the delivery office is priced".to_owned(),
        Office::Pool(days) => format!("the delivery office is priced as a pool of {days} days"),
        Office::Activities { top_up } if top_up.is_zero() => "each activity is priced as counted".to_owned(),
        Office::Activities { top_up } => {
            format!("each activity is priced as counted, and {top_up} days up to the minimum")
        }
    };
    let _infallible = writeln!(text, "{paid}\n");

    let critical: Vec<&str> =
        plan.critical().map(|planned| deal.work[planned.package].id.value.as_str()).collect();
    if !critical.is_empty() {
        let _infallible = writeln!(text, "critical: {}", words::list(&critical));
    }
    text
}

/// How long a package can wait; nothing to wait for is critical.
fn float(planned: &PlannedPackage, days: &dyn Fn(&WorkTime) -> String) -> String {
    if planned.is_critical() { "critical".into() } else { days(&planned.time.float) }
}
