//! `uniform` for members that all subscribe to the same topics: with a quota for each member, two
//! passes are enough. The first takes from who has too much, the second gives to who has too little.

use std::{collections::BTreeMap, sync::Arc};

use super::{AssignError, GroupAssignment, GroupSpec, spec};
use crate::{
    assignors::{java_order, server::TopicPartitions},
    model::{PartitionId, Uuid},
};

/// The partitions that nobody has, in the order in which they are given out.
type Free = Vec<(Uuid, PartitionId)>;

pub(super) fn assign<'a>(
    group: &GroupSpec<'a>,
    partition_counts: &BTreeMap<Uuid, usize>,
) -> Result<GroupAssignment<'a>, AssignError> {
    let Some(first) = group.members.values().next() else { return Ok(GroupAssignment::new()) };
    let mut counts = BTreeMap::new();
    for topic_id in first.subscribed_topic_ids {
        counts.insert(*topic_id, spec::partition_count(partition_counts, *topic_id)?);
    }
    let mut free = free_partitions(group, &counts);
    let mut assignment = GroupAssignment::new();
    let mut unfilled = Vec::new();
    let mut quotas = Quotas::new(counts.values().sum(), group.members.len());
    for (member_id, member) in &group.members {
        let mut target = existing(member.target, &counts);
        let missing = quotas.revoke(&mut target, &mut free);
        if missing > 0 {
            unfilled.push((*member_id, missing));
        }
        assignment.insert(*member_id, target);
    }
    let mut free = free.into_iter().peekable();
    for (member_id, missing) in unfilled {
        let Some(target) = assignment.get_mut(member_id).filter(|_| free.peek().is_some()) else {
            continue;
        };
        let target = Arc::make_mut(target);
        for (topic_id, partition) in free.by_ref().take(missing) {
            target.entry(topic_id).or_default().push(partition);
        }
        target.values_mut().for_each(|partitions| partitions.sort_unstable());
    }
    assert!(free.next().is_none(), "the quotas add up to the number of partitions");
    Ok(assignment)
}

/// Partitions that are in no target. Kafka goes through a hash set of the topics.
fn free_partitions(group: &GroupSpec, counts: &BTreeMap<Uuid, usize>) -> Free {
    let mut taken: BTreeMap<Uuid, Vec<bool>> =
        counts.iter().map(|(topic_id, count)| (*topic_id, vec![false; *count])).collect();
    for (topic_id, partitions) in group.members.values().flat_map(|member| &**member.target) {
        let Some(taken) = taken.get_mut(topic_id) else { continue };
        for partition in partitions {
            if let Some(taken) = taken.get_mut(partition.0 as usize) {
                *taken = true;
            }
        }
    }
    let mut topics: Vec<(Uuid, Vec<bool>)> = taken.into_iter().collect();
    java_order::sort_as_copied_set(&mut topics, |(topic_id, _)| java_order::hash_id(*topic_id));
    let mut free = Free::new();
    for (topic_id, taken) in topics {
        let indexes = (0..taken.len()).filter(|index| !taken[*index]);
        free.extend(indexes.map(|index| (topic_id, PartitionId(index as i32))));
    }
    free
}

/// The target without what is not subscribed to, or does not exist.
fn existing(target: &Arc<TopicPartitions>, counts: &BTreeMap<Uuid, usize>) -> Arc<TopicPartitions> {
    let exists = |topic_id: &Uuid, partition: &PartitionId| {
        counts.get(topic_id).is_some_and(|count| (partition.0 as usize) < *count)
    };
    let mut kept = Arc::clone(target);
    // Partitions are in order: if the last one exists, all do.
    let fine = |topic_id, partitions: &Vec<PartitionId>| {
        partitions.last().is_some_and(|last| exists(topic_id, last))
    };
    if !target.iter().all(|(topic_id, partitions)| fine(topic_id, partitions)) {
        Arc::make_mut(&mut kept).retain(|topic_id, partitions| {
            partitions.retain(|partition| exists(topic_id, partition));
            !partitions.is_empty()
        });
    }
    kept
}

/// How many partitions each of the next members is to have.
struct Quotas {
    minimum: usize,
    /// Members that are to have one more.
    extras: usize,
    members: usize,
}

impl Quotas {
    fn new(partitions: usize, members: usize) -> Self {
        Self { minimum: partitions / members, extras: partitions % members, members }
    }

    /// Takes from the next member what is over its quota, and returns what it lacks.
    fn revoke(&mut self, target: &mut Arc<TopicPartitions>, free: &mut Free) -> usize {
        let mut quota = self.minimum + usize::from(self.extras > 0);
        for (topic_id, partitions) in &*Arc::clone(target) {
            let kept = partitions.len().min(quota);
            quota -= kept;
            if kept < partitions.len() {
                free.extend(partitions[kept..].iter().map(|partition| (*topic_id, *partition)));
                let target = Arc::make_mut(target);
                if kept == 0 {
                    target.remove(topic_id);
                } else if let Some(partitions) = target.get_mut(topic_id) {
                    partitions.truncate(kept);
                }
            }
        }
        let mut extra = self.extras > 0;
        // An extra one goes to who has it, as long as enough members are left for those that nobody
        // has.
        if extra && quota > 0 && self.members > self.extras {
            extra = false;
            quota -= 1;
        }
        self.extras -= usize::from(extra);
        self.members -= 1;
        quota
    }
}
