//! A consumer of partitions that its user chooses. It has no task of its own: requests go out and
//! answers are taken while [`PartitionConsumer::next_batch`] runs.

use std::sync::Arc;

use bytestring::ByteString;
use futures::{Stream, StreamExt, stream};

use crate::{
    Error, ErrorKind, RecordBatch, Result,
    driver::{
        cluster::{AutoCreation, Cluster},
        fetcher::Fetcher,
    },
    options::{PartitionConsumerOptions, StartOffset},
    record_batch::OwnedRecord,
};

/// Reads partitions from chosen offsets on, without a group: it commits nothing.
///
/// ```no_run
/// # async fn example(client: ottla::Client) -> ottla::Result<()> {
/// use ottla::{PartitionConsumerOptions, StartOffset};
///
/// let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
/// consumer.assign("orders", 0, StartOffset::Beginning).await?;
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {}", record.offset, record.value_text());
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PartitionConsumer {
    fetcher: Fetcher,
}

impl PartitionConsumer {
    pub(crate) fn new(cluster: Arc<Cluster>, options: PartitionConsumerOptions) -> Self {
        Self { fetcher: Fetcher::new(cluster, options) }
    }

    /// Reads a partition from `start` on. For a partition that is read already this is a seek.
    ///
    /// # Errors
    /// `UnknownTopic` if the topic or partition does not exist; what keeps `start` from being found
    /// is told by `next_batch`.
    pub async fn assign(&mut self, topic: &str, partition: i32, start: StartOffset) -> Result<()> {
        let patience = self.fetcher.cluster().options.api_timeout;
        let known = self.fetcher.cluster().topic(topic, AutoCreation::Forbidden, patience).await?;
        let count = known.partitions.len();
        if usize::try_from(partition).map_or(true, |partition| partition >= count) {
            let message = format!("the topic has {count} partitions, numbered from 0");
            return Err(Error::new(ErrorKind::UnknownTopic, "assign a partition", message)
                .with("topic", topic)
                .with("partition", partition));
        }
        let key = (ByteString::from(topic), partition);
        self.fetcher.set(key, start);
        Ok(())
    }

    /// Reads all partitions of a topic from `start` on.
    ///
    /// # Errors
    /// As [`PartitionConsumer::assign`].
    pub async fn assign_topic(&mut self, topic: &str, start: StartOffset) -> Result<()> {
        let patience = self.fetcher.cluster().options.api_timeout;
        let known = self.fetcher.cluster().topic(topic, AutoCreation::Forbidden, patience).await?;
        for partition in 0..known.partitions.len() {
            self.assign(topic, partition as i32, start).await?;
        }
        Ok(())
    }

    /// Reads a partition no more.
    pub fn unassign(&mut self, topic: &str, partition: i32) {
        self.fetcher.remove(&(ByteString::from(topic), partition));
    }

    /// The next records of any partition; waits until there are some. `None` if no partition is
    /// assigned. Dropping the future loses nothing.
    ///
    /// # Errors
    /// `OffsetOutOfRange` if the offset to read is not in the log and `offset_reset` is `Error`;
    /// `Corrupt` for batches that are damaged; what brokers say, once retrying did not help within
    /// `api_timeout`. After an error the consumer can go on, from where it was.
    pub async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.fetcher.next_batch().await
    }

    /// The records one by one.
    ///
    /// # Errors
    /// Each item may be an error of [`PartitionConsumer::next_batch`].
    pub fn records(&mut self) -> impl Stream<Item = Result<OwnedRecord>> + '_ {
        let batches = stream::try_unfold(self, |consumer| async move {
            let batch = consumer.next_batch().await?;
            Ok(batch.map(|batch| (batch, consumer)))
        });
        batches.flat_map(|batch| {
            let records: Vec<Result<OwnedRecord>> = match batch {
                Ok(batch) => batch.iter().map(|record| Ok(record.to_owned_record())).collect(),
                Err(error) => vec![Err(error)],
            };
            stream::iter(records)
        })
    }

    /// The offset that will be fetched next, once it is known: after all that has arrived, whether
    /// it was taken or not.
    #[must_use]
    pub fn fetch_position(&self, topic: &str, partition: i32) -> Option<i64> {
        let key = (ByteString::from(topic), partition);
        self.fetcher.fetch_position(&key).map(|position| position.offset)
    }
}
