//! How a producer chooses the partition of a record that names none.

use std::{fmt, sync::Arc};

use super::value::Value;

/// How a producer chooses the partition of a record that names none. Those of librdkafka are here for
/// topics whose partitions its clients have chosen so far.
///
/// ```
/// use ottla::{Partitioner, ProducerOptions};
///
/// let options = ProducerOptions { partitioner: Partitioner::Murmur2Random, ..Default::default() };
/// let mut by_key = ProducerOptions::default();
/// by_key.set("partitioner.class", "murmur2_random")?;
/// # let _ = (options, by_key);
/// # Ok::<(), ottla::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub enum Partitioner {
    /// Kafka's own: a record with a key goes where murmur2 of the key says; those without one stay with a
    /// partition for a batch, and then change to another (KIP-794).
    #[default]
    Sticky,
    /// Each partition in turn, whatever the key (Kafka's `RoundRobinPartitioner`).
    RoundRobin,
    /// Any partition, whatever the key (librdkafka's `random`).
    Random,
    /// Where CRC-32 of the key says; without a key as with an empty one (librdkafka's `consistent`).
    Consistent,
    /// Where CRC-32 of the key says; any partition without a key, or with an empty one (librdkafka's default,
    /// `consistent_random`).
    ConsistentRandom,
    /// Where murmur2 of the key says; without a key as with an empty one (librdkafka's `murmur2`).
    Murmur2,
    /// Where murmur2 of the key says; any partition without a key (librdkafka's `murmur2_random`).
    Murmur2Random,
    /// One's own.
    Custom(Arc<dyn Partition>),
}

/// Chooses partitions: [`Partitioner::Custom`].
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # let orders = [ottla::admin::NewTopic::new("orders").partitions(3)];
/// # client.admin().create_topics(orders).await?;
/// use std::sync::Arc;
///
/// use ottla::{Partition, Partitioner, ProducerOptions, Record};
///
/// /// Orders of the house have the first partition to themselves.
/// struct OwnFirst;
///
/// impl Partition for OwnFirst {
///     fn partition(&self, _: &str, key: Option<&[u8]>, _: Option<&[u8]>, partitions: i32) -> i32 {
///         match key {
///             Some(b"house") => 0,
///             key => 1 + key.map_or(0, <[u8]>::len) as i32 % (partitions - 1),
///         }
///     }
/// }
///
/// let producer = client.producer(ProducerOptions {
///     partitioner: Partitioner::Custom(Arc::new(OwnFirst)),
///     ..Default::default()
/// })?;
/// let written = producer.send(Record::to("orders").key("house").value("paid")).await?;
/// assert_eq!(written.partition, 0);
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
pub trait Partition: Send + Sync {
    /// The partition of a record, from 0 to `partitions - 1`; another number is an error of the record. It is
    /// called for every record that names no partition, under a lock: it has to be quick, and must not send.
    fn partition(
        &self,
        topic: &str,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        partitions: i32,
    ) -> i32;
}

impl fmt::Debug for dyn Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Partition")
    }
}

/// By Kafka's classes, or by the names of librdkafka.
impl Value for Partitioner {
    const ALLOWED: &'static str = "sticky, round_robin, random, consistent, consistent_random, murmur2, \
                                   murmur2_random or Kafka's RoundRobinPartitioner";

    fn parse(text: &str) -> Option<Self> {
        match text.rsplit('.').next()? {
            "sticky" | "null" | "" | "DefaultPartitioner" | "UniformStickyPartitioner" => {
                Some(Self::Sticky)
            }
            "round_robin" | "RoundRobinPartitioner" => Some(Self::RoundRobin),
            "random" => Some(Self::Random),
            "consistent" => Some(Self::Consistent),
            "consistent_random" => Some(Self::ConsistentRandom),
            "murmur2" => Some(Self::Murmur2),
            "murmur2_random" => Some(Self::Murmur2Random),
            _ => None,
        }
    }

    fn show(&self) -> String {
        let name = match self {
            Self::Sticky => "sticky",
            Self::RoundRobin => "round_robin",
            Self::Random => "random",
            Self::Consistent => "consistent",
            Self::ConsistentRandom => "consistent_random",
            Self::Murmur2 => "murmur2",
            Self::Murmur2Random => "murmur2_random",
            Self::Custom(_) => "one's own",
        };
        name.to_owned()
    }
}
