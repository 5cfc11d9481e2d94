//! Consumers read from the replica that is near (KIP-392).

use ottla::Record;
use ottla_core::protocol::messages::{FetchRequest, fetch_response::PartitionData};

use super::*;
use crate::support;

const RACKS: [&str; 3] = ["a", "b", "c"];

/// A broker's answer to a consumer in a rack.
fn fetch(cluster: &Cluster, node: usize, rack: &str) -> PartitionData {
    let request =
        FetchRequest { rack_id: rack.into(), ..support::fetch_request("orders", 0, 1, 100) };
    let mut client = support::Client::connect(cluster.broker(node).unwrap().address());
    let mut response = client.call_at(&request, 12);
    response.responses.remove(0).partitions.remove(0)
}

fn has_records(answer: &PartitionData) -> bool {
    assert_eq!(answer.error_code, 0);
    answer.records.as_ref().is_some_and(|records| !records.is_empty())
}

#[test]
fn a_consumer_reads_from_the_replica_in_its_rack() {
    let racks = RACKS.map(String::from).to_vec();
    let mut options = ClusterOptions { racks, ..ClusterOptions::default() };
    let selector = "org.apache.kafka.common.replica.RackAwareReplicaSelector";
    options.options = options.options.set("replica.selector.class", selector).unwrap();
    run_with(options, async |cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        whole(&client, "orders").await;
        let record = Record::to("orders").partition(0).value("paid");
        producer(&client).send(record).await.unwrap();
        let leader = standing(&client, "orders").await.0.unwrap() as usize;
        let follower = cluster.nodes().find(|node| *node != leader).unwrap();

        let told = fetch(&cluster, leader, RACKS[follower - 1]);
        assert_eq!(told.preferred_read_replica, follower as i32);
        assert!(!has_records(&told));
        for rack in [RACKS[leader - 1], "elsewhere", ""] {
            let answer = fetch(&cluster, leader, rack);
            assert_eq!(answer.preferred_read_replica, -1, "{rack}");
            assert!(has_records(&answer), "{rack}");
        }
        // It has the record when it has heard that it is committed.
        while !has_records(&fetch(&cluster, follower, RACKS[follower - 1])) {}

        let client_rack = Some(RACKS[follower - 1].to_owned());
        let options = PartitionConsumerOptions { client_rack, ..Default::default() };
        let mut consumer = client.partition_consumer(options).unwrap();
        consumer.assign("orders", 0, StartOffset::Beginning).await.unwrap();
        assert_eq!(consumer.next_batch().await.unwrap().unwrap().iter().count(), 1);
    });
}
