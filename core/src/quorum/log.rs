//! The metadata log, as the quorum writes, reads and cuts it: batches of framed metadata records and the
//! leader changes between them, in the format of Apache Kafka.

use bytes::Bytes;

use crate::{
    metadata::MetadataVersion,
    model::{LeaderEpoch, LogSlice, NodeId, Now, Offset},
    protocol::{
        codec::{DecodeError, EncodeError},
        messages::metadata::MetadataRecord,
        records::{
            Attributes, BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs,
            ControlType, HeaderError, MalformedRecord, NewRecord, RecordIter, leader_change_value,
        },
    },
    storage::{
        disk::DiskError,
        epochs::EpochEnd,
        log::{AppendError, AppendOrigin, FirstBatch, LeaderBatch, Log, LogError, SyncJob, Synced},
    },
};

/// Bytes that one read of the replay takes.
const REPLAY_BYTES: usize = 1024 * 1024;

/// Why the metadata log cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum QuorumLogError {
    /// It could not be read.
    #[error("the metadata log cannot be read: {0}")]
    Log(#[from] LogError),
    /// It could not be written.
    #[error("the metadata log cannot be written: {0}")]
    Append(#[from] AppendError),
    /// A slice of it could not be read.
    #[error("the metadata log cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A batch is not one.
    #[error("the metadata log is damaged at offset {offset}: {error}")]
    Batch {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: HeaderError,
    },
    /// A record in a batch is not one.
    #[error("the metadata log is damaged in the batch at offset {offset}: {error}")]
    Record {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: MalformedRecord,
    },
    /// A record is not one of metadata.
    #[error("the metadata log holds an unreadable record at offset {offset}: {error}")]
    Decode {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: DecodeError,
    },
    /// A record cannot be written.
    #[error("a metadata record cannot be written: {0}")]
    Encode(#[from] EncodeError),
    /// Records are too large for a batch.
    #[error("metadata records are too large for one batch")]
    TooLarge,
    /// The leader's log has other records where this one's are committed.
    #[error(
        "the leader of the quorum has other records from offset {offset} on than those that were committed here: this directory is of another cluster, or was restored from an old copy"
    )]
    Another {
        /// Where.
        offset: Offset,
    },
    /// The file quorum-state cannot be written.
    #[error("{0}")]
    State(DiskError),
}

impl QuorumLogError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Log(error) => error.disk_error(),
            Self::Append(error) => error.disk_error(),
            Self::State(error) => Some(error),
            Self::Io(_)
            | Self::Batch { .. }
            | Self::Record { .. }
            | Self::Decode { .. }
            | Self::Encode(_)
            | Self::Another { .. }
            | Self::TooLarge => None,
        }
    }
}

/// The metadata log.
#[derive(Debug)]
pub(super) struct QuorumLog {
    log: Log,
    codecs: Codecs,
}

impl QuorumLog {
    pub(super) fn new(log: Log) -> Self {
        Self { log, codecs: Codecs::new() }
    }

    /// The last epoch that wrote to it; -1 if none did.
    pub(super) fn last_epoch(&self) -> LeaderEpoch {
        self.log.leader_epochs().latest().unwrap_or(LeaderEpoch(0))
    }

    pub(super) fn start_offset(&self) -> Offset {
        self.log.log_start_offset()
    }

    pub(super) fn end_offset(&self) -> Offset {
        self.log.log_end_offset()
    }

    /// Up to where it is on the device.
    pub(super) fn synced_offset(&self) -> Offset {
        self.log.recovery_point()
    }

    pub(super) fn end_of_epoch(&self, epoch: LeaderEpoch) -> EpochEnd {
        self.log.end_of_epoch(epoch)
    }

    /// Writes that a leadership begins; gives the record's offset.
    pub(super) fn append_leader_change(
        &mut self,
        epoch: LeaderEpoch,
        leader: NodeId,
        voters: &[NodeId],
        granting: &[NodeId],
        now: Now,
    ) -> Result<Offset, QuorumLogError> {
        self.log.begin_epoch(epoch);
        let mut builder = BatchBuilder::default();
        let value = leader_change_value(leader, voters, granting);
        builder
            .append_control(now.wall, ControlType::LeaderChange, &value)
            .map_err(|_| QuorumLogError::TooLarge)?;
        self.write(builder, Attributes::default().control(), epoch, now)
    }

