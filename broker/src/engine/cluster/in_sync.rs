//! Changes of in-sync replicas that leaders of this broker want: they are collected, and the controller is
//! asked for all at once (AlterPartition). So are directories of replicas that it does not know yet.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ottla_core::{
    model::{ErrorCode, LeaderEpoch, Moment, NodeId, Now, PartitionId, TopicIdPartition},
    protocol::messages::{
        AlterPartitionRequest, AlterPartitionResponse, AssignReplicasToDirsRequest,
        AssignReplicasToDirsResponse,
        alter_partition_request::{BrokerState, PartitionData, TopicData},
        assign_replicas_to_dirs_request,
    },
    replication::{AfterAlter, AlteredIsr, IsrProposal},
};

use super::{outgoing::Unanswered, replicas::Replicas};
use crate::engine::{effects::Effects, fetch::registered, node::Node, view::PartitionHandle};

/// Version of AlterPartition.
const VERSION: i16 = 3;
/// Pause after a request that failed.
const BACKOFF: Duration = Duration::from_millis(50);
/// Partitions that one request names.
const PARTITIONS_MAX: usize = 2_000;

/// What is wanted, and what was asked.
#[derive(Debug)]
pub(in crate::engine) struct Proposals {
    wanted: BTreeMap<TopicIdPartition, IsrProposal>,
    asking: bool,
    not_before: Moment,
    /// When followers are looked at that may have fallen behind.
    check_due: Moment,
    assigning: bool,
}

impl Proposals {
    pub(super) fn new(now: Now) -> Self {
        Self {
            wanted: BTreeMap::new(),
            asking: false,
            not_before: now.monotonic,
            check_due: now.monotonic,
            assigning: false,
        }
    }
}

impl Replicas {
    /// A leader wants other replicas to be in sync.
    pub(in crate::engine) fn propose(&self, id: TopicIdPartition, proposal: IsrProposal) {
        self.proposals.lock().wanted.insert(id, proposal);
    }
}

impl Node {
    pub(super) fn proposals_due(&self) -> Option<Moment> {
        let proposals = self.replicas.proposals.lock();
        let has_proposals = !proposals.asking && !proposals.wanted.is_empty();
        let has_assignments = !proposals.assigning && !self.replicas.unassigned.lock().is_empty();
        let asks = (has_proposals || has_assignments).then_some(proposals.not_before);
        // A node that is alone has no followers.
        let check = (!self.settings.quorum.is_alone()).then_some(proposals.check_due);
        [asks, check].into_iter().flatten().min()
    }

    pub(super) fn tend_proposals(&self, now: Now, effects: &mut Effects) {
        self.check_followers(now);
        let mut proposals = self.replicas.proposals.lock();
        if proposals.asking || proposals.wanted.is_empty() || now.monotonic < proposals.not_before {
            return;
        }
        let mut asked = std::mem::take(&mut proposals.wanted);
        if let Some(rest) = asked.keys().nth(PARTITIONS_MAX).copied() {
            proposals.wanted = asked.split_off(&rest);
        }
        proposals.asking = true;
        drop(proposals);
        let request = self.alter_request(&asked);
        self.ask_controller(request, VERSION, now, effects, move |node, answer, now, effects| {
            node.altered(asked, answer, now, effects);
        });
    }

    /// Looks for followers that have fallen behind.
    fn check_followers(&self, now: Now) {
        if self.settings.quorum.is_alone() {
            return;
        }
        let mut proposals = self.replicas.proposals.lock();
        if now.monotonic < proposals.check_due {
            return;
        }
        proposals.check_due = now.monotonic + self.settings.replica_lag_max / 2;
        drop(proposals);
        let view = self.view();
        self.for_each_partition(|handle, partition| {
            if partition.is_gone() {
                return;
            }
            if let Some(proposal) = partition.isr_change(now, &|node| registered(&view, node)) {
                self.replicas.propose(handle.id, proposal);
            }
        });
    }

    fn alter_request(
        &self,
        asked: &BTreeMap<TopicIdPartition, IsrProposal>,
    ) -> AlterPartitionRequest {
        let mut topics: Vec<TopicData> = Vec::new();
        for (id, proposal) in asked {
            let members = proposal.in_sync_replicas.iter();
            let partition = PartitionData {
                partition_index: id.partition.0,
                leader_epoch: proposal.leader_epoch.0,
                new_isr_with_epochs: members
                    .map(|(node, epoch)| BrokerState { broker_id: node.0, broker_epoch: *epoch })
                    .collect(),
                partition_epoch: proposal.partition_epoch,
                ..Default::default()
            };
            match topics.last_mut().filter(|topic| topic.topic_id == id.topic_id) {
                Some(topic) => topic.partitions.push(partition),
                None => {
                    topics.push(TopicData { topic_id: id.topic_id, partitions: vec![partition] })
                }
            }
        }
        AlterPartitionRequest {
            broker_id: self.identity.node_id.0,
            broker_epoch: self.broker_epoch(),
            topics,
        }
    }

