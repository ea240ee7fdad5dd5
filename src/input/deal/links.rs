//! What must hold between packages: no cycles, nothing that depends on what may not be bought.

use crate::read::FindingSink;
use crate::shared::{find_cycle, show_cycle};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::deal::Deal;

pub(super) fn check(deal: &Deal, sink: &FindingSink) {
    cycle(deal, sink);
    options(deal, sink);
}

fn cycle(deal: &Deal, sink: &FindingSink) {
    let before: Vec<Vec<usize>> = deal
        .work
        .iter()
        .enumerate()
        // A package after itself has its own finding.
        .map(|(at, package)| package.after.iter().map(|b| b.value.get()).filter(|b| *b != at).collect())
        .collect();
    let Some(cycle) = find_cycle(&before) else { return };
    let [first, second, ..] = cycle.as_slice() else {
        return;
    };
    let package = &deal.work[*first];
    let place = package.after.iter().find(|before| before.value.get() == *second);
    let shown = show_cycle(&cycle, |at| deal.work[at].id.value.clone());
    sink.push(
        Diagnostic::error(Code::Cycle, format!("packages wait for each other: {shown}"))
            .at(place.map_or(package.id.place, |before| before.place))
            .hint("each is `after` the next one: take one of these out"),
    );
}

fn options(deal: &Deal, sink: &FindingSink) {
    for package in deal.work.iter().filter(|package| !package.optional) {
        for before in &package.after {
            let other = &deal.work[before.value];
            if other.optional {
                let message = format!("`{}` follows `{}`, which is optional", *package.id, *other.id);
                sink.push(
                    Diagnostic::error(Code::BaseAfterOptional, message)
                        .at(before.place)
                        .hint("what follows optional work must be optional too"),
                );
            }
        }
    }
    let mut taken = vec![false; deal.work.len()];
    for option in &deal.options {
        for at in &option.work {
            taken[at.get()] = true;
            let package = &deal.work[*at];
            if !package.optional {
                let message = format!(
                    "option `{}` has the package `{}`, which is not optional",
                    *option.id, *package.id,
                );
                sink.push(
                    Diagnostic::error(Code::OptionOfBaseWork, message)
                        .at(option.id.place)
                        .hint(format!("write `optional = true` in work `{}`", *package.id)),
                );
            }
            for before in &package.after {
                if deal.work[before.value].optional && !option.work.contains(&before.value) {
                    let message = format!(
                        "option `{}` lacks `{}`, which `{}` follows",
                        *option.id, *deal.work[before.value].id, *package.id,
                    );
                    let finding = Diagnostic::warning(Code::OptionIncomplete, message);
                    sink.push(finding.at(option.id.place));
                }
            }
        }
    }
    for (package, taken) in deal.work.iter().zip(taken) {
        if package.optional && !taken {
            let message = format!("work `{}` is optional and in no option", *package.id);
            sink.push(
                Diagnostic::warning(Code::UnusedOptional, message)
                    .at(package.id.place)
                    .hint("nothing prices it: name it in an `[[option]]`"),
            );
        }
    }
}
