//! `bidwright.calibration/1`: success, overruns and honesty of forecasts in the firm's own deliveries.

use serde::Serialize;

use super::{Finding, Published};
use bidwright_economics::calibrate;
use bidwright_economics::calibrate::{P80Coverage, Pooled, Widen};
use bidwright_model::book::{Arm, OverrunRatio, sceptical};
use bidwright_model::distributions::{Beta, Normal};

/// A history, calibrated.
///
/// ```
/// use bidwright_service::{calibrate, json};
///
/// # let store = include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/workspace.rs"));
/// let answer = calibrate(&store, "history.csv", ("pricing", "history.toml"));
/// let calibrated = answer.result.expect("a history without errors");
/// let published = serde_json::to_value(json::Calibration::of(&calibrated.calibration, Vec::new()))?;
/// assert_eq!(published["source"], "history.csv");
/// assert!(published["effect"]["weight_on_data"].as_f64() > Some(0.0));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Calibration<'c> {
    source: &'c str,
    deals: u32,
    lost: u32,
    success: Success,
    effect: Effect,
    overrun: Overruns,
    segments: Vec<Segment<'c>>,
    p80: Option<P80>,
    warnings: &'c [String],
    findings: Vec<Finding>,
}

impl Published for Calibration<'_> {
    const KIND: &'static str = "calibration";
}

#[derive(Debug, Clone, Serialize)]
struct Success {
    with: Share,
    without: Share,
    difference: f64,
    p_with_better: f64,
}

/// The share of deliveries that succeed; prior and posterior as α and β.
#[derive(Debug, Clone, Serialize)]
struct Share {
    deliveries: u32,
    accepted: u32,
    refused: u32,
    cancelled: u32,
    prior: [f64; 2],
    posterior: [f64; 2],
    mean: f64,
    p5: f64,
    p95: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Effect {
    prior: Prior,
    data: Option<Data>,
    weight_on_data: f64,
    posterior: Odds,
}

#[derive(Debug, Clone, Serialize)]
struct Prior {
    ln_or_mean: f64,
    ln_or_sd: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Data {
    ln_or: f64,
    standard_error: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Odds {
    ln_or_mean: f64,
    ln_or_sd: f64,
    or: f64,
    p5: f64,
    p95: f64,
    p_below_1: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Overruns {
    effort: Overrun,
    /// Null where no delivery has both durations.
    duration: Option<Overrun>,
}

/// The logarithm of actual over estimated, as a Student distribution.
#[derive(Debug, Clone, Serialize)]
struct Overrun {
    location: f64,
    scale: f64,
    degrees: f64,
    ratio: Quantiles,
    /// As counted, where the curve does not hold them: these are used then.
    counted: Option<Counts>,
}

#[derive(Debug, Clone, Serialize)]
struct Counts {
    deliveries: u32,
    ratio: Quantiles,
}

#[derive(Debug, Clone, Serialize)]
struct Quantiles {
    p10: f64,
    p50: f64,
    p80: f64,
    p90: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Segment<'c> {
    by: &'static str,
    name: &'c str,
    success: Mean,
    effort_ratio: Option<Mean>,
}

#[derive(Debug, Clone, Serialize)]
struct Mean {
    n: u32,
    own: f64,
    pooled: f64,
}

#[derive(Debug, Clone, Serialize)]
struct P80 {
    forecasts: u32,
    hits: u32,
    hit_rate: f64,
    standard_error: Option<f64>,
    brier: f64,
    /// Null where no wider sigma would do.
    widen_sigma_by: Option<f64>,
}

impl<'c> Calibration<'c> {
    /// Of a history.
    #[must_use]
    pub fn of(calibration: &'c calibrate::Calibration, findings: Vec<Finding>) -> Calibration<'c> {
        let history = &calibration.history;
        let (with, without) = (&history.with, &history.without);
        Calibration {
            source: &history.source,
            deals: history.deals(),
            lost: history.lost,
            success: Success {
                with: Share::of(with, calibrate::prior(true)),
                without: Share::of(without, calibrate::prior(false)),
                difference: calibration.success_difference(),
                p_with_better: calibration.better,
            },
            effect: Effect::of(&calibration.effect),
            overrun: Overruns {
                effort: Overrun::of(history.effort),
                duration: history.duration.map(Overrun::of),
            },
            segments: calibration.segments.iter().map(Segment::of).collect(),
            p80: calibration.coverage.map(P80::of),
            warnings: &calibration.warnings,
            findings,
        }
    }
}

impl Share {
    fn of(arm: &Arm, prior: Beta) -> Share {
        let [p5, p95] = calibrate::interval(arm.success);
        Share {
            deliveries: arm.deliveries(),
            accepted: arm.accepted,
            refused: arm.refused,
            cancelled: arm.cancelled,
            prior: [prior.alpha, prior.beta],
            posterior: [arm.success.alpha, arm.success.beta],
            mean: arm.success.mean(),
            p5,
            p95,
        }
    }
}

impl Effect {
    fn of(effect: &calibrate::Effect) -> Effect {
        let prior = sceptical();
        Effect {
            prior: Prior { ln_or_mean: prior.mean, ln_or_sd: prior.sd },
            data: effect.data.map(|data| Data { ln_or: data.mean, standard_error: data.sd }),
            weight_on_data: effect.weight,
            posterior: Odds::of(effect.posterior),
        }
    }
}

impl Odds {
    fn of(ln_or: Normal) -> Odds {
        let [p5, or, p95] = calibrate::odds_range(ln_or);
        Odds { ln_or_mean: ln_or.mean, ln_or_sd: ln_or.sd, or, p5, p95, p_below_1: calibrate::harm(ln_or) }
    }
}

impl Overrun {
    fn of(overrun: OverrunRatio) -> Overrun {
        let predictive = overrun.fitted;
        let quantiles = |[p10, p50, p80, p90]: [f64; 4]| Quantiles { p10, p50, p80, p90 };
        Overrun {
            location: predictive.location,
            scale: predictive.scale,
            degrees: predictive.degrees,
            ratio: quantiles(calibrate::ratio_range(predictive)),
            counted: (overrun.counted)
                .map(|of| Counts { deliveries: of.deliveries, ratio: quantiles(of.ratios) }),
        }
    }
}

impl<'c> Segment<'c> {
    fn of(segment: &'c calibrate::Segment) -> Segment<'c> {
        let mean = |Pooled { n, own, pooled }: Pooled| Mean { n, own, pooled };
        Segment {
            by: segment.by.word(),
            name: &segment.name,
            success: mean(segment.success),
            effort_ratio: segment.ratio.map(mean),
        }
    }
}

impl P80 {
    fn of(coverage: P80Coverage) -> P80 {
        P80 {
            forecasts: coverage.hits.forecasts,
            hits: coverage.hits.hits,
            hit_rate: coverage.rate(),
            standard_error: coverage.standard_error(),
            brier: coverage.brier,
            widen_sigma_by: match coverage.widen {
                Widen::No => Some(1.0),
                Widen::By(factor) => Some(factor),
                Widen::Impossible => None,
            },
        }
    }
}
