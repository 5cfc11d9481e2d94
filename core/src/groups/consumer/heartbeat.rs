//! ConsumerGroupHeartbeat: a member says what it wants and what it owns, and is told its next step.

use std::{sync::Arc, time::Duration};

use bytestring::ByteString;

use super::{
    draft::{Draft, Wants},
    group::{ConsumerGroup, MetadataAge},
    member::{LEAVE_EPOCH, Member, MemberState, STATIC_LEAVE_EPOCH},
    reconcile::{Subscription, Towards, reconcile},
    regex,
};
use crate::{
    groups::{Group, GroupTimer, Outcome, Requester, shard::GroupShard},
    model::{ErrorCode, Now, Uuid},
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse,
        consumer_group_heartbeat_request::TopicPartitions,
    },
};

/// Why a request is refused: the code, and a sentence.
pub(super) type Refusal = (ErrorCode, String);

impl GroupShard {
    /// ConsumerGroupHeartbeat, versions 0 and 1: joining, living, and leaving. Its `error_code` says what
    /// went wrong.
    pub fn consumer_group_heartbeat(
        &mut self,
        requester: &Requester,
        request: &ConsumerGroupHeartbeatRequest,
        now: Now,
    ) -> Outcome<ConsumerGroupHeartbeatResponse> {
        let answered = match self.check_heartbeat(requester, request) {
            Err(refusal) => Err(refusal),
            Ok(()) if request.member_epoch < 0 => self.consumer_leaves(request, now),
            Ok(()) => self.consumer_heartbeat(requester, request, now),
        };
        answered.unwrap_or_else(|(code, message)| {
            Outcome::answer(ConsumerGroupHeartbeatResponse {
                error_code: code.code(),
                error_message: Some(message.into()),
                ..Default::default()
            })
        })
    }

