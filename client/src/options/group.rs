//! Options of a member of a consumer group.

use std::time::Duration;

use ottla_core::assignors::client::ClientAssignor;

use super::{
    IsolationLevel, PartitionConsumerOptions,
    definition::{Rule, options},
};

/// How a group is coordinated.
///
/// ```
/// use ottla::{ConsumerOptions, GroupProtocol};
///
/// // With members of older clients beside it.
/// let options =
///     ConsumerOptions { group_protocol: GroupProtocol::Classic, ..Default::default() };
/// assert_eq!(ConsumerOptions::default().group_protocol, GroupProtocol::Consumer);
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupProtocol {
    /// Members assign: one of them runs an assignor over what all subscribe to. Every broker has it.
    Classic,
    /// The coordinator assigns (KIP-848), and only members that partitions move between notice. Brokers
    /// have it from Apache Kafka 4.0 on.
    #[default]
    Consumer,
}

/// Where to start in a partition of which the group has no committed offset, or where the offset to read
/// is not in the log (`auto.offset.reset`). An example is at [`ConsumerOptions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoOffsetReset {
    /// At the first record that is still there.
    Earliest,
    /// After the last record: what is written from now on.
    #[default]
    Latest,
    /// At the first record that is younger than this; after the last one if none is (KIP-1106).
    ByDuration(Duration),
    /// Nowhere: `next_batch` fails with `OffsetOutOfRange`, so that nothing is skipped or read twice
    /// unnoticed.
    None,
}