    /// Appends records as one batch, all or none, as this level writes them; returns the first one's offset.
    pub(super) fn append(
        &mut self,
        epoch: LeaderEpoch,
        records: &[MetadataRecord],
        level: MetadataVersion,
        now: Now,
    ) -> Result<Offset, QuorumLogError> {
        let mut builder = BatchBuilder::default();
        for record in records {
            // What an old level cannot say is said all the same: a node that is a cluster of its own needs it.
            let version = level.version_of(record);
            let as_old = version.and_then(|version| record.encode_at(version).ok());
            let value = as_old.map_or_else(|| record.encode(), Ok)?;
            let record =
                NewRecord { timestamp: now.wall, key: None, value: Some(&value), headers: [] };
            builder.append(record).map_err(|_| QuorumLogError::TooLarge)?;
        }
        self.write(builder, Attributes::default(), epoch, now)
    }

    fn write(
        &mut self,
        builder: BatchBuilder,
        attributes: Attributes,
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<Offset, QuorumLogError> {
        let fields = BatchFields { attributes, ..BatchFields::default() };
        let bytes = builder
            .finish(&fields, &mut self.codecs)
            .expect("an uncompressed batch needs no codec that could fail");
        let batch = LeaderBatch::whole(&bytes).expect("the builder writes one whole batch");
        let appended = self.log.append_as_leader(&[batch], epoch, AppendOrigin::RaftLeader, now)?;
        Ok(appended.base_offset)
    }

    /// Appends what the leader has sent.
    pub(super) fn append_fetched(&mut self, bytes: &[u8], now: Now) -> Result<(), QuorumLogError> {
        self.log.append_as_follower(bytes, now)?;
        Ok(())
    }

    /// Cuts what the leader does not have.
    pub(super) fn truncate_to(&mut self, offset: Offset, now: Now) -> Result<(), QuorumLogError> {
        if let Some(deletion) = self.log.truncate_to(offset, now)? {
            // Files of the metadata log are few and small.
            deletion.run().map_err(QuorumLogError::State)?;
        }
        Ok(())
    }

    /// Batches for another member of the quorum.
    pub(super) fn read(
        &mut self,
        from: Offset,
        bytes_max: usize,
    ) -> Result<Vec<LogSlice>, QuorumLogError> {
        let end = self.end_offset();
        Ok(self.log.read(from, bytes_max, end, FirstBatch::Whole)?.slices)
    }

    /// Hands every record from `from` to before `end` to `visit`, in order.
    pub(super) fn replay(
        &mut self,
        from: Offset,
        end: Offset,
        mut visit: impl FnMut(Offset, &MetadataRecord),
    ) -> Result<(), QuorumLogError> {
        let mut next = from.max(self.log.log_start_offset());
        while next < end {
            let read = self.log.read(next, REPLAY_BYTES, end, FirstBatch::Whole)?;
            for slice in &read.slices {
                next = replay_slice(next, slice, from, &mut visit)?;
            }
            if read.slices.is_empty() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn prepare_sync(&mut self) -> Result<Option<SyncJob>, QuorumLogError> {
        Ok(self.log.prepare_sync()?)
    }

    pub(super) fn synced(&mut self, synced: Synced) {
        self.log.synced(synced);
    }

    pub(super) fn close(&mut self) -> Result<(), LogError> {
        self.log.close()
    }
}

fn replay_slice(
    mut next: Offset,
    slice: &LogSlice,
    from: Offset,
    visit: &mut impl FnMut(Offset, &MetadataRecord),
) -> Result<Offset, QuorumLogError> {
    let mut bytes = slice.read()?;
    while !bytes.is_empty() {
        let header = BatchHeader::parse_whole(&bytes)
            .map_err(|error| QuorumLogError::Batch { offset: next, error })?;
        let batch = bytes.split_to(header.size);
        next = header.last_offset() + 1;
        if !header.attributes.is_control() {
            replay_batch(&header, &batch.slice(BATCH_OVERHEAD..), from, visit)?;
        }
    }
    Ok(next)
}

fn replay_batch(
    header: &BatchHeader,
    body: &Bytes,
    from: Offset,
    visit: &mut impl FnMut(Offset, &MetadataRecord),
) -> Result<(), QuorumLogError> {
    for record in RecordIter::new(body, header.record_count) {
        let offset = header.base_offset;
        let record = record.map_err(|error| QuorumLogError::Record { offset, error })?;
        let offset = offset + i64::from(record.offset_delta);
        let Some(value) = record.value.filter(|_| offset >= from) else { continue };
        let decoded = MetadataRecord::decode(body.slice_ref(value))
            .map_err(|error| QuorumLogError::Decode { offset, error })?;
        visit(offset, &decoded);
    }
    Ok(())
}
