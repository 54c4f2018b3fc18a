//! Differences: where the words on the pages of a dossier part from those that its data give.
//!
//! Knows no PDF. Where lines and pages end does not count, nor does the number of a page whose words
//! stand on that page. The document is compared word by word in its order; lines that belong to the
//! pages only need to be ours, wherever they stand. Source: trust.md, «What the comparison of texts sees».

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::reading::{Text, Unread, Word};

mod alignment;

use alignment::{Run, align};

/// Most examples on each side.
const EXAMPLES: usize = 2;
/// Longest example, in characters.
const LONGEST_EXAMPLE: usize = 40;

/// How the words on the pages and those of the data part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Differences {
    /// Words of the pages that the data do not give.
    pub(super) added: Side,
    /// Words that the data give and the pages do not have.
    pub(super) missing: Side,
    /// There is more than was counted.
    pub(super) goes_on: bool,
}

/// Words of one side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Side {
    /// How many there are.
    pub(super) words: usize,
    /// The first of them.
    pub(super) examples: Vec<Example>,
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example {
    /// The words, cut when they are long.
    pub(super) words: String,
    /// How many there are, of which all may not be shown, wherever they stand again.
    pub(super) count: usize,
    /// Where they stand, on the pages that were compared or on ours, counted from 1.
    pub(super) page: usize,
}

impl Differences {
    /// Nothing parts.
    pub(super) fn is_empty(&self) -> bool {
        self.added.words == 0 && self.missing.words == 0 && !self.goes_on
    }
}

impl Side {
    fn add(&mut self, text: &Text, words: &[Word]) {
        let Some(first) = words.first() else {
            return;
        };
        self.words += words.len();
        let mut shown = String::new();
        let mut left = LONGEST_EXAMPLE;
        for word in words {
            if !shown.is_empty() {
                shown.push(' ');
            }
            let word = text.word(*word);
            let kept: String = word.chars().take(left).collect();
            left = left.saturating_sub(kept.chars().count() + 1);
            shown.push_str(&kept);
            if kept.len() < word.len() || left == 0 {
                shown.push('…');
                break;
            }
        }
        // What parts again and again, as a name does on every page, is one example.
        if let Some(known) = self.examples.iter_mut().find(|known| known.words == shown) {
            known.count += words.len();
            return;
        }
        if self.examples.len() >= EXAMPLES {
            return;
        }
        self.examples.push(Example {
            words: shown,
            count: words.len(),
            page: first.page(),
        });
    }
}

/// How `theirs` parts from `ours`, as long as `goes_on` says so.
///
/// # Errors
/// [`Unread::OutOfTime`].
pub(super) fn compare(
    theirs: &Text,
    ours: &Text,
    goes_on: &dyn Fn() -> bool,
) -> Result<Differences, Unread> {
    let mut numbers = Numbers::default();
    let our_flow = numbers.of(ours, &ours.flow);
    let their_flow = numbers.of(theirs, &theirs.flow);
    // A number is put beside a number, and is looked at where it stands.
    let our_places = with_page_numbers(ours, &ours.flow, &our_flow);
    let their_places = with_page_numbers(theirs, &theirs.flow, &their_flow);
    let alignment = align(&our_places, &their_places, goes_on)?;
    let mut runs = Vec::new();
    for run in alignment.runs {
        let same = |(one, other): (usize, usize)| our_flow.get(one) == their_flow.get(other);
        runs.extend(cut(run, &same));
    }
    let mut found = Differences {
        goes_on: !alignment.is_whole,
        ..Differences::default()
    };
    compare_flow(theirs, ours, &runs, &mut found);
    compare_running(theirs, ours, &our_flow, numbers, goes_on, &mut found)?;
    Ok(found)
}

/// The parts of a run whose words are the same.
fn cut(run: Run, same: &dyn Fn((usize, usize)) -> bool) -> Vec<Run> {
    let mut parts: Vec<Run> = Vec::new();
    for (ours, theirs) in run.ours.zip(run.theirs) {
        match parts.last_mut() {
            _ if !same((ours, theirs)) => {}
            Some(last) if last.ours.end == ours && last.theirs.end == theirs => {
                last.ours.end += 1;
                last.theirs.end += 1;
            }
            Some(_) | None => parts.push(Run {
                ours: ours..ours + 1,
                theirs: theirs..theirs + 1,
            }),
        }
    }
    parts
}

/// Words as numbers: the same word is the same number in both texts.
#[derive(Default)]
struct Numbers<'t>(HashMap<&'t str, u32>);

impl<'t> Numbers<'t> {
    fn of(&mut self, text: &'t Text, words: &[Word]) -> Vec<u32> {
        let number = |word: &Word| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            *self.0.entry(text.word(*word)).or_insert(next)
        };
        words.iter().map(number).collect()
    }
}

/// The number that a word spells, if it may be that of a page.
fn page_number(word: &str, pages: usize) -> Option<usize> {
    let is_plain = word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = is_plain.then(|| word.parse().ok())??;
    (1..=pages).contains(&number).then_some(number)
}

/// Stands for every number that may be a page's.
const PAGE_NUMBER: u32 = u32::MAX;

