//! The outcome of a record that was sent.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytestring::ByteString;
use ottla_core::model::Timestamp;

use crate::{
    Error, Result,
    engine::{deliver::Promise, partition_queue::Placed, settled::Settled},
};

/// Where a record was written: what a [`Delivery`] becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The topic.
    pub topic: ByteString,
    /// The partition.
    pub partition: i32,
    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the
    /// record as one that it had long written.
    pub offset: i64,
    /// The record's time in milliseconds since 1970: the broker's if the topic keeps that.
    pub timestamp: i64,
}

impl fmt::Display for Written {
    /// As `orders-0@17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}@{}", self.topic, self.partition, self.offset)
    }
}

impl Written {
    /// What became of each record of a batch. The time is that of the broker, -1 where it keeps that of the
    /// sender.
    pub(crate) fn of_batch(batch: &Settled) -> impl Iterator<Item = Result<Self, &Error>> {
        (0..batch.count).map(|index| {
            let written = batch.outcome.as_ref()?;
            Ok(Self {
                topic: batch.promise.topic().clone(),
                partition: batch.promise.partition(),
                offset: written.offset_of(index),
                timestamp: written.append_time.map_or(-1, |time| time.0),
            })
        })
    }
}

/// Becomes [`Written`] when the record has been written, or an error when it will not be. It may be
/// dropped: the record is sent all the same.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::{ProducerOptions, Record};
///
/// let producer = client.producer(ProducerOptions::default())?;
/// let mut deliveries = Vec::new();
/// for value in ["paid", "sent"] {
///     // Waits for room only; the records go out together.
///     deliveries.push(producer.enqueue(Record::to("orders").value(value)).await?);
/// }
/// for delivery in deliveries {
///     println!("{}", delivery.await?); // orders-0@17
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
#[must_use = "whether the record was written is known only to those who wait for it"]
pub struct Delivery {
    promise: Promise,
    index: i32,
    timestamp: Timestamp,
}

impl Delivery {
    pub(crate) fn new(placed: Placed, timestamp: Timestamp) -> Self {
        Self { promise: placed.promise, index: placed.index, timestamp }
    }

    /// The partition that was chosen.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.promise.partition()
    }
}

impl Future for Delivery {
    type Output = Result<Written>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.promise.poll_record(self.index, context).map_ok(|written| Written {
            topic: self.promise.topic().clone(),
            partition: self.promise.partition(),
            offset: written.offset,
            timestamp: written.append_time.unwrap_or(self.timestamp).0,
        })
    }
}
