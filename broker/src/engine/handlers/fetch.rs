//! Fetch (key 1): reads batches, and waits for more when there are too few. Authorization: READ on
//! each topic. Each response is a full one: the broker offers no fetch session (KIP-227), which it
//! tells with session id 0.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, LeaderEpoch, Moment, Offset, PartitionId, Uuid},
    protocol::{
        codec::Records,
        messages::{
            FetchRequest, FetchResponse,
            fetch_request::{FetchPartition, FetchTopic},
            fetch_response::{EpochEndOffset, FetchableTopicResponse, PartitionData},
        },
    },
    replication::{AtLeast, Awaited, FetchFrom, Fetched, Isolation, PartitionError, Ticket},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Pending, Reply},
    view::{PartitionHandle, TopicRuntime, View},
};

/// Fetch. v12 tells divergence (KIP-595), v13 names topics by id, v15 and up move the replica id.
pub struct Fetch;

impl Handler for Fetch {
    type Request = FetchRequest;

    const VERSIONS: RangeInclusive<i16> = 4..=18;

    fn handle(call: &mut Call<'_>, request: FetchRequest) -> Reply<FetchResponse> {
        let replica_id =
            if call.version >= 15 { request.replica_state.replica_id } else { request.replica_id };
        // A session that this broker never gave (KIP-227); 0 asks for a new one or for none.
        if request.session_id != 0 {
            let error_code = ErrorCode::FetchSessionIdNotFound.code();
            return Reply::Now(FetchResponse { error_code, ..Default::default() });
        }
        let view = call.view();
        let wanted = request.topics.iter().flat_map(|topic| wanted(&view, call.version, topic));
        let mut read = Read {
            wanted: wanted.collect(),
            isolation: Isolation::from_wire(request.isolation_level),
            bytes_min: usize::try_from(request.min_bytes).unwrap_or(0),
            bytes_max: usize::try_from(request.max_bytes)
                .unwrap_or(0)
                .min(call.node.settings().fetch_bytes_max),
            deadline: call.now.monotonic
                + Duration::from_millis(u64::try_from(request.max_wait_ms).unwrap_or(0)),
        };
        if replica_id >= 0 {
            // Only replicas that the partition has may fetch as one; nobody else is a follower.
            read.wanted.iter_mut().for_each(|wanted| {
                wanted.handle = Err(ErrorCode::NotLeaderOrFollower);
            });
        }
        match read.attempt(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(read)),
        }
    }
}

struct Wanted {
    topic: ByteString,
    topic_id: Uuid,
    partition: i32,
    handle: Result<Arc<PartitionHandle>, ErrorCode>,
    from: FetchFrom,
    ticket: Option<Ticket>,
}

fn wanted(view: &View, version: i16, topic: &FetchTopic) -> impl Iterator<Item = Wanted> {
    let found: Result<Arc<TopicRuntime>, ErrorCode> = if version >= 13 {
        view.topic_by_id(topic.topic_id).cloned().ok_or(ErrorCode::UnknownTopicId)
    } else {
        view.topic_by_name(&topic.topic).cloned().ok_or(ErrorCode::UnknownTopicOrPartition)
    };
    topic.partitions.iter().map(move |partition| Wanted {
        topic: topic.topic.clone(),
        topic_id: topic.topic_id,
        partition: partition.partition,
        handle: found
            .clone()
            .and_then(|topic| topic.partition(PartitionId(partition.partition)).cloned()),
        from: from(partition),
        ticket: None,
    })
}

fn from(partition: &FetchPartition) -> FetchFrom {
    FetchFrom {
        offset: Offset(partition.fetch_offset),
        bytes_max: usize::try_from(partition.partition_max_bytes).unwrap_or(0),
        current_leader_epoch: LeaderEpoch(partition.current_leader_epoch),
        last_fetched_epoch: LeaderEpoch(partition.last_fetched_epoch),
    }
}

/// A fetch, until it is answered.
struct Read {
    wanted: Vec<Wanted>,
    isolation: Isolation,
    bytes_min: usize,
    bytes_max: usize,
    deadline: Moment,
}

type Outcome = Result<Fetched, PartitionError>;

impl Read {
    /// The response, if there is enough to tell. Otherwise the connection waits at each partition
    /// for its share of what is missing.
    fn attempt(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        // A partition that moved between reading and waiting is read again. Two rounds catch the
        // usual race; after that whatever was read is an answer too.
        for _ in 0..3 {
            self.stop_waiting();
            let (outcomes, bytes, urgent) = self.read_all();
            let due = call.now.monotonic >= self.deadline;
            if urgent || bytes >= self.bytes_min || due || self.wanted.is_empty() {
                return Some(self.respond(outcomes));
            }
            if self.start_waiting(&outcomes, self.bytes_min - bytes, call) {
                return None;
            }
        }
        self.stop_waiting();
        let (outcomes, ..) = self.read_all();
        Some(self.respond(outcomes))
    }

