//! Snapshots of the metadata take the place of the log before them.

use std::path::Path;

use super::*;

/// Small ones, often, and next to nothing of the log is kept.
fn often(directory: &Path) -> ClusterOptions {
    let directory = Some(directory.to_owned());
    let mut options = ClusterOptions { directory, ..ClusterOptions::default() };
    for (key, value) in [
        ("metadata.log.max.record.bytes.between.snapshots", "2000"),
        ("metadata.max.retention.bytes", "0"),
        // No smaller: all records of one decision go into one segment.
        ("internal.metadata.log.segment.bytes", "65536"),
    ] {
        options.options = options.options.set(key, value).unwrap();
    }
    options
}

/// Whether the metadata log of a broker no longer has its first file.
fn is_cut(directory: &Path, node: usize) -> bool {
    let log = directory.join(format!("broker-{node}/__cluster_metadata-0"));
    assert!(log.is_dir());
    !log.join("00000000000000000000.log").exists()
}

#[test]
fn a_broker_that_was_away_while_the_log_was_cut_begins_with_a_snapshot() {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path();
    run_with(often(directory), async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        whole(&client, "orders").await;
        let leader = client.admin().describe_metadata_quorum().await.unwrap().leader.unwrap();
        let away = cluster.nodes().find(|node| *node as i32 != leader).unwrap();
        cluster.kill(away);
        let mut made = 0;
        while !cluster.nodes().filter(|node| *node != away).all(|node| is_cut(directory, node)) {
            // Long ones, so that few are needed.
            let topic = NewTopic::new(format!("topic-{made}")).partitions(1).replication_factor(2);
            let long = vec!["0:1"; 500].join(",");
            let topic = topic.config("follower.replication.throttled.replicas", long);
            client.admin().create_topics([topic]).await.unwrap();
            made += 1;
        }
        cluster.restart(away).unwrap();
        whole(&client, "orders").await;
        assert!(is_cut(directory, away));
        // It knows what was made while it was away, and goes on without the one that told it.
        let leader = leader as usize;
        cluster.kill(leader);
        while client.admin().list_topics().await.map_or(0, |topics| topics.len()) < made + 1 {
            tokio::task::yield_now().await;
        }
        client.admin().create_topics([NewTopic::new("last").replication_factor(2)]).await.unwrap();
        cluster.restart(leader).unwrap();
        whole(&client, "orders").await;
    });
}
