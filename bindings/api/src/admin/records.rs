//! Offsets by time, and records that are deleted.

use super::{
    Admin, Refusal,
    call::{all, each, invalid},
};
use crate::{PartitionOffset, Result};
use ottla::{IsolationLevel, TopicPartition, admin, admin::DeleteBefore};

/// Which offset of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetSpec {
    /// That of the first record that is there.
    Earliest,
    /// That which the next record gets.
    Latest,
    /// That of the first record whose time is `timestamp` or later.
    Timestamp,
    /// That of the record with the latest time (KIP-734).
    MaxTimestamp,
    /// That of the first record on the broker's own disks (KIP-405).
    EarliestLocal,
    /// That of the last record in remote storage (KIP-1005).
    LatestTiered,
    /// That of the first record that is not in remote storage yet (KIP-1023).
    EarliestPendingUpload,
}

/// A question for an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetAt {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Which offset.
    pub spec: OffsetSpec,
    /// Milliseconds since 1970, for `Timestamp`.
    pub timestamp: Option<i64>,
}

/// An offset that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; null if no record has that time.
    pub offset: Option<i64>,
    /// Time of the record, where one was looked for.
    pub timestamp: Option<i64>,
    /// Epoch of the leader that wrote the record, where it is told.
    pub leader_epoch: Option<i32>,
}

/// Offsets that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffsets {
    /// Those of partitions that have told.
    pub found: Vec<ListedOffset>,
    /// The other partitions.
    pub refused: Vec<Refusal>,
}

/// What a deletion left of a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedRecords {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The first offset that is left; that of the next record, if none is.
    pub low_watermark: i64,
}

/// Partitions whose records were to be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDeletions {
    /// Those where it worked.
    pub found: Vec<DeletedRecords>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
    /// what readers of committed records see.
    pub async fn list_offsets(
        &self,
        partitions: Vec<OffsetAt>,
        read_committed: Option<bool>,
    ) -> Result<Vec<ListedOffset>> {
        let client = self.client("list offsets")?;
        Ok(all(client.list_offsets(asked(partitions)?, isolation(read_committed)).await?))
    }

    /// As `list_offsets`; tells of partitions that are not there.
    pub async fn list_offsets_each(
        &self,
        partitions: Vec<OffsetAt>,
        read_committed: Option<bool>,
    ) -> Result<ListedOffsets> {
        let client = self.client("list offsets")?;
        let asked = client.list_offsets(asked(partitions)?, isolation(read_committed));
        let (found, refused) = each(asked.each().await, |_, found| found.into());
        Ok(ListedOffsets { found, refused })
    }

    /// Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
    /// did not work.
    pub async fn delete_records(&self, before: Vec<PartitionOffset>) -> Result<RecordDeletions> {
        let before = before.into_iter().map(|before| {
            let (partition, at) = before.pair();
            let end = at.offset == -1;
            (partition, if end { DeleteBefore::End } else { DeleteBefore::Offset(at.offset) })
        });
        let outcomes = self.client("delete records")?.delete_records(before).each().await;
        let (found, refused) = each(outcomes, |_, left| left.into());
        Ok(RecordDeletions { found, refused })
    }
}

fn isolation(read_committed: Option<bool>) -> IsolationLevel {
    match read_committed {
        Some(true) => IsolationLevel::ReadCommitted,
        Some(false) | None => IsolationLevel::ReadUncommitted,
    }
}

fn asked(partitions: Vec<OffsetAt>) -> Result<Vec<(TopicPartition, admin::OffsetSpec)>> {
    let asked = |at: OffsetAt| {
        let spec = match (at.spec, at.timestamp) {
            (OffsetSpec::Earliest, _) => admin::OffsetSpec::Earliest,
            (OffsetSpec::Latest, _) => admin::OffsetSpec::Latest,
            (OffsetSpec::MaxTimestamp, _) => admin::OffsetSpec::MaxTimestamp,
            (OffsetSpec::EarliestLocal, _) => admin::OffsetSpec::EarliestLocal,
            (OffsetSpec::LatestTiered, _) => admin::OffsetSpec::LatestTiered,
            (OffsetSpec::EarliestPendingUpload, _) => admin::OffsetSpec::EarliestPendingUpload,
            (OffsetSpec::Timestamp, Some(time)) => admin::OffsetSpec::Timestamp(time),
            (OffsetSpec::Timestamp, None) => {
                let message = "whoever asks for a time has to say which, in `timestamp`";
                return Err(invalid("list offsets", message));
            }
        };
        Ok((TopicPartition::new(at.topic, at.partition), spec))
    };
    partitions.into_iter().map(asked).collect()
}

impl From<admin::DeletedRecords> for DeletedRecords {
    fn from(left: admin::DeletedRecords) -> Self {
        let ottla::TopicPartition { topic, partition } = left.partition;
        Self { topic: topic.to_string(), partition, low_watermark: left.low_watermark }
    }
}

impl From<admin::ListedOffset> for ListedOffset {
    fn from(found: admin::ListedOffset) -> Self {
        Self {
            topic: found.partition.topic.to_string(),
            partition: found.partition.partition,
            offset: found.offset,
            timestamp: found.timestamp,
            leader_epoch: found.leader_epoch,
        }
    }
}
