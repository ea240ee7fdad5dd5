//! What must hold between packages: no cycles, nothing that depends on what may not be bought.

use crate::read::FindingSink;
use crate::shared::{find_cycle, show_cycle};
use bidwright_base::diag::{Code, Diagnostic};
use bidwright_model::book::Rows;
use bidwright_model::deal::{Choice, Deal, Model, OptionIdx};

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

/// Options that need each other in a circle, so that none could be left out. Whether there are some.
fn needs_in_circle(deal: &Deal, sink: &FindingSink) -> bool {
    let needs: Vec<Vec<usize>> = deal
        .options
        .iter()
        .map(|option| option.needs.iter().map(|need| need.value.get()).collect())
        .collect();
    let Some(cycle) = find_cycle(&needs) else { return false };
    let shown = show_cycle(&cycle, |at| deal.options[at].id.value.clone());
    let first = cycle.first().map(|at| &deal.options[*at]);
    if let Some(option) = first {
        let place = option.needs.first().map_or(option.id.place, |need| need.place);
        sink.push(
            Diagnostic::error(Code::OptionCycle, format!("options need each other: {shown}"))
                .at(place)
                .hint("take one of these `needs` out, or make them one option"),
        );
    }
    true
}

/// An option beside a ceiling says what it does to it; the key is idle elsewhere.
fn beside_the_ceiling(deal: &Deal, option: &Choice, sink: &FindingSink) {
    let capped = deal.head.model.value == Model::Capped;
    match (&option.ceiling, &deal.commercial.cap) {
        (None, Some(_)) if capped => sink.push(
            Diagnostic::warning(
                Code::OptionOutsideCeiling,
                format!("option `{}` does not say what it does to the ceiling", *option.id),
            )
            .at(option.id.place)
            .hint(
                "write `ceiling = \"extends\"` (it rises by what the option adds, as the documents now say) \
                 or `ceiling = \"outside\"`",
            ),
        ),
        (Some(effect), _) if !capped => {
            let message = "`ceiling` changes nothing here: only a capped deal has a ceiling";
            sink.push(Diagnostic::note(Code::KeyWithoutEffect, message).at(effect.place));
        }
        _ => {}
    }
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
    let circular = needs_in_circle(deal, sink);
    for (at, option) in deal.options.indexed() {
        let needed = if circular { Vec::new() } else { deal.needed(at) };
        beside_the_ceiling(deal, option, sink);
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
                let taken = |needs: &[OptionIdx]| {
                    needs.iter().any(|need| deal.options[*need].work.contains(&before.value))
                };
                if deal.work[before.value].optional && !option.work.contains(&before.value) && !taken(&needed)
                {
                    let message = format!(
                        "option `{}` lacks `{}`, which `{}` follows",
                        *option.id, *deal.work[before.value].id, *package.id,
                    );
                    let other = deal.options.iter().find(|other| other.work.contains(&before.value));
                    let hint = match other {
                        Some(other) => format!(
                            "taken alone it would start and end too early: write `needs = [\"{}\"]` in option `{}`",
                            *other.id, *option.id
                        ),
                        None => format!("name `{}` in `work` of an option", *deal.work[before.value].id),
                    };
                    let finding = Diagnostic::warning(Code::OptionIncomplete, message);
                    sink.push(finding.at(option.id.place).hint(hint));
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
