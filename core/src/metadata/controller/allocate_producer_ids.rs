//! AllocateProducerIds: a broker of the cluster asks for its next block of producer ids.

use super::{
    ActiveController, Basis, Judged, PRODUCER_ID_BLOCK_SIZE, ProducerIdBlock, Refusal,
    allocate_producer_ids, broker_changes::check_broker_epoch,
};
use crate::model::{ErrorCode, NodeId};

impl ActiveController {
    /// Gives the next block to a broker.
    #[must_use]
    pub fn allocate_producer_ids(
        &self,
        basis: Basis<'_>,
        broker: NodeId,
        broker_epoch: i64,
    ) -> Judged<ProducerIdBlock> {
        if let Err(refusal) = check_broker_epoch(basis.image, broker, broker_epoch) {
            return Judged::refused(refusal);
        }
        let next = basis.image.next_producer_id.map_or(0, |id| id.0);
        if next > i64::MAX - PRODUCER_ID_BLOCK_SIZE {
            let message = "Exhausted all producerIds as the next block's end producerId has exceeded \
                           the int64 type limit";
            return Judged::refused(Refusal::new(ErrorCode::UnknownServerError, message));
        }
        let decision = allocate_producer_ids(basis.image, broker, broker_epoch);
        Judged { records: decision.records, response: Ok(decision.response) }
    }
}
