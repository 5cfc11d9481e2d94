//! InitProducerId (key 22): an id for an idempotent producer, or the id and epoch of a transactional one.
//! Authorization: IDEMPOTENT_WRITE on the cluster, or WRITE on any topic (KIP-679); with a transactional id
//! WRITE on that. Ids come in blocks from the metadata log; a request that finds the block empty waits
//! for the next one.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::messages::{InitProducerIdRequest, InitProducerIdResponse},
    transactions::NewProducer,
};

use super::in_transaction::owned;
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// InitProducerId. v3 lets a producer ask for a higher epoch of its own id (KIP-360), v4 knows
/// PRODUCER_FENCED (KIP-588).
pub struct InitProducerId;

impl Handler for InitProducerId {
    type Request = InitProducerIdRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(
        call: &mut Call<'_>,
        request: InitProducerIdRequest,
    ) -> Reply<InitProducerIdResponse> {
        let expected = match (request.producer_id, request.producer_epoch) {
            (-1, -1) => None,
            (-1, _) | (_, -1) => return Reply::Now(refused(ErrorCode::InvalidRequest)),
            (id, epoch) => Some((ProducerId(id), ProducerEpoch(epoch))),
        };
        let node = call.node.clone();
        let Some(id) = request.transactional_id else {
            // Without a transactional id there is no epoch to raise: Kafka gives a new id, epoch 0.
            return match node.next_producer_id(call) {
                Ok((id, commit)) => commit.reply(given(id, ProducerEpoch(0)), None),
                Err(error) => Reply::Now(refused(error)),
            };
        };
        if id.is_empty() {
            return Reply::Now(refused(ErrorCode::InvalidRequest));
        }
        let id = owned(&id);
        let (version, timeout_ms) = (call.version, request.transaction_timeout_ms);
        let asked = id.clone();
        node.reply_of_transaction(
            call,
            &id,
            Arc::new(refused),
            Box::new(move |shard, now| {
                let outcome = shard.init_producer_id(&asked, timeout_ms, expected, now)?;
                Ok(outcome.map(|producer| told(version, producer)))
            }),
        )
    }
}

fn told(version: i16, producer: NewProducer) -> InitProducerIdResponse {
    match producer {
        Ok((id, epoch)) => given(id, epoch),
        // Clients of earlier versions do not know the newer code.
        Err(ErrorCode::ProducerFenced) if version < 4 => refused(ErrorCode::InvalidProducerEpoch),
        Err(code) => refused(code),
    }
}

fn given(id: ProducerId, epoch: ProducerEpoch) -> InitProducerIdResponse {
    InitProducerIdResponse { producer_id: id.0, producer_epoch: epoch.0, ..Default::default() }
}

fn refused(error: ErrorCode) -> InitProducerIdResponse {
    InitProducerIdResponse {
        error_code: error.code(),
        producer_id: -1,
        producer_epoch: -1,
        ..Default::default()
    }
}
