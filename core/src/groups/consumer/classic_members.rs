//! Members of the classic protocol in a KIP-848 group: JoinGroup, SyncGroup, Heartbeat and LeaveGroup are
//! translated. They have no leader: the coordinator assigns, and the generation is the member's epoch.

use std::{collections::BTreeMap, sync::Arc};

use bytestring::ByteString;

use super::{
    draft::Draft,
    group::ConsumerGroup,
    heartbeat::{Refusal, check_instance, unknown_instance, unknown_member},
    lifecycle::millis,
    member::{Member, MemberState},
    migrate::{assignment_bytes, target_of},
};
use crate::{
    groups::{Group, GroupTimer, Migration, Outcome, Requester, shard::GroupShard},
    metadata::MetadataImage,
    model::{ErrorCode, Now, Uuid},
    protocol::{
        consumer_protocol::{PROTOCOL_TYPE, decode_subscription},
        messages::{
            ConsumerProtocolSubscription, HeartbeatRequest, HeartbeatResponse, JoinGroupRequest,
            JoinGroupResponse, LeaveGroupRequest, SyncGroupRequest, SyncGroupResponse,
            consumer_group_heartbeat_request::TopicPartitions,
            coordinator::consumer_group_member_metadata_value::{
                ClassicMemberMetadata, ClassicProtocol,
            },
            leave_group_request::MemberIdentity,
            leave_group_response::MemberResponse,
        },
    },
};

/// First version of JoinGroup that has a new member join twice (KIP-394).
const KNOWN_ID_VERSION_MIN: i16 = 4;

impl GroupShard {
    pub(in crate::groups) fn is_consumer_group(&self, id: &str) -> bool {
        matches!(self.groups.get(id), Some(Group::Consumer(_)))
    }

    pub(in crate::groups) fn join_consumer_group(
        &mut self,
        requester: &Requester,
        request: &JoinGroupRequest,
        now: Now,
    ) -> Outcome<JoinGroupResponse> {
        let id = if request.member_id.is_empty() {
            Uuid::random(&mut self.rng).to_string().into()
        } else {
            ByteString::from(&*request.member_id)
        };
        self.classic_member_joins(requester, request, &id, now).unwrap_or_else(|(code, _)| {
            let known = code == ErrorCode::MemberIdRequired;
            let member_id = if known { id } else { request.member_id.clone() };
            let error_code = code.code();
            Outcome::answer(JoinGroupResponse { error_code, member_id, ..Default::default() })
        })
    }

    fn classic_member_joins(
        &mut self,
        requester: &Requester,
        request: &JoinGroupRequest,
        id: &ByteString,
        now: Now,
    ) -> Result<Outcome<JoinGroupResponse>, Refusal> {
        let refused = |code: ErrorCode| (code, code.message().to_owned());
        let Some(Group::Consumer(group)) = self.groups.get(&*request.group_id) else {
            return Err(refused(ErrorCode::UnknownMemberId));
        };
        let group = ConsumerGroup::clone(group);
        let both = (self.settings.upgrade, self.settings.downgrade);
        if both == (Migration::Refused, Migration::Refused) || !supports(&group, request) {
            return Err(refused(ErrorCode::InconsistentGroupProtocol));
        }
        if group.members.len() >= self.settings.consumer_members_max
            && !group.members.contains_key(id)
        {
            return Err(refused(ErrorCode::GroupMaxSizeReached));
        }
        let is_new = request.member_id.is_empty();
        if is_new
            && request.group_instance_id.is_none()
            && requester.version >= KNOWN_ID_VERSION_MIN
        {
            return Err(refused(ErrorCode::MemberIdRequired));
        }
        let first = request.protocols.first().map(|one| one.metadata.clone()).unwrap_or_default();
        let subscription = decode_subscription(first)
            .map_err(|_| refused(ErrorCode::InconsistentGroupProtocol))?;
        let image = self.metadata.clone();
        let mut draft = Draft::of(group, &image, now);
        let before = self.joining_member(&mut draft, request, id)?;
        let mut member = Member::clone(&before);
        take_subscription(&mut member, requester, request, &subscription);
        let changed = self.change_member(&mut draft, &before, &member)?;
        if draft.group.epoch > draft.group.target_epoch {
            self.make_target(&mut draft)?;
        }
        let owned = owned_by(&subscription, &image);
        let member = self.step_towards_target(&mut draft, member, changed, Some(&owned))?;
        let group_id = draft.group.id.clone();
        let key = (group_id.clone(), member.id.clone());
        self.timers.cancel(&GroupTimer::ConsumerJoin(key.0.clone(), key.1.clone()));
        self.arm_classic_session(&group_id, &member, now);
        let sync_by = now.monotonic + millis(member.rebalance_timeout_ms);
        self.timers.arm(GroupTimer::ConsumerSync(key.0, key.1), sync_by);
        if draft.group.members.values().all(|member| member.classic.is_some()) {
            self.timers.arm(GroupTimer::ConsumerDowngrade(group_id), now.monotonic);
        }
        let protocols = member.classic.iter().flat_map(|classic| &classic.supported_protocols);
        let response = JoinGroupResponse {
            member_id: member.id.clone(),
            generation_id: member.epoch,
            protocol_type: Some(PROTOCOL_TYPE.into()),
            protocol_name: protocols.map(|one| one.name.clone()).next(),
            ..Default::default()
        };
        Ok(Outcome::with_records(response, draft.records))
    }

