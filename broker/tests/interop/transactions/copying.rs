//! Copiers: programs that consume numbered messages and write them to another topic, the offsets with them, in
//! one transaction after the other, some of them aborted. However often they are killed, readers of
//! `read_committed` find in the copy what is in the input, once and in order.

use std::process::Command;

use super::{
    program::Program,
    scene::{Isolation, Scene, program_of_python, until},
};
use crate::process::{java, tool};

pub const PARTITIONS: i32 = 3;

/// Which program copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Apache Kafka's `TransactionalMessageCopier` with one partition, which the group does not know of.
    OfPartition(Metadata),
    /// The same, as a member of a group.
    InGroup,
    /// confluent-kafka, as a member of a group.
    Confluent,
    /// franz-go's `GroupTransactSession`.
    FranzGo,
}

impl Kind {
    /// Panics if a copier that has no end by itself has ended.
    fn is_at_work(self, copier: &Program) {
        match self {
            Self::OfPartition(_) | Self::InGroup => {}
            Self::Confluent | Self::FranzGo => copier.is_at_work(),
        }
    }
}

/// What `TransactionalMessageCopier` says of itself when it adds offsets to a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// The group's name alone.
    Group,
    /// Generation and member id as well (KIP-447).
    Member,
}

/// How long a group waits for a member, and a coordinator for the end of a transaction.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    pub session_ms: u32,
    pub transaction_ms: u32,
}

impl Timeouts {
    /// Short, for copiers that are killed: before they go on, the group and the coordinator have to give
    /// up what they were before.
    pub const OF_KILLED_COPIERS: Self = Self { session_ms: 6_000, transaction_ms: 8_000 };
    /// Longer than a broker is away.
    pub const OF_A_KILLED_BROKER: Self = Self { session_ms: 45_000, transaction_ms: 60_000 };
}

/// An input, its copy, and a group of copiers that is at work.
pub struct Copying {
    pub scene: Scene,
    input: String,
    copy: String,
    group: String,
    messages: usize,
    timeouts: Timeouts,
    copiers: Vec<(Kind, Program)>,
}

impl Copying {
    /// An input with so many messages in each partition.
    pub fn begin(scene: Scene, name: &str, messages: usize, timeouts: Timeouts) -> Self {
        let input = scene.topic(&format!("{name}-input"), PARTITIONS);
        let copy = scene.topic(&format!("{name}-copy"), PARTITIONS);
        for partition in 0..PARTITIONS {
            scene.write(&input, partition, &numbers(partition, messages));
        }
        let group = format!("group-{copy}");
        Self { scene, input, copy, group, messages, timeouts, copiers: Vec::new() }
    }

    /// Starts another copier; `None` if its program is missing.
    pub fn add(&mut self, kind: Kind) -> Option<()> {
        let number = self.copiers.len();
        let copier = self.started(kind, number)?;
        self.copiers.push((kind, copier));
        Some(())
    }

    /// Kills a copier in the middle of its work and starts it again, with the same transactional id.
    pub fn restart(&mut self, number: usize) {
        let kind = self.copiers[number].0;
        self.copiers[number].1.kill();
        self.copiers[number].1 = self.started(kind, number).expect("it was there before");
    }

    /// Waits until a copier has committed so many messages since it was started.
    pub fn until_copied(&self, number: usize, messages: u64) {
        let copier = &self.copiers[number].1;
        let copied = |line: &str| copied(line).filter(|copied| *copied >= messages);
        copier.until(&format!("{messages} messages are copied"), 0, copied);
    }

    /// Waits until there is so much more in the copy: records of committed and aborted transactions, and
    /// their markers.
    pub fn until_more_is_written(&self, offsets: i64) {
        let written = || -> i64 {
            self.scene.ends(&self.copy, PARTITIONS, Isolation::Uncommitted).iter().sum()
        };
        let before = written();
        until(&format!("more than {before} offsets are written"), || {
            self.copiers.iter().for_each(|(_, copier)| copier.is_at_work());
            let now = written();
            if now >= before + offsets { Ok(()) } else { Err(format!("{now} offsets")) }
        });
    }

    /// The copiers end, and the copy is what it should be. `None` if there is nobody who reads it.
    pub fn finish(mut self) -> Option<()> {
        let expected = self.messages as i64;
        for partition in 0..PARTITIONS {
            until(&format!("all of {}-{partition} is copied", self.input), || {
                self.copiers.iter().for_each(|(kind, copier)| kind.is_at_work(copier));
                let committed = self.scene.committed(&self.group, &self.input, partition);
                if committed == Ok(expected) { Ok(()) } else { Err(format!("{committed:?}")) }
            });
        }
        self.copiers.iter_mut().for_each(|(_, copier)| copier.until_ended());
        self.scene.until_all_ended(&self.copy, PARTITIONS);
        let read = self.scene.read(&self.copy, Isolation::Committed, 0)?;
        let all = self.scene.read(&self.copy, Isolation::Uncommitted, 0)?.len();
        let mut copied = vec![Vec::new(); PARTITIONS as usize];
        for record in read {
            copied[record.partition as usize].push((record.offset, record.value));
        }
        for (partition, copied) in (0..).zip(&copied) {
            let judged = judge(copied, &numbers(partition, self.messages));
            judged.unwrap_or_else(|why| panic!("partition {partition}: {why}"));
        }
        let committed: usize = copied.iter().map(Vec::len).sum();
        eprintln!("{}: {committed} records, {} were aborted", self.copy, all - committed);
        assert!(all > committed, "no transaction with records was aborted");
        Some(())
    }

