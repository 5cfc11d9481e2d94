//! What producers count: requests and batches as they are sent, and waits for memory.

use ottla_core::{model::Moment, protocol::codec::Records};
use tokio::time::Instant;

use super::sender::Shared;
use crate::{
    ClientMetrics,
    engine::accumulator::Outgoing,
    events::Event,
    metrics::registry::{Registry, Source},
    observer::Observer,
};

impl Source for Shared {
    fn observe(&self, into: &mut ClientMetrics) {
        into.producer.buffer_used += self.accumulator.lock().memory() as u64;
        into.labels.say("transactional_id", self.options.transactional_id.as_deref());
        into.producer.buffer_total += self.options.buffer_memory as u64;
    }
}

/// Counts the batches of a request.
pub(super) fn sent<'a>(
    metrics: &Registry,
    now: Moment,
    batches: impl Iterator<Item = (&'a Outgoing, &'a Records)>,
) {
    let counted = &metrics.producer;
    let mut records = 0;
    for (Outgoing { batch, .. }, bytes) in batches {
        let (count, bytes) = (u64::try_from(batch.count).unwrap_or(0), bytes.len() as u64);
        records += count;
        counted.batches.one();
        counted.bytes.add(bytes);
        counted.batch_bytes.note(bytes);
        if batch.failures == 0 {
            counted.queue_time.note_time(now.0.saturating_sub(batch.opened.0));
        } else {
            counted.retried_records.add(count);
        }
    }
    counted.records.add(records);
    counted.request_records.note(records);
}

/// Counts records that were given up.
pub(super) fn failed(observer: &Observer, records: u64) {
    if records > 0 {
        observer.metrics.producer.failed_records.add(records);
        observer.events.tell(|| Event::ProduceFailed { records });
    }
}

/// A call that waits for memory, as long as it does.
pub(crate) struct Blocked<'a> {
    metrics: &'a Registry,
    since: Instant,
}

impl<'a> Blocked<'a> {
    pub(crate) fn begin(metrics: &'a Registry) -> Self {
        metrics.producer.blocked.one();
        Self { metrics, since: Instant::now() }
    }
}

impl Drop for Blocked<'_> {
    fn drop(&mut self) {
        self.metrics.producer.unblocked.one();
        self.metrics.producer.blocked_time.note_time(self.since.elapsed());
    }
}
