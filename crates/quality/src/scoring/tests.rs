//! Scores against the fixtures, and the laws of section 3 over generated grids and assessments.

use std::path::Path;

use proptest::prelude::*;

use super::{Score, score, suppose};
use crate::assessment::{self, Answer, Assessment, EvidenceLink, Verdict};
use crate::grid::{self, Grid, Published};

pub(crate) mod generated;

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures")
        .join(name)
}

fn editions() -> Vec<Published> {
    let files = std::fs::read_dir(folder("grids/valid")).unwrap();
    files
        .map(|file| grid::read(std::fs::read(file.unwrap().path()).unwrap()).unwrap())
        .collect()
}

#[test]
fn every_case_has_exactly_its_expected_score() {
    let editions = editions();
    let mut cases = 0;
    for file in std::fs::read_dir(folder("assessments")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(case) = name
            .strip_suffix(".json")
            .filter(|name| !name.ends_with(".score"))
        else {
            continue;
        };
        let assessment = assessment::parse(&std::fs::read(&path).unwrap()).unwrap();
        let digest = assessment.grid.file_digest;
        let edition = editions
            .iter()
            .find(|e| e.file_digest() == digest)
            .expect(case);
        assessment::check(&assessment, edition).expect(case);
        let found = score(edition.grid(), &assessment);
        let expected = std::fs::read(path.with_file_name(format!("{case}.score.json"))).unwrap();
        let found = serde_json::to_value(&found).unwrap();
        let expected: serde_json::Value = serde_json::from_slice(&expected).unwrap();
        assert_eq!(found, expected, "{case}");
        cases += 1;
    }
    assert!(cases > 60);
}

fn rank(grid: &Grid, score: &Score) -> usize {
    let place = |id: &crate::id::LevelId| {
        grid.levels
            .iter()
            .position(|level| level.id == *id)
            .unwrap()
            + 1
    };
    score.level.as_ref().map_or(0, place)
}

/// The same assessment with these standards met, on evidence that never expires.
fn with_met(grid: &Grid, assessment: &Assessment, done: &[&crate::id::StandardId]) -> Assessment {
    let mut better = assessment.clone();
    let proof = generated::lasting_evidence();
    better.evidence.push(proof.clone());
    for id in done {
        let standard = grid
            .standards
            .iter()
            .find(|standard| standard.id == **id)
            .unwrap();
        better.answers.retain(|answer| answer.standard != **id);
        let link = |expected: &grid::ExpectedEvidence| EvidenceLink {
            evidence: proof.id,
            expected: Some(expected.id.clone()),
            pages: None,
        };
        better.answers.push(Answer {
            verdict: Some(Verdict::Met),
            evidence: standard.expected_evidence.iter().map(link).collect(),
            ..Answer::blank((*id).clone())
        });
    }
    better
}

fn outcome(score: &Score, id: &crate::id::StandardId) -> super::Outcome {
    score
        .standards
        .iter()
        .find(|s| s.standard == *id)
        .unwrap()
        .outcome
}

