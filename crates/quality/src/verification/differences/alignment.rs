//! Alignment: which words of two texts are the same ones, in their order.
//!
//! Knows words as numbers only. The fewest insertions and removals that make one text the other are
//! looked for (E. Myers, «An O(ND) difference algorithm», 1986), up to a number of them.

use std::ops::Range;

use crate::verification::reading::Unread;

/// Most insertions and removals that are looked for: two thousand rows take eight megabytes.
const MOST: usize = 2_000;
/// Most comparisons.
const STEPS: usize = 50_000_000;

/// Which words are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Rows of the same words, in order.
    pub(super) runs: Vec<Run>,
    /// Whether the texts were aligned to their ends; else up to the end of the last run.
    pub(super) is_whole: bool,
}

/// The same words in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
}

/// The words that `ours` and `theirs` have in common, as long as `goes_on` says so.
///
/// # Errors
/// [`Unread::OutOfTime`].
pub(super) fn align(
    ours: &[u32],
    theirs: &[u32],
    goes_on: &dyn Fn() -> bool,
) -> Result<Alignment, Unread> {
    let same = |(one, other): &(&u32, &u32)| one == other;
    let head = ours.iter().zip(theirs).take_while(same).count();
    let (_, our_rest) = ours.split_at(head);
    let (_, their_rest) = theirs.split_at(head);
    let backwards = our_rest.iter().rev().zip(their_rest.iter().rev());
    let tail = backwards.take_while(same).count();
    let (our_middle, _) = our_rest.split_at(our_rest.len() - tail);
    let (their_middle, _) = their_rest.split_at(their_rest.len() - tail);

    let mut runs = vec![Run {
        ours: 0..head,
        theirs: 0..head,
    }];
    let search = Search {
        ours: our_middle,
        theirs: their_middle,
    };
    let is_whole = search.run(goes_on, &mut |at: Point, length| {
        let (ours, theirs) = (head + at.ours, head + at.theirs);
        runs.push(Run {
            ours: ours..ours + length,
            theirs: theirs..theirs + length,
        });
    })?;
    if is_whole {
        runs.push(Run {
            ours: ours.len() - tail..ours.len(),
            theirs: theirs.len() - tail..theirs.len(),
        });
    }
    Ok(Alignment { runs, is_whole })
}

/// How far both texts were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    ours: usize,
    theirs: usize,
}

struct Search<'t> {
    ours: &'t [u32],
    theirs: &'t [u32],
}

/// How far `ours` was read after so many edits on each diagonal: diagonal `-edits` first, then each
/// second one. The diagonal is how many more words were read of `ours` than of `theirs`.
type Row = Vec<usize>;

/// The way to a place of a row: whether its last edit takes a word of `theirs`, and from where in
/// the row before. Diagonals are counted from the first of the row.
fn step(before: &[usize], place: usize) -> (bool, usize) {
    let lower = place.checked_sub(1).and_then(|at| before.get(at));
    match (lower, before.get(place)) {
        (Some(lower), Some(upper)) if lower < upper => (true, place),
        (None, Some(_) | None) => (true, place),
        (Some(_), Some(_) | None) => (false, place - 1),
    }
}

