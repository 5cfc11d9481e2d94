//! Groups that change their protocol while they have members: to KIP-848 when its first member joins, back
//! when its last one has left. The members keep their partitions on the way.

use std::{collections::BTreeSet, sync::Arc};

use bytestring::ByteString;

use super::{
    assignment::Assignment,
    draft::Draft,
    group::ConsumerGroup,
    hash::group_hash,
    heartbeat::{Joins, Refusal},
    leave::unknown_group,
    lifecycle::millis,
    member::{Member, MemberState},
};
use crate::{
    assignors::server::TopicPartitions,
    coordinator::Caller,
    groups::{
        ClassicGroup, Group, GroupRecord, GroupTimer, Migration, Outcome, Released,
        classic::{Member as ClassicMember, Protocol},
        shard::GroupShard,
    },
    metadata::MetadataImage,
    model::{ErrorCode, Now, PartitionId},
    protocol::{
        consumer_protocol::{PROTOCOL_TYPE, decode_assignment, decode_subscription, encode},
        messages::{
            ConsumerProtocolAssignment, consumer_protocol_assignment,
            coordinator::consumer_group_member_metadata_value::{
                ClassicMemberMetadata, ClassicProtocol,
            },
        },
    },
};

/// A group for a member of KIP-848 to join, and what made it one.
pub(super) struct Converted {
    pub(super) group: ConsumerGroup,
    pub(super) records: Vec<GroupRecord>,
    pub(super) released: Vec<(Caller, Released)>,
}

impl Converted {
    fn as_it_is(group: ConsumerGroup) -> Self {
        Self { group, records: Vec::new(), released: Vec::new() }
    }
}

impl GroupShard {
    /// The group that a heartbeat is for. One that joins makes it, or makes it of a classic group.
    pub(super) fn consumer_group_to_join(
        &mut self,
        group_id: &str,
        joins: Joins,
        now: Now,
    ) -> Result<Converted, Refusal> {
        match (self.groups.get(group_id), joins) {
            (Some(Group::Consumer(group)), _) => {
                Ok(Converted::as_it_is(ConsumerGroup::clone(group)))
            }
            (Some(Group::Classic(_)), Joins::Before) => {
                let message = format!("Group {group_id} is not a consumer group.");
                Err((ErrorCode::GroupIdNotFound, message))
            }
            (Some(Group::Classic(group)), Joins::Now) if group.is_empty() => Ok(Converted {
                records: vec![group.tombstone()],
                ..Converted::as_it_is(ConsumerGroup::new(group_id))
            }),
            (Some(Group::Classic(_)), Joins::Now) => self.upgraded(group_id, now),
            (None, Joins::Now) => Ok(Converted::as_it_is(ConsumerGroup::new(group_id))),
            (None, Joins::Before) => Err(unknown_group(group_id)),
        }
    }

    fn upgraded(&mut self, group_id: &str, now: Now) -> Result<Converted, Refusal> {
        let Some(Group::Classic(classic)) = self.groups.get(group_id) else {
            return Err(unknown_group(group_id));
        };
        let refused = |why: &str| {
            let message =
                format!("Cannot upgrade classic group {group_id} to consumer group because {why}.");
            (ErrorCode::GroupIdNotFound, message)
        };
        if self.settings.upgrade == Migration::Refused {
            return Err(refused("online upgrade is disabled"));
        }
        if classic.protocol_type().is_none_or(|own| own != PROTOCOL_TYPE)
            || classic.protocol().is_none()
        {
            return Err(refused("the group does not use the consumer embedded protocol"));
        }
        if classic.members().len() > self.settings.consumer_members_max {
            return Err(refused("the group size exceeds the consumer group maximum size"));
        }
        let generation = classic.generation();
        let protocol = classic.protocol().cloned().unwrap_or_default();
        let members: Result<Vec<Member>, &str> = classic
            .members()
            .map(|member| member_of_classic(member, &protocol, generation, &self.metadata))
            .collect();
        let members = members.map_err(refused)?;
        let tombstone = classic.tombstone();
        let released = self.classic_release(group_id, ErrorCode::RebalanceInProgress, now).released;
        let image = self.metadata.clone();
        let mut draft = Draft::of(ConsumerGroup::new(group_id), &image, now);
        draft.records.push(tombstone);
        let id = draft.group.id.clone();
        for member in &members {
            draft.write(member.metadata_record(&id));
        }
        let hash = group_hash(&draft.group.subscribed_topics(), &image);
        draft.write_epoch(generation, hash);
        for member in &members {
            draft.write_target(&member.id, &target_of(&member.assigned));
        }
        draft.write_target_epoch(generation, 0);
        for member in &members {
            draft.write(member.current_record(&id));
            let classic = member.classic.as_ref();
            let timeout = millis(classic.map_or(0, |classic| classic.session_timeout_ms));
            let timer = GroupTimer::ConsumerSession(id.clone(), member.id.clone());
            self.timers.arm(timer, now.monotonic + timeout);
        }
        Ok(Converted { group: draft.group, records: draft.records, released })
    }

