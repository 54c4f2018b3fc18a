//! Rotation: which copies have done their service.
//!
//! A pure function of moments. The ten last copies stay, and the last of each of the thirty last
//! days on which there is one. Copies dated after the present moment, made while the clock was
//! wrong, are counted apart, so that neither drives the others out. Source: trust.md, G7 and G10.

use std::collections::BTreeSet;

use crate::clock::Moment;

/// How many of the last copies stay.
const LAST: usize = 10;

/// For how many days one copy stays.
const DAYS: usize = 30;

/// The places in `made` of the copies that need not stay.
pub fn superfluous(made: &[Moment], now: Moment) -> Vec<usize> {
    let mut places: Vec<usize> = (0..made.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse((made[*place], *place)));
    let (future, past): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| made[*place] > now);
    let mut gone: Vec<_> = [past, future]
        .into_iter()
        .flat_map(|group| superfluous_of(made, &group))
        .collect();
    gone.sort_unstable();
    gone
}

/// As [`superfluous`], of one group, given from its newest to its oldest.
fn superfluous_of(made: &[Moment], group: &[usize]) -> Vec<usize> {
    let mut days = BTreeSet::new();
    let mut gone = Vec::new();
    for (rank, place) in group.iter().enumerate() {
        let is_first_of_day = days.len() < DAYS && days.insert(made[*place].day());
        if rank >= LAST && !is_first_of_day {
            gone.push(*place);
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Moment {
        Moment::from_unix(1_790_000_000 + second).unwrap()
    }

    fn stay(made: &[Moment], now: Moment) -> Vec<Moment> {
        let gone = superfluous(made, now);
        let places = (0..made.len()).filter(|place| !gone.contains(place));
        places.map(|place| made[place]).collect()
    }

    #[test]
    fn ten_last_and_one_a_day_stay_of_an_hourly_rhythm() {
        let made: Vec<_> = (0..60 * 24).map(|hour| at(hour * 3600)).collect();
        let now = *made.last().unwrap();
        let left = stay(&made, now);
        let days: BTreeSet<_> = left.iter().map(|moment| moment.day()).collect();
        assert_eq!(days.len(), 30, "one a day for thirty days");
        assert!(left.ends_with(&made[made.len() - 10..]), "the ten last");
        assert!(left.len() <= 40, "{} stay", left.len());
    }

    #[test]
    fn a_clock_that_was_wrong_drives_no_good_copy_out() {
        let good: Vec<_> = (0..40).map(|day| at(day * 86_400)).collect();
        let wrong: Vec<_> = (0..40).map(|n| at(400_000_000 + n * 60)).collect();
        let all = [good.clone(), wrong].concat();
        let left = stay(&all, at(40 * 86_400));
        assert_eq!(stay(&good, at(40 * 86_400)), left[..left.len() - 10]);
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_what_stays_stays_again(
            seconds in prop::collection::vec(-9_000_000_i64..9_000_000, 1..120),
            now in -9_000_000_i64..9_000_000,
        ) {
            let made: Vec<_> = seconds.iter().map(|second| at(*second)).collect();
            let now = at(now);
            let left = stay(&made, now);
            let newest = |all: &[Moment]| {
                let past = all.iter().filter(|moment| **moment <= now).max().copied();
                (past, all.iter().max().copied())
            };
            prop_assert_eq!(newest(&left), newest(&made));
            prop_assert_eq!(stay(&left, now), left.clone());
            prop_assert!(left.len() <= 2 * (LAST + DAYS));
            let mut last: Vec<_> = made.iter().filter(|moment| **moment <= now).collect();
            last.sort_unstable();
            for moment in last.iter().rev().take(LAST) {
                prop_assert!(left.contains(moment), "the ten last");
            }
        }
    }
}
