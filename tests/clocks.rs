//! G10: a machine's clock may be wrong; what comes after is told by count, not by time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use promises::worker::{WORKSPACE, answer, demo_id, edge, last_answer, make_light_workspace};
use quality::clock::{Clock, Moment};
use quality::workspace::{Edge, Workspace};

use crate::executable::{run_with, text};
use crate::fault::quick_folder;

/// A clock that a test sets.
#[derive(Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    /// A clock that stands at that second.
    pub fn at(second: i64) -> Self {
        Self(Arc::new(AtomicI64::new(second)))
    }

    /// Sets it, forward or back.
    pub fn set(&self, second: i64) {
        self.0.store(second, Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Moment {
        Moment::from_unix(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

const YEAR: i64 = 365 * 86_400;

#[test]
fn g10_whatever_the_clock_says_answers_are_kept_in_the_order_in_which_they_were_given() {
    let place = quick_folder();
    make_light_workspace(place.path(), None);
    let now = Moment::parse(promises::worker::NOW)
        .unwrap()
        .timestamp()
        .as_second();
    let clock = SetClock::at(now);
    let told = Edge {
        clock: Box::new(clock.clone()),
        ..edge(7)
    };
    let workspace = Workspace::open(&place.path().join(WORKSPACE), None, told).unwrap();
    let shifts = [0, -10 * YEAR, 10 * YEAR, -3_600, 0, 7_000 * YEAR];
    for (number, shift) in (1..).zip(shifts) {
        clock.set(now + shift);
        answer(&workspace, number).unwrap();
        let sheet = workspace.sheet(demo_id()).unwrap();
        assert_eq!(last_answer(&sheet.assessment), number);
        let said = sheet.saved_at.unwrap().timestamp().as_second();
        assert_eq!(said, now + shift, "time is kept as stated");
    }
    for number in (0..shifts.len() as u64).rev() {
        let sheet = workspace.undo(demo_id()).unwrap();
        assert_eq!(
            last_answer(&sheet.assessment),
            number,
            "the last one given goes first"
        );
    }
    workspace.check().unwrap();
}

#[test]
fn g10_the_executable_refuses_nothing_for_the_clock() {
    let place = quick_folder();
    make_light_workspace(place.path(), None);
    let workspace = place.path().join(WORKSPACE);
    let id = demo_id().to_string();
    for (number, epoch) in ["1450000000", "1795305600", "2100000000"]
        .iter()
        .enumerate()
    {
        let out = place.path().join(format!("{number}.json"));
        let export = [
            "export",
            "--workspace",
            text(&workspace),
            "--assessment",
            &id,
        ];
        let export = [&export[..], &["--out", text(&out)]].concat();
        let ran = run_with(&export, &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}
