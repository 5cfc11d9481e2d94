//! One partition of `__consumer_offsets`: the groups whose ids hash to it, and their offsets. The
//! requests are methods, each in a file of its own beside the state that it touches.

use std::{collections::BTreeMap, sync::Arc};

use bytestring::ByteString;

use super::{
    classic::ClassicGroup, group::Group, offsets::Offsets, outcome::Outcome, record::GroupRecord,
    settings::GroupSettings,
};
use crate::{
    coordinator::Timers,
    metadata::{MetadataDelta, MetadataImage},
    model::{ErrorCode, Moment, Now, Offset, ProducerId, Rng},
};

/// Who asks, besides what is in the request.
#[derive(Clone, Debug, Default)]
pub struct Requester {
    /// The client's name for itself.
    pub client_id: ByteString,
    /// Its address, as Kafka shows it: `/127.0.0.1`.
    pub client_host: ByteString,
    /// Version of the request.
    pub version: i16,
}

/// What is to happen without a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupTimer {
    /// A classic member has not been heard of (group, member).
    ClassicSession(ByteString, ByteString),
    /// A member id that was given out (KIP-394) has not been used (group, member).
    ClassicPending(ByteString, ByteString),
    /// The time for joining a classic group's rebalance is over.
    ClassicJoin(ByteString),
    /// The time for the members of a classic group to sync is over.
    ClassicSync(ByteString),
    /// A KIP-848 member has not been heard of (group, member).
    ConsumerSession(ByteString, ByteString),
    /// A KIP-848 member has not given up its partitions in time (group, member).
    ConsumerRebalance(ByteString, ByteString),
    /// A member of the classic protocol in a KIP-848 group has not joined or synced (group, member).
    ConsumerJoin(ByteString, ByteString),
    /// A member of the classic protocol in a KIP-848 group has joined and not synced (group, member).
    ConsumerSync(ByteString, ByteString),
    /// A KIP-848 group may have only members of the classic protocol left.
    ConsumerDowngrade(ByteString),
    /// A KIP-848 group has become a classic one, whose members have to join again.
    ConsumerDowngraded(ByteString),
    /// Offsets past their retention are looked for.
    OffsetsExpiry,
}

/// The groups of one partition of `__consumer_offsets`.
#[derive(Debug)]
pub struct GroupShard {
    pub(super) settings: GroupSettings,
    pub(super) metadata: Arc<MetadataImage>,
    pub(super) groups: BTreeMap<ByteString, Group>,
    pub(super) offsets: Offsets,
    pub(super) timers: Timers<GroupTimer>,
    pub(super) rng: Rng,
}

impl GroupShard {
    /// Without groups, before its log is replayed.
    #[must_use]
    pub fn new(settings: GroupSettings, metadata: Arc<MetadataImage>, rng: Rng) -> Self {
        Self {
            settings,
            metadata,
            groups: BTreeMap::new(),
            offsets: Offsets::default(),
            timers: Timers::default(),
            rng,
        }
    }

    /// Takes in a record of the log: one of its own that was appended, or one that an earlier
    /// leader wrote. `producer` is that of a transactional batch.
    pub fn replay(&mut self, offset: Offset, producer: Option<ProducerId>, record: &GroupRecord) {
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

    /// The whole log was replayed: sessions begin anew, as after a move of the coordinator.
    #[must_use]
    pub fn loaded(&mut self, now: Now) -> Outcome<()> {
        let expiry = now.monotonic + self.settings.offsets_retention_check_interval;
        self.timers.arm(GroupTimer::OffsetsExpiry, expiry);
        self.classic_loaded(now).and(self.consumer_loaded(now))
    }

    /// The broker's keys have changed.
    pub fn configure(&mut self, settings: GroupSettings) {
        self.settings = settings;
    }

    /// The coordinator moves or its log cannot be written: whoever waits is told to look again.
    #[must_use]
    pub fn unloaded(&mut self) -> Outcome<()> {
        self.classic_unloaded()
    }

    /// New metadata was committed.
    #[must_use]
    pub fn metadata_changed(
        &mut self,
        metadata: Arc<MetadataImage>,
        delta: &MetadataDelta,
        now: Now,
    ) -> Outcome<()> {
        self.metadata = metadata;
        self.consumer_metadata_changed(delta, now).and(self.offsets_of_deleted_topics(delta))
    }

    /// When [`GroupShard::fire`] has to be called.
    #[must_use]
    pub fn next_timeout(&self) -> Option<Moment> {
        self.timers.next()
    }

    /// Handles one timer that is due; `None` if none is. Append and replay its records before the
    /// next call.
    #[must_use]
    pub fn fire(&mut self, now: Now) -> Option<Outcome<()>> {
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

    /// The records of `outcome` could not be appended: what memory was ahead of the log is taken
    /// back, and whoever waits for it is told `error`. The caller answers whoever asked.
    #[must_use]
    pub fn append_failed<R>(
        &mut self,
        outcome: Outcome<R>,
        error: ErrorCode,
        now: Now,
    ) -> Outcome<()> {
        self.classic_append_failed(&outcome.records, outcome.released, error, now)
    }

    /// A group; one without members is made where there is none.
    pub(super) fn group_or_simple(&mut self, id: &ByteString) -> &mut Group {
        // Looked up first: each offset that is committed comes here, and the id may be a slice of a
        // request, which must not live as long as the group.
        if !self.groups.contains_key(id) {
            let group = ClassicGroup::simple(id);
            self.groups.insert(group.id().clone(), Group::Classic(Box::new(group)));
        }
        self.groups.get_mut(id).expect("it is there now")
    }
}
