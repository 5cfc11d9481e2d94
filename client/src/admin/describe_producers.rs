//! The producers that a partition knows, and aborting a transaction that has no coordinator any more (KIP-664).

use std::collections::BTreeMap;

use ottla_core::protocol::messages::{
    DescribeProducersRequest, WriteTxnMarkersRequest,
    describe_producers_request::TopicRequest,
    describe_producers_response::ProducerState,
    write_txn_markers_request::{WritableTxnMarker, WritableTxnMarkerTopic},
};

use super::{
    Admin, PerItem,
    call::checked,
    leaders::{by_leader, named, numbers_by_topic},
    settle::{Answers, sharded},
};
use crate::{
    Result, TopicPartition,
    driver::cluster::{Cluster, Target},
};

const DESCRIBE: &str = "describe producers";
const ABORT: &str = "abort a transaction";

/// A producer as a partition knows it ([`Admin::describe_producers`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerDescription {
    /// The producer.
    pub producer_id: i64,
    /// Its newest epoch there.
    pub producer_epoch: i32,
    /// Sequence of its last record; `None` if it has written none in this epoch.
    pub last_sequence: Option<i32>,
    /// Timestamp of its last batch, in milliseconds since 1970.
    pub last_timestamp: Option<i64>,
    /// Epoch of the coordinator that ended its last transaction there; `None` if none was ended.
    pub coordinator_epoch: Option<i32>,
    /// First offset of its open transaction.
    pub transaction_start_offset: Option<i64>,
}

/// A transaction in one partition that [`Admin::abort_transaction`] is to abort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HangingTransaction {
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i16,
    /// Epoch of the coordinator that is to be taken for; that of the producer's description, or 0.
    pub coordinator_epoch: i32,
}

impl From<&ProducerDescription> for HangingTransaction {
    fn from(producer: &ProducerDescription) -> Self {
        Self {
            producer_id: producer.producer_id,
            producer_epoch: i16::try_from(producer.producer_epoch).unwrap_or(i16::MAX),
            coordinator_epoch: producer.coordinator_epoch.unwrap_or(0),
        }
    }
}

