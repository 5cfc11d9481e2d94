//! Creates, describes, changes and deletes topics, groups and the like. Of what is asked for several things, one
//! that fails does not keep the others from happening: each call says which it could not do.

use std::collections::BTreeMap;

use crate::{ErrorInfo, PartitionOffset, Result, TopicPartition, runtime::Home};
use ottla::{
    Error, ErrorKind, IsolationLevel,
    admin::{self, ConfigSource, DeleteBefore},
};

/// Administers a cluster.
#[derive(Debug)]
pub struct Admin {
    admin: admin::Admin,
    home: Home,
}

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The topic, group, partition or resource.
    pub name: String,
    /// Why.
    pub error: ErrorInfo,
}

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
}

/// A cluster and its brokers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterDescription {
    /// The cluster's id.
    pub id: Option<String>,
    /// A broker that takes what controllers do.
    pub controller: Option<i32>,
    /// The brokers.
    pub brokers: Vec<BrokerDescription>,
}

/// A broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerDescription {
    /// Its id.
    pub id: i32,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: i32,
    /// Its rack.
    pub rack: Option<String>,
}

/// A group, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupListing {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What its members speak: `consumer` for consumers.
    pub protocol_type: String,
    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    pub kind: String,
}

/// A group and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What assigns partitions.
    pub assignor: String,
    /// Its members.
    pub members: Vec<MemberDescription>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// What it has.
    pub assignment: Vec<TopicPartition>,
}

/// Which offset of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetSpec {
    /// That of the first record that is there.
    Earliest,
    /// That which the next record gets.
    Latest,
    /// That of the first record whose time is `timestamp` or later.
    Timestamp,
    /// That of the record with the latest time (KIP-734).
    MaxTimestamp,
}

/// A question for an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetAt {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Which offset.
    pub spec: OffsetSpec,
    /// Milliseconds since 1970, for `Timestamp`.
    pub timestamp: Option<i64>,
}

/// An offset that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; null if no record has that time.
    pub offset: Option<i64>,
    /// Time of the record, where one was looked for.
    pub timestamp: Option<i64>,
}

/// What a configuration is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigResourceKind {
    /// A topic.
    Topic,
    /// A broker by id, or all with an empty name.
    Broker,
    /// A group.
    Group,
    /// A subscription to clients' metrics.
    ClientMetrics,
}

/// Something that has a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigResource {
    /// What it is.
    pub kind: ConfigResourceKind,
    /// Its name, or the broker's id.
    pub name: String,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigEntry {
    /// Kafka's key.
    pub name: String,
    /// Its value; null if it is secret or unset.
    pub value: Option<String>,
    /// Whether nobody has set it.
    pub is_default: bool,
    /// Whether it cannot be changed while the broker runs.
    pub read_only: bool,
    /// Whether its value is secret.
    pub sensitive: bool,
}

/// How a key is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigOperation {
    /// It gets the value.
    Set,
    /// It gets its default back.
    Delete,
    /// The value's items are added to its list.
    Append,
    /// The value's items are taken from its list.
    Subtract,
}

/// A change of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigChange {
    /// Kafka's key.
    pub key: String,
    /// How it is changed.
    pub operation: ConfigOperation,
    /// The value, but for `Delete`.
    pub value: Option<String>,
}

impl Admin {
    pub(crate) fn new(admin: admin::Admin) -> Self {
        Self { admin, home: Home::here() }
    }

    /// Creates topics; tells of those that could not be created.
    pub async fn create_topics(&self, topics: Vec<NewTopic>) -> Result<Vec<Refusal>> {
        self.home.check("create topics")?;
        let mut wanted = Vec::with_capacity(topics.len());
        for NewTopic { name, partitions, replication_factor, config } in topics {
            let mut topic = admin::NewTopic::new(name);
            if let Some(partitions) = partitions {
                topic = topic.partitions(partitions);
            }
            if let Some(factor) = replication_factor {
                let factor = i16::try_from(factor).map_err(|_| {
                    let message = format!("{factor} replicas are more than there can be");
                    Error::of(ErrorKind::InvalidInput, "create topics", message)
                })?;
                topic = topic.replication_factor(factor);
            }
            wanted.push(
                config.into_iter().fold(topic, |topic, (key, value)| topic.config(key, value)),
            );
        }
        Ok(refusals(self.admin.create_topics(wanted).each().await))
    }

    /// Deletes topics; tells of those that could not be deleted.
    pub async fn delete_topics(&self, names: Vec<String>) -> Result<Vec<Refusal>> {
        self.home.check("delete topics")?;
        Ok(refusals(self.admin.delete_topics(names).each().await))
    }

