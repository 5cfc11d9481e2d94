//! A broker, topics on it, and what can be seen of transactions from outside: where a partition ends for
//! readers of both isolation levels, what they read, and which offsets a group has.

use std::{
    process::Command,
    sync::{RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Instant,
};

use ottla_core::{
    model::ErrorCode,
    protocol::{
        codec::Records,
        messages::{
            ListOffsetsRequest, OffsetFetchRequest, ProduceRequest,
            list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
            offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
            produce_request::{PartitionProduceData, TopicProduceData},
        },
    },
};

use super::program::PATIENCE;
use crate::{
    groups::scene::SETTINGS as GROUP_SETTINGS,
    process::{BrokerProcess, run, tool},
    support::{Client, batch},
};

/// A cluster of somebody else has to have these, too.
const SETTINGS: [&str; 1] = ["transaction.abort.timed.out.transaction.cleanup.interval.ms=1000"];

/// `isolation.level` of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    Uncommitted,
    Committed,
}

impl Isolation {
    pub fn name(self) -> &'static str {
        match self {
            Self::Uncommitted => "read_uncommitted",
            Self::Committed => "read_committed",
        }
    }
}

/// What a reader has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub partition: i32,
    pub offset: i64,
    pub value: String,
}

/// Who uses a cluster of somebody else: many at a time, or one alone who changes how it works.
static SOMEBODY_ELSES: RwLock<()> = RwLock::new(());

