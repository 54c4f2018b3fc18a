//! The rules as they are judged, one after another, and what they come to.
//!
//! A rule that was not reached is undecided; only all of them together pass. Source: trust.md.

use crate::profile::Profile;
use crate::report::{Check, Form, Integrity, Reason, Rule, Signature};
use crate::trust::Trust;

/// The rules as they are judged; one that was not reached stays undecided.
#[derive(Default)]
pub(super) struct Checks {
    judged: Vec<Check>,
}

impl Checks {
    /// Holds.
    pub(super) fn passed(&mut self, rule: Rule) {
        self.judged(rule, Vec::new());
    }

    /// Does not hold.
    pub(super) fn failed(&mut self, rule: Rule, reasons: Vec<Reason>) {
        self.judged.push(Check {
            rule,
            outcome: Integrity::Failed,
            reasons,
        });
    }

    /// Neither broken nor proven, for these reasons.
    pub(super) fn undecided(&mut self, rule: Rule, reasons: Vec<Reason>) {
        let outcome = Integrity::Undecided;
        self.judged.push(Check {
            rule,
            outcome,
            reasons,
        });
    }

    /// Holds when there is no reason why not.
    pub(super) fn judged(&mut self, rule: Rule, reasons: Vec<Reason>) {
        let outcome = if reasons.is_empty() {
            Integrity::Passed
        } else {
            Integrity::Failed
        };
        self.judged.push(Check {
            rule,
            outcome,
            reasons,
        });
    }

    /// The signature with these checks, of which nothing else is known yet.
    pub(super) fn into_signature(mut self) -> Signature {
        for rule in Rule::ALL {
            if !self.judged.iter().any(|check| check.rule == rule) {
                self.judged.push(Check {
                    rule,
                    outcome: Integrity::Undecided,
                    reasons: Vec::new(),
                });
            }
        }
        self.judged.sort_by_key(|check| check.rule);
        let has = |outcome: Integrity| self.judged.iter().any(|check| check.outcome == outcome);
        let integrity = match (has(Integrity::Failed), has(Integrity::Undecided)) {
            (true, _) => Integrity::Failed,
            (false, true) => Integrity::Undecided,
            (false, false) => Integrity::Passed,
        };
        Signature {
            integrity,
            checks: self.judged,
            signer: None,
            certificate: None,
            declared_at: None,
            timestamp: None,
            profile: Profile::Other,
            trust: Trust::Unknown,
            warnings: Vec::new(),
            key: None,
            scheme: None,
            digest: None,
            byte_range: None,
            form: Form::default(),
        }
    }
}
