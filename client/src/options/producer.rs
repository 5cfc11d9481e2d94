//! Options of a producer.

use std::{sync::Arc, time::Duration};

use ottla_core::protocol::records::Compression;

use super::{
    definition::{Rule, complaints, options, refuse},
    partitioner::Partitioner,
    value::Value,
};
use crate::{
    ProducerInterceptor, Result, TraceContext,
    engine::partitioner::{Keys, Load, Partitioning},
};

/// Requests to one broker that idempotence allows at a time: it remembers that many batches.
const IDEMPOTENT_IN_FLIGHT_MAX: usize = 5;

/// Who must have a record before it counts as written ([`ProducerOptions`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acks {
    /// Nobody: brokers do not even answer, and offsets are not known.
    None,
    /// The leader. Records are lost if it fails before others have them.
    Leader,
    /// All in-sync replicas.
    #[default]
    All,
}

impl Acks {
    pub(crate) fn code(self) -> i16 {
        match self {
            Self::None => 0,
            Self::Leader => 1,
            Self::All => -1,
        }
    }
}

options! {
    /// How a producer gathers and sends records.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use ottla::{Acks, Compression, ProducerOptions};
    ///
    /// // Larger batches, later: for many records that nobody waits for.
    /// let options = ProducerOptions {
    ///     linger: Duration::from_millis(50),
    ///     batch_size: 256 * 1024,
    ///     compression: Compression::Zstd,
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.acks, Acks::All);
    /// // Or by Kafka's keys, as a properties file has them.
    /// let options = ProducerOptions::from_properties([("linger.ms", "50"), ("acks", "all")])?;
    /// assert_eq!(options.linger, Duration::from_millis(50));
    /// # Ok::<(), ottla::Error>(())
    /// ```
    pub struct ProducerOptions {
        /// How long a batch waits for more records. Default 5 ms. Zero sends at once, in more and
        /// smaller requests; more makes batches fuller and records later.
        "linger.ms"
        linger: Duration = Duration::from_millis(5), Rule::Between(0, Rule::INT_MAX);
        /// Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB.
        /// Larger ones compress better and need fewer requests; those that are larger, compressed, than a
        /// topic's `max.message.bytes` are sent again in pieces, which costs time.
        "batch.size"
        batch_size: usize = 16 * 1024, Rule::Between(1, Rule::INT_MAX);
        /// Codec of the batches. Default none.
        "compression.type"
        compression: Compression = Compression::None, Rule::Any;
        /// How hard gzip works, 1 to 9; `None` or -1 is its default (KIP-390).
        "compression.gzip.level"
        compression_gzip_level: Option<i32> = None, Rule::Between(-1, 9);
        /// How hard LZ4 works, 1 to 17; `None` is its default (KIP-390).
        "compression.lz4.level"
        compression_lz4_level: Option<i32> = None, Rule::Between(1, 17);
        /// How hard Zstandard works; `None` is its default, 3 (KIP-390).
        "compression.zstd.level"
        compression_zstd_level: Option<i32> = None, Rule::Between(-131_072, 22);
        /// Who must have a record before it counts as written. Default all in-sync replicas.
        "acks"
        acks: Acks = Acks::All, Rule::Any;
        /// Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder
        /// records. Default true; needs `Acks::All`. A list of properties that has other `acks` and does not
        /// have this takes it off, as in Apache Kafka.
        "enable.idempotence"
        idempotence: bool = true, Rule::Any;
        /// Requests to one broker that wait for their answer. Default 5, and at most that with
        /// idempotence.
        "max.in.flight.requests.per.connection"
        max_in_flight: usize = 5, Rule::Between(1, Rule::INT_MAX);
        /// Longest time from sending a record to its outcome, with all retries. Default 2 min.
        "delivery.timeout.ms"
        delivery_timeout: Duration = Duration::from_secs(120), Rule::Between(1, Rule::INT_MAX);
        /// Longest time that sending waits for memory or for the topic to be known, and that each call to begin
        /// or end a transaction waits for its coordinator. Default 60 s.
        "max.block.ms"
        max_block: Duration = Duration::from_secs(60), Rule::Between(0, Rule::INT_MAX);
        /// Memory for records without outcome, in bytes. Default 32 MiB. Sending waits when it is used
        /// up.
        "buffer.memory"
        buffer_memory: usize = 32 * 1024 * 1024, Rule::Between(1, i64::MAX);
        /// Largest request, and record, in bytes. Default 1 MiB.
        "max.request.size"
        request_bytes_max: usize = 1024 * 1024, Rule::Between(1, Rule::INT_MAX);
        /// How the partition of a record is chosen that names none. Default Kafka's own: by the key's murmur2,
        /// and without a key one partition for a batch.
        "partitioner.class"
        partitioner: Partitioner = Partitioner::Sticky, Rule::Any;
        /// Whether the key is not looked at. Default false; with the partitioner `Sticky`.
        "partitioner.ignore.keys"
        partitioner_ignore_keys: bool = false, Rule::Any;
        /// Whether partitions for which fewer batches wait are chosen more often. Default true; with the
        /// partitioner `Sticky`.
        "partitioner.adaptive.partitioning.enable"
        partitioner_adaptive: bool = true, Rule::Any;
        /// A broker that has not taken what is due for so long gets no records without a key as long as
        /// others do. Default 0: never. With the partitioner `Sticky`.
        "partitioner.availability.timeout.ms"
        partitioner_availability_timeout: Duration = Duration::ZERO, Rule::Between(0, i64::MAX);
        /// Makes the producer transactional ([`crate::Producer::begin`]). It has to stay the
        /// same when the process starts again, and no two that live at the same time may have the same one:
        /// the newer fences the older. Needs `idempotence` and `Acks::All`. Default none.
        "transactional.id"
        transactional_id: Option<String> = None, Rule::NotEmpty;
        /// The longest time from a transaction's first record to its end, after
        /// which its coordinator aborts it. Default 60 s; at least 1 ms, at most the broker's
        /// `transaction.max.timeout.ms` (15 min). Too short and slow transactions are lost; too long and a
        /// dead producer holds up `read_committed` readers.
        "transaction.timeout.ms"
        transaction_timeout: Duration = Duration::from_secs(60), Rule::Between(1, Rule::INT_MAX);
        /// Whether topics that do not exist may be made by sending to them, if the broker does that.
        /// Default true.
        "allow.auto.create.topics"
        allow_auto_create_topics: bool = true, Rule::Any;
    }
    and {
        /// Who sees every record before it is sent, and every outcome, in this order. Default nobody.
        interceptors: Vec<Arc<dyn ProducerInterceptor>> = Vec::new();
        /// Who says which span a record belongs to: it is put into the headers `traceparent` and `tracestate`
        /// of those that have none. Default nobody, and no headers. With the feature `opentelemetry` there is
        /// `OpenTelemetry`.
        trace_context: Option<Arc<dyn TraceContext>> = None;
    }
    inferred acks_without_idempotence
}

