//! The critical path, forward and back, over a block of iterations at once (MODEL 5.1, 5.2, 5.4).

use super::model::Package;

/// Earliest finish of a package in every iteration of a block: the last predecessor's (0 without),
/// plus the lag, plus the duration.
pub(super) fn finish<'a>(
    package: &Package,
    predecessors: impl Iterator<Item = &'a [f64]>,
    duration: &[f64],
    out: &mut [f64],
) {
    latest(predecessors, out);
    for (finish, duration) in out.iter_mut().zip(duration) {
        *finish = (*finish + package.lag) + duration;
    }
}

/// The latest of several, at least 0, in every iteration.
pub(super) fn latest<'a>(all: impl Iterator<Item = &'a [f64]>, out: &mut [f64]) {
    out.fill(0.0);
    for one in all {
        for (latest, one) in out.iter_mut().zip(one) {
            // Not `max`, whose care for NaN costs; times are numbers.
            *latest = if *one > *latest { *one } else { *latest };
        }
    }
}

/// Adds to `counts`, per package, in how many iterations it is critical, given all early finishes.
///
/// A package has no float exactly if a chain of predecessors that decide a start leads from it to the
/// finish. Following those chains compares numbers with themselves and needs no tolerance, which
/// subtracting late from early times would.
pub(super) fn criticality(packages: &[&Package], scope: &[bool], finishes: &[&[f64]], counts: &mut [u64]) {
    let length = finishes.first().map_or(0, |lane| lane.len());
    let inside = || (0..packages.len()).filter(|p| scope[*p]);
    let mut end = vec![0.0; length];
    latest(inside().map(|p| finishes[p]), &mut end);
    let mut critical: Vec<Vec<bool>> = finishes
        .iter()
        .map(|early| early.iter().zip(&end).map(|(finish, end)| finish >= end).collect())
        .collect();

    let mut ready = vec![0.0; length];
    for p in inside().collect::<Vec<_>>().into_iter().rev() {
        counts[p] += critical[p].iter().map(|c| u64::from(*c)).sum::<u64>();
        let before = || packages[p].after.iter().copied().filter(|j| scope[*j]);
        latest(before().map(|j| finishes[j]), &mut ready);
        for j in before() {
            // Predecessors come earlier in the list, so they are to the left of the split.
            let (left, right) = critical.split_at_mut(p);
            let decides = finishes[j].iter().zip(&ready).map(|(finish, ready)| finish >= ready);
            for ((earlier, later), decides) in left[j].iter_mut().zip(&right[0]).zip(decides) {
                *earlier |= *later && decides;
            }
        }
    }
}
