//! What a leader's answers mean for the partitions.

use super::{
    fetcher::{Fetcher, FetcherAnswer, Flight, code_of},
    partition::{Stage, Task, is_fenced},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset, PartitionId, TopicIdPartition},
    protocol::messages::{FetchResponse, fetch_response::PartitionData},
    replication::{Diverging, FromLeader},
};

impl Fetcher {
    /// Takes in what came of the request that is under way, and says what is to be done. An answer that was
    /// not asked for is ignored.
    pub fn answered(&mut self, answer: FetcherAnswer, now: Now) -> Vec<Task> {
        let flight = std::mem::replace(&mut self.flight, Flight::None);
        match (flight, answer) {
            (Flight::Fetch, FetcherAnswer::Fetch(response)) => {
                self.fetched(response, now.monotonic)
            }
            (Flight::ListOffsets, FetcherAnswer::ListOffsets(response)) => {
                self.listed(&response, now.monotonic)
            }
            (Flight::None, _) => Vec::new(),
            (Flight::Fetch, FetcherAnswer::ListOffsets(_) | FetcherAnswer::Unreachable) => {
                self.session.lost();
                self.delay_all(now.monotonic);
                Vec::new()
            }
            (Flight::ListOffsets, FetcherAnswer::Fetch(_) | FetcherAnswer::Unreachable) => {
                self.delay_all(now.monotonic);
                Vec::new()
            }
        }
    }

    fn fetched(&mut self, response: FetchResponse, now: Moment) -> Vec<Task> {
        let error = code_of(response.error_code);
        self.session.answered(error, response.session_id);
        let restarts = [ErrorCode::FetchSessionIdNotFound, ErrorCode::InvalidFetchSessionEpoch];
        if restarts.contains(&error) {
            // The session starts over with the next request, at once.
            return Vec::new();
        }
        if error != ErrorCode::None {
            self.delay_all(now);
            return Vec::new();
        }
        let mut tasks = Vec::new();
        for topic in response.responses {
            for data in topic.partitions {
                let partition = PartitionId(data.partition_index);
                let id = TopicIdPartition { topic_id: topic.topic_id, partition };
                tasks.extend(self.fetched_of(id, data, now));
            }
        }
        tasks
    }

    fn fetched_of(
        &mut self,
        id: TopicIdPartition,
        data: PartitionData,
        now: Moment,
    ) -> Option<Task> {
        let from = self.session.fetched_from(id)?;
        let partition = self.partitions.get_mut(&id)?;
        let is_current = partition.position.offset == from.offset
            && partition.position.leader_epoch == from.leader_epoch;
        if !is_current || partition.stage != Stage::Fetching || partition.is_delayed(now) {
            return None;
        }
        let leader_epoch = from.leader_epoch;
        let code = code_of(data.error_code);
        if code == ErrorCode::OffsetOutOfRange {
            partition.stage = Stage::AskingEnd;
            return None;
        }
        if is_fenced(code) {
            // Its new epoch is on its way.
            self.partitions.remove(&id);
            return None;
        }
        if code != ErrorCode::None {
            self.delay(id, code, now);
            return None;
        }
        partition.stage = Stage::Busy;
        let end = data.diverging_epoch;
        if end.epoch >= 0 || end.end_offset >= 0 {
            let diverging =
                Diverging { epoch: LeaderEpoch(end.epoch), end_offset: Offset(end.end_offset) };
            return Some(Task::Truncate { id, diverging, leader_epoch });
        }
        partition.high_watermark = Offset(data.high_watermark);
        let from = FromLeader {
            leader_epoch,
            fetch_offset: from.offset,
            high_watermark: Offset(data.high_watermark),
            log_start_offset: Offset(data.log_start_offset),
        };
        Some(Task::Append { id, records: data.records.unwrap_or_default(), from })
    }
}
