//! Producers under which brokers die: what each was told is written, and whether that is there.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use super::brokers::{Brokers, PATIENCE};
use crate::process::{java, kcat, run, tool};

/// Records a second of each producer.
const RATE: &str = "400";

/// A record that a producer was told is written.
#[derive(Clone, Copy, Debug)]
struct Acknowledged {
    partition: i32,
    offset: i64,
    value: u64,
    /// Since the producer began, in milliseconds.
    at: u128,
}

#[derive(Default)]
struct Ear {
    heard: Mutex<Vec<Acknowledged>>,
    changed: Condvar,
}

/// A producer with idempotence that writes numbers, one after another, and says which were acknowledged.
pub struct Load {
    name: &'static str,
    topic: String,
    child: Child,
    input: Option<ChildStdin>,
    ear: Arc<Ear>,
    reader: Option<std::thread::JoinHandle<()>>,
    said: Arc<Mutex<String>>,
}

impl Load {
    /// Kafka's VerifiableProducer.
    pub fn verifiable(brokers: &Brokers, topic: &str) -> Option<Self> {
        Self::verifiable_at(&brokers.bootstrap(), brokers.folder(), topic)
    }

    /// The same, on any brokers, with a folder for its configuration.
    pub fn verifiable_at(bootstrap: &str, folder: &Path, topic: &str) -> Option<Self> {
        let mut command = java("org.apache.kafka.tools.VerifiableProducer")?;
        let config = folder.join(format!("{topic}.properties"));
        // The program switches retries off, and idempotence goes with them.
        let settings = "enable.idempotence=true\nretries=2147483647\nacks=all\nlinger.ms=0\n\
                        delivery.timeout.ms=60000\nrequest.timeout.ms=2000\nretry.backoff.ms=20\n\
                        retry.backoff.max.ms=50\nreconnect.backoff.ms=20\n\
                        reconnect.backoff.max.ms=50\n";
        fs::write(&config, settings).unwrap();
        command.args(["--bootstrap-server", bootstrap, "--topic", topic]);
        // With keys, its records go to all partitions at once.
        command.args(["--repeating-keys", "30", "--acks", "-1", "--throughput", RATE]);
        command.arg("--command-config").arg(&config);
        Some(Self::begin("VerifiableProducer", topic, command, verifiable))
    }

    /// franz-go.
    pub fn franz_go(brokers: &Brokers, topic: &str) -> Option<Self> {
        let mut command = Command::new(tool("OTTLA_FRANZ_GO_TRANSACTIONS")?);
        command.args(["load", &brokers.bootstrap(), topic, RATE]);
        Some(Self::begin("franz-go", topic, command, franz_go))
    }

