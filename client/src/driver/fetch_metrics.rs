//! What consumers count: answers as they come, records as they are handed out; and their lag.

use ottla_core::protocol::messages::FetchResponse;

use super::{chunk::Chunk, fetch_queue::Shared};
use crate::{
    ClientMetrics, RecordBatch, TopicPartition,
    metrics::registry::{Registry, Source},
};

impl Source for Shared {
    fn observe(&self, into: &mut ClientMetrics) {
        into.labels.say("client_rack", self.options.client_rack.as_deref());
        let consumer = &mut into.consumer;
        let state = self.state.lock();
        let positions = &state.fetching.positions;
        for key in positions.keys() {
            consumer.assigned_partitions += 1;
            let position = self.handing_out(&state, key);
            if let (Some(end), Some(offset)) = (positions.end(key), position) {
                let lag = u64::try_from(end - offset).unwrap_or(0);
                // Two consumers of one client may read the same partition.
                let known = consumer.lag.entry(TopicPartition::from(key.clone())).or_default();
                *known = lag.max(*known);
            }
        }
    }
}

/// Counts an answer.
pub(super) fn fetched(metrics: &Registry, response: &FetchResponse) {
    let partitions = response.responses.iter().flat_map(|topic| &topic.partitions);
    let sizes = partitions.filter_map(|partition| partition.records.as_ref());
    let bytes: usize = sizes.map(ottla_core::protocol::codec::Records::len).sum();
    metrics.consumer.fetch_bytes.note(bytes as u64);
}

/// Counts what begins to be handed out.
pub(super) fn taken(metrics: &Registry, chunk: &Chunk) {
    metrics.consumer.bytes.add(chunk.size as u64);
}

/// Counts what is handed out.
pub(super) fn handed_out(metrics: &Registry, batch: &RecordBatch) {
    metrics.consumer.records.add(batch.len() as u64);
}
