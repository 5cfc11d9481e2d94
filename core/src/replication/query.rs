//! Finding offsets: the first, the last, by time. By time the log finds the batch, under the
//! partition's lock; which record of it is meant takes decompression, which happens without.

use std::io;

use super::{error::PartitionError, partition::Partition, read::Isolation};
use crate::{
    model::{ErrorCode, LeaderEpoch, Offset, Timestamp},
    protocol::records::{BATCH_OVERHEAD, CodecError, Codecs, MalformedRecord, RecordIter},
    storage::{
        log::{TimestampLookup, TimestampedBatch},
        producers::ProducerEntry,
    },
};

/// Which offset is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetQuery {
    /// The log's start.
    Earliest,
    /// The first offset on this broker's disk; without tiers it is the log's start.
    EarliestLocal,
    /// The first offset that the consumer may not see.
    Latest,
    /// The record with the largest timestamp (KIP-734).
    MaxTimestamp,
    /// The first record at or after a time.
    AtOrAfter(Timestamp),
}

/// An offset that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundOffset {
    /// The offset; [`Offset::NONE`] if there is none.
    pub offset: Offset,
    /// The record's timestamp, where a time was asked for.
    pub timestamp: Timestamp,
    /// Epoch of the leader that appended the record.
    pub leader_epoch: LeaderEpoch,
}

impl FoundOffset {
    /// There is no such offset.
    pub const NONE: Self =
        Self { offset: Offset::NONE, timestamp: Timestamp::NONE, leader_epoch: LeaderEpoch::NONE };
}

/// Where a query has led.
#[derive(Debug)]
pub enum Lookup {
    /// To the answer.
    Found(FoundOffset),
    /// To the batch that holds the record, of which only what is before the offset may be seen.
    InBatch(TimestampedBatch, Offset),
}

/// Why a batch could not be searched.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The disk failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The records cannot be decompressed.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// The records cannot be read.
    #[error(transparent)]
    Record(#[from] MalformedRecord),
}

impl Lookup {
    /// The answer; searches the batch if there is one. To be called without the partition's lock.
    ///
    /// # Errors
    /// If the batch cannot be read.
    pub fn resolve(self, codecs: &mut Codecs) -> Result<FoundOffset, SearchError> {
        let (batch, visible) = match self {
            Self::Found(found) => return Ok(found),
            Self::InBatch(batch, visible) => (batch, visible),
        };
        let leader_epoch = batch.header.leader_epoch;
        let found = match batch.by_header() {
            Some(found) => Some(found),
            None => search(&batch, codecs)?,
        };
        Ok(match found {
            Some((offset, timestamp)) if offset < visible => {
                FoundOffset { offset, timestamp, leader_epoch }
            }
            _ => FoundOffset::NONE,
        })
    }
}

fn search(
    batch: &TimestampedBatch,
    codecs: &mut Codecs,
) -> Result<Option<(Offset, Timestamp)>, SearchError> {
    let mut bytes = bytes::BytesMut::with_capacity(batch.header.size);
    for slice in &batch.slices {
        bytes.extend_from_slice(&slice.read()?);
    }
    let body = bytes.freeze().slice(BATCH_OVERHEAD..);
    let Some(compression) = batch.header.attributes.compression() else { return Ok(None) };
    let records = codecs.decompress(compression, &body)?;
    for record in RecordIter::new(&records, batch.header.record_count) {
        let record = record?;
        let offset = batch.header.base_offset + i64::from(record.offset_delta);
        let timestamp = batch.header.timestamp_at(record.timestamp_delta);
        if offset >= batch.log_start_offset && timestamp >= batch.timestamp {
            return Ok(Some((offset, timestamp)));
        }
    }
    Ok(None)
}

impl Partition {
    /// The producers that it knows.
    ///
    /// # Errors
    /// If this node does not lead.
    pub fn producers(
        &self,
    ) -> Result<impl ExactSizeIterator<Item = &ProducerEntry>, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        Ok(self.log.producers().iter())
    }

    /// Finds an offset for a consumer, or the batch that it is in.
    ///
    /// # Errors
    /// If this node does not lead, the client's epoch is stale or unknown, or the disk fails.
    pub fn find_offset(
        &mut self,
        query: OffsetQuery,
        isolation: Isolation,
        current_leader_epoch: LeaderEpoch,
    ) -> Result<Lookup, PartitionError> {
        self.check_leader(current_leader_epoch)?;
        let visible = match isolation {
            Isolation::ReadUncommitted => self.high_watermark,
            Isolation::ReadCommitted => self.last_stable_offset(),
        };
        let lookup = match query {
            OffsetQuery::Earliest | OffsetQuery::EarliestLocal => {
                let offset = self.log.log_start_offset();
                let epoch = self.log.leader_epochs().epoch_at(offset);
                let leader_epoch = epoch.unwrap_or(LeaderEpoch::NONE);
                return Ok(Lookup::Found(FoundOffset {
                    offset,
                    leader_epoch,
                    ..FoundOffset::NONE
                }));
            }
            OffsetQuery::Latest => {
                self.check_offsets_available()?;
                let leader_epoch = self.assignment.leader_epoch;
                let found = FoundOffset { offset: visible, leader_epoch, ..FoundOffset::NONE };
                return Ok(Lookup::Found(found));
            }
            OffsetQuery::MaxTimestamp => TimestampLookup::Max,
            OffsetQuery::AtOrAfter(time) => TimestampLookup::AtLeast(time),
        };
        let found = self.log.find_timestamp(lookup).map_err(PartitionError::Log)?;
        if found.as_ref().is_none_or(|batch| batch.header.last_offset() >= visible) {
            self.check_offsets_available()?;
        }
        Ok(match found {
            Some(batch) => Lookup::InBatch(batch, visible),
            None => Lookup::Found(FoundOffset::NONE),
        })
    }

    /// Refuses to tell of the end while the high watermark has not come back to where it was under the
    /// leader before (KIP-207): it would seem to go back.
    fn check_offsets_available(&self) -> Result<(), PartitionError> {
        if self.high_watermark_lags() {
            return Err(ErrorCode::OffsetNotAvailable.into());
        }
        Ok(())
    }
}
