//! Partitions move to other brokers (KIP-455).

use std::collections::BTreeMap;

use ottla_core::protocol::messages::{
    AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse,
    ListPartitionReassignmentsRequest,
    alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
    list_partition_reassignments_request::ListPartitionReassignmentsTopics,
};

use super::{
    Admin, PerItem,
    call::{judged, timeout_ms},
    leaders::{by_topic, named, numbers_by_topic},
    settle::Answers,
};
use crate::{
    Error, ErrorKind, Result, TopicPartition,
    driver::cluster::{Cluster, Target},
};

const ALTER: &str = "alter partition reassignments";
const LIST: &str = "list partition reassignments";
/// The oldest version that can forbid another number of replicas.
const REPLICATION_FACTOR_SINCE: i16 = 1;

/// What becomes of a partition's replicas by [`Admin::alter_partition_reassignments`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reassignment {
    /// They move to these brokers, the preferred leader first.
    To(Vec<i32>),
    /// A move that has not ended is undone.
    Cancel,
}

/// Whether a move ([`Admin::alter_partition_reassignments_with`]) may change the number of replicas (KIP-1222).
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?;
/// use ottla::{
///     TopicPartition,
///     admin::{Reassignment, ReplicationFactorChange},
/// };
///
/// // Whoever wrote the plan may not have known how many replicas there are.
/// let moves = [(TopicPartition::new("orders", 0), Reassignment::To(vec![1]))];
/// let admin = client.admin();
/// admin.alter_partition_reassignments_with(moves, ReplicationFactorChange::Refused).await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReplicationFactorChange {
    /// It may.
    #[default]
    Allowed,
    /// A partition that would get another number is refused; brokers from 4.1 on.
    Refused,
}

/// A move that has not ended, as [`Admin::list_partition_reassignments`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionReassignment {
    /// The brokers that hold the partition now.
    pub replicas: Vec<i32>,
    /// Those of them that are to hold it.
    pub adding: Vec<i32>,
    /// Those of them that are not to any more.
    pub removing: Vec<i32>,
}

impl Admin {
    /// Begins moves of partitions to other brokers, or undoes them. They go on after this has returned: see
    /// [`Admin::list_partition_reassignments`].
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let cluster = client.admin().describe_cluster().await?;
    /// # let ids: Vec<i32> = cluster.brokers.iter().map(|broker| broker.id).collect();
    /// use ottla::{TopicPartition, admin::Reassignment};
    ///
    /// // The ids of the brokers that are to have it, the preferred leader first.
    /// let moves = [(TopicPartition::new("orders", 0), Reassignment::To(ids))];
    /// client.admin().alter_partition_reassignments(moves).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The codes NoReassignmentInProgress for one that is to be undone, InvalidReplicaAssignment;
    /// `UnknownTopic`, `NotAuthorized`, and what else the controller says of a partition. `TimedOut` after
    /// `api_timeout`.
    pub fn alter_partition_reassignments(
        &self,
        moves: impl IntoIterator<Item = (TopicPartition, Reassignment)>,
    ) -> PerItem<TopicPartition, ()> {
        self.alter_partition_reassignments_with(moves, ReplicationFactorChange::Allowed)
    }

    /// Begins moves of partitions, which may change their number of replicas or not.
    ///
    /// # Errors
    /// As [`Admin::alter_partition_reassignments`]. `Unsupported` if the controller is too old to refuse.
    pub fn alter_partition_reassignments_with(
        &self,
        moves: impl IntoIterator<Item = (TopicPartition, Reassignment)>,
        change: ReplicationFactorChange,
    ) -> PerItem<TopicPartition, ()> {
        let items = self.items(ALTER, moves, named);
        items.settle(move |cluster, pending, _| async move {
            answers(alter(&cluster, pending, change).await?)
        })
    }