/// As in Apache Kafka, a list whose `acks` idempotence does not go with, and that does not ask for it, takes it off.
fn acks_without_idempotence(options: &mut ProducerOptions, named: &[&'static str]) {
    let asked_for = named.contains(&"enable.idempotence") || options.transactional_id.is_some();
    if options.acks != Acks::All && !asked_for {
        tracing::info!("enable.idempotence is off: acks is {}", options.acks.show());
        options.idempotence = false;
    }
}

impl ProducerOptions {
    /// How hard the chosen codec works.
    pub(crate) fn compression_level(&self) -> Option<i32> {
        match self.compression {
            Compression::None | Compression::Snappy => None,
            Compression::Gzip => self.compression_gzip_level,
            Compression::Lz4 => self.compression_lz4_level,
            Compression::Zstd => self.compression_zstd_level,
        }
    }

    /// How partitions are chosen.
    pub(crate) fn partitioning(&self) -> Partitioning {
        Partitioning {
            partitioner: self.partitioner.clone(),
            keys: if self.partitioner_ignore_keys { Keys::Ignored } else { Keys::Hashed },
            load: if self.partitioner_adaptive { Load::Regarded } else { Load::Disregarded },
            availability_timeout: self.partitioner_availability_timeout,
            linger: self.linger,
        }
    }

    /// Tells all that is wrong.
    ///
    /// # Errors
    /// `InvalidInput`.
    pub(crate) fn check(&self) -> Result<()> {
        let mut complaints = complaints(Self::DEFINITIONS, self);
        if self.idempotence && self.acks != Acks::All {
            complaints.push(format!(
                "acks is {}: idempotence (enable.idempotence) needs all; set idempotence to false to \
                 use others",
                self.acks.show()
            ));
        }
        if self.idempotence && self.max_in_flight > IDEMPOTENT_IN_FLIGHT_MAX {
            complaints.push(format!(
                "max_in_flight (max.in.flight.requests.per.connection) is {}: idempotence allows 1 to \
                 {IDEMPOTENT_IN_FLIGHT_MAX}",
                self.max_in_flight
            ));
        }
        if let Some(id) = &self.transactional_id
            && !self.idempotence
        {
            complaints.push(format!(
                "transactional_id (transactional.id) is {id}: it needs idempotence (enable.idempotence) to \
                 be true"
            ));
        }
        if self.compression_gzip_level == Some(0) {
            complaints.push(
                "compression_gzip_level is 0: 1 to 9 is allowed, and -1, its default".to_owned(),
            );
        }
        if self.delivery_timeout < self.linger {
            complaints.push(format!(
                "delivery_timeout (delivery.timeout.ms) is {:?}: it has to be at least linger, {:?}",
                self.delivery_timeout, self.linger
            ));
        }
        refuse("make a producer", complaints)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_those_that_apache_kafka_takes() {
        let with = |level| ProducerOptions { compression_gzip_level: level, ..Default::default() };
        for level in [None, Some(-1), Some(1), Some(9)] {
            with(level).check().unwrap();
        }
        for level in [-2, 0, 10] {
            let error = with(Some(level)).check().unwrap_err().to_string();
            assert!(error.contains(&format!("compression_gzip_level is {level}:")), "{error}");
        }
    }

    #[test]
    fn what_cannot_work_is_refused_all_at_once() {
        let options = ProducerOptions {
            acks: Acks::Leader,
            max_in_flight: 6,
            batch_size: 0,
            transactional_id: Some(String::new()),
            compression_gzip_level: Some(10),
            ..Default::default()
        };
        let error = options.check().unwrap_err().to_string();
        for part in [
            "5 options are wrong",
            "acks is 1: idempotence",
            "max_in_flight (max.in.flight.requests.per.connection) is 6: idempotence allows 1 to 5",
            "batch_size (batch.size)",
            "transactional.id is empty",
            "compression.gzip.level is 10: -1 to 9",
        ] {
            let said = error.contains(part) || error.contains(&part.replace('.', "_"));
            assert!(said || part.starts_with("batch_size"), "{part}: {error}");
        }
        assert!(error.contains("batch_size is 0: 1 to 2147483647"), "{error}");
        ProducerOptions::default().check().unwrap();
    }
}
