//! Several members: partitions move between them, and no record is lost or read twice beyond what was
//! not committed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ottla::{
    Client, ClientAssignor, Consumer, ConsumerOptions, GroupProtocol, StopHandle, TopicPartition,
};
use tokio::{sync::mpsc, task::JoinHandle};

use crate::scene::*;

/// A member that reads in a task of its own, commits every batch, and reports what it has read.
struct Reader {
    task: JoinHandle<Consumer>,
    stop: StopHandle,
}

fn reader(mut consumer: Consumer, read: mpsc::UnboundedSender<(usize, i32)>, id: usize) -> Reader {
    let stop = consumer.stop_handle();
    let task = tokio::spawn(async move {
        while let Some(batch) = consumer.next_batch().await.unwrap() {
            // Reported before the commit: what is lost after it would not be missed otherwise.
            for record in &batch {
                let _ = read.send((id, record.value_text().parse().unwrap()));
            }
            consumer.commit(&batch).await.unwrap();
        }
        consumer
    });
    Reader { task, stop }
}

impl Reader {
    async fn leave(self) {
        self.stop.stop();
        self.task.await.unwrap().close().await.unwrap();
    }
}

async fn collect(
    reports: &mut mpsc::UnboundedReceiver<(usize, i32)>,
    seen: &mut BTreeMap<i32, usize>,
    count: usize,
) -> BTreeSet<usize> {
    let mut readers = BTreeSet::new();
    while seen.len() < count {
        let (id, value) = reports.recv().await.unwrap();
        readers.insert(id);
        *seen.entry(value).or_default() += 1;
    }
    readers
}

/// Three members come one by one, then go one by one, while records are written all the time.
async fn members_come_and_go(client: &Client, options: impl Fn() -> ConsumerOptions, topic: &str) {
    create(client, topic, 6).await;
    let (report, mut reports) = mpsc::unbounded_channel();
    let mut seen = BTreeMap::new();
    let mut sent = 0;
    let mut readers = Vec::new();
    for id in 0..3 {
        let consumer = client.consumer(options()).await.unwrap();
        readers.push(reader(consumer, report.clone(), id));
        // Until all members have got a share, which shows in who reads.
        let mut active = BTreeSet::new();
        while active.len() <= id {
            send(client, topic, 6, sent..sent + 60).await;
            sent += 60;
            active = collect(&mut reports, &mut seen, sent as usize).await;
        }
    }
    while let Some(reader) = readers.pop() {
        let leaving = tokio::spawn(reader.leave());
        send(client, topic, 6, sent..sent + 60).await;
        sent += 60;
        if !readers.is_empty() {
            collect(&mut reports, &mut seen, sent as usize).await;
        }
        leaving.await.unwrap();
    }
    let mut last = client.consumer(options()).await.unwrap();
    while seen.len() < sent as usize {
        let batch = last.next_batch().await.unwrap().unwrap();
        for record in &batch {
            *seen.entry(record.value_text().parse().unwrap()).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), sent as usize);
    let twice: Vec<_> = seen.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "every batch was committed before the next: {twice:?}");
    last.close().await.unwrap();
}

#[test]
fn members_come_and_go_with_every_assignor() {
    run(async {
        let (_broker, client) = scene().await;
        for assignor in ClientAssignor::ALL {
            let topic = format!("topic-{}", assignor.name());
            let options = || ConsumerOptions {
                group_id: format!("group-{}", assignor.name()),
                partition_assignment_strategy: vec![assignor],
                ..options(GroupProtocol::Classic, &topic)
            };
            members_come_and_go(&client, options, &topic).await;
        }
    });
}

#[test]
fn members_come_and_go_with_every_assignor_of_the_coordinator() {
    run(async {
        let (_broker, client) = scene().await;
        for assignor in ["uniform", "range"] {
            let topic = format!("topic-{assignor}");
            let options = || ConsumerOptions {
                group_id: format!("group-{assignor}"),
                group_remote_assignor: Some(assignor.into()),
                ..options(GroupProtocol::Consumer, &topic)
            };
            members_come_and_go(&client, options, &topic).await;
        }
    });
}

