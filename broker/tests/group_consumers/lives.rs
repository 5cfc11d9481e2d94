//! Members that stay away, come back, are fenced, are slow; brokers that stop.

use std::time::Duration;

use ottla::{
    Advice, Client, Consumer, ConsumerOptions, ErrorKind, GroupProtocol, Rebalance,
    RebalanceListener, TopicPartition,
};
use ottla_broker::Broker;
use parking_lot::Mutex;
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

use crate::scene::*;

/// Writes down what it is told.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().clone()
    }

    fn note(&self, what: &str, partitions: &[TopicPartition]) {
        let names: Vec<String> = partitions.iter().map(ToString::to_string).collect();
        self.0.lock().push(format!("{what} {}", names.join(" ")).trim().to_owned());
    }
}

#[async_trait::async_trait]
impl RebalanceListener for Journal {
    async fn assigned(&self, _: &Rebalance, partitions: &[TopicPartition]) {
        self.note("assigned", partitions);
    }

    async fn revoked(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        let committed = rebalance.commit_all().await;
        self.note(if committed.is_ok() { "revoked" } else { "not committed" }, partitions);
    }

    async fn lost(&self, _: &Rebalance, partitions: &[TopicPartition]) {
        self.note("lost", partitions);
    }
}

#[test]
fn a_listener_is_told_and_can_commit_before_partitions_go() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..5).await;
        for protocol in PROTOCOLS {
            let group = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                ..options(protocol, "orders")
            };
            let journal = Journal::default();
            let mut consumer = client.consumer_with(group(), journal.clone()).await.unwrap();
            read(&mut consumer, 5).await;
            consumer.close().await.unwrap();
            assert_eq!(journal.lines(), ["assigned orders-0", "revoked orders-0"], "{protocol:?}");
            let mut next = client.consumer(group()).await.unwrap();
            until(&mut next, |consumer| consumer.position("orders", 0) == Some(5)).await;
            next.close().await.unwrap();
        }
    });
}

/// A slow user: the member leaves after `max_poll_interval`, somebody else gets the partition, and
/// what the slow one commits then does not count.
#[test]
fn a_consumer_that_is_too_slow_loses_its_partitions_and_comes_back() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..5).await;
        for protocol in PROTOCOLS {
            let group = |max_poll_interval| ConsumerOptions {
                group_id: format!("{protocol:?}"),
                max_poll_interval,
                ..options(protocol, "orders")
            };
            let journal = Journal::default();
            let slow = group(Duration::from_millis(100));
            let mut slow = client.consumer_with(slow, journal.clone()).await.unwrap();
            let batch = slow.next_batch().await.unwrap().unwrap();
            let mut other = client.consumer(group(Duration::from_secs(60))).await.unwrap();
            // Only the slow one's departure gives the other the partition.
            assert_eq!(read(&mut other, 5).await.len(), 5);
            let error = slow.commit(&batch).await.unwrap_err();
            assert_eq!((error.kind(), error.advice()), (ErrorKind::Rebalanced, Advice::Rejoin));
            other.commit_all().await.unwrap();
            other.close().await.unwrap();
            let told = || {
                let lines = journal.lines().into_iter();
                lines.filter(|line| *line != "assigned").collect::<Vec<_>>()
            };
            until(&mut slow, |_| told().len() == 3).await;
            assert_eq!(slow.position("orders", 0), Some(5), "what the other has committed");
            let told = told();
            assert_eq!(
                told,
                ["assigned orders-0", "lost orders-0", "assigned orders-0"],
                "{protocol:?}"
            );
            slow.close().await.unwrap();
        }
    });
}

