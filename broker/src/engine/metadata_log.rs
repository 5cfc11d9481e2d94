//! The metadata log: `__cluster_metadata-0`, batches of framed metadata records and the leader
//! changes between them, in the format of Apache Kafka.

use bytes::Bytes;
use ottla_core::{
    metadata::{MetadataVersion, ReplayError},
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
        log::{AppendError, AppendOrigin, FirstBatch, LeaderBatch, Log, LogError, SyncJob, Synced},
    },
};

/// Name of the log's folder.
pub(super) const METADATA_DIRECTORY: &str = "__cluster_metadata-0";

/// Bytes that one read of the replay takes.
const REPLAY_BYTES: usize = 1024 * 1024;

/// Why the metadata log cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MetadataLogError {
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
    /// A record contradicts those before it.
    #[error("the metadata log contradicts itself at offset {offset}: {error}")]
    Contradiction {
        /// Where.
        offset: Offset,
        /// The contradiction.
        error: ReplayError,
    },
    /// Records are too large for a batch.
    #[error("metadata records are too large for one batch")]
    TooLarge,
}

impl MetadataLogError {
    /// What the disk said, if it is that.
    pub(super) fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Log(error) => error.disk_error(),
            Self::Append(error) => error.disk_error(),
            Self::Io(_)
            | Self::Batch { .. }
            | Self::Record { .. }
            | Self::Decode { .. }
            | Self::Encode(_)
            | Self::Contradiction { .. }
            | Self::TooLarge => None,
        }
    }
}

/// The metadata log.
pub struct MetadataLog {
    log: Log,
    epoch: LeaderEpoch,
    codecs: Codecs,
}

impl MetadataLog {
    pub(super) fn new(log: Log) -> Self {
        Self { log, epoch: LeaderEpoch(0), codecs: Codecs::new() }
    }

    /// The last epoch that wrote to it.
    pub(super) fn last_epoch(&self) -> LeaderEpoch {
        self.log.leader_epochs().latest().unwrap_or(LeaderEpoch(0))
    }

    pub(super) fn end_offset(&self) -> Offset {
        self.log.log_end_offset()
    }

    /// Begins to write as the leader of `epoch`: the first batch says so.
    pub(super) fn lead(
        &mut self,
        epoch: LeaderEpoch,
        leader: NodeId,
        voters: &[NodeId],
        now: Now,
    ) -> Result<(), MetadataLogError> {
        self.epoch = epoch;
        let mut builder = BatchBuilder::default();
        let value = leader_change_value(leader, voters, &[leader]);
        builder
            .append_control(now.wall, ControlType::LeaderChange, &value)
            .map_err(|_| MetadataLogError::TooLarge)?;
        self.write(builder, Attributes::default().control(), now).map(|_| ())
    }

    /// Appends records as one batch, all or none, as this level writes them; returns the first one's offset.
    pub(super) fn append(
        &mut self,
        records: &[MetadataRecord],
        level: MetadataVersion,
        now: Now,
    ) -> Result<Offset, MetadataLogError> {
        let mut builder = BatchBuilder::default();
        for record in records {
            // What an old level cannot say is said all the same: a node that is a cluster of its own needs it.
            let version = level.version_of(record);
            let as_old = version.and_then(|version| record.encode_at(version).ok());
            let value = as_old.map_or_else(|| record.encode(), Ok)?;
            let record =
                NewRecord { timestamp: now.wall, key: None, value: Some(&value), headers: [] };
            builder.append(record).map_err(|_| MetadataLogError::TooLarge)?;
        }
        self.write(builder, Attributes::default(), now)
    }

    fn write(
        &mut self,
        builder: BatchBuilder,
        attributes: Attributes,
        now: Now,
    ) -> Result<Offset, MetadataLogError> {
        let fields = BatchFields { attributes, ..BatchFields::default() };
        let bytes = builder
            .finish(&fields, &mut self.codecs)
            .expect("an uncompressed batch needs no codec that could fail");
        let batch = LeaderBatch::whole(&bytes).expect("the builder writes one whole batch");
        let appended =
            self.log.append_as_leader(&[batch], self.epoch, AppendOrigin::RaftLeader, now)?;
        Ok(appended.base_offset)
    }

    /// Hands every record to `visit`, in order.
    pub(super) fn replay(
        &mut self,
        mut visit: impl FnMut(Offset, &MetadataRecord) -> Result<(), MetadataLogError>,
    ) -> Result<(), MetadataLogError> {
        let end = self.log.log_end_offset();
        let mut next = self.log.log_start_offset();
        while next < end {
            let read = self.log.read(next, REPLAY_BYTES, end, FirstBatch::Whole)?;
            for slice in &read.slices {
                next = self.replay_slice(next, slice, &mut visit)?;
            }
            if read.slices.is_empty() {
                break;
            }
        }
        Ok(())
    }

    fn replay_slice(
        &mut self,
        mut next: Offset,
        slice: &LogSlice,
        visit: &mut impl FnMut(Offset, &MetadataRecord) -> Result<(), MetadataLogError>,
    ) -> Result<Offset, MetadataLogError> {
        let mut bytes = slice.read()?;
        while !bytes.is_empty() {
            let header = BatchHeader::parse_whole(&bytes)
                .map_err(|error| MetadataLogError::Batch { offset: next, error })?;
            let batch = bytes.split_to(header.size);
            next = header.last_offset() + 1;
            if !header.attributes.is_control() {
                replay_batch(&header, &batch.slice(BATCH_OVERHEAD..), visit)?;
            }
        }
        Ok(next)
    }

    pub(super) fn prepare_sync(&mut self) -> Result<Option<SyncJob>, MetadataLogError> {
        Ok(self.log.prepare_sync()?)
    }

    pub(super) fn synced(&mut self, synced: Synced) {
        self.log.synced(synced);
    }

    pub(super) fn close(&mut self) -> Result<(), LogError> {
        self.log.close()
    }
}

fn replay_batch(
    header: &BatchHeader,
    body: &Bytes,
    visit: &mut impl FnMut(Offset, &MetadataRecord) -> Result<(), MetadataLogError>,
) -> Result<(), MetadataLogError> {
    for record in RecordIter::new(body, header.record_count) {
        let offset = header.base_offset;
        let record = record.map_err(|error| MetadataLogError::Record { offset, error })?;
        let offset = offset + i64::from(record.offset_delta);
        let Some(value) = record.value else { continue };
        let decoded = MetadataRecord::decode(body.slice_ref(value))
            .map_err(|error| MetadataLogError::Decode { offset, error })?;
        visit(offset, &decoded)?;
    }
    Ok(())
}
