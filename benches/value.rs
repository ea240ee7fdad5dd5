//! How long the lean search takes: the targets of MODEL 14.7. The frontier over 2^12 subsets under 50 ms,
//! then its simulation, and the whole command, under 2 s.

use bidwright_cli::DiskStore;
use std::hint::black_box;
use std::path::Path;

use bidwright_base::diag::Diags;
use bidwright_economics::value::lean::{Activity, ActivitySet, Hazard, Problem, solve};
use bidwright_input as input;
use bidwright_service::pipeline;
use criterion::{Criterion, criterion_group, criterion_main};

/// So many activities, each on three of twenty risks, no two alike.
fn problem(activities: usize) -> Problem {
    let part = |a: usize, b: usize| ((a * 37 + b * 101) % 97) as f64 / 97.0;
    let candidate = |at: usize| Activity {
        cost: 2.0 + 12.0 * part(at, 5),
        weight: 1.0,
        effects: (0..3)
            .map(|n| ((at * 7 + n * 5) % 20, 0.05 + 0.4 * part(at, n), 0.2 * part(n, at)))
            .collect(),
        ..Activity::default()
    };
    Problem {
        risks: (0..20)
            .map(|k| Hazard {
                probability: 0.05 + 0.4 * part(k, 1),
                loss: 20.0 + 150.0 * part(k, 2),
                defeats: k % 3 > 0,
            })
            .collect(),
        activities: (0..activities).map(candidate).collect(),
        base: ActivitySet::of(&[]),
        kappa: 0.6,
        p_min: 0.0,
        cap: None,
    }
}

fn search(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lean search");
    group.sample_size(10);
    for activities in [12, 18, 22] {
        let problem = problem(activities);
        group.bench_function(format!("every set of {activities} activities"), |b| {
            b.iter(|| solve(black_box(&problem)))
        });
    }
    // Too many to look at every set.
    let problem = problem(30);
    group.bench_function("30 activities by bounds", |b| b.iter(|| solve(black_box(&problem))));
    group.finish();
}

fn value_analysis(criterion: &mut Criterion) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/order-to-cash");
    let mut diags = Diags::default();
    let (store, name) = DiskStore::of_deal(&bidwright::library(), &sample, None);
    let project = input::load(&store, &name, &mut diags);
    let offer = pipeline::offer(&project, &mut diags).expect("a sample that stands");
    let mut group = criterion.benchmark_group("order-to-cash");
    group.sample_size(10);
    group.bench_function("value analysis, 20 sets simulated", |b| {
        b.iter(|| pipeline::analyse_value(black_box(&offer), None))
    });
    group.finish();
}

criterion_group!(benches, search, value_analysis);
criterion_main!(benches);
