//! A replica that gives up records: they are no longer taken for synced.

use std::{fs, path::Path};

use ottla::{
    Record, TopicPartition,
    admin::{ElectionType, NewTopic},
};

use super::*;

/// Sends so many records, each acknowledged by those that are in sync.
async fn send(producer: &Producer, count: usize) {
    for _ in 0..count {
        producer.send(Record::to("orders").partition(0).value("paid")).await.unwrap();
    }
}

/// Up to where the checkpoint says that the partition is synced.
fn recovery_point(directory: &Path) -> Option<i64> {
    let file = fs::read_to_string(directory.join("recovery-point-offset-checkpoint")).unwrap();
    file.lines().find_map(|line| line.strip_prefix("orders 0 ")?.parse().ok())
}

#[test]
fn a_log_that_is_cut_is_not_taken_for_synced_any_further() {
    let folder = tempfile::tempdir().unwrap();
    let directory = Some(folder.path().to_owned());
    let options = ClusterOptions { directory, ..ClusterOptions::default() };
    run_with(options, async |mut cluster| {
        let client = connect(&cluster).await;
        let topic = NewTopic::new("orders").on(vec![vec![1, 2]]);
        // Each record is synced, so all of them are when the first replica stops.
        let topic = topic.config("flush.messages", "1").config("min.insync.replicas", "1");
        client.admin().create_topics([topic]).await.unwrap();
        while standing(&client, "orders").await.1.len() < 2 {
            tokio::task::yield_now().await;
        }
        let producer = producer(&client);
        send(&producer, 10).await;
        cluster.kill(2);
        while standing(&client, "orders").await.1.len() > 1 {
            tokio::task::yield_now().await;
        }
        send(&producer, 10).await;
        cluster.stop(1);
        let own = folder.path().join("broker-1");
        assert_eq!(recovery_point(&own), Some(20));
        cluster.restart(2).unwrap();
        // Its log ends at 10: only so it may lead.
        let unclean = ElectionType::Unclean;
        while standing(&client, "orders").await.0 != Some(2) {
            // Refused until the controller has let it in.
            client.admin().elect_leaders(unclean, [TopicPartition::new("orders", 0)]).await.ok();
        }
        cluster.restart(1).unwrap();
        while recovery_point(&own) != Some(10) {
            tokio::task::yield_now().await;
        }
    });
}
