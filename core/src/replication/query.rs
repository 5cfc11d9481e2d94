//! Finding offsets: the first, the last, by time.

use super::{error::PartitionError, partition::Partition, read::Isolation};
use crate::model::{LeaderEpoch, Offset, Timestamp};

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

impl Partition {
    /// Finds an offset for a consumer.
    ///
    /// # Errors
    /// If this node does not lead, the client's epoch is stale or unknown, or the disk fails.
    pub fn find_offset(
        &mut self,
        query: OffsetQuery,
        isolation: Isolation,
        current_leader_epoch: LeaderEpoch,
    ) -> Result<FoundOffset, PartitionError> {
        self.check_leader(current_leader_epoch)?;
        let visible = match isolation {
            Isolation::ReadUncommitted => self.high_watermark,
            Isolation::ReadCommitted => self.last_stable_offset(),
        };
        let found = match query {
            OffsetQuery::Earliest | OffsetQuery::EarliestLocal => {
                let offset = self.log.log_start_offset();
                let leader_epoch = self.log.epoch_of(offset).unwrap_or(LeaderEpoch::NONE);
                return Ok(FoundOffset { offset, leader_epoch, ..FoundOffset::NONE });
            }
            OffsetQuery::Latest => {
                let leader_epoch = self.assignment.leader_epoch;
                return Ok(FoundOffset { offset: visible, leader_epoch, ..FoundOffset::NONE });
            }
            OffsetQuery::MaxTimestamp => self.log.max_timestamp(),
            OffsetQuery::AtOrAfter(time) => self.log.offset_for_timestamp(time),
        };
        let found = found.map_err(PartitionError::Log)?.filter(|found| found.offset < visible);
        Ok(found.map_or(FoundOffset::NONE, |found| FoundOffset {
            offset: found.offset,
            timestamp: found.timestamp,
            leader_epoch: self.log.epoch_of(found.offset).unwrap_or(LeaderEpoch::NONE),
        }))
    }
}
