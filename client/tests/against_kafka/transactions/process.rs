//! Consume, transform, produce: each record exactly once, whatever happens to the programs that do it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use ottla::{
    Advice, Client, ClientOptions, Consumer, ConsumerOptions, Error, ErrorKind, GroupProtocol,
    IsolationLevel, Producer, ProducerOptions, Record, RecordBatch, Transaction,
};
use ottla_core::{model::Rng, protocol::ApiKey};
use parking_lot::Mutex;
use tokio::{sync::watch, task::JoinHandle};

use super::{
    commit, committed, end,
    offsets::{PROTOCOLS, options},
    on_each, on_each_address, producer, read_until,
};
use crate::{
    flaky::{Break, Flaky},
    new_topic, new_topic_of_small_batches, unique,
};

const PARTITIONS: i32 = 4;
const RECORDS: usize = 2_000;

/// Sends what it is given to the same partition of another topic.
async fn copy(
    batches: &[RecordBatch],
    transaction: &Transaction,
    output: &str,
) -> Result<(), Error> {
    for record in batches.iter().flatten() {
        let value = record.value_text();
        let copied = Record::to(output).partition(record.partition()).value(&*value);
        drop(transaction.enqueue(copied).await?);
    }
    Ok(())
}

/// Writes numbers to all partitions, some in transactions, some of which are aborted.
async fn fill(client: &Client, topic: &str) {
    let producer = producer(client, &unique("id"));
    for chunk in (0..RECORDS).collect::<Vec<_>>().chunks(50) {
        let mut transaction = producer.begin().await.unwrap();
        for number in chunk {
            let (partition, value) = (*number as i32 % PARTITIONS, number.to_string());
            let record = Record::to(topic).partition(partition).value(&value);
            drop(transaction.enqueue(record).await.unwrap());
        }
        transaction.commit().await.unwrap();
        let gone: Vec<_> = (0..PARTITIONS).map(|partition| (partition, "gone")).collect();
        super::abort(&producer, topic, &gone).await;
    }
}

/// Every number is there once, and those of a partition in their order.
async fn check(client: &Client, output: &str) {
    end(client, output).await;
    let level = IsolationLevel::ReadCommitted;
    for (partition, values) in read_until(client, output, level, "end").await.iter().enumerate() {
        let numbers: Vec<usize> = values.iter().map(|value| value.parse().unwrap()).collect();
        let expected: Vec<usize> = (partition..RECORDS).step_by(PARTITIONS as usize).collect();
        assert_eq!(numbers, expected, "partition {partition}");
    }
}

async fn copied_offsets(client: &Client, group: &str) -> i64 {
    let committed = client.admin().list_group_offsets(group).await.unwrap();
    committed.values().map(|committed| committed.offset).sum()
}

/// Offsets of the whole input, markers included.
async fn ends(client: &Client, topic: &str) -> i64 {
    let mut reader = super::reader(client, topic, IsolationLevel::ReadCommitted).await;
    let mut ends = std::collections::BTreeMap::new();
    let mut count = 0;
    while count < RECORDS {
        let batch = reader.next_batch().await.unwrap().unwrap();
        count += batch.len();
        ends.insert(batch.partition(), batch.next_offset());
    }
    ends.values().sum()
}

#[derive(Clone)]
struct Copier {
    client: Client,
    protocol: GroupProtocol,
    group: String,
    input: String,
    output: String,
    copied: Arc<watch::Sender<usize>>,
    max_block: Duration,
}

impl Copier {
    async fn new(client: &Client, protocol: GroupProtocol) -> Self {
        Self {
            client: client.clone(),
            protocol,
            group: unique("group"),
            input: new_topic(client, "input", PARTITIONS).await,
            output: new_topic(client, "output", PARTITIONS).await,
            copied: Arc::new(watch::Sender::new(0)),
            max_block: Duration::from_secs(60),
        }
    }

