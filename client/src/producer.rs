//! The producer: takes records into batches, in the task that sends them; another task puts the
//! batches on the wire.

use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::model::Timestamp;
use parking_lot::Mutex;
use tokio::{sync::Notify, time::Instant};

use crate::{
    Delivery, Error, ErrorKind, Record, Result, Transaction, Written,
    driver::{
        clock,
        cluster::Cluster,
        produce_metrics::Blocked,
        runtime,
        sender::{Dispatcher, Sender, Shared, Urgency},
        transaction::Transactional,
    },
    engine::{
        accumulator::{Accumulator, AccumulatorConfig, Idempotence, Outcomes, Refusal},
        metadata::TopicMetadata,
        sender_calls::Call,
    },
    metrics::registry::Made,
    options::ProducerOptions,
    record::Report,
    trace_context::traced,
};

/// Sends records. Clones share batches and connections. When the last one is dropped, what was
/// enqueued is still sent; [`Producer::close`] waits for that.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client();
/// use ottla::{ProducerOptions, Record};
///
/// let producer = client.producer(ProducerOptions::default())?;
/// let written = producer.send(Record::to("orders").key("42").value("paid")).await?;
/// println!("{written}"); // orders-0@17
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Producer {
    handle: Arc<Handle>,
}

/// Closes the sender when the last producer is dropped.
#[derive(Debug)]
struct Handle {
    shared: Arc<Shared>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::Release);
        let _ = self.shared.accumulator.lock().flush();
        self.shared.wake.notify_one();
    }
}

impl Producer {
    /// Starts the sender.
    ///
    /// # Errors
    /// `InvalidInput` if options contradict each other, or outside of a tokio runtime.
    pub(crate) fn start(cluster: Arc<Cluster>, options: ProducerOptions) -> Result<Self> {
        options.check()?;
        runtime::entered("make a producer")?;
        let idempotence = match (&options.transactional_id, options.idempotence) {
            (Some(_), _) => Idempotence::Transactional,
            (None, true) => Idempotence::On,
            (None, false) => Idempotence::Off,
        };
        let config = AccumulatorConfig {
            batch_bytes: options.batch_size,
            linger: options.linger,
            memory_bytes: options.buffer_memory,
            request_bytes_max: options.request_bytes_max,
            delivery_timeout: options.delivery_timeout,
            backoff: cluster.backoff(),
            idempotence,
            partitioning: options.partitioning(),
            outcomes: match options.interceptors.is_empty() {
                true => Outcomes::NotKept,
                false => Outcomes::Kept,
            },
        };
        let rng = cluster.split_rng("producer");
        let id = options.transactional_id.as_deref().map(ByteString::from);
        let transactional = id.map(|id| Transactional::new(id, options.transaction_timeout));
        let shared = Arc::new(Shared {
            cluster,
            options,
            accumulator: Mutex::new(Accumulator::new(config, rng)),
            dispatcher: Mutex::new(Dispatcher::new()),
            wake: Notify::new(),
            memory: Notify::new(),
            closed: AtomicBool::new(false),
            stale: AtomicBool::new(false),
            transactional,
        });
        let weak: Weak<Shared> = Arc::downgrade(&shared);
        shared.cluster.topic_users.add(weak.clone());
        shared.cluster.observer.metrics.observe(weak);
        shared.cluster.observer.metrics.made(Made::Producer);
        tokio::spawn(Sender::new(shared.clone()).run());
        Ok(Self { handle: Arc::new(Handle { shared }) })
    }

    /// Sends a record and waits until it is written.
    ///
    /// One record at a time, each waits for its batch: to send many, use [`Producer::enqueue`].
    ///
    /// # Errors
    /// As [`Producer::enqueue`], and what the broker says; `TimedOut` after `delivery_timeout`.
    pub async fn send(&self, record: Record<'_>) -> Result<Written> {
        self.enqueue(record).await?.await
    }

    /// Takes a record into a batch. Waits only while the topic is not known yet, or while all
    /// memory is used up; what becomes of the record is told by the [`Delivery`].
    ///
    /// Records of one partition are written in the order of these calls.
    /// An example is at [`Delivery`].
    ///
    /// # Errors
    /// `UnknownTopic`, `TooLarge`, `InvalidInput` (a partition that is not there), `TimedOut` if it
    /// has to wait longer than `max_block`, `Closed`.
    pub async fn enqueue(&self, record: Record<'_>) -> Result<Delivery> {
        self.shared().refuse_outside()?;
        self.enqueue_anywhere(record).await
    }

