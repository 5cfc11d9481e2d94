//! OffsetFetch (key 9). Authorization: DESCRIBE on each group and on each topic. Old versions ask for
//! one group, new ones for several, each of which is answered by itself.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    groups::{Outcome, Stability},
    metadata::MetadataImage,
    model::ErrorCode,
    protocol::messages::{
        OffsetFetchRequest, OffsetFetchResponse,
        offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
        offset_fetch_response::{
            OffsetFetchResponseGroup, OffsetFetchResponsePartition, OffsetFetchResponsePartitions,
            OffsetFetchResponseTopic, OffsetFetchResponseTopics,
        },
    },
};

use crate::engine::{
    call::Call,
    coordinator::{AfterShards, Answered},
    handler::{Handler, Reply},
};

/// OffsetFetch. v7 waits for transactions (KIP-447), v8 takes several groups (KIP-709), v9 has member
/// epochs (KIP-848), v10 topic ids.
pub struct OffsetFetch;

impl Handler for OffsetFetch {
    type Request = OffsetFetchRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=10;

    fn handle(call: &mut Call<'_>, request: OffsetFetchRequest) -> Reply<OffsetFetchResponse> {
        let image = call.image();
        let stability =
            if request.require_stable { Stability::Required } else { Stability::LastCommitted };
        let version = call.version;
        let asked = if version < 8 { vec![single(request)] } else { request.groups };
        let asked: Arc<[OffsetFetchRequestGroup]> = asked.into();
        let mut commits = Vec::new();
        let mut groups = Vec::new();
        for group in asked.iter() {
            let mut named = group.clone();
            let unknown = name_topics(version, &image, &mut named);
            let node = call.node.clone();
            let answered = node.ask_group(call, &group.group_id, |shard, _, _| {
                Outcome::answer(shard.fetch_offsets(&named, stability))
            });
            groups.push(match answered {
                Ok(Answered { mut response, commit }) => {
                    commits.push(commit);
                    identify(version, &image, &mut response);
                    if response.error_code == ErrorCode::None.code() {
                        response.topics.extend(unknown);
                    }
                    response
                }
                // Before the first group there are no offsets, and nobody to ask.
                Err(code) => refused(&named, code),
            });
        }
        let answer = response(version, &asked, groups);
        let refuse = Arc::new(move |code: ErrorCode| {
            let groups = asked.iter().map(|group| refused(group, code)).collect();
            response(version, &asked, groups)
        });
        AfterShards::new(answer, commits, refuse, call).reply(call)
    }
}

/// The request of an old version, as one group.
fn single(request: OffsetFetchRequest) -> OffsetFetchRequestGroup {
    let topics = request.topics.map(|topics| {
        let topics = topics.into_iter().map(|topic| OffsetFetchRequestTopics {
            name: topic.name,
            partition_indexes: topic.partition_indexes,
            ..Default::default()
        });
        topics.collect()
    });
    OffsetFetchRequestGroup { group_id: request.group_id, topics, ..Default::default() }
}

fn refused(group: &OffsetFetchRequestGroup, code: ErrorCode) -> OffsetFetchResponseGroup {
    OffsetFetchResponseGroup {
        group_id: group.group_id.clone(),
        error_code: code.code(),
        ..Default::default()
    }
}

/// Gives topics that were named by id their names, and returns the answers for ids that are unknown.
fn name_topics(
    version: i16,
    image: &MetadataImage,
    group: &mut OffsetFetchRequestGroup,
) -> Vec<OffsetFetchResponseTopics> {
    let mut unknown = Vec::new();
    let Some(topics) = group.topics.as_mut().filter(|_| version >= 10) else { return unknown };
    topics.retain_mut(|topic| match image.topics.get(&topic.topic_id) {
        Some(found) => {
            topic.name = found.name.as_str().into();
            true
        }
        None => {
            let partitions = topic.partition_indexes.iter();
            let partitions = partitions.map(|index| none(*index, ErrorCode::UnknownTopicId));
            unknown.push(OffsetFetchResponseTopics {
                topic_id: topic.topic_id,
                partitions: partitions.collect(),
                ..Default::default()
            });
            false
        }
    });
    unknown
}

fn none(partition_index: i32, code: ErrorCode) -> OffsetFetchResponsePartitions {
    OffsetFetchResponsePartitions {
        partition_index,
        committed_offset: -1,
        committed_leader_epoch: -1,
        metadata: Some(String::new().into()),
        error_code: code.code(),
    }
}

/// Gives topics their ids; a client that knows only ids is told nothing of topics that are gone.
fn identify(version: i16, image: &MetadataImage, group: &mut OffsetFetchResponseGroup) {
    if version < 10 {
        return;
    }
    group.topics.retain_mut(|topic| match image.topic(&topic.name) {
        Some(found) => {
            topic.topic_id = found.id;
            true
        }
        None => false,
    });
}

/// The answer as its version has it: old ones know one group, the oldest no error of a group.
fn response(
    version: i16,
    asked: &[OffsetFetchRequestGroup],
    mut groups: Vec<OffsetFetchResponseGroup>,
) -> OffsetFetchResponse {
    if version >= 8 {
        return OffsetFetchResponse { groups, ..Default::default() };
    }
    let Some(group) = groups.pop() else { return OffsetFetchResponse::default() };
    let code = ErrorCode::from_code(group.error_code);
    let mut topics = group.topics;
    if version < 2 && code != ErrorCode::None {
        let asked = asked.iter().flat_map(|group| group.topics.iter().flatten());
        let refused = asked.map(|topic| OffsetFetchResponseTopics {
            name: topic.name.clone(),
            partitions: topic.partition_indexes.iter().map(|index| none(*index, code)).collect(),
            ..Default::default()
        });
        topics = refused.collect();
    }
    let topics = topics.into_iter().map(|topic| OffsetFetchResponseTopic {
        name: topic.name,
        partitions: topic.partitions.into_iter().map(old_partition).collect(),
    });
    OffsetFetchResponse {
        error_code: group.error_code,
        topics: topics.collect(),
        ..Default::default()
    }
}

fn old_partition(partition: OffsetFetchResponsePartitions) -> OffsetFetchResponsePartition {
    OffsetFetchResponsePartition {
        partition_index: partition.partition_index,
        committed_offset: partition.committed_offset,
        committed_leader_epoch: partition.committed_leader_epoch,
        metadata: partition.metadata,
        error_code: partition.error_code,
    }
}
