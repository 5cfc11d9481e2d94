//! The naive model: a list of batches.

use std::collections::BTreeMap;

use ottla_core::{
    model::{LeaderEpoch, Offset, ProducerId, Timestamp},
    protocol::records::{BatchHeader, StampedHeader},
};

#[derive(Clone, Debug)]
pub(crate) struct ModelBatch {
    pub(crate) header: BatchHeader,
    pub(crate) bytes: Vec<u8>,
}

/// Everything that was appended and not cut. Batches before the start are kept: a crash may bring
/// back what retention had removed.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) batches: Vec<ModelBatch>,
    /// Where the log began, the first time or anew.
    floor: i64,
}

impl Model {
    pub(crate) fn end(&self) -> Offset {
        self.batches.last().map_or(Offset(self.floor), |batch| batch.header.last_offset() + 1)
    }

    pub(crate) fn append(&mut self, bytes: &[u8], epoch: LeaderEpoch) {
        let mut stamped = StampedHeader::copy_of(bytes).unwrap();
        stamped.set_base_offset(self.end());
        stamped.set_leader_epoch(epoch);
        let mut whole = bytes.to_vec();
        whole[..61].copy_from_slice(stamped.as_bytes());
        self.batches.push(ModelBatch { header: stamped.header(), bytes: whole });
    }

    /// Drops the batch that holds `offset` and all later ones.
    pub(crate) fn truncate(&mut self, offset: Offset) {
        self.batches.retain(|batch| batch.header.last_offset() < offset);
    }

    /// Forgets everything; the next batch gets `offset`.
    pub(crate) fn start_anew(&mut self, offset: Offset) {
        self.batches.clear();
        self.floor = offset.0;
    }

    /// The batches that hold an offset at or after `from`.
    pub(crate) fn from(&self, from: Offset) -> &[ModelBatch] {
        let first = self.batches.partition_point(|batch| batch.header.last_offset() < from);
        &self.batches[first..]
    }

    pub(crate) fn latest_epoch(&self) -> LeaderEpoch {
        self.batches.last().map_or(LeaderEpoch(0), |batch| batch.header.leader_epoch)
    }

    pub(crate) fn first_at_least(&self, start: Offset, timestamp: Timestamp) -> Option<Offset> {
        let mut batches = self.from(start).iter();
        let found = batches.find(|batch| batch.header.max_timestamp >= timestamp)?;
        Some(found.header.base_offset)
    }

    pub(crate) fn max_timestamp(&self, start: Offset) -> Option<Timestamp> {
        self.from(start).iter().map(|batch| batch.header.max_timestamp).max()
    }

    /// Last sequence and last offset of each producer.
    pub(crate) fn producers(&self) -> BTreeMap<ProducerId, (i32, Offset)> {
        let mut producers = BTreeMap::new();
        for batch in self.batches.iter().filter(|batch| batch.header.has_producer()) {
            let header = &batch.header;
            producers.insert(header.producer_id, (header.last_sequence(), header.last_offset()));
        }
        producers
    }
}
