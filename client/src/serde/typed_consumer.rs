//! A consumer of records with typed keys and values.

use std::{collections::VecDeque, fmt};

use futures::{Stream, stream};
use tokio::time::Instant;

use super::{Decoder, Deserializer, ReceivedRecord};
use crate::{Consumer, RecordBatch, Result, engine::positions::Key, record_stream::Batches};

type ReadBatch<K, V> = (RecordBatch, Vec<Result<ReceivedRecord<K, V>>>);

/// A member of a group that reads keys and values as types.
///
/// With `enable_auto_commit`, the records of a batch count as done when the first one of the next is asked
/// for, as with [`Consumer::records`]; records that cannot be read count with the others.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
/// # let options = ottla::ConsumerOptions {
/// #     group_id: "billing".into(),
/// #     topics: vec!["orders".into()],
/// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
/// #     ..Default::default()
/// # };
/// # let consumer = client.consumer(options).await?;
/// use ottla::serde::{Raw, TypedConsumer};
///
/// let mut texts: TypedConsumer<String, String> = TypedConsumer::new(consumer, Raw, Raw);
/// let batch = texts.next_batch().await?.expect("nobody stops the consumer");
/// for record in batch {
///     // One that cannot be read is an error of its own.
///     let record = record?;
///     println!("{}: {:?}", record.offset, record.value);
/// }
/// texts.into_consumer().close().await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub struct TypedConsumer<K, V> {
    consumer: Consumer,
    decoder: Decoder<K, V>,
    /// A batch that could not be read yet.
    pending: Option<RecordBatch>,
    /// How often that has failed, and when it is tried again.
    failures: u32,
    retry_at: Instant,
    /// What [`TypedConsumer::records`] has read of a batch and not given yet, with the offsets.
    read: VecDeque<(i64, Result<ReceivedRecord<K, V>>)>,
    /// The partition of that.
    reading: Option<Key>,
}

impl<K, V> TypedConsumer<K, V> {
    /// Reads what this consumer fetches as these formats say.
    pub fn new(
        consumer: Consumer,
        key: impl Deserializer<K> + 'static,
        value: impl Deserializer<V> + 'static,
    ) -> Self {
        Self::with_decoder(consumer, Decoder::new(key, value))
    }

    /// Reads what this consumer fetches by this decoder.
    #[must_use]
    pub fn with_decoder(consumer: Consumer, decoder: Decoder<K, V>) -> Self {
        Self {
            consumer,
            decoder,
            pending: None,
            failures: 0,
            retry_at: Instant::now(),
            read: VecDeque::new(),
            reading: None,
        }
    }

    /// The consumer, for instance to commit, to seek or to pause. What was not handed out of a batch is ahead of it.
    pub fn consumer(&mut self) -> &mut Consumer {
        self.give_back();
        &mut self.consumer
    }

    /// The consumer itself, for instance to close it. Records that were fetched and not handed out are read
    /// again by whoever has their partitions next.
    #[must_use]
    pub fn into_consumer(mut self) -> Consumer {
        self.give_back();
        self.consumer
    }

    /// The consumer goes on with what was not handed out.
    fn give_back(&mut self) {
        let read = self.read.front().map(|(offset, _)| *offset);
        if let (Some(key), Some(offset)) = (self.reading.take(), read) {
            self.consumer.put_back(key, offset);
        }
        self.read.clear();
        if let Some(batch) = self.pending.take()
            && let Some(first) = batch.iter().next()
        {
            self.consumer.put_back((first.topic().into(), first.partition()), first.offset);
        }
    }

    /// The next batch; `None` once the consumer was asked to stop. A batch that could not be read as a whole, for instance
    /// because the registry cannot be reached or does not let this client in, is kept, and tried again by the next call, which waits as long as `retry_backoff` and
    /// `retry_backoff_max` of the client say. Dropping the future loses nothing.
    ///
    /// # Errors
    /// As [`Consumer::next_batch`], and as [`Decoder::decode`].
    pub async fn next_batch(&mut self) -> Result<Option<Vec<Result<ReceivedRecord<K, V>>>>> {
        if !self.read.is_empty() {
            self.give_back();
        }
        Ok(self.next_read().await?.map(|(_, records)| records))
    }

    /// The next batch and what it is read as.
    async fn next_read(&mut self) -> Result<Option<ReadBatch<K, V>>> {
        if self.pending.is_none() {
            self.pending = self.consumer.next_batch().await?;
        }
        let Some(batch) = &self.pending else { return Ok(None) };
        if self.failures > 0 && self.consumer.is_stopped_until(self.retry_at).await {
            return Ok(None);
        }
        match self.decoder.decode(batch).await {
            Ok(read) => {
                self.failures = 0;
                Ok(self.pending.take().map(|batch| (batch, read)))
            }
            Err(error) => {
                self.failures = self.failures.saturating_add(1);
                self.retry_at = Instant::now() + self.consumer.time_of_pause(self.failures);
                Err(error)
            }
        }
    }

    /// The records one by one; ends when the consumer was asked to stop. It goes on after every error. Dropping the
    /// stream loses nothing.
    ///
    /// # Errors
    /// As [`TypedConsumer::next_batch`]; `Unreadable` for a record that the formats cannot read.
    pub fn records(&mut self) -> impl Stream<Item = Result<ReceivedRecord<K, V>>> + '_ {
        stream::unfold(self, |consumer| async move {
            loop {
                if let Some((_, record)) = consumer.read.pop_front() {
                    return Some((record, consumer));
                }
                match consumer.next_read().await {
                    Ok(Some((batch, records))) => {
                        let offsets = batch.iter().map(|record| record.offset);
                        consumer.read.extend(offsets.zip(records));
                        consumer.reading = Some((batch.topic().into(), batch.partition()));
                    }
                    Ok(None) => return None,
                    Err(error) => return Some((Err(error), consumer)),
                }
            }
        })
    }
}

impl<K, V> fmt::Debug for TypedConsumer<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedConsumer").field("consumer", &self.consumer).finish_non_exhaustive()
    }
}