#[test]
fn a_static_member_comes_back_without_a_rebalance() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 2).await;
        for protocol in PROTOCOLS {
            let member = |instance: &str| ConsumerOptions {
                group_id: format!("{protocol:?}"),
                group_instance_id: Some(instance.into()),
                ..options(protocol, "orders")
            };
            let mut first = client.consumer(member("first")).await.unwrap();
            until(&mut first, |consumer| consumer.assignment().len() == 2).await;
            let journal = Journal::default();
            let second = client.consumer_with(member("second"), journal.clone()).await.unwrap();
            let mut second = second;
            loop {
                let both = async { tokio::join!(first.next_batch(), second.next_batch()) };
                let _ = tokio::time::timeout(Duration::from_millis(20), both).await;
                if first.assignment().len() == 1 && second.assignment().len() == 1 {
                    break;
                }
            }
            let (had, generation) = (first.assignment(), second.group_metadata().generation_id);
            let told = journal.lines().len();
            first.close().await.unwrap();
            let mut first = client.consumer(member("first")).await.unwrap();
            until(&mut first, |consumer| consumer.assignment() == had).await;
            until(&mut second, |consumer| consumer.assignment().len() == 1).await;
            assert_eq!(journal.lines().len(), told, "{protocol:?}: {:?}", journal.lines());
            assert_eq!(second.group_metadata().generation_id, generation);
            first.close().await.unwrap();
            second.close().await.unwrap();
        }
    });
}

/// In the classic protocol the newer one wins; with KIP-848 the one that is there does.
#[test]
fn of_two_members_with_one_instance_id_one_is_told_for_good() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        for (protocol, code) in [
            (GroupProtocol::Classic, ottla::ErrorCode::FencedInstanceId),
            (GroupProtocol::Consumer, ottla::ErrorCode::UnreleasedInstanceId),
        ] {
            let member = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                group_instance_id: Some("one".into()),
                ..options(protocol, "orders")
            };
            let mut first = client.consumer(member()).await.unwrap();
            until(&mut first, |consumer| consumer.assignment().len() == 1).await;
            let mut second = client.consumer(member()).await.unwrap();
            let error = match protocol {
                GroupProtocol::Classic => {
                    until(&mut second, |consumer| consumer.assignment().len() == 1).await;
                    first.next_batch().await.unwrap_err()
                }
                GroupProtocol::Consumer => second.next_batch().await.unwrap_err(),
            };
            assert_eq!(error.code(), Some(code), "{error}");
            assert_eq!(error.advice(), Advice::Fatal);
        }
    });
}

/// Offsets and members outlive the broker: the consumer finds it again and goes on.
#[test]
fn a_group_outlives_a_restart_of_its_broker() {
    run(async {
        for protocol in PROTOCOLS {
            let directory = tempfile::tempdir().unwrap();
            let start = |port: u16| {
                let listeners = format!("PLAINTEXT://127.0.0.1:{port}");
                let options = broker_options().directory(directory.path());
                Broker::start(options.set("listeners", &listeners).unwrap()).unwrap()
            };
            let broker = start(0);
            let port = broker.address().port();
            let address = broker.address().to_string();
            let client = Client::connect_with(&address, client_options()).await.unwrap();
            create(&client, "orders", 1).await;
            send(&client, "orders", 1, 0..5).await;
            let member = ConsumerOptions {
                group_instance_id: Some("one".into()),
                ..options(protocol, "orders")
            };
            let journal = Journal::default();
            let mut consumer = client.consumer_with(member, journal.clone()).await.unwrap();
            read(&mut consumer, 5).await;
            consumer.commit_all().await.unwrap();
            let before = consumer.group_metadata();
            drop(broker);
            let waiting = tokio::time::timeout(Duration::from_millis(300), consumer.next_batch());
            assert!(waiting.await.is_err(), "{protocol:?}");
            let _broker = start(port);
            send(&client, "orders", 1, 5..8).await;
            assert_eq!(read(&mut consumer, 3).await, (5..8).collect());
            consumer.commit_all().await.unwrap();
            assert_eq!(journal.lines(), ["assigned orders-0"], "{protocol:?}");
            assert_eq!(consumer.group_metadata().member_id, before.member_id);
            consumer.close().await.unwrap();
        }
    });
}

/// Between clients and a broker: passes bytes on until it is told to fall silent.
async fn go_between(proxy: TcpListener, broker: Arc<Mutex<Option<String>>>) {
    while let Ok((near, _)) = proxy.accept().await {
        let Some(address) = broker.lock().clone() else {
            // Accepts, and never says a word.
            tokio::spawn(async move {
                std::future::pending::<()>().await;
                drop(near);
            });
            continue;
        };
        let far = TcpStream::connect(address).await.unwrap();
        let (from_client, to_client) = near.into_split();
        let (from_broker, to_broker) = far.into_split();
        tokio::spawn(pass_on(from_client, to_broker, broker.clone()));
        tokio::spawn(pass_on(from_broker, to_client, broker.clone()));
    }
}

