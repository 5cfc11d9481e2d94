//! Topics in detail: leaders, replicas, in-sync replicas. By name in pages (KIP-966), by id at once.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::Uuid,
    protocol::messages::{
        DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse, MetadataRequest,
        MetadataResponse,
        describe_topic_partitions_request::{Cursor, TopicRequest},
        describe_topic_partitions_response::DescribeTopicPartitionsResponsePartition,
        metadata_request::MetadataRequestTopic,
        metadata_response::{MetadataResponsePartition, MetadataResponseTopic},
    },
};

use super::{
    AclOperation, Admin, PerItem,
    acl::operations,
    call::{corrupt, judged},
    settle::Answers,
    sound::{has_a_name, is_an_id},
};
use crate::{
    Error, ErrorKind, Result,
    driver::{
        cluster::{Cluster, Target},
        connection::Connection,
    },
};

const OPERATION: &str = "describe topics";
/// The oldest Metadata version that takes ids, and the oldest that tells operations.
const IDS_SINCE: i16 = 12;
const OPERATIONS_SINCE: i16 = 8;

/// A topic and its partitions, as [`Admin::describe_topics`] tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDescription {
    /// The name.
    pub name: ByteString,
    /// The id; zero where brokers are too old to have ids.
    pub id: Uuid,
    /// Whether it belongs to the cluster itself.
    pub internal: bool,
    /// The partitions by number.
    pub partitions: Vec<PartitionDescription>,
    /// What the principal may do with it, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A partition and its replicas, as [`Admin::describe_topics`] tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionDescription {
    /// The number.
    pub partition: i32,
    /// The broker that leads it, if one does.
    pub leader: Option<i32>,
    /// How many leaders it has had; -1 where it is not known.
    pub leader_epoch: i32,
    /// The brokers that hold it, the preferred leader first.
    pub replicas: Vec<i32>,
    /// Those that have all that was acknowledged.
    pub in_sync_replicas: Vec<i32>,
    /// Those that are offline.
    pub offline_replicas: Vec<i32>,
    /// Those that may become leaders though they are not in sync (KIP-966); `None` where brokers are too old to tell.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Those that were eligible when the last of them went (KIP-966); `None` where brokers are too old to tell.
    pub last_known_eligible_leader_replicas: Option<Vec<i32>>,
}

/// How topics are described: [`Admin::describe_topics_with`].
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?;
/// use ottla::admin::{AclOperation, DescribeTopicsOptions};
///
/// let options = DescribeTopicsOptions { authorized_operations: true, ..Default::default() };
/// let orders = client.admin().describe_topics_with(["orders"], options).one().await?;
/// let may = orders.authorized_operations.unwrap_or_default();
/// println!("may be written to by me: {}", may.contains(&AclOperation::Write));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeTopicsOptions {
    /// Whether it is told what the principal may do with each topic. Default false.
    pub authorized_operations: bool,
    /// Largest number of partitions in one answer of a broker; more come in further ones. Default 2000, which
    /// is also the most that brokers allow (`max.request.partition.size.limit`).
    pub partitions_per_answer: i32,
}

impl Default for DescribeTopicsOptions {
    fn default() -> Self {
        Self { authorized_operations: false, partitions_per_answer: 2_000 }
    }
}

impl Admin {
    /// Describes topics.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// let orders = client.admin().describe_topics(["orders"]).one().await?;
    /// for partition in orders.partitions {
    ///     println!("{} is led by {:?}", partition.partition, partition.leader);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic` for one that does not exist, `InvalidInput` for a name that cannot be.
    pub fn describe_topics<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, TopicDescription> {
        self.describe_topics_with(names, DescribeTopicsOptions::default())
    }

