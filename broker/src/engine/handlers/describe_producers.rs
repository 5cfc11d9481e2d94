//! DescribeProducers (key 61): the producers that a partition knows, and their open transactions (KIP-664).
//! Authorization: READ on each topic.

use std::ops::RangeInclusive;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, PartitionId, TopicName},
    protocol::messages::{
        DescribeProducersRequest, DescribeProducersResponse,
        describe_producers_response::{PartitionResponse, ProducerState, TopicResponse},
    },
    storage::producers::ProducerEntry,
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// DescribeProducers.
pub struct DescribeProducers;

impl Handler for DescribeProducers {
    type Request = DescribeProducersRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeProducersRequest,
    ) -> Reply<DescribeProducersResponse> {
        let topics = request.topics.into_iter().map(|topic| TopicResponse {
            partitions: topic
                .partition_indexes
                .iter()
                .map(|partition| match describe(call, &topic.name, *partition) {
                    Ok(active_producers) => PartitionResponse {
                        partition_index: *partition,
                        active_producers,
                        ..Default::default()
                    },
                    Err((code, message)) => PartitionResponse {
                        partition_index: *partition,
                        error_code: code.code(),
                        error_message: message.map(ByteString::from),
                        ..Default::default()
                    },
                })
                .collect(),
            name: topic.name,
        });
        let topics = topics.collect();
        Reply::Now(DescribeProducersResponse { topics, ..Default::default() })
    }
}

fn describe(
    call: &Call<'_>,
    topic: &str,
    partition: i32,
) -> Result<Vec<ProducerState>, (ErrorCode, Option<String>)> {
    TopicName::check(topic)
        .map_err(|error| (ErrorCode::InvalidTopicException, Some(error.to_string())))?;
    let view = call.view();
    let runtime = view.topic_by_name(topic).ok_or((ErrorCode::UnknownTopicOrPartition, None))?;
    let handle = runtime.partition(PartitionId(partition)).map_err(|code| (code, None))?;
    let locked = handle.lock();
    let producers = locked.producers().map_err(|error| (error.code(), None))?;
    Ok(producers.map(described).collect())
}

fn described(entry: &ProducerEntry) -> ProducerState {
    ProducerState {
        producer_id: entry.id.0,
        producer_epoch: i32::from(entry.epoch.0),
        last_sequence: entry.last_batch().map_or(-1, |batch| batch.last_sequence),
        last_timestamp: entry.last_timestamp.0,
        coordinator_epoch: entry.coordinator_epoch,
        current_txn_start_offset: entry.transaction_first_offset.map_or(-1, |offset| offset.0),
    }
}
