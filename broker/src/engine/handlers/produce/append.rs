//! Checking the batch of one partition, and appending it.

use std::sync::Arc;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, LogSlice, PartitionId},
    protocol::{
        codec::Records,
        messages::produce_response::BatchIndexAndErrorMessage,
        records::{AppendRules, BatchRejection, CheckedBatch, ZstdRule, check_produced},
    },
    replication::{Acks, Appended, Ticket},
    storage::producers::Verified,
};

use crate::engine::{
    call::Call,
    view::{PartitionHandle, TopicRuntime},
};

/// Why a partition's batch was refused.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: Option<String>,
    pub(super) records: Vec<BatchIndexAndErrorMessage>,
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

/// A batch that may be appended, and where.
pub(super) struct Checked {
    pub(super) handle: Arc<PartitionHandle>,
    pub(super) batch: CheckedBatch,
}

/// A batch that is in the log, and the wait for what it is acknowledged by.
pub(super) struct Written {
    pub(super) handle: Arc<PartitionHandle>,
    pub(super) appended: Appended,
    pub(super) ticket: Option<Ticket>,
}

/// Checks a batch, without the partition's lock.
pub(super) fn check(
    call: &Call<'_>,
    topic: &TopicRuntime,
    id: PartitionId,
    records: Option<Records>,
) -> Result<Checked, Refusal> {
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
    let batch =
        call.node.codecs().lend(|codecs| check_produced(bytes, &rules, call.now.wall, codecs))?;
    Ok(Checked { handle, batch })
}

/// Appends it.
pub(super) fn append(
    call: &mut Call<'_>,
    checked: &Checked,
    verified: Verified,
    acks: Acks,
) -> Result<Written, Refusal> {
    let Checked { handle, batch } = checked;
    let mut partition = handle.lock();
    let appended = partition.append(batch, verified, acks, call.now, &mut call.effects.wakes);
    let job = match &appended {
        Ok(appended) if appended.awaited.is_some() || appended.rolled => partition.begin_sync(),
        Ok(_) | Err(_) => Ok(None),
    };
    // While the lock is held anyway: writers who share a partition meet at it.
    let awaited = appended.as_ref().ok().and_then(|appended| appended.awaited);
    let ticket = awaited.filter(|_| job.is_ok()).map(|one| partition.wait(one, call.waker));
    drop(partition);
    let appended = appended.map_err(|error| {
        call.node.partition_failed(handle, error.disk_error(), call.effects);
        Refusal { message: Some(error.to_string()), ..error.code().into() }
    })?;
    let job = job.map_err(|error| {
        call.node.partition_failed(handle, error.disk_error(), call.effects);
        Refusal::from(error.code())
    })?;
    job.into_iter().for_each(|job| call.effects.sync_partition(handle, job));
    Ok(Written { handle: handle.clone(), appended, ticket })
}