    /// All topics.
    pub async fn list_topics(&self) -> Result<Vec<TopicListing>> {
        self.home.check("list topics")?;
        let listed = |topic: admin::TopicListing| TopicListing {
            name: topic.name.to_string(),
            id: topic.id.to_string(),
            partitions: count(topic.partitions),
            internal: topic.internal,
        };
        Ok(self.admin.list_topics().await?.into_iter().map(listed).collect())
    }

    /// Topics with their partitions; fails if one of them is not there.
    pub async fn describe_topics(&self, names: Vec<String>) -> Result<Vec<TopicDescription>> {
        self.home.check("describe topics")?;
        let described = |topic: admin::TopicDescription| TopicDescription {
            name: topic.name.to_string(),
            id: topic.id.to_string(),
            internal: topic.internal,
            partitions: topic.partitions.into_iter().map(partition).collect(),
        };
        Ok(self.admin.describe_topics(names).await?.into_iter().map(described).collect())
    }

    /// Gives a topic more partitions: as many as this in all.
    pub async fn create_partitions(&self, topic: String, count: i32) -> Result<()> {
        self.home.check("create partitions")?;
        self.admin.create_partitions([admin::MorePartitions::of(topic, count)]).one().await
    }

    /// The cluster and its brokers.
    pub async fn describe_cluster(&self) -> Result<ClusterDescription> {
        self.home.check("describe the cluster")?;
        let cluster = self.admin.describe_cluster().await?;
        let broker = |broker: admin::BrokerDescription| BrokerDescription {
            id: broker.id,
            host: broker.host.to_string(),
            port: i32::from(broker.port),
            rack: broker.rack.map(|rack| rack.to_string()),
        };
        Ok(ClusterDescription {
            id: cluster.id.map(|id| id.to_string()),
            controller: cluster.controller,
            brokers: cluster.brokers.into_iter().map(broker).collect(),
        })
    }

    /// Offsets of partitions by time.
    pub async fn list_offsets(&self, partitions: Vec<OffsetAt>) -> Result<Vec<ListedOffset>> {
        self.home.check("list offsets")?;
        let mut asked = Vec::with_capacity(partitions.len());
        for at in partitions {
            let spec = match (at.spec, at.timestamp) {
                (OffsetSpec::Earliest, _) => admin::OffsetSpec::Earliest,
                (OffsetSpec::Latest, _) => admin::OffsetSpec::Latest,
                (OffsetSpec::MaxTimestamp, _) => admin::OffsetSpec::MaxTimestamp,
                (OffsetSpec::Timestamp, Some(time)) => admin::OffsetSpec::Timestamp(time),
                (OffsetSpec::Timestamp, None) => {
                    let message = "whoever asks for a time has to say which, in `timestamp`";
                    return Err(Error::of(ErrorKind::InvalidInput, "list offsets", message));
                }
            };
            asked.push((ottla::TopicPartition::new(at.topic, at.partition), spec));
        }
        let found = self.admin.list_offsets(asked, IsolationLevel::ReadUncommitted).await?;
        let listed = |found: admin::ListedOffset| ListedOffset {
            topic: found.partition.topic.to_string(),
            partition: found.partition.partition,
            offset: found.offset,
            timestamp: found.timestamp,
        };
        Ok(found.into_iter().map(listed).collect())
    }

    /// Deletes the records before these offsets; tells of partitions where that did not work.
    pub async fn delete_records(&self, before: Vec<PartitionOffset>) -> Result<Vec<Refusal>> {
        self.home.check("delete records")?;
        let before = before.into_iter().map(|before| {
            let (partition, at) = before.pair();
            (partition, DeleteBefore::Offset(at.offset))
        });
        Ok(refusals(self.admin.delete_records(before).each().await))
    }

    /// The configuration of something.
    pub async fn describe_configs(&self, resource: ConfigResource) -> Result<Vec<ConfigEntry>> {
        self.home.check("describe configs")?;
        let entries = self.admin.describe_configs([resource.of_client()?]).one().await?;
        let entry = |entry: admin::ConfigEntry| ConfigEntry {
            name: entry.name.to_string(),
            value: entry.value.map(|value| value.to_string()),
            is_default: entry.source == ConfigSource::Default,
            read_only: entry.read_only,
            sensitive: entry.sensitive,
        };
        Ok(entries.into_iter().map(entry).collect())
    }

