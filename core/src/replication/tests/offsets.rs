//! A leader's answer to a follower that asks for its offsets.

use crate::{
    model::{LeaderEpoch, Offset},
    protocol::messages::{
        ListOffsetsRequest, ListOffsetsResponse,
        list_offsets_response::{ListOffsetsPartitionResponse, ListOffsetsTopicResponse},
    },
    replication::Partition,
};

pub(super) fn list_offsets(
    partition: &Partition,
    request: &ListOffsetsRequest,
) -> ListOffsetsResponse {
    let asked = &request.topics[0].partitions[0];
    let bounds = partition.bounds_for_replica(LeaderEpoch(asked.current_leader_epoch));
    let (error_code, offset) = match bounds {
        Ok((start, end)) => (0, if asked.timestamp == -1 { end } else { start }),
        Err(error) => (error.code().code(), Offset::NONE),
    };
    let answer =
        ListOffsetsPartitionResponse { error_code, offset: offset.0, ..Default::default() };
    let topic = ListOffsetsTopicResponse {
        name: "t".into(),
        partitions: vec![answer],
        ..Default::default()
    };
    ListOffsetsResponse { topics: vec![topic], ..Default::default() }
}
