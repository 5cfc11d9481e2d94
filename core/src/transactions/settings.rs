//! The broker's keys that the transaction coordinator goes by, as values.

use std::time::Duration;

use crate::model::config::BrokerEntries;

/// What the broker's configuration says of transactions.
#[derive(Clone, Debug)]
pub struct TransactionSettings {
    /// `transaction.max.timeout.ms`.
    pub timeout_ms_max: i32,
    /// `transactional.id.expiration.ms`.
    pub id_expiration: Duration,
    /// `transaction.remove.expired.transaction.cleanup.interval.ms`.
    pub id_expiration_interval: Duration,
    /// `transaction.abort.timed.out.transaction.cleanup.interval.ms`.
    pub abort_retry: Duration,
}

impl TransactionSettings {
    /// What a broker's keys say.
    #[must_use]
    pub fn of(entries: &BrokerEntries) -> Self {
        let millis = |name: &str| {
            Duration::from_millis(u64::try_from(entries.integer(name)).unwrap_or_default())
        };
        Self {
            timeout_ms_max: i32::try_from(entries.integer("transaction.max.timeout.ms"))
                .unwrap_or(i32::MAX),
            id_expiration: millis("transactional.id.expiration.ms"),
            id_expiration_interval: millis(
                "transaction.remove.expired.transaction.cleanup.interval.ms",
            ),
            abort_retry: millis("transaction.abort.timed.out.transaction.cleanup.interval.ms"),
        }
    }
}
