//! How long a forecast takes: the targets of MODEL 14.7.
//!
//! 120 packages, copula, twelve risks, with the PMO and without, quantiles of cost and finish.

use std::hint::black_box;

use bidwright_economics::forecast::simulate;
use criterion::{Criterion, criterion_group, criterion_main};
use plan120::{model, shape};

mod plan120;

fn forecast(criterion: &mut Criterion) {
    for iterations in [10_000, 100_000, 1_000_000] {
        let model = model(iterations);
        let mut group = criterion.benchmark_group("forecast");
        group.sample_size(10);
        group.bench_function(format!("120 packages, {iterations} iterations"), |bencher| {
            bencher.iter(|| {
                let forecast = simulate(black_box(&model));
                let quantiles = [0.1, 0.5, 0.8, 0.9].map(|q| {
                    let of = |case: &bidwright_economics::forecast::Outcome| {
                        case.cost.quantile(q).value + case.finish.quantile(q).value
                    };
                    forecast.cases.iter().map(of).sum::<f64>()
                });
                black_box(quantiles)
            });
        });
        group.finish();
    }
}

fn fits(criterion: &mut Criterion) {
    criterion.bench_function("60 ranges fitted", |bencher| {
        bencher.iter(|| (0..60).map(|i| shape(black_box(i)).mean()).sum::<f64>());
    });
}

criterion_group!(benches, fits, forecast);
criterion_main!(benches);
