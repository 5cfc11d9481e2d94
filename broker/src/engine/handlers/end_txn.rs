//! EndTxn (key 26): commits or aborts a transaction. Authorization: WRITE on the transactional id.
//! Answered when the decision is committed; the markers follow.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::{
        messages::{EndTxnRequest, EndTxnResponse},
        records::TransactionResult,
    },
    transactions::{NewProducer, TransactionVersion},
};

use super::in_transaction::{in_version, owned};
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// EndTxn. v2 knows PRODUCER_FENCED (KIP-588), v5 raises the epoch and tells it (KIP-890).
pub struct EndTxn;

impl Handler for EndTxn {
    type Request = EndTxnRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(call: &mut Call<'_>, request: EndTxnRequest) -> Reply<EndTxnResponse> {
        let node = call.node.clone();
        let id = owned(&request.transactional_id);
        let version = call.version;
        let producer = (ProducerId(request.producer_id), ProducerEpoch(request.producer_epoch));
        let result =
            if request.committed { TransactionResult::Commit } else { TransactionResult::Abort };
        let protocol = if version >= 5 { TransactionVersion::V2 } else { TransactionVersion::V0 };
        let asked = id.clone();
        node.reply_of_transaction(
            call,
            &id,
            Arc::new(refused),
            Box::new(move |shard, now| {
                let outcome = shard.end_transaction(&asked, producer, result, protocol, now)?;
                Ok(outcome.map(|producer| told(version, producer)))
            }),
        )
    }
}

fn told(version: i16, producer: NewProducer) -> EndTxnResponse {
    match producer {
        Ok((id, epoch)) if version >= 5 => {
            EndTxnResponse { producer_id: id.0, producer_epoch: epoch.0, ..Default::default() }
        }
        Ok(_) => refused(ErrorCode::None),
        Err(code) => refused(in_version(version, code)),
    }
}

fn refused(error: ErrorCode) -> EndTxnResponse {
    EndTxnResponse { error_code: error.code(), ..Default::default() }
}
