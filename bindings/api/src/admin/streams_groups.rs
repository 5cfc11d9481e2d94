//! Groups of Kafka Streams (KIP-1071).

use std::collections::BTreeMap;

use super::{
    AclOperation, Admin, Refusal,
    call::{all, each, text, texts},
    groups::asking,
};
use crate::Result;
use ottla::admin;

/// A group of Kafka Streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its epoch.
    pub epoch: i32,
    /// Epoch of what members are to have.
    pub assignment_epoch: i32,
    /// What the application does; null while no member has told.
    pub topology: Option<StreamsTopology>,
    /// Its members.
    pub members: Vec<StreamsMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// What an application of Kafka Streams does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTopology {
    /// How often it has changed.
    pub epoch: i32,
    /// Its parts.
    pub subtopologies: Vec<StreamsSubtopology>,
}

/// A part of an application whose partitions are processed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsSubtopology {
    /// Its id.
    pub id: String,
    /// The topics that it reads.
    pub source_topics: Vec<String>,
    /// The topics that it writes for other parts.
    pub repartition_sink_topics: Vec<String>,
    /// The topics that keep its state.
    pub state_changelog_topics: Vec<StreamsTopic>,
    /// The topics that other parts write for it.
    pub repartition_source_topics: Vec<StreamsTopic>,
}

/// A topic that belongs to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTopic {
    /// Its name.
    pub name: String,
    /// Number of partitions; null if it follows from other topics.
    pub partitions: Option<i32>,
    /// Number of replicas; null for the broker's own.
    pub replication_factor: Option<i32>,
    /// Its configuration.
    pub config: BTreeMap<String, String>,
}

/// A member of a group of Kafka Streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its epoch.
    pub epoch: i32,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// The epoch of the topology that it runs.
    pub topology_epoch: i32,
    /// The process that it is in.
    pub process_id: String,
    /// Where it answers queries of its state, if it does: `host:port`.
    pub user_endpoint: Option<String>,
    /// What it tells of itself.
    pub client_tags: BTreeMap<String, String>,
    /// How far its tasks are.
    pub task_offsets: Vec<StreamsTaskOffset>,
    /// Where the changelogs of its tasks end.
    pub task_end_offsets: Vec<StreamsTaskOffset>,
    /// The tasks that it has.
    pub assignment: StreamsTasks,
    /// Those that it is to have.
    pub target_assignment: StreamsTasks,
    /// Whether it speaks the classic protocol.
    pub classic: bool,
}

/// A partition of a part of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTask {
    /// The part.
    pub subtopology: String,
    /// The partition.
    pub partition: i32,
}

/// An offset of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTaskOffset {
    /// The part.
    pub subtopology: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
}

/// The tasks of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTasks {
    /// Those that it processes.
    pub active: Vec<StreamsTask>,
    /// Those whose state it keeps.
    pub standby: Vec<StreamsTask>,
    /// Those whose state it fetches, to process them then.
    pub warmup: Vec<StreamsTask>,
}

/// Groups of Kafka Streams that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupDescriptions {
    /// Those that are there.
    pub found: Vec<StreamsGroupDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// Groups of Kafka Streams with their members.
    pub async fn describe_streams_groups(
        &self,
        group_ids: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<StreamsGroupDescriptions> {
        let client = self.client("describe streams groups")?;
        let options = asking(authorized_operations);
        let outcomes = client.describe_streams_groups_with(group_ids, options).each().await;
        let (found, refused) = each(outcomes, |_, group| group.into());
        Ok(StreamsGroupDescriptions { found, refused })
    }
}

fn pairs<K: ToString, V: ToString>(map: BTreeMap<K, V>) -> BTreeMap<String, String> {
    map.into_iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

impl From<admin::StreamsGroupDescription> for StreamsGroupDescription {
    fn from(group: admin::StreamsGroupDescription) -> Self {
        Self {
            group_id: group.group_id.to_string(),
            state: group.state.to_string(),
            epoch: group.epoch,
            assignment_epoch: group.assignment_epoch,
            topology: group.topology.map(|topology| StreamsTopology {
                epoch: topology.epoch,
                subtopologies: all(topology.subtopologies),
            }),
            members: all(group.members),
            coordinator: group.coordinator,
            authorized_operations: group.authorized_operations.map(all),
        }
    }
}

impl From<admin::StreamsSubtopology> for StreamsSubtopology {
    fn from(part: admin::StreamsSubtopology) -> Self {
        Self {
            id: part.id.to_string(),
            source_topics: texts(part.source_topics),
            repartition_sink_topics: texts(part.repartition_sink_topics),
            state_changelog_topics: all(part.state_changelog_topics),
            repartition_source_topics: all(part.repartition_source_topics),
        }
    }
}

impl From<admin::StreamsTopic> for StreamsTopic {
    fn from(topic: admin::StreamsTopic) -> Self {
        Self {
            name: topic.name.to_string(),
            partitions: topic.partitions,
            replication_factor: topic.replication_factor.map(i32::from),
            config: pairs(topic.configs),
        }
    }
}

impl From<admin::StreamsMemberDescription> for StreamsMemberDescription {
    fn from(member: admin::StreamsMemberDescription) -> Self {
        Self {
            member_id: member.member_id.to_string(),
            group_instance_id: text(member.group_instance_id),
            rack: text(member.rack),
            epoch: member.epoch,
            client_id: member.client_id.to_string(),
            host: member.host.to_string(),
            topology_epoch: member.topology_epoch,
            process_id: member.process_id.to_string(),
            user_endpoint: member.user_endpoint.map(|(host, port)| format!("{host}:{port}")),
            client_tags: pairs(member.client_tags),
            task_offsets: all(member.task_offsets),
            task_end_offsets: all(member.task_end_offsets),
            assignment: member.assignment.into(),
            target_assignment: member.target_assignment.into(),
            classic: member.classic,
        }
    }
}

impl From<admin::StreamsTask> for StreamsTask {
    fn from(task: admin::StreamsTask) -> Self {
        Self { subtopology: task.subtopology.to_string(), partition: task.partition }
    }
}

impl From<(admin::StreamsTask, i64)> for StreamsTaskOffset {
    fn from((task, offset): (admin::StreamsTask, i64)) -> Self {
        Self { subtopology: task.subtopology.to_string(), partition: task.partition, offset }
    }
}

impl From<admin::StreamsTasks> for StreamsTasks {
    fn from(tasks: admin::StreamsTasks) -> Self {
        Self { active: all(tasks.active), standby: all(tasks.standby), warmup: all(tasks.warmup) }
    }
}
