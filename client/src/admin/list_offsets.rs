//! ListOffsets: offsets of partitions by place or time, each asked of the partition's leader.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    ListOffsetsRequest, ListOffsetsResponse,
    list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
};

use super::{
    Admin, PerItem,
    call::{checked, timeout_ms},
    leaders::{by_leader, by_topic, named},
    settle::{Answers, sharded},
};
use crate::{
    Error, ErrorKind, Result, TopicPartition,
    driver::cluster::{Cluster, Target},
    engine::{metadata::ClusterImage, sound::is_a_time},
    options::IsolationLevel,
};

const OPERATION: &str = "list offsets";

/// Which offset of a partition [`Admin::list_offsets`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetSpec {
    /// That of the first record that is there.
    Earliest,
    /// That which the next record gets; with `ReadCommitted` the last stable offset.
    Latest,
    /// That of the first record whose time, in milliseconds since 1970, is this or later.
    Timestamp(i64),
    /// That of the record with the latest time (KIP-734, brokers from 3.0 on).
    MaxTimestamp,
    /// That of the first record on the leader's own disks (KIP-405, brokers from 3.4 on).
    EarliestLocal,
    /// That of the last record in tiered storage (KIP-1005, brokers from 3.9 on).
    LatestTiered,
    /// That of the first record that is to go to tiered storage and has not (KIP-1023, brokers from 4.2 on).
    EarliestPendingUpload,
}

impl OffsetSpec {
    fn timestamp(self) -> i64 {
        match self {
            Self::Earliest => -2,
            Self::Latest => -1,
            Self::Timestamp(timestamp) => timestamp,
            Self::MaxTimestamp => -3,
            Self::EarliestLocal => -4,
            Self::LatestTiered => -5,
            Self::EarliestPendingUpload => -6,
        }
    }

    /// The oldest version that knows it.
    fn since(self) -> i16 {
        match self {
            Self::Earliest | Self::Latest | Self::Timestamp(_) => 0,
            Self::MaxTimestamp => 7,
            Self::EarliestLocal => 8,
            Self::LatestTiered => 9,
            Self::EarliestPendingUpload => 11,
        }
    }
}

/// An offset, and what is known of the record there: what [`Admin::list_offsets`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffset {
    /// The partition.
    pub partition: TopicPartition,
    /// The offset; `None` if there is none: no record is as late, there are no records, or nothing is tiered.
    pub offset: Option<i64>,
    /// Time of the record in milliseconds since 1970, if it was found by time.
    pub timestamp: Option<i64>,
    /// Epoch of the leader that wrote the record, where it is known.
    pub leader_epoch: Option<i32>,
}

impl Admin {
    /// An offset of each of these partitions.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # fixture.topic("orders").await?;
    /// # fixture.topic("payments").await?;
    /// # let client = fixture.client().clone();
    /// use ottla::{IsolationLevel, TopicPartition, admin::OffsetSpec};
    ///
    /// let asked = [
    ///     (TopicPartition::new("orders", 0), OffsetSpec::Latest),
    ///     (TopicPartition::new("payments", 0), OffsetSpec::MaxTimestamp),
    /// ];
    /// for one in client.admin().list_offsets(asked, IsolationLevel::ReadCommitted).await? {
    ///     println!("{}: {:?}", one.partition, one.offset);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic` for a partition that does not exist, and does not come into being within `api_timeout`;
    /// `InvalidInput` for a negative time;
    /// `Unsupported` if its leader is too old for what is asked; what else keeps it from answering.
    pub fn list_offsets(
        &self,
        partitions: impl IntoIterator<Item = (TopicPartition, OffsetSpec)>,
        isolation: IsolationLevel,
    ) -> PerItem<TopicPartition, ListedOffset> {
        let items = self.items(OPERATION, partitions, named).judged(|_, spec| {
            let OffsetSpec::Timestamp(time) = spec else { return Ok(()) };
            is_a_time(OPERATION, *time)
        });
        items.settle(move |cluster, pending, _| async move {
            let (leaders, mut answers) = by_leader(&cluster, OPERATION, pending).await?;
            let asked =
                sharded(leaders, |leader, partitions| ask(&cluster, leader, partitions, isolation));
            answers.extend(asked.await);
            Ok(answers)
        })
    }
}

