//! Produce (key 0): appends batches. Authorization: WRITE on the topic. Each partition is judged by
//! itself. A batch is checked before the partition's lock is taken; the lock is held for the
//! append alone.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, LogSlice, Moment, PartitionId},
    protocol::{
        codec::Records,
        messages::{
            ProduceRequest, ProduceResponse,
            produce_request::TopicProduceData,
            produce_response::{
                BatchIndexAndErrorMessage, PartitionProduceResponse, TopicProduceResponse,
            },
        },
        records::{AppendRules, BatchRejection, ZstdRule, check_produced},
    },
    replication::{Acks, Appended, Awaited, Ticket},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Pending, Reply},
    view::{PartitionHandle, TopicRuntime, View},
};

/// Produce. v7 allows zstd, v8 tells which records were wrong (KIP-467), v13 names topics by id.
/// Versions 0 to 2 are listed because librdkafka looks for them, and refused, as Apache Kafka does.
pub struct Produce;

impl Handler for Produce {
    type Request = ProduceRequest;

    const VERSIONS: RangeInclusive<i16> = 3..=13;
    const LISTED: RangeInclusive<i16> = 0..=13;

    fn handle(call: &mut Call<'_>, request: ProduceRequest) -> Reply<ProduceResponse> {
        let acks = Acks::from_wire(request.acks);
        let view = call.view();
        let mut waits = Vec::new();
        let mut failed = false;
        let mut responses = Vec::with_capacity(request.topic_data.len());
        for topic in request.topic_data {
            let topic_index = responses.len();
            let mut response = TopicProduceResponse {
                name: topic.name.clone(),
                topic_id: topic.topic_id,
                ..Default::default()
            };
            let runtime = find(&view, call.version, &topic);
            for partition in topic.partition_data {
                let id = PartitionId(partition.index);
                let outcome =
                    acks.ok_or(Refusal::from(ErrorCode::InvalidRequiredAcks)).and_then(|acks| {
                        let runtime = runtime.as_ref().map_err(|code| Refusal::from(*code))?;
                        write(call, runtime, id, partition.records, acks)
                    });
                failed |= outcome.is_err();
                let partition_index = response.partition_responses.len();
                let outcome = outcome.map(|written| {
                    let Written { handle, appended, ticket } = written;
                    if let Some(awaited) = appended.awaited {
                        waits.push(Wait { topic_index, partition_index, handle, awaited, ticket });
                    }
                    appended
                });
                response.partition_responses.push(told(id, outcome));
            }
            responses.push(response);
        }
        let response = ProduceResponse { responses, ..Default::default() };
        match acks {
            // Without a reply, closing is the only way to tell the client to look again.
            Some(Acks::None) if failed => Reply::Close("a write with acks=0 failed"),
            Some(Acks::None) => Reply::Silent,
            _ if waits.is_empty() => Reply::Now(response),
            _ => {
                let patience = u64::try_from(request.timeout_ms).unwrap_or(0);
                let deadline = call.now.monotonic + Duration::from_millis(patience);
                let polls = Polls::None;
                Reply::Parked(Box::new(Unacknowledged { response, waits, deadline, polls }))
            }
        }
    }
}

/// Why a partition's batch was refused.
#[derive(Debug)]
struct Refusal {
    code: ErrorCode,
    message: Option<String>,
    records: Vec<BatchIndexAndErrorMessage>,
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Self { code, message: None, records: Vec::new() }
    }
}

impl From<BatchRejection> for Refusal {
    fn from(error: BatchRejection) -> Self {
        let records = error.rejected_records();
        let records = records.iter().map(|record| BatchIndexAndErrorMessage {
            batch_index: record.index,
            batch_index_error_message: Some(ByteString::from(record.reason.to_string())),
        });
        let records = records.collect();
        Self { code: error.code(), records, message: Some(error.to_string()) }
    }
}

fn find(
    view: &View,
    version: i16,
    topic: &TopicProduceData,
) -> Result<Arc<TopicRuntime>, ErrorCode> {
    if version >= 13 {
        view.topic_by_id(topic.topic_id).cloned().ok_or(ErrorCode::UnknownTopicId)
    } else {
        view.topic_by_name(&topic.name).cloned().ok_or(ErrorCode::UnknownTopicOrPartition)
    }
}

/// A batch that is in the log, and the wait for what it is acknowledged by.
struct Written {
    handle: Arc<PartitionHandle>,
    appended: Appended,
    ticket: Option<Ticket>,
}

