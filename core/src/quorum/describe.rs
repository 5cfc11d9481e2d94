//! What the quorum looks like, for administrators (KIP-595, KIP-836).

use super::{
    quorum::Quorum,
    role::{Progress, Role},
    wire::{METADATA_PARTITION, METADATA_TOPIC},
};
use crate::{
    model::{ErrorCode, Moment, NodeId, Now, Uuid},
    protocol::messages::{
        DescribeQuorumRequest, DescribeQuorumResponse,
        describe_quorum_response::{Listener, Node, PartitionData, ReplicaState, TopicData},
    },
};

impl Quorum {
    /// Answers DescribeQuorum.
    #[must_use]
    pub fn describe_quorum(
        &self,
        request: &DescribeQuorumRequest,
        listener: &str,
        now: Now,
    ) -> DescribeQuorumResponse {
        let is_known = request.topics.iter().any(|topic| topic.topic_name == METADATA_TOPIC);
        if !is_known {
            return Self::undescribed(ErrorCode::UnknownTopicOrPartition);
        }
        let Role::Leader(leading) = &self.role else {
            return Self::undescribed(ErrorCode::NotLeaderOrFollower);
        };
        let state = |id: &NodeId, progress: Option<&Progress>| {
            let progress = progress.copied().unwrap_or_default();
            let directory = if *id == self.me { self.directory_id } else { Uuid::ZERO };
            ReplicaState {
                replica_id: id.0,
                replica_directory_id: directory,
                log_end_offset: progress.end_offset.map_or(-1, |end| end.0),
                last_fetch_timestamp: progress.last_fetch.map_or(-1, |(_, wall)| wall.0),
                last_caught_up_timestamp: progress.last_caught_up.map_or(-1, |wall| wall.0),
            }
        };
        let voters = self.voters.keys().map(|id| {
            if *id == self.me {
                let mut own = state(id, None);
                own.log_end_offset = self.log.end_offset().0;
                own.last_fetch_timestamp = now.wall.0;
                own.last_caught_up_timestamp = now.wall.0;
                return own;
            }
            state(id, leading.replicas.get(id))
        });
        let observers = leading.replicas.iter().filter(|(id, _)| !self.voters.contains_key(id));
        let partition = PartitionData {
            partition_index: METADATA_PARTITION,
            leader_id: self.me.0,
            leader_epoch: self.election.epoch.0,
            high_watermark: self.high_watermark.map_or(-1, |offset| offset.0),
            current_voters: voters.collect(),
            observers: observers.map(|(id, progress)| state(id, Some(progress))).collect(),
            ..Default::default()
        };
        let nodes = self.voters.iter().map(|(id, address)| Node {
            node_id: id.0,
            listeners: vec![Listener {
                name: listener.into(),
                host: address.host.clone(),
                port: address.port,
            }],
        });
        DescribeQuorumResponse {
            topics: vec![TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![partition],
            }],
            nodes: nodes.collect(),
            ..Default::default()
        }
    }

    fn undescribed(code: ErrorCode) -> DescribeQuorumResponse {
        let partition = PartitionData {
            partition_index: METADATA_PARTITION,
            error_code: code.code(),
            leader_id: -1,
            leader_epoch: -1,
            high_watermark: -1,
            ..Default::default()
        };
        DescribeQuorumResponse {
            topics: vec![TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![partition],
            }],
            ..Default::default()
        }
    }

    /// The quorum in a sentence: who leads, and who is not heard. For logs and errors.
    #[must_use]
    pub fn in_words(&self, now: Moment) -> String {
        let patience = self.timeouts.fetch;
        let silent: Vec<String> = self
            .voters
            .iter()
            .filter(|(id, _)| **id != self.me)
            .filter(|(id, _)| self.heard.get(id).is_none_or(|at| now.since(*at) > patience))
            .map(|(id, address)| format!("{id}@{}:{}", address.host, address.port))
            .collect();
        let epoch = self.election.epoch;
        let leader = match self.election.leader {
            Some(leader) => format!("the metadata quorum is led by node {leader} in epoch {epoch}"),
            None => format!("the metadata quorum has no leader in epoch {epoch}"),
        };
        let (voters, reached) = (self.voters.len(), self.voters.len() - silent.len());
        if silent.is_empty() {
            return leader;
        }
        format!(
            "{leader}; {reached} of {voters} voters are reached, {} needed; not heard: {}",
            voters / 2 + 1,
            silent.join(", ")
        )
    }
}
