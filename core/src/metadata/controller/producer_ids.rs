//! Blocks of producer ids: each broker gets a block from the metadata log and hands ids out of it,
//! so that no id is ever given twice, whatever crashes.

use super::Decision;
use crate::{
    metadata::MetadataImage,
    model::{NodeId, ProducerId},
    protocol::messages::{MetadataRecord, ProducerIdsRecord},
};

/// Ids in a block.
pub const PRODUCER_ID_BLOCK_SIZE: i64 = 1000;

/// Ids that one broker may hand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProducerIdBlock {
    next: i64,
    end: i64,
}

impl ProducerIdBlock {
    /// The block of `count` ids from `first` on.
    #[must_use]
    pub fn new(first: ProducerId, count: i64) -> Self {
        Self { next: first.0, end: first.0.saturating_add(count) }
    }

    /// The next id that it gives.
    #[must_use]
    pub fn first(&self) -> ProducerId {
        ProducerId(self.next)
    }

    /// How many ids it has left.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.end - self.next
    }

    /// Takes an id, or `None` when the block is used up.
    pub fn take(&mut self) -> Option<ProducerId> {
        (self.next < self.end).then(|| {
            self.next += 1;
            ProducerId(self.next - 1)
        })
    }
}

/// Gives the next block to a broker.
#[must_use]
pub fn allocate_producer_ids(
    image: &MetadataImage,
    broker: NodeId,
    broker_epoch: i64,
) -> Decision<ProducerIdBlock> {
    let next = image.next_producer_id.map_or(0, |id| id.0);
    let end = next.saturating_add(PRODUCER_ID_BLOCK_SIZE);
    let record = ProducerIdsRecord {
        broker_id: broker.0,
        broker_epoch,
        next_producer_id: end,
        ..Default::default()
    };
    Decision {
        records: vec![MetadataRecord::ProducerIdsRecord(record)],
        response: ProducerIdBlock { next, end },
    }
}