    /// Changes keys of a configuration, all or none.
    pub async fn alter_configs(
        &self,
        resource: ConfigResource,
        changes: Vec<ConfigChange>,
    ) -> Result<()> {
        self.home.check("alter configs")?;
        let changes = changes.into_iter().map(|ConfigChange { key, operation, value }| {
            let value = value.unwrap_or_default();
            match operation {
                ConfigOperation::Set => admin::ConfigChange::set(key, value),
                ConfigOperation::Delete => admin::ConfigChange::delete(key),
                ConfigOperation::Append => admin::ConfigChange::append(key, value),
                ConfigOperation::Subtract => admin::ConfigChange::subtract(key, value),
            }
        });
        let changes: Vec<_> = changes.collect();
        self.admin.alter_configs([(resource.of_client()?, changes)]).one().await
    }

    /// All groups.
    pub async fn list_groups(&self) -> Result<Vec<GroupListing>> {
        self.home.check("list groups")?;
        let listed = |group: admin::GroupListing| GroupListing {
            group_id: group.group_id.to_string(),
            state: group.state.to_string(),
            protocol_type: group.protocol_type.to_string(),
            kind: group.kind.to_string(),
        };
        Ok(self.admin.list_groups().await?.into_iter().map(listed).collect())
    }

    /// Groups with their members; fails if one of them is not there.
    pub async fn describe_groups(&self, group_ids: Vec<String>) -> Result<Vec<GroupDescription>> {
        self.home.check("describe groups")?;
        let described = |group: admin::GroupDescription| GroupDescription {
            group_id: group.group_id.to_string(),
            state: group.state.to_string(),
            assignor: group.assignor.to_string(),
            members: group.members.into_iter().map(member).collect(),
        };
        Ok(self.admin.describe_groups(group_ids).await?.into_iter().map(described).collect())
    }

    /// Deletes groups without members; tells of those that could not be deleted.
    pub async fn delete_groups(&self, group_ids: Vec<String>) -> Result<Vec<Refusal>> {
        self.home.check("delete groups")?;
        Ok(refusals(self.admin.delete_groups(group_ids).each().await))
    }

    /// What a group has committed.
    pub async fn list_group_offsets(&self, group_id: String) -> Result<Vec<PartitionOffset>> {
        self.home.check("list offsets of a group")?;
        let found = self.admin.list_group_offsets(&group_id).await?;
        Ok(found.iter().map(|(partition, offset)| PartitionOffset::of(partition, offset)).collect())
    }

    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    pub async fn alter_group_offsets(
        &self,
        group_id: String,
        offsets: Vec<PartitionOffset>,
    ) -> Result<Vec<Refusal>> {
        self.home.check("alter offsets of a group")?;
        let offsets = offsets.into_iter().map(PartitionOffset::pair);
        Ok(refusals(self.admin.alter_group_offsets(&group_id, offsets).each().await))
    }
}

fn refusals<K: ToString, T>(outcomes: Vec<(K, Result<T>)>) -> Vec<Refusal> {
    let refused = |(name, outcome): (K, Result<T>)| {
        Some(Refusal { name: name.to_string(), error: ErrorInfo::from(&outcome.err()?) })
    };
    outcomes.into_iter().filter_map(refused).collect()
}

fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn partition(partition: admin::PartitionDescription) -> PartitionDescription {
    PartitionDescription {
        partition: partition.partition,
        leader: partition.leader,
        leader_epoch: partition.leader_epoch,
        replicas: partition.replicas,
        in_sync_replicas: partition.in_sync_replicas,
    }
}

fn member(member: admin::MemberDescription) -> MemberDescription {
    MemberDescription {
        member_id: member.member_id.to_string(),
        group_instance_id: member.group_instance_id.map(|id| id.to_string()),
        client_id: member.client_id.to_string(),
        host: member.host.to_string(),
        assignment: member.assignment.into_iter().map(Into::into).collect(),
    }
}

impl ConfigResource {
    fn of_client(self) -> Result<admin::ConfigResource> {
        Ok(match self.kind {
            ConfigResourceKind::Topic => admin::ConfigResource::Topic(self.name),
            ConfigResourceKind::Group => admin::ConfigResource::Group(self.name),
            ConfigResourceKind::ClientMetrics => admin::ConfigResource::ClientMetrics(self.name),
            ConfigResourceKind::Broker if self.name.is_empty() => admin::ConfigResource::AllBrokers,
            ConfigResourceKind::Broker => match self.name.parse() {
                Ok(id) => admin::ConfigResource::Broker(id),
                Err(_) => {
                    let message = format!("a broker is named by its number, not '{}'", self.name);
                    return Err(Error::of(ErrorKind::InvalidInput, "find a config", message));
                }
            },
        })
    }
}
