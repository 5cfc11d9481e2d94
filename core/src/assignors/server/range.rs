//! `range`: each topic is cut into one range for each of its subscribers, static members first. What
//! the members have so far does not matter; static members keep their place, and with it their range.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{AssignError, GroupAssignment, GroupSpec, MemberSpec, TopicPartitions, spec};
use crate::{
    assignors::java_order,
    model::{PartitionId, Uuid},
};

/// What is left of a topic.
struct Remaining {
    next: usize,
    partitions: usize,
    subscribers: usize,
}

impl Remaining {
    /// The next subscriber's range: the first few get one partition more.
    fn take(&mut self) -> std::ops::Range<usize> {
        let quota = self.partitions.div_ceil(self.subscribers);
        let range = self.next..self.next + quota;
        self.next += quota;
        self.partitions -= quota;
        self.subscribers -= 1;
        range
    }
}

pub(super) fn assign<'a>(
    group: &GroupSpec<'a>,
    partition_counts: &BTreeMap<Uuid, usize>,
) -> Result<GroupAssignment<'a>, AssignError> {
    let mut topics: BTreeMap<Uuid, Remaining> = BTreeMap::new();
    for topic_id in group.members.values().flat_map(|member| member.subscribed_topic_ids) {
        if let Some(topic) = topics.get_mut(topic_id) {
            topic.subscribers += 1;
        } else {
            let partitions = spec::partition_count(partition_counts, *topic_id)?;
            topics.insert(*topic_id, Remaining { next: 0, partitions, subscribers: 1 });
        }
    }
    let mut members: Vec<(&str, MemberSpec)> =
        group.members.iter().map(|(id, member)| (*id, *member)).collect();
    members.sort_by(in_order);
    let mut assignment = GroupAssignment::new();
    for (member_id, member) in members {
        let mut target = TopicPartitions::new();
        for topic_id in member.subscribed_topic_ids {
            let Some(topic) = topics.get_mut(topic_id) else { continue };
            let range = topic.take();
            if !range.is_empty() {
                target.insert(*topic_id, range.map(|index| PartitionId(index as i32)).collect());
            }
        }
        let kept = **member.target == target;
        let target = if kept { Arc::clone(member.target) } else { Arc::new(target) };
        assignment.insert(member_id, target);
    }
    Ok(assignment)
}

/// Static members by instance id, then the others by member id.
fn in_order(left: &(&str, MemberSpec), right: &(&str, MemberSpec)) -> Ordering {
    match (left.1.instance_id, right.1.instance_id) {
        (Some(left), Some(right)) => java_order::compare_strings(left, right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => java_order::compare_strings(left.0, right.0),
    }
}
