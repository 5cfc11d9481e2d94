//! `uniform` for members that subscribe to different topics: what is free goes to the least loaded
//! subscriber, topic by topic; then partitions go from the most to the least loaded subscriber of
//! each topic, until that improves nothing.

use std::{collections::BTreeMap, sync::Arc};

use super::{AssignError, GroupAssignment, GroupSpec, balancer::Balancer, spec};
use crate::{
    assignors::{java_order, server::TopicPartitions},
    model::{PartitionId, Uuid},
};

/// Rounds over all topics. Where subscriptions overlap in part, each round about halves what is left
/// of the imbalance.
const ROUNDS_MAX: usize = 16;

pub(super) fn assign<'a>(
    group: &GroupSpec<'a>,
    partition_counts: &BTreeMap<Uuid, usize>,
) -> Result<GroupAssignment<'a>, AssignError> {
    let mut builder = Builder::new(group, partition_counts)?;
    builder.keep(group);
    let topics = builder.topics_in_order();
    builder.assign_free(&topics);
    builder.balance(&topics);
    Ok(builder.assignment(group))
}

struct Topic {
    id: Uuid,
    /// Indexes of members, ascending.
    subscribers: Vec<usize>,
    /// Index of each partition's owner.
    owners: Vec<Option<usize>>,
}

/// Topics and members by their indexes in the order of their ids.
struct Builder {
    topics: Vec<Topic>,
    /// Partitions of each member.
    sizes: Vec<usize>,
    /// Whether each member's target is another than it was.
    changed: Vec<bool>,
}

impl Builder {
    fn new(
        group: &GroupSpec,
        partition_counts: &BTreeMap<Uuid, usize>,
    ) -> Result<Self, AssignError> {
        let mut subscribers: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
        for (index, member) in group.members.values().enumerate() {
            for topic_id in member.subscribed_topic_ids {
                subscribers.entry(*topic_id).or_default().push(index);
            }
        }
        let mut topics = Vec::with_capacity(subscribers.len());
        for (id, subscribers) in subscribers {
            let count = spec::partition_count(partition_counts, id)?;
            topics.push(Topic { id, subscribers, owners: vec![None; count] });
        }
        let members = group.members.len();
        Ok(Self { topics, sizes: vec![0; members], changed: vec![false; members] })
    }

    /// Leaves with each member what it has and still subscribes to.
    fn keep(&mut self, group: &GroupSpec) {
        for (index, member) in group.members.values().enumerate() {
            for (topic_id, partitions) in &**member.target {
                let topic = self.topics.binary_search_by_key(topic_id, |topic| topic.id);
                let Ok(topic) = topic.map(|at| &mut self.topics[at]) else {
                    self.changed[index] = true;
                    continue;
                };
                let subscribed = member.subscribed_topic_ids.contains(topic_id);
                for partition in partitions {
                    match topic.owners.get_mut(partition.0 as usize) {
                        Some(owner) if subscribed => {
                            *owner = Some(index);
                            self.sizes[index] += 1;
                        }
                        _ => self.changed[index] = true,
                    }
                }
            }
        }
    }

    /// First those with many partitions for each subscriber, where there is the least to choose.
    fn topics_in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.topics.len()).collect();
        let share = |topic: &Topic| topic.owners.len() as f64 / topic.subscribers.len() as f64;
        order.sort_by(|left, right| {
            let (left, right) = (&self.topics[*left], &self.topics[*right]);
            share(right)
                .total_cmp(&share(left))
                .then(left.subscribers.len().cmp(&right.subscribers.len()))
                .then(java_order::compare_ids(left.id, right.id))
        });
        order
    }

    fn assign_free(&mut self, topics: &[usize]) {
        for topic in topics {
            let mut balancer = Balancer::new(&self.topics[*topic].subscribers, &self.sizes);
            for partition in 0..self.topics[*topic].owners.len() {
                if self.topics[*topic].owners[partition].is_none() {
                    let member = balancer.least_loaded(&self.sizes);
                    self.give(*topic, partition, member);
                }
            }
        }
    }

    fn balance(&mut self, topics: &[usize]) {
        let shared = |topic: &&usize| self.topics[**topic].subscribers.len() >= 2;
        let topics: Vec<usize> = topics.iter().filter(shared).copied().collect();
        // Once around without a move is the end.
        let mut unmoved = 0;
        for topic in topics.iter().cycle().take(topics.len() * ROUNDS_MAX) {
            if unmoved == topics.len() {
                break;
            }
            unmoved = if self.balance_topic(*topic) { 1 } else { unmoved + 1 };
        }
    }

    /// Whether partitions were moved.
    fn balance_topic(&mut self, topic: usize) -> bool {
        let mut balancer = Balancer::new(&self.topics[topic].subscribers, &self.sizes);
        if balancer.imbalance() <= 1 {
            return false;
        }
        // What came to a member in this round does not leave it again in the same one.
        let mut to_give: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (partition, owner) in self.topics[topic].owners.iter().enumerate() {
            if let Some(owner) = owner {
                to_give.entry(*owner).or_default().push(partition);
            }
        }
        let mut moved = false;
        while let Some(from) = balancer.most_loaded(&self.sizes) {
            let Some(partition) = to_give.get_mut(&from).and_then(Vec::pop) else {
                balancer.exclude();
                continue;
            };
            let to = balancer.least_loaded(&self.sizes);
            if balancer.is_balanced() {
                break;
            }
            self.give(topic, partition, to);
            moved = true;
        }
        moved
    }

    fn give(&mut self, topic: usize, partition: usize, member: usize) {
        let former = self.topics[topic].owners[partition].replace(member);
        if let Some(former) = former {
            self.sizes[former] -= 1;
            self.changed[former] = true;
        }
        self.sizes[member] += 1;
        self.changed[member] = true;
    }

    fn assignment<'a>(&self, group: &GroupSpec<'a>) -> GroupAssignment<'a> {
        let mut targets = vec![TopicPartitions::new(); self.sizes.len()];
        for topic in &self.topics {
            for (partition, owner) in topic.owners.iter().enumerate() {
                if let Some(owner) = owner.filter(|owner| self.changed[*owner]) {
                    let partitions = targets[owner].entry(topic.id).or_default();
                    partitions.push(PartitionId(partition as i32));
                }
            }
        }
        let members = group.members.iter().zip(targets).zip(&self.changed);
        let target = |((member, target), changed): ((_, TopicPartitions), &bool)| {
            let (id, member): (&&'a str, &spec::MemberSpec) = member;
            (*id, if *changed { Arc::new(target) } else { Arc::clone(member.target) })
        };
        members.map(target).collect()
    }
}
