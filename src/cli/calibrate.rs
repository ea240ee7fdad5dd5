//! `bidwright calibrate HISTORY.csv`: what the firm's own deliveries say, told and written down for the
//! forecasts to come.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::build::write_all;
use super::{Exit, Format, findings, history, json, print, say};
use bidwright_base::diag::{Diags, Severity};
use bidwright_economics::calibrate;
use bidwright_economics::calibrate::{Calibration, Pooled, Segment, Widen};
use bidwright_input as input;
use bidwright_model::book::{Arm, sceptical};
use bidwright_model::distributions::{Normal, Student, normal};
use bidwright_service::pipeline;
use bidwright_service::pipeline::File;

pub(super) fn run(path: &Path, out: Option<&Path>, format: Format) -> Exit {
    let place = out.map_or_else(|| default_place(path), Path::to_owned);
    if let Err(wrong) = check_place(&place, path) {
        say(&format!("error: {wrong}"));
        return Exit::Usage;
    }
    let mut diags = Diags::default();
    let read = input::load_history(path, &mut diags);
    let found = pipeline::calibration(&read, &mut diags);
    let Some(calibration) = found else {
        if format == Format::Json {
            let all = json::findings(&read.sources, &diags);
            print(&json::document("findings", &json!({ "findings": all })));
        } else {
            findings::report(&read.sources, &diags);
        }
        return Exit::Findings;
    };
    let text = file(&calibration, &diags);
    if let Err(trouble) = write(&place, text) {
        say(&format!("error: cannot write {}: {trouble}", place.display()));
        return Exit::Findings;
    }
    match format {
        Format::Text => print(&history::report(&calibration)),
        Format::Json => print(&document(&calibration, &json::findings(&read.sources, &diags))),
    }
    if format == Format::Text {
        findings::report(&read.sources, &diags);
    }
    say(&format!("wrote {}", shown(&place)));
    Exit::Done
}

/// What is written: `pricing/history.toml`.
pub(super) fn file(calibration: &Calibration, diags: &Diags) -> String {
    let warnings = diags.iter().filter(|finding| finding.severity == Severity::Warning);
    let messages: Vec<&str> = warnings.map(|finding| finding.message.as_str()).collect();
    calibrate::file(calibration, &messages)
}

/// In the workspace of the history, or else beside it.
fn default_place(path: &Path) -> PathBuf {
    let root = input::workspace_of(path).or_else(|| path.parent().map(Path::to_owned));
    root.unwrap_or_default().join("pricing").join("history.toml")
}

/// A file of its own, for what stood there before is replaced.
fn check_place(place: &Path, history: &Path) -> Result<(), String> {
    if place.is_dir() || place.file_name().is_none() {
        return Err(format!("`{}` is a folder; name a file", place.display()));
    }
    let same = fs::canonicalize(place).ok().zip(fs::canonicalize(history).ok());
    match same.is_some_and(|(one, other)| one == other) {
        true => Err(format!("`{}` is the history itself; name another file", place.display())),
        false => Ok(()),
    }
}

fn write(place: &Path, text: String) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    write_all(folder, &[File { name, bytes: text.into_bytes() }]).map(|_| ())
}

/// Relative to where the program was started, if it is below.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

/// `bidwright.calibration/1`.
pub(super) fn document(calibration: &Calibration, findings: &[Value]) -> String {
    let Calibration { history, effect, .. } = calibration;
    let (with, without) = (&history.with, &history.without);
    let prior = sceptical();
    let body = json!({
        "source": history.source,
        "deals": history.lost + history.deliveries(),
        "lost": history.lost,
        "success": {
            "with": arm(with, calibrate::prior(true)),
            "without": arm(without, calibrate::prior(false)),
            "difference": with.success.mean() - without.success.mean(),
            "p_with_better": calibration.better,
        },
        "effect": {
            "prior": { "ln_or_mean": prior.mean, "ln_or_sd": prior.sd },
            "data": effect.data.map(|data| json!({ "ln_or": data.mean, "standard_error": data.sd })),
            "weight_on_data": effect.weight,
            "posterior": odds(effect.posterior),
        },
        "overrun": { "effort": overrun(history.effort), "duration": overrun(history.duration) },
        "segments": calibration.segments.iter().map(segment).collect::<Vec<Value>>(),
        "p80": calibration.honesty.map(|honesty| json!({
            "forecasts": honesty.hits.forecasts, "hits": honesty.hits.hits, "hit_rate": honesty.rate(),
            "standard_error": honesty.standard_error(), "brier": honesty.brier,
            "widen_sigma_by": match honesty.widen {
                Widen::No => json!(1.0),
                Widen::By(factor) => json!(factor),
                Widen::InVain => Value::Null,
            },
        })),
        "warnings": calibration.warnings,
        "findings": findings,
    });
    json::document("calibration", &body)
}

fn arm(arm: &Arm, prior: bidwright_model::distributions::Beta) -> Value {
    let [low, high] = calibrate::interval(arm.success);
    json!({
        "deliveries": arm.deliveries(), "accepted": arm.accepted, "refused": arm.refused, "cancelled": arm.cancelled,
        "prior": [prior.alpha, prior.beta], "posterior": [arm.success.alpha, arm.success.beta],
        "mean": arm.success.mean(), "p5": low, "p95": high,
    })
}

fn odds(ln_or: Normal) -> Value {
    let odds = calibrate::odds_ratio(ln_or);
    let [low, median, high] = [0.05, 0.5, 0.95].map(|p| odds.at(normal::quantile(p)));
    json!({
        "ln_or_mean": ln_or.mean, "ln_or_sd": ln_or.sd, "or": median, "p5": low, "p95": high,
        "p_below_1": odds.cdf(1.0),
    })
}

fn overrun(predictive: Student) -> Value {
    let [p10, p50, p80, p90] = [0.1, 0.5, 0.8, 0.9].map(|p| calibrate::ratio(predictive, p));
    json!({
        "location": predictive.location, "scale": predictive.scale, "degrees": predictive.degrees,
        "ratio": { "p10": p10, "p50": p50, "p80": p80, "p90": p90 },
    })
}

fn segment(segment: &Segment) -> Value {
    let pooled = |figure: Pooled| json!({ "n": figure.n, "own": figure.own, "pooled": figure.pooled });
    json!({
        "by": segment.by.word(), "name": segment.name, "success": pooled(segment.success),
        "effort_ratio": segment.ratio.map(pooled),
    })
}