impl Admin {
    /// The producers that partitions' leaders know: those that have written in the last
    /// `producer.id.expiration.ms`, and those with a transaction open.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// use ottla::TopicPartition;
    ///
    /// let partition = TopicPartition::new("orders", 0);
    /// for producer in client.admin().describe_producers([partition]).one().await? {
    ///     println!("{} has open: {:?}", producer.producer_id, producer.transaction_start_offset);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`; what keeps the leader from answering within `api_timeout`.
    pub fn describe_producers(
        &self,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> PerItem<TopicPartition, Vec<ProducerDescription>> {
        let partitions = partitions.into_iter().map(|partition| (partition, ()));
        let items = self.items(DESCRIBE, partitions, named);
        items.settle(|cluster, pending, _| async move {
            let (leaders, mut answers) = by_leader(&cluster, DESCRIBE, pending).await?;
            let asked =
                sharded(leaders, |leader, partitions| describe(&cluster, leader, partitions));
            answers.extend(asked.await);
            Ok(answers)
        })
    }

    /// The producers that a broker knows of partitions, whether it leads them or follows; otherwise as
    /// [`Admin::describe_producers`].
    ///
    /// # Errors
    /// The code NotLeaderOrFollower, tried again within `api_timeout`, for a partition that it does not hold; what
    /// keeps it from answering.
    pub fn describe_producers_on(
        &self,
        broker: i32,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> PerItem<TopicPartition, Vec<ProducerDescription>> {
        let partitions = partitions.into_iter().map(|partition| (partition, ()));
        let items = self.items(DESCRIBE, partitions, move |error, partition| {
            named(error, partition).with("broker", broker)
        });
        items.settle(
            move |cluster, pending, _| async move { describe(&cluster, broker, pending).await },
        )
    }

    /// Aborts a producer's transaction in one partition, past its coordinator: for one that hangs, because no
    /// coordinator knows of it. Where one does, end it there: by the producer, or [`Admin::fence_producers`].
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let producer = client.producer(ottla::ProducerOptions {
    /// #     transactional_id: Some("billing-1".into()),
    /// #     ..Default::default()
    /// # })?;
    /// # let transaction = producer.begin().await?;
    /// # transaction.send(ottla::Record::to("orders").value("paid")).await?;
    /// use ottla::{TopicPartition, admin::HangingTransaction};
    ///
    /// let partition = TopicPartition::new("orders", 0);
    /// let producers = client.admin().describe_producers([partition.clone()]).one().await?;
    /// for producer in producers.iter().filter(|one| one.transaction_start_offset.is_some()) {
    ///     client.admin().abort_transaction(&partition, HangingTransaction::from(producer)).await?;
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`; the codes InvalidProducerEpoch and TransactionCoordinatorFenced if the partition has seen newer ones;
    /// what keeps the leader from answering within `api_timeout`.
    pub async fn abort_transaction(
        &self,
        at: &TopicPartition,
        transaction: HangingTransaction,
    ) -> Result<()> {
        let items = self.items(ABORT, [(at.clone(), transaction)], named);
        let call = items.settle(|cluster, pending, _| async move {
            let (leaders, mut answers) = by_leader(&cluster, ABORT, pending).await?;
            let asked =
                sharded(leaders, |leader, transactions| abort(&cluster, leader, transactions));
            answers.extend(asked.await);
            Ok(answers)
        });
        call.one().await
    }
}

async fn abort(
    cluster: &Cluster,
    leader: i32,
    transactions: BTreeMap<TopicPartition, HangingTransaction>,
) -> Result<Answers<TopicPartition, ()>> {
    let markers = transactions.into_iter().map(|(at, transaction)| WritableTxnMarker {
        producer_id: transaction.producer_id,
        producer_epoch: transaction.producer_epoch,
        transaction_result: false,
        topics: vec![WritableTxnMarkerTopic {
            name: at.topic,
            partition_indexes: vec![at.partition],
        }],
        coordinator_epoch: transaction.coordinator_epoch,
        ..Default::default()
    });
    let request = WriteTxnMarkersRequest { markers: markers.collect() };
    let response = cluster.request(Target::Node(leader), &request).await?;
    let mut answers = Answers::new();
    for topic in response.markers.into_iter().flat_map(|marker| marker.topics) {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), one.partition_index);
            answers.insert(partition, checked(ABORT, one.error_code, None));
        }
    }
    Ok(answers)
}

async fn describe(
    cluster: &Cluster,
    broker: i32,
    partitions: BTreeMap<TopicPartition, ()>,
) -> Result<Answers<TopicPartition, Vec<ProducerDescription>>> {
    let topic = |(name, partition_indexes)| TopicRequest { name, partition_indexes };
    let topics = numbers_by_topic(partitions.keys()).into_iter().map(topic);
    let request = DescribeProducersRequest { topics: topics.collect() };
    let response = cluster.request(Target::Node(broker), &request).await?;
    let mut answers = Answers::new();
    for topic in response.topics {
        for one in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), one.partition_index);
            let outcome = checked(DESCRIBE, one.error_code, one.error_message.as_deref());
            let producers = one.active_producers.into_iter().map(description);
            answers.insert(partition, outcome.map(|()| producers.collect()));
        }
    }
    Ok(answers)
}

fn description(one: ProducerState) -> ProducerDescription {
    let known = |number: i32| Some(number).filter(|number| *number >= 0);
    ProducerDescription {
        producer_id: one.producer_id,
        producer_epoch: one.producer_epoch,
        last_sequence: known(one.last_sequence),
        last_timestamp: Some(one.last_timestamp).filter(|at| *at >= 0),
        coordinator_epoch: known(one.coordinator_epoch),
        transaction_start_offset: Some(one.current_txn_start_offset).filter(|at| *at >= 0),
    }
}
