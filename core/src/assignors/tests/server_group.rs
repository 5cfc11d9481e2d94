//! A group of the consumer group protocol that lives through rounds of changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    assignors::server::{
        GroupAssignment, GroupSpec, MemberSpec, ServerAssignor, SubscriptionType, TopicPartitions,
    },
    model::{Rng, Uuid},
};

#[derive(Clone)]
pub(super) struct Member {
    pub(super) instance_id: Option<String>,
    pub(super) topics: BTreeSet<Uuid>,
    pub(super) target: Arc<TopicPartitions>,
}

#[derive(Clone)]
pub(super) struct ServerGroup {
    pub(super) subscription_type: SubscriptionType,
    pub(super) partition_counts: BTreeMap<Uuid, usize>,
    pub(super) members: BTreeMap<String, Member>,
    /// What a homogeneous group subscribes to.
    topics: BTreeSet<Uuid>,
    joined: usize,
}

impl ServerGroup {
    pub(super) fn random(subscription_type: SubscriptionType, rng: &mut Rng) -> Self {
        let mut group = Self {
            subscription_type,
            partition_counts: BTreeMap::new(),
            members: BTreeMap::new(),
            topics: BTreeSet::new(),
            joined: 0,
        };
        for _ in 0..=rng.below(20) {
            group.create_topic(rng);
        }
        for _ in 0..=rng.below(30) {
            group.join(rng);
        }
        group
    }

    pub(super) fn spec(&self) -> GroupSpec<'_> {
        let members = self.members.iter().map(|(id, member)| {
            let spec = MemberSpec {
                instance_id: member.instance_id.as_deref(),
                subscribed_topic_ids: &member.topics,
                target: &member.target,
            };
            (id.as_str(), spec)
        });
        GroupSpec { members: members.collect(), subscription_type: self.subscription_type }
    }

    pub(super) fn assign(&self, assignor: ServerAssignor) -> GroupAssignment<'_> {
        assignor.assign(&self.spec(), &self.partition_counts).unwrap()
    }

    /// Assigns, and makes the result the members' target.
    pub(super) fn rebalance(&mut self, assignor: ServerAssignor) {
        let targets: BTreeMap<String, Arc<TopicPartitions>> =
            self.assign(assignor).into_iter().map(|(id, target)| (id.to_owned(), target)).collect();
        for (id, target) in targets {
            self.members.get_mut(&id).unwrap().target = target;
        }
    }

    /// A change that makes the group rebalance, or none.
    pub(super) fn change(&mut self, rng: &mut Rng) {
        match rng.below(9) {
            0 | 1 => self.join(rng),
            2 | 3 => self.leave(rng),
            4 => self.replace_static_member(rng),
            5 => self.grow_topic(rng),
            6 => self.create_topic(rng),
            7 => self.subscribe_anew(rng),
            _ => {}
        }
    }

    fn create_topic(&mut self, rng: &mut Rng) {
        if self.partition_counts.len() < 20 {
            let id = Uuid::random(rng);
            self.partition_counts.insert(id, 1 + rng.below(24) as usize);
            self.topics.insert(id);
            self.follow_topics();
        }
    }

    fn grow_topic(&mut self, rng: &mut Rng) {
        let at = rng.below(self.partition_counts.len() as u64) as usize;
        *self.partition_counts.values_mut().nth(at).unwrap() += 1 + rng.below(8) as usize;
    }

    fn join(&mut self, rng: &mut Rng) {
        if self.members.len() == 30 {
            return;
        }
        self.joined += 1;
        let instance_id = (rng.below(4) == 0).then(|| format!("instance-{}", self.joined));
        let topics = self.subscription(rng);
        let member = Member { instance_id, topics, target: Arc::default() };
        self.members.insert(Uuid::random(rng).to_string(), member);
    }

    fn leave(&mut self, rng: &mut Rng) {
        if self.members.len() > 1 {
            let id = self.any_member(rng);
            self.members.remove(&id);
        }
    }

    /// A static member comes back with another member id and inherits its target.
    fn replace_static_member(&mut self, rng: &mut Rng) {
        let id = self.any_member(rng);
        if self.members[&id].instance_id.is_some() {
            let member = self.members.remove(&id).unwrap();
            self.members.insert(Uuid::random(rng).to_string(), member);
        }
    }

    fn subscribe_anew(&mut self, rng: &mut Rng) {
        match self.subscription_type {
            SubscriptionType::Homogeneous => {
                let all = self.partition_counts.keys().copied();
                self.topics = all.filter(|_| rng.below(3) > 0).collect();
                self.follow_topics();
            }
            SubscriptionType::Heterogeneous => {
                let topics = self.subscription(rng);
                let id = self.any_member(rng);
                self.members.get_mut(&id).unwrap().topics = topics;
            }
        }
    }

    fn subscription(&self, rng: &mut Rng) -> BTreeSet<Uuid> {
        match self.subscription_type {
            SubscriptionType::Homogeneous => self.topics.clone(),
            SubscriptionType::Heterogeneous => {
                let share = 1 + rng.below(4);
                let all = self.partition_counts.keys().copied();
                all.filter(|_| rng.below(4) < share).collect()
            }
        }
    }

    fn follow_topics(&mut self) {
        if self.subscription_type == SubscriptionType::Homogeneous {
            self.members.values_mut().for_each(|member| member.topics = self.topics.clone());
        }
    }

    fn any_member(&self, rng: &mut Rng) -> String {
        let at = rng.below(self.members.len() as u64) as usize;
        self.members.keys().nth(at).unwrap().clone()
    }
}
