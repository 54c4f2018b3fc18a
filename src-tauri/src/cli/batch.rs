//! Many files: examined in other processes, several at once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use pades::TrustAnchors;
use quality::clock::Moment;

use crate::examination::{Examination, Examined};
use crate::failure::Failure;

/// Most files that are examined at once: each may take the memory that one may.
const MOST_AT_ONCE: usize = 8;

/// Examines `files` and gives what each is worth to `tell`, in their order, as soon as all before
/// it are told.
///
/// # Errors
/// What `tell` says; no further file is begun then.
pub fn examine_all(
    files: &[PathBuf],
    anchors: &TrustAnchors,
    at: Moment,
    tell: &mut dyn FnMut(Result<Examined, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let at_once = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let (sender, examined) = channel();
    thread::scope(|scope| {
        for _ in 0..at_once.min(MOST_AT_ONCE).min(files.len()) {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                let mut examination = Examination::default();
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(place) else { break };
                    let goes_on = &mut |_, _| !is_over.load(Ordering::Relaxed);
                    let found = examination.examine(file, anchors, at, goes_on);
                    if is_over.load(Ordering::Relaxed) || sender.send((place, found)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut told = 0;
        for (place, found) in examined {
            waiting.insert(place, found);
            while let Some(found) = waiting.remove(&told) {
                told += 1;
                tell(found).inspect_err(|_| is_over.store(true, Ordering::Relaxed))?;
            }
        }
        Ok(())
    })
}
