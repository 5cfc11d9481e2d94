//! What the controller does without being asked: it fences silent brokers, gives leadership back to preferred
//! replicas, and elects leaders where only an unclean one is left. When each is due is kept here.

use std::time::Duration;

use super::{ActiveController, Basis, Decision, active::milliseconds, rebalance::Elected};
use crate::model::{Moment, NodeId, Now, config::BrokerEntries};

/// Time after which an election that had too many partitions for one decision goes on.
const AGAIN: Duration = Duration::from_millis(10);

/// When what repeats is due.
#[derive(Clone, Debug)]
pub(super) struct Timers {
    /// `None` without `auto.leader.rebalance.enable`.
    preferred: Option<Repeated>,
    unclean: Repeated,
}

#[derive(Clone, Copy, Debug)]
struct Repeated {
    interval: Duration,
    due: Moment,
}

impl Repeated {
    fn new(interval: Duration, now: Now) -> Self {
        Self { interval, due: now.monotonic + interval }
    }

    fn is_due(&self, now: Now) -> bool {
        self.due <= now.monotonic
    }

    fn ran(&mut self, elected: Elected, now: Now) {
        let wait = match elected {
            Elected::All => self.interval,
            Elected::AsManyAsAtOnce => AGAIN,
        };
        self.due = now.monotonic + wait;
    }
}

impl Timers {
    pub(super) fn begin(entries: &BrokerEntries, now: Now) -> Self {
        let seconds = entries.integer("leader.imbalance.check.interval.seconds");
        let interval = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
        let balances = entries.is_true("auto.leader.rebalance.enable");
        let unclean = milliseconds(entries, "unclean.leader.election.interval.ms");
        Self {
            preferred: balances.then(|| Repeated::new(interval, now)),
            unclean: Repeated::new(unclean, now),
        }
    }
}

/// What was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A broker was silent for too long, and is fenced.
    StaleBroker(NodeId),
    /// Leadership goes back to preferred replicas.
    PreferredLeaders,
    /// Partitions without a leader may get an unclean one.
    UncleanLeaders,
}

impl ActiveController {
    /// When [`ActiveController::timeout`] should be called next. To be asked again after every other call.
    #[must_use]
    pub fn next_timeout(&self) -> Moment {
        let repeated = self.timers.preferred.map_or(self.timers.unclean.due, |preferred| {
            preferred.due.min(self.timers.unclean.due)
        });
        self.sessions.next_expiry().map_or(repeated, |expiry| expiry.min(repeated))
    }

    /// Does one thing that is due, and says which; `None` if nothing is. Its records are to be replayed before the
    /// next call.
    #[must_use]
    pub fn timeout(&mut self, basis: Basis<'_>) -> Decision<Option<Due>> {
        let stale = self.fence_stale(basis);
        if let Some(broker) = stale.response {
            return Decision { records: stale.records, response: Some(Due::StaleBroker(broker)) };
        }
        if self.timers.preferred.is_some_and(|one| one.is_due(basis.now)) {
            let Decision { records, response } = self.elect_preferred_leaders(basis);
            if let Some(timer) = &mut self.timers.preferred {
                timer.ran(response, basis.now);
            }
            return Decision { records, response: Some(Due::PreferredLeaders) };
        }
        if self.timers.unclean.is_due(basis.now) {
            let Decision { records, response } = self.elect_unclean_leaders(basis);
            self.timers.unclean.ran(response, basis.now);
            return Decision { records, response: Some(Due::UncleanLeaders) };
        }
        Decision { records: Vec::new(), response: None }
    }
}
