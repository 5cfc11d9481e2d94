//! DeleteRecords (key 21): deletes the records before an offset. Authorization: DELETE on each topic.
//! Answered when the logs' new starts are in their checkpoint, so that no crash brings the records
//! back, and no living replica holds them; the files go with the next look for segments past retention.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use ottla_core::{
    model::{ErrorCode, Moment, NodeId, Offset, PartitionId},
    protocol::messages::{
        DeleteRecordsRequest, DeleteRecordsResponse,
        delete_records_request::DeleteRecordsPartition,
        delete_records_response::{DeleteRecordsPartitionResult, DeleteRecordsTopicResult},
    },
    replication::{Awaited, PartitionError, Ticket},
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
                    Ok((handle, before)) => {
                        let place = (topics.len(), result.partitions.len());
                        deleted.push(Deleted { place, handle, before, ticket: None });
                        (before.0, ErrorCode::None)
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
        if deleted.is_empty() {
            return Reply::Now(response);
        }
        let checkpoint = match call.node.is_durable() {
            true => Checkpoint::Asked(call.node.ask_for_log_starts(call.effects)),
            false => Checkpoint::Written,
        };
        let timeout = Duration::from_millis(u64::try_from(request.timeout_ms).unwrap_or(0));
        let deadline = call.now.monotonic + timeout;
        let mut pending = Deletion { response, deleted, checkpoint, ticket: None, deadline };
        match pending.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(pending)),
        }
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

/// A partition whose log begins later now.
struct Deleted {
    /// Its place in the response: topic and partition.
    place: (usize, usize),
    handle: Arc<PartitionHandle>,
    /// Nothing before this is to be there.
    before: Offset,
    ticket: Option<Ticket>,
}

impl Deleted {
    /// Whether no living replica holds what was deleted; if one does, `call.waker` is woken when that may be over.
    fn is_done(&mut self, call: &Call<'_>) -> Result<bool, ErrorCode> {
        if self.handle.directory().is_offline() {
            return Err(ErrorCode::KafkaStorageError);
        }
        let view = call.view();
        let is_alive =
            |node: NodeId| view.image.brokers.get(&node).is_some_and(|broker| !broker.fenced);
        let mut partition = self.handle.lock();
        if partition.low_watermark(&is_alive).map_err(|error| error.code())? >= self.before {
            return Ok(true);
        }
        self.ticket = Some(partition.wait(Awaited::LowWatermark(self.before), call.waker));
        Ok(false)
    }

    fn stop_waiting(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.handle.lock().stop_waiting(ticket);
        }
    }
}

/// The checkpoint of the logs' starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Checkpoint {
    /// It is being written, and this one is waited for.
    Asked(u64),
    Written,
}

/// Waits for the checkpoint, and then for the replicas. The one has no deadline: a disk that does not answer is
/// one that fails, and then its partitions say so.
struct Deletion {
    response: DeleteRecordsResponse,
    deleted: Vec<Deleted>,
    checkpoint: Checkpoint,
    ticket: Option<Ticket>,
    deadline: Moment,
}

impl Deletion {
    fn is_written(&mut self, call: &Call<'_>) -> bool {
        let Checkpoint::Asked(asked) = self.checkpoint else { return true };
        self.ticket = call.node.await_log_starts(asked, call.waker);
        if self.ticket.is_none() {
            self.checkpoint = Checkpoint::Written;
        }
        self.ticket.is_none()
    }
}

impl Pending<DeleteRecordsResponse> for Deletion {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<DeleteRecordsResponse> {
        self.cancel(call);
        if !self.is_written(call) {
            return None;
        }
        let is_late = call.now.monotonic >= self.deadline;
        let topics = &mut self.response.topics;
        self.deleted.retain_mut(|deleted| {
            let code = match deleted.is_done(call) {
                Ok(true) => return false,
                Ok(false) if !is_late => return true,
                Ok(false) => ErrorCode::RequestTimedOut,
                Err(code) => code,
            };
            deleted.stop_waiting();
            let (topic, partition) = deleted.place;
            let result = &mut topics[topic].partitions[partition];
            (result.low_watermark, result.error_code) = (NO_LOW_WATERMARK, code.code());
            false
        });
        self.deleted.is_empty().then(|| std::mem::take(&mut self.response))
    }

    fn deadline(&self) -> Option<Moment> {
        (self.checkpoint == Checkpoint::Written).then_some(self.deadline)
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        if let Some(ticket) = self.ticket.take() {
            call.node.stop_awaiting_log_starts(ticket);
        }
        self.deleted.iter_mut().for_each(Deleted::stop_waiting);
    }
}
