//! What stands in the way of the next level, completely.
//!
//! Knows nothing of how outcomes come about. Source: formats.md, section 3 (*Next*).

use super::{Choice, Judged, Next};
use crate::grid::{Grid, Level, Rule};
use crate::id::StandardId;

/// What must pass for the level above the first `reached` ones.
pub(super) fn next(grid: &Grid, judged: &[Judged<'_>], reached: usize) -> Option<Next> {
    let target = grid.levels.get(reached)?;
    let up_to = &grid.levels[..=reached];
    let is_required = |j: &Judged<'_>| {
        j.is_blocker() || (j.fails() && up_to.get(j.level).is_some_and(|l| demands(l, j)))
    };
    let (required, others): (Vec<&Judged<'_>>, Vec<&Judged<'_>>) =
        judged.iter().partition(|j| is_required(j));
    Some(Next {
        level: target.id.clone(),
        choose: up_to
            .iter()
            .enumerate()
            .filter_map(|(at, level)| choice(level, at, &required, &others))
            .collect(),
        required: ids(required.into_iter()),
    })
}

/// Whether its level cannot hold while this standard fails.
fn demands(level: &Level, judged: &Judged<'_>) -> bool {
    match &level.rule {
        Rule::All {} => true,
        Rule::Quota { mandatory, .. } => mandatory.contains(&judged.standard.id),
    }
}

/// What a quota still lacks once the required standards pass.
fn choice(
    level: &Level,
    at: usize,
    required: &[&Judged<'_>],
    others: &[&Judged<'_>],
) -> Option<Choice> {
    let minimum_percent = match &level.rule {
        Rule::All {} => return None,
        Rule::Quota {
            minimum_percent, ..
        } => usize::from(*minimum_percent),
    };
    let counted = |judged: &&&Judged<'_>| judged.level == at && judged.is_counted();
    let will_pass = required.iter().filter(counted).count();
    let (open, passing): (Vec<&Judged<'_>>, Vec<&Judged<'_>>) =
        others.iter().filter(counted).partition(|j| j.fails());
    let passing = will_pass + passing.len();
    let wanted = (minimum_percent * (open.len() + passing)).div_ceil(100);
    let at_least = wanted.checked_sub(passing).filter(|lacking| *lacking > 0)?;
    Some(Choice {
        level: level.id.clone(),
        at_least: u32::try_from(at_least).expect("a grid has fewer than 2^32 standards"),
        among: ids(open.into_iter()),
    })
}

fn ids<'j>(judged: impl Iterator<Item = &'j Judged<'j>>) -> Vec<StandardId> {
    judged.map(Judged::id).collect()
}
