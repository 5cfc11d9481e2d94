//! Appending as the leader, and when an append may be acknowledged.

use std::task::Waker;

use super::{
    error::PartitionError,
    partition::Partition,
    waiters::{Awaited, Ticket},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, Now, Offset, Timestamp},
    protocol::records::CheckedBatch,
    storage::{
        log::{AppendOrigin, LeaderBatch, LogError, SyncJob, Written},
        producers::{FirstSequence, TransactionalBatch, VerificationGuard, Verified},
    },
};

/// Which replicas a producer waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acks {
    /// None: there is no reply.
    None,
    /// The leader.
    Leader,
    /// All that are in sync, of which there have to be `min.insync.replicas`.
    All,
}

impl Acks {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i16) -> Option<Self> {
        match number {
            0 => Some(Self::None),
            1 => Some(Self::Leader),
            -1 => Some(Self::All),
            _ => None,
        }
    }
}

/// A batch that is in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Offset of its first record.
    pub base_offset: Offset,
    /// The broker's time, where it stamps records; else `NONE`.
    pub append_time: Timestamp,
    /// Where the log starts.
    pub log_start_offset: Offset,
    /// What has to happen before it is acknowledged; `None` if it may be at once.
    pub awaited: Option<Awaited>,
    /// Whether a new segment was begun: the one before it should be synced, so that recovery after
    /// a crash need not read it.
    pub rolled: bool,
}

