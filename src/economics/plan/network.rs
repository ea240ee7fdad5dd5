//! The critical path method, finish to start, in exact rationals (MODEL 5.2).

use bidwright_base::quantity::WorkTime;

/// A node of the network before it is scheduled.
#[derive(Debug, Clone)]
pub struct Task {
    /// Working time it takes.
    pub duration: WorkTime,
    /// Working time after the last predecessor, or after the start without one.
    pub lag: WorkTime,
    /// Predecessors, by index.
    pub after: Vec<usize>,
}

/// When a node can and must take place, in working time from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Working time it takes.
    pub duration: WorkTime,
    /// Earliest start.
    pub early_start: WorkTime,
    /// Earliest finish.
    pub early_finish: WorkTime,
    /// How long it can be delayed without delaying the finish.
    pub float: WorkTime,
}

/// A scheduled network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The longest path.
    pub length: WorkTime,
    /// In the order of the tasks.
    pub nodes: Vec<Node>,
}

/// Schedules a network: ES = max(0, EF of predecessors) + lag, EF = ES + duration, and backward
/// LF = min over successors of (LS − lag).
///
/// # Errors
/// The members of one cycle, in order, if there is any.
pub fn schedule(tasks: &[Task]) -> Result<Schedule, Vec<usize>> {
    let order = topological_order(tasks)?;
    let zero = WorkTime::zero();

    let mut early: Vec<(WorkTime, WorkTime)> = vec![(zero.clone(), zero.clone()); tasks.len()];
    for &at in &order {
        let task = &tasks[at];
        let ready = task.after.iter().map(|&before| &early[before].1).max().unwrap_or(&zero);
        let start = ready + &task.lag;
        let finish = &start + &task.duration;
        early[at] = (start, finish);
    }
    let length = early.iter().map(|(_, finish)| finish).max().unwrap_or(&zero).clone();

    let mut late_finish = vec![length.clone(); tasks.len()];
    for &at in order.iter().rev() {
        let task = &tasks[at];
        let ready = &(&late_finish[at] - &task.duration) - &task.lag;
        for &before in &task.after {
            if ready < late_finish[before] {
                late_finish[before] = ready.clone();
            }
        }
    }

    let nodes = tasks
        .iter()
        .zip(early)
        .zip(late_finish)
        .map(|((task, (early_start, early_finish)), late)| Node {
            duration: task.duration.clone(),
            float: &late - &early_finish,
            early_start,
            early_finish,
        })
        .collect();
    Ok(Schedule { length, nodes })
}

/// Tasks, each after its predecessors, ties in the order given (Kahn, "Topological sorting of large
/// networks", CACM 5(11), 1962).
fn topological_order(tasks: &[Task]) -> Result<Vec<usize>, Vec<usize>> {
    let mut waiting: Vec<usize> = tasks.iter().map(|task| task.after.len()).collect();
    let mut followers = vec![Vec::new(); tasks.len()];
    for (at, task) in tasks.iter().enumerate() {
        for &before in &task.after {
            followers[before].push(at);
        }
    }
    let mut order: Vec<usize> = (0..tasks.len()).filter(|&at| waiting[at] == 0).collect();
    let mut next = 0;
    while next < order.len() {
        for &follower in &followers[order[next]] {
            waiting[follower] -= 1;
            if waiting[follower] == 0 {
                order.push(follower);
            }
        }
        next += 1;
    }
    if order.len() == tasks.len() { Ok(order) } else { Err(one_cycle(tasks, &waiting)) }
}

/// Walks back from any task that never became ready; every such task has one such predecessor, so
/// the walk must meet itself.
fn one_cycle(tasks: &[Task], waiting: &[usize]) -> Vec<usize> {
    let stuck = |at: &usize| waiting[*at] > 0;
    let mut walk: Vec<usize> = (0..tasks.len()).filter(stuck).take(1).collect();
    loop {
        let here = walk[walk.len() - 1];
        let before =
            *tasks[here].after.iter().find(|at| stuck(at)).expect("a stuck task waits for a stuck one");
        if let Some(met) = walk.iter().position(|&at| at == before) {
            let mut cycle = walk.split_off(met);
            cycle.reverse();
            return cycle;
        }
        walk.push(before);
    }
}
