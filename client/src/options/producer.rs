//! Options of a producer.

use std::time::Duration;

use ottla_core::protocol::records::Compression;

/// Who must have a record before it counts as written.
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

/// How a producer gathers and sends records.
#[derive(Clone, Debug)]
pub struct ProducerOptions {
    /// How long a batch waits for more records. Default 5 ms. Zero sends at once, in more and
    /// smaller requests; more makes batches fuller and records later.
    pub linger: Duration,
    /// Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB.
    /// Larger ones compress better and need fewer requests; a topic's `max.message.bytes` bounds
    /// what a broker takes.
    pub batch_size: usize,
    /// Codec of the batches. Default none.
    pub compression: Compression,
    /// The codec's own scale; `None` is its default.
    pub compression_level: Option<i32>,
    /// Who must have a record before it counts as written. Default all in-sync replicas.
    pub acks: Acks,
    /// Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder
    /// records. Default true; needs `Acks::All`.
    pub idempotence: bool,
    /// Requests to one broker that wait for their answer. Default 5, and at most that with
    /// idempotence.
    pub max_in_flight: usize,
    /// Longest time from sending a record to its outcome, with all retries. Default 2 min.
    pub delivery_timeout: Duration,
    /// Longest time that sending waits for memory or for the topic to be known, and that each call to begin
    /// or end a transaction waits for its coordinator. Default 60 s.
    pub max_block: Duration,
    /// Memory for records without outcome, in bytes. Default 32 MiB. Sending waits when it is used
    /// up.
    pub buffer_memory: usize,
    /// Largest request, and record, in bytes. Default 1 MiB.
    pub request_bytes_max: usize,
    /// `transactional.id`: makes the producer transactional ([`crate::Producer::begin`]). It has to stay the
    /// same when the process starts again, and no two that live at the same time may have the same one:
    /// the newer fences the older. Needs `idempotence` and `Acks::All`. Default none.
    pub transactional_id: Option<String>,
    /// `transaction.timeout.ms`: the longest time from a transaction's first record to its end, after
    /// which its coordinator aborts it. Default 60 s; at least 1 ms, at most the broker's
    /// `transaction.max.timeout.ms` (15 min). Too short and slow transactions are lost; too long and a
    /// dead producer holds up `read_committed` readers.
    pub transaction_timeout: Duration,
    /// Whether topics that do not exist may be made by sending to them, if the broker does that.
    /// Default true.
    pub allow_auto_create_topics: bool,
}

impl Default for ProducerOptions {
    fn default() -> Self {
        Self {
            linger: Duration::from_millis(5),
            batch_size: 16 * 1024,
            compression: Compression::None,
            compression_level: None,
            acks: Acks::All,
            idempotence: true,
            max_in_flight: 5,
            delivery_timeout: Duration::from_secs(120),
            max_block: Duration::from_secs(60),
            buffer_memory: 32 * 1024 * 1024,
            request_bytes_max: 1024 * 1024,
            transactional_id: None,
            transaction_timeout: Duration::from_secs(60),
            allow_auto_create_topics: true,
        }
    }
}