    /// Takes a record into a batch, and tells nobody what becomes of it, but for the next
    /// [`Producer::flush`] or [`Producer::close`] if it fails. The cheapest way to send many.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::{ProducerOptions, Record};
    ///
    /// let producer = client.producer(ProducerOptions::default())?;
    /// for number in 0..1_000 {
    ///     producer.produce(Record::to("orders").value(&format!("order {number}"))).await?;
    /// }
    /// // Whether all of them were written.
    /// producer.flush().await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Producer::enqueue`]: this record was not taken.
    pub async fn produce(&self, record: Record<'_>) -> Result<()> {
        self.enqueue(Record { report: Report::AtFlush, ..record }).await.map(drop)
    }

    /// Sends records and waits for all, in the time of the slowest: an outcome for each, in their order.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::{ProducerOptions, Record};
    ///
    /// let producer = client.producer(ProducerOptions::default())?;
    /// let records = ["paid", "sent"].map(|value| Record::to("orders").value(value));
    /// for outcome in producer.send_batch(records).await {
    ///     println!("{}", outcome?);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    pub async fn send_batch<'a>(
        &self,
        records: impl IntoIterator<Item = Record<'a>>,
    ) -> Vec<Result<Written>> {
        let mut deliveries = Vec::new();
        for record in records {
            deliveries.push(self.enqueue(record).await);
        }
        let mut outcomes = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            outcomes.push(match delivery {
                Ok(delivery) => delivery.await,
                Err(error) => Err(error),
            });
        }
        outcomes
    }

    /// As `enqueue`, where nothing has to be waited for; `None` where `enqueue` has to be asked. Needs no runtime around
    /// it, and makes no future: for languages whose lock others wait for.
    #[doc(hidden)]
    pub fn enqueue_at_once(&self, record: &Record<'_>) -> Option<Result<Delivery>> {
        match self.shared().refuse_outside() {
            Ok(()) => self.enqueue_anywhere_at_once(record),
            Err(error) => Some(Err(error)),
        }
    }

    /// As `enqueue_at_once`, also within a transaction.
    pub(crate) fn enqueue_anywhere_at_once(&self, record: &Record<'_>) -> Option<Result<Delivery>> {
        let options = &self.shared().options;
        // What they make of the record must not be made twice.
        if !options.interceptors.is_empty() || options.trace_context.is_some() {
            return None;
        }
        self.append_at_once(record, record.timestamp.unwrap_or_else(clock::wall))
    }

    /// As `produce`, in the manner of `enqueue_at_once`.
    #[doc(hidden)]
    pub fn produce_at_once(&self, record: Record<'_>) -> Option<Result<()>> {
        let taken = self.enqueue_at_once(&Record { report: Report::AtFlush, ..record })?;
        Some(taken.map(drop))
    }

    /// As `enqueue`, also within a transaction.
    pub(crate) async fn enqueue_anywhere(&self, record: Record<'_>) -> Result<Delivery> {
        let interceptors = &self.shared().options.interceptors;
        let record = interceptors.iter().fold(record, |record, one| one.on_send(record));
        let record = traced(self.shared().options.trace_context.as_deref(), record);
        let timestamp = record.timestamp.unwrap_or_else(clock::wall);
        if let Some(done) = self.append_at_once(&record, timestamp) {
            return done;
        }
        let topic = self.topic(record.topic).await?;
        self.append_when_free(&topic, &record, timestamp).await
    }

    /// `None` where the topic is not known yet, or no memory is free.
    fn append_at_once(
        &self,
        record: &Record<'_>,
        timestamp: Timestamp,
    ) -> Option<Result<Delivery>> {
        let image = self.shared().cluster.current();
        let topic = image.topics.get(record.topic)?;
        match self.append(topic, record, timestamp) {
            Ok(delivery) => Some(Ok(delivery)),
            Err(Refusal::Invalid(error)) => Some(Err(error)),
            Err(Refusal::Full) => None,
        }
    }

    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers with
    /// the same one and aborts what they left open. [`Producer::begin`] does it where it is still to be
    /// done.
    ///
    /// # Errors
    /// `InvalidInput` without `transactional_id`; `NotAuthorized`; what keeps the coordinator from answering
    /// within `max_block`.
    pub async fn init_transactions(&self) -> Result<()> {
        self.shared().initialise_transactions().await
    }

    /// Begins a transaction. A producer has one at a time.
    /// An example is at [`Transaction`].
    ///
    /// # Errors
    /// As [`Producer::init_transactions`]; `InvalidInput` while another one is open; `Fenced` once another
    /// producer with the same transactional id took over.
    pub async fn begin(&self) -> Result<Transaction> {
        self.shared().begin_transaction().await?;
        Ok(Transaction::new(self.clone()))
    }

    /// Waits until all records that were enqueued before have an outcome; nothing lingers any more.
    ///
    /// # Errors
    /// After all are settled: the first error of a record of [`Producer::produce`] since the last flush, with how
    /// many have failed; else the first error of a batch.
    pub async fn flush(&self) -> Result<()> {
        self.shared().flush().await
    }

    /// As [`Producer::close`], in at most this time: what has no outcome then fails, though a broker may have
    /// it, and an open transaction is left to its time-out.
    ///
    /// # Errors
    /// As [`Producer::close`]; `TimedOut` with the number of batches that have no outcome.
    pub async fn close_within(self, limit: Duration) -> Result<()> {
        let shared = self.shared().clone();
        match tokio::time::timeout(limit, self.close()).await {
            Ok(closed) => closed,
            Err(_) => {
                shared.closed.store(true, Ordering::Release);
                let message =
                    format!("the producer was closed before it had an outcome, after {limit:?}");
                let error = Error::new(ErrorKind::Closed, "send a record", message);
                let given_up = shared.accumulator.lock().abandon(&error);
                shared.wake.notify_one();
                let message = format!("not all records had an outcome within {limit:?}");
                let error = Error::new(ErrorKind::TimedOut, "close the producer", message);
                Err(error.with("batches without one", given_up))
            }
        }
    }

    /// Flushes, and takes no more records; clones of this producer are closed with it. Takes at most
    /// `delivery_timeout`, as no record takes longer.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::{ProducerOptions, Record};
    ///
    /// let producer = client.producer(ProducerOptions::default())?;
    /// producer.produce(Record::to("orders").value("paid")).await?;
    /// producer.close().await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Producer::flush`].
    pub async fn close(self) -> Result<()> {
        self.shared().abandon_open_transaction().await?;
        self.shared().closed.store(true, Ordering::Release);
        self.flush().await
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.handle.shared
    }

    async fn topic(&self, name: &str) -> Result<Arc<TopicMetadata>> {
        ottla_core::model::TopicName::check(name).map_err(|error| {
            Error::new(ErrorKind::InvalidInput, "send a record", error.to_string())
        })?;
        let shared = self.shared();
        // Else a producer that takes nothing more would wait for metadata first.
        if shared.closed.load(Ordering::Acquire) {
            return Err(closed());
        }
        shared.cluster.topic(name, shared.auto_creation(), shared.options.max_block).await
    }

    fn append(
        &self,
        topic: &TopicMetadata,
        record: &Record<'_>,
        timestamp: Timestamp,
    ) -> Result<Delivery, Refusal> {
        let shared = self.shared();
        let now = || shared.cluster.clock.now();
        let (placed, call) = {
            let mut accumulator = shared.accumulator.lock();
            // Under the lock: the sender ends when it finds nothing here and the producer closed.
            if shared.closed.load(Ordering::Acquire) {
                return Err(Refusal::Invalid(closed()));
            }
            let placed = accumulator.append(now, topic, record, timestamp);
            (placed, accumulator.take_sender_call())
        };
        match call {
            Call::Nobody => {}
            Call::Them if shared.options.linger.is_zero() => shared.send_soon(Urgency::Now),
            Call::Them => shared.send_soon(Urgency::Lingering),
        }
        placed.map(|placed| Delivery::new(placed, timestamp))
    }

    /// Tries again whenever memory becomes free.
    async fn append_when_free(
        &self,
        topic: &TopicMetadata,
        record: &Record<'_>,
        timestamp: Timestamp,
    ) -> Result<Delivery> {
        let shared = self.shared();
        let deadline = Instant::now() + shared.options.max_block;
        let _blocked = Blocked::begin(&shared.cluster.observer.metrics);
        loop {
            let mut freed = std::pin::pin!(shared.memory.notified());
            // Listening starts before looking, or what happens in between would be missed.
            freed.as_mut().enable();
            match self.append(topic, record, timestamp) {
                Ok(delivery) => return Ok(delivery),
                Err(Refusal::Invalid(error)) => return Err(error),
                Err(Refusal::Full) => {}
            }
            if tokio::time::timeout_at(deadline, freed).await.is_err() {
                let message = format!(
                    "{} bytes (buffer_memory, buffer.memory) of records wait for brokers, and none was freed \
                     within {:?} (max_block, max.block.ms)",
                    shared.options.buffer_memory, shared.options.max_block
                );
                return Err(Error::new(ErrorKind::TimedOut, "send a record", message)
                    .with("topic", record.topic));
            }
        }
    }
}

fn closed() -> Error {
    Error::new(ErrorKind::Closed, "send a record", "the producer is closed")
}