    /// A group whose members all speak the classic protocol once `going` are gone becomes a classic
    /// group; `None` if it does not.
    pub(super) fn downgraded(
        &mut self,
        group: &ConsumerGroup,
        going: &BTreeSet<&ByteString>,
        now: Now,
    ) -> Option<Outcome<()>> {
        let staying = || group.members.values().filter(|member| !going.contains(&member.id));
        let count = staying().count();
        if count == 0
            || staying().any(|member| member.classic.is_none())
            || self.settings.downgrade == Migration::Refused
            || count > self.settings.classic_members_max
        {
            return None;
        }
        let members = staying().map(|member| self.classic_of_member(group, member));
        let members: Option<Vec<ClassicMember>> = members.collect();
        let classic =
            ClassicGroup::of_members(&group.id, group.epoch, PROTOCOL_TYPE, members?, now.wall);
        for member_id in group.members.keys() {
            self.cancel_consumer_timers(&group.id, member_id);
        }
        let mut records = group.tombstones(&group.id);
        records.push(classic.record());
        // Once the records are taken in the members have to join again, to share what is free now.
        self.timers.arm(GroupTimer::ConsumerDowngraded(group.id.clone()), now.monotonic);
        Some(Outcome::with_records((), records))
    }

    fn classic_of_member(
        &self,
        group: &ConsumerGroup,
        member: &Arc<Member>,
    ) -> Option<ClassicMember> {
        let classic = member.classic.as_ref()?;
        let protocols = classic.supported_protocols.iter().map(|protocol| Protocol {
            name: protocol.name.clone(),
            metadata: protocol.metadata.clone(),
        });
        let target = group.target_of(&member.id);
        let mut own = ClassicMember::new(member.id.clone(), member.instance_id.clone());
        own.client_id = member.client_id.clone();
        own.client_host = member.client_host.clone();
        own.rebalance_timeout_ms = member.rebalance_timeout_ms;
        own.session_timeout_ms = classic.session_timeout_ms;
        own.protocols = protocols.collect();
        own.assignment = assignment_bytes(classic, &target, &self.metadata)?;
        Some(own)
    }
}

/// What a member of the classic protocol is told it has, in the version of its subscription.
pub(super) fn assignment_bytes(
    classic: &ClassicMemberMetadata,
    partitions: &TopicPartitions,
    image: &MetadataImage,
) -> Option<bytes::Bytes> {
    let version = classic.supported_protocols.first()?.metadata.first_chunk().copied()?;
    let topics = partitions.iter().filter_map(|(topic_id, partitions)| {
        let topic = image.topics.get(topic_id)?;
        Some(consumer_protocol_assignment::TopicPartition {
            topic: topic.name.as_str().into(),
            partitions: partitions.iter().map(|one| one.0).collect(),
        })
    });
    let assignment =
        ConsumerProtocolAssignment { assigned_partitions: topics.collect(), ..Default::default() };
    encode(&assignment, i16::from_be_bytes(version).clamp(0, 3)).ok()
}

pub(super) fn target_of(assignment: &Assignment) -> TopicPartitions {
    let mut target = TopicPartitions::new();
    for (topic, partition, _) in assignment.iter() {
        target.entry(topic).or_default().push(partition);
    }
    target
}

fn member_of_classic(
    classic: &ClassicMember,
    protocol: &str,
    generation: i32,
    image: &MetadataImage,
) -> Result<Member, &'static str> {
    const MALFORMED: &str = "the embedded consumer protocol is malformed";
    let subscription = decode_subscription(classic.metadata(protocol)).map_err(|_| MALFORMED)?;
    let mut assigned = Assignment::default();
    if !classic.assignment.is_empty() {
        let assignment = decode_assignment(classic.assignment.clone()).map_err(|_| MALFORMED)?;
        if assignment.user_data.is_some_and(|data| !data.is_empty()) {
            return Err("an unsupported custom assignor is in use: its user data would be lost");
        }
        for topic in &assignment.assigned_partitions {
            let Some(id) = image.topic_ids.get(&*topic.topic) else { continue };
            for partition in &topic.partitions {
                assigned.insert(*id, PartitionId(*partition), generation);
            }
        }
    }
    let own = |text: &ByteString| ByteString::from(&**text);
    let protocols = classic.protocols.iter().map(|protocol| ClassicProtocol {
        name: protocol.name.clone(),
        metadata: protocol.metadata.clone(),
    });
    Ok(Member {
        id: classic.id.clone(),
        instance_id: classic.instance_id.clone(),
        rack_id: subscription.rack_id.as_ref().filter(|rack| !rack.is_empty()).map(own),
        client_id: classic.client_id.clone(),
        client_host: classic.client_host.clone(),
        topic_names: subscription.topics.iter().map(own).collect(),
        topic_regex: None,
        rebalance_timeout_ms: classic.rebalance_timeout_ms,
        server_assignor: None,
        classic: Some(ClassicMemberMetadata {
            session_timeout_ms: classic.session_timeout_ms,
            supported_protocols: protocols.collect(),
        }),
        epoch: generation,
        previous_epoch: generation,
        state: MemberState::Stable,
        assigned,
        revoking: Assignment::default(),
    })
}
