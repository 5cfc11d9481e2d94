//! Options of a member of a consumer group.

use std::time::Duration;

use ottla_core::assignors::client::ClientAssignor;

use super::{IsolationLevel, OffsetReset, PartitionConsumerOptions};

/// How a group is coordinated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupProtocol {
    /// Members assign: one of them runs an assignor over what all subscribe to. Every broker has it.
    Classic,
    /// The coordinator assigns (KIP-848), and only members that partitions move between notice. Brokers
    /// have it from Apache Kafka 4.0 on.
    #[default]
    Consumer,
}

/// Where to start in a partition of which the group has no committed offset, or one that is not in the
/// log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoOffsetReset {
    /// At the first record that is still there.
    Earliest,
    /// After the last record: what is written from now on.
    #[default]
    Latest,
    /// At the first record that is younger than this; after the last one if none is (KIP-1106).
    ByDuration(Duration),
    /// Nowhere: `next_batch` fails with `OffsetOutOfRange`.
    None,
}

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
#[derive(Clone, Debug)]
pub struct ConsumerOptions {
    /// `group.id`: the group that shares the topics' partitions and committed offsets. No default; may
    /// not be empty.
    pub group_id: String,
    /// `topics`: names to subscribe to. Either these or `topic_pattern`.
    pub topics: Vec<String>,
    /// A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also
    /// those that are made later. Topics of the cluster itself do not count. The coordinator finds them
    /// (KIP-848), in a classic group the client, every `metadata_age_max`.
    pub topic_pattern: Option<String>,
    /// `group.instance.id`: makes the member static. Its partitions wait for it for the session time-out
    /// when it goes, and it gets them back without a rebalance (KIP-345). Two members with the same one
    /// fence each other. Default none.
    pub group_instance_id: Option<String>,
    /// `client.rack`: where this client is, for assignors that look for near replicas. Default none.
    pub client_rack: Option<String>,
    /// `group.protocol`. Default [`GroupProtocol::Consumer`], falling back to the classic one where
    /// the broker does not have it; Apache Kafka's default is classic.
    pub group_protocol: GroupProtocol,
    /// `group.remote.assignor`: the coordinator's assignor with KIP-848, `uniform` or `range`. Default
    /// the first one of the broker's `group.consumer.assignors`.
    pub group_remote_assignor: Option<String>,
    /// `partition.assignment.strategy` of the classic protocol, the preferred one first. All members need
    /// one in common. Members rebalance cooperatively only if all of theirs can. Default range,
    /// cooperative-sticky.
    pub partition_assignment_strategy: Vec<ClientAssignor>,
    /// `session.timeout.ms` of the classic protocol: a member that was not heard of for that long is out
    /// of the group. Default 45 s; within the broker's `group.min.session.timeout.ms` (6 s) and
    /// `group.max.session.timeout.ms` (30 min). Too short and a pause costs a rebalance; too long and the
    /// partitions of a dead member stand still.
    pub session_timeout: Duration,
    /// `heartbeat.interval.ms` of the classic protocol. Default 3 s; shorter than `session_timeout`, at
    /// most a third of it is usual. Shorter ones notice rebalances sooner and cost requests.
    pub heartbeat_interval: Duration,
    /// `max.poll.interval.ms`: the longest time between two calls of `next_batch`; a member that takes
    /// longer leaves the group, and joins again with the next call. Also the time that members have to
    /// join a rebalance. Default 5 min; at least 1 ms. Too short and a slow batch costs the partitions;
    /// too long and one stuck member holds up every rebalance.
    pub max_poll_interval: Duration,
    /// `auto.offset.reset`. Default latest.
    pub auto_offset_reset: AutoOffsetReset,
    /// `enable.auto.commit`: what was handed out is committed by itself: every `auto_commit_interval`
    /// during `next_batch`, before partitions are given up, and by `close`. Default true. Then a batch
    /// counts as done when the next one is asked for.
    pub enable_auto_commit: bool,
    /// `auto.commit.interval.ms`. Default 5 s. A shorter one repeats less after a crash and costs
    /// requests.
    pub auto_commit_interval: Duration,
    /// `isolation.level`. Default read uncommitted.
    pub isolation: IsolationLevel,
    /// `fetch.min.bytes`. As [`PartitionConsumerOptions::fetch_bytes_min`].
    pub fetch_bytes_min: i32,
    /// `fetch.max.bytes`. As [`PartitionConsumerOptions::fetch_bytes_max`].
    pub fetch_bytes_max: i32,
    /// `max.partition.fetch.bytes`. As [`PartitionConsumerOptions::partition_bytes_max`].
    pub partition_bytes_max: i32,
    /// `fetch.max.wait.ms`. As [`PartitionConsumerOptions::fetch_wait_max`].
    pub fetch_wait_max: Duration,
    /// `check.crcs`. As [`PartitionConsumerOptions::check_crcs`].
    pub check_crcs: bool,
    /// `allow.auto.create.topics`: whether subscribing to a topic that does not exist may make it, if
    /// the broker does that. Default true.
    pub allow_auto_create_topics: bool,
    /// The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and the last
    /// offsets are not committed, and the group waits for the session time-out.
    pub close_timeout: Duration,
}

impl Default for ConsumerOptions {
    fn default() -> Self {
        let fetch = PartitionConsumerOptions::default();
        Self {
            group_id: String::new(),
            topics: Vec::new(),
            topic_pattern: None,
            group_instance_id: None,
            client_rack: None,
            group_protocol: GroupProtocol::default(),
            group_remote_assignor: None,
            partition_assignment_strategy: vec![
                ClientAssignor::Range,
                ClientAssignor::CooperativeSticky,
            ],
            session_timeout: Duration::from_secs(45),
            heartbeat_interval: Duration::from_secs(3),
            max_poll_interval: Duration::from_secs(300),
            auto_offset_reset: AutoOffsetReset::default(),
            enable_auto_commit: true,
            auto_commit_interval: Duration::from_secs(5),
            isolation: fetch.isolation,
            fetch_bytes_min: fetch.fetch_bytes_min,
            fetch_bytes_max: fetch.fetch_bytes_max,
            partition_bytes_max: fetch.partition_bytes_max,
            fetch_wait_max: fetch.fetch_wait_max,
            check_crcs: fetch.check_crcs,
            allow_auto_create_topics: true,
            close_timeout: Duration::from_secs(30),
        }
    }
}

impl ConsumerOptions {
    /// How the partitions are read.
    pub(crate) fn fetching(&self) -> PartitionConsumerOptions {
        PartitionConsumerOptions {
            fetch_bytes_min: self.fetch_bytes_min,
            fetch_bytes_max: self.fetch_bytes_max,
            partition_bytes_max: self.partition_bytes_max,
            fetch_wait_max: self.fetch_wait_max,
            isolation: self.isolation,
            offset_reset: match self.auto_offset_reset {
                AutoOffsetReset::Earliest => OffsetReset::Earliest,
                AutoOffsetReset::Latest => OffsetReset::Latest,
                AutoOffsetReset::ByDuration(age) => OffsetReset::ByDuration(age),
                AutoOffsetReset::None => OffsetReset::Error,
            },
            check_crcs: self.check_crcs,
        }
    }
}
