//! ConsumerGroupDescribe: KIP-848 groups with their members, what each has and is to have.

use bytestring::ByteString;

use super::{group::ConsumerGroup, member::Member};
use crate::{
    assignors::server::TopicPartitions as Target,
    groups::{Group, shard::GroupShard},
    metadata::MetadataImage,
    model::{ErrorCode, PartitionId, Uuid},
    protocol::messages::consumer_group_describe_response::{
        Assignment, DescribedGroup, Member as DescribedMember, TopicPartitions,
    },
};

/// Member types of the response.
const CLASSIC_MEMBER: i8 = 0;
const CONSUMER_MEMBER: i8 = 1;

impl GroupShard {
    /// ConsumerGroupDescribe, versions 0 and 1. Who may see the groups is not decided here.
    #[must_use]
    pub fn consumer_group_describe(&self, ids: &[ByteString]) -> Vec<DescribedGroup> {
        let described = ids.iter().map(|id| match self.groups.get(id) {
            Some(Group::Consumer(group)) => self.described(group),
            Some(Group::Classic(_)) => {
                not_found(id, format!("Group {id} is not a consumer group."))
            }
            None => not_found(id, format!("Group {id} not found.")),
        });
        described.collect()
    }

    fn described(&self, group: &ConsumerGroup) -> DescribedGroup {
        let default = self.settings.assignors.first().map_or("", |one| one.name());
        let members = group.members.values().map(|member| self.member(group, member));
        DescribedGroup {
            group_id: group.id.clone(),
            group_state: group.state_name().into(),
            group_epoch: group.epoch,
            assignment_epoch: group.target_epoch,
            assignor_name: group.preferred_assignor().unwrap_or_else(|| default.into()),
            members: members.collect(),
            ..Default::default()
        }
    }

    fn member(&self, group: &ConsumerGroup, member: &Member) -> DescribedMember {
        let both = member.assigned.iter().chain(member.revoking.iter());
        let mut owned = Target::new();
        for (topic, partition, _) in both {
            owned.entry(topic).or_default().push(partition);
        }
        DescribedMember {
            member_id: member.id.clone(),
            instance_id: member.instance_id.clone(),
            rack_id: member.rack_id.clone(),
            member_epoch: member.epoch,
            client_id: member.client_id.clone(),
            client_host: member.client_host.clone(),
            subscribed_topic_names: member.topic_names.iter().cloned().collect(),
            subscribed_topic_regex: member.topic_regex.clone(),
            assignment: shown(&owned, &self.metadata),
            target_assignment: shown(&group.target_of(&member.id), &self.metadata),
            member_type: if member.classic.is_some() { CLASSIC_MEMBER } else { CONSUMER_MEMBER },
        }
    }
}

fn shown(partitions: &Target, image: &MetadataImage) -> Assignment {
    let topics =
        partitions.iter().filter_map(|(topic_id, partitions): (&Uuid, &Vec<PartitionId>)| {
            let topic = image.topics.get(topic_id)?;
            Some(TopicPartitions {
                topic_id: *topic_id,
                topic_name: topic.name.as_str().into(),
                partitions: partitions.iter().map(|one| one.0).collect(),
            })
        });
    Assignment { topic_partitions: topics.collect() }
}

fn not_found(id: &ByteString, message: String) -> DescribedGroup {
    DescribedGroup {
        group_id: id.clone(),
        error_code: ErrorCode::GroupIdNotFound.code(),
        error_message: Some(message.into()),
        ..Default::default()
    }
}