    /// Describes topics as the options say ([`DescribeTopicsOptions`]).
    ///
    /// # Errors
    /// `UnknownTopic` for one that does not exist.
    pub fn describe_topics_with<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
        options: DescribeTopicsOptions,
    ) -> PerItem<ByteString, TopicDescription> {
        let names = names.into_iter().map(|name| (ByteString::from(name.as_ref()), ()));
        let items = self.items(OPERATION, names, |error, name| error.with("topic", name));
        let items = items.judged(|name, ()| has_a_name(OPERATION, name));
        items.settle(move |cluster, pending, _| {
            let options = options.clone();
            async move {
                let connection = cluster.connection(Target::Any).await?;
                let names = pending.into_keys().collect();
                match connection.versions().newest::<DescribeTopicPartitionsRequest>() {
                    Ok(_) => in_pages(&connection, names, &options).await,
                    Err(_) => at_once(&cluster, &connection, names, &options).await,
                }
            }
        })
    }

    /// Describes topics by their ids (KIP-516, brokers from 3.1 on).
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// let listed = client.admin().list_topics().await?;
    /// let ids = listed.iter().map(|topic| topic.id);
    /// for topic in client.admin().describe_topics_by_id(ids).await? {
    ///     println!("{} has {} partitions", topic.name, topic.partitions.len());
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic` for an id that no topic has. `Unsupported` where brokers are too old.
    pub fn describe_topics_by_id(
        &self,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> PerItem<Uuid, TopicDescription> {
        let ids = ids.into_iter().map(|id| (id, ()));
        let items = self.items(OPERATION, ids, |error, id| error.with("topic id", id));
        let items = items.judged(|id, ()| is_an_id(OPERATION, *id));
        items.settle(|cluster, pending, _| async move {
            let connection = cluster.connection(Target::Any).await?;
            let version = connection.versions().newest::<MetadataRequest>()?;
            if version < IDS_SINCE {
                let message = "the broker is too old to know topics by their ids";
                return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
            }
            let asked = |topic_id| MetadataRequestTopic { topic_id, name: None };
            let topics = pending.into_keys().map(asked).collect();
            let options = DescribeTopicsOptions::default();
            let response = metadata(&cluster, &connection, topics, &options).await?;
            Ok(by_metadata(response, |topic| Some(topic.topic_id)))
        })
    }
}

/// Reads page after page. A topic whose partitions do not fit goes on in the next one.
async fn in_pages(
    connection: &Connection,
    names: Vec<ByteString>,
    options: &DescribeTopicsOptions,
) -> Result<Answers<ByteString, TopicDescription>> {
    let mut answers = Answers::new();
    let mut request = DescribeTopicPartitionsRequest {
        topics: names.into_iter().map(|name| TopicRequest { name }).collect(),
        response_partition_limit: options.partitions_per_answer,
        cursor: None,
    };
    loop {
        let response = connection.request(&request).await?;
        let next = add_page(response, request.cursor.as_ref(), &mut answers)?;
        if next.is_none() {
            break;
        }
        request.cursor = next;
    }
    if !options.authorized_operations {
        // This API tells them unasked.
        for topic in answers.values_mut().flatten() {
            topic.authorized_operations = None;
        }
    }
    Ok(answers)
}

/// Takes a page in, and gives where the next one begins.
fn add_page(
    response: DescribeTopicPartitionsResponse,
    begun: Option<&Cursor>,
    answers: &mut Answers<ByteString, TopicDescription>,
) -> Result<Option<Cursor>> {
    for topic in response.topics {
        let Some(name) = topic.name else {
            return Err(corrupt(OPERATION, "the broker's answer has a topic without a name"));
        };
        let partitions = topic.partitions.into_iter().map(partition);
        if let Some(Ok(known)) = answers.get_mut(&name) {
            known.partitions.extend(partitions);
            continue;
        }
        let described = TopicDescription {
            name: name.clone(),
            id: topic.topic_id,
            internal: topic.is_internal,
            partitions: partitions.collect(),
            authorized_operations: operations(topic.topic_authorized_operations),
        };
        let outcome = judged(OPERATION, topic.error_code, None);
        answers.insert(name, outcome.map(|()| described));
    }
    let Some(next) = response.next_cursor else { return Ok(None) };
    let place = |topic: &ByteString, partition: i32| (topic.clone(), partition);
    let moves = begun.is_none_or(|begun| {
        place(&next.topic_name, next.partition_index)
            > place(&begun.topic_name, begun.partition_index)
    });
    if !moves {
        return Err(corrupt(OPERATION, "the broker's next page begins where this one did"));
    }
    Ok(Some(Cursor { topic_name: next.topic_name, partition_index: next.partition_index }))
}

async fn at_once(
    cluster: &Cluster,
    connection: &Connection,
    names: Vec<ByteString>,
    options: &DescribeTopicsOptions,
) -> Result<Answers<ByteString, TopicDescription>> {
    let asked = |name| MetadataRequestTopic { name: Some(name), ..Default::default() };
    let topics = names.into_iter().map(asked).collect();
    let response = metadata(cluster, connection, topics, options).await?;
    Ok(by_metadata(response, |topic| topic.name.clone()))
}

async fn metadata(
    cluster: &Cluster,
    connection: &Connection,
    topics: Vec<MetadataRequestTopic>,
    options: &DescribeTopicsOptions,
) -> Result<MetadataResponse> {
    let version = connection.versions().newest::<MetadataRequest>()?;
    let request = MetadataRequest {
        topics: Some(topics),
        allow_auto_topic_creation: false,
        include_topic_authorized_operations: options.authorized_operations
            && version >= OPERATIONS_SINCE,
        ..Default::default()
    };
    connection.submit(&request, version)?.answer(cluster.options.request_timeout).await
}

fn by_metadata<K: Ord>(
    response: MetadataResponse,
    key: impl Fn(&MetadataResponseTopic) -> Option<K>,
) -> Answers<K, TopicDescription> {
    let mut answers = BTreeMap::new();
    for topic in response.topics {
        let Some(key) = key(&topic) else { continue };
        let outcome = judged(OPERATION, topic.error_code, None).map(|()| {
            let mut partitions: Vec<PartitionDescription> =
                topic.partitions.into_iter().map(old_partition).collect();
            partitions.sort_by_key(|partition| partition.partition);
            TopicDescription {
                name: topic.name.unwrap_or_default(),
                id: topic.topic_id,
                internal: topic.is_internal,
                partitions,
                authorized_operations: operations(topic.topic_authorized_operations),
            }
        });
        answers.insert(key, outcome);
    }
    answers
}

fn partition(partition: DescribeTopicPartitionsResponsePartition) -> PartitionDescription {
    PartitionDescription {
        partition: partition.partition_index,
        leader: (partition.leader_id >= 0).then_some(partition.leader_id),
        leader_epoch: partition.leader_epoch,
        replicas: partition.replica_nodes,
        in_sync_replicas: partition.isr_nodes,
        offline_replicas: partition.offline_replicas,
        eligible_leader_replicas: partition.eligible_leader_replicas,
        last_known_eligible_leader_replicas: partition.last_known_elr,
    }
}

fn old_partition(partition: MetadataResponsePartition) -> PartitionDescription {
    PartitionDescription {
        partition: partition.partition_index,
        leader: (partition.leader_id >= 0).then_some(partition.leader_id),
        leader_epoch: partition.leader_epoch,
        replicas: partition.replica_nodes,
        in_sync_replicas: partition.isr_nodes,
        offline_replicas: partition.offline_replicas,
        eligible_leader_replicas: None,
        last_known_eligible_leader_replicas: None,
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::describe_topic_partitions_response::{
        Cursor as NextCursor, DescribeTopicPartitionsResponseTopic,
    };

    use super::*;

    fn page(
        topics: &[(&'static str, &[i32])],
        next: Option<(&'static str, i32)>,
    ) -> DescribeTopicPartitionsResponse {
        let partition = |index: &i32| DescribeTopicPartitionsResponsePartition {
            partition_index: *index,
            ..Default::default()
        };
        let topic =
            |(name, partitions): &(&'static str, &[i32])| DescribeTopicPartitionsResponseTopic {
                name: Some((*name).into()),
                partitions: partitions.iter().map(partition).collect(),
                ..Default::default()
            };
        DescribeTopicPartitionsResponse {
            topics: topics.iter().map(topic).collect(),
            next_cursor: next.map(|(name, partition_index)| NextCursor {
                topic_name: name.into(),
                partition_index,
            }),
            ..Default::default()
        }
    }

    #[test]
    fn a_topic_goes_on_in_the_next_page() {
        let mut answers = Answers::new();
        let first = page(&[("a", &[0]), ("b", &[0, 1])], Some(("b", 2)));
        let next = add_page(first, None, &mut answers).unwrap();
        let last = page(&[("b", &[2, 3]), ("c", &[0])], None);
        assert_eq!(add_page(last, next.as_ref(), &mut answers).unwrap(), None);
        let counts: Vec<usize> =
            answers.values().map(|topic| topic.as_ref().unwrap().partitions.len()).collect();
        assert_eq!(counts, [1, 4, 1]);
    }

    #[test]
    fn a_page_that_does_not_move_on_is_corrupt() {
        let begun = Cursor { topic_name: "b".into(), partition_index: 2 };
        let again = page(&[], Some(("b", 2)));
        let error = add_page(again, Some(&begun), &mut Answers::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
    }
}
