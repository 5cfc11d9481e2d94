//! One partition with transactions of several producers that overlap, some of them aborted, and records outside of
//! any: every client reads exactly what its isolation level lets it see, also while a transaction is open.

use std::process::Command;

use ottla::{Client, IsolationLevel, PartitionConsumerOptions, StartOffset};
use ottla_core::model::Rng;

use super::{
    program::PATIENCE,
    scene::{Isolation, Scene, program_of_python, source},
    told::{Kind, Order, Producer},
};
use crate::process::{java, kcat, run, tool};

const STEPS: usize = 120;
const PRODUCERS: [Kind; 4] = [Kind::Confluent, Kind::FranzGo, Kind::Java, Kind::Aiokafka];

#[derive(Clone, Copy, Debug)]
enum Reader {
    Confluent,
    Kcat,
    Console,
    FranzGo,
    Aiokafka,
    Kafkajs,
    Ottla,
}

const READERS: [Reader; 7] = [
    Reader::Confluent,
    Reader::Kcat,
    Reader::Console,
    Reader::FranzGo,
    Reader::Aiokafka,
    Reader::Kafkajs,
    Reader::Ottla,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Open,
    Committed,
    Aborted,
}

/// What was written, in the order of its offsets, with the number of its transaction.
#[derive(Default)]
struct Written {
    records: Vec<(String, Option<usize>)>,
    transactions: Vec<End>,
}

impl Written {
    fn seen(&self, isolation: Isolation) -> Vec<String> {
        let end = |number: Option<usize>| number.map_or(End::Committed, |n| self.transactions[n]);
        let records = self.records.iter().map(|(value, number)| (value, end(*number)));
        let visible: Vec<_> = match isolation {
            Isolation::Uncommitted => records.collect(),
            Isolation::Committed => {
                let stable = records.take_while(|(_, end)| *end != End::Open);
                stable.filter(|(_, end)| *end == End::Committed).collect()
            }
        };
        visible.into_iter().map(|(value, _)| value.clone()).collect()
    }
}

struct Writers {
    topic: String,
    /// Each with the transaction that it has open.
    producers: Vec<(Producer, Option<usize>)>,
    written: Written,
}

impl Writers {
    fn start(scene: &Scene) -> Option<Self> {
        let topic = scene.topic("isolation", 1);
        let started = |kind: &Kind| {
            let id = format!("{topic}-{kind:?}");
            Producer::start(*kind, scene, &id, 60_000).map(|producer| (producer, None))
        };
        let mut producers = PRODUCERS.iter().map(started).collect::<Option<Vec<_>>>()?;
        producers.iter_mut().for_each(|(producer, _)| producer.tell(Order::Init));
        Some(Self { topic, producers, written: Written::default() })
    }

    fn value(&self) -> String {
        format!("record-{}", self.written.records.len())
    }

    fn send(&mut self, which: usize) {
        let value = self.value();
        let (producer, open) = &mut self.producers[which];
        let number = *open.get_or_insert_with(|| {
            producer.tell(Order::Begin);
            self.written.transactions.push(End::Open);
            self.written.transactions.len() - 1
        });
        producer.tell(Order::Send { topic: &self.topic, partition: 0, value: &value });
        producer.tell(Order::Flush);
        self.written.records.push((value, Some(number)));
    }

    fn end(&mut self, which: usize, how: End) {
        let (producer, open) = &mut self.producers[which];
        let Some(number) = open.take() else { return };
        producer.tell(if how == End::Aborted { Order::Abort } else { Order::Commit });
        self.written.transactions[number] = how;
    }

    fn write_outside(&mut self, scene: &Scene) {
        let value = self.value();
        scene.write(&self.topic, 0, std::slice::from_ref(&value));
        self.written.records.push((value, None));
    }

    /// Many transactions; none is open at the end.
    fn write(&mut self, scene: &Scene) {
        let mut rng = Rng::from_seed(7);
        let mut below = |limit: u64| (rng.next_u64() % limit) as usize;
        for step in 0..STEPS {
            let which = below(PRODUCERS.len() as u64);
            match below(6) {
                0 => self.write_outside(scene),
                1 => self.end(which, if step % 2 == 0 { End::Aborted } else { End::Committed }),
                _ => self.send(which),
            }
        }
        for which in 0..PRODUCERS.len() {
            self.end(which, if which % 2 == 0 { End::Committed } else { End::Aborted });
        }
    }
}

impl Reader {
    /// kafkajs takes the list of aborted transactions to be in the order of their first offsets, which it is
    /// not when they overlap: it is in the order of their ends.
    fn is_right(self, isolation: Isolation) -> bool {
        match (self, isolation) {
            (Self::Kafkajs, Isolation::Committed) => false,
            (_, Isolation::Committed | Isolation::Uncommitted) => true,
        }
    }

