//! Records that are deleted are gone from all replicas.

use ottla::{Record, TopicPartition, admin::DeleteBefore};

use super::*;
use crate::support;

/// Where a node's replica begins.
fn log_start(cluster: &Cluster, node: usize) -> i64 {
    let request = support::fetch_request("orders", 7, 0, 0);
    let mut client = support::Client::connect(cluster.broker(node).unwrap().address());
    let answer = client.call_at(&request, 12).responses.remove(0).partitions.remove(0);
    assert_eq!(answer.error_code, 0);
    answer.log_start_offset
}

#[test]
fn a_deletion_is_answered_when_no_replica_holds_the_records() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        whole(&client, "orders").await;
        let producer = producer(&client);
        for value in 0..8 {
            let value = value.to_string();
            producer.send(Record::to("orders").partition(0).value(&value)).await.unwrap();
        }
        let partition = || TopicPartition::new("orders", 0);
        for offset in [3, 5] {
            let before = [(partition(), DeleteBefore::Offset(offset))];
            let deleted = client.admin().delete_records(before).one().await.unwrap();
            assert_eq!(deleted.low_watermark, offset);
            for node in cluster.nodes() {
                assert_eq!(log_start(&cluster, node), offset, "{node}");
            }
        }
        // One that is dead is not waited for, once that is known.
        let leader = standing(&client, "orders").await.0.unwrap() as usize;
        let dead = cluster.nodes().find(|node| *node != leader).unwrap();
        cluster.kill(dead);
        let before = [(partition(), DeleteBefore::Offset(7))];
        let deleted = client.admin().delete_records(before).one().await.unwrap();
        assert_eq!(deleted.low_watermark, 7);
    });
}
