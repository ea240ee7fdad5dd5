//! What `pricing/history.toml` holds: figures for the next forecasts, and in comments what a person must
//! know to read them. The same record gives the same bytes.

use std::fmt::Write as _;

use super::{Calibration, Effect, decimal, harm, interval, odds_range, prior, ratio_range};
use bidwright_base::math::exp;
use bidwright_model::book::{Arm, OverrunRatio, sceptical};
use bidwright_model::distributions::{Beta, Normal};

/// The text of the file. `messages` are those of this run's findings.
#[must_use]
pub fn file(calibration: &Calibration, messages: &[&str]) -> String {
    let history = &calibration.history;
    let mut text = String::from(
        "# What our own deliveries say. Written by `bidwright calibrate`: calibrate again instead of changing it.\n#\n",
    );
    let warnings = calibration.warnings.iter().map(String::as_str);
    for warning in warnings.chain(messages.iter().copied()) {
        line(&mut text, &format!("# - {warning}"));
    }
    line(&mut text, "\nformat = 1");
    line(&mut text, &format!("source = {}", quoted(&history.source)));
    line(&mut text, &format!("lost   = {:<26} # deals, so no deliveries", history.lost));
    arm(&mut text, "with", &history.with, prior(true));
    arm(&mut text, "without", &history.without, prior(false));
    let better = decimal(100.0 * calibration.better, 0);
    line(&mut text, &format!("# with an office it is larger with probability {better} %"));
    effect(&mut text, &calibration.effect);
    overrun(&mut text, "effort", history.effort);
    match history.duration {
        Some(duration) => overrun(&mut text, "duration", duration),
        None => line(&mut text, "\n# No finished delivery has both durations, so nothing is said of them."),
    }
    if let Some(hits) = history.p80 {
        line(&mut text, "\n[p80]                               # of effort, as forecast at the sale");
        line(&mut text, &format!("forecasts = {}", hits.forecasts));
        line(&mut text, &format!("hits      = {:<23} # should be four in five", hits.hits));
    }
    text
}

fn line(text: &mut String, line: &str) {
    let _infallible = writeln!(text, "{line}");
}

fn arm(text: &mut String, name: &str, arm: &Arm, prior: Beta) {
    let title = format!("[success.{name}]");
    let (alpha, beta) = (number(prior.alpha), number(prior.beta));
    line(text, &format!("\n{title:<35} # Beta(alpha, beta); before: Beta({alpha}, {beta})"));
    line(text, &format!("accepted  = {}", arm.accepted));
    line(text, &format!("refused   = {}", arm.refused));
    line(text, &format!("cancelled = {}", arm.cancelled));
    line(text, &format!("alpha     = {}", number(arm.success.alpha)));
    line(text, &format!("beta      = {}", number(arm.success.beta)));
    let [low, high] = interval(arm.success).map(|share| decimal(100.0 * share, 0));
    let mean = decimal(100.0 * arm.success.mean(), 0);
    line(text, &format!("# a share of {mean} % succeeds, {low} to {high} % (90 %)"));
}

fn effect(text: &mut String, effect: &Effect) {
    let Normal { mean, sd } = effect.posterior;
    let before = sceptical();
    let median = decimal(exp(before.mean), 1);
    line(
        text,
        &format!(
            "\n[effect]                            # ln of the odds ratio: normal; before: ln {median} and {}",
            number(before.sd)
        ),
    );
    line(text, &format!("ln_or_mean = {}", number(mean)));
    line(text, &format!("ln_or_sd   = {}", number(sd)));
    let [low, median, high] = odds_range(effect.posterior).map(|odds| decimal(odds, 2));
    let harm = decimal(100.0 * harm(effect.posterior), 0);
    line(text, &format!("# odds ratio {median}, {low} to {high} (90 %); below 1 with probability {harm} %"));
}

fn overrun(text: &mut String, name: &str, overrun: OverrunRatio) {
    let predictive = overrun.fitted;
    let title = format!("[overrun.{name}]");
    line(text, &format!("\n{title:<35} # ln(actual / estimated {name}) of the next delivery: Student's t"));
    line(text, &format!("location = {}", number(predictive.location)));
    line(text, &format!("scale    = {}", number(predictive.scale)));
    line(text, &format!("degrees  = {}", number(predictive.degrees)));
    let [p10, p50, p80, p90] = ratio_range(predictive).map(|ratio| decimal(ratio, 2));
    line(text, &format!("# ratio P10 {p10}, P50 {p50}, P80 {p80}, P90 {p90}"));
    if let Some(counted) = overrun.counted {
        let title = format!("[overrun.{name}.counted]");
        line(text, &format!("\n{title:<35} # the curve does not hold these, so these are used"));
        line(text, &format!("deliveries = {}", counted.deliveries));
        for (key, ratio) in ["p10", "p50", "p80", "p90"].into_iter().zip(counted.ratios) {
            line(text, &format!("{key} = {}", number(ratio)));
        }
    }
}

/// Six decimals: far finer than any history is sure of, and short enough to read.
fn number(value: f64) -> String {
    decimal(value, 6).normalize().to_string()
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _infallible = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
