//! Log directories of brokers: what is in them, and moving replicas between those of one broker (KIP-113).

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse, DescribeLogDirsRequest,
        DescribeLogDirsResponse,
        alter_replica_log_dirs_request::{AlterReplicaLogDir, AlterReplicaLogDirTopic},
        describe_log_dirs_request::DescribableLogDirTopic,
        describe_log_dirs_response::DescribeLogDirsResult,
    },
};

use super::{
    Admin, PerItem,
    call::judged,
    leaders::numbers_by_topic,
    settle::{Answers, sharded},
};
use crate::{Error, Result, TopicPartition, driver::cluster::Target};

const DESCRIBE: &str = "describe log directories";
const REPLICAS: &str = "describe the log directories of replicas";
const ALTER: &str = "alter the log directories of replicas";

/// A partition on one of its brokers: [`Admin::describe_replica_log_dirs`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica {
    /// The partition.
    pub partition: TopicPartition,
    /// The broker.
    pub broker: i32,
}

impl Replica {
    /// The replica of a partition on a broker.
    #[must_use]
    pub fn new(partition: TopicPartition, broker: i32) -> Self {
        Self { partition, broker }
    }
}

/// A log directory of a broker, as [`Admin::describe_log_dirs`] tells of it.
#[derive(Clone, Debug)]
pub struct LogDirDescription {
    /// Its path on the broker.
    pub path: ByteString,
    /// What is wrong with it; the rest is empty then.
    pub error: Option<Error>,
    /// What is in it.
    pub replicas: BTreeMap<TopicPartition, LogDirReplica>,
    /// Bytes of the volume that it is on, if the broker tells (KIP-827).
    pub total_bytes: Option<i64>,
    /// Bytes of that volume that can be used, if the broker tells (KIP-827).
    pub usable_bytes: Option<i64>,
    /// Whether no new replicas are put into it (KIP-1066).
    pub cordoned: bool,
}

/// A replica in a log directory, as [`Admin::describe_log_dirs`] tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogDirReplica {
    /// Bytes of its segments.
    pub size: i64,
    /// How many offsets it is behind: the high watermark, or, if it is a future one, the current one.
    pub offset_lag: i64,
    /// Whether it is made to take the place of the current one in another directory.
    pub future: bool,
}

/// In which directories a replica is: [`Admin::describe_replica_log_dirs`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplicaLogDirs {
    /// The one that it is served from, and how many offsets it is behind the high watermark; `None` if the
    /// broker does not hold it.
    pub current: Option<(ByteString, i64)>,
    /// The one that it moves to, and how many offsets it is behind the current one; `None` if it does not move.
    pub future: Option<(ByteString, i64)>,
}

impl Admin {
    /// The log directories of brokers, by path, with all that is in them.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// for directory in client.admin().describe_log_dirs([1]).one().await? {
    ///     println!("{} holds {} replicas", directory.path, directory.replicas.len());
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`; what keeps a broker from answering within `api_timeout`.
    pub fn describe_log_dirs(
        &self,
        brokers: impl IntoIterator<Item = i32>,
    ) -> PerItem<i32, Vec<LogDirDescription>> {
        let brokers = brokers.into_iter().map(|broker| (broker, ()));
        let items = self.items(DESCRIBE, brokers, |error, broker| error.with("broker", broker));
        items.settle(|cluster, pending, _| async move {
            let shards = pending.into_keys().map(|broker| (broker, BTreeMap::from([(broker, ())])));
            let answers = sharded(shards.collect(), |broker, _| {
                let cluster = &cluster;
                async move {
                    let request = DescribeLogDirsRequest { topics: None };
                    let response = cluster.request(Target::Node(broker), &request).await?;
                    Ok(BTreeMap::from([(broker, directories(DESCRIBE, response))]))
                }
            });
            Ok(answers.await)
        })
    }

    /// In which directories replicas are, each asked of its broker.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// use ottla::{TopicPartition, admin::Replica};
    ///
    /// let replica = Replica::new(TopicPartition::new("orders", 0), 1);
    /// let at = client.admin().describe_replica_log_dirs([replica]).one().await?;
    /// println!("it is in {:?}, and moves to {:?}", at.current, at.future);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`; what keeps a broker from answering within `api_timeout`.
    pub fn describe_replica_log_dirs(
        &self,
        replicas: impl IntoIterator<Item = Replica>,
    ) -> PerItem<Replica, ReplicaLogDirs> {
        let replicas = replicas.into_iter().map(|replica| (replica, ()));
        let items = self.items(REPLICAS, replicas, named);
        items.settle(|cluster, pending, _| async move {
            let answers = sharded(by_broker(pending), |broker, replicas| {
                let cluster = &cluster;
                async move {
                    let replicas: Vec<Replica> = replicas.into_keys().collect();
                    let topics = numbers_by_topic(replicas.iter().map(|one| &one.partition));
                    let topic = |(topic, partitions)| DescribableLogDirTopic { topic, partitions };
                    let topics = Some(topics.into_iter().map(topic).collect());
                    let request = DescribeLogDirsRequest { topics };
                    let response = cluster.request(Target::Node(broker), &request).await?;
                    Ok(places(replicas, &directories(REPLICAS, response)?))
                }
            });
            Ok(answers.await)
        })
    }

