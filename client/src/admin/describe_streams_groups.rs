//! Groups of Kafka Streams in detail (KIP-1071).

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    StreamsGroupDescribeRequest, streams_group_describe_response as response,
};

use super::{
    AclOperation, Admin, DescribeGroupsOptions, PerItem, acl::operations, call::checked,
    settle::left_out,
};
use crate::driver::coordinator::Of;

const OPERATION: &str = "describe streams groups";

/// A group of Kafka Streams and its members, as [`Admin::describe_streams_groups`] tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupDescription {
    /// The group.
    pub group_id: ByteString,
    /// Its state, by Kafka's name: `NotReady`, `Assigning`, `Reconciling`, `Stable`, `Empty`, `Dead`.
    pub state: ByteString,
    /// The group's epoch.
    pub epoch: i32,
    /// The epoch of what members are to have.
    pub assignment_epoch: i32,
    /// What the application does; `None` while no member has told.
    pub topology: Option<StreamsTopology>,
    /// The members, by id.
    pub members: Vec<StreamsMemberDescription>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// What an application of Kafka Streams does ([`Admin::describe_streams_groups`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTopology {
    /// How often it has changed.
    pub epoch: i32,
    /// Its parts.
    pub subtopologies: Vec<StreamsSubtopology>,
}

/// A part of an application whose partitions are processed together ([`Admin::describe_streams_groups`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsSubtopology {
    /// Its id.
    pub id: ByteString,
    /// The topics that it reads.
    pub source_topics: Vec<ByteString>,
    /// The topics that it writes for other parts.
    pub repartition_sink_topics: Vec<ByteString>,
    /// The topics that keep its state.
    pub state_changelog_topics: Vec<StreamsTopic>,
    /// The topics that other parts write for it.
    pub repartition_source_topics: Vec<StreamsTopic>,
}

/// A topic that belongs to an application ([`Admin::describe_streams_groups`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsTopic {
    /// Its name.
    pub name: ByteString,
    /// Number of partitions; `None` if it follows from other topics.
    pub partitions: Option<i32>,
    /// Number of replicas; `None` for the broker's own.
    pub replication_factor: Option<i16>,
    /// Its configuration.
    pub configs: BTreeMap<ByteString, ByteString>,
}

/// A member of a group of Kafka Streams, as [`Admin::describe_streams_groups`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsMemberDescription {
    /// The member.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member.
    pub group_instance_id: Option<ByteString>,
    /// The rack that it is in, if it says.
    pub rack: Option<ByteString>,
    /// The member's epoch.
    pub epoch: i32,
    /// What the client calls itself.
    pub client_id: ByteString,
    /// Where it is connected from.
    pub host: ByteString,
    /// The epoch of the topology that it runs.
    pub topology_epoch: i32,
    /// The process that it is in.
    pub process_id: ByteString,
    /// Where it answers queries of its state, if it does.
    pub user_endpoint: Option<(ByteString, u16)>,
    /// What it tells of itself.
    pub client_tags: BTreeMap<ByteString, ByteString>,
    /// How far its tasks are.
    pub task_offsets: BTreeMap<StreamsTask, i64>,
    /// Where the changelogs of its tasks end.
    pub task_end_offsets: BTreeMap<StreamsTask, i64>,
    /// The tasks that it has.
    pub assignment: StreamsTasks,
    /// Those that it is to have.
    pub target_assignment: StreamsTasks,
    /// Whether it speaks the classic protocol.
    pub classic: bool,
}

/// A partition of a part of the application ([`Admin::describe_streams_groups`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamsTask {
    /// The part.
    pub subtopology: ByteString,
    /// The partition.
    pub partition: i32,
}

/// The tasks of a member ([`Admin::describe_streams_groups`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamsTasks {
    /// Those that it processes.
    pub active: Vec<StreamsTask>,
    /// Those whose state it keeps.
    pub standby: Vec<StreamsTask>,
    /// Those whose state it fetches, to process them then.
    pub warmup: Vec<StreamsTask>,
}

impl Admin {
    /// Describes groups of Kafka Streams.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// let words = client.admin().describe_streams_groups(["word-count"]).one().await?;
    /// for member in words.members {
    ///     println!("{} works on {} tasks", member.process_id, member.assignment.active.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group that does not exist, or is of another kind. `Unsupported` where brokers
    /// do not coordinate Kafka Streams.
    pub fn describe_streams_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, StreamsGroupDescription> {
        self.describe_streams_groups_with(groups, DescribeGroupsOptions::default())
    }

