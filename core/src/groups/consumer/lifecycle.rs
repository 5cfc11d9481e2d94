//! What happens to KIP-848 groups when their coordinator begins, and when topics change.

use std::{sync::Arc, time::Duration};

use bytestring::ByteString;

use super::{
    group::MetadataAge,
    member::{Member, MemberState},
};
use crate::{
    groups::{Group, GroupTimer, Outcome, shard::GroupShard},
    metadata::{ConfigResource, MetadataDelta, ResourceKind},
    model::{Now, config::GroupConfig},
};

impl GroupShard {
    /// Sessions begin anew: who was to be silent for how long is not in the log.
    pub(in crate::groups) fn consumer_loaded(&mut self, now: Now) -> Outcome<()> {
        let mut members: Vec<(ByteString, Arc<Member>)> = Vec::new();
        for (id, group) in &self.groups {
            if let Group::Consumer(group) = group {
                members.extend(group.members.values().map(|member| (id.clone(), member.clone())));
            }
        }
        for (group_id, member) in members {
            let timeout = match &member.classic {
                Some(classic) => millis(classic.session_timeout_ms),
                None => self.group_config(&group_id).consumer_session_timeout,
            };
            let timer = GroupTimer::ConsumerSession(group_id.clone(), member.id.clone());
            self.timers.arm(timer, now.monotonic + timeout);
            if member.state == MemberState::Unrevoked {
                let timer = GroupTimer::ConsumerRebalance(group_id, member.id.clone());
                self.timers.arm(timer, now.monotonic + millis(member.rebalance_timeout_ms));
            }
        }
        Outcome::nothing()
    }

    /// The next heartbeat of a group whose topics may have changed looks again; only it can tell the
    /// members.
    pub(in crate::groups) fn consumer_metadata_changed(
        &mut self,
        delta: &MetadataDelta,
        _now: Now,
    ) -> Outcome<()> {
        if delta.partitions.is_empty() && delta.removed_topics.is_empty() {
            return Outcome::nothing();
        }
        let mut changed: Vec<ByteString> =
            delta.removed_topics.iter().map(|topic| topic.name.as_str().into()).collect();
        let mut last = None;
        for id in &delta.partitions {
            if last.replace(id.topic_id) != Some(id.topic_id)
                && let Some(topic) = self.metadata.topics.get(&id.topic_id)
            {
                changed.push(topic.name.as_str().into());
            }
        }
        for group in self.groups.values_mut() {
            let Group::Consumer(group) = group else { continue };
            let by_regex = !group.regexes.is_empty();
            if by_regex || changed.iter().any(|topic| group.is_subscribed_to(topic)) {
                group.metadata = MetadataAge::Stale;
            }
        }
        Outcome::nothing()
    }

    /// The configuration of a group.
    pub(super) fn group_config(&self, group_id: &str) -> GroupConfig {
        let resource = ConfigResource { kind: ResourceKind::Group, name: group_id.to_owned() };
        self.settings.of_group(self.metadata.configs.get(&resource).map(AsRef::as_ref))
    }
}

/// A time-out of the wire; a negative one is over at once.
pub(super) fn millis(milliseconds: i32) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}
