//! `roundrobin`: all partitions of all topics in turn to the members, static ones first; who does not
//! subscribe to a topic is passed over, and has to wait for its next turn.

use super::{ClientAssignment, MemberSubscription, TopicRacks};
use crate::model::{PartitionId, TopicPartition};

pub(super) fn assign(topics: &TopicRacks, members: &[MemberSubscription]) -> ClientAssignment {
    let mut assignment: ClientAssignment =
        members.iter().map(|member| (member.member_id.clone(), Vec::new())).collect();
    let mut members: Vec<&MemberSubscription> = members.iter().collect();
    members.sort_by(|left, right| left.compare(right));
    let mut turns = members.iter().cycle();
    for (topic, partitions) in topics {
        if !members.iter().any(|member| member.topics.contains(topic)) {
            continue;
        }
        for index in 0..partitions.len() {
            let next = turns.find(|member| member.topics.contains(topic));
            if let Some(list) = next.and_then(|member| assignment.get_mut(&member.member_id)) {
                let partition = PartitionId(index as i32);
                list.push(TopicPartition { topic: topic.clone(), partition });
            }
        }
    }
    assignment
}
