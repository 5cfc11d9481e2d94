//! AddOffsetsToTxn (key 25): the offsets of a group are to be committed in a transaction. Authorization:
//! WRITE on the transactional id, READ on the group. Clients of KIP-890 leave it to TxnOffsetCommit.

use std::{collections::BTreeSet, ops::RangeInclusive, sync::Arc};

use ottla_core::{
    coordinator::Shard,
    groups::GroupShard,
    model::{ErrorCode, ProducerEpoch, ProducerId, TopicName, TopicPartition},
    protocol::messages::{AddOffsetsToTxnRequest, AddOffsetsToTxnResponse},
    transactions::{Adding, TransactionVersion},
};

use super::in_transaction::{in_version as code_in_version, owned};
use crate::engine::{
    call::Call,
    coordinator::{AfterShards, Answered},
    handler::{Handler, Reply},
};

/// AddOffsetsToTxn. v2 knows PRODUCER_FENCED (KIP-588).
pub struct AddOffsetsToTxn;

impl Handler for AddOffsetsToTxn {
    type Request = AddOffsetsToTxnRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=4;

    fn handle(
        call: &mut Call<'_>,
        request: AddOffsetsToTxnRequest,
    ) -> Reply<AddOffsetsToTxnResponse> {
        let node = call.node.clone();
        let partition = node.group_partition_to_be(&request.group_id);
        let topic = TopicName::new(GroupShard::TOPIC).expect("a legal name");
        let partitions = BTreeSet::from([TopicPartition { topic, partition }]);
        let adding = Adding {
            id: &owned(&request.transactional_id),
            producer_id: ProducerId(request.producer_id),
            producer_epoch: ProducerEpoch(request.producer_epoch),
            partitions: &partitions,
            version: TransactionVersion::V0,
        };
        let asked =
            node.ask_transaction(call, adding.id, |shard, now| shard.add_partitions(&adding, now));
        match asked {
            Ok(Answered { response: code, commit }) => {
                let refuse = Arc::new(refused);
                let response = refused(code_in_version(call.version, code));
                AfterShards::new(response, vec![commit], refuse, call).reply(call)
            }
            Err(code) => Reply::Now(refused(code)),
        }
    }
}

fn refused(error: ErrorCode) -> AddOffsetsToTxnResponse {
    AddOffsetsToTxnResponse { error_code: error.code(), ..Default::default() }
}
