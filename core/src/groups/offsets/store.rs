//! The offsets of a shard's groups, and those of transactions that are not ended.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use crate::model::{LeaderEpoch, Offset, ProducerId, Timestamp, Uuid};

/// A committed offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommittedOffset {
    /// The next offset that the group wants.
    pub offset: Offset,
    /// Leader epoch of the record before it; `NONE` if the client did not say.
    pub leader_epoch: LeaderEpoch,
    /// The client's own text.
    pub metadata: ByteString,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// When it expires, if the client said so (OffsetCommit before version 5).
    pub expires_at: Option<Timestamp>,
    /// Id of its topic; zero if the commit did not say. An offset of a topic that was deleted is none of
    /// a new one with its name.
    pub topic_id: Uuid,
    /// Offset of its record in `__consumer_offsets`: the later of two wins.
    pub record_offset: Offset,
}

impl CommittedOffset {
    /// Whether it may be of the topic with this id.
    #[must_use]
    pub fn is_of(&self, topic_id: Uuid) -> bool {
        self.topic_id.is_zero() || self.topic_id == topic_id
    }
}

/// Offsets of one group, by topic and partition. Boxed, since most groups have few of a topic, and a
/// map's node has room for eleven.
pub(super) type GroupOffsets = BTreeMap<ByteString, BTreeMap<i32, Box<CommittedOffset>>>;

/// The committed offsets of a shard.
#[derive(Debug, Default)]
pub struct Offsets {
    committed: OffsetMap,
    /// Of transactions without a marker yet.
    pending: BTreeMap<ProducerId, OffsetMap>,
    /// Producers whose transactions have offsets of a group.
    open: BTreeMap<ByteString, BTreeSet<ProducerId>>,
}

#[derive(Debug, Default)]
struct OffsetMap {
    groups: BTreeMap<ByteString, GroupOffsets>,
}

impl Offsets {
    /// The committed offsets of a group.
    #[must_use]
    pub(super) fn of_group(&self, group: &str) -> Option<&GroupOffsets> {
        self.committed.groups.get(group)
    }

    /// A committed offset.
    #[must_use]
    pub fn get(&self, group: &str, topic: &str, partition: i32) -> Option<&CommittedOffset> {
        self.committed.get(group, topic, partition)
    }

    /// Whether a transaction that is not ended has committed an offset.
    #[must_use]
    pub fn is_pending(&self, group: &str, topic: &str, partition: i32) -> bool {
        let producers = self.open.get(group).into_iter().flatten();
        let mut maps = producers.filter_map(|producer| self.pending.get(producer));
        maps.any(|map| map.get(group, topic, partition).is_some())
    }

    /// Whether a transaction that is not ended has offsets of the group.
    #[must_use]
    pub fn has_pending(&self, group: &str) -> bool {
        self.open.contains_key(group)
    }

    /// What open transactions have committed for the group.
    pub(super) fn pending_of_group(&self, group: &str) -> impl Iterator<Item = &GroupOffsets> {
        let producers = self.open.get(group).into_iter().flatten();
        producers.filter_map(move |producer| self.pending.get(producer)?.groups.get(group))
    }

    /// Groups with offsets of a topic.
    pub(super) fn groups_with(&self, topic: &str) -> BTreeSet<ByteString> {
        let maps = std::iter::once(&self.committed).chain(self.pending.values());
        let groups = maps.flat_map(|map| &map.groups);
        let with_topic = groups.filter(|(_, topics)| topics.contains_key(topic));
        with_topic.map(|(group, _)| group.clone()).collect()
    }

    pub(super) fn put(
        &mut self,
        producer: Option<ProducerId>,
        group: &ByteString,
        topic: &ByteString,
        partition: i32,
        offset: CommittedOffset,
    ) {
        let map = match producer {
            None => &mut self.committed,
            Some(producer) => {
                self.open.entry(owned(group)).or_default().insert(producer);
                self.pending.entry(producer).or_default()
            }
        };
        map.put(group, topic, partition, offset);
    }

    pub(super) fn remove(&mut self, group: &str, topic: &str, partition: i32) {
        self.committed.remove(group, topic, partition);
        for producer in self.open.get(group).into_iter().flatten() {
            if let Some(map) = self.pending.get_mut(producer) {
                map.remove(group, topic, partition);
            }
        }
    }

    /// A transaction is committed: its offsets become those of their groups, unless a later record
    /// has overtaken them.
    pub(super) fn commit(&mut self, producer: ProducerId) {
        for (group, topics) in self.take_pending(producer).groups {
            for (topic, partitions) in topics {
                for (partition, offset) in partitions {
                    let earlier = self.committed.get(&group, &topic, partition);
                    if earlier.is_none_or(|one| one.record_offset < offset.record_offset) {
                        self.committed.put(&group, &topic, partition, *offset);
                    }
                }
            }
        }
    }

    /// A transaction is aborted: its offsets never were.
    pub(super) fn abort(&mut self, producer: ProducerId) {
        self.take_pending(producer);
    }

    fn take_pending(&mut self, producer: ProducerId) -> OffsetMap {
        let pending = self.pending.remove(&producer).unwrap_or_default();
        self.open.retain(|_, producers| {
            producers.remove(&producer);
            !producers.is_empty()
        });
        pending
    }
}

impl OffsetMap {
    fn get(&self, group: &str, topic: &str, partition: i32) -> Option<&CommittedOffset> {
        self.groups.get(group)?.get(topic)?.get(&partition).map(AsRef::as_ref)
    }

    fn put(
        &mut self,
        group: &ByteString,
        topic: &ByteString,
        partition: i32,
        offset: CommittedOffset,
    ) {
        // Most commits are of a partition that has one: no name is copied then.
        let known = self.groups.get_mut(&**group).and_then(|topics| topics.get_mut(&**topic));
        if let Some(partitions) = known {
            match partitions.get_mut(&partition) {
                Some(known) => **known = offset,
                None => _ = partitions.insert(partition, Box::new(offset)),
            }
            return;
        }
        let topics = self.groups.entry(owned(group)).or_default();
        topics.entry(owned(topic)).or_default().insert(partition, Box::new(offset));
    }

    fn remove(&mut self, group: &str, topic: &str, partition: i32) {
        let Some(topics) = self.groups.get_mut(group) else { return };
        let Some(partitions) = topics.get_mut(topic) else { return };
        partitions.remove(&partition);
        if partitions.is_empty() {
            topics.remove(topic);
        }
        if topics.is_empty() {
            self.groups.remove(group);
        }
    }
}

/// A copy of a name that may be a slice of a request's frame, which it would keep alive.
pub(super) fn owned(name: &ByteString) -> ByteString {
    ByteString::from(&**name)
}
