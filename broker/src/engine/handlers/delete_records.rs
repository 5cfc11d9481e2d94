//! DeleteRecords (key 21): deletes the records before an offset. Authorization: DELETE on each topic.
//! Answered when the logs' new starts are in their checkpoint, so that no crash brings the records
//! back; the files go with the next look for segments past retention.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::{ErrorCode, Moment, Offset, PartitionId},
    protocol::messages::{
        DeleteRecordsRequest, DeleteRecordsResponse,
        delete_records_request::DeleteRecordsPartition,
        delete_records_response::{DeleteRecordsPartitionResult, DeleteRecordsTopicResult},
    },
    replication::{PartitionError, Ticket},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Pending, Reply},
    view::PartitionHandle,
};

/// Stands for the high watermark in a request.
const HIGH_WATERMARK: i64 = -1;
/// What a response holds where nothing was deleted.
const NO_LOW_WATERMARK: i64 = -1;

/// DeleteRecords. v1 and v2 change nothing but the encoding.
pub struct DeleteRecords;

impl Handler for DeleteRecords {
    type Request = DeleteRecordsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(call: &mut Call<'_>, request: DeleteRecordsRequest) -> Reply<DeleteRecordsResponse> {
        let mut deleted = Vec::new();
        let mut topics = Vec::with_capacity(request.topics.len());
        for topic in request.topics {
            let mut result =
                DeleteRecordsTopicResult { name: topic.name.clone(), ..Default::default() };
            for partition in &topic.partitions {
                let (low_watermark, error) = match delete(call, &topic.name, partition) {
                    Ok((handle, low_watermark)) => {
                        deleted.push((topics.len(), result.partitions.len(), handle));
                        (low_watermark.0, ErrorCode::None)
                    }
                    Err(error) => (NO_LOW_WATERMARK, error.code()),
                };
                result.partitions.push(DeleteRecordsPartitionResult {
                    partition_index: partition.partition_index,
                    low_watermark,
                    error_code: error.code(),
                    ..Default::default()
                });
            }
            topics.push(result);
        }
        let response = DeleteRecordsResponse { topics, ..Default::default() };
        if deleted.is_empty() || !call.node.is_durable() {
            return Reply::Now(response);
        }
        let asked = call.node.ask_for_log_starts(call.effects);
        Reply::Parked(Box::new(Unwritten { response, deleted, asked, ticket: None }))
    }
}

fn delete(
    call: &Call<'_>,
    topic: &str,
    partition: &DeleteRecordsPartition,
) -> Result<(Arc<PartitionHandle>, Offset), PartitionError> {
    let view = call.view();
    let runtime = view.topic_by_name(topic).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    if runtime.name().is_internal() {
        return Err(ErrorCode::InvalidTopicException.into());
    }
    let handle = runtime.partition(PartitionId(partition.partition_index))?;
    let offset = match partition.offset {
        HIGH_WATERMARK => None,
        offset => Some(Offset(offset)),
    };
    let low_watermark = handle.lock().delete_records(offset)?;
    Ok((handle.clone(), low_watermark))
}

/// Waits for the checkpoint. It has no deadline of its own: a disk that does not answer is one that
/// fails, and then its partitions say so.
struct Unwritten {
    response: DeleteRecordsResponse,
    /// Places in the response.
    deleted: Vec<(usize, usize, Arc<PartitionHandle>)>,
    asked: u64,
    ticket: Option<Ticket>,
}

impl Pending<DeleteRecordsResponse> for Unwritten {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<DeleteRecordsResponse> {
        self.cancel(call);
        self.ticket = call.node.await_log_starts(self.asked, call.waker);
        if self.ticket.is_some() {
            return None;
        }
        for (topic, partition, handle) in &self.deleted {
            if handle.directory().is_offline() {
                let result = &mut self.response.topics[*topic].partitions[*partition];
                result.low_watermark = NO_LOW_WATERMARK;
                result.error_code = ErrorCode::KafkaStorageError.code();
            }
        }
        Some(std::mem::take(&mut self.response))
    }

    fn deadline(&self) -> Option<Moment> {
        None
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        if let Some(ticket) = self.ticket.take() {
            call.node.stop_awaiting_log_starts(ticket);
        }
    }
}