    fn altered(
        &self,
        asked: BTreeMap<TopicIdPartition, IsrProposal>,
        answer: Result<AlterPartitionResponse, Unanswered>,
        now: Now,
        effects: &mut Effects,
    ) {
        let whole = match &answer {
            Ok(answer) => ErrorCode::from_code(answer.error_code),
            Err(_) => ErrorCode::RequestTimedOut,
        };
        let mut again = BTreeMap::new();
        for (id, proposal) in asked {
            let Some(handle) = self.find(id) else { continue };
            let told = match (&answer, whole) {
                (Ok(answer), ErrorCode::None) => told(answer, id),
                (_, code) => Err(code),
            };
            match self.take_altered(&handle, &proposal, told, now, effects) {
                AfterAlter::Retry => {
                    again.insert(id, proposal);
                }
                AfterAlter::Committed
                | AfterAlter::Reset
                | AfterAlter::AwaitMetadata
                | AfterAlter::Overtaken => {}
            }
        }
        let mut proposals = self.replicas.proposals.lock();
        proposals.asking = false;
        if !again.is_empty() {
            proposals.not_before = now.monotonic + BACKOFF;
            for (id, proposal) in again {
                proposals.wanted.entry(id).or_insert(proposal);
            }
        }
        drop(proposals);
        self.wake_cluster(effects);
    }

    fn take_altered(
        &self,
        handle: &Arc<PartitionHandle>,
        proposal: &IsrProposal,
        told: Result<AlteredIsr, ErrorCode>,
        now: Now,
        effects: &mut Effects,
    ) -> AfterAlter {
        let mut partition = handle.lock();
        let after = partition.alter_answered(proposal, told, now, &mut effects.wakes);
        if after == AfterAlter::Committed {
            // Another one may have caught up meanwhile.
            let view = self.view();
            let next = partition.isr_change(now, &|node| registered(&view, node));
            drop(partition);
            if let Some(next) = next {
                self.replicas.propose(handle.id, next);
            }
        }
        after
    }

    /// Tells the controller in which directories replicas are.
    pub(super) fn tend_assignments(&self, now: Now, effects: &mut Effects) {
        let mut proposals = self.replicas.proposals.lock();
        if proposals.assigning || now.monotonic < proposals.not_before {
            return;
        }
        if self.broker_epoch() < 0 {
            proposals.not_before = now.monotonic + BACKOFF;
            return;
        }
        let assigned = self.replicas.unassigned.lock().clone();
        if assigned.is_empty() {
            return;
        }
        proposals.assigning = true;
        drop(proposals);
        let mut directories: Vec<assign_replicas_to_dirs_request::DirectoryData> = Vec::new();
        for (id, directory) in &assigned {
            let partition =
                assign_replicas_to_dirs_request::PartitionData { partition_index: id.partition.0 };
            let topic = assign_replicas_to_dirs_request::TopicData {
                topic_id: id.topic_id,
                partitions: vec![partition],
            };
            match directories.iter_mut().find(|one| one.id == *directory) {
                Some(one) => one.topics.push(topic),
                None => directories.push(assign_replicas_to_dirs_request::DirectoryData {
                    id: *directory,
                    topics: vec![topic],
                }),
            }
        }
        let request = AssignReplicasToDirsRequest {
            broker_id: self.identity.node_id.0,
            broker_epoch: self.broker_epoch(),
            directories,
        };
        self.ask_controller(
            request,
            0,
            now,
            effects,
            move |node, answer: Result<AssignReplicasToDirsResponse, _>, now, effects| {
                let mut proposals = node.replicas.proposals.lock();
                proposals.assigning = false;
                if answer.is_ok_and(|answer| answer.error_code == ErrorCode::None.code()) {
                    let mut unassigned = node.replicas.unassigned.lock();
                    unassigned.retain(|id, directory| assigned.get(id) != Some(directory));
                } else {
                    proposals.not_before = now.monotonic + BACKOFF;
                }
                drop(proposals);
                node.wake_cluster(effects);
            },
        );
    }
}

/// What the controller says of one partition.
fn told(answer: &AlterPartitionResponse, id: TopicIdPartition) -> Result<AlteredIsr, ErrorCode> {
    let topic = answer.topics.iter().find(|topic| topic.topic_id == id.topic_id);
    let partitions = topic.into_iter().flat_map(|topic| &topic.partitions);
    let mut found = partitions.filter(|one| PartitionId(one.partition_index) == id.partition);
    // One that is not answered for is asked again.
    let one = found.next().ok_or(ErrorCode::RequestTimedOut)?;
    match ErrorCode::from_code(one.error_code) {
        ErrorCode::None => Ok(AlteredIsr {
            leader: NodeId(one.leader_id),
            leader_epoch: LeaderEpoch(one.leader_epoch),
            partition_epoch: one.partition_epoch,
            in_sync_replicas: one.isr.iter().copied().map(NodeId).collect(),
        }),
        code => Err(code),
    }
}
