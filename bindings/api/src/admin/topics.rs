//! Topics and their partitions.

use std::collections::BTreeMap;

use super::{
    AclOperation, Admin, ConfigEntry, Refusal, UpdateMode,
    call::{all, each, id, refusals, short},
};
use crate::Result;
use ottla::admin;

/// A topic to create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTopic {
    /// Its name.
    pub name: String,
    /// Number of partitions; the broker's `num.partitions` where it is not said.
    pub partitions: Option<i32>,
    /// Number of replicas; the broker's `default.replication.factor` where it is not said.
    pub replication_factor: Option<i32>,
    /// Kafka's topic keys and their values.
    pub config: BTreeMap<String, String>,
    /// The brokers of each partition, where the cluster is not to choose; then the two numbers are not said.
    pub assignments: Vec<PartitionAssignment>,
}

/// The brokers of a partition that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionAssignment {
    /// They get a replica each; the first is the preferred leader.
    pub replicas: Vec<i32>,
}

/// A topic that was made, or, with `ValidateOnly`, would have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTopic {
    /// Its name.
    pub name: String,
    /// Its id; null where brokers do not tell, and without meaning where the topic was only looked at.
    pub id: Option<String>,
    /// Number of partitions; null where brokers do not tell.
    pub partitions: Option<i32>,
    /// Number of replicas of each partition; null where brokers do not tell.
    pub replication_factor: Option<i32>,
    /// Its configuration; null where brokers do not tell, or the principal may not see it.
    pub config: Option<Vec<ConfigEntry>>,
}

/// Topics that were to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTopics {
    /// Those where it worked.
    pub found: Vec<CreatedTopic>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A topic, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicListing {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Number of partitions.
    pub partitions: i32,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
}

/// A topic and its partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDescription {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
    /// Its partitions, by number.
    pub partitions: Vec<PartitionDescription>,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// Topics that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDescriptions {
    /// Those that are there.
    pub found: Vec<TopicDescription>,
    /// The others, by what they were asked for with.
    pub refused: Vec<Refusal>,
}

/// A partition and its replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionDescription {
    /// Its number.
    pub partition: i32,
    /// The broker that leads it, if there is one.
    pub leader: Option<i32>,
    /// Epoch of the leader.
    pub leader_epoch: i32,
    /// Brokers that have a replica, the preferred leader first.
    pub replicas: Vec<i32>,
    /// Those of them that are in sync.
    pub in_sync_replicas: Vec<i32>,
    /// Those of them that are away.
    pub offline_replicas: Vec<i32>,
    /// Those that may lead although they are not in sync (KIP-966); null where brokers do not tell.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Those that were the last to be so; null where brokers do not tell.
    pub last_known_eligible_leader_replicas: Option<Vec<i32>>,
}

impl Admin {
    /// Creates topics, and waits until they can be used; tells of those that could not be created.
    pub async fn create_topics(
        &self,
        topics: Vec<NewTopic>,
        mode: Option<UpdateMode>,
    ) -> Result<CreatedTopics> {
        let client = self.client("create topics")?;
        let wanted = topics.into_iter().map(NewTopic::of_client).collect::<Result<Vec<_>>>()?;
        let mode = UpdateMode::of_client(mode);
        let outcomes = client.create_topics_with(wanted, mode).each().await;
        let (found, refused) = each(outcomes, |_, topic| topic.into());
        Ok(CreatedTopics { found, refused })
    }

    /// Deletes topics; tells of those that could not be deleted.
    pub async fn delete_topics(&self, names: Vec<String>) -> Result<Vec<Refusal>> {
        Ok(refusals(self.client("delete topics")?.delete_topics(names).each().await))
    }

    /// As `delete_topics`, by their ids.
    pub async fn delete_topics_by_id(&self, ids: Vec<String>) -> Result<Vec<Refusal>> {
        let client = self.client("delete topics")?;
        let ids = ids.iter().map(|text| id("delete topics", text)).collect::<Result<Vec<_>>>()?;
        Ok(refusals(client.delete_topics_by_id(ids).each().await))
    }

    /// All topics.
    pub async fn list_topics(&self) -> Result<Vec<TopicListing>> {
        let listed = |topic: admin::TopicListing| TopicListing {
            name: topic.name.to_string(),
            id: topic.id.to_string(),
            partitions: i32::try_from(topic.partitions).unwrap_or(i32::MAX),
            internal: topic.internal,
        };
        let topics = self.client("list topics")?.list_topics().await?;
        Ok(topics.into_iter().map(listed).collect())
    }