    fn check_heartbeat(
        &self,
        requester: &Requester,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<(), Refusal> {
        let invalid = |message: &str| Err((ErrorCode::InvalidRequest, message.to_owned()));
        let needs_id = requester.version >= 1
            || request.member_epoch > 0
            || request.member_epoch == LEAVE_EPOCH;
        let is_empty = |text: &Option<ByteString>| text.as_ref().is_some_and(|one| one.is_empty());
        if needs_id && request.member_id.is_empty() {
            return invalid("MemberId can't be empty.");
        }
        if request.group_id.is_empty() {
            return invalid("GroupId can't be empty.");
        }
        if is_empty(&request.instance_id) {
            return invalid("InstanceId can't be empty.");
        }
        if is_empty(&request.rack_id) {
            return invalid("RackId can't be empty.");
        }
        match request.member_epoch {
            0 if request.rebalance_timeout_ms == -1 => {
                return invalid("RebalanceTimeoutMs must be provided in first request.");
            }
            0 if request.topic_partitions.as_ref().is_none_or(|owned| !owned.is_empty()) => {
                return invalid("TopicPartitions must be empty when (re-)joining.");
            }
            0 if request.subscribed_topic_names.is_none()
                && request.subscribed_topic_regex.is_none() =>
            {
                return invalid(
                    "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.",
                );
            }
            STATIC_LEAVE_EPOCH if request.instance_id.is_none() => {
                return invalid("InstanceId can't be null.");
            }
            epoch if epoch < STATIC_LEAVE_EPOCH => return invalid("MemberEpoch is invalid."),
            _ => {}
        }
        let Some(wanted) = &request.server_assignor else { return Ok(()) };
        if self.settings.assignors.iter().any(|one| one.name() == &**wanted) {
            return Ok(());
        }
        let names: Vec<&str> = self.settings.assignors.iter().map(|one| one.name()).collect();
        let names = names.join(", ");
        let message =
            format!("ServerAssignor {wanted} is not supported. Supported assignors: {names}.");
        Err((ErrorCode::UnsupportedAssignor, message))
    }

    fn consumer_heartbeat(
        &mut self,
        requester: &Requester,
        request: &ConsumerGroupHeartbeatRequest,
        now: Now,
    ) -> Result<Outcome<ConsumerGroupHeartbeatResponse>, Refusal> {
        let joins = if request.member_epoch == 0 { Joins::Now } else { Joins::Before };
        let converted = self.consumer_group_to_join(&request.group_id, joins, now)?;
        let image = self.metadata.clone();
        let mut draft = Draft::of(converted.group, &image, now);
        draft.records = converted.records;
        self.check_size(&draft.group, &request.member_id)?;
        let before = self.member_of(&mut draft, request)?;
        let mut member = Member::clone(&before);
        take_wishes(&mut member, requester, request);
        let subscription = self.change_member(&mut draft, &before, &member)?;
        let has_wishes = draft.group.epoch > draft.group.target_epoch;
        if has_wishes {
            self.make_target(&mut draft)?;
        }
        let member = self.step_towards_target(
            &mut draft,
            member,
            subscription,
            request.topic_partitions.as_deref(),
        )?;
        self.arm_consumer_session(&draft.group.id, &member, now);
        self.arm_rebalance(&draft.group.id, &before, &member, now);
        let is_full = request.rebalance_timeout_ms != -1
            && (request.subscribed_topic_names.is_some()
                || request.subscribed_topic_regex.is_some())
            && request.topic_partitions.is_some();
        let moved = !before.assigned.is_of_same_partitions(&member.assigned);
        let shows = request.member_epoch == 0 || is_full || moved;
        let interval = self.group_config(&draft.group.id).consumer_heartbeat_interval;
        let response = ConsumerGroupHeartbeatResponse {
            member_id: Some(member.id.clone()),
            member_epoch: member.epoch,
            heartbeat_interval_ms: i32::try_from(interval.as_millis()).unwrap_or(i32::MAX),
            assignment: shows.then(|| member.assigned.to_response()),
            ..Default::default()
        };
        let mut outcome = Outcome::with_records(response, draft.records);
        outcome.released = converted.released;
        Ok(outcome)
    }

    fn check_size(&self, group: &ConsumerGroup, member_id: &str) -> Result<(), Refusal> {
        let most = self.settings.consumer_members_max;
        if group.members.len() < most || group.members.contains_key(member_id) {
            return Ok(());
        }
        let message =
            format!("The consumer group has reached its maximum capacity of {most} members.");
        Err((ErrorCode::GroupMaxSizeReached, message))
    }

    /// The member that asks, as it was; a new one, or one in the place of a static member.
    fn member_of(
        &mut self,
        draft: &mut Draft<'_>,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<Arc<Member>, Refusal> {
        let joins = request.member_epoch == 0;
        let id = if request.member_id.is_empty() {
            Uuid::random(&mut self.rng).to_string().into()
        } else {
            ByteString::from(&*request.member_id)
        };
        let Some(instance_id) = &request.instance_id else {
            let found = draft.group.members.get(&id).cloned();
            let member = match found {
                Some(member) => member,
                None if joins => Arc::new(Member::new(id)),
                None => return Err(unknown_member(&id, &draft.group.id)),
            };
            check_epoch(&member, request)?;
            return Ok(member);
        };
        let existing = draft.group.static_member(instance_id).cloned();
        if !joins {
            let member = existing.ok_or_else(|| unknown_instance(instance_id))?;
            check_instance(&member, &id, instance_id)?;
            check_epoch(&member, request)?;
            return Ok(member);
        }
        let Some(old) = existing else { return Ok(Arc::new(Member::new(id))) };
        if old.classic.is_none() && old.epoch != STATIC_LEAVE_EPOCH && old.id != id {
            let message = format!(
                "Static member {id} with instance id {instance_id} cannot join the group because the instance id is owned by {} member.",
                old.id
            );
            return Err((ErrorCode::UnreleasedInstanceId, message));
        }
        if old.id == id && old.epoch != STATIC_LEAVE_EPOCH {
            return Ok(old);
        }
        let new = Member { id, epoch: 0, previous_epoch: 0, ..Member::clone(&old) };
        self.cancel_consumer_timers(&draft.group.id, &old.id);
        draft.replace(&old, &new);
        Ok(Arc::new(new))
    }

    /// Writes what the member has changed about itself, and raises the group's epoch if that, or what
    /// the group knows of its topics, asks for a new target.
    pub(super) fn change_member(
        &mut self,
        draft: &mut Draft<'_>,
        before: &Member,
        member: &Member,
    ) -> Result<Subscription, Refusal> {
        let mut wants = Wants::Same;
        let mut subscription = Subscription::Same;
        if member != before {
            draft.write(member.metadata_record(&draft.group.id.clone()));
        }
        if member.topic_names != before.topic_names {
            (wants, subscription) = (Wants::Changed, Subscription::Changed);
        }
        if member.topic_regex != before.topic_regex {
            if let Some(wrong) = member.regex().and_then(|regex| regex::check(regex).err()) {
                let regex = member.topic_regex.as_deref().unwrap_or_default();
                let message = format!(
                    "SubscribedTopicRegex `{regex}` is not a valid regular expression: {wrong}."
                );
                return Err((ErrorCode::InvalidRegularExpression, message));
            }
            (wants, subscription) = (Wants::Changed, Subscription::Changed);
        }
        let age = self.take_metadata_age(&draft.group.id);
        if wants == Wants::Changed || age == MetadataAge::Stale {
            draft.resolve_regexes(age);
            draft.update_epoch(wants);
        }
        Ok(subscription)
    }

    /// A new target, unless the last one is too young for that.
    pub(super) fn make_target(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let interval = self.group_config(&draft.group.id).consumer_assignment_interval;
        let made_at = draft.group.target_made_at;
        let next = made_at.saturating_add(i64::try_from(interval.as_millis()).unwrap_or(i64::MAX));
        if made_at != 0 && interval > Duration::ZERO && draft.now.wall.0 < next {
            return Ok(());
        }
        draft.update_target(&self.settings.assignors).map_err(|error| {
            let epoch = draft.group.epoch;
            let message =
                format!("Failed to compute a new target assignment for epoch {epoch}: {error}");
            (ErrorCode::UnknownServerError, message)
        })
    }

    /// Leads the member one step towards its target.
    pub(super) fn step_towards_target(
        &self,
        draft: &mut Draft<'_>,
        member: Member,
        subscription: Subscription,
        owned: Option<&[TopicPartitions]>,
    ) -> Result<Member, Refusal> {
        let epoch = draft.group.target_epoch;
        if subscription == Subscription::Same && member.is_reconciled_to(epoch) {
            return Ok(member);
        }
        let target = draft.group.target_of(&member.id);
        let subscribed = draft.topic_ids(&member);
        let next = {
            let is_owned = |topic, partition| draft.is_owned(topic, partition);
            let towards = Towards {
                epoch,
                target: &target,
                subscribed: &subscribed,
                owned,
                is_owned: &is_owned,
            };
            reconcile(&member, &towards, subscription)
        };
        let next = next.map_err(|_| {
            let message = "The consumer group member is in a unknown state. The member must abandon all its partitions and rejoin.";
            (ErrorCode::FencedMemberEpoch, message.to_owned())
        })?;
        if next != member {
            draft.write(next.current_record(&draft.group.id.clone()));
        }
        Ok(next)
    }

    fn take_metadata_age(&mut self, group_id: &str) -> MetadataAge {
        match self.groups.get_mut(group_id) {
            Some(Group::Consumer(group)) => {
                std::mem::replace(&mut group.metadata, MetadataAge::Fresh)
            }
            // A group that is new knows nothing yet.
            Some(Group::Classic(_)) | None => MetadataAge::Stale,
        }
    }

    fn arm_consumer_session(&mut self, group_id: &ByteString, member: &Member, now: Now) {
        let timeout = self.group_config(group_id).consumer_session_timeout;
        let timer = GroupTimer::ConsumerSession(group_id.clone(), member.id.clone());
        self.timers.arm(timer, now.monotonic + timeout);
    }

    /// The time for giving up partitions runs from when the member is told; it is not prolonged by being
    /// told again.
    fn arm_rebalance(&mut self, group_id: &ByteString, before: &Member, member: &Member, now: Now) {
        let timer = GroupTimer::ConsumerRebalance(group_id.clone(), member.id.clone());
        if member.state != MemberState::Unrevoked {
            return self.timers.cancel(&timer);
        }
        let same = before.state == member.state
            && before.epoch == member.epoch
            && before.revoking == member.revoking;
        if !same || self.timers.at(&timer).is_none() {
            let millis = u64::try_from(member.rebalance_timeout_ms).unwrap_or(0);
            self.timers.arm(timer, now.monotonic + Duration::from_millis(millis));
        }
    }
}

/// Whether a request joins a group, which makes it if need be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joins {
    Now,
    Before,
}