    /// The values that it reads, up to its end or so many; `None` if its program is missing.
    fn read(
        self,
        scene: &Scene,
        topic: &str,
        isolation: Isolation,
        count: usize,
    ) -> Option<Vec<String>> {
        let (address, count_text) = (scene.address(), count.to_string());
        let arguments = ["read", address, topic, isolation.name(), &count_text];
        let mut command = match self {
            Self::Confluent => return scene.values(topic, 0, isolation),
            Self::Ottla => return Some(read_by_ours(address, topic, isolation, count)),
            Self::Kcat => {
                let mut command = kcat()?;
                command.args(["-C", "-q", "-e", "-b", address, "-t", topic, "-p", "0"]);
                command.args(["-o", "beginning", "-f", "%s\\n", "-X"]);
                command.arg(format!("isolation.level={}", isolation.name()));
                command
            }
            Self::Console => {
                let mut command = java("org.apache.kafka.tools.consumer.ConsoleConsumer")?;
                command.args(["--bootstrap-server", address, "--topic", topic, "--partition", "0"]);
                command.args(["--offset", "earliest", "--isolation-level", isolation.name()]);
                command.args(["--max-messages", &count_text, "--timeout-ms", "30000"]);
                command
            }
            Self::FranzGo => {
                let mut command = tool("OTTLA_FRANZ_GO_TRANSACTIONS").map(Command::new)?;
                command.args(arguments);
                command
            }
            Self::Aiokafka => {
                let mut command = program_of_python("aiokafka_transactions.py")?;
                command.args(arguments);
                command
            }
            Self::Kafkajs => {
                let mut command = Command::new("node");
                command.env("NODE_PATH", tool("OTTLA_NODE_MODULES")?).arg(source("kafkajs.js"));
                command.args(arguments);
                command
            }
        };
        let output = run(&mut command, b"");
        // Some have last words there.
        let values = output.lines().filter(|line| line.starts_with("record-"));
        Some(values.map(str::to_owned).collect())
    }
}

fn read_by_ours(address: &str, topic: &str, isolation: Isolation, count: usize) -> Vec<String> {
    let isolation = match isolation {
        Isolation::Committed => IsolationLevel::ReadCommitted,
        Isolation::Uncommitted => IsolationLevel::ReadUncommitted,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = Client::connect(address).await.unwrap();
        let options = PartitionConsumerOptions { isolation, ..PartitionConsumerOptions::default() };
        let mut consumer = client.partition_consumer(options).unwrap();
        consumer.assign(topic, 0, StartOffset::Beginning).await.unwrap();
        let mut values = Vec::new();
        while values.len() < count {
            let next = tokio::time::timeout(PATIENCE, consumer.next_batch()).await;
            let batch = next.expect("more records").unwrap().unwrap();
            values.extend(batch.iter().map(|record| {
                String::from_utf8(record.to_owned_record().value.unwrap().to_vec()).unwrap()
            }));
        }
        values
    })
}

fn all_read(scene: &Scene, writers: &Writers, when: &str) {
    for isolation in [Isolation::Committed, Isolation::Uncommitted] {
        let expected = writers.written.seen(isolation);
        std::thread::scope(|scope| {
            for reader in READERS.into_iter().filter(|reader| reader.is_right(isolation)) {
                let (expected, topic) = (&expected, &writers.topic);
                scope.spawn(move || {
                    let read = reader.read(scene, topic, isolation, expected.len());
                    let what = format!("{reader:?}, {isolation:?}, {when}");
                    if let Some(read) = read {
                        assert_eq!(read, *expected, "{what}");
                    }
                });
            }
        });
    }
}

#[test]
fn every_client_sees_what_its_isolation_level_lets_it_see() {
    let _ = seen();
}

fn seen() -> Option<()> {
    let scene = Scene::start()?;
    let mut writers = Writers::start(&scene)?;
    writers.write(&scene);
    scene.until_all_ended(&writers.topic, 1);
    let aborted = writers.written.transactions.iter().filter(|end| **end == End::Aborted).count();
    let (all, records) = (writers.written.transactions.len(), writers.written.records.len());
    eprintln!("{}: {records} records, {aborted} of {all} transactions aborted", writers.topic);
    all_read(&scene, &writers, "all ended");
    // One that is open holds back all that comes after it.
    writers.send(0);
    writers.send(1);
    writers.end(1, End::Committed);
    writers.write_outside(&scene);
    all_read(&scene, &writers, "one is open");
    writers.end(0, End::Aborted);
    scene.until_all_ended(&writers.topic, 1);
    all_read(&scene, &writers, "and aborted");
    Some(())
}
