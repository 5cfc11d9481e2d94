//! InitProducerId (key 22): an id for an idempotent producer. Authorization: IDEMPOTENT_WRITE on
//! the cluster, or WRITE on any topic (KIP-679). Ids come in blocks from the metadata log; a
//! request that finds the block empty waits for the next one.

use std::ops::RangeInclusive;

use ottla_core::{
    model::{ErrorCode, ProducerId},
    protocol::messages::{InitProducerIdRequest, InitProducerIdResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// InitProducerId. v3 lets a producer ask for a higher epoch of its own id (KIP-360).
pub struct InitProducerId;

impl Handler for InitProducerId {
    type Request = InitProducerIdRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(
        call: &mut Call<'_>,
        request: InitProducerIdRequest,
    ) -> Reply<InitProducerIdResponse> {
        match &request.transactional_id {
            Some(id) if id.is_empty() => return Reply::Now(refused(ErrorCode::InvalidRequest)),
            // No broker of this cluster coordinates transactions yet.
            Some(_) => return Reply::Now(refused(ErrorCode::NotCoordinator)),
            None => {}
        }
        // Without a transactional id there is no epoch to raise: Kafka gives a new id, epoch 0.
        match call.node.clone().next_producer_id(call) {
            Ok((id, commit)) => commit.reply(given(id), None),
            Err(error) => Reply::Now(refused(error)),
        }
    }
}

fn given(id: ProducerId) -> InitProducerIdResponse {
    InitProducerIdResponse { producer_id: id.0, producer_epoch: 0, ..Default::default() }
}

fn refused(error: ErrorCode) -> InitProducerIdResponse {
    InitProducerIdResponse {
        error_code: error.code(),
        producer_id: -1,
        producer_epoch: -1,
        ..Default::default()
    }
}