    /// Moves replicas to other directories of their brokers. A broker copies in the background, and changes
    /// over when the copy has caught up. Where a replica that it does not hold yet is to be made it remembers, and
    /// answers with an error all the same.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::{TopicPartition, admin::Replica};
    ///
    /// let replica = Replica::new(TopicPartition::new("orders", 0), 1);
    /// client.admin().alter_replica_log_dirs([(replica, "/disks/2")]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The codes LogDirNotFound, KafkaStorageError and ReplicaNotAvailable of a replica; `UnknownTopic`,
    /// `NotAuthorized`; what keeps a broker from answering within `api_timeout`.
    pub fn alter_replica_log_dirs<S: AsRef<str>>(
        &self,
        moves: impl IntoIterator<Item = (Replica, S)>,
    ) -> PerItem<Replica, ()> {
        let moves =
            moves.into_iter().map(|(replica, path)| (replica, ByteString::from(path.as_ref())));
        let items = self.items(ALTER, moves, named);
        items.settle(|cluster, pending, _| async move {
            let answers = sharded(by_broker(pending), |broker, moves| {
                let cluster = &cluster;
                async move {
                    let request = AlterReplicaLogDirsRequest { dirs: requested(moves) };
                    let response = cluster.request(Target::Node(broker), &request).await?;
                    Ok(altered(broker, response))
                }
            });
            Ok(answers.await)
        })
    }
}

fn named(error: Error, replica: &Replica) -> Error {
    super::leaders::named(error, &replica.partition).with("broker", replica.broker)
}

fn by_broker<V>(replicas: BTreeMap<Replica, V>) -> BTreeMap<i32, BTreeMap<Replica, V>> {
    let mut brokers: BTreeMap<i32, BTreeMap<Replica, V>> = BTreeMap::new();
    for (replica, value) in replicas {
        brokers.entry(replica.broker).or_default().insert(replica, value);
    }
    brokers
}

fn requested(moves: BTreeMap<Replica, ByteString>) -> Vec<AlterReplicaLogDir> {
    let mut paths: BTreeMap<ByteString, Vec<TopicPartition>> = BTreeMap::new();
    for (replica, path) in moves {
        paths.entry(path).or_default().push(replica.partition);
    }
    let topic = |(name, partitions)| AlterReplicaLogDirTopic { name, partitions };
    let directory = |(path, partitions): (ByteString, Vec<TopicPartition>)| AlterReplicaLogDir {
        path,
        topics: numbers_by_topic(&partitions).into_iter().map(topic).collect(),
    };
    paths.into_iter().map(directory).collect()
}

fn altered(broker: i32, response: AlterReplicaLogDirsResponse) -> Answers<Replica, ()> {
    let mut answers = Answers::new();
    for topic in response.results {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.topic_name.clone(), one.partition_index);
            let outcome = judged(ALTER, one.error_code, None);
            answers.insert(Replica { partition, broker }, outcome);
        }
    }
    answers
}

