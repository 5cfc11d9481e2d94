//! When a failure is worth a line in the log: once it has lasted, and not each time that it is met.

use std::time::Duration;

use ottla_core::model::{Moment, Now};

/// A failure that lasts is told again after so long.
pub(super) const COMPLAINT_INTERVAL: Duration = Duration::from_secs(5);
/// What passes by itself has passed after so long: an election, the session of a broker that has died.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// What was not met for so long is over, if nobody has said so.
const OVER: Duration = Duration::from_secs(60);

/// A failure that may be met again and again.
#[derive(Debug, Default)]
pub(super) struct Complaint {
    since: Option<Moment>,
    last: Option<Moment>,
    told: Option<Moment>,
}

impl Complaint {
    /// It was met. Whether that is to be told: not before it has lasted for `patience`, and then every
    /// [`COMPLAINT_INTERVAL`].
    pub(super) fn is_due(&mut self, patience: Duration, now: Now) -> bool {
        if self.last.is_some_and(|at| now.monotonic.since(at) >= OVER) {
            self.over();
        }
        self.last = Some(now.monotonic);
        let since = *self.since.get_or_insert(now.monotonic);
        let has_lasted = now.monotonic.since(since) >= patience;
        let is_due =
            has_lasted && self.told.is_none_or(|at| now.monotonic.since(at) >= COMPLAINT_INTERVAL);
        if is_due {
            self.told = Some(now.monotonic);
        }
        is_due
    }

    /// It is over: the next one is another.
    pub(super) fn over(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::model::Timestamp;

    use super::*;

    fn at(millis: u64) -> Now {
        Now { monotonic: Moment(Duration::from_millis(millis)), wall: Timestamp(0) }
    }

    #[test]
    fn a_failure_is_told_when_it_has_lasted_and_then_now_and_again() {
        let mut complaint = Complaint::default();
        let mut due = |millis| complaint.is_due(PATIENCE, at(millis));
        assert_eq!(
            [0, 1_999, 2_000, 2_001, 6_999, 7_000].map(&mut due),
            [false, false, true, false, false, true]
        );
    }

    #[test]
    fn one_that_passes_is_not_told() {
        let mut complaint = Complaint::default();
        assert!(!complaint.is_due(PATIENCE, at(0)));
        complaint.over();
        assert!(!complaint.is_due(PATIENCE, at(3_000)));
        assert!(complaint.is_due(PATIENCE, at(5_000)));
        assert!(!complaint.is_due(PATIENCE, at(65_000)));
        assert!(Complaint::default().is_due(Duration::ZERO, at(0)));
    }
}