impl Partition {
    /// Begins to have the first batch of a transaction verified by its coordinator (KIP-890). `None` if it
    /// need not be; else the batch has to show the guard once the coordinator has agreed.
    ///
    /// # Errors
    /// If this node does not lead, or the producer is fenced.
    pub fn begin_verification(
        &mut self,
        batch: TransactionalBatch,
        first_sequence: FirstSequence,
        now: Now,
    ) -> Result<Option<VerificationGuard>, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        let begun = self.log.begin_verification(batch, first_sequence, now);
        begun.map_err(PartitionError::Append)
    }

    /// Appends a checked batch as the leader. If it belongs to a transaction, `verified` says whether the
    /// coordinator was asked about it.
    ///
    /// # Errors
    /// If this node does not lead, too few replicas are in sync for `acks`, the producer's epoch
    /// or sequence is wrong, or the disk fails. Nothing is appended then.
    pub fn append(
        &mut self,
        batch: &CheckedBatch,
        verified: Verified,
        acks: Acks,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Appended, PartitionError> {
        let batch = LeaderBatch::from(batch).verified(verified);
        self.append_batch(batch, AppendOrigin::Client, acks, now, fired)
    }

    /// Appends a batch that a coordinator of this node has made, for all replicas to have.
    ///
    /// # Errors
    /// As for [`Partition::append`].
    pub fn append_as_coordinator(
        &mut self,
        batch: LeaderBatch<'_>,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Appended, PartitionError> {
        self.append_batch(batch, AppendOrigin::Coordinator, Acks::All, now, fired)
    }

    fn append_batch(
        &mut self,
        batch: LeaderBatch<'_>,
        origin: AppendOrigin,
        acks: Acks,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Appended, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        if acks == Acks::All && !self.has_min_in_sync() {
            let (in_sync, needed) = (self.assignment.in_sync_replicas.len(), self.min_in_sync());
            return Err(PartitionError::NotEnoughReplicas { in_sync, needed });
        }
        let epoch = self.assignment.leader_epoch;
        let appended = self
            .log
            .append_as_leader(&[batch], epoch, origin, now)
            .map_err(PartitionError::Append)?;
        let end = appended.last_offset + 1;
        if appended.written == Written::New {
            self.appended_bytes += appended.bytes;
            self.uncommitted.push_back((end, self.appended_bytes));
            self.waiters.advance(Awaited::LogEnd(end), fired);
            self.advance_high_watermark(now, fired);
        }
        Ok(Appended {
            base_offset: appended.base_offset,
            append_time: appended.log_append_time,
            log_start_offset: appended.log_start_offset,
            awaited: self.awaited(acks, end),
            rolled: appended.rolled,
        })
    }

    /// Deletes the records before `offset`; `None` means the high watermark. Gives the log's new start:
    /// no replica holds anything before it. Write it to its checkpoint before a client is told.
    ///
    /// # Errors
    /// If this node does not lead, the topic is only compacted, or `offset` is negative or above the
    /// high watermark. Nothing is deleted then.
    pub fn delete_records(&mut self, offset: Option<Offset>) -> Result<Offset, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        if !self.log.config().cleanup_policy.deletes() {
            return Err(ErrorCode::PolicyViolation.into());
        }
        let high_watermark = self.high_watermark;
        let offset = offset.unwrap_or(high_watermark);
        self.log.delete_records_before(offset, high_watermark).map_err(PartitionError::Log)?;
        Ok(self.log.log_start_offset())
    }

    /// What is still missing of what an append waits for; `None` if it has happened.
    ///
    /// # Errors
    /// If it cannot happen any more: this node leads no longer. NOT_ENOUGH_REPLICAS_AFTER_APPEND if it has
    /// happened, but too few replicas are in sync by now.
    pub fn still_awaited(&self, awaited: Awaited) -> Result<Option<Awaited>, PartitionError> {
        if let Awaited::Synced(end) = awaited
            && self.assignment.leader != self.node
            && !self.is_gone()
        {
            // A follower waits before it fetches on.
            return Ok(self.awaited(Acks::Leader, end));
        }
        self.check_leader(LeaderEpoch::NONE)?;
        Ok(match awaited {
            Awaited::HighWatermark(end) => {
                if self.high_watermark >= end && self.in_sync_at_most() < self.min_in_sync() {
                    return Err(ErrorCode::NotEnoughReplicasAfterAppend.into());
                }
                self.awaited(Acks::All, end)
            }
            Awaited::LogEnd(end) => {
                (self.log.log_end_offset() < end).then_some(Awaited::LogEnd(end))
            }
            Awaited::LowWatermark(_) => {
                let low_watermark = self.low_watermark(&|_| true)?;
                (Awaited::LowWatermark(low_watermark) < awaited).then_some(awaited)
            }
            Awaited::Synced(end) => self.awaited(Acks::Leader, end),
            Awaited::CommittedBytes(bytes) => {
                (self.committed_bytes < bytes).then_some(Awaited::CommittedBytes(bytes))
            }
        })
    }

    /// Waits for what [`Partition::still_awaited`] gave, and begins the sync that it takes, unless one
    /// runs: a sync that ended between the append and this call saw nobody wait for the next.
    ///
    /// # Errors
    /// What the disk said. Nothing waits then.
    pub fn wait_acknowledged(
        &mut self,
        awaited: Awaited,
        waker: &Waker,
    ) -> Result<(Ticket, Option<SyncJob>), LogError> {
        let job = match awaited {
            Awaited::Synced(_) => self.begin_sync()?,
            Awaited::HighWatermark(_)
            | Awaited::CommittedBytes(_)
            | Awaited::LogEnd(_)
            | Awaited::LowWatermark(_) => None,
        };
        Ok((self.wait(awaited, waker), job))
    }

    fn awaited(&self, acks: Acks, end: Offset) -> Option<Awaited> {
        match acks {
            Acks::None => None,
            Acks::All if self.high_watermark < end => Some(Awaited::HighWatermark(end)),
            Acks::All | Acks::Leader => self.needs_sync(end).then_some(Awaited::Synced(end)),
        }
    }

    /// Whether an acknowledgement of the records before `end` means that they are on the device,
    /// and they are not: `flush.messages` says how many records may be unsynced.
    pub(super) fn needs_sync(&self, end: Offset) -> bool {
        let Some(most) = self.config.flush_messages else { return false };
        end - self.log.recovery_point() >= most
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, sync::Arc, time::Duration};

    use super::*;
    use crate::{
        model::{
            Moment, NodeId, PartitionId, Rng, TopicName, TopicPartition,
            config::{BrokerEntries, TopicConfig},
        },
        protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
        replication::{AfterSync, Assignment},
        storage::{
            disk::MemoryDisk,
            log::{Log, LogConfig, OpenMode},
        },
    };

    const NOW: Now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(1_000) };

    /// An acknowledgement of this one means synced.
    fn partition() -> Partition {
        let overrides = BTreeMap::from([("flush.messages".to_owned(), "1".to_owned())]);
        let config = Arc::new(TopicConfig::resolve(&BrokerEntries::default(), &overrides));
        let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
        let disk = Arc::new(MemoryDisk::new());
        let log_config = Arc::new(LogConfig::default());
        let (log, _) =
            Log::open(disk, "orders-0", log_config, mode, Rng::from_seed(1), NOW).unwrap();
        let assignment = Assignment {
            leader: NodeId(0),
            leader_epoch: LeaderEpoch(0),
            partition_epoch: 0,
            in_sync_replicas: vec![NodeId(0)],
            replicas: vec![NodeId(0)],
        };
        let topic = TopicName::new("orders").unwrap();
        let name = TopicPartition { topic, partition: PartitionId(0) };
        Partition::new(name, NodeId(0), log, config, Offset::ZERO, assignment, NOW)
    }

    /// Appends a record and waits for it to be synced.
    fn write(partition: &mut Partition) -> Option<SyncJob> {
        let mut builder = BatchBuilder::default();
        let record = NewRecord { timestamp: NOW.wall, key: None, value: Some(b"v"), headers: [] };
        builder.append(record).unwrap();
        let bytes = builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        let appended = partition.append_as_coordinator(batch, NOW, &mut Vec::new()).unwrap();
        let awaited = partition.still_awaited(appended.awaited.unwrap()).unwrap().unwrap();
        partition.wait_acknowledged(awaited, Waker::noop()).unwrap().1
    }

    fn sync(partition: &mut Partition, job: &SyncJob) -> (AfterSync, usize) {
        let mut fired = Vec::new();
        let after = partition.synced(job.run().unwrap(), &mut fired);
        (after, fired.len())
    }

    #[test]
    fn a_writer_who_is_alone_never_waits_for_others() {
        let mut partition = partition();
        for _ in 0..3 {
            let job = write(&mut partition).unwrap();
            assert_eq!(sync(&mut partition, &job), (AfterSync::Nothing, 1));
        }
    }

    #[test]
    fn writers_who_were_woken_together_share_the_next_sync() {
        let mut partition = partition();
        let first = write(&mut partition).unwrap();
        assert!(write(&mut partition).is_none() && write(&mut partition).is_none());
        assert_eq!(sync(&mut partition, &first), (AfterSync::Next, 1));

        let second = partition.begin_next_sync().unwrap().unwrap();
        assert_eq!(sync(&mut partition, &second), (AfterSync::Next, 2));
        // Both are back before the next one begins.
        assert!(write(&mut partition).is_none() && write(&mut partition).is_none());
        assert!(partition.begin_sync().unwrap().is_none());
        let third = partition.begin_next_sync().unwrap().unwrap();
        assert_eq!(sync(&mut partition, &third), (AfterSync::Next, 2));
        // Neither is.
        assert!(partition.begin_next_sync().unwrap().is_none());
        assert!(write(&mut partition).is_some());
    }

    #[test]
    fn a_sync_that_is_held_back_begins_no_more_once_the_partition_is_offline() {
        let mut partition = partition();
        let first = write(&mut partition).unwrap();
        assert!(write(&mut partition).is_none());
        assert_eq!(sync(&mut partition, &first), (AfterSync::Next, 1));
        partition.take_offline(&mut Vec::new());
        assert!(partition.begin_next_sync().unwrap().is_none());
        assert!(partition.begin_sync().unwrap().is_none());
    }
}