    async fn consumer(&self) -> Consumer {
        let options = ConsumerOptions {
            // Small answers, so that there are many transactions.
            partition_bytes_max: 600,
            ..options(self.protocol, &self.group, &self.input)
        };
        self.client.consumer(options).await.unwrap()
    }

    /// Copies until it is stopped, or dropped.
    async fn run(self, id: String) -> Result<(), Error> {
        let options = ProducerOptions { max_block: self.max_block, ..super::options(&id) };
        let producer = self.client.producer(options)?;
        let mut consumer = self.consumer().await;
        loop {
            let (output, copied) = (self.output.clone(), self.copied.clone());
            let work = async move |batches: &[RecordBatch], transaction: &Transaction| {
                copy(batches, transaction, &output).await?;
                let count: usize = batches.iter().map(RecordBatch::len).sum();
                copied.send_modify(|copied| *copied += count);
                Ok::<(), Error>(())
            };
            match producer.process(&mut consumer, work).await {
                Err(error) if error.advice() == Advice::Retry => {}
                ended => return ended,
            }
        }
    }

    fn start(&self, id: &str) -> JoinHandle<Result<(), Error>> {
        let (copier, id) = (self.clone(), id.to_owned());
        tokio::spawn(async move {
            copier.run(id).await.inspect_err(|error| println!("a copier gave up: {error:?}"))
        })
    }

    async fn has_copied(&self, count: usize) {
        self.copied.subscribe().wait_for(|copied| *copied >= count).await.unwrap();
    }

    /// Waits until the group has committed the whole input.
    async fn is_done(&self, copiers: &[JoinHandle<Result<(), Error>>]) {
        let all = ends(&self.client, &self.input).await;
        while copied_offsets(&self.client, &self.group).await < all {
            assert!(copiers.iter().all(|copier| !copier.is_finished()), "a copier gave up");
            tokio::task::yield_now().await;
        }
    }
}

#[test]
fn two_copiers_that_come_and_go_write_each_record_once() {
    on_each(async |client, _| {
        for protocol in PROTOCOLS {
            let copier = Copier::new(&client, protocol).await;
            fill(&client, &copier.input).await;
            let ids = [unique("one"), unique("two")];
            let mut copiers = [copier.start(&ids[0]), copier.start(&ids[1])];
            // Each is dropped where it is, and begins anew under its transactional id.
            for round in 0..4 {
                copier.has_copied(RECORDS / 8 * (round + 1)).await;
                copiers[round % 2].abort();
                copiers[round % 2] = copier.start(&ids[round % 2]);
            }
            copier.is_done(&copiers).await;
            copiers.iter().for_each(JoinHandle::abort);
            check(&client, &copier.output).await;
        }
    });
}

/// As a process that is killed: nothing is aborted, nobody leaves the group.
#[test]
fn copiers_that_are_killed_write_each_record_once() {
    on_each(async |client, _| {
        let copier = Copier::new(&client, GroupProtocol::Classic).await;
        fill(&client, &copier.input).await;
        let bootstrap = client.admin().describe_cluster().await.unwrap().brokers[0].clone();
        let bootstrap = format!("{}:{}", bootstrap.host, bootstrap.port);
        let ids = [unique("one"), unique("two")];
        let other = copier.start(&ids[1]);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let (killed, id) = (copier.clone(), ids[0].clone());
        runtime.spawn(async move {
            let client = Client::connect(&bootstrap).await.unwrap();
            Copier { client, ..killed }.run(id).await
        });
        copier.has_copied(RECORDS / 4).await;
        runtime.shutdown_background();
        let again = copier.start(&ids[0]);
        let copiers = [other, again];
        copier.is_done(&copiers).await;
        copiers.iter().for_each(JoinHandle::abort);
        check(&client, &copier.output).await;
    });
}

