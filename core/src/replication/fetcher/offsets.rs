//! Asking a leader where its log starts and ends, when it does not have the offset that was fetched.

use super::{
    fetcher::{Fetcher, code_of},
    partition::{Stage, Task, is_fenced},
};
use crate::{
    model::{ErrorCode, Moment, Offset, TopicIdPartition},
    protocol::messages::{
        ListOffsetsRequest, ListOffsetsResponse,
        list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
    },
};

const LATEST: i64 = -1;
const EARLIEST: i64 = -2;

impl Fetcher {
    pub(super) fn next_list_offsets(&self, now: Moment) -> Option<ListOffsetsRequest> {
        let mut topics: Vec<ListOffsetsTopic> = Vec::new();
        for (id, partition) in self.partitions.iter().filter(|(_, one)| !one.is_delayed(now)) {
            let timestamp = match partition.stage {
                Stage::AskingEnd => LATEST,
                Stage::AskingStart { .. } => EARLIEST,
                Stage::Fetching | Stage::Busy => continue,
            };
            let asked = ListOffsetsPartition {
                partition_index: id.partition.0,
                current_leader_epoch: partition.position.leader_epoch.0,
                timestamp,
                ..Default::default()
            };
            match topics.last_mut().filter(|topic| topic.name == partition.topic) {
                Some(topic) => topic.partitions.push(asked),
                None => topics.push(ListOffsetsTopic {
                    name: partition.topic.clone(),
                    partitions: vec![asked],
                    ..Default::default()
                }),
            }
        }
        let replica_id = self.settings.node.0;
        let request = ListOffsetsRequest { replica_id, topics, ..Default::default() };
        (!request.topics.is_empty()).then_some(request)
    }

    pub(super) fn listed(&mut self, response: &ListOffsetsResponse, now: Moment) -> Vec<Task> {
        let mut tasks = Vec::new();
        let asking: Vec<TopicIdPartition> = self
            .partitions
            .iter()
            .filter(|(_, one)| {
                matches!(one.stage, Stage::AskingEnd | Stage::AskingStart { .. })
                    && !one.is_delayed(now)
            })
            .map(|(id, _)| *id)
            .collect();
        for id in asking {
            let Some(partition) = self.partitions.get_mut(&id) else { continue };
            let topic = response.topics.iter().find(|topic| topic.name == partition.topic);
            let answer = topic.and_then(|topic| {
                topic.partitions.iter().find(|one| one.partition_index == id.partition.0)
            });
            let offset = match answer.map(|one| (code_of(one.error_code), one.offset)) {
                Some((ErrorCode::None, offset)) if offset >= 0 => Offset(offset),
                Some((code, _)) if is_fenced(code) => {
                    self.partitions.remove(&id);
                    continue;
                }
                other => {
                    let code = other.map_or(ErrorCode::UnknownServerError, |(code, _)| code);
                    self.delay(id, code, now);
                    continue;
                }
            };
            let leader_epoch = partition.position.leader_epoch;
            let own_end = partition.position.offset;
            partition.stage = match partition.stage {
                // Ahead of the leader: its start does not matter.
                Stage::AskingEnd if offset < own_end => {
                    partition.high_watermark = offset;
                    tasks.push(Task::FollowBounds {
                        id,
                        bounds: (Offset::ZERO, offset),
                        leader_epoch,
                    });
                    Stage::Busy
                }
                Stage::AskingEnd => Stage::AskingStart { end: offset },
                Stage::AskingStart { end } => {
                    partition.high_watermark = end;
                    let bounds = (offset, end.max(offset));
                    tasks.push(Task::FollowBounds { id, bounds, leader_epoch });
                    Stage::Busy
                }
                stage @ (Stage::Fetching | Stage::Busy) => stage,
            };
        }
        tasks
    }
}