    fn joining_member(
        &mut self,
        draft: &mut Draft<'_>,
        request: &JoinGroupRequest,
        id: &ByteString,
    ) -> Result<Arc<Member>, Refusal> {
        let Some(instance_id) = &request.group_instance_id else {
            let known = draft.group.members.get(id).cloned();
            return Ok(known.unwrap_or_else(|| Arc::new(Member::new(id.clone()))));
        };
        let existing = draft.group.static_member(instance_id).cloned();
        if !request.member_id.is_empty() {
            let member = existing.ok_or_else(|| unknown_instance(instance_id))?;
            check_instance(&member, id, instance_id)?;
            return Ok(member);
        }
        let Some(old) = existing else { return Ok(Arc::new(Member::new(id.clone()))) };
        let new = Member { id: id.clone(), epoch: 0, previous_epoch: 0, ..Member::clone(&old) };
        self.cancel_consumer_timers(&draft.group.id, &old.id);
        draft.replace(&old, &new);
        Ok(Arc::new(new))
    }

    pub(in crate::groups) fn sync_consumer_group(
        &mut self,
        request: &SyncGroupRequest,
        now: Now,
    ) -> Outcome<SyncGroupResponse> {
        match self.classic_member_syncs(request, now) {
            Ok(response) => Outcome::answer(response),
            Err((code, _)) => {
                Outcome::answer(SyncGroupResponse { error_code: code.code(), ..Default::default() })
            }
        }
    }

    fn classic_member_syncs(
        &mut self,
        request: &SyncGroupRequest,
        now: Now,
    ) -> Result<SyncGroupResponse, Refusal> {
        let refused = |code: ErrorCode| (code, code.message().to_owned());
        let instance_id = request.group_instance_id.as_deref();
        let (member, target_epoch) =
            self.classic_member(&request.group_id, &request.member_id, instance_id)?;
        let classic = member.classic.as_ref().ok_or(refused(ErrorCode::UnknownMemberId))?;
        if member.epoch != request.generation_id {
            return Err(refused(ErrorCode::IllegalGeneration));
        }
        let name = classic.supported_protocols.first().map(|protocol| &protocol.name);
        let type_is_wrong = request.protocol_type.as_ref().is_some_and(|one| one != PROTOCOL_TYPE);
        let name_is_wrong = request.protocol_name.as_ref().is_some_and(|one| Some(one) != name);
        if type_is_wrong || name_is_wrong {
            return Err(refused(ErrorCode::InconsistentGroupProtocol));
        }
        if target_epoch > member.epoch && member.state != MemberState::Unrevoked {
            self.expect_join(&request.group_id, &member, now);
            return Err(refused(ErrorCode::RebalanceInProgress));
        }
        let (group, id) = (request.group_id.clone(), member.id.clone());
        self.timers.cancel(&GroupTimer::ConsumerSync(group, id));
        self.arm_classic_session(&request.group_id, &member, now);
        let assigned = target_of(&member.assigned);
        let assignment = assignment_bytes(classic, &assigned, &self.metadata);
        Ok(SyncGroupResponse {
            protocol_type: request.protocol_type.clone(),
            protocol_name: request.protocol_name.clone(),
            assignment: assignment.ok_or(refused(ErrorCode::UnknownServerError))?,
            ..Default::default()
        })
    }

