//! What time does: transactions that are open for too long are aborted, ids that were idle for too long are
//! forgotten.

use std::time::Duration;

use bytestring::ByteString;

use super::{
    TransactionRecord, TransactionShard, TransactionState, TransactionTimer, shard::Outcome,
};
use crate::model::{Now, Timestamp};

impl TransactionShard {
    pub(super) fn begin_timers(&mut self, now: Now) {
        self.timers
            .arm(TransactionTimer::Expiry, now.monotonic + self.settings.id_expiration_interval);
        let open =
            self.transactions.iter().filter(|(_, one)| one.state == TransactionState::Ongoing);
        let open: Vec<_> = open.map(|(id, one)| (id.clone(), one.clone())).collect();
        for (id, transaction) in open {
            self.arm_time_out(&id, &transaction, now);
        }
    }

    /// Aborts a transaction whose time is over; its client is fenced.
    pub(super) fn time_out(&mut self, id: &ByteString, now: Now) -> Outcome<()> {
        let open = self.transactions.get(id).filter(|one| one.state == TransactionState::Ongoing);
        let Some(transaction) = open.cloned() else { return Outcome::nothing() };
        if !until(transaction.times_out_at(), now).is_zero() {
            self.arm_time_out(id, &transaction, now);
            return Outcome::nothing();
        }
        // Again if the log cannot be written.
        let retry = now.monotonic + self.settings.abort_retry;
        self.timers.arm(TransactionTimer::TimeOut(id.clone()), retry);
        let version = self.version();
        match self.following_producer_id(&transaction, version) {
            Ok(next_producer_id) => {
                let fenced = transaction.fenced(version, next_producer_id, now);
                Outcome::with_records((), vec![self.set(id, fenced)])
            }
            Err(_) => {
                self.wants_producer_id = true;
                let soon = now.monotonic + Duration::from_millis(100);
                self.timers.arm(TransactionTimer::TimeOut(id.clone()), soon);
                Outcome::nothing()
            }
        }
    }

    /// Forgets ids that have been idle for `transactional.id.expiration.ms`.
    pub(super) fn expire(&mut self, now: Now) -> Outcome<()> {
        self.timers
            .arm(TransactionTimer::Expiry, now.monotonic + self.settings.id_expiration_interval);
        let expiration = i64::try_from(self.settings.id_expiration.as_millis()).unwrap_or(i64::MAX);
        let idle = self
            .transactions
            .iter()
            .filter(|(_, one)| one.state.is_idle() && now.wall - one.updated_at >= expiration);
        let records = idle.map(|(id, _)| TransactionRecord::Removed(id.clone()));
        Outcome::with_records((), records.collect())
    }
}

/// How long until `at`; zero if it has come.
pub(super) fn until(at: Timestamp, now: Now) -> Duration {
    Duration::from_millis(u64::try_from(at - now.wall).unwrap_or(0))
}