    /// Reads every partition: what was read, how many bytes, and whether there is something that a
    /// client should know at once.
    fn read_all(&self) -> (Vec<Outcome>, usize, bool) {
        let mut left = self.bytes_max;
        let mut at_least = AtLeast::OneBatch;
        let mut urgent = false;
        let mut total = 0;
        let outcomes = self.wanted.iter().map(|wanted| {
            let handle = wanted.handle.as_ref().map_err(|code| PartitionError::from(*code))?;
            let bytes_max = wanted.from.bytes_max.min(left);
            let from = FetchFrom { bytes_max, ..wanted.from };
            let fetched = handle.lock().fetch(from, at_least, self.isolation)?;
            let bytes = fetched.bytes();
            if bytes > 0 {
                // The first partition with records may exceed the limit so that a large batch is
                // never stuck; the ones after it may not (KIP-74).
                at_least = AtLeast::Nothing;
            }
            left = left.saturating_sub(bytes);
            total += bytes;
            urgent |= fetched.diverging.is_some();
            Ok(fetched)
        });
        let outcomes: Vec<Outcome> = outcomes.collect();
        urgent |= outcomes.iter().any(Result::is_err);
        (outcomes, total, urgent)
    }

    fn start_waiting(&mut self, outcomes: &[Outcome], missing: usize, call: &Call<'_>) -> bool {
        // The missing bytes cannot come unless one partition brings its share of them.
        let share = missing.div_ceil(self.wanted.len()) as u64;
        for (wanted, outcome) in self.wanted.iter_mut().zip(outcomes) {
            let (Ok(handle), Ok(fetched)) = (&wanted.handle, outcome) else { continue };
            let awaited = Awaited::CommittedBytes(fetched.committed_bytes + share);
            let mut partition = handle.lock();
            if partition.committed_bytes() != fetched.committed_bytes || partition.is_gone() {
                return false;
            }
            wanted.ticket = Some(partition.wait(awaited, call.waker));
        }
        true
    }

    fn stop_waiting(&mut self) {
        for wanted in &mut self.wanted {
            if let (Some(ticket), Ok(handle)) = (wanted.ticket.take(), &wanted.handle) {
                handle.lock().stop_waiting(ticket);
            }
        }
    }

    fn respond(&self, outcomes: Vec<Outcome>) -> FetchResponse {
        let mut responses: Vec<FetchableTopicResponse> = Vec::new();
        for (wanted, outcome) in self.wanted.iter().zip(outcomes) {
            let same = |topic: &&mut FetchableTopicResponse| {
                topic.topic_id == wanted.topic_id && topic.topic == wanted.topic
            };
            let data = self.told(wanted.partition, outcome);
            match responses.last_mut().filter(same) {
                Some(topic) => topic.partitions.push(data),
                None => responses.push(FetchableTopicResponse {
                    topic: wanted.topic.clone(),
                    topic_id: wanted.topic_id,
                    partitions: vec![data],
                    ..Default::default()
                }),
            }
        }
        FetchResponse { responses, ..Default::default() }
    }

    fn told(&self, partition_index: i32, outcome: Outcome) -> PartitionData {
        let empty = Some(Records::empty());
        match outcome {
            Ok(fetched) => PartitionData {
                partition_index,
                high_watermark: fetched.high_watermark.0,
                last_stable_offset: fetched.last_stable_offset.0,
                log_start_offset: fetched.log_start_offset.0,
                diverging_epoch: fetched.diverging.map_or_else(EpochEndOffset::default, |end| {
                    EpochEndOffset {
                        epoch: end.epoch.0,
                        end_offset: end.end_offset.0,
                        ..Default::default()
                    }
                }),
                aborted_transactions: match self.isolation {
                    Isolation::ReadUncommitted => None,
                    Isolation::ReadCommitted => Some(Vec::new()),
                },
                records: Some(Records::new(fetched.slices)),
                ..Default::default()
            },
            Err(error) => PartitionData {
                partition_index,
                error_code: error.code().code(),
                high_watermark: -1,
                records: empty,
                ..Default::default()
            },
        }
    }
}

impl Pending<FetchResponse> for Read {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        self.attempt(call)
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, _: &mut Call<'_>) {
        self.stop_waiting();
    }
}