#[test]
fn what_the_work_refuses_is_handed_out_again() {
    on_each(async |client, _| {
        for protocol in PROTOCOLS {
            let (input, output) =
                (new_topic(&client, "input", 1).await, new_topic(&client, "output", 1).await);
            let producer = producer(&client, &unique("id"));
            commit(&producer, &input, &[(0, "a"), (0, "b")]).await;
            let options = options(protocol, &unique("group"), &input);
            let mut consumer = client.consumer(options).await.unwrap();
            for _ in 0..2 {
                let error = producer
                    .process_next(&mut consumer, async |batches, transaction| {
                        copy(batches, transaction, &output).await?;
                        Err::<(), Box<dyn std::error::Error>>("no".into())
                    })
                    .await
                    .unwrap_err();
                assert_eq!(error.to_string(), "no");
            }
            // Dropped in the middle.
            let stuck = producer.process_next(&mut consumer, async |batches, transaction| {
                copy(batches, transaction, &output).await?;
                std::future::pending::<Result<(), Error>>().await
            });
            tokio::time::timeout(Duration::from_millis(200), stuck).await.unwrap_err();
            let copied = producer
                .process_next(&mut consumer, async |batches, transaction| {
                    copy(batches, transaction, &output).await
                })
                .await
                .unwrap();
            assert_eq!(copied, Some(2));
            consumer.stop_handle().stop();
            let work = async |_: &[RecordBatch], _: &Transaction| Ok::<(), Error>(());
            assert_eq!(producer.process_next(&mut consumer, work).await.unwrap(), None);
            assert_eq!(committed(&client, &output).await, ["a", "b"]);
        }
    });
}

/// The group goes on without a member that works for too long; its records belong to another one.
#[test]
fn a_copier_that_loses_its_partitions_in_the_middle_commits_nothing() {
    on_each(async |client, _| {
        for protocol in PROTOCOLS {
            let (input, output) =
                (new_topic(&client, "input", 1).await, new_topic(&client, "output", 1).await);
            let group = unique("group");
            let first = producer(&client, &unique("id"));
            let second = producer(&client, &unique("id"));
            commit(&first, &input, &[(0, "a")]).await;
            let slow = ConsumerOptions {
                max_poll_interval: Duration::from_millis(300),
                ..options(protocol, &group, &input)
            };
            let mut slow = client.consumer(slow).await.unwrap();
            let mut rounds = Vec::new();
            let copied = first
                .process_next(&mut slow, async |batches, transaction| {
                    copy(batches, transaction, &output).await?;
                    let values: BTreeSet<_> = batches
                        .iter()
                        .flatten()
                        .map(|record| record.value_text().into_owned())
                        .collect();
                    rounds.push(values);
                    if rounds.len() > 1 {
                        return Ok(());
                    }
                    // Another member gets the partition, copies, and goes.
                    let mut other = client.consumer(options(protocol, &group, &input)).await?;
                    let work = async |batches: &[RecordBatch], transaction: &Transaction| {
                        copy(batches, transaction, &output).await
                    };
                    assert_eq!(second.process_next(&mut other, work).await?, Some(1));
                    other.close().await?;
                    commit(&second, &input, &[(0, "b")]).await;
                    Ok::<(), Error>(())
                })
                .await
                .unwrap();
            assert_eq!(copied, Some(1));
            assert_eq!(
                rounds,
                [BTreeSet::from(["a".to_owned()]), BTreeSet::from(["b".to_owned()])]
            );
            assert_eq!(committed(&client, &output).await, ["a", "b"]);
        }
    });
}

#[test]
fn a_fenced_copier_gives_up_and_says_so() {
    on_each(async |client, _| {
        let (input, output) =
            (new_topic(&client, "input", 1).await, new_topic(&client, "output", 1).await);
        let id = unique("id");
        let older = producer(&client, &id);
        commit(&older, &input, &[(0, "a")]).await;
        let options = options(GroupProtocol::Consumer, &unique("group"), &input);
        let mut consumer = client.consumer(options).await.unwrap();
        let error = older
            .process(&mut consumer, async |batches, transaction| {
                copy(batches, transaction, &output).await?;
                producer(&client, &id).init_transactions().await
            })
            .await
            .unwrap_err();
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal), "{error}");
        assert!(committed(&client, &output).await.is_empty());
    });
}

