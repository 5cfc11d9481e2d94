//! Snapshots of the metadata log as files (KIP-630): names, writing in steps, reading in steps.
//! Which records stand in one is decided by whoever has the image.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;

use super::{QuorumError, SnapshotId};
use crate::{
    metadata::MetadataVersion,
    model::{LeaderEpoch, Offset, Timestamp},
    protocol::codec::EncodeError,
    protocol::{
        codec::{Message, Reader, Writer},
        messages::metadata::MetadataRecord,
        messages::{
            snapshot_footer_record::SnapshotFooterRecord,
            snapshot_header_record::SnapshotHeaderRecord,
        },
        records::{
            Attributes, BATCH_OVERHEAD, Batch, BatchBuilder, BatchFields, BatchHeader, Codecs,
            ControlType, NewRecord,
        },
    },
    storage::disk::{Disk, DiskAction, DiskError, DiskFile},
};

pub(super) const SUFFIX: &str = ".checkpoint";
pub(super) const PARTIAL_SUFFIX: &str = ".checkpoint.part";

/// Which snapshots and how much log are kept; the newest snapshot always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotRetention {
    /// `metadata.max.retention.bytes` (100 MiB): bytes of log and snapshots together.
    pub bytes: Option<u64>,
    /// `metadata.max.retention.ms` (7 days): age of the newest record in a snapshot.
    pub age: Option<Duration>,
}

impl Default for SnapshotRetention {
    fn default() -> Self {
        Self { bytes: Some(100 * 1024 * 1024), age: Some(Duration::from_secs(7 * 24 * 60 * 60)) }
    }
}

/// The file's name without its suffix: 20 digits of offset, 10 of epoch.
pub(super) fn stem(id: SnapshotId) -> String {
    format!("{:020}-{:010}", id.end_offset.0, id.epoch.0)
}

/// The id in a file's name; `None` for any other file.
pub(super) fn parse_name(name: &str) -> Option<SnapshotId> {
    let (offset, epoch) = name.strip_suffix(SUFFIX)?.split_once('-')?;
    if offset.len() != 20 || epoch.len() != 10 {
        return None;
    }
    let id = SnapshotId {
        end_offset: Offset(offset.parse().ok()?),
        epoch: LeaderEpoch(epoch.parse().ok()?),
    };
    (id.end_offset >= Offset::ZERO && id.epoch >= LeaderEpoch(0)).then_some(id)
}

pub(super) fn encode<M: Message>(message: &M) -> Result<Bytes, QuorumError> {
    let mut writer = Writer::new();
    message.encode(&mut writer, 0)?;
    Ok(writer.into_records().read()?)
}

pub(super) fn encode_at<M: Message>(message: &M, version: i16) -> Result<Bytes, QuorumError> {
    let mut writer = Writer::new();
    message.encode(&mut writer, version)?;
    Ok(writer.into_records().read()?)
}

pub(super) fn decode<M: Message>(bytes: &Bytes, offset: Offset) -> Result<M, QuorumError> {
    M::decode(&mut Reader::new(bytes.clone()), 0)
        .map_err(|error| QuorumError::Decode { offset, error })
}

/// A record as a level writes it.
pub(super) fn encoded(
    record: &MetadataRecord,
    level: MetadataVersion,
) -> Result<Bytes, EncodeError> {
    // What an old level cannot say is said all the same: a node that is a cluster of its own needs it.
    let version = level.version_of(record);
    let as_old = version.and_then(|version| record.encode_at(version).ok());
    as_old.map_or_else(|| record.encode(), Ok)
}

/// A snapshot that is being written; it counts once it is handed to
/// [`super::Quorum::finish_snapshot`]. One that is dropped leaves a `.part` file, which the next
/// start removes.
#[derive(Debug)]
pub struct SnapshotWriter {
    pub(super) id: SnapshotId,
    pub(super) path: String,
    file: Arc<dyn DiskFile>,
    position: u64,
    next: i64,
    last_append: Timestamp,
    codecs: Codecs,
}

impl SnapshotWriter {
    pub(super) fn begin(
        disk: &dyn Disk,
        path: String,
        id: SnapshotId,
        last_append: Timestamp,
        controls: &[(ControlType, Bytes)],
    ) -> Result<Self, QuorumError> {
        let file = disk.create(&path).map_err(DiskError::at(DiskAction::Create, &path))?;
        file.truncate(0).map_err(DiskError::at(DiskAction::Truncate, &path))?;
        let codecs = Codecs::new();
        let mut writer = Self { id, path, file, position: 0, next: 0, last_append, codecs };
        let header =
            SnapshotHeaderRecord { version: 0, last_contained_log_timestamp: last_append.0 };
        writer.control(&[(ControlType::SnapshotHeader, encode(&header)?)])?;
        if !controls.is_empty() {
            writer.control(controls)?;
        }
        Ok(writer)
    }

    /// Appends records as one batch. No records, no batch.
    ///
    /// # Errors
    /// If a record cannot be written, or the disk fails.
    pub fn append(
        &mut self,
        records: &[MetadataRecord],
        level: MetadataVersion,
    ) -> Result<(), QuorumError> {
        if records.is_empty() {
            return Ok(());
        }
        let mut builder = BatchBuilder::default();
        for record in records {
            let value = encoded(record, level)?;
            let timestamp = self.last_append;
            let record = NewRecord { timestamp, key: None, value: Some(&value), headers: [] };
            builder.append(record).map_err(|error| self.damaged(&error))?;
        }
        self.write(builder, Attributes::default())
    }