    fn started(&self, kind: Kind, number: usize) -> Option<Program> {
        let (address, group) = (self.scene.address(), &self.group);
        let transactional_id = format!("{group}-{number}");
        let Timeouts { session_ms, transaction_ms } = self.timeouts;
        let [session_ms, transaction_ms] = [session_ms, transaction_ms].map(|ms| ms.to_string());
        let (input, copy) = (&self.input, &self.copy);
        let arguments =
            [address, group, input, copy, &transactional_id, &session_ms, &transaction_ms];
        let command = match kind {
            Kind::OfPartition(metadata) => {
                let mut command = self.of_kafka(number, &transactional_id)?;
                match metadata {
                    Metadata::Group => {}
                    Metadata::Member => {
                        command.arg("--use-group-metadata");
                    }
                }
                command
            }
            Kind::InGroup => {
                let mut command = self.of_kafka(number, &transactional_id)?;
                command.args(["--use-group-metadata", "--group-mode"]);
                command
            }
            Kind::Confluent => {
                let mut command = program_of_python("confluent.py")?;
                command.arg("copy").args(arguments);
                command
            }
            Kind::FranzGo => {
                let mut command = tool("OTTLA_FRANZ_GO_TRANSACTIONS").map(Command::new)?;
                command.arg("copy").args(arguments);
                command
            }
        };
        Some(Program::start(&format!("copier {number}, {kind:?}"), command))
    }

    fn of_kafka(&self, number: usize, transactional_id: &str) -> Option<Command> {
        let mut command = java("org.apache.kafka.tools.TransactionalMessageCopier")?;
        command.args(["--broker-list", self.scene.address(), "--consumer-group", &self.group]);
        command.args(["--input-topic", &self.input, "--output-topic", &self.copy]);
        command.args(["--input-partition", &number.to_string()]);
        command.args(["--transactional-id", transactional_id]);
        command.args(["--transaction-timeout", &self.timeouts.transaction_ms.to_string()]);
        command.args(["--transaction-size", "40", "--enable-random-aborts"]);
        Some(command)
    }
}

/// The messages of one partition of the input.
fn numbers(partition: i32, messages: usize) -> Vec<String> {
    (0..messages).map(|number| format!("{partition}/{number}")).collect()
}

/// How many messages a copier says that it has copied: Kafka's in JSON, ours in words.
fn copied(line: &str) -> Option<u64> {
    match line.strip_prefix("copied ") {
        Some(count) => count.parse().ok(),
        None => {
            let said: serde_json::Value = serde_json::from_str(line).ok()?;
            said.get("totalProcessed")?.as_u64()
        }
    }
}

/// Compares a partition of the copy with the input.
///
/// # Errors
///
/// The first difference.
fn judge(copied: &[(i64, String)], expected: &[String]) -> Result<(), String> {
    let differs = copied.iter().zip(expected).position(|((_, value), expected)| value != expected);
    let at = differs.unwrap_or(copied.len().min(expected.len()));
    let (read, wanted) = (copied.get(at), expected.get(at));
    let why = match (read, wanted) {
        (None, None) => return Ok(()),
        (Some((_, value)), _) if copied[..at].iter().any(|(_, before)| before == value) => {
            "it was there before"
        }
        (Some(_), _) => "what comes between is lost or late",
        (None, _) => "the rest is lost",
    };
    let (count, all) = (copied.len(), expected.len());
    let what = format!("{count} records of {all}; record {at} is {read:?} instead of {wanted:?}");
    Err(format!("{what}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::{copied, judge};

    fn is_fine(values: &[&str]) -> bool {
        let read: Vec<(i64, String)> = (0..).zip(values.iter().map(ToString::to_string)).collect();
        let expected = ["a", "b", "c"].map(str::to_owned);
        judge(&read, &expected).is_ok()
    }

    #[test]
    fn a_copy_has_every_record_once_and_in_order() {
        assert!(is_fine(&["a", "b", "c"]));
        assert!(!is_fine(&["a", "b"]), "lost");
        assert!(!is_fine(&["a", "b", "b", "c"]), "twice");
        assert!(!is_fine(&["a", "b", "c", "a"]), "twice, at the end");
        assert!(!is_fine(&["a", "c", "b"]), "out of order");
    }

    #[test]
    fn what_copiers_say_is_understood() {
        assert_eq!(copied("copied 120"), Some(120));
        let of_kafka = r#"{"transactionalId":"t","stage":"ProcessLoop","totalProcessed":80}"#;
        assert_eq!(copied(of_kafka), Some(80));
        assert_eq!(copied("closed"), None);
    }
}