options! {
    /// How a member of a consumer group behaves. The defaults are Apache Kafka's, but for
    /// `group_protocol`.
    ///
    /// ```
    /// use ottla::{AutoOffsetReset, ConsumerOptions};
    ///
    /// let options = ConsumerOptions {
    ///     group_id: "billing".into(),
    ///     topics: vec!["orders".into()],
    ///     auto_offset_reset: AutoOffsetReset::Earliest,
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.session_timeout.as_secs(), 45);
    /// ```
    pub struct ConsumerOptions {
        /// The group that shares the topics' partitions and committed offsets. No default; may
        /// not be empty.
        "group.id"
        group_id: String = String::new(), Rule::Any;
        /// Names to subscribe to. Either these or `topic_pattern`.
        "topics"
        topics: Vec<String> = Vec::new(), Rule::Any;
        /// A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also
        /// those that are made later. Topics of the cluster itself are not read. The coordinator finds them
        /// (KIP-848), in a classic group the client, every `metadata_age_max`. None is made for it, whatever
        /// `allow_auto_create_topics` says. What RE2 alone has, as `\Q…\E`, is refused.
        "topic.pattern"
        topic_pattern: Option<String> = None, Rule::Any;
        /// Makes the member static. Its partitions wait for it for the session time-out
        /// when it goes, and it gets them back without a rebalance (KIP-345). Of two members with the same one
        /// the first is fenced in the classic protocol; with KIP-848 the second is refused until the first has
        /// left, or was not heard of for the session time-out. Default none.
        "group.instance.id"
        group_instance_id: Option<String> = None, Rule::NotEmpty;
        /// Where this client is, for assignors that look for near replicas, and to be read from those, as
        /// [`PartitionConsumerOptions::client_rack`]. Default none.
        "client.rack"
        client_rack: Option<String> = None, Rule::Any;
        /// Default [`GroupProtocol::Consumer`], falling back to the classic one where
        /// the broker does not have it; Apache Kafka's default is classic.
        "group.protocol"
        group_protocol: GroupProtocol = GroupProtocol::default(), Rule::Any;
        /// The coordinator's assignor with KIP-848, `uniform` or `range`. Default
        /// the first one of the broker's `group.consumer.assignors`.
        "group.remote.assignor"
        group_remote_assignor: Option<String> = None, Rule::Any;
        /// The assignors of the classic protocol, the preferred one first. All members need one in
        /// common. Members rebalance cooperatively only if all of theirs can. Default range,
        /// cooperative-sticky.
        "partition.assignment.strategy"
        partition_assignment_strategy: Vec<ClientAssignor> = vec![ClientAssignor::Range, ClientAssignor::CooperativeSticky],
            Rule::Any;
        /// In the classic protocol a member that was not heard of for that long is out
        /// of the group. Default 45 s; within the broker's `group.min.session.timeout.ms` (6 s) and
        /// `group.max.session.timeout.ms` (30 min). Too short and a pause costs a rebalance; too long and the
        /// partitions of a dead member stand still.
        "session.timeout.ms"
        session_timeout: Duration = Duration::from_secs(45), Rule::Between(1, Rule::INT_MAX);
        /// Of the classic protocol. Default 3 s; shorter than `session_timeout`, at
        /// most a third of it is usual. Shorter ones notice rebalances sooner and cost requests.
        "heartbeat.interval.ms"
        heartbeat_interval: Duration = Duration::from_secs(3), Rule::Between(1, Rule::INT_MAX);
        /// The longest time between two calls of `next_batch`; a member that takes
        /// longer leaves the group, and joins again with the next call. Also the time that members have to
        /// join a rebalance. Default 5 min; at least 1 ms. Too short and a slow batch costs the partitions;
        /// too long and one stuck member holds up every rebalance.
        "max.poll.interval.ms"
        max_poll_interval: Duration = Duration::from_secs(300), Rule::Between(1, Rule::INT_MAX);
        /// Default latest.
        "auto.offset.reset"
        auto_offset_reset: AutoOffsetReset = AutoOffsetReset::default(), Rule::Any;
        /// What was handed out is committed by itself: every `auto_commit_interval`
        /// during `next_batch`, before partitions are given up, and by `close`. Default true. Then a batch
        /// counts as done when the next one is asked for.
        "enable.auto.commit"
        enable_auto_commit: bool = true, Rule::Any;
        /// Default 5 s. A shorter one repeats less after a crash and costs
        /// requests.
        "auto.commit.interval.ms"
        auto_commit_interval: Duration = Duration::from_secs(5), Rule::Between(1, Rule::INT_MAX);
        /// Default read uncommitted.
        "isolation.level"
        isolation: IsolationLevel = PartitionConsumerOptions::default().isolation, Rule::Any;
        /// As [`PartitionConsumerOptions::fetch_bytes_min`].
        "fetch.min.bytes"
        fetch_bytes_min: i32 = PartitionConsumerOptions::default().fetch_bytes_min, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::fetch_bytes_max`].
        "fetch.max.bytes"
        fetch_bytes_max: i32 = PartitionConsumerOptions::default().fetch_bytes_max, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::partition_bytes_max`].
        "max.partition.fetch.bytes"
        partition_bytes_max: i32 = PartitionConsumerOptions::default().partition_bytes_max, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::fetch_queue_bytes_max`].
        "fetch.queue.max.bytes"
        fetch_queue_bytes_max: i32 = PartitionConsumerOptions::default().fetch_queue_bytes_max,
            Rule::Between(1, Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::fetch_wait_max`].
        "fetch.max.wait.ms"
        fetch_wait_max: Duration = PartitionConsumerOptions::default().fetch_wait_max, Rule::Between(0,
            Rule::INT_MAX);
        /// As [`PartitionConsumerOptions::check_crcs`].
        "check.crcs"
        check_crcs: bool = PartitionConsumerOptions::default().check_crcs, Rule::Any;
        /// Whether subscribing to a topic that does not exist may make it, if
        /// the broker does that. Default true.
        "allow.auto.create.topics"
        allow_auto_create_topics: bool = true, Rule::Any;
        /// The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and the last
        /// offsets are not committed, and the group waits for the session time-out.
        "close.timeout.ms"
        close_timeout: Duration = Duration::from_secs(30), Rule::Between(0, Rule::INT_MAX);
    }
    and {}
}

impl ConsumerOptions {
    /// How the partitions are read.
    pub(crate) fn fetching(&self) -> PartitionConsumerOptions {
        PartitionConsumerOptions {
            fetch_bytes_min: self.fetch_bytes_min,
            fetch_bytes_max: self.fetch_bytes_max,
            partition_bytes_max: self.partition_bytes_max,
            fetch_queue_bytes_max: self.fetch_queue_bytes_max,
            fetch_wait_max: self.fetch_wait_max,
            isolation: self.isolation,
            auto_offset_reset: self.auto_offset_reset,
            check_crcs: self.check_crcs,
            client_rack: self.client_rack.clone(),
            group_id: Some(self.group_id.clone()),
            close_timeout: self.close_timeout,
        }
    }
}
