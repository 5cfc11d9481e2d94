//! Reads batches of records as records of types.

use std::{fmt, sync::Arc};

use bytestring::ByteString;

use super::{Deserializer, Part, ReceivedRecord};
use crate::{Advice, ConsumedRecord, Error, ErrorKind, OwnedRecord, RecordBatch, Result};

/// Reads the keys and values of batches, whichever consumer they come from. Clones share what the formats
/// keep, for instance schemas.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// # let mut consumer = fixture.client().partition_consumer(Default::default())?;
/// # consumer.assign_topic("orders", ottla::StartOffset::Beginning).await?;
/// use ottla::serde::{Decoder, Raw};
///
/// let decoder: Decoder<String, String> = Decoder::new(Raw, Raw);
/// if let Some(batch) = consumer.next_batch().await? {
///     for record in decoder.decode(&batch).await? {
///         println!("{:?}", record?.value);
///     }
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub struct Decoder<K, V> {
    key: Arc<dyn Deserializer<K>>,
    value: Arc<dyn Deserializer<V>>,
}

impl<K, V> Decoder<K, V> {
    /// Reads keys and values as these formats say.
    pub fn new(key: impl Deserializer<K> + 'static, value: impl Deserializer<V> + 'static) -> Self {
        Self { key: Arc::new(key), value: Arc::new(value) }
    }

    /// Reads a batch, one result for each record.
    ///
    /// # Errors
    /// What keeps the whole batch from being read now, for instance a schema registry that cannot be reached, or that
    /// does not let this client in: the same batch can be decoded again. What is wrong with one record is in its
    /// place (`Unreadable`, or what the registry says of its schema, with `topic`, `partition`, `offset` and the part).
    pub async fn decode(&self, batch: &RecordBatch) -> Result<Vec<Result<ReceivedRecord<K, V>>>> {
        let mut records = Vec::with_capacity(batch.len());
        for record in batch {
            let read = self.decode_record(record.to_owned_record()).await;
            match read {
                Err(error) if is_of_all(&error) => return Err(located(error, &record)),
                Err(error) => records.push(Err(located(error, &record))),
                Ok(read) => records.push(Ok(read)),
            }
        }
        Ok(records)
    }

    /// Reads one record.
    ///
    /// # Errors
    /// As [`Decoder::decode`] and its results, without saying where the record is.
    pub(crate) async fn decode_record(&self, owned: OwnedRecord) -> Result<ReceivedRecord<K, V>> {
        let topic: ByteString = owned.topic;
        Ok(ReceivedRecord {
            key: read(&*self.key, &topic, Part::Key, owned.key.as_deref()).await?,
            value: read(&*self.value, &topic, Part::Value, owned.value.as_deref()).await?,
            topic,
            partition: owned.partition,
            offset: owned.offset,
            timestamp: owned.timestamp,
            headers: owned.headers,
        })
    }
}

async fn read<T>(
    format: &dyn Deserializer<T>,
    topic: &str,
    part: Part,
    bytes: Option<&[u8]>,
) -> Result<Option<T>> {
    let Some(bytes) = bytes else { return Ok(None) };
    if !format.is_ready(bytes) {
        format
            .prepare(topic, part, bytes)
            .await
            .map_err(|error| error.with("part", part.name()))?;
    }
    let read = format.deserialize(topic, part, bytes);
    read.map(Some).map_err(|error| error.with("part", part.name()))
}

/// Whether a record is not to blame for its error: others would have the same.
pub(crate) fn is_of_all(error: &Error) -> bool {
    error.advice() == Advice::Retry
        || matches!(
            error.kind(),
            ErrorKind::AuthenticationFailed
                | ErrorKind::NotAuthorized
                | ErrorKind::WrongProtocol
                | ErrorKind::Closed
        )
}

fn located(error: Error, record: &ConsumedRecord<'_>) -> Error {
    error
        .with("topic", record.topic())
        .with("partition", record.partition())
        .with("offset", record.offset)
}

impl<K, V> Clone for Decoder<K, V> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), value: self.value.clone() }
    }
}

impl<K, V> fmt::Debug for Decoder<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").finish_non_exhaustive()
    }
}
