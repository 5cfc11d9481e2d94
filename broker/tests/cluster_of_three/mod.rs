//! A cluster of three in this process, seen through its own client.

use ottla::{Client, admin::NewTopic};
use ottla_broker::{Broker, ClusterOptions};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

#[test]
fn three_brokers_find_each_other_and_agree_on_a_topic() {
    let _ = tracing_subscriber::fmt().with_env_filter("debug").with_writer(std::io::stderr).try_init();
    let cluster = Broker::cluster(ClusterOptions::default()).unwrap();
    block_on(async {
        let client = Client::connect(&cluster.bootstrap()).await.unwrap();
        let admin = client.admin();
        admin.create_topics([NewTopic::new("orders").partitions(3)]).await.unwrap();
        let described = admin.describe_cluster().await.unwrap();
        assert_eq!(described.brokers.len(), 3);
        let quorum = admin.describe_metadata_quorum().await.unwrap();
        assert_eq!(quorum.voters.len(), 3);
        println!("{quorum:?}");
    });
}
