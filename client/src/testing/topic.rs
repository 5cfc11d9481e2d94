//! A topic of a test.

use std::{fmt, time::Duration};

use crate::{
    Client, Error, ErrorKind, OwnedRecord, PartitionConsumerOptions, ProducerOptions, Record,
    Result, StartOffset,
};

/// Longest that records are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A topic of a test, which is ready when the test gets it.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// let topic = fixture.topic("orders").await?;
/// topic.send(["paid", "sent"]).await?;
/// let records = topic.received(2).await?;
/// assert_eq!(records[1].value.as_deref(), Some(&b"sent"[..]));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Topic {
    client: Client,
    name: String,
    partitions: i32,
}

impl Topic {
    pub(super) fn new(client: Client, name: &str, partitions: i32) -> Self {
        Self { client, name: name.to_owned(), partitions }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many partitions it has.
    #[must_use]
    pub fn partitions(&self) -> i32 {
        self.partitions
    }

    /// Writes records with these values and without keys, in this order, to partition 0.
    ///
    /// # Errors
    /// As [`crate::Producer::send`].
    pub async fn send<V: AsRef<[u8]>>(&self, values: impl IntoIterator<Item = V>) -> Result<()> {
        let producer = self.client.producer(ProducerOptions::default())?;
        let mut deliveries = Vec::new();
        for value in values {
            let record = Record::to(&self.name).value(value.as_ref()).partition(0);
            deliveries.push(producer.enqueue(record).await?);
        }
        for delivery in deliveries {
            delivery.await?;
        }
        Ok(())
    }

    /// Waits until so many records are in the topic, and reads these: those of one partition in their order.
    /// It reads from the beginning with every call.
    ///
    /// # Errors
    /// `TimedOut` if there are fewer after ten seconds, with how many there are.
    pub async fn received(&self, count: usize) -> Result<Vec<OwnedRecord>> {
        let mut consumer = self.client.partition_consumer(PartitionConsumerOptions::default())?;
        consumer.assign_topic(&self.name, StartOffset::Beginning).await?;
        let mut records = Vec::new();
        let reading = async {
            while records.len() < count {
                let Some(batch) = consumer.next_batch().await? else { break };
                records.extend(batch.iter().map(|record| record.to_owned_record()));
            }
            Ok(())
        };
        match tokio::time::timeout(PATIENCE, reading).await {
            Ok(read) => read?,
            Err(_) => {
                let message =
                    format!("{} of {count} records are there after {PATIENCE:?}", records.len());
                let error = Error::new(ErrorKind::TimedOut, "wait for records", message);
                return Err(error.with("topic", &self.name));
            }
        }
        records.truncate(count);
        Ok(records)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
