//! The handler. Authorization: WRITE on the topic, and on the transactional id where there is one. Each
//! partition is judged by itself.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::{ErrorCode, PartitionId},
    protocol::messages::{ProduceRequest, ProduceResponse, produce_request::TopicProduceData},
    replication::Acks,
    storage::producers::Verified,
};

use super::{
    answer::Answering,
    append::{Refusal, append, check},
    in_transaction,
};
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
    view::{TopicRuntime, View},
};

/// Produce. v7 allows zstd, v8 tells which records were wrong (KIP-467), v12 has the broker add partitions to
/// transactions (KIP-890), v13 names topics by id. Versions 0 to 2 are listed because librdkafka looks for
/// them, and refused, as Apache Kafka does.
pub struct Produce;

impl Handler for Produce {
    type Request = ProduceRequest;

    const VERSIONS: RangeInclusive<i16> = 3..=13;
    const LISTED: RangeInclusive<i16> = 0..=13;

    fn handle(call: &mut Call<'_>, request: ProduceRequest) -> Reply<ProduceResponse> {
        let acks = Acks::from_wire(request.acks);
        if in_transaction::concerns(&request) {
            return in_transaction::handle(call, request, acks);
        }
        let view = call.view();
        let mut answering = Answering::new(acks, request.timeout_ms, request.topic_data.len());
        for topic in request.topic_data {
            let runtime = find(&view, call.version, &topic);
            answering.begin_topic(topic.name, topic.topic_id);
            for partition in topic.partition_data {
                let id = PartitionId(partition.index);
                let acks = acks.ok_or(Refusal::from(ErrorCode::InvalidRequiredAcks));
                let outcome = acks.and_then(|acks| {
                    let runtime = runtime.as_ref().map_err(|code| Refusal::from(*code))?;
                    let checked = check(call, runtime, id, partition.records)?;
                    append(call, &checked, Verified::No, acks)
                });
                answering.add(id, outcome);
            }
        }
        answering.reply(call)
    }
}

pub(super) fn find(
    view: &View,
    version: i16,
    topic: &TopicProduceData,
) -> Result<Arc<TopicRuntime>, ErrorCode> {
    if version >= 13 {
        view.topic_by_id(topic.topic_id).cloned().ok_or(ErrorCode::UnknownTopicId)
    } else {
        view.topic_by_name(&topic.name).cloned().ok_or(ErrorCode::UnknownTopicOrPartition)
    }
}
