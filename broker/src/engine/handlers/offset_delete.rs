//! OffsetDelete (key 47). Authorization: DELETE on the group, READ on each topic.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    groups::Answer,
    model::{ErrorCode, PartitionId},
    protocol::messages::{
        OffsetDeleteRequest, OffsetDeleteResponse,
        offset_delete_response::{OffsetDeleteResponsePartition, OffsetDeleteResponseTopic},
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// OffsetDelete (KIP-496).
pub struct OffsetDelete;

impl Handler for OffsetDelete {
    type Request = OffsetDeleteRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(
        call: &mut Call<'_>,
        mut request: OffsetDeleteRequest,
    ) -> Reply<OffsetDeleteResponse> {
        let refuse = Arc::new(|code: ErrorCode| OffsetDeleteResponse {
            error_code: code.code(),
            ..Default::default()
        });
        if request.group_id.is_empty() {
            return Reply::Now(refuse(ErrorCode::InvalidGroupId));
        }
        let image = call.image();
        let mut unknown = Vec::new();
        for topic in &mut request.topics {
            let found = image.topic(&topic.name);
            let exists = |index: i32| {
                found.is_some_and(|topic| topic.partition(PartitionId(index)).is_some())
            };
            let missing = topic.partitions.iter().filter(|one| !exists(one.partition_index));
            let partitions: Vec<_> = missing
                .map(|one| OffsetDeleteResponsePartition {
                    partition_index: one.partition_index,
                    error_code: ErrorCode::UnknownTopicOrPartition.code(),
                })
                .collect();
            if !partitions.is_empty() {
                unknown.push(OffsetDeleteResponseTopic { name: topic.name.clone(), partitions });
            }
            topic.partitions.retain(|one| exists(one.partition_index));
        }
        request.topics.retain(|topic| !topic.partitions.is_empty());
        let node = call.node.clone();
        let group = request.group_id.clone();
        node.reply_of_group(call, &group, refuse, |shard, _, _| {
            let mut outcome = shard.delete_offsets(&request);
            if let Answer::Now(response) = &mut outcome.answer
                && response.error_code == ErrorCode::None.code()
            {
                merge(&mut response.topics, unknown);
            }
            outcome
        })
    }
}

/// Adds the refused partitions; a topic stands in an answer once.
fn merge(topics: &mut Vec<OffsetDeleteResponseTopic>, unknown: Vec<OffsetDeleteResponseTopic>) {
    for refused in unknown {
        match topics.iter_mut().find(|topic| topic.name == refused.name) {
            Some(topic) => topic.partitions.extend(refused.partitions),
            None => topics.push(refused),
        }
    }
}
