//! Records that are read, transformed and written in transactions: each exactly once.
//!
//! The function is not given the transaction: that is lent to it for a call, and an object of another language outlives
//! calls. It gives back the records to send, and so can neither keep the transaction nor end it.

use std::{future, sync::Arc};

use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};

use crate::{Bytes, Consumer, Header, ProcessRecord, Producer, Result, Thrown, producer::Borrowed};
use ottla::{Error, ErrorKind, RecordBatch, Transaction};

const OPERATION: &str = "process records";

/// A record that a transform gives, to be sent within the transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputRecord {
    /// The topic that it goes to.
    pub topic: String,
    /// The value; without one the record is a tombstone where the topic is compacted.
    pub value: Option<Bytes>,
    /// The key: records with the same key go to the same partition.
    pub key: Option<Bytes>,
    /// The partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: Vec<Header>,
}

/// Makes the records to send of the records that were read; both count together, or not at all. It may get the same
/// records again, if a transaction is aborted: what it does elsewhere is not undone.
#[async_trait]
pub trait RecordTransform: Send + Sync + 'static {
    /// Gives the records to send.
    async fn transform(&self, records: Vec<ProcessRecord>) -> Result<Vec<OutputRecord>, Thrown>;
}

impl Producer {
    /// Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
    /// a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
    /// consumer is closed or `wake_up` is called, or an error cannot be got over.
    ///
    /// When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
    /// again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
    /// the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
    /// and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wake_up` and
    /// `close` of the consumer can be called meanwhile.
    pub async fn process(
        &self,
        consumer: Arc<Consumer>,
        transform: Arc<dyn RecordTransform>,
    ) -> Result<()> {
        let producer = self.here(OPERATION)?.clone();
        let (function, calls) = Function::new();
        let work = async move |batches: &[RecordBatch], open: &Transaction| {
            function.transformed(batches, open).await
        };
        let processing = consumer.alone(OPERATION, async move |consumer: &mut ottla::Consumer| {
            producer.process(consumer, work).await
        });
        calls.during(&*transform, processing).await
    }

    /// As `process`, for one transaction: gives the number of records that were read once it is committed; null once
    /// the consumer was closed or woken up.
    pub async fn process_next(
        &self,
        consumer: Arc<Consumer>,
        transform: Arc<dyn RecordTransform>,
    ) -> Result<Option<i64>> {
        let producer = self.here(OPERATION)?.clone();
        let (function, calls) = Function::new();
        let work = async move |batches: &[RecordBatch], open: &Transaction| {
            function.transformed(batches, open).await
        };
        let processing = consumer.alone(OPERATION, async move |consumer: &mut ottla::Consumer| {
            producer.process_next(consumer, work).await
        });
        let count = calls.during(&*transform, processing).await?;
        Ok(count.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

/// Records for the function, and who waits for what it gives.
type Asked = (Vec<ProcessRecord>, oneshot::Sender<Result<Vec<OutputRecord>, Thrown>>);

/// The function, as it is called from within a transaction: by way of a channel. Of an async closure that has the `dyn`
/// itself the compiler does not find that it can change threads.
struct Function(mpsc::Sender<Asked>);

/// What the function is asked for.
struct Calls(mpsc::Receiver<Asked>);

impl Function {
    fn new() -> (Self, Calls) {
        // There is one call at a time.
        let (sender, receiver) = mpsc::channel(1);
        (Self(sender), Calls(receiver))
    }

    /// Has records transformed, and sends what comes of them.
    async fn transformed(&self, batches: &[RecordBatch], open: &Transaction) -> Result<()> {
        let read = batches.iter().flatten();
        let records = read.map(|record| record.to_owned_record().into()).collect();
        let (done, given) = oneshot::channel();
        // Whoever answers is there as long as this is, for one future has both.
        let _ = self.0.send((records, done)).await;
        for record in given.await.map_err(|_| closed())?.map_err(unprocessed)? {
            // The commit waits for the delivery, and fails if that does.
            drop(open.enqueue(record.borrowed().record()).await?);
        }
        Ok(())
    }
}

impl Calls {
    /// Processes, and calls the function for it.
    async fn during<T>(
        mut self,
        transform: &dyn RecordTransform,
        processing: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let answering = async {
            while let Some((records, done)) = self.0.recv().await {
                let _ = done.send(transform.transform(records).await);
            }
            future::pending::<()>().await;
        };
        tokio::select! {
            biased;
            done = processing => done,
            () = answering => Err(closed()),
        }
    }
}

impl OutputRecord {
    fn borrowed(&self) -> Borrowed<'_> {
        Borrowed {
            topic: &self.topic,
            value: self.value.as_deref(),
            key: self.key.as_deref(),
            partition: self.partition,
            timestamp: self.timestamp,
            headers: &self.headers,
        }
    }
}

fn unprocessed(Thrown { kind, message, cause, .. }: Thrown) -> Error {
    let error = Error::of(ErrorKind::Unprocessed, OPERATION, format!("{kind}: {message}"));
    match cause {
        Some(cause) => error.with_source(cause),
        None => error,
    }
}

fn closed() -> Error {
    Error::of(ErrorKind::Closed, OPERATION, "nobody calls the function any more")
}
