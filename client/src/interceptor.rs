//! Somebody who sees all records of a producer on their way.

use std::fmt;

use crate::{Record, Result, Written};

/// Sees every record of a producer before it is taken into a batch, and every outcome. Several are called in
/// the order in which the options name them (KIP-42).
///
/// ```
/// use ottla::{ProducerInterceptor, ProducerOptions, Record};
///
/// #[derive(Debug)]
/// struct Origin;
///
/// impl ProducerInterceptor for Origin {
///     fn on_send<'a>(&self, record: Record<'a>) -> Record<'a> {
///         record.owned_header("origin", "checkout")
///     }
/// }
///
/// let options =
///     ProducerOptions { interceptors: vec![std::sync::Arc::new(Origin)], ..Default::default() };
/// # let _ = options;
/// ```
pub trait ProducerInterceptor: Send + Sync {
    /// What is sent instead of this record: the same one, or another. Called by the task that sends.
    fn on_send<'a>(&self, record: Record<'a>) -> Record<'a> {
        record
    }

    /// What became of a record. Called by the producer's own task, so it has to be quick, and before the record's
    /// [`Delivery`](crate::Delivery) and any `flush` know: what it has counted is there when they end. A panic is
    /// logged, and the producer goes on. The `timestamp` is -1 where the topic keeps that of the sender. Records
    /// that were refused before they came into a batch are told to their sender alone.
    fn on_acknowledgement(&self, outcome: Result<&Written, &crate::Error>) {
        let _ = outcome;
    }
}

impl fmt::Debug for dyn ProducerInterceptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProducerInterceptor")
    }
}
