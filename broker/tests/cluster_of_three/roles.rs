//! Nodes that are only brokers, or only controllers, or one of each kind at first.

use std::net::TcpListener;

use ottla_broker::BrokerOptions;

use super::*;

/// Ports that are free now.
fn ports<const N: usize>() -> [u16; N] {
    let sockets = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    sockets.map(|socket| socket.local_addr().unwrap().port())
}

fn options(keys: &[(&str, &str)]) -> BrokerOptions {
    let options = BrokerOptions::default().cluster_id("MkU3OEVBNTcwNTJENDM2Qg");
    keys.iter().fold(options, |options, (key, value)| options.set(key, value).unwrap())
}

fn in_time<T>(test: impl AsyncFnOnce() -> T) -> T {
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