/// The numbers of words, with every number that may be a page's made the same.
fn with_page_numbers(text: &Text, words: &[Word], numbers: &[u32]) -> Vec<u32> {
    let both = words.iter().zip(numbers);
    let made_same = both.map(|(word, number)| {
        page_number(text.word(*word), text.pages).map_or(*number, |_| PAGE_NUMBER)
    });
    made_same.collect()
}

fn compare_flow(theirs: &Text, ours: &Text, runs: &[Run], found: &mut Differences) {
    // On which of their pages the words of each of ours stand.
    let mut pages = BTreeSet::new();
    for run in runs {
        let ours = ours.flow.get(run.ours.clone()).unwrap_or_default();
        let theirs = theirs.flow.get(run.theirs.clone()).unwrap_or_default();
        let both = ours.iter().zip(theirs);
        pages.extend(both.map(|(ours, theirs)| (ours.page(), theirs.page())));
    }
    let mut gap = |of_ours: Range<usize>, of_theirs: Range<usize>| {
        let of_ours = ours.flow.get(of_ours).unwrap_or_default();
        let of_theirs = theirs.flow.get(of_theirs).unwrap_or_default();
        let our_signs = of_ours.iter().flat_map(|word| ours.word(*word).chars());
        let their_signs = of_theirs.iter().flat_map(|word| theirs.word(*word).chars());
        let is_cut_otherwise = our_signs.eq(their_signs);
        let leads_to_same = |(one, other): (&Word, &Word)| {
            let one = page_number(ours.word(*one), ours.pages);
            let other = page_number(theirs.word(*other), theirs.pages);
            one.zip(other).is_some_and(|pair| pages.contains(&pair))
        };
        let are_page_numbers =
            of_ours.len() == of_theirs.len() && of_ours.iter().zip(of_theirs).all(leads_to_same);
        if !is_cut_otherwise && !are_page_numbers {
            found.missing.add(ours, of_ours);
            found.added.add(theirs, of_theirs);
        }
    };
    let (mut of_ours, mut of_theirs) = (0, 0);
    for run in runs {
        gap(of_ours..run.ours.start, of_theirs..run.theirs.start);
        (of_ours, of_theirs) = (run.ours.end, run.theirs.end);
    }
    if !found.goes_on {
        gap(of_ours..ours.flow.len(), of_theirs..theirs.flow.len());
    }
}

/// A running line: its words as numbers, with every number that may be a page's made the same.
type Line = Vec<u32>;

/// The running lines of each page, in order.
fn by_page(text: &Text) -> impl Iterator<Item = &[Vec<Word>]> {
    let page = |line: &[Word]| line.first().map(|word| word.page());
    text.running
        .chunk_by(move |one, next| page(one) == page(next))
}

/// Whether lines on so many pages are on all of them, but for a cover that may spare them.
fn are_everywhere(standing: usize, pages: usize) -> bool {
    standing + 1 >= pages && standing >= pages.min(2)
}

/// Their lines are ours, but for one phrase of our document on each page: the head of a table, that
/// is repeated on other pages than ours. Each line that is on every page of ours is on every one of
/// theirs.
fn compare_running<'t>(
    theirs: &'t Text,
    ours: &'t Text,
    our_flow: &[u32],
    mut numbers: Numbers<'t>,
    goes_on: &dyn Fn() -> bool,
    found: &mut Differences,
) -> Result<(), Unread> {
    // On how many of our pages each line stands, and on how many of theirs.
    let mut known: BTreeMap<Line, (usize, usize, &[Word])> = BTreeMap::new();
    for page in by_page(ours) {
        let lines = page.iter().map(|words| {
            let plain = numbers.of(ours, words);
            (with_page_numbers(ours, words, &plain), words.as_slice())
        });
        for (line, words) in lines.collect::<BTreeMap<_, _>>() {
            known.entry(line).or_insert((0, 0, words)).0 += 1;
        }
    }
    let is_phrase = |phrase: &[u32]| {
        let mut places = our_flow.windows(phrase.len().max(1));
        places.any(|words| words == phrase)
    };
    let mut told = BTreeSet::new();
    for page in by_page(theirs) {
        goes_on().then_some(()).ok_or(Unread::OutOfTime)?;
        let (mut strange, mut strange_words) = (Vec::new(), Vec::new());
        let mut moving = Vec::new();
        let mut met = BTreeSet::new();
        for words in page {
            let plain = numbers.of(theirs, words);
            let line = with_page_numbers(theirs, words, &plain);
            let standing = known.get(&line).map(|(standing, _, _)| *standing);
            if !standing.is_some_and(|standing| are_everywhere(standing, ours.pages)) {
                moving.extend(&plain);
            }
            if standing.is_some() {
                met.insert(line);
            } else {
                strange.extend(plain);
                strange_words.extend(words.iter().copied());
            }
        }
        for line in met {
            if let Some((_, standing, _)) = known.get_mut(&line) {
                *standing += 1;
            }
        }
        let is_ours = strange.is_empty() || is_phrase(&strange) || is_phrase(&moving);
        // Once, however many pages it stands on.
        if !is_ours && told.insert(strange) {
            found.added.add(theirs, &strange_words);
        }
    }
    for (of_ours, of_theirs, words) in known.values() {
        if are_everywhere(*of_ours, ours.pages) && !are_everywhere(*of_theirs, theirs.pages) {
            found.missing.add(ours, words);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
