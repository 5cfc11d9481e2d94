//! Options of a consumer of a share group.

use std::time::Duration;

use super::{
    PartitionConsumerOptions,
    definition::{Rule, options},
    value::{Value, named},
};

/// Who says what became of a record that was handed out (`share.acknowledgement.mode`). An example is at
/// [`ShareConsumerOptions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AcknowledgementMode {
    /// The next call of `next_batch` or `commit` accepts all that was handed out before.
    #[default]
    Implicit,
    /// The user acknowledges each record; `next_batch` fails while one is open.
    Explicit,
}

/// How many records a broker gives for one request (`share.acquire.mode`, KIP-1206;
/// [`ShareConsumerOptions`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AcquireMode {
    /// Whole batches, as they were written: more than `max_poll_records` may be acquired at once. Fast.
    #[default]
    BatchOptimized,
    /// Never more than `max_poll_records`: one broker is asked at a time, so that slow work on few records
    /// holds up no others.
    RecordLimit,
}

impl AcquireMode {
    pub(crate) fn code(self) -> i8 {
        match self {
            Self::BatchOptimized => 0,
            Self::RecordLimit => 1,
        }
    }
}

named!(AcknowledgementMode, "implicit or explicit", {
    Self::Implicit => "implicit", Self::Explicit => "explicit",
}, {
    "implicit" => Self::Implicit, "explicit" => Self::Explicit,
});

named!(AcquireMode, "batch_optimized or record_limit", {
    Self::BatchOptimized => "batch_optimized", Self::RecordLimit => "record_limit",
}, {
    "batch_optimized" => Self::BatchOptimized, "record_limit" => Self::RecordLimit,
});

options! {
    /// How a member of a share group behaves (KIP-932). The defaults are Apache Kafka's. How long a record
    /// stays acquired, how often it is delivered and where a new group starts are settings of the group:
    /// `share.record.lock.duration.ms`, `share.delivery.count.limit`, `share.auto.offset.reset`.
    ///
    /// ```
    /// use ottla::{AcknowledgementMode, ShareConsumerOptions};
    ///
    /// let options = ShareConsumerOptions {
    ///     group_id: "mails".into(),
    ///     topics: vec!["orders".into()],
    ///     acknowledgement_mode: AcknowledgementMode::Explicit,
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.max_poll_records, 500);
    /// ```
    pub struct ShareConsumerOptions {
        /// The share group. No default; may not be empty.
        "group.id"
        group_id: String = String::new(), Rule::Any;
        /// Names to subscribe to. None are needed if `subscribe` is called later.
        "topics"
        topics: Vec<String> = Vec::new(), Rule::Any;
        /// Where this client is; the coordinator is told. Default none.
        "client.rack"
        client_rack: Option<String> = None, Rule::Any;
        /// Most records that one call of `next_batch` hands out, and that brokers are asked for at once.
        /// Default 500. A larger one costs fewer requests; a smaller one leaves more to other members.
        "max.poll.records"
        max_poll_records: i32 = 500, Rule::Between(1, Rule::INT_MAX);
        /// Default implicit.
        "share.acknowledgement.mode"
        acknowledgement_mode: AcknowledgementMode = AcknowledgementMode::default(), Rule::Any;
        /// Default batch_optimized. Brokers know record_limit from Apache Kafka 4.2 on.
        "share.acquire.mode"
        acquire_mode: AcquireMode = AcquireMode::default(), Rule::Any;
        /// As [`PartitionConsumerOptions::fetch_bytes_min`].
        "fetch.min.bytes"
        fetch_bytes_min: i32 = PartitionConsumerOptions::default().fetch_bytes_min, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::fetch_bytes_max`].
        "fetch.max.bytes"
        fetch_bytes_max: i32 = PartitionConsumerOptions::default().fetch_bytes_max, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::fetch_wait_max`]. An acknowledgement waits behind a fetch that
        /// waits, for a share session has one request at a time.
        "fetch.max.wait.ms"
        fetch_wait_max: Duration = PartitionConsumerOptions::default().fetch_wait_max, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::check_crcs`].
        "check.crcs"
        check_crcs: bool = PartitionConsumerOptions::default().check_crcs, Rule::Any;
        /// The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and records
        /// stay acquired until their lock times out.
        "close.timeout.ms"
        close_timeout: Duration = Duration::from_secs(30), Rule::Between(0, Rule::INT_MAX);
    }
    and {}
}
