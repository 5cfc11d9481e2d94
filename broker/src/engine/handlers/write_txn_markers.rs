//! WriteTxnMarkers (key 27): markers that end transactions, from their coordinator, or from an
//! administrator who aborts one that has none any more (KIP-664). Authorization: CLUSTER_ACTION, or ALTER on
//! the cluster. Answered when the markers are committed.

use std::ops::RangeInclusive;

use ottla_core::{
    model::{ErrorCode, Moment, PartitionId, ProducerEpoch, ProducerId, TopicName, TopicPartition},
    protocol::{
        messages::{
            WriteTxnMarkersRequest, WriteTxnMarkersResponse,
            write_txn_markers_request::WritableTxnMarker,
            write_txn_markers_response::{
                WritableTxnMarkerPartitionResult, WritableTxnMarkerResult,
                WritableTxnMarkerTopicResult,
            },
        },
        records::TransactionResult,
    },
    transactions::TransactionVersion,
};

use crate::engine::{
    call::Call,
    coordinator::{Marker, Uncommitted},
    handler::{Handler, Pending, Reply},
};

/// WriteTxnMarkers. v2 says which protocol the transaction follows (KIP-890, KIP-1228).
pub struct WriteTxnMarkers;

impl Handler for WriteTxnMarkers {
    type Request = WriteTxnMarkersRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=2;

    fn handle(
        call: &mut Call<'_>,
        request: WriteTxnMarkersRequest,
    ) -> Reply<WriteTxnMarkersResponse> {
        let mut writing =
            Writing { response: WriteTxnMarkersResponse::default(), waits: Vec::new() };
        for markers in &request.markers {
            writing.write(call, markers);
        }
        match writing.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(writing)),
        }
    }
}

/// Markers that are written and may not be committed yet.
struct Writing {
    response: WriteTxnMarkersResponse,
    waits: Vec<(Place, Uncommitted)>,
}

/// Where a marker's code is in the response.
#[derive(Clone, Copy)]
struct Place {
    marker: usize,
    topic: usize,
    partition: usize,
}

impl Writing {
    fn write(&mut self, call: &mut Call<'_>, markers: &WritableTxnMarker) {
        let marker = Marker {
            producer_id: ProducerId(markers.producer_id),
            producer_epoch: ProducerEpoch(markers.producer_epoch),
            result: if markers.transaction_result {
                TransactionResult::Commit
            } else {
                TransactionResult::Abort
            },
            coordinator_epoch: markers.coordinator_epoch,
            version: TransactionVersion(i16::from(markers.transaction_version)),
        };
        let mut result =
            WritableTxnMarkerResult { producer_id: markers.producer_id, ..Default::default() };
        for topic in &markers.topics {
            let mut answer =
                WritableTxnMarkerTopicResult { name: topic.name.clone(), ..Default::default() };
            for index in &topic.partition_indexes {
                let written = write_one(call, &topic.name, *index, &marker);
                let mut code = ErrorCode::None;
                match written {
                    Ok(wait) => {
                        let place = Place {
                            marker: self.response.markers.len(),
                            topic: result.topics.len(),
                            partition: answer.partitions.len(),
                        };
                        self.waits.push((place, wait));
                    }
                    Err(error) => code = error,
                }
                answer.partitions.push(WritableTxnMarkerPartitionResult {
                    partition_index: *index,
                    error_code: code.code(),
                });
            }
            result.topics.push(answer);
        }
        self.response.markers.push(result);
    }
}

fn write_one(
    call: &mut Call<'_>,
    topic: &str,
    partition: i32,
    marker: &Marker,
) -> Result<Uncommitted, ErrorCode> {
    let topic = TopicName::new(topic).map_err(|_| ErrorCode::UnknownTopicOrPartition)?;
    let partition = TopicPartition { topic, partition: PartitionId(partition) };
    call.node.clone().write_marker(&partition, marker, call.now, call.effects)
}

impl Pending<WriteTxnMarkersResponse> for Writing {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<WriteTxnMarkersResponse> {
        let markers = &mut self.response.markers;
        self.waits.retain_mut(|(place, wait)| {
            match wait.is_committed(call.node, call.waker, call.effects) {
                Ok(committed) => !committed,
                Err(_) => {
                    let topic = &mut markers[place.marker].topics[place.topic];
                    topic.partitions[place.partition].error_code =
                        ErrorCode::NotLeaderOrFollower.code();
                    false
                }
            }
        });
        self.waits.is_empty().then(|| std::mem::take(&mut self.response))
    }

    /// What is written is committed or the leadership ends: either wakes.
    fn deadline(&self) -> Option<Moment> {
        None
    }

    fn cancel(&mut self, _: &mut Call<'_>) {
        for (_, mut wait) in self.waits.drain(..) {
            wait.cancel();
        }
    }
}