/// A record that a broker never takes would only fail again.
#[test]
fn a_record_that_is_refused_for_good_is_not_tried_again() {
    on_each(async |client, _| {
        let input = new_topic(&client, "input", 1).await;
        let output = new_topic_of_small_batches(&client, "output").await;
        let producer = producer(&client, &unique("id"));
        commit(&producer, &input, &[(0, "a")]).await;
        let options = options(GroupProtocol::Consumer, &unique("group"), &input);
        let mut consumer = client.consumer(options).await.unwrap();
        let mut calls = 0;
        let error = producer
            .process_next(&mut consumer, async |_, transaction| {
                calls += 1;
                let large = "x".repeat(5_000);
                drop(transaction.enqueue(Record::to(&output).value(&large)).await?);
                Ok::<(), Error>(())
            })
            .await
            .unwrap_err();
        assert_eq!((error.kind(), error.advice()), (ErrorKind::TooLarge, Advice::Fatal));
        assert_eq!(calls, 1);
        let work = async |batches: &[RecordBatch], transaction: &Transaction| {
            copy(batches, transaction, &output).await
        };
        assert_eq!(producer.process_next(&mut consumer, work).await.unwrap(), Some(1));
        assert_eq!(committed(&client, &output).await, ["a"]);
    });
}

#[test]
fn options_that_would_lose_or_repeat_records_are_refused() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "input", 1).await;
        let fine = options(GroupProtocol::Consumer, &unique("group"), &topic);
        let transactional: Producer = producer(&client, &unique("id"));
        let plain = client.producer(ProducerOptions::default()).unwrap();
        let work = async |_: &[RecordBatch], _: &Transaction| Ok::<(), Error>(());
        for (producer, options, named) in [
            (&plain, fine.clone(), "transactional_id"),
            (
                &transactional,
                ConsumerOptions { enable_auto_commit: true, ..fine.clone() },
                "enable_auto_commit",
            ),
            (
                &transactional,
                ConsumerOptions { isolation: IsolationLevel::ReadUncommitted, ..fine.clone() },
                "isolation.level",
            ),
        ] {
            let mut consumer = client.consumer(options).await.unwrap();
            let error = producer.process(&mut consumer, work).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert!(error.to_string().contains(named), "{error}");
        }
    });
}

/// Connections break everywhere, before requests and before answers.
#[test]
fn a_copier_on_a_bad_network_writes_each_record_once() {
    on_each_address(async |bootstrap, version| {
        let sound = Client::connect(bootstrap).await.unwrap();
        let network = Flaky::new(bootstrap);
        let options =
            ClientOptions { retry_backoff: Duration::from_millis(20), ..Default::default() };
        let flaky = Client::with_transport(Arc::new(network.clone()), options).await.unwrap();
        let mut copier = Copier::new(&sound, GroupProtocol::Classic).await;
        fill(&sound, &copier.input).await;
        copier.client = flaky;
        copier.max_block = Duration::from_millis(100);
        let rng = Mutex::new(Rng::from_seed(version as u64));
        network.set(move |api| match (api, rng.lock().below(16)) {
            // A lost answer to a join costs a session time-out each.
            (ApiKey::JoinGroup | ApiKey::SyncGroup | ApiKey::Heartbeat, _) => Break::Nowhere,
            // Whoever closes a connection right away is taken for another service.
            (ApiKey::ApiVersions, _) => Break::Nowhere,
            (_, 0) => Break::BeforeRequest,
            (_, 1) => Break::BeforeAnswer,
            (_, _) => Break::Nowhere,
        });
        let copiers = [copier.start(&unique("one")), copier.start(&unique("two"))];
        copier.client = sound.clone();
        copier.is_done(&copiers).await;
        assert!(network.broken() > 10, "{}", network.broken());
        copiers.iter().for_each(JoinHandle::abort);
        check(&sound, &copier.output).await;
    });
}