fn directories(
    operation: &'static str,
    response: DescribeLogDirsResponse,
) -> Result<Vec<LogDirDescription>> {
    judged(operation, response.error_code, None)?;
    if response.results.is_empty() {
        // Before version 3 that is how a broker said it.
        let code = ErrorCode::ClusterAuthorizationFailed.code();
        judged(operation, code, None)?;
    }
    let mut directories: Vec<LogDirDescription> =
        response.results.into_iter().map(|one| directory(operation, one)).collect();
    directories.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(directories)
}

fn directory(operation: &'static str, result: DescribeLogDirsResult) -> LogDirDescription {
    let replicas = result.topics.into_iter().flat_map(|topic| {
        let name = topic.name;
        topic.partitions.into_iter().map(move |one| {
            let replica = LogDirReplica {
                size: one.partition_size,
                offset_lag: one.offset_lag,
                future: one.is_future_key,
            };
            (TopicPartition::new(name.clone(), one.partition_index), replica)
        })
    });
    let known = |bytes: i64| Some(bytes).filter(|bytes| *bytes >= 0);
    LogDirDescription {
        path: result.log_dir,
        error: judged(operation, result.error_code, None).err(),
        replicas: replicas.collect(),
        total_bytes: known(result.total_bytes),
        usable_bytes: known(result.usable_bytes),
        cordoned: result.is_cordoned,
    }
}

fn places(
    replicas: Vec<Replica>,
    directories: &[LogDirDescription],
) -> Answers<Replica, ReplicaLogDirs> {
    let place = |replica: Replica| {
        let mut places = ReplicaLogDirs::default();
        for directory in directories {
            if let Some(held) = directory.replicas.get(&replica.partition) {
                let place = Some((directory.path.clone(), held.offset_lag));
                *(if held.future { &mut places.future } else { &mut places.current }) = place;
            }
        }
        (replica, Ok(places))
    };
    replicas.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::describe_log_dirs_response::{
        DescribeLogDirsPartition, DescribeLogDirsTopic,
    };

    use super::*;

    #[test]
    fn moves_are_grouped_by_broker_and_directory() {
        let replica = |partition, broker| Replica::new(TopicPartition::new("a", partition), broker);
        let moves = BTreeMap::from([
            (replica(0, 1), "/x".into()),
            (replica(1, 1), "/y".into()),
            (replica(2, 1), "/x".into()),
            (replica(0, 2), "/x".into()),
        ]);
        let mut brokers = by_broker(moves);
        assert_eq!(brokers[&2].len(), 1);
        let request = requested(brokers.remove(&1).unwrap());
        let paths: Vec<_> =
            request.iter().map(|one| (&*one.path, &*one.topics[0].partitions)).collect();
        assert_eq!(paths, [("/x", &[0, 2][..]), ("/y", &[1][..])]);
    }

    #[test]
    fn a_replica_that_moves_is_in_two_directories_and_an_unknown_one_in_none() {
        let directory = |path: &'static str, is_future_key, offset_lag| DescribeLogDirsResult {
            log_dir: path.into(),
            topics: vec![DescribeLogDirsTopic {
                name: "a".into(),
                partitions: vec![DescribeLogDirsPartition {
                    is_future_key,
                    offset_lag,
                    ..Default::default()
                }],
            }],
            ..Default::default()
        };
        let response = DescribeLogDirsResponse {
            results: vec![directory("/y", true, 7), directory("/x", false, 0)],
            ..Default::default()
        };
        let directories = directories("test", response).unwrap();
        let moving = Replica::new(TopicPartition::new("a", 0), 1);
        let unknown = Replica::new(TopicPartition::new("b", 0), 1);
        let answers = places(vec![moving.clone(), unknown.clone()], &directories);
        let moving = answers[&moving].as_ref().unwrap();
        assert_eq!(moving.current, Some(("/x".into(), 0)));
        assert_eq!(moving.future, Some(("/y".into(), 7)));
        assert_eq!(answers[&unknown].as_ref().unwrap(), &ReplicaLogDirs::default());
        let empty = DescribeLogDirsResponse::default();
        let error = super::directories("test", empty).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::NotAuthorized);
    }
}