fn write(
    call: &mut Call<'_>,
    topic: &TopicRuntime,
    id: PartitionId,
    records: Option<Records>,
    acks: Acks,
) -> Result<Written, Refusal> {
    if topic.name().is_internal() && call.client_id != Some("__admin_client") {
        return Err(ErrorCode::InvalidTopicException.into());
    }
    let handle = topic.partition(id)?.clone();
    let records = records.ok_or(ErrorCode::InvalidRecord)?;
    let [LogSlice::Memory(bytes)] = records.slices() else {
        return Err(ErrorCode::InvalidRecord.into());
    };
    let zstd = if call.version >= 7 { ZstdRule::Allowed } else { ZstdRule::Refused };
    let rules = AppendRules { zstd, ..*topic.rules() };
    let checked =
        call.node.codecs().lend(|codecs| check_produced(bytes, &rules, call.now.wall, codecs))?;
    if checked.header.attributes.is_transactional() {
        return Err(ErrorCode::InvalidTxnState.into());
    }
    let mut partition = handle.lock();
    let appended = partition.append(&checked, acks, call.now, &mut call.effects.wakes);
    let job = match &appended {
        Ok(appended) if appended.awaited.is_some() || appended.rolled => partition.begin_sync(),
        Ok(_) | Err(_) => Ok(None),
    };
    // While the lock is held anyway: writers who share a partition meet at it.
    let awaited = appended.as_ref().ok().and_then(|appended| appended.awaited);
    let ticket = awaited.filter(|_| job.is_ok()).map(|one| partition.wait(one, call.waker));
    drop(partition);
    let appended = appended.map_err(|error| {
        call.node.partition_failed(&handle, error.disk_error(), call.effects);
        Refusal { message: Some(error.to_string()), ..error.code().into() }
    })?;
    let job = job.map_err(|error| {
        call.node.partition_failed(&handle, error.disk_error(), call.effects);
        Refusal::from(error.code())
    })?;
    job.into_iter().for_each(|job| call.effects.sync_partition(&handle, job));
    Ok(Written { handle, appended, ticket })
}

fn told(id: PartitionId, outcome: Result<Appended, Refusal>) -> PartitionProduceResponse {
    match outcome {
        Ok(appended) => PartitionProduceResponse {
            index: id.0,
            base_offset: appended.base_offset.0,
            log_append_time_ms: appended.append_time.0,
            log_start_offset: appended.log_start_offset.0,
            ..Default::default()
        },
        Err(refusal) => PartitionProduceResponse {
            index: id.0,
            error_code: refusal.code.code(),
            base_offset: -1,
            log_append_time_ms: -1,
            log_start_offset: -1,
            record_errors: refusal.records,
            error_message: refusal.message.map(ByteString::from),
            ..Default::default()
        },
    }
}

/// Batches that are in the log and may not be acknowledged yet.
struct Unacknowledged {
    response: ProduceResponse,
    waits: Vec<Wait>,
    deadline: Moment,
    polls: Polls,
}

/// Whether it was polled: before that all its waits are those of its appends.
#[derive(PartialEq, Eq)]
enum Polls {
    None,
    Some,
}

struct Wait {
    topic_index: usize,
    partition_index: usize,
    handle: Arc<PartitionHandle>,
    awaited: Awaited,
    ticket: Option<Ticket>,
}

impl Unacknowledged {
    fn fail(&mut self, wait: &Wait, code: ErrorCode) {
        let topic = &mut self.response.responses[wait.topic_index];
        let partition = &mut topic.partition_responses[wait.partition_index];
        partition.error_code = code.code();
        partition.base_offset = -1;
    }
}

impl Pending<ProduceResponse> for Unacknowledged {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<ProduceResponse> {
        let late = call.now.monotonic >= self.deadline;
        if std::mem::replace(&mut self.polls, Polls::Some) == Polls::None && !late {
            return None;
        }
        for mut wait in std::mem::take(&mut self.waits) {
            let mut partition = wait.handle.lock();
            if let Some(ticket) = wait.ticket.take() {
                partition.stop_waiting(ticket);
            }
            let awaited = match partition.still_awaited(wait.awaited) {
                Ok(None) => continue,
                Ok(Some(_)) if late => {
                    drop(partition);
                    self.fail(&wait, ErrorCode::RequestTimedOut);
                    continue;
                }
                Ok(Some(awaited)) => awaited,
                Err(error) => {
                    drop(partition);
                    self.fail(&wait, error.code());
                    continue;
                }
            };
            let waiting = partition.wait_acknowledged(awaited, call.waker);
            drop(partition);
            match waiting {
                Ok((ticket, job)) => {
                    wait.ticket = Some(ticket);
                    job.into_iter().for_each(|job| call.effects.sync_partition(&wait.handle, job));
                    self.waits.push(wait);
                }
                Err(error) => {
                    call.node.partition_failed(&wait.handle, error.disk_error(), call.effects);
                    self.fail(&wait, error.code());
                }
            }
        }
        self.waits.is_empty().then(|| std::mem::take(&mut self.response))
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, _: &mut Call<'_>) {
        for wait in self.waits.drain(..) {
            if let Some(ticket) = wait.ticket {
                wait.handle.lock().stop_waiting(ticket);
            }
        }
    }
}