fn take_wishes(
    member: &mut Member,
    requester: &Requester,
    request: &ConsumerGroupHeartbeatRequest,
) {
    let owned = |text: &ByteString| ByteString::from(&**text);
    if let Some(instance_id) = &request.instance_id {
        member.instance_id = Some(owned(instance_id));
    }
    if let Some(rack_id) = &request.rack_id {
        member.rack_id = Some(owned(rack_id));
    }
    if request.rebalance_timeout_ms != -1 {
        member.rebalance_timeout_ms = request.rebalance_timeout_ms;
    }
    if let Some(assignor) = &request.server_assignor {
        member.server_assignor = Some(owned(assignor));
    }
    if let Some(topics) = &request.subscribed_topic_names {
        member.topic_names = topics.iter().map(owned).collect();
    }
    if let Some(regex) = &request.subscribed_topic_regex {
        member.topic_regex = Some(owned(regex));
    }
    if member.client_id != requester.client_id {
        member.client_id = owned(&requester.client_id);
    }
    if member.client_host != requester.client_host {
        member.client_host = owned(&requester.client_host);
    }
    member.classic = None;
}

/// An old epoch is accepted if the answer with the new one may have been lost.
fn check_epoch(member: &Member, request: &ConsumerGroupHeartbeatRequest) -> Result<(), Refusal> {
    let (received, known) = (request.member_epoch, member.epoch);
    if received == 0 || received == known {
        return Ok(());
    }
    let owned = request.topic_partitions.as_deref();
    let lost = received < known
        && received == member.previous_epoch
        && owned.is_some_and(|owned| member.assigned.holds_all(owned));
    if lost {
        return Ok(());
    }
    let compared = if received > known { "greater" } else { "smaller" };
    let message = format!(
        "The consumer group member has a {compared} member epoch ({received}) than the one known by the group coordinator ({known}). The member must abandon all its partitions and rejoin."
    );
    Err((ErrorCode::FencedMemberEpoch, message))
}

pub(super) fn check_instance(member: &Member, id: &str, instance_id: &str) -> Result<(), Refusal> {
    if &*member.id == id {
        return Ok(());
    }
    let message = format!(
        "Static member {id} with instance id {instance_id} was fenced by member {}.",
        member.id
    );
    Err((ErrorCode::FencedInstanceId, message))
}

pub(super) fn unknown_member(id: &str, group_id: &str) -> Refusal {
    (ErrorCode::UnknownMemberId, format!("Member {id} is not a member of group {group_id}."))
}

pub(super) fn unknown_instance(instance_id: &str) -> Refusal {
    (ErrorCode::UnknownMemberId, format!("Instance id {instance_id} is unknown."))
}
