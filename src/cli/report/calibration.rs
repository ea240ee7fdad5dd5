//! A calibrated history for people, and its sentence in a forecast.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::draw::{bar, span};
use super::figure::{rounded, wrapped};
use super::table::TerminalTable;
use bidwright_base::locale::Locale;
use bidwright_base::quantity::Days;
use bidwright_base::words::count;
use bidwright_economics::calibrate;
use bidwright_economics::calibrate::{Beside, By, Calibration, N0, Segment, Widen};
use bidwright_model::book::{Arm, History, sceptical};
use bidwright_model::distributions::{Normal, Student};

/// Clients shown; the rest are in the JSON.
const CLIENTS: usize = 6;
/// Width of the drawings.
const WIDTH: usize = 24;

/// The report for people.
#[must_use]
pub fn text(calibration: &Calibration) -> String {
    let mut text = heading(calibration);
    text.push_str(&deliveries(calibration));
    text.push_str(&success(calibration));
    text.push_str(&overruns(calibration));
    text.push_str(&segments(calibration));
    let _infallible = writeln!(text, "\n{}", wrapped(&effect(calibration)));
    let _infallible = writeln!(text, "\n{}", wrapped(&coverage(calibration)));
    text.push_str("\nRead with every figure above:\n");
    for warning in &calibration.warnings {
        let lines = wrapped(warning).replace('\n', "\n  ");
        let _infallible = writeln!(text, "- {lines}");
    }
    text
}

/// "67 %"; a history is never sure of more.
fn percent(share: f64) -> String {
    format!("{} %", rounded(100.0 * share, Decimal::ONE))
}

/// "1.35".
fn two(value: f64) -> String {
    rounded(value, Decimal::new(1, 2)).to_string()
}

fn heading(calibration: &Calibration) -> String {
    let history = &calibration.history;
    let lost = match history.lost {
        0 => "none lost".to_owned(),
        lost => format!("{lost} lost"),
    };
    format!("{}: {}, {lost}\n\n", history.source, count(history.deals() as usize, "deal", "deals"))
}