impl Search<'_> {
    /// Gives the common words as runs, in order; whether they reach the end of both texts.
    fn run(
        &self,
        goes_on: &dyn Fn() -> bool,
        give: &mut dyn FnMut(Point, usize),
    ) -> Result<bool, Unread> {
        let mut rows: Vec<Row> = Vec::new();
        let mut steps = 0;
        let mut reached = None;
        while reached.is_none() && rows.len() <= MOST && steps < STEPS {
            goes_on().then_some(()).ok_or(Unread::OutOfTime)?;
            let edits = rows.len();
            let mut row = Vec::with_capacity(edits + 1);
            for place in 0..=edits {
                let start = match rows.last() {
                    None => 0,
                    Some(before) => {
                        let (takes_theirs, from) = step(before, place);
                        before.get(from).copied().unwrap_or(0) + usize::from(!takes_theirs)
                    }
                };
                let length = self.common(start, edits, place);
                steps += length + 1;
                row.push(start + length);
                if self.point(start + length, edits, place) == Some(self.end()) {
                    reached = Some(place);
                    break;
                }
            }
            rows.push(row);
        }
        let is_whole = reached.is_some();
        let last = rows.last().map(Vec::as_slice).unwrap_or_default();
        let edits = rows.len().saturating_sub(1);
        let farthest = || {
            let read = |(place, ours): (usize, &usize)| {
                let Point { ours, theirs } = self.point(*ours, edits, place)?;
                Some((ours + theirs, place))
            };
            let places = last.iter().enumerate().filter_map(read);
            places.max().map(|(_, place)| place)
        };
        if let Some(place) = reached.or_else(farthest) {
            self.go_back(&rows, place, give);
        }
        Ok(is_whole)
    }

    fn end(&self) -> Point {
        Point {
            ours: self.ours.len(),
            theirs: self.theirs.len(),
        }
    }

    /// The point of a place in a row; none outside the texts.
    fn point(&self, ours: usize, edits: usize, place: usize) -> Option<Point> {
        let theirs = (ours + edits).checked_sub(2 * place)?;
        let is_inside = ours <= self.ours.len() && theirs <= self.theirs.len();
        is_inside.then_some(Point { ours, theirs })
    }

    /// How many words are the same from there on.
    fn common(&self, ours: usize, edits: usize, place: usize) -> usize {
        let Some(at) = self.point(ours, edits, place) else {
            return 0;
        };
        let ours = self.ours.get(at.ours..).unwrap_or_default();
        let theirs = self.theirs.get(at.theirs..).unwrap_or_default();
        let both = ours.iter().zip(theirs);
        both.take_while(|(one, other)| one == other).count()
    }

    /// Gives the runs on the way to a place of the last row.
    fn go_back(&self, rows: &[Row], mut place: usize, give: &mut dyn FnMut(Point, usize)) {
        let mut runs = Vec::new();
        for (edits, row) in rows.iter().enumerate().rev() {
            let end = row.get(place).copied().unwrap_or(0);
            let before = edits.checked_sub(1).and_then(|edits| rows.get(edits));
            let (start, from) = match before {
                None => (0, 0),
                Some(before) => {
                    let (takes_theirs, from) = step(before, place);
                    let read = before.get(from).copied().unwrap_or(0);
                    (read + usize::from(!takes_theirs), from)
                }
            };
            if let Some(at) = self.point(start, edits, place) {
                runs.push((at, end.saturating_sub(start)));
            }
            place = from;
        }
        for (at, length) in runs.into_iter().rev().filter(|(_, length)| *length > 0) {
            give(at, length);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn aligned(ours: &[u32], theirs: &[u32]) -> Alignment {
        align(ours, theirs, &|| true).unwrap()
    }

    /// How many words are not the same.
    fn apart(alignment: &Alignment, ours: &[u32], theirs: &[u32]) -> usize {
        let same: usize = alignment.runs.iter().map(|run| run.ours.len()).sum();
        ours.len() + theirs.len() - 2 * same
    }

    #[test]
    fn one_changed_word_is_all_that_parts() {
        let ours: Vec<u32> = (0..1000).collect();
        let mut theirs = ours.clone();
        theirs[500] = 7;
        let alignment = aligned(&ours, &theirs);
        assert!(alignment.is_whole);
        assert_eq!(apart(&alignment, &ours, &theirs), 2);
        assert_eq!(apart(&aligned(&ours, &[]), &ours, &[]), 1000);
        assert_eq!(apart(&aligned(&[], &[]), &[], &[]), 0);
    }

    #[test]
    fn texts_that_have_nothing_in_common_are_not_compared_for_ever() {
        let ours: Vec<u32> = (0..400_000).collect();
        let theirs: Vec<u32> = (500_000..900_000).collect();
        let alignment = aligned(&ours, &theirs);
        assert!(!alignment.is_whole);
        let wave = |offset: u32| (0..400_000_u32).map(move |at| (at + offset) % 2);
        let (ours, theirs): (Vec<u32>, Vec<u32>) =
            (wave(0).collect(), wave(1).chain([5]).collect());
        assert_eq!(apart(&aligned(&ours, &theirs), &ours, &theirs), 3);
    }

    #[test]
    fn the_time_may_end() {
        let never = align(&[1, 2, 3], &[4, 2, 6], &|| false);
        assert_eq!(never, Err(Unread::OutOfTime));
    }

    proptest! {
        #[test]
        fn runs_hold_the_same_words_in_order(
            ours in vec(0..4_u32, 0..40),
            theirs in vec(0..4_u32, 0..40),
        ) {
            let alignment = aligned(&ours, &theirs);
            prop_assert!(alignment.is_whole);
            let (mut of_ours, mut of_theirs) = (0, 0);
            for run in &alignment.runs {
                prop_assert!(run.ours.start >= of_ours && run.theirs.start >= of_theirs);
                prop_assert_eq!(&ours[run.ours.clone()], &theirs[run.theirs.clone()]);
                (of_ours, of_theirs) = (run.ours.end, run.theirs.end);
            }
            // As many common words as the longest common subsequence has.
            let mut longest = vec![vec![0_usize; theirs.len() + 1]; ours.len() + 1];
            for (i, one) in ours.iter().enumerate() {
                for (j, other) in theirs.iter().enumerate() {
                    longest[i + 1][j + 1] = match one == other {
                        true => longest[i][j] + 1,
                        false => longest[i][j + 1].max(longest[i + 1][j]),
                    };
                }
            }
            let common = longest[ours.len()][theirs.len()];
            prop_assert_eq!(
                apart(&alignment, &ours, &theirs),
                ours.len() + theirs.len() - 2 * common
            );
        }
    }
}