    fn begin(
        name: &'static str,
        topic: &str,
        mut command: Command,
        parse: fn(&str) -> Option<(i32, i64, u64)>,
    ) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (ear, said) = <(Arc<Ear>, Arc<Mutex<String>>)>::default();
        let input = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let errors = said.clone();
        std::thread::spawn(move || note(stderr, &errors, |_| false));
        let (hears, words, began) = (ear.clone(), said.clone(), Instant::now());
        let reader = std::thread::spawn(move || {
            note(stdout, &words, |line| {
                let Some((partition, offset, value)) = parse(line) else { return false };
                let at = began.elapsed().as_millis();
                let heard = Acknowledged { partition, offset, value, at };
                hears.heard.lock().unwrap().push(heard);
                hears.changed.notify_all();
                true
            });
        });
        let topic = topic.to_owned();
        Self { name, topic, child, input, ear, reader: Some(reader), said }
    }

    /// Waits until so many more records are acknowledged of each of the partitions.
    pub fn until_more(&self, partitions: i32, count: usize) {
        let deadline = Instant::now() + PATIENCE;
        let mut heard = self.ear.heard.lock().unwrap();
        let from = heard.len();
        loop {
            let of = |partition| heard[from..].iter().filter(move |one| one.partition == partition);
            if (0..partitions).all(|partition| of(partition).count() >= count) {
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let words = || self.said.lock().unwrap().clone();
            assert!(!left.is_zero(), "{}: writes do not go on\n{}", self.name, words());
            heard = self.ear.changed.wait_timeout(heard, left).unwrap().0;
        }
    }

    /// The longest time without an acknowledgement of some partition since there were so many of all.
    pub fn longest_silence(&self, since: usize) -> u128 {
        let heard = self.ear.heard.lock().unwrap();
        let mut last = BTreeMap::new();
        let mut longest = 0;
        for (index, one) in heard.iter().enumerate() {
            if let Some(before) = last.insert(one.partition, one.at)
                && index >= since
            {
                longest = longest.max(one.at - before);
            }
        }
        longest
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How many acknowledgements there were.
    pub fn count(&self) -> usize {
        self.ear.heard.lock().unwrap().len()
    }

    /// Ends the producer, once it has written what it has taken, and reads everything back: what was
    /// acknowledged is there where it was said to be, nothing is there twice, and each partition has its
    /// records in the order in which they were sent.
    pub fn finish(self, brokers: &Brokers) -> Option<usize> {
        self.finish_at(&brokers.bootstrap())
    }

    /// The same, on any brokers.
    pub fn finish_at(mut self, bootstrap: &str) -> Option<usize> {
        self.input = None;
        if self.name == "VerifiableProducer" {
            run(Command::new("kill").arg(self.child.id().to_string()), b"");
        }
        self.reader.take().unwrap().join().unwrap();
        let _ = self.child.wait();
        let heard = std::mem::take(&mut *self.ear.heard.lock().unwrap());
        let mut command = kcat()?;
        command.args(["-C", "-q", "-e", "-b", bootstrap, "-t", &self.topic]);
        let read = run(command.args(["-o", "beginning", "-f", "%p %o %s\\n"]), b"");
        let mut there = BTreeMap::new();
        for line in read.lines() {
            let numbers: Vec<u64> = line.split(' ').map(|one| one.parse().unwrap()).collect();
            let [partition, offset, value] = numbers[..] else { panic!("{line}") };
            let before = there.insert(value, (partition as i32, offset as i64));
            assert_eq!(before, None, "{}: {value} is there twice", self.name);
        }
        let mut in_order: BTreeMap<(i32, i64), u64> = BTreeMap::new();
        for (value, place) in &there {
            in_order.insert(*place, *value);
        }
        let mut last = BTreeMap::new();
        for ((partition, offset), value) in &in_order {
            let before = last.insert(partition, value);
            let later = before.is_none_or(|before| before < value);
            assert!(later, "{}: {value} at {partition}-{offset} is late", self.name);
        }
        for one in &heard {
            let place = there.get(&one.value);
            assert_eq!(place, Some(&(one.partition, one.offset)), "{}: {one:?}", self.name);
        }
        Some(heard.len())
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps what is no acknowledgement, for a failure.
fn note(from: impl BufRead, said: &Mutex<String>, mut take: impl FnMut(&str) -> bool) {
    for line in from.lines().map_while(Result::ok) {
        if !take(&line) {
            let mut said = said.lock().unwrap();
            said.push_str(&line);
            said.push('\n');
        }
    }
}

fn verifiable(line: &str) -> Option<(i32, i64, u64)> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    (line["name"] == "producer_send_success").then_some(())?;
    let value = line["value"].as_str()?.parse().ok()?;
    Some((line["partition"].as_i64()? as i32, line["offset"].as_i64()?, value))
}

/// `acknowledged PARTITION OFFSET VALUE`.
fn franz_go(line: &str) -> Option<(i32, i64, u64)> {
    let mut words = line.strip_prefix("acknowledged ")?.split(' ');
    let mut next = || words.next()?.parse::<u64>().ok();
    Some((next()? as i32, next()? as i64, next()?))
}

/// A topic's name of its own.
pub fn topic(name: &str) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("{name}-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}