async fn pass_on(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    broker: Arc<Mutex<Option<String>>>,
) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        if broker.lock().is_none() {
            std::future::pending::<()>().await;
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}

#[test]
fn closing_keeps_its_limit_when_the_broker_is_gone_or_silent() {
    run(async {
        for (protocol, silent) in
            PROTOCOLS.into_iter().flat_map(|protocol| [(protocol, true), (protocol, false)])
        {
            let proxy = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = proxy.local_addr().unwrap().to_string();
            let advertised = format!("PLAINTEXT://{address}");
            let options_of_broker = broker_options()
                .set("listeners", "PLAINTEXT://127.0.0.1:0")
                .unwrap()
                .set("advertised.listeners", &advertised)
                .unwrap();
            let broker = Broker::start(options_of_broker).unwrap();
            let behind = Arc::new(Mutex::new(Some(broker.address().to_string())));
            tokio::spawn(go_between(proxy, behind.clone()));
            let client = Client::connect_with(&address, client_options()).await.unwrap();
            create(&client, "orders", 1).await;
            send(&client, "orders", 1, 0..5).await;
            let member = ConsumerOptions {
                enable_auto_commit: true,
                close_timeout: Duration::from_millis(400),
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(member).await.unwrap();
            read(&mut consumer, 5).await;
            if silent {
                *behind.lock() = None;
            } else {
                drop(broker);
            }
            let began = std::time::Instant::now();
            consumer.close().await.unwrap_err();
            assert!(began.elapsed() < Duration::from_millis(900), "{:?}", began.elapsed());
        }
    });
}

#[test]
fn a_consumer_that_is_dropped_leaves_without_holding_anything_up() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 1).await;
        send(&client, "orders", 1, 0..5).await;
        for protocol in PROTOCOLS {
            let group = || ConsumerOptions {
                group_id: format!("{protocol:?}"),
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(group()).await.unwrap();
            read(&mut consumer, 5).await;
            drop(consumer);
            // Long before the session of the first one is over.
            let mut next = client.consumer(group()).await.unwrap();
            assert_eq!(read(&mut next, 5).await.len(), 5);
            next.close().await.unwrap();
        }
    });
}

/// The session of a member whose task does not run any more ends by the broker's clock.
#[test]
fn a_member_that_falls_silent_is_replaced_when_its_session_is_over() {
    let clock = clock();
    let broker = Broker::start(broker_options().clock(clock.clone())).unwrap();
    for protocol in PROTOCOLS {
        let topic = format!("orders-{protocol:?}");
        let group =
            || ConsumerOptions { group_id: format!("{protocol:?}"), ..options(protocol, &topic) };
        // The runtime of the first member is frozen once it has read: nothing says goodbye.
        let frozen = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let _silent = frozen.block_on(async {
            let client = Client::embedded_with(&broker, client_options()).await.unwrap();
            create(&client, &topic, 1).await;
            send(&client, &topic, 1, 0..5).await;
            let mut consumer = client.consumer(group()).await.unwrap();
            read(&mut consumer, 5).await;
            consumer
        });
        clock.advance(Duration::from_secs(40));
        run(async {
            let client = Client::embedded_with(&broker, client_options()).await.unwrap();
            let mut next = client.consumer(group()).await.unwrap();
            let joined = |next: &Consumer| !next.group_metadata().member_id.is_empty();
            if protocol == GroupProtocol::Consumer {
                until(&mut next, joined).await;
            }
            let _ = tokio::time::timeout(Duration::from_millis(100), next.next_batch()).await;
            assert!(next.assignment().is_empty(), "{protocol:?}: the session is not over");
            clock.advance(Duration::from_secs(6));
            assert_eq!(read(&mut next, 5).await.len(), 5);
            next.close().await.unwrap();
        });
    }
}