    pub(in crate::groups) fn heartbeat_consumer_group(
        &mut self,
        request: &HeartbeatRequest,
        now: Now,
    ) -> Outcome<HeartbeatResponse> {
        let instance_id = request.group_instance_id.as_deref();
        let found = self.classic_member(&request.group_id, &request.member_id, instance_id);
        let code = match found {
            Err((code, _)) => code,
            Ok((member, _)) if member.classic.is_none() => ErrorCode::UnknownMemberId,
            Ok((member, _)) if member.epoch != request.generation_id => {
                ErrorCode::IllegalGeneration
            }
            Ok((member, target_epoch)) => {
                self.arm_classic_session(&request.group_id, &member, now);
                if self.has_news(&request.group_id, &member, target_epoch) {
                    self.expect_join(&request.group_id, &member, now);
                    ErrorCode::RebalanceInProgress
                } else {
                    ErrorCode::None
                }
            }
        };
        Outcome::answer(HeartbeatResponse { error_code: code.code(), ..Default::default() })
    }

    /// Whether joining again would get the member further.
    fn has_news(&self, group_id: &str, member: &Member, target_epoch: i32) -> bool {
        if member.epoch < target_epoch || member.state == MemberState::Unrevoked {
            return true;
        }
        let Some(Group::Consumer(group)) = self.groups.get(group_id) else { return false };
        let target = group.target_of(&member.id);
        let waits =
            target.iter().flat_map(|(topic, all)| all.iter().map(move |one| (*topic, *one)));
        member.state == MemberState::Unreleased
            && !waits
                .filter(|(topic, one)| !member.assigned.contains(*topic, *one))
                .any(|(topic, one)| group.is_owned(topic, one))
    }

    pub(in crate::groups) fn leave_consumer_group(
        &mut self,
        request: &LeaveGroupRequest,
        members: &[MemberIdentity],
        now: Now,
    ) -> Outcome<Vec<MemberResponse>> {
        let mut leaving = Vec::new();
        let mut responses = Vec::new();
        for identity in members {
            let found = self.leaving_member(&request.group_id, identity);
            let code = match found {
                Ok(member) => {
                    leaving.push(member.id.clone());
                    ErrorCode::None
                }
                Err((code, _)) => code,
            };
            responses.push(MemberResponse {
                member_id: identity.member_id.clone(),
                group_instance_id: identity.group_instance_id.clone(),
                error_code: code.code(),
            });
        }
        self.fence_members(&request.group_id, &leaving, now).map(|()| responses)
    }

    fn leaving_member(
        &self,
        group_id: &str,
        identity: &MemberIdentity,
    ) -> Result<Arc<Member>, Refusal> {
        let Some(Group::Consumer(group)) = self.groups.get(group_id) else {
            return Err(unknown_member(&identity.member_id, group_id));
        };
        let Some(instance_id) = &identity.group_instance_id else {
            let member = group.members.get(&identity.member_id).cloned();
            return member.ok_or_else(|| unknown_member(&identity.member_id, group_id));
        };
        let member = group.static_member(instance_id).cloned();
        let member = member.ok_or_else(|| unknown_instance(instance_id))?;
        // An administrator names the instance alone.
        if !identity.member_id.is_empty() {
            check_instance(&member, &identity.member_id, instance_id)?;
        }
        Ok(member)
    }

