//! A group of the classic protocol that lives through rebalances.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use crate::{
    assignors::client::{ClientAssignment, ClientAssignor, MemberSubscription, Racks, TopicRacks},
    model::{Rng, TopicName, TopicPartition, Uuid},
};

/// How the members of a group subscribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subscriptions {
    Equal,
    Different,
}

#[derive(Clone)]
pub(super) struct ClientGroup {
    assignor: ClientAssignor,
    subscriptions: Subscriptions,
    pub(super) topics: TopicRacks,
    pub(super) members: Vec<MemberSubscription>,
    /// What a group with equal subscriptions subscribes to.
    subscription: BTreeSet<TopicName>,
    generation: i32,
    /// Racks of brokers and members; none, if there are none.
    racks: Vec<ByteString>,
    joined: usize,
}

impl ClientGroup {
    pub(super) fn random(
        assignor: ClientAssignor,
        subscriptions: Subscriptions,
        rng: &mut Rng,
    ) -> Self {
        let racks = if rng.below(2) == 0 { 0 } else { 1 + rng.below(5) };
        let mut group = Self {
            assignor,
            subscriptions,
            topics: TopicRacks::new(),
            members: Vec::new(),
            subscription: BTreeSet::new(),
            generation: 0,
            racks: (0..racks).map(|rack| format!("rack-{rack}").into()).collect(),
            joined: 0,
        };
        // Often the same number of partitions, for then `range` keeps topics together.
        let usual = 1 + rng.below(16) as usize;
        for _ in 0..=rng.below(20) {
            group.create_topic(usual, rng);
        }
        for _ in 0..=rng.below(30) {
            group.join(rng);
        }
        group
    }

    pub(super) fn assign(&self) -> ClientAssignment {
        self.assignor.assign(&self.topics, &self.members)
    }

    /// The members take their assignment and join again with it.
    pub(super) fn take(&mut self, assignment: &ClientAssignment) {
        self.generation += 1;
        let (assignor, generation) = (self.assignor, self.generation);
        for member in &mut self.members {
            let assigned = &assignment[&member.member_id];
            remember(member, assignor, assigned, generation);
        }
    }

    /// As [`ClientGroup::take`], but some miss the generation and some have lost what they had.
    pub(super) fn take_with_losses(&mut self, assignment: &ClientAssignment, rng: &mut Rng) {
        let before = self.members.clone();
        self.take(assignment);
        for (member, before) in self.members.iter_mut().zip(before) {
            match rng.below(20) {
                0 => *member = before,
                1 => remember(member, self.assignor, &[], self.generation),
                _ => {}
            }
        }
    }

    /// A change that makes the group rebalance, or none.
    pub(super) fn change(&mut self, rng: &mut Rng) {
        match rng.below(9) {
            0 | 1 => self.join(rng),
            2 | 3 if self.members.len() > 1 => {
                let at = self.any_member(rng);
                self.members.remove(at);
            }
            4 => self.create_topic(4, rng),
            5 => self.grow_topic(rng),
            6 => self.subscribe_anew(rng),
            7 => {
                // The coordinator names members in no order that means anything.
                let at = self.any_member(rng);
                self.members.rotate_left(at);
            }
            _ => {}
        }
    }

    fn create_topic(&mut self, usual: usize, rng: &mut Rng) {
        if self.topics.len() == 20 {
            return;
        }
        let name = TopicName::new(&format!("topic-{}", rng.below(10_000))).unwrap();
        let count = if rng.below(3) == 0 { 1 + rng.below(24) as usize } else { usual };
        let partitions = (0..count).map(|_| self.partition(rng)).collect();
        self.topics.insert(name.clone(), partitions);
        self.subscription.insert(name);
        self.follow_subscription();
    }

    fn grow_topic(&mut self, rng: &mut Rng) {
        let at = rng.below(self.topics.len() as u64) as usize;
        let partition = self.partition(rng);
        self.topics.values_mut().nth(at).unwrap().push(partition);
    }

    fn partition(&self, rng: &mut Rng) -> Racks {
        let replicas = self.racks.len().min(3);
        (0..replicas)
            .map(|_| self.racks[rng.below(self.racks.len() as u64) as usize].clone())
            .collect()
    }

    fn join(&mut self, rng: &mut Rng) {
        if self.members.len() == 30 {
            return;
        }
        self.joined += 1;
        let static_id = format!("instance-{}", self.joined);
        let rack = self.racks.get(rng.below(1 + self.racks.len() as u64) as usize);
        let mut member = MemberSubscription {
            member_id: format!("consumer-{}-{}", rng.below(3), Uuid::random(rng)).into(),
            group_instance_id: (rng.below(4) == 0).then(|| static_id.into()),
            rack_id: rack.cloned(),
            topics: self.subscription(rng),
            ..MemberSubscription::default()
        };
        member.user_data = self.assignor.subscription_user_data(None, -1);
        self.members.push(member);
    }

    fn subscribe_anew(&mut self, rng: &mut Rng) {
        match self.subscriptions {
            Subscriptions::Equal => {
                let names = self.topics.keys().filter(|_| rng.below(3) > 0);
                let subscription: BTreeSet<TopicName> = names.cloned().collect();
                if !subscription.is_empty() {
                    self.subscription = subscription;
                    self.follow_subscription();
                }
            }
            Subscriptions::Different => {
                let at = self.any_member(rng);
                self.members[at].topics = self.subscription(rng);
            }
        }
    }

    /// Never none: Kafka's `sticky` takes a member without topics for one like the next.
    fn subscription(&self, rng: &mut Rng) -> BTreeSet<TopicName> {
        let mut topics = self.subscription.clone();
        if self.subscriptions == Subscriptions::Different {
            let share = 1 + rng.below(4);
            topics = self.topics.keys().filter(|_| rng.below(4) < share).cloned().collect();
            // A topic that does not exist, now and then.
            if topics.is_empty() || rng.below(20) == 0 {
                topics.insert(TopicName::new("missing").unwrap());
            }
        }
        topics
    }

    fn follow_subscription(&mut self) {
        if self.subscriptions == Subscriptions::Equal {
            let subscription = &self.subscription;
            self.members.iter_mut().for_each(|member| member.topics = subscription.clone());
        }
    }

    fn any_member(&self, rng: &mut Rng) -> usize {
        rng.below(self.members.len() as u64) as usize
    }
}

fn remember(
    member: &mut MemberSubscription,
    assignor: ClientAssignor,
    assigned: &[TopicPartition],
    generation: i32,
) {
    member.generation = Some(generation);
    member.user_data = assignor.subscription_user_data(Some(assigned), generation);
    // Eager members have revoked all when they join.
    member.owned_partitions = match assignor {
        ClientAssignor::CooperativeSticky => assigned.to_vec(),
        ClientAssignor::Range | ClientAssignor::RoundRobin | ClientAssignor::Sticky => Vec::new(),
    };
}

/// The owner of each partition.
pub(super) fn owners(assignment: &ClientAssignment) -> BTreeMap<&TopicPartition, &ByteString> {
    let mut owners = BTreeMap::new();
    for (member, partitions) in assignment {
        for partition in partitions {
            let other = owners.insert(partition, member);
            assert_eq!(other, None, "{partition} has two owners");
        }
    }
    owners
}
