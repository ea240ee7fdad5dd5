//! Cycles among rows that refer to each other: packages that wait, activities that need each other.

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