async fn ask(
    cluster: &Cluster,
    leader: i32,
    partitions: BTreeMap<TopicPartition, OffsetSpec>,
    isolation: IsolationLevel,
) -> Result<Answers<TopicPartition, ListedOffset>> {
    let connection = cluster.connection(Target::Node(leader)).await?;
    let version = connection.versions().newest::<ListOffsetsRequest>()?;
    let (asked, mut answers) = known_to(version, partitions);
    if asked.is_empty() {
        return Ok(answers);
    }
    let image = cluster.image();
    let request = ListOffsetsRequest {
        replica_id: -1,
        isolation_level: isolation.code(),
        topics: by_topic(asked).into_iter().map(|topic| requested(&image, topic)).collect(),
        timeout_ms: timeout_ms(cluster),
    };
    let pending = connection.submit(&request, version)?;
    answers.extend(taken(pending.answer(cluster.options.request_timeout).await?));
    Ok(answers)
}

/// What this version can ask for, and that it cannot ask for the rest.
fn known_to(
    version: i16,
    partitions: BTreeMap<TopicPartition, OffsetSpec>,
) -> (BTreeMap<TopicPartition, OffsetSpec>, Answers<TopicPartition, ListedOffset>) {
    let (mut asked, mut answers) = (BTreeMap::new(), Answers::new());
    for (partition, spec) in partitions {
        if spec.since() <= version {
            asked.insert(partition, spec);
        } else {
            let needed = spec.since();
            let message = format!("it takes version {needed}, and the broker has {version}");
            let error = Error::new(ErrorKind::Unsupported, OPERATION, message);
            answers.insert(partition, Err(error));
        }
    }
    (asked, answers)
}

fn requested(
    image: &ClusterImage,
    (name, partitions): (ByteString, Vec<(i32, OffsetSpec)>),
) -> ListOffsetsTopic {
    let partition = |(partition_index, spec): (i32, OffsetSpec)| ListOffsetsPartition {
        partition_index,
        current_leader_epoch: image.leader_epoch(&name, partition_index),
        timestamp: spec.timestamp(),
    };
    let partitions = partitions.into_iter().map(partition).collect();
    ListOffsetsTopic { name, partitions }
}

fn taken(response: ListOffsetsResponse) -> Answers<TopicPartition, ListedOffset> {
    let mut answers = Answers::new();
    for topic in response.topics {
        for answer in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), answer.partition_index);
            let listed = ListedOffset {
                partition: partition.clone(),
                offset: Some(answer.offset).filter(|offset| *offset >= 0),
                timestamp: Some(answer.timestamp).filter(|timestamp| *timestamp >= 0),
                leader_epoch: Some(answer.leader_epoch).filter(|epoch| *epoch >= 0),
            };
            let outcome = checked(OPERATION, answer.error_code, None);
            answers.insert(partition, outcome.map(|()| listed));
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_broker_is_too_old_for_is_not_asked_and_the_rest_is() {
        let partitions = BTreeMap::from([
            (TopicPartition::new("a", 0), OffsetSpec::Latest),
            (TopicPartition::new("a", 1), OffsetSpec::MaxTimestamp),
            (TopicPartition::new("a", 2), OffsetSpec::EarliestLocal),
            (TopicPartition::new("a", 3), OffsetSpec::LatestTiered),
        ]);
        let (asked, answers) = known_to(7, partitions);
        assert_eq!(asked.len(), 2);
        for partition in [2, 3] {
            let outcome = &answers[&TopicPartition::new("a", partition)];
            assert_eq!(outcome.as_ref().unwrap_err().kind(), ErrorKind::Unsupported);
        }
    }
}