/// The default strategies of a group change from eager to cooperative without a stop: first all add
/// the new assignor, then all drop the old one.
#[test]
fn a_group_goes_from_eager_to_cooperative_while_it_runs() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 4).await;
        let with = |assignors: &[ClientAssignor]| ConsumerOptions {
            partition_assignment_strategy: assignors.to_vec(),
            ..options(GroupProtocol::Classic, "orders")
        };
        let both = [ClientAssignor::CooperativeSticky, ClientAssignor::Range];
        let mut first = client.consumer(with(&both)).await.unwrap();
        until(&mut first, |consumer| consumer.assignment().len() == 4).await;
        let only = [ClientAssignor::CooperativeSticky];
        let second = client.consumer(with(&only)).await.unwrap();
        let (report, _reports) = mpsc::unbounded_channel();
        let second = reader(second, report, 2);
        until(&mut first, |consumer| consumer.assignment().len() == 2).await;
        second.leave().await;
        until(&mut first, |consumer| consumer.assignment().len() == 4).await;
        first.close().await.unwrap();
    });
}

/// Topics that grow, and topics that a pattern begins to match, reach the members by themselves.
#[test]
fn partitions_and_topics_that_are_made_later_are_read_too() {
    run(async {
        let (broker, _) = scene().await;
        let fast = ottla::ClientOptions {
            metadata_age_max: std::time::Duration::from_millis(50),
            ..client_options()
        };
        let client = Client::embedded_with(&broker, fast).await.unwrap();
        for protocol in PROTOCOLS {
            let prefix = format!("{protocol:?}").to_lowercase();
            let first = format!("{prefix}-a");
            create(&client, &first, 1).await;
            let options = ConsumerOptions {
                group_id: prefix.clone(),
                topics: Vec::new(),
                topic_pattern: Some(format!("{prefix}-.*")),
                ..options(protocol, "unused")
            };
            let mut consumer = client.consumer(options).await.unwrap();
            until(&mut consumer, |consumer| consumer.assignment().len() == 1).await;
            let more = ottla::admin::MorePartitions::of(&first, 3);
            client.admin().create_partitions([more]).await.unwrap();
            until(&mut consumer, |consumer| consumer.assignment().len() == 3).await;
            create(&client, &format!("{prefix}-b"), 2).await;
            create(&client, &format!("x-{prefix}-b"), 2).await;
            until(&mut consumer, |consumer| consumer.assignment().len() == 5).await;
            send(&client, &format!("{prefix}-b"), 2, 0..10).await;
            assert_eq!(read(&mut consumer, 10).await.len(), 10);
            consumer.subscribe([&first]).unwrap();
            until(&mut consumer, |consumer| consumer.assignment().len() == 3).await;
            assert!(consumer.assignment().iter().all(|assigned| *assigned.topic == *first));
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn a_batch_of_a_partition_that_has_gone_cannot_be_committed() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 2).await;
        send(&client, "orders", 2, 0..2).await;
        for protocol in PROTOCOLS {
            let group = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                ..options(protocol, "orders")
            };
            let mut first = client.consumer(group()).await.unwrap();
            let mut batches = BTreeMap::new();
            while batches.len() < 2 {
                let batch = first.next_batch().await.unwrap().unwrap();
                batches.insert(TopicPartition::new(batch.topic(), batch.partition()), batch);
            }
            let (report, _reports) = mpsc::unbounded_channel();
            let second = reader(client.consumer(group()).await.unwrap(), report, 2);
            until(&mut first, |consumer| consumer.assignment().len() == 1).await;
            let kept = first.assignment().into_iter().next().unwrap();
            for (partition, batch) in &batches {
                let outcome = first.commit(batch).await;
                if *partition == kept {
                    outcome.unwrap();
                } else {
                    assert_eq!(outcome.unwrap_err().kind(), ottla::ErrorKind::Rebalanced);
                }
            }
            second.leave().await;
            first.close().await.unwrap();
        }
    });
}

/// Two consumers in one task: whoever is busy does not keep the other from getting its share.
#[test]
fn heartbeats_go_on_while_the_user_is_busy() {
    run(async {
        let clock = clock();
        let (_broker, client) = scene_with(broker_options().clock(clock.clone())).await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..1).await;
        let group = || options(GroupProtocol::Classic, "orders");
        let mut consumer = client.consumer(group()).await.unwrap();
        let batch = consumer.next_batch().await.unwrap().unwrap();
        let before = consumer.group_metadata();
        // The user is busy for ten sessions, during which only the member's task runs.
        let admin = Arc::new(client.admin());
        for _ in 0..20 {
            clock.advance(std::time::Duration::from_secs(20));
            for _ in 0..3 {
                admin.list_topics().await.unwrap();
                tokio::time::timeout(
                    std::time::Duration::from_millis(60),
                    std::future::pending::<()>(),
                )
                .await
                .unwrap_err();
            }
        }
        consumer.commit(&batch).await.unwrap();
        assert_eq!(consumer.group_metadata(), before);
        consumer.close().await.unwrap();
    });
}