    /// Ends it: the footer is written and everything synced.
    pub(super) fn end(&mut self) -> Result<(), QuorumError> {
        let footer = encode(&SnapshotFooterRecord { version: 0 })?;
        self.control(&[(ControlType::SnapshotFooter, footer)])?;
        Ok(self.file.sync_data().map_err(DiskError::at(DiskAction::Sync, &self.path))?)
    }

    fn control(&mut self, records: &[(ControlType, Bytes)]) -> Result<(), QuorumError> {
        let mut builder = BatchBuilder::default();
        for (kind, value) in records {
            builder
                .append_control(self.last_append, *kind, value)
                .map_err(|error| self.damaged(&error))?;
        }
        self.write(builder, Attributes::default().control())
    }

    fn write(&mut self, builder: BatchBuilder, attributes: Attributes) -> Result<(), QuorumError> {
        let count = i64::from(builder.count());
        let fields = BatchFields {
            attributes,
            base_offset: Offset(self.next),
            leader_epoch: self.id.epoch,
            ..BatchFields::default()
        };
        let bytes =
            builder.finish(&fields, &mut self.codecs).map_err(|error| self.damaged(&error))?;
        self.file
            .write_at(self.position, &[&bytes])
            .map_err(DiskError::at(DiskAction::Write, &self.path))?;
        self.position += bytes.len() as u64;
        self.next += count;
        Ok(())
    }

    fn damaged(&self, error: &dyn std::fmt::Display) -> QuorumError {
        QuorumError::Snapshot { id: self.id, reason: error.to_string() }
    }
}

/// Reads a snapshot batch by batch.
#[derive(Debug)]
pub struct SnapshotReader {
    id: SnapshotId,
    file: Arc<dyn DiskFile>,
    position: u64,
    length: u64,
    codecs: Codecs,
}

impl SnapshotReader {
    pub(super) fn open(disk: &dyn Disk, path: &str, id: SnapshotId) -> Result<Self, QuorumError> {
        let file = disk.open(path).map_err(DiskError::at(DiskAction::Open, path))?;
        let length = file.len()?;
        Ok(Self { id, file, position: 0, length, codecs: Codecs::new() })
    }

    /// Which snapshot it is.
    #[must_use]
    pub fn id(&self) -> SnapshotId {
        self.id
    }

    /// The metadata records of the next batch that has some; `None` at the end.
    ///
    /// # Errors
    /// If the file cannot be read, or is damaged.
    pub fn next_records(&mut self) -> Result<Option<Vec<MetadataRecord>>, QuorumError> {
        while let Some(batch) = self.next_batch()? {
            if batch.header.attributes.is_control() {
                continue;
            }
            let offset = batch.header.base_offset;
            let mut records = Vec::new();
            for record in self.records(&batch)? {
                if let Some(value) = record.1 {
                    let record = MetadataRecord::decode(value)
                        .map_err(|error| QuorumError::Decode { offset, error })?;
                    records.push(record);
                }
            }
            return Ok(Some(records));
        }
        Ok(None)
    }

    /// Reads on to the end and hands over the control records.
    pub(super) fn controls(&mut self) -> Result<Vec<(ControlType, Bytes)>, QuorumError> {
        let mut found = Vec::new();
        while let Some(batch) = self.next_batch()? {
            found.extend(self.controls_of(&batch)?);
        }
        Ok(found)
    }

    /// The control records of the first batch: its header is among them.
    pub(super) fn first_controls(mut self) -> Result<Vec<(ControlType, Bytes)>, QuorumError> {
        match self.next_batch()? {
            Some(batch) => self.controls_of(&batch),
            None => Ok(Vec::new()),
        }
    }

    fn controls_of(&mut self, batch: &Batch) -> Result<Vec<(ControlType, Bytes)>, QuorumError> {
        if !batch.header.attributes.is_control() {
            return Ok(Vec::new());
        }
        let records = self.records(batch)?.into_iter();
        let controls = records.filter_map(|(key, value)| {
            let kind = key.as_deref().and_then(ControlType::of_key)?;
            Some((kind, value?))
        });
        Ok(controls.collect())
    }

    fn records(
        &mut self,
        batch: &Batch,
    ) -> Result<Vec<(Option<Bytes>, Option<Bytes>)>, QuorumError> {
        let id = self.id;
        let damaged =
            |error: &dyn std::fmt::Display| QuorumError::Snapshot { id, reason: error.to_string() };
        let records = batch.records(&mut self.codecs).map_err(|error| damaged(&error))?;
        records
            .map(|record| match record {
                Ok(record) => Ok((record.key, record.value)),
                Err(error) => Err(damaged(&error)),
            })
            .collect()
    }

    fn next_batch(&mut self) -> Result<Option<Batch>, QuorumError> {
        let left = self.length - self.position;
        if left == 0 {
            return Ok(None);
        }
        let damaged = |reason: String| QuorumError::Snapshot { id: self.id, reason };
        if left < BATCH_OVERHEAD as u64 {
            return Err(damaged("it is cut off".to_owned()));
        }
        let mut head = [0; BATCH_OVERHEAD];
        self.file.read_exact_at(self.position, &mut head)?;
        let header = BatchHeader::parse(&head).map_err(|error| damaged(error.to_string()))?;
        if header.size as u64 > left {
            return Err(damaged("it is cut off".to_owned()));
        }
        let mut bytes = vec![0; header.size];
        self.file.read_exact_at(self.position, &mut bytes)?;
        let batch = Batch { header, bytes: bytes.into() };
        batch.verify().map_err(|error| damaged(error.to_string()))?;
        self.position += header.size as u64;
        Ok(Some(batch))
    }
}
