//! Brokers die while Apache Kafka's `TransactionalMessageCopier` copies numbers from one topic to another in transactions,
//! offsets with them, some aborted: readers of `read_committed` find each number once and in order.

use std::collections::BTreeMap;

use super::{
    brokers::{Brokers, IDS},
    load::topic,
};
use crate::{
    process::{java, kcat, run},
    transactions::program::Program,
};

const PARTITIONS: i32 = 3;
const NUMBERS: usize = 6_000;
/// Numbers that each copier has read before the next broker dies.
const CALM: u64 = 600;

struct Copies {
    input: String,
    copy: String,
    // They end before the brokers do.
    copiers: Vec<Program>,
    brokers: Brokers,
}

impl Copies {
    fn start() -> Option<Self> {
        let brokers = Brokers::start(&["transaction.state.log.num.partitions=3"])?;
        let (input, copy) = (topic("numbers"), topic("copy"));
        for topic in [&input, &copy] {
            brokers.create_topic(topic, PARTITIONS)?;
        }
        let numbers: Vec<String> = (0..NUMBERS).map(|number| number.to_string()).collect();
        for partition in 0..PARTITIONS {
            let mut command = kcat()?;
            command.args(["-P", "-b", &brokers.bootstrap(), "-t", &input, "-X", "acks=all"]);
            run(command.args(["-p", &partition.to_string()]), numbers.join("\n").as_bytes());
        }
        let mut copies = Self { input, copy, copiers: Vec::new(), brokers };
        for partition in 0..PARTITIONS {
            let copier = copies.copier(partition)?;
            copies.copiers.push(copier);
        }
        Some(copies)
    }

    fn copier(&self, partition: i32) -> Option<Program> {
        let mut command = java("org.apache.kafka.tools.TransactionalMessageCopier")?;
        command.args(["--broker-list", &self.brokers.bootstrap(), "--consumer-group", "copiers"]);
        command.args(["--input-topic", &self.input, "--output-topic", &self.copy]);
        command.args(["--input-partition", &partition.to_string()]);
        command.args(["--transactional-id", &format!("copier-{partition}")]);
        command.args(["--transaction-timeout", "60000", "--transaction-size", "40"]);
        command.args(["--enable-random-aborts", "--use-group-metadata"]);
        Some(Program::start(&format!("copier {partition}"), command))
    }

    /// Waits until each has copied so many numbers.
    fn until_copied(&self, numbers: u64) {
        let copied = |line: &str| {
            let said: serde_json::Value = serde_json::from_str(line).ok()?;
            said["totalProcessed"].as_u64().filter(|copied| *copied >= numbers)
        };
        for copier in &self.copiers {
            copier.until(&format!("{numbers} numbers are copied"), 0, copied);
        }
    }

    /// All is copied, once and in order.
    fn finish(mut self) -> Option<()> {
        self.copiers.iter_mut().for_each(Program::until_ended);
        let mut command = kcat()?;
        command.args(["-C", "-q", "-e", "-b", &self.brokers.bootstrap(), "-t", &self.copy]);
        command.args(["-X", "isolation.level=read_committed", "-o", "beginning"]);
        let read = run(command.args(["-f", "%p %s\\n"]), b"");
        let mut copied: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for line in read.lines() {
            let (partition, number) = line.split_once(' ').expect("a partition and a number");
            copied.entry(partition.parse().unwrap()).or_default().push(number.parse().unwrap());
        }
        for partition in 0..PARTITIONS {
            let copied = &copied[&partition];
            let differs = copied.iter().enumerate().find(|(at, number)| at != *number);
            let count = copied.len();
            assert_eq!((differs, count), (None, NUMBERS), "partition {partition}");
        }
        Some(())
    }
}

#[test]
fn transactions_are_whole_though_every_broker_is_killed_in_turn() {
    let Some(mut copies) = Copies::start() else { return };
    for (turn, id) in (1..).zip(IDS) {
        copies.until_copied(turn * CALM);
        // Each leads something: partitions, coordinators' topics, or the quorum.
        copies.brokers.kill(id);
        copies.until_copied(turn * CALM + CALM / 2);
        copies.brokers.start_again(id);
        copies.brokers.until_in_sync(&copies.copy, None, &IDS);
        copies.brokers.until_in_sync("__transaction_state", None, &IDS);
    }
    let _ = copies.finish();
}
