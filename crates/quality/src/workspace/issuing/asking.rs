//! Asking for a timestamp, so that whoever waits is told that it is a service that is waited for.

use std::cell::Cell;

use pades::timestamp::{Service, Unanswered};

/// A timestamp service, and whether it is being asked.
pub(super) struct Asking<'s> {
    pub(super) service: &'s mut dyn Service,
    pub(super) is_asked: &'s Cell<bool>,
}

impl Service for Asking<'_> {
    fn answer(
        &mut self,
        request: &[u8],
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<u8>, Unanswered> {
        self.is_asked.set(true);
        let answer = match goes_on() {
            true => self.service.answer(request, goes_on),
            false => Err(Unanswered::Cancelled),
        };
        self.is_asked.set(false);
        answer
    }
}
