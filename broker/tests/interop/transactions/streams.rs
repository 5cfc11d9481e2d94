//! Kafka Streams counts words with `exactly_once_v2` and is killed in the middle: every occurrence of a word is
//! counted once, and each count is written once.

use std::{collections::BTreeMap, process::Command};

use tempfile::TempDir;

use super::{
    program::Program,
    scene::{Isolation, Read, Scene, source, until},
};
use crate::process::{java_with, tool};

const PARTITIONS: i32 = 2;
/// Lines that are written at a time.
const LINES: usize = 2_000;
/// How often the program is killed until that has been inside of a transaction.
const KILLS_MAX: usize = 8;

/// A vocabulary of a few hundred words, some of which come often and some a few times.
fn line(number: usize) -> String {
    let word = |place: usize| {
        let mixed = (number * 7 + place * 31) % (1 + (number * 13 + place) % 400);
        format!("word{mixed}")
    };
    (0..1 + number % 9).map(word).collect::<Vec<_>>().join(" ")
}

struct Counting {
    scene: Scene,
    application: String,
    input: String,
    output: String,
    folder: TempDir,
}

impl Counting {
    fn begin(name: &str) -> Option<Self> {
        let scene = Scene::start()?;
        let input = scene.topic(&format!("{name}-lines"), PARTITIONS);
        let output = scene.topic(&format!("{name}-counts"), PARTITIONS);
        let application = format!("application-{output}");
        let folder = TempDir::new().unwrap();
        Some(Self { scene, application, input, output, folder })
    }

    fn write(&self, lines: std::ops::Range<usize>) {
        for partition in 0..PARTITIONS {
            let of_partition = lines.clone().filter(|number| number % 2 == partition as usize);
            let lines: Vec<String> = of_partition.map(line).collect();
            self.scene.write(&self.input, partition, &lines);
        }
    }

    fn start(&self) -> Option<Program> {
        let mut command: Command =
            java_with(&tool("OTTLA_KAFKA_STREAMS_LIBS")?, &source("WordCount.java"));
        command.args([self.scene.address(), &self.application, &self.input, &self.output]);
        command.arg(self.folder.path());
        Some(Program::start("word count", command))
    }

    /// How much has been written to the output, by all transactions and with their markers.
    fn written(&self) -> i64 {
        self.scene.ends(&self.output, PARTITIONS, Isolation::Uncommitted).iter().sum()
    }

    fn is_a_transaction_open(&self) -> bool {
        let all = self.scene.ends(&self.output, PARTITIONS, Isolation::Uncommitted);
        all != self.scene.ends(&self.output, PARTITIONS, Isolation::Committed)
    }

    fn until_a_transaction_is_open(&self) {
        until("a transaction is open", || {
            if self.is_a_transaction_open() { Ok(()) } else { Err("none".to_owned()) }
        });
    }

    fn until_more_is_written(&self, than: i64) {
        until(&format!("more than {than} offsets are written"), || {
            let now = self.written();
            if now > than { Ok(()) } else { Err(format!("{now}")) }
        });
    }
}

/// Of each word how often it has been counted, which counts those were, and the partition.
fn judge(read: &[Read], expected: &BTreeMap<String, u64>) {
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for Read { partition, offset, value } in read {
        let (word, count) = value.split_once(' ').expect("a word and a count");
        let last = counted.entry(word).or_default();
        let count: u64 = count.parse().unwrap();
        let at = format!("{partition}/{offset}");
        assert_eq!(count, *last + 1, "{at}: '{word}' is counted from {last} to {count}");
        *last = count;
    }
    for (word, count) in expected {
        let found = counted.get(&**word).copied().unwrap_or(0);
        assert_eq!(found, *count, "'{word}' is counted {found} times");
    }
    assert_eq!(counted.len(), expected.len(), "words that nobody wrote");
}

fn expected(lines: usize) -> BTreeMap<String, u64> {
    let mut expected = BTreeMap::new();
    for number in 0..lines {
        line(number).split(' ').for_each(|word| *expected.entry(word.to_owned()).or_default() += 1);
    }
    expected
}

fn counts(name: &str) -> Option<()> {
    let counting = Counting::begin(name)?;
    let mut lines = 0;
    let mut write = || {
        counting.write(lines..lines + LINES);
        lines += LINES;
    };
    for kill in 0.. {
        assert!(kill < KILLS_MAX, "it is never killed inside of a transaction");
        write();
        let mut program = counting.start()?;
        counting.until_more_is_written(counting.written());
        write();
        counting.until_a_transaction_is_open();
        program.kill();
        if counting.is_a_transaction_open() {
            break;
        }
    }
    let mut program = counting.start()?;
    write();
    let expected = expected(lines);
    let words = expected.values().sum::<u64>() as usize;
    counting.scene.read(&counting.output, Isolation::Committed, words)?;
    program.until_ended();
    counting.scene.until_all_ended(&counting.output, PARTITIONS);
    let read = counting.scene.read(&counting.output, Isolation::Committed, 0)?;
    judge(&read, &expected);
    let all = counting.scene.read(&counting.output, Isolation::Uncommitted, 0)?.len();
    let aborted = all - read.len();
    eprintln!("{}: {words} words, {aborted} counts were aborted", counting.output);
    assert!(aborted > 0, "the transaction in which it was killed was committed");
    Some(())
}

#[test]
fn every_word_is_counted_once_though_the_program_is_killed() {
    let _ = counts("words");
}
