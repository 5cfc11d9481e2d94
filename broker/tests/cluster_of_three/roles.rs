//! Nodes that are only brokers, or only controllers, or one of each kind at first.

use std::net::TcpListener;

use ottla::admin::{FeatureUpdate, QuorumReplica};
use ottla_broker::BrokerOptions;

use super::*;

/// Ports that are free now.
pub(super) fn ports<const N: usize>() -> [u16; N] {
    let sockets = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    sockets.map(|socket| socket.local_addr().unwrap().port())
}

pub(super) fn options(keys: &[(&str, &str)]) -> BrokerOptions {
    let options = BrokerOptions::default().cluster_id("MkU3OEVBNTcwNTJENDM2Qg");
    keys.iter().fold(options, |options, (key, value)| options.set(key, value).unwrap())
}

pub(super) fn in_time<T>(test: impl AsyncFnOnce() -> T) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(PATIENCE, test()).await.expect("the test ends in time")
    })
}

#[test]
fn one_controller_and_two_brokers_are_a_cluster() {
    in_time(async || {
        let [controller, first, second] = ports();
        let voters = format!("9@127.0.0.1:{controller}");
        let decides = Broker::launch(options(&[
            ("node.id", "9"),
            ("process.roles", "controller"),
            ("controller.quorum.voters", &voters),
            ("listeners", &format!("CONTROLLER://127.0.0.1:{controller}")),
        ]))
        .unwrap();
        let holds = |id: &str, port: u16| {
            Broker::launch(options(&[
                ("node.id", id),
                ("process.roles", "broker"),
                ("controller.quorum.voters", &voters),
                ("listeners", &format!("PLAINTEXT://127.0.0.1:{port}")),
            ]))
            .unwrap()
        };
        let brokers = [holds("1", first), holds("2", second)];
        for broker in [&decides, &brokers[0], &brokers[1]] {
            broker.ready().await.unwrap();
        }
        let client =
            Client::connect(&format!("127.0.0.1:{first},127.0.0.1:{second}")).await.unwrap();
        let cluster = client.admin().describe_cluster().await.unwrap();
        let mut ids: Vec<i32> = cluster.brokers.iter().map(|broker| broker.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, [1, 2], "the controller holds nothing");
        let topic = NewTopic::new("orders").replication_factor(2);
        client.admin().create_topics([topic]).await.unwrap();
        while standing(&client, "orders").await.1.len() < 2 {
            tokio::task::yield_now().await;
        }
        let record = ottla::Record::to("orders").partition(0).value("paid");
        producer(&client).send(record).await.unwrap();
        assert_eq!(read_all(&client, "orders", 1).await, ["paid"]);
        for broker in brokers {
            broker.close();
        }
        decides.close();
    });
}

#[test]
fn a_node_that_looks_for_the_quorum_at_itself_is_the_quorum() {
    in_time(async || {
        let [clients, controllers] = ports();
        // As in the file that comes with Apache Kafka.
        let broker = Broker::launch(options(&[
            ("process.roles", "broker,controller"),
            ("controller.quorum.bootstrap.servers", &format!("localhost:{controllers}")),
            (
                "listeners",
                &format!("PLAINTEXT://127.0.0.1:{clients},CONTROLLER://127.0.0.1:{controllers}"),
            ),
            ("controller.listener.names", "CONTROLLER"),
        ]))
        .unwrap();
        broker.ready().await.unwrap();
        let client = Client::connect(&format!("127.0.0.1:{clients}")).await.unwrap();
        client.admin().create_topics([NewTopic::new("orders")]).await.unwrap();
        let record = ottla::Record::to("orders").partition(0).value("paid");
        producer(&client).send(record).await.unwrap();
        assert_eq!(read_all(&client, "orders", 1).await, ["paid"]);
    });
}

/// A node of a quorum that is found at the first controller's port.
fn finds(id: i32, first: u16, [clients, controllers]: [u16; 2]) -> BrokerOptions {
    options(&[
        ("node.id", &id.to_string()),
        ("process.roles", "broker,controller"),
        ("controller.quorum.bootstrap.servers", &format!("127.0.0.1:{first}")),
        ("controller.quorum.auto.join.enable", "true"),
        (
            "listeners",
            &format!("PLAINTEXT://127.0.0.1:{clients},CONTROLLER://127.0.0.1:{controllers}"),
        ),
        ("controller.listener.names", "CONTROLLER"),
    ])
}

/// The voters, as soon as they are these.
async fn voters(client: &Client, ids: &[i32]) -> Vec<QuorumReplica> {
    loop {
        if let Ok(quorum) = client.admin().describe_metadata_quorum().await {
            let mut voters = quorum.voters;
            voters.sort_unstable_by_key(|voter| voter.id);
            if voters.iter().map(|voter| voter.id).eq(ids.iter().copied()) {
                return voters;
            }
        }
        tokio::task::yield_now().await;
    }
}

#[test]
fn controllers_that_are_told_to_become_voters_by_themselves() {
    in_time(async || {
        let [first, second, third] = [ports(), ports(), ports()];
        let start = |id, ports| Broker::launch(finds(id, first[1], ports)).unwrap();
        let _founder = start(1, first);
        let client = Client::connect(&format!("127.0.0.1:{}", first[0])).await.unwrap();
        let observer = start(2, second);
        observer.ready().await.unwrap();
        assert_eq!(voters(&client, &[1]).await.len(), 1, "a static quorum takes nobody in");
        // Refused until the founder has said what it supports.
        let dynamic = || [("kraft.version", FeatureUpdate::Upgrade(1))];
        while client.admin().update_features(dynamic()).await.is_err() {}
        voters(&client, &[1, 2]).await;
        let _third = start(3, third);
        let before = voters(&client, &[1, 2, 3]).await;
        // With its directory it loses its vote, which the one that it has then takes over.
        observer.close();
        let _again = start(2, second);
        loop {
            let now = voters(&client, &[1, 2, 3]).await;
            if now[1].directory_id != before[1].directory_id {
                assert_eq!(now[2].directory_id, before[2].directory_id);
                break;
            }
        }
        let topic = NewTopic::new("orders").replication_factor(3);
        client.admin().create_topics([topic]).await.unwrap();
    });
}

#[test]
fn a_controller_for_others_has_to_listen() {
    for (keys, said) in [
        (vec![("process.roles", "controller")], "add CONTROLLER://HOST:PORT to listeners"),
        (
            vec![("controller.quorum.voters", "1@a:1,2@b:1")],
            "add CONTROLLER://HOST:PORT to listeners",
        ),
        (
            vec![
                ("process.roles", "controller"),
                ("listeners", "PLAINTEXT://127.0.0.1:0,CONTROLLER://127.0.0.1:0"),
            ],
            "take PLAINTEXT out of listeners",
        ),
    ] {
        let error = Broker::launch(options(&keys)).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}