    /// All moves that have not ended.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// for (partition, moving) in client.admin().list_partition_reassignments().await? {
    ///     println!("{partition} comes to {:?} and leaves {:?}", moving.adding, moving.removing);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`; `TimedOut` after `api_timeout`.
    pub async fn list_partition_reassignments(
        &self,
    ) -> Result<BTreeMap<TopicPartition, PartitionReassignment>> {
        self.reassignments(None).await
    }

    /// The moves of these partitions that have not ended; those that do not move are left out. Otherwise as
    /// [`Admin::list_partition_reassignments`].
    ///
    /// # Errors
    /// `NotAuthorized`; `TimedOut` after `api_timeout`.
    pub async fn list_partition_reassignments_of(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<BTreeMap<TopicPartition, PartitionReassignment>> {
        let partitions: Vec<TopicPartition> = partitions.into_iter().collect();
        if partitions.is_empty() {
            return Ok(BTreeMap::new());
        }
        let topic = |(name, partition_indexes)| ListPartitionReassignmentsTopics {
            name,
            partition_indexes,
        };
        let topics = numbers_by_topic(&partitions).into_iter().map(topic);
        self.reassignments(Some(topics.collect())).await
    }

    async fn reassignments(
        &self,
        topics: Option<Vec<ListPartitionReassignmentsTopics>>,
    ) -> Result<BTreeMap<TopicPartition, PartitionReassignment>> {
        let request =
            ListPartitionReassignmentsRequest { timeout_ms: timeout_ms(&self.cluster), topics };
        let response = self.retried(LIST, || async {
            let response = self.cluster.request(Target::Controller, &request).await?;
            judged(LIST, response.error_code, response.error_message.as_deref())?;
            Ok(response)
        });
        let topics = response.await?.topics.into_iter();
        let moves = topics.flat_map(|topic| {
            let name = topic.name;
            topic.partitions.into_iter().map(move |one| {
                let reassignment = PartitionReassignment {
                    replicas: one.replicas,
                    adding: one.adding_replicas,
                    removing: one.removing_replicas,
                };
                (TopicPartition::new(name.clone(), one.partition_index), reassignment)
            })
        });
        Ok(moves.collect())
    }
}

async fn alter(
    cluster: &Cluster,
    moves: BTreeMap<TopicPartition, Reassignment>,
    change: ReplicationFactorChange,
) -> Result<AlterPartitionReassignmentsResponse> {
    let connection = cluster.connection(Target::Controller).await?;
    let version = connection.versions().newest::<AlterPartitionReassignmentsRequest>()?;
    let allowed = change == ReplicationFactorChange::Allowed;
    if !allowed && version < REPLICATION_FACTOR_SINCE {
        let message = "the broker is too old to refuse another number of replicas";
        return Err(Error::new(ErrorKind::Unsupported, ALTER, message));
    }
    let partition = |(partition_index, reassignment)| ReassignablePartition {
        partition_index,
        replicas: match reassignment {
            Reassignment::To(brokers) => Some(brokers),
            Reassignment::Cancel => None,
        },
    };
    let topics = by_topic(moves).into_iter().map(|(name, partitions)| ReassignableTopic {
        name,
        partitions: partitions.into_iter().map(partition).collect(),
    });
    let request = AlterPartitionReassignmentsRequest {
        timeout_ms: timeout_ms(cluster),
        allow_replication_factor_change: allowed,
        topics: topics.collect(),
    };
    connection.submit(&request, version)?.answer(cluster.options.request_timeout).await
}

fn answers(response: AlterPartitionReassignmentsResponse) -> Result<Answers<TopicPartition, ()>> {
    judged(ALTER, response.error_code, response.error_message.as_deref())?;
    let mut answers = Answers::new();
    for topic in response.responses {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), one.partition_index);
            let outcome = judged(ALTER, one.error_code, one.error_message.as_deref());
            answers.insert(partition, outcome);
        }
    }
    Ok(answers)
}
