//! A KIP-848 group as its records make it. It is cheap to clone: a request works on a clone, whose
//! records then do the same to the group itself.

use std::{collections::BTreeSet, sync::Arc};

use bytestring::ByteString;
use imbl::OrdMap;

use super::{
    member::{Counts, Member},
    members::Members,
    regex::ResolvedRegex,
};
use crate::{
    assignors::server::TopicPartitions,
    model::{PartitionId, Uuid},
};

/// A group of KIP-848.
#[derive(Clone, Debug)]
pub struct ConsumerGroup {
    pub(in crate::groups) id: ByteString,
    /// Rises with each change of what the group wants.
    pub(in crate::groups) epoch: i32,
    pub(in crate::groups) metadata_hash: i64,
    /// Epoch that the target was made for.
    pub(in crate::groups) target_epoch: i32,
    /// When the target was made, in milliseconds; 0 if that is not known.
    pub(super) target_made_at: i64,
    pub(in crate::groups) members: Members,
    /// Ids of static members by their instance id.
    pub(in crate::groups) static_members: OrdMap<ByteString, ByteString>,
    /// Each key is a copy of its own: it is half as large as a text that can be a slice.
    pub(in crate::groups) target: OrdMap<Arc<str>, Arc<TopicPartitions>>,
    /// Member epoch under which a partition is owned or being given up.
    pub(super) partition_epochs: OrdMap<(Uuid, PartitionId), i32>,
    pub(super) regexes: OrdMap<ByteString, Arc<ResolvedRegex>>,
    /// A record of an older version is to be deleted.
    pub(super) has_partition_metadata: bool,
    /// Topics have changed since the hash was computed; not in the log.
    pub(super) metadata: MetadataAge,
}

/// Whether what the group knows of its topics may be out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MetadataAge {
    /// It is not.
    Fresh,
    /// The next heartbeat looks again.
    Stale,
}

impl ConsumerGroup {
    pub(in crate::groups) fn new(id: &str) -> Self {
        Self {
            id: ByteString::from(id),
            epoch: 0,
            metadata_hash: 0,
            target_epoch: 0,
            target_made_at: 0,
            members: Members::default(),
            static_members: OrdMap::new(),
            target: OrdMap::new(),
            partition_epochs: OrdMap::new(),
            regexes: OrdMap::new(),
            has_partition_metadata: false,
            metadata: MetadataAge::Stale,
        }
    }

    /// Whether it has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Kafka's name of its state.
    #[must_use]
    pub fn state_name(&self) -> &'static str {
        if self.members.is_empty() {
            "Empty"
        } else if self.epoch > self.target_epoch {
            "Assigning"
        } else if self.members.values().all(|one| one.is_reconciled_to(self.target_epoch)) {
            "Stable"
        } else {
            "Reconciling"
        }
    }

    pub(in crate::groups) fn static_member(&self, instance_id: &str) -> Option<&Arc<Member>> {
        self.members.get(self.static_members.get(instance_id)?)
    }

    pub(super) fn target_of(&self, member_id: &str) -> Arc<TopicPartitions> {
        self.target.get(member_id).cloned().unwrap_or_default()
    }

    /// Whether somebody has a partition, or has not given it up.
    pub(super) fn is_owned(&self, topic: Uuid, partition: PartitionId) -> bool {
        self.partition_epochs.contains_key(&(topic, partition))
    }

    /// The topics that a member wants, by name and by what its regular expression was resolved to.
    pub(super) fn topics_of<'a>(&'a self, member: &'a Member) -> BTreeSet<&'a ByteString> {
        let resolved = member.regex().and_then(|regex| self.regexes.get(regex));
        let by_regex = resolved.into_iter().flat_map(|resolved| &resolved.topics);
        member.topic_names.iter().chain(by_regex).collect()
    }

    /// All topics that members want.
    pub(super) fn subscribed_topics(&self) -> BTreeSet<&ByteString> {
        let by_name = self.members.values().flat_map(|member| &member.topic_names);
        by_name.chain(self.regexes.values().flat_map(|resolved| &resolved.topics)).collect()
    }

    pub(in crate::groups) fn is_subscribed_to(&self, topic: &str) -> bool {
        self.members.values().any(|member| member.topic_names.contains(topic))
            || self.regexes.values().any(|resolved| resolved.topics.contains(topic))
    }

    /// Members by their regular expression.
    pub(super) fn regex_counts(&self) -> Counts {
        let mut counts = Counts::new();
        for regex in self.members.values().filter_map(|member| member.regex()) {
            *counts.entry(regex.clone()).or_default() += 1;
        }
        counts
    }

    /// The assignor that most members want, if any wants one.
    pub(super) fn preferred_assignor(&self) -> Option<ByteString> {
        let mut counts = Counts::new();
        for name in self.members.values().filter_map(|member| member.server_assignor.as_ref()) {
            *counts.entry(name.clone()).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name)
    }
}
