//! What must hold between packages: no cycles, nothing that depends on what may not be bought.

use crate::read::FindingSink;
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::deal::Deal;

pub(super) fn check(deal: &Deal, sink: &FindingSink) {
    cycle(deal, sink);
    options(deal, sink);
}

/// A cycle among nodes, in reading order and closed: a, b, a. The nodes of `next` are what each waits
/// for. Depth first without recursion, so that no depth is too deep.
pub(crate) fn find_cycle(next: &[Vec<usize>]) -> Option<Vec<usize>> {
    const NEW: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![NEW; next.len()];
    for start in 0..next.len() {
        if state[start] != NEW {
            continue;
        }
        // The path so far, each with how many of its neighbours have been seen.
        let mut path = vec![(start, 0)];
        state[start] = OPEN;
        while let Some((at, seen)) = path.last_mut() {
            let at = *at;
            let Some(to) = next[at].get(*seen).copied() else {
                state[at] = DONE;
                path.pop();
                continue;
            };
            *seen += 1;
            match state.get(to).copied() {
                Some(NEW) => {
                    state[to] = OPEN;
                    path.push((to, 0));
                }
                Some(OPEN) => {
                    let from = path.iter().position(|(node, _)| *node == to).unwrap_or_default();
                    let mut cycle: Vec<usize> = path[from..].iter().map(|(node, _)| *node).collect();
                    cycle.push(to);
                    return Some(cycle);
                }
                _ => {}
            }
        }
    }
    None
}

/// "a -> b -> a", without the middle of a long one.
pub(crate) fn show_cycle(cycle: &[usize], id: impl Fn(usize) -> String) -> String {
    let mut names: Vec<String> = cycle.iter().map(|at| id(*at)).collect();
    if names.len() > 12 {
        names.splice(6..names.len() - 5, ["...".to_owned()]);
    }
    names.join(" -> ")
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