proptest! {
    #[test]
    fn order_is_irrelevant((grid, assessment) in generated::pair(), seed in any::<u64>()) {
        let mut shuffled = assessment.clone();
        generated::shuffle(&mut shuffled.answers, seed);
        generated::shuffle(&mut shuffled.evidence, seed);
        shuffled.answers.iter_mut().for_each(|a| generated::shuffle(&mut a.evidence, seed));
        prop_assert_eq!(score(&grid, &assessment), score(&grid, &shuffled));
    }

    #[test]
    fn a_level_reached_implies_every_level_below((grid, assessment) in generated::pair()) {
        let score = score(&grid, &assessment);
        let rank = rank(&grid, &score);
        prop_assert!(score.levels[..rank].iter().all(|level| level.holds && level.percent == 100));
        prop_assert!(rank == 0 || score.blockers.is_empty());
        prop_assert_eq!(score.next.is_none(), rank == 3);
    }

    #[test]
    fn meeting_one_more_standard_never_lowers_the_level(
        (grid, assessment) in generated::pair(), pick in any::<prop::sample::Index>()
    ) {
        let before = score(&grid, &assessment);
        let counted: Vec<_> = before.standards.iter().filter(|s| s.outcome.is_counted()).collect();
        prop_assume!(!counted.is_empty());
        let id = &counted[pick.index(counted.len())].standard;
        let after = score(&grid, &with_met(&grid, &assessment, &[id]));
        prop_assert!(outcome(&after, id).passes());
        prop_assert!(rank(&grid, &after) >= rank(&grid, &before));
    }

    #[test]
    fn supposing_is_what_meeting_would_give(
        (grid, assessment) in generated::pair(), picks in any::<u64>()
    ) {
        let picked = |(at, standard): (usize, &grid::Standard)| {
            (picks >> (at % 64) & 1 == 1).then(|| standard.id.clone())
        };
        let met: std::collections::BTreeSet<_> =
            grid.standards.iter().enumerate().filter_map(picked).collect();
        let done: Vec<_> = met.iter().collect();
        prop_assert_eq!(
            suppose(&grid, &assessment, &met),
            score(&grid, &with_met(&grid, &assessment, &done))
        );
        prop_assert_eq!(
            suppose(&grid, &assessment, &Default::default()),
            score(&grid, &assessment)
        );
    }

    #[test]
    fn adding_current_evidence_never_lowers_the_level(
        (grid, assessment) in generated::pair(), pick in any::<prop::sample::Index>()
    ) {
        prop_assume!(!assessment.answers.is_empty());
        let before = score(&grid, &assessment);
        let mut better = assessment.clone();
        let proof = generated::lasting_evidence();
        better.evidence.push(proof.clone());
        let answer = &mut better.answers[pick.index(assessment.answers.len())];
        let standard = grid.standards.iter().find(|s| s.id == answer.standard).unwrap();
        for item in &standard.expected_evidence {
            let expected = Some(item.id.clone());
            answer.evidence.push(EvidenceLink { evidence: proof.id, expected, pages: None });
        }
        prop_assert!(rank(&grid, &score(&grid, &better)) >= rank(&grid, &before));
    }

    #[test]
    fn doing_what_next_lists_reaches_the_next_level_and_less_does_not(
        (grid, assessment) in generated::pair(), left_out in any::<prop::sample::Index>()
    ) {
        let before = score(&grid, &assessment);
        let Some(next) = &before.next else { return Ok(()) };
        let target = rank(&grid, &before) + 1;
        let chosen = next.choose.iter().flat_map(|c| c.among.iter().take(c.at_least as usize));
        let done: Vec<_> = next.required.iter().chain(chosen).collect();
        let after = score(&grid, &with_met(&grid, &assessment, &done));
        prop_assert!(rank(&grid, &after) >= target, "{:?}", next);
        prop_assume!(!next.required.is_empty());
        let without = left_out.index(next.required.len());
        let everything = before.gaps.iter().filter(|id| **id != next.required[without]);
        let almost = score(&grid, &with_met(&grid, &assessment, &everything.collect::<Vec<_>>()));
        prop_assert!(rank(&grid, &almost) < target, "{:?}", next.required[without]);
        for choice in &next.choose {
            prop_assert!(choice.at_least as usize <= choice.among.len());
            let fewer = choice.among.iter().take(choice.at_least as usize - 1);
            let others = before.gaps.iter().filter(|id| !choice.among.contains(id));
            let almost: Vec<_> = fewer.chain(others).collect();
            let almost = score(&grid, &with_met(&grid, &assessment, &almost));
            prop_assert!(rank(&grid, &almost) < target, "one less of {:?}", choice);
        }
    }

    #[test]
    fn gaps_and_cells_agree_with_the_outcomes((grid, assessment) in generated::pair()) {
        let score = score(&grid, &assessment);
        let fails = |s: &&super::StandardScore| s.outcome.is_counted() && !s.outcome.passes();
        let gaps: Vec<_> =
            score.standards.iter().filter(fails).map(|s| s.standard.clone()).collect();
        prop_assert_eq!(&gaps, &score.gaps);
        for level in &score.levels {
            let cells = score.stages.iter().filter(|cell| cell.level == level.level);
            let sums = cells.fold((0, 0), |s, cell| (s.0 + cell.counted, s.1 + cell.passing));
            prop_assert_eq!(sums, (level.counted, level.passing));
        }
    }
}
