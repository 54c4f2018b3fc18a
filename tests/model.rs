//! F9, G13: whatever a person does, in whatever order, agrees with a model of a few lines.
//!
//! The model (`model/state.rs`) is a plain value with the values before it; it knows nothing of
//! files. After every step the workspace must say the same as the model, also after a crash, a
//! copy and its return; and at the end everything can be undone and redone.

mod deed;
mod run;
mod state;

use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use quality::store::Passphrase;

use crate::fault::{is_thorough, times};

/// Tries that many runs of up to `steps` deeds: the same ones in every ordinary run, new ones each
/// time that all is tried.
fn assert_agrees(cases: usize, steps: usize, passphrase: Option<&Passphrase>) {
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let algorithm = RngAlgorithm::ChaCha;
    let mut runner = if is_thorough() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(algorithm))
    };
    let tried = runner.run(&vec(deed::any(), 1..=steps), |deeds| {
        run::agrees(&deeds, passphrase);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn g13_any_sequence_agrees_with_the_model_and_can_be_undone_and_redone() {
    assert_agrees(times(24, 2_000), times(25, 50), None);
}

#[test]
fn g13_any_sequence_agrees_with_the_model_in_an_encrypted_workspace() {
    let passphrase = promises::worker::passphrase();
    assert_agrees(times(2, 100), 15, Some(&passphrase));
}
