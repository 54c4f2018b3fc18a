//! What is told of two texts that part, and what is not.

use super::*;
use crate::verification::reading::tests::{demo, text_of};

fn parted(theirs: &Text, ours: &Text) -> Differences {
    compare(theirs, ours, &|| true).unwrap()
}

fn side(words: usize, examples: &[(&str, usize)]) -> Side {
    Side {
        words,
        examples: examples
            .iter()
            .map(|(words, page)| Example {
                words: (*words).to_owned(),
                count: words.split(' ').count(),
                page: *page,
            })
            .collect(),
    }
}

#[test]
fn a_changed_word_is_told_with_its_page() {
    let ours = Text::of(&["Niveau atteint : N1", "Charte signée par tous"], &[]);
    let theirs = Text::of(&["Niveau atteint : N3", "Charte signée par tous"], &[]);
    let found = parted(&theirs, &ours);
    assert_eq!(found.added, side(1, &[("N3", 1)]));
    assert_eq!(found.missing, side(1, &[("N1", 1)]));
    assert!(!found.goes_on);
}

#[test]
fn words_in_another_order_are_told() {
    let ours = Text::of(&["Charte conforme Accueil non conforme"], &[]);
    let theirs = Text::of(&["Charte non conforme Accueil conforme"], &[]);
    let found = parted(&theirs, &ours);
    assert_eq!(found.added, side(1, &[("non", 1)]));
    assert_eq!(found.missing, side(1, &[("non", 1)]));
}

#[test]
fn where_lines_and_pages_end_does_not_count() {
    let ours = Text::of(
        &[
            "Sommaire Charte 2 Plan 3",
            "Charte signée antidis par",
            "Plan",
        ],
        &[],
    );
    let theirs = Text::of(
        &[
            "Sommaire Charte 3 Plan 4",
            "",
            "Charte signée",
            "antidispar Plan",
        ],
        &[],
    );
    assert!(parted(&theirs, &ours).is_empty());
    let lying = Text::of(
        &[
            "Sommaire Charte 3 Plan 2",
            "",
            "Charte signée",
            "antidispar Plan",
        ],
        &[],
    );
    assert_eq!(
        parted(&lying, &ours).added,
        side(1, &[("2", 1)]),
        "the plan does not stand on page 2"
    );
}

#[test]
fn what_stands_on_every_page_must_be_ours_and_stay() {
    let pages = ["Couverture", "Preuve Date", "Fin"];
    let everywhere = [(2, "Indicatif"), (3, "Indicatif")];
    let numbered = |all: usize| (1..=3).map(move |page| format!("Page {page} sur {all}"));
    let numbers: Vec<String> = numbered(3).collect();
    let foot = (1..)
        .zip(&numbers)
        .map(|(page, line)| (page, line.as_str()));
    let running: Vec<(u32, &str)> = everywhere.into_iter().chain(foot).collect();
    let ours = Text::of(&pages, &running);
    assert!(parted(&ours, &ours).is_empty());

    let repeated = [&running[..], &[(3, "Preuve Date")]].concat();
    assert!(parted(&Text::of(&pages, &repeated), &ours).is_empty());
    let stranger = [&running[..], &[(3, "Niveau N3")]].concat();
    let found = parted(&Text::of(&pages, &stranger), &ours);
    assert_eq!(found.added, side(2, &[("Niveau N3", 3)]));
    let words = [&running[..], &[(1, "Preuve"), (1, "Fin")]].concat();
    let found = parted(&Text::of(&pages, &words), &ours);
    assert_eq!(
        found.added,
        side(2, &[("Preuve Fin", 1)]),
        "no phrase of ours"
    );
    let found = parted(&Text::of(&pages, &running[1..]), &ours);
    assert_eq!(found.missing, side(1, &[("Indicatif", 2)]));
}

#[test]
fn long_and_many_words_are_cut_and_counted() {
    let long = "é".repeat(100);
    let many = format!("{long} un deux trois");
    let theirs = Text::of(&["a", &many, "b", "x", "c", "y"], &[]);
    let found = parted(&theirs, &Text::of(&["a b c"], &[]));
    assert_eq!((found.added.words, found.missing.words), (6, 0));
    let [first, second] = &found.added.examples[..] else {
        panic!("{found:?}")
    };
    assert_eq!(first.words, "é".repeat(40) + "…");
    assert_eq!((first.count, first.page), (4, 2));
    assert_eq!((second.words.as_str(), second.page), ("x", 4));

    let other: String = (0..10_000).map(|n| format!("m{n} ")).collect();
    let found = parted(&Text::of(&[&other], &[]), &text_of(&demo()));
    assert!(found.goes_on && !found.is_empty());
}

#[test]
fn a_dossier_whose_pages_end_elsewhere_parts_by_its_own_words_alone() {
    let ours = demo();
    let mut theirs = demo();
    let answer = &mut theirs.answers[4];
    let comment = answer.comment.clone().unwrap_or_default();
    let added: String = (0..400).map(|n| format!(" ajout-{n}")).collect();
    answer.comment = Some(comment + &added);
    let found = parted(&text_of(&theirs), &text_of(&ours));
    // The digest of the assessment stands on the pages: at each foot, and once in full.
    let examples: Vec<&str> = found
        .added
        .examples
        .iter()
        .map(|e| e.words.as_str())
        .collect();
    assert!(
        examples
            .iter()
            .any(|words| words.starts_with("ajout-0 ajout-1")),
        "{found:?}"
    );
    assert!((400..430).contains(&found.added.words), "{found:?}");
    assert!(found.missing.words < 30 && !found.goes_on, "{found:?}");
}
