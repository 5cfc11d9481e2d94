//! Sends records.

use futures::FutureExt;

use crate::{
    Header, NewRecord, Result, Transaction, Written,
    runtime::{self, Home},
};
use ottla::{Error, ErrorKind};

/// Sends records in batches. Its calls may come from several threads and tasks at once.
#[derive(Debug)]
pub struct Producer {
    producer: ottla::Producer,
    home: Home,
}

/// What becomes of a record that was sent.
#[derive(Clone, Debug)]
pub struct Delivery {
    delivery: ottla::Delivery,
}

/// A record that is borrowed from the caller.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Borrowed<'a> {
    /// Where it goes.
    pub topic: &'a str,
    /// Its value.
    pub value: Option<&'a [u8]>,
    /// Its key.
    pub key: Option<&'a [u8]>,
    /// Its partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: &'a [Header],
}

impl<'a> Borrowed<'a> {
    pub(crate) fn of(topic: &'a str, record: &'a NewRecord) -> Self {
        Self {
            topic,
            value: record.value.as_deref(),
            key: record.key.as_deref(),
            partition: record.partition,
            timestamp: record.timestamp,
            headers: &record.headers,
        }
    }

    pub(crate) fn record(self) -> ottla::Record<'a> {
        let mut record = ottla::Record::to(self.topic);
        if let Some(value) = self.value {
            record = record.value(value);
        }
        if let Some(key) = self.key {
            record = record.key(key);
        }
        if let Some(partition) = self.partition {
            record = record.partition(partition);
        }
        if let Some(timestamp) = self.timestamp {
            record = record.timestamp(timestamp);
        }
        for header in self.headers {
            record = match &header.value {
                Some(value) => record.header(&header.key, value),
                None => record.null_header(&header.key),
            };
        }
        record
    }
}

/// Does what seldom has to wait: at once if it need not, else in the thread of the caller, as Kafka's
/// `send` blocks for metadata and for memory.
pub(crate) fn waited<T>(doing: impl Future<Output = T>) -> T {
    let mut doing = std::pin::pin!(doing);
    let runtime = runtime::runtime();
    {
        let _inside = runtime.enter();
        if let Some(done) = doing.as_mut().now_or_never() {
            return done;
        }
    }
    match tokio::runtime::Handle::try_current() {
        // A callback that runs on one of our threads sends.
        Ok(current) => tokio::task::block_in_place(|| current.block_on(doing)),
        Err(_) => runtime.block_on(doing),
    }
}

impl Producer {
    pub(crate) fn new(producer: ottla::Producer) -> Self {
        Self { producer, home: Home::here() }
    }

    /// The Rust producer, where it may be used.
    pub(crate) fn here(&self, operation: &'static str) -> Result<&ottla::Producer> {
        self.home.check(operation)?;
        Ok(&self.producer)
    }

    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
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

    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    pub fn produce(
        &self,
        topic: &str,
        value: Option<&[u8]>,
        key: Option<&[u8]>,
        partition: Option<i32>,
        timestamp: Option<i64>,
        headers: Vec<Header>,
    ) -> Result<()> {
        let record = Borrowed { topic, value, key, partition, timestamp, headers: &headers };
        self.producing_at_once(record).unwrap_or_else(|| waited(self.producing(record)))
    }

    /// As `send`, where nothing has to be waited for; `None` where `sending` has to be asked.
    #[doc(hidden)]
    pub fn sending_at_once(&self, record: Borrowed<'_>) -> Option<Result<Delivery>> {
        if let Err(error) = self.home.check("send a record") {
            return Some(Err(error));
        }
        let delivery = self.producer.enqueue_at_once(&record.record())?;
        Some(delivery.map(Delivery::new))
    }

    /// As `produce`, where nothing has to be waited for; `None` where `producing` has to be asked.
    #[doc(hidden)]
    pub fn producing_at_once(&self, record: Borrowed<'_>) -> Option<Result<()>> {
        if let Err(error) = self.home.check("send a record") {
            return Some(Err(error));
        }
        self.producer.produce_at_once(record.record())
    }

    /// As `send`, for languages that wait in their own way.
    #[doc(hidden)]
    pub async fn sending(&self, record: Borrowed<'_>) -> Result<Delivery> {
        self.home.check("send a record")?;
        Ok(Delivery { delivery: self.producer.enqueue(record.record()).await? })
    }

    /// As `produce`, for languages that wait in their own way.
    #[doc(hidden)]
    pub async fn producing(&self, record: Borrowed<'_>) -> Result<()> {
        self.home.check("send a record")?;
        self.producer.produce(record.record()).await
    }

    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    pub async fn send_many(&self, topic: String, records: Vec<NewRecord>) -> Result<Vec<Written>> {
        self.home.check("send records")?;
        let mut deliveries = Vec::with_capacity(records.len());
        for record in &records {
            deliveries.push(self.producer.enqueue(Borrowed::of(&topic, record).record()).await?);
        }
        let mut written = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            written.push(delivery.await?.into());
        }
        Ok(written)
    }

    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    pub fn send_packed(
        &self,
        topic: &str,
        data: &[u8],
        ends: &[u8],
        partition: Option<i32>,
    ) -> Result<()> {
        self.home.check("send records")?;
        let (mut start, ends_are) = (0, ends.chunks_exact(size_of::<u32>()));
        let (value, key, timestamp) = (None, None, None);
        let record = Borrowed { topic, value, key, partition, timestamp, headers: &[] };
        if !ends_are.remainder().is_empty() {
            return Err(wrong_ends("has a number of bytes that is no multiple of 4"));
        }
        for end in ends_are {
            let end = end.first_chunk().map_or(0, |end| u32::from_le_bytes(*end) as usize);
            let Some(value) = data.get(start..end) else {
                return Err(wrong_ends(
                    "has an end that is before the one before it, or behind the data",
                ));
            };
            let record = Borrowed { value: Some(value), ..record };
            self.producing_at_once(record).unwrap_or_else(|| waited(self.producing(record)))?;
            start = end;
        }
        Ok(())
    }

    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    pub async fn flush(&self) -> Result<()> {
        self.home.check("flush")?;
        self.producer.flush().await
    }

    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    pub async fn init_transactions(&self) -> Result<()> {
        self.home.check("init transactions")?;
        self.producer.init_transactions().await
    }

    /// Begins a transaction. A producer has one at a time.
    pub async fn begin(&self) -> Result<Transaction> {
        self.home.check("begin a transaction")?;
        Ok(Transaction::new(self.producer.begin().await?))
    }

    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    pub async fn close(&self) -> Result<()> {
        self.home.check("close the producer")?;
        self.producer.clone().close().await
    }
}

fn wrong_ends(what: &str) -> Error {
    Error::of(ErrorKind::InvalidInput, "send records", format!("`ends` {what}"))
}

impl Delivery {
    pub(crate) fn new(delivery: ottla::Delivery) -> Self {
        Self { delivery }
    }

    /// The partition that was chosen.
    pub fn partition(&self) -> i32 {
        self.delivery.partition()
    }

    /// Where the record was written, once it is.
    pub async fn written(&self) -> Result<Written> {
        Ok(self.delivery.clone().await?.into())
    }
}
