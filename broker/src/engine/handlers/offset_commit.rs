//! OffsetCommit (key 8). Authorization: READ on the group and on each topic. Partitions that do not
//! exist are refused one by one; the rest is the group coordinator's decision.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    metadata::{MetadataImage, TopicImage},
    model::{ErrorCode, PartitionId},
    protocol::messages::{
        OffsetCommitRequest, OffsetCommitResponse,
        offset_commit_request::OffsetCommitRequestTopic,
        offset_commit_response::{OffsetCommitResponsePartition, OffsetCommitResponseTopic},
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// OffsetCommit. v7 has static members, v9 member epochs (KIP-848), v10 topic ids.
pub struct OffsetCommit;

impl Handler for OffsetCommit {
    type Request = OffsetCommitRequest;

    const VERSIONS: RangeInclusive<i16> = 2..=10;

    fn handle(
        call: &mut Call<'_>,
        mut request: OffsetCommitRequest,
    ) -> Reply<OffsetCommitResponse> {
        let image = call.image();
        let refused = split_unknown(call.version, &image, &mut request);
        if request.topics.is_empty() {
            return Reply::Now(OffsetCommitResponse { topics: refused, ..Default::default() });
        }
        let topics: Arc<[_]> = request.topics.iter().map(Named::of).collect();
        let elsewhere = refused.clone();
        let refuse = Arc::new(move |code: ErrorCode| {
            let topics = topics.iter().map(|topic| topic.refused(code));
            OffsetCommitResponse {
                topics: topics.chain(elsewhere.iter().cloned()).collect(),
                ..Default::default()
            }
        });
        let node = call.node.clone();
        let group = request.group_id.clone();
        node.reply_of_group(call, &group, refuse, |shard, requester, now| {
            let mut outcome = shard.commit_offsets(requester, &request, now);
            if let ottla_core::groups::Answer::Now(response) = &mut outcome.answer {
                response.topics.extend(refused);
            }
            outcome
        })
    }
}

/// A topic of a request, for its answer.
struct Named {
    topic: OffsetCommitResponseTopic,
}

impl Named {
    fn of(topic: &OffsetCommitRequestTopic) -> Self {
        let partitions = topic.partitions.iter().map(|one| answered(one.partition_index));
        Self {
            topic: OffsetCommitResponseTopic {
                name: topic.name.clone(),
                topic_id: topic.topic_id,
                partitions: partitions.collect(),
            },
        }
    }

    fn refused(&self, code: ErrorCode) -> OffsetCommitResponseTopic {
        let mut topic = self.topic.clone();
        topic.partitions.iter_mut().for_each(|one| one.error_code = code.code());
        topic
    }
}

fn answered(partition_index: i32) -> OffsetCommitResponsePartition {
    OffsetCommitResponsePartition { partition_index, ..Default::default() }
}

/// Takes what does not exist out of the request, gives topics that were named by id their names, and
/// returns the answers for what was taken out.
fn split_unknown(
    version: i16,
    image: &MetadataImage,
    request: &mut OffsetCommitRequest,
) -> Vec<OffsetCommitResponseTopic> {
    let mut refused = Vec::new();
    request.topics.retain_mut(|topic| {
        let by_id = version >= 10;
        let found: Option<&Arc<TopicImage>> =
            if by_id { image.topics.get(&topic.topic_id) } else { image.topic(&topic.name) };
        let Some(found) = found else {
            let unknown =
                if by_id { ErrorCode::UnknownTopicId } else { ErrorCode::UnknownTopicOrPartition };
            refused.push(Named::of(topic).refused(unknown));
            return false;
        };
        topic.topic_id = found.id;
        topic.name = found.name.as_str().into();
        let mut missing = Vec::new();
        topic.partitions.retain(|partition| {
            let exists = found.partition(PartitionId(partition.partition_index)).is_some();
            if !exists {
                missing.push(OffsetCommitResponsePartition {
                    partition_index: partition.partition_index,
                    error_code: ErrorCode::UnknownTopicOrPartition.code(),
                });
            }
            exists
        });
        if !missing.is_empty() {
            refused.push(OffsetCommitResponseTopic {
                name: topic.name.clone(),
                topic_id: topic.topic_id,
                partitions: missing,
            });
        }
        !topic.partitions.is_empty()
    });
    refused
}
