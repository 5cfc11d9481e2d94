//! The answer to a Produce request, put together partition by partition.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::{
    model::{PartitionId, Uuid},
    protocol::messages::{
        ProduceResponse,
        produce_response::{PartitionProduceResponse, TopicProduceResponse},
    },
    replication::{Acks, Appended},
};

use super::{
    append::{Refusal, Written},
    unacknowledged::{Unacknowledged, Wait},
};
use crate::engine::{call::Call, handler::Reply, leaders};

/// An answer that is being put together.
pub(super) struct Answering {
    acks: Option<Acks>,
    timeout_ms: i32,
    responses: Vec<TopicProduceResponse>,
    waits: Vec<Wait>,
    failures: usize,
}

impl Answering {
    pub(super) fn new(acks: Option<Acks>, timeout_ms: i32, topics: usize) -> Self {
        let responses = Vec::with_capacity(topics);
        Self { acks, timeout_ms, responses, waits: Vec::new(), failures: 0 }
    }

    /// What is added from here on is of this topic.
    pub(super) fn begin_topic(&mut self, name: ByteString, topic_id: Uuid) {
        self.responses.push(TopicProduceResponse { name, topic_id, ..Default::default() });
    }

    /// What came of a partition's batch.
    pub(super) fn add(&mut self, id: PartitionId, outcome: Result<Written, Refusal>) {
        let topic_index = self.responses.len() - 1;
        let partitions = &mut self.responses[topic_index].partition_responses;
        let partition_index = partitions.len();
        let told = match outcome {
            Ok(Written { handle, appended, ticket }) => {
                if let Some(awaited) = appended.awaited {
                    self.waits.push(Wait { topic_index, partition_index, handle, awaited, ticket });
                }
                written(id, &appended)
            }
            Err(refusal) => {
                self.failures += 1;
                refused(id, refusal)
            }
        };
        partitions.push(told);
    }

    /// The answer, if it need not wait.
    pub(super) fn reply(self, call: &Call<'_>) -> Reply<ProduceResponse> {
        match self.acks {
            // Without a reply, closing is the only way to tell the client to look again.
            Some(Acks::None) if self.failures > 0 => Reply::Close("a write with acks=0 failed"),
            Some(Acks::None) => Reply::Silent,
            Some(Acks::Leader | Acks::All) | None => match self.unacknowledged(call) {
                Ok(response) => Reply::Now(response),
                Err(waiting) => Reply::Parked(Box::new(waiting)),
            },
        }
    }

    /// The answer, or what waits for it.
    pub(super) fn unacknowledged(self, call: &Call<'_>) -> Result<ProduceResponse, Unacknowledged> {
        let mut response = ProduceResponse { responses: self.responses, ..Default::default() };
        if self.waits.is_empty() {
            leaders::name_in_produce(call, &mut response);
            return Ok(response);
        }
        let patience = u64::try_from(self.timeout_ms).unwrap_or(0);
        let deadline = call.now.monotonic + Duration::from_millis(patience);
        Err(Unacknowledged::new(response, self.waits, deadline))
    }
}

fn written(id: PartitionId, appended: &Appended) -> PartitionProduceResponse {
    PartitionProduceResponse {
        index: id.0,
        base_offset: appended.base_offset.0,
        log_append_time_ms: appended.append_time.0,
        log_start_offset: appended.log_start_offset.0,
        ..Default::default()
    }
}

fn refused(id: PartitionId, refusal: Refusal) -> PartitionProduceResponse {
    PartitionProduceResponse {
        index: id.0,
        error_code: refusal.code.code(),
        base_offset: -1,
        log_append_time_ms: -1,
        log_start_offset: -1,
        record_errors: refusal.records,
        error_message: refusal.message.map(ByteString::from),
        ..Default::default()
    }
}
