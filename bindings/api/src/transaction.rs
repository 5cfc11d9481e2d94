//! Records and offsets that count together or not at all.

use tokio::sync::Mutex;

use crate::{
    Consumer, Delivery, Header, PartitionOffset, Result,
    producer::{Borrowed, waited},
};
use std::sync::Arc;

/// How a transaction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its records count.
    Committed,
    /// Its records do not count.
    Aborted,
}

/// An open transaction. Whoever drops it aborts it.
#[derive(Debug)]
pub struct Transaction {
    transaction: Mutex<ottla::Transaction>,
}

impl Transaction {
    pub(crate) fn new(transaction: ottla::Transaction) -> Self {
        Self { transaction: Mutex::new(transaction) }
    }

    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    pub fn send(
        &self,
        topic: &str,
        value: Option<&[u8]>,
        key: Option<&[u8]>,
        partition: Option<i32>,
        timestamp: Option<i64>,
        headers: Vec<Header>,
    ) -> Result<Delivery> {
        let record = Borrowed { topic, value, key, partition, timestamp, headers: &headers };
        self.sending_at_once(record).unwrap_or_else(|| waited(self.sending(record)))
    }

    /// As `send`, where nothing has to be waited for; `None` where `sending` has to be asked.
    #[doc(hidden)]
    pub fn sending_at_once(&self, record: Borrowed<'_>) -> Option<Result<Delivery>> {
        let transaction = self.transaction.try_lock().ok()?;
        Some(transaction.enqueue_at_once(&record.record())?.map(Delivery::new))
    }

    /// As `send`, for languages that wait in their own way.
    #[doc(hidden)]
    pub async fn sending(&self, record: Borrowed<'_>) -> Result<Delivery> {
        let transaction = self.transaction.lock().await;
        Ok(Delivery::new(transaction.enqueue(record.record()).await?))
    }

    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    pub async fn send_offsets(
        &self,
        consumer: Arc<Consumer>,
        offsets: Vec<PartitionOffset>,
    ) -> Result<()> {
        let group = consumer.group_metadata().await?;
        let transaction = self.transaction.lock().await;
        transaction.send_offsets(&group, offsets.into_iter().map(PartitionOffset::pair)).await
    }

    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    pub async fn commit(&self) -> Result<()> {
        self.transaction.lock().await.commit().await
    }

    /// Aborts: readers of committed records see none of it.
    pub async fn abort(&self) -> Result<Outcome> {
        Ok(match self.transaction.lock().await.abort().await? {
            ottla::Outcome::Committed => Outcome::Committed,
            ottla::Outcome::Aborted => Outcome::Aborted,
        })
    }
}
