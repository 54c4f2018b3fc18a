//! What stands in the way of the next level, completely.
//!
//! Knows nothing of how outcomes come about. Source: formats.md, section 3 (*Next*).

use std::collections::HashSet;

use super::{Choice, Judged, Next};
use crate::grid::{Grid, Level, Rule};
use crate::id::StandardId;

/// What must pass for the level above the first `reached` ones.
pub(super) fn next(grid: &Grid, judged: &[Judged<'_>], reached: usize) -> Option<Next> {
    let target = grid.levels.get(reached)?;
    let up_to = &grid.levels[..=reached];
    let required: HashSet<&StandardId> = judged
        .iter()
        .filter(|j| j.is_blocker() || (j.fails() && up_to.iter().any(|l| demands(l, j))))
        .map(|j| &j.standard.id)
        .collect();
    Some(Next {
        level: target.id.clone(),
        choose: up_to
            .iter()
            .filter_map(|level| choice(level, judged, &required))
            .collect(),
        required: ids(judged.iter().filter(|j| required.contains(&j.standard.id))),
    })
}

/// Whether the level cannot hold while this standard fails.
fn demands(level: &Level, judged: &Judged<'_>) -> bool {
    judged.standard.level == level.id
        && match &level.rule {
            Rule::All {} => true,
            Rule::Quota { mandatory, .. } => mandatory.contains(&judged.standard.id),
        }
}

/// What a quota still lacks once the required standards pass.
fn choice(level: &Level, judged: &[Judged<'_>], required: &HashSet<&StandardId>) -> Option<Choice> {
    let minimum_percent = match &level.rule {
        Rule::All {} => return None,
        Rule::Quota {
            minimum_percent, ..
        } => usize::from(*minimum_percent),
    };
    let counted = judged
        .iter()
        .filter(|j| j.standard.level == level.id && j.is_counted());
    let (open, passing): (Vec<_>, Vec<_>) =
        counted.partition(|j| j.fails() && !required.contains(&j.standard.id));
    let wanted = (minimum_percent * (open.len() + passing.len())).div_ceil(100);
    let at_least = wanted
        .checked_sub(passing.len())
        .filter(|lacking| *lacking > 0)?;
    Some(Choice {
        level: level.id.clone(),
        at_least: u32::try_from(at_least).expect("a grid has fewer than 2^32 standards"),
        among: ids(open.into_iter()),
    })
}

fn ids<'j>(judged: impl Iterator<Item = &'j Judged<'j>>) -> Vec<StandardId> {
    judged.map(Judged::id).collect()
}
