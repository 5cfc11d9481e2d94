//! OffsetForLeaderEpoch (key 23): where an epoch ends in the leader's log (KIP-101, KIP-279, KIP-320).
//! Authorization: DESCRIBE on each topic, or CLUSTER_ACTION for brokers.

use std::ops::RangeInclusive;

use ottla_core::{
    model::{ErrorCode, LeaderEpoch, PartitionId},
    protocol::messages::{
        OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse,
        offset_for_leader_epoch_request::OffsetForLeaderPartition,
        offset_for_leader_epoch_response::{EpochEndOffset, OffsetForLeaderTopicResult},
    },
    replication::PartitionError,
    storage::epochs::EpochEnd,
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// OffsetForLeaderEpoch. v2 tells the client's epoch (KIP-320), v3 who asks.
pub struct OffsetForLeaderEpoch;

impl Handler for OffsetForLeaderEpoch {
    type Request = OffsetForLeaderEpochRequest;

    const VERSIONS: RangeInclusive<i16> = 2..=4;

    fn handle(
        call: &mut Call<'_>,
        request: OffsetForLeaderEpochRequest,
    ) -> Reply<OffsetForLeaderEpochResponse> {
        let topics = request.topics.iter().map(|topic| OffsetForLeaderTopicResult {
            topic: topic.topic.clone(),
            partitions: topic
                .partitions
                .iter()
                .map(|partition| told(partition.partition, find(call, &topic.topic, partition)))
                .collect(),
        });
        Reply::Now(OffsetForLeaderEpochResponse { topics: topics.collect(), ..Default::default() })
    }
}

fn find(
    call: &Call<'_>,
    topic: &str,
    partition: &OffsetForLeaderPartition,
) -> Result<EpochEnd, PartitionError> {
    let view = call.view();
    let runtime = view.topic_by_name(topic).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    let handle = runtime.partition(PartitionId(partition.partition))?;
    let current = LeaderEpoch(partition.current_leader_epoch);
    handle.lock().end_of_epoch(LeaderEpoch(partition.leader_epoch), current)
}

fn told(partition: i32, found: Result<EpochEnd, PartitionError>) -> EpochEndOffset {
    match found {
        Ok(end) => EpochEndOffset {
            partition,
            leader_epoch: end.epoch.0,
            end_offset: end.end_offset.0,
            ..Default::default()
        },
        Err(error) => {
            EpochEndOffset { partition, error_code: error.code().code(), ..Default::default() }
        }
    }
}