enum Using {
    OurOwn,
    Shared { _lock: RwLockReadGuard<'static, ()> },
    Alone { _lock: RwLockWriteGuard<'static, ()> },
}

pub struct Scene {
    pub broker: BrokerProcess,
    _using: Using,
}

impl Scene {
    /// The cluster that the environment names, or a broker on disk whose timers are quick.
    pub fn start() -> Option<Self> {
        Self::with(|| {
            let lock = SOMEBODY_ELSES.read().unwrap_or_else(|poisoned| poisoned.into_inner());
            Using::Shared { _lock: lock }
        })
    }

    /// The same, while no other test of this folder uses that cluster: for changes of its features or
    /// settings.
    pub fn start_alone() -> Option<Self> {
        Self::with(|| {
            let lock = SOMEBODY_ELSES.write().unwrap_or_else(|poisoned| poisoned.into_inner());
            Using::Alone { _lock: lock }
        })
    }

    /// A broker of ours on disk, which can be started again.
    pub fn start_ours() -> Option<Self> {
        let settings = [&SETTINGS[..], &GROUP_SETTINGS].concat();
        Some(Self { broker: BrokerProcess::on_disk(&settings)?, _using: Using::OurOwn })
    }

    fn with(somebody_elses: impl FnOnce() -> Using) -> Option<Self> {
        let settings = [&SETTINGS[..], &GROUP_SETTINGS].concat();
        let broker = BrokerProcess::on_disk_with_or_elsewhere(&settings)?;
        let _using = if broker.is_ours() { Using::OurOwn } else { somebody_elses() };
        Some(Self { broker, _using })
    }

    pub fn address(&self) -> &str {
        &self.broker.address
    }

    /// A connection of our own.
    pub fn client(&self) -> Client {
        Client::connect(self.broker.address.parse().unwrap())
    }

    /// A new topic whose partitions are served.
    pub fn topic(&self, name: &str, partitions: i32) -> String {
        let topic = self.broker.topic(name);
        self.client().create_topic(&topic, partitions, &[]);
        let _ = self.ends(&topic, partitions, Isolation::Uncommitted);
        topic
    }

    /// Writes these values to a partition, in batches, outside of any transaction.
    pub fn write(&self, topic: &str, partition: i32, values: &[String]) {
        let mut client = self.client();
        for some in values.chunks(500) {
            let values: Vec<&str> = some.iter().map(String::as_str).collect();
            let records = Some(Records::from(batch(&values)));
            let data = TopicProduceData {
                name: topic.into(),
                partition_data: vec![PartitionProduceData { index: partition, records }],
                ..Default::default()
            };
            let request = ProduceRequest {
                acks: -1,
                timeout_ms: 10_000,
                topic_data: vec![data],
                ..Default::default()
            };
            let response = client.call_at(&request, 12);
            let written = &response.responses[0].partition_responses[0];
            assert_eq!(ErrorCode::from_code(written.error_code), ErrorCode::None, "{written:?}");
        }
    }

    /// The end of each partition for such a reader.
    pub fn ends(&self, topic: &str, partitions: i32, isolation: Isolation) -> Vec<i64> {
        let partition = |partition_index| ListOffsetsPartition {
            partition_index,
            timestamp: -1,
            ..Default::default()
        };
        let asked = ListOffsetsTopic {
            name: topic.into(),
            partitions: (0..partitions).map(partition).collect(),
        };
        let request = ListOffsetsRequest {
            replica_id: -1,
            isolation_level: i8::from(isolation == Isolation::Committed),
            topics: vec![asked],
            ..Default::default()
        };
        let mut client = self.client();
        until(&format!("{topic} is served"), || {
            let response = client.call_at(&request, 7);
            let mut found: Vec<_> = response.topics[0]
                .partitions
                .iter()
                .map(|one| (one.partition_index, one.error_code, one.offset))
                .collect();
            found.sort_unstable();
            let served = found.iter().all(|(_, code, _)| *code == 0);
            let ends = found.iter().map(|(_, _, offset)| *offset).collect();
            if served { Ok(ends) } else { Err(format!("{found:?}")) }
        })
    }

    /// Waits until no transaction is open in the topic.
    pub fn until_all_ended(&self, topic: &str, partitions: i32) {
        until(&format!("all transactions in {topic} have ended"), || {
            let all = self.ends(topic, partitions, Isolation::Uncommitted);
            let stable = self.ends(topic, partitions, Isolation::Committed);
            if all == stable { Ok(()) } else { Err(format!("ends {all:?}, stable {stable:?}")) }
        });
    }

    /// Reads so many records, or with 0 up to the end; `None` if there is no Python.
    pub fn read(&self, topic: &str, isolation: Isolation, count: usize) -> Option<Vec<Read>> {
        let mut command = program_of_python("confluent.py")?;
        command.args(["read", self.address(), topic, isolation.name(), &count.to_string()]);
        let output = run(&mut command, b"");
        let read = output.lines().map(|line| {
            let mut words = line.splitn(3, ' ');
            let mut next = || words.next().unwrap_or_else(|| panic!("{line}"));
            Read {
                partition: next().parse().unwrap(),
                offset: next().parse().unwrap(),
                value: next().to_owned(),
            }
        });
        Some(read.collect())
    }

    /// The values of one partition, in order.
    pub fn values(&self, topic: &str, partition: i32, isolation: Isolation) -> Option<Vec<String>> {
        let read = self.read(topic, isolation, 0)?;
        let of_partition = read.into_iter().filter(|read| read.partition == partition);
        Some(of_partition.map(|read| read.value).collect())
    }

    /// The offset that a group has committed, -1 without one, or why a reader of stable offsets does not
    /// get it.
    pub fn committed(&self, group: &str, topic: &str, partition: i32) -> Result<i64, ErrorCode> {
        let topics = OffsetFetchRequestTopics {
            name: topic.into(),
            partition_indexes: vec![partition],
            ..Default::default()
        };
        let group_asked = OffsetFetchRequestGroup {
            group_id: group.into(),
            member_epoch: -1,
            topics: Some(vec![topics]),
            ..Default::default()
        };
        let request = OffsetFetchRequest {
            groups: vec![group_asked],
            require_stable: true,
            ..Default::default()
        };
        self.client().coordinated(group, |client| {
            let mut response = client.call_at(&request, 9);
            let group = response.groups.remove(0);
            let answer = group.topics.first().map_or(Ok(-1), |topic| {
                let partition = &topic.partitions[0];
                match ErrorCode::from_code(partition.error_code) {
                    ErrorCode::None => Ok(partition.committed_offset),
                    code => Err(code),
                }
            });
            (answer, ErrorCode::from_code(group.error_code))
        })
    }

    /// Waits until the offset that a group has committed is this.
    pub fn until_committed(&self, group: &str, topic: &str, partition: i32, offset: i64) {
        until(&format!("{group} has committed {offset} of {topic}-{partition}"), || {
            let committed = self.committed(group, topic, partition);
            if committed == Ok(offset) { Ok(()) } else { Err(format!("{committed:?}")) }
        });
    }
}

/// Asks again until it is so; panics with the last answer if it never is.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Result<T, String>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match ask() {
            Ok(found) => return found,
            Err(why) => assert!(Instant::now() < deadline, "not in time: {what}: {why}"),
        }
        std::thread::yield_now();
    }
}

/// A script of this folder, about to run.
pub fn program_of_python(file: &str) -> Option<Command> {
    let mut command = tool("OTTLA_PYTHON").map(Command::new)?;
    command.arg(source(file));
    Some(command)
}

/// Where a program's source is.
pub fn source(file: &str) -> String {
    format!("{}/tests/interop/transactions/programs/{file}", env!("CARGO_MANIFEST_DIR"))
}