    fn classic_member(
        &self,
        group_id: &str,
        member_id: &str,
        instance_id: Option<&str>,
    ) -> Result<(Arc<Member>, i32), Refusal> {
        let Some(Group::Consumer(group)) = self.groups.get(group_id) else {
            return Err(unknown_member(member_id, group_id));
        };
        let member = match instance_id {
            None => group.members.get(member_id).ok_or_else(|| unknown_member(member_id, group_id)),
            Some(instance_id) => {
                let member = group.static_member(instance_id);
                let member = member.ok_or_else(|| unknown_instance(instance_id))?;
                check_instance(member, member_id, instance_id)?;
                Ok(member)
            }
        };
        Ok((member?.clone(), group.target_epoch))
    }

    /// A group that has only members of the classic protocol left becomes a classic one.
    pub(super) fn downgrade(&mut self, group_id: &ByteString, now: Now) -> Outcome<()> {
        let Some(Group::Consumer(group)) = self.groups.get(group_id) else {
            return Outcome::nothing();
        };
        let group = ConsumerGroup::clone(group);
        self.downgraded(&group, &Default::default(), now).unwrap_or_else(Outcome::nothing)
    }

    fn arm_classic_session(&mut self, group_id: &ByteString, member: &Member, now: Now) {
        let classic = member.classic.as_ref();
        let timeout = millis(classic.map_or(0, |classic| classic.session_timeout_ms));
        let group_id = ByteString::from(&**group_id);
        let timer = GroupTimer::ConsumerSession(group_id, member.id.clone());
        self.timers.arm(timer, now.monotonic + timeout);
    }

    /// The member has been told to join again; it has its rebalance time-out for that.
    fn expect_join(&mut self, group_id: &ByteString, member: &Member, now: Now) {
        let group_id = ByteString::from(&**group_id);
        let timer = GroupTimer::ConsumerJoin(group_id, member.id.clone());
        if self.timers.at(&timer).is_none() {
            self.timers.arm(timer, now.monotonic + millis(member.rebalance_timeout_ms));
        }
    }
}

/// Whether the group has a protocol that this member and all other classic members offer.
fn supports(group: &ConsumerGroup, request: &JoinGroupRequest) -> bool {
    if request.protocol_type != PROTOCOL_TYPE || request.protocols.is_empty() {
        return false;
    }
    let mut classic = 0;
    let mut offered: BTreeMap<&str, usize> = BTreeMap::new();
    for member in group.members.values() {
        let Some(metadata) = &member.classic else { continue };
        classic += 1;
        for protocol in &metadata.supported_protocols {
            *offered.entry(&protocol.name).or_default() += 1;
        }
    }
    let count = |name: &str| offered.get(name).copied().unwrap_or(0);
    group.is_empty() || request.protocols.iter().any(|protocol| count(&protocol.name) == classic)
}

fn take_subscription(
    member: &mut Member,
    requester: &Requester,
    request: &JoinGroupRequest,
    subscription: &ConsumerProtocolSubscription,
) {
    let own = |text: &ByteString| ByteString::from(&**text);
    if let Some(instance_id) = &request.group_instance_id {
        member.instance_id = Some(own(instance_id));
    }
    if let Some(rack_id) = subscription.rack_id.as_ref().filter(|rack| !rack.is_empty()) {
        member.rack_id = Some(own(rack_id));
    }
    member.rebalance_timeout_ms = match request.rebalance_timeout_ms {
        -1 => request.session_timeout_ms,
        timeout => timeout,
    };
    member.topic_names = subscription.topics.iter().map(own).collect();
    member.topic_regex = None;
    member.client_id = own(&requester.client_id);
    member.client_host = own(&requester.client_host);
    let protocols = request.protocols.iter().map(|protocol| ClassicProtocol {
        name: own(&protocol.name),
        metadata: bytes::Bytes::copy_from_slice(&protocol.metadata),
    });
    member.classic = Some(ClassicMemberMetadata {
        session_timeout_ms: request.session_timeout_ms,
        supported_protocols: protocols.collect(),
    });
}

fn owned_by(
    subscription: &ConsumerProtocolSubscription,
    image: &MetadataImage,
) -> Vec<TopicPartitions> {
    let owned = subscription.owned_partitions.iter().filter_map(|topic| {
        let topic_id = *image.topic_ids.get(&*topic.topic)?;
        Some(TopicPartitions { topic_id, partitions: topic.partitions.clone() })
    });
    owned.collect()
}
