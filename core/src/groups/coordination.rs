//! What the node does with the groups of a partition as with any coordinator: their log, their timers, the
//! beginning and the end of their leadership.

use std::{convert::Infallible, sync::Arc};

use bytes::Bytes;

use super::{
    outcome::{Outcome, Released},
    record::GroupRecord,
    settings::GroupSettings,
    shard::{GroupShard, GroupTimer},
};
use crate::{
    coordinator::{Caller, Shard},
    metadata::{MetadataDelta, MetadataImage},
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset, ProducerId, Rng, config::BrokerEntries},
    protocol::{
        codec::{DecodeError, EncodeError},
        records::TransactionResult,
    },
};

impl Shard for GroupShard {
    type Record = GroupRecord;
    type Released = Released;
    type Task = Infallible;

    const TOPIC: &'static str = "__consumer_offsets";

    fn begin(
        entries: &BrokerEntries,
        metadata: Arc<MetadataImage>,
        _: LeaderEpoch,
        rng: Rng,
    ) -> Self {
        Self::new(GroupSettings::of(entries), metadata, rng)
    }

    fn encode(record: &GroupRecord) -> Result<(Bytes, Option<Bytes>), EncodeError> {
        record.encode()
    }

    fn decode(key: Bytes, value: Option<Bytes>) -> Result<GroupRecord, DecodeError> {
        GroupRecord::decode(key, value)
    }

    fn replay_marker(&mut self, producer: ProducerId, result: TransactionResult) {
        self.end_transactional_offsets(producer, result);
    }

    /// As with Apache Kafka this changes nothing: whoever waited has joined or synced, and stays a member
    /// until its session ends. The answer, when it comes, has no one to go to.
    fn forget(&mut self, _: Caller) {}

    fn replay(&mut self, offset: Offset, producer: Option<ProducerId>, record: &GroupRecord) {
        match record {
            GroupRecord::OffsetCommit(key, value) => {
                self.replay_offset(offset, producer, key, value.as_ref());
            }
            GroupRecord::ClassicGroup(key, value) => self.replay_classic(key, value.as_ref()),
            GroupRecord::ConsumerGroup(..)
            | GroupRecord::ConsumerGroupPartitions(..)
            | GroupRecord::ConsumerGroupMember(..)
            | GroupRecord::ConsumerGroupTarget(..)
            | GroupRecord::ConsumerGroupTargetMember(..)
            | GroupRecord::ConsumerGroupCurrent(..)
            | GroupRecord::ConsumerGroupRegularExpression(..) => self.replay_consumer(record),
            // Written before Apache Kafka 0.9; Other is of group kinds that are not served.
            GroupRecord::LegacyOffsetCommit(..) | GroupRecord::Other(..) => {}
        }
    }

    fn loaded(&mut self, now: Now) -> Outcome<()> {
        let expiry = now.monotonic + self.settings.offsets_retention_check_interval;
        self.timers.arm(GroupTimer::OffsetsExpiry, expiry);
        self.classic_loaded(now).and(self.consumer_loaded(now))
    }

    fn configure(&mut self, entries: &BrokerEntries) {
        self.settings = GroupSettings::of(entries);
    }

    fn unloaded(&mut self) -> Outcome<()> {
        self.classic_unloaded()
    }

    fn metadata_changed(
        &mut self,
        metadata: Arc<MetadataImage>,
        delta: &MetadataDelta,
        now: Now,
    ) -> Outcome<()> {
        self.metadata = metadata;
        self.consumer_metadata_changed(delta, now).and(self.offsets_of_deleted_topics(delta))
    }

    fn take_tasks(&mut self) -> Vec<Infallible> {
        Vec::new()
    }

    fn next_timeout(&self) -> Option<Moment> {
        self.timers.next()
    }

    fn fire(&mut self, now: Now) -> Option<Outcome<()>> {
        let timer = self.timers.pop_due(now.monotonic)?;
        Some(match timer {
            GroupTimer::ClassicSession(group, member) => {
                self.classic_session_over(&group, &member, now)
            }
            GroupTimer::ClassicPending(group, member) => {
                self.classic_pending_over(&group, &member, now)
            }
            GroupTimer::ClassicJoin(group) => self.classic_join_over(&group, now),
            GroupTimer::ClassicSync(group) => self.classic_sync_over(&group, now),
            timer @ (GroupTimer::ConsumerSession(..)
            | GroupTimer::ConsumerRebalance(..)
            | GroupTimer::ConsumerJoin(..)
            | GroupTimer::ConsumerSync(..)
            | GroupTimer::ConsumerDowngrade(..)
            | GroupTimer::ConsumerDowngraded(..)) => self.consumer_timer(timer, now),
            GroupTimer::OffsetsExpiry => self.expire_offsets(now),
        })
    }

    fn append_failed<R>(&mut self, outcome: Outcome<R>, error: ErrorCode, now: Now) -> Outcome<()> {
        self.classic_append_failed(&outcome.records, outcome.released, error, now)
    }
}