/// A row's name and what it counts.
type Row = (&'static str, fn(&Arm) -> u32);

fn deliveries(calibration: &Calibration) -> String {
    let Arms { with, without } = arms(calibration);
    let mut table = TerminalTable::new(&["deliveries", "with an office", "without"], 1);
    let rows: [Row; 4] = [
        ("finished and accepted", |arm| arm.accepted),
        ("finished, not accepted", |arm| arm.refused),
        ("cancelled after signing", |arm| arm.cancelled),
        ("all", Arm::deliveries),
    ];
    for (name, of) in rows {
        table.row(&[name.to_owned(), of(with).to_string(), of(without).to_string()]);
    }
    format!("{table}\n")
}

fn success(calibration: &Calibration) -> String {
    let Arms { with, without } = arms(calibration);
    let mut table =
        TerminalTable::new(&["share that succeeds", "counted", "mean", "P5", "P95", "0 … 100 %"], 1);
    for (name, arm) in [("with an office", with), ("without", without)] {
        let [low, high] = calibrate::interval(arm.success);
        table.row(&[
            name.to_owned(),
            format!("{} of {}", arm.accepted, arm.deliveries()),
            percent(arm.success.mean()),
            percent(low),
            percent(high),
            span(low, high, WIDTH),
        ]);
    }
    let difference = rounded(100.0 * calibration.success_difference(), Decimal::ONE);
    let remark = format!(
        "Success is finished and accepted. The means differ by {} points; the share with an office is the larger \
         one with probability {}. That is a difference between deliveries, not yet an effect.",
        difference.to_string().replace('-', "\u{2212}"),
        percent(calibration.better),
    );
    format!("{table}\n{}\n\n", wrapped(&remark))
}

fn overruns(calibration: &Calibration) -> String {
    let history = &calibration.history;
    let mut table = TerminalTable::new(&["actual over estimated", "P10", "P50", "P80", "P90"], 1);
    let rows = [Some(("effort", history.effort)), history.duration.map(|of| ("duration", of))];
    let mut off = false;
    for (name, overrun) in rows.into_iter().flatten() {
        table.row(&[vec![name.to_owned()], quantiles(overrun.fitted).to_vec()].concat());
        if let Some(counted) = overrun.counted {
            off = true;
            table.row(&[vec![format!("{name}, as counted")], counted.ratios.map(two).to_vec()].concat());
        }
    }
    let mut remark = format!(
        "What the next delivery may take, as a multiple of its estimate: {} and a prior worth 10.",
        count(history.finished() as usize, "finished delivery", "finished deliveries"),
    );
    if off {
        remark +=
            " The fitted curve does not hold what was counted (95 %), so forecasts cite the counted figures.";
    }
    match calibration.durations {
        0 => remark += " No finished delivery has both durations, so nothing is said of them.",
        some if some < history.finished() => {
            remark += &format!(" What is said of duration rests on the {some} that have both durations.");
        }
        _ => {}
    }
    format!("{table}\n{}\n\n", wrapped(&remark))
}

fn quantiles(predictive: Student) -> [String; 4] {
    calibrate::ratio_range(predictive).map(two)
}

fn segments(calibration: &Calibration) -> String {
    let head = ["segment", "", "signed", "succeeded", "pooled", "", "actual / estimated", "pooled"];
    let mut table = TerminalTable::new(&head, 2);
    let mut left_out = 0;
    for by in [By::Size, By::Client, By::Contract] {
        let all: Vec<&Segment> = calibration.segments.iter().filter(|segment| segment.by == by).collect();
        let most = if by == By::Client { CLIENTS } else { all.len() };
        left_out += all.len().saturating_sub(most);
        for (at, segment) in all.iter().take(most).enumerate() {
            let (own, pooled) =
                segment.ratio.map_or_else(Default::default, |ratio| (two(ratio.own), two(ratio.pooled)));
            table.row(&[
                if at == 0 { by.word().to_owned() } else { String::new() },
                segment.name.chars().take(40).collect(),
                segment.success.n.to_string(),
                percent(segment.success.own),
                percent(segment.success.pooled),
                bar(segment.success.pooled, WIDTH / 2),
                own,
                pooled,
            ]);
        }
    }
    let more = match left_out {
        0 => String::new(),
        more => format!(" {} with fewer deliveries not shown.", count(more, "client", "clients")),
    };
    let remark = format!(
        "Pooled: drawn towards all deliveries, by half for a segment of {N0}. Actual over estimated effort is the \
         typical (geometric mean) of those finished.{more}",
    );
    format!("{table}\n{}\n", wrapped(&remark))
}

fn effect(calibration: &Calibration) -> String {
    let effect = &calibration.effect;
    let range = |ln_or: Normal| {
        let [low, median, high] = calibrate::odds_range(ln_or).map(two);
        format!("{median}, 90 % {low} to {high}")
    };
    let before = range(sceptical());
    let Some(data) = effect.data else {
        return format!(
            "One arm has no delivery, so the effect of an office cannot be measured: the sceptical assumption remains, \
             an odds ratio of {before}.",
        );
    };
    format!(
        "The effect of an office on the odds of success: before, our sceptical odds ratio of {before}; counted, {}; \
         after, {}, below 1 with probability {}. The data weigh {}{}.",
        two(calibrate::odds_range(data)[1]),
        range(effect.posterior),
        percent(calibrate::harm(effect.posterior)),
        percent(effect.weight),
        if effect.is_mostly_assumed() { ": so few deliveries hardly move it" } else { "" },
    )
}

fn coverage(calibration: &Calibration) -> String {
    let Some(coverage) = calibration.coverage else {
        return "No P80 was recorded, so the honesty of our forecasts is unknown.".into();
    };
    let error = coverage
        .standard_error()
        .map_or(String::new(), |se| format!(" ± {}", rounded(100.0 * se, Decimal::ONE)));
    let width = match coverage.widen {
        Widen::No => "Four in five held, as they should.".to_owned(),
        Widen::By(factor) => format!(
            "Four in five should: read as lognormal about the estimate, the forecasts' sigma must be {} times as wide \
             for that. This changes no price.",
            two(factor),
        ),
        Widen::Impossible => {
            "Four in five should, and no wider sigma mends it: too many P80s lay at or below their own \
                          estimate."
                .to_owned()
        }
    };
    format!(
        "Our P80s of effort held in {} of {}, {}{error}; Brier score {}, 0.16 for an honest P80. {width} No PIT \
         histogram: it needs whole distributions, and only the P80s were kept.",
        coverage.hits.hits,
        count(coverage.hits.forecasts as usize, "forecast", "forecasts"),
        percent(coverage.rate()),
        two(coverage.brier),
    )
}

/// The record of the firm's own deliveries, cited beside a forecast whose figures it does not drive. `planned` is
/// the deal's effort.
pub(super) fn track_record(history: &History, planned: Days, locale: Locale) -> String {
    let two = |value: f64| locale.number(rounded(value, Decimal::new(1, 2)));
    let Beside { odds, weight, overrun_p80, days_p80 } = calibrate::beside(history, planned);
    let [low, middle, high] = odds.map(two);
    let days = days_p80.map_or_else(String::new, |days| {
        format!(
            ": {} days here, where {} are planned",
            locale.number(rounded(days, Decimal::ONE)),
            locale.number(rounded(planned.to_f64(), Decimal::ONE)),
        )
    });
    format!(
        "Our own record drives no figure above. By {}, the office's odds ratio of success is {middle} (90 % {low} to \
         {high}), {} % of it data and the rest a sceptical assumption; offices go to the hard deals. From the top down, \
         four in five deliveries take at most {} times the effort estimated (P80){days}.",
        history.citation(),
        rounded(100.0 * weight, Decimal::ONE),
        two(overrun_p80),
    )
}

struct Arms<'c> {
    with: &'c Arm,
    without: &'c Arm,
}

fn arms(calibration: &Calibration) -> Arms<'_> {
    Arms { with: &calibration.history.with, without: &calibration.history.without }
}