    /// Describes groups of Kafka Streams as the options say.
    ///
    /// # Errors
    /// As [`Admin::describe_streams_groups`].
    pub fn describe_streams_groups_with<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
        options: DescribeGroupsOptions,
    ) -> PerItem<ByteString, StreamsGroupDescription> {
        let groups = groups.into_iter().map(|group| (ByteString::from(group.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators(Of::Group, move |_, connection, group_id, ()| async move {
            let request = StreamsGroupDescribeRequest {
                group_ids: vec![group_id.clone()],
                include_authorized_operations: options.authorized_operations,
            };
            let mut groups = connection.request(&request).await?.groups.into_iter();
            let group = groups.find(|group| group.group_id == group_id);
            let group = group.ok_or_else(|| left_out(OPERATION))?;
            checked(OPERATION, group.error_code, group.error_message.as_deref())?;
            Ok(description(group, connection.address().to_string()))
        })
    }
}

fn description(group: response::DescribedGroup, coordinator: String) -> StreamsGroupDescription {
    let mut members: Vec<_> = group.members.into_iter().map(member).collect();
    members.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    let topology = group.topology.map(|topology| StreamsTopology {
        epoch: topology.epoch,
        subtopologies: topology
            .subtopologies
            .unwrap_or_default()
            .into_iter()
            .map(subtopology)
            .collect(),
    });
    StreamsGroupDescription {
        group_id: group.group_id,
        state: group.group_state,
        epoch: group.group_epoch,
        assignment_epoch: group.assignment_epoch,
        topology,
        members,
        coordinator,
        authorized_operations: operations(group.authorized_operations),
    }
}

fn subtopology(part: response::Subtopology) -> StreamsSubtopology {
    let topic = |topic: response::TopicInfo| StreamsTopic {
        name: topic.name,
        partitions: Some(topic.partitions).filter(|count| *count > 0),
        replication_factor: Some(topic.replication_factor).filter(|count| *count > 0),
        configs: pairs(topic.topic_configs),
    };
    StreamsSubtopology {
        id: part.subtopology_id,
        source_topics: part.source_topics,
        repartition_sink_topics: part.repartition_sink_topics,
        state_changelog_topics: part.state_changelog_topics.into_iter().map(topic).collect(),
        repartition_source_topics: part.repartition_source_topics.into_iter().map(topic).collect(),
    }
}

fn member(member: response::Member) -> StreamsMemberDescription {
    StreamsMemberDescription {
        member_id: member.member_id,
        group_instance_id: member.instance_id,
        rack: member.rack_id,
        epoch: member.member_epoch,
        client_id: member.client_id,
        host: member.client_host,
        topology_epoch: member.topology_epoch,
        process_id: member.process_id,
        user_endpoint: member.user_endpoint.map(|endpoint| (endpoint.host, endpoint.port)),
        client_tags: pairs(member.client_tags),
        task_offsets: offsets(member.task_offsets),
        task_end_offsets: offsets(member.task_end_offsets),
        assignment: tasks(member.assignment),
        target_assignment: tasks(member.target_assignment),
        classic: member.is_classic,
    }
}

fn pairs(pairs: Vec<response::KeyValue>) -> BTreeMap<ByteString, ByteString> {
    pairs.into_iter().map(|pair| (pair.key, pair.value)).collect()
}

fn offsets(offsets: Vec<response::TaskOffset>) -> BTreeMap<StreamsTask, i64> {
    let offset = |one: response::TaskOffset| {
        let task = StreamsTask { subtopology: one.subtopology_id, partition: one.partition };
        (task, one.offset)
    };
    offsets.into_iter().map(offset).collect()
}

fn tasks(assignment: response::Assignment) -> StreamsTasks {
    let tasks = |ids: Vec<response::TaskIds>| {
        let mut tasks: Vec<StreamsTask> = ids
            .into_iter()
            .flat_map(|part| {
                let subtopology = part.subtopology_id;
                let task =
                    move |partition| StreamsTask { subtopology: subtopology.clone(), partition };
                part.partitions.into_iter().map(task)
            })
            .collect();
        tasks.sort();
        tasks
    };
    StreamsTasks {
        active: tasks(assignment.active_tasks),
        standby: tasks(assignment.standby_tasks),
        warmup: tasks(assignment.warmup_tasks),
    }
}
