//! A producer of records with typed keys and values.

use std::{fmt, sync::Arc};

use super::{Part, Serializer, TypedRecord};
use crate::{Delivery, Producer, Record, Result, Transaction, Written};

/// Sends records whose keys and values are of types. Clones share the producer.
///
/// `K` and `V` may be unsized, as `str` and `[u8]` are.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::serde::{Raw, TypedProducer, TypedRecord};
///
/// let producer = client.producer(Default::default())?;
/// let counts: TypedProducer<str, u64> = TypedProducer::new(producer, Raw, Raw);
/// counts.send(TypedRecord::to("counts").key("tea").value(&3)).await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub struct TypedProducer<K: ?Sized, V: ?Sized> {
    producer: Producer,
    key: Arc<dyn Serializer<K>>,
    value: Arc<dyn Serializer<V>>,
}

impl<K: Sync + ?Sized, V: Sync + ?Sized> TypedProducer<K, V> {
    /// Sends by this producer, and writes keys and values as these formats say.
    pub fn new(
        producer: Producer,
        key: impl Serializer<K> + 'static,
        value: impl Serializer<V> + 'static,
    ) -> Self {
        Self { producer, key: Arc::new(key), value: Arc::new(value) }
    }

    /// As [`Producer::send`].
    ///
    /// # Errors
    /// As [`Producer::send`]; `InvalidInput` if a format cannot write the key or the value; what the format
    /// needs and does not get, for instance from a schema registry.
    pub async fn send(&self, record: TypedRecord<'_, K, V>) -> Result<Written> {
        self.enqueue(record).await?.await
    }

    /// As [`Producer::enqueue`].
    ///
    /// # Errors
    /// As [`TypedProducer::send`], but for what the broker says.
    pub async fn enqueue(&self, record: TypedRecord<'_, K, V>) -> Result<Delivery> {
        let (mut key, mut value) = (Vec::new(), Vec::new());
        self.write(&record, &mut key, &mut value).await?;
        self.producer.enqueue(plain(&record, &key, &value)).await
    }

    /// As [`Transaction::enqueue`], for a transaction of the same producer.
    ///
    /// # Errors
    /// As [`Transaction::enqueue`], and as [`TypedProducer::send`].
    pub async fn enqueue_in(
        &self,
        transaction: &Transaction,
        record: TypedRecord<'_, K, V>,
    ) -> Result<Delivery> {
        let (mut key, mut value) = (Vec::new(), Vec::new());
        self.write(&record, &mut key, &mut value).await?;
        transaction.enqueue(plain(&record, &key, &value)).await
    }

    /// The producer, for instance to flush it or to begin a transaction.
    #[must_use]
    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    async fn write(
        &self,
        record: &TypedRecord<'_, K, V>,
        key: &mut Vec<u8>,
        value: &mut Vec<u8>,
    ) -> Result<()> {
        write(&*self.key, record.topic, Part::Key, record.key, key).await?;
        write(&*self.value, record.topic, Part::Value, record.value, value).await
    }
}

async fn write<T: Sync + ?Sized>(
    format: &dyn Serializer<T>,
    topic: &str,
    part: Part,
    value: Option<&T>,
    into: &mut Vec<u8>,
) -> Result<()> {
    let Some(value) = value else { return Ok(()) };
    if !format.is_ready(topic, part) {
        let prepared = format.prepare(topic, part).await;
        prepared.map_err(|error| error.with("topic", topic).with("part", part.name()))?;
    }
    let written = format.serialize(topic, part, value, into);
    written.map_err(|error| error.with("topic", topic).with("part", part.name()))
}

/// The record with its bytes. What is null has none.
fn plain<'a, K: ?Sized, V: ?Sized>(
    record: &TypedRecord<'a, K, V>,
    key: &'a [u8],
    value: &'a [u8],
) -> Record<'a> {
    let mut plain = Record::to(record.topic);
    plain.partition = record.partition;
    plain.key = record.key.map(|_| key);
    plain.value = record.value.map(|_| value);
    for (name, value) in &record.headers {
        plain = match value {
            Some(value) => plain.header(name, *value),
            None => plain.null_header(name),
        };
    }
    match record.timestamp {
        Some(timestamp) => plain.timestamp(timestamp),
        None => plain,
    }
}

impl<K: ?Sized, V: ?Sized> Clone for TypedProducer<K, V> {
    fn clone(&self) -> Self {
        Self { producer: self.producer.clone(), key: self.key.clone(), value: self.value.clone() }
    }
}

impl<K: ?Sized, V: ?Sized> fmt::Debug for TypedProducer<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedProducer").field("producer", &self.producer).finish_non_exhaustive()
    }
}
