//! Options of a consumer of partitions.

use std::time::Duration;

use super::{
    AutoOffsetReset,
    definition::{Rule, complaints, options, refuse},
};
use crate::{
    Result,
    engine::sound::{is_a_time, is_an_offset},
};

/// Where to start in a partition.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
/// # let mut consumer = client.partition_consumer(Default::default())?;
/// use ottla::StartOffset;
///
/// consumer.assign("orders", 0, StartOffset::Timestamp(1_700_000_000_000)).await?;
/// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
/// assert_eq!(batch.iter().next().map(|record| record.offset), Some(0));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartOffset {
    /// At the first record that is still there.
    Beginning,
    /// After the last record that is there when the consumer starts.
    End,
    /// At this offset.
    Offset(i64),
    /// At the first record whose time, in milliseconds since 1970, is this or later; at the end if
    /// there is none.
    Timestamp(i64),
}

impl StartOffset {
    /// # Errors
    /// `InvalidInput` for a number below 0, which means other things to a broker.
    pub(crate) fn check(self, operation: &'static str) -> Result<()> {
        match self {
            Self::Beginning | Self::End => Ok(()),
            Self::Offset(offset) => is_an_offset(operation, offset),
            Self::Timestamp(time) => is_a_time(operation, time),
        }
    }
}

/// Which records of transactions are seen.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?;
/// # let options = ottla::ProducerOptions { transactional_id: Some("t".into()), ..Default::default() };
/// # let producer = client.producer(options)?;
/// # let mut transaction = producer.begin().await?;
/// # transaction.send(ottla::Record::to("orders").value("paid")).await?;
/// # transaction.abort().await?;
/// # let mut transaction = producer.begin().await?;
/// # transaction.send(ottla::Record::to("orders").value("sent")).await?;
/// # transaction.commit().await?;
/// use ottla::{IsolationLevel, PartitionConsumerOptions, StartOffset};
///
/// let options = PartitionConsumerOptions {
///     isolation: IsolationLevel::ReadCommitted,
///     ..Default::default()
/// };
/// let mut consumer = client.partition_consumer(options)?;
/// consumer.assign_topic("orders", StartOffset::Beginning).await?;
/// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
/// assert_eq!(batch.iter().map(|record| record.value_text()).collect::<Vec<_>>(), ["sent"]);
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IsolationLevel {
    /// All, also those of transactions that are open or were aborted.
    #[default]
    ReadUncommitted,
    /// Those of committed transactions.
    ReadCommitted,
}

impl IsolationLevel {
    pub(crate) fn code(self) -> i8 {
        match self {
            Self::ReadUncommitted => 0,
            Self::ReadCommitted => 1,
        }
    }
}

options! {
    /// How a consumer of partitions reads.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use ottla::{IsolationLevel, PartitionConsumerOptions};
    ///
    /// let options = PartitionConsumerOptions {
    ///     isolation: IsolationLevel::ReadCommitted,
    ///     fetch_wait_max: Duration::from_millis(100),
    ///     client_rack: Some("eu-1".into()),
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.fetch_bytes_min, 1);
    /// // Or by Kafka's keys, as a properties file has them.
    /// let options = PartitionConsumerOptions::from_properties([("fetch.max.wait.ms", "100")])?;
    /// assert_eq!(options.fetch_wait_max, Duration::from_millis(100));
    /// # Ok::<(), ottla::Error>(())
    /// ```
    pub struct PartitionConsumerOptions {
        /// Bytes that must be there before a broker answers. Default 1.
        "fetch.min.bytes"
        fetch_bytes_min: i32 = 1, Rule::Between(0, Rule::INT_MAX);
        /// Most bytes of one answer. Default 50 MiB. A batch that is larger is sent nevertheless.
        "fetch.max.bytes"
        fetch_bytes_max: i32 = 50 * 1024 * 1024, Rule::Between(0, Rule::INT_MAX);
        /// Most bytes of one partition in an answer. Default 1 MiB.
        "max.partition.fetch.bytes"
        partition_bytes_max: i32 = 1024 * 1024, Rule::Between(0, Rule::INT_MAX);
        /// Bytes of answers that wait for the user, and that are on their way, before no more are asked for.
        /// Default 16 MiB. On top comes at most `partition_bytes_max` from each broker, or one batch where that
        /// is larger, and the answer that is being handed out; of partitions that are paused as much again may
        /// wait. Too small and brokers wait for the user; too large and memory holds what is read much later.
        "fetch.queue.max.bytes"
        fetch_queue_bytes_max: i32 = 16 * 1024 * 1024, Rule::Between(1, Rule::INT_MAX);
        /// How long a broker waits for `fetch_bytes_min`. Default 500 ms.
        "fetch.max.wait.ms"
        fetch_wait_max: Duration = Duration::from_millis(500), Rule::Between(0, Rule::INT_MAX);
        /// Which records of transactions are seen. Default all.
        "isolation.level"
        isolation: IsolationLevel = IsolationLevel::ReadUncommitted, Rule::Any;
        /// What to do when the offset to read is not in the log. Default fail.
        "auto.offset.reset"
        auto_offset_reset: AutoOffsetReset = AutoOffsetReset::None, Rule::Any;
        /// Whether the checksum of every batch is checked. Default true.
        "check.crcs"
        check_crcs: bool = true, Rule::Any;
        /// Where this client is. A leader whose cluster has a `replica.selector.class` names a replica that
        /// is near, which is read from then (KIP-392). Default none: leaders are read from.
        "client.rack"
        client_rack: Option<String> = None, Rule::Any;
        /// The group that offsets are committed to, and that `assign_committed` reads them from. The consumer
        /// is no member of it, and a group with members takes no offsets from others. Default none: nothing
        /// can be committed.
        "group.id"
        group_id: Option<String> = None, Rule::Any;
        /// The longest time that `close` takes, whatever brokers do. Default 30 s.
        "close.timeout.ms"
        close_timeout: Duration = Duration::from_secs(30), Rule::Between(0, Rule::INT_MAX);
    }
    and {}
}

impl PartitionConsumerOptions {
    /// Tells all that is wrong.
    ///
    /// # Errors
    /// `InvalidInput`.
    pub(crate) fn check(&self) -> Result<()> {
        let mut complaints = complaints(Self::DEFINITIONS, self);
        if self.group_id.as_ref().is_some_and(String::is_empty) {
            complaints
                .push("group_id (group.id) is empty: leave it out, or name a group".to_owned());
        }
        refuse("make a consumer", complaints)
    }
}
