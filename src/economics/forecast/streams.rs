//! Names of the streams of random numbers of a model, and the search for two names of one stream
//! (MODEL 14.1).

use super::draws::STAKES;
use super::model::Model;
use super::rng::fnv1a;

/// Streams whose normal scores are read in every iteration.
pub(super) fn scored(model: &Model) -> impl Iterator<Item = String> + '_ {
    std::iter::once("factor".to_owned())
        .chain(model.streams.iter().map(|name| format!("stream/{name}")))
        .chain(model.packages.iter().map(|package| format!("work/{}", package.id)))
        .chain(model.risks.iter().map(|risk| format!("risk/{}", risk.id)))
}

/// All streams of a model and of the stakes valued beside it.
fn all(model: &Model) -> impl Iterator<Item = String> + '_ {
    scored(model)
        .chain(std::iter::once("tail".to_owned()))
        .chain(model.risks.iter().map(|risk| format!("severity/{}", risk.id)))
        .chain(STAKES.iter().map(|key| format!("stake/{key}")))
}

/// Two names whose streams would be the same, if any: their draws would be one another's. An error in
/// what was read, however unlikely.
#[must_use]
pub(crate) fn clash(model: &Model) -> Option<(String, String)> {
    let mut names: Vec<(u64, String)> = all(model).map(|name| (fnv1a(&name), name)).collect();
    names.sort_unstable();
    names.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1.clone(), pair[1].1.clone()))
}