    /// Topics with their partitions; fails if one of them is not there.
    pub async fn describe_topics(
        &self,
        names: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<Vec<TopicDescription>> {
        let client = self.client("describe topics")?;
        let options = asking(authorized_operations);
        Ok(all(client.describe_topics_with(names, options).await?))
    }

    /// As `describe_topics`; tells of those that are not there.
    pub async fn describe_topics_each(
        &self,
        names: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<TopicDescriptions> {
        let client = self.client("describe topics")?;
        let options = asking(authorized_operations);
        let outcomes = client.describe_topics_with(names, options).each().await;
        let (found, refused) = each(outcomes, |_, topic| topic.into());
        Ok(TopicDescriptions { found, refused })
    }

    /// As `describe_topics_each`, by their ids.
    pub async fn describe_topics_by_id(&self, ids: Vec<String>) -> Result<TopicDescriptions> {
        let client = self.client("describe topics")?;
        let ids = ids.iter().map(|text| id("describe topics", text)).collect::<Result<Vec<_>>>()?;
        let outcomes = client.describe_topics_by_id(ids).each().await;
        let (found, refused) = each(outcomes, |_, topic| topic.into());
        Ok(TopicDescriptions { found, refused })
    }

    /// Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
    /// there is an assignment for each that is new.
    pub async fn create_partitions(
        &self,
        topic: String,
        count: i32,
        mode: Option<UpdateMode>,
        assignments: Vec<PartitionAssignment>,
    ) -> Result<()> {
        let client = self.client("create partitions")?;
        let mut more = admin::MorePartitions::of(topic, count);
        if !assignments.is_empty() {
            more = more.on(brokers(assignments));
        }
        client.create_partitions_with([more], UpdateMode::of_client(mode)).one().await
    }
}

fn asking(authorized_operations: Option<bool>) -> admin::DescribeTopicsOptions {
    let authorized_operations = authorized_operations.unwrap_or(false);
    admin::DescribeTopicsOptions { authorized_operations, ..Default::default() }
}

fn brokers(assignments: Vec<PartitionAssignment>) -> Vec<Vec<i32>> {
    assignments.into_iter().map(|assignment| assignment.replicas).collect()
}

impl NewTopic {
    fn of_client(self) -> Result<admin::NewTopic> {
        let Self { name, partitions, replication_factor, config, assignments } = self;
        let mut topic = admin::NewTopic::new(name);
        if let Some(partitions) = partitions {
            topic = topic.partitions(partitions);
        }
        if let Some(factor) = replication_factor {
            topic =
                topic.replication_factor(short("create topics", "the replication factor", factor)?);
        }
        if !assignments.is_empty() {
            topic = topic.on(brokers(assignments));
        }
        Ok(config.into_iter().fold(topic, |topic, (key, value)| topic.config(key, value)))
    }
}

impl From<admin::CreatedTopic> for CreatedTopic {
    fn from(topic: admin::CreatedTopic) -> Self {
        Self {
            name: topic.name.to_string(),
            id: Some(topic.id).filter(|id| *id != ottla::Uuid::ZERO).map(|id| id.to_string()),
            partitions: topic.partitions,
            replication_factor: topic.replication_factor.map(i32::from),
            config: topic.configs.map(all),
        }
    }
}

impl From<admin::TopicDescription> for TopicDescription {
    fn from(topic: admin::TopicDescription) -> Self {
        Self {
            name: topic.name.to_string(),
            id: topic.id.to_string(),
            internal: topic.internal,
            partitions: all(topic.partitions),
            authorized_operations: topic.authorized_operations.map(all),
        }
    }
}

impl From<admin::PartitionDescription> for PartitionDescription {
    fn from(partition: admin::PartitionDescription) -> Self {
        Self {
            partition: partition.partition,
            leader: partition.leader,
            leader_epoch: partition.leader_epoch,
            replicas: partition.replicas,
            in_sync_replicas: partition.in_sync_replicas,
            offline_replicas: partition.offline_replicas,
            eligible_leader_replicas: partition.eligible_leader_replicas,
            last_known_eligible_leader_replicas: partition.last_known_eligible_leader_replicas,
        }
    }
}
