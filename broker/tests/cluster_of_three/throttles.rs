//! Replicas that catch up are held to a rate (KIP-73), and those that are in sync are not.

use ottla::{
    Record,
    admin::{ConfigChange, ConfigResource},
};

use super::*;

const RECORDS: usize = 40;
/// More than one Fetch brings of all of them.
const BYTES: usize = 100_000;

fn throttle(side: &str) -> ([ConfigChange; 1], [ConfigChange; 1]) {
    let rate = ConfigChange::set(format!("{side}.replication.throttled.rate"), "1000");
    let all = ConfigChange::set(format!("{side}.replication.throttled.replicas"), "*");
    ([rate], [all])
}

async fn fill(producer: &Producer, topic: &str) {
    let value = "x".repeat(BYTES);
    for _ in 0..RECORDS {
        producer.send(Record::to(topic).partition(0).value(&value)).await.unwrap();
    }
}

/// A replica that lacks records of two topics has those of one when the throttled other one is still behind.
fn a_replica_that_catches_up_is_held(side: &str) {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        let admin = client.admin();
        for topic in ["held", "free"] {
            create(&client, topic, 1).await;
            whole(&client, topic).await;
        }
        let (rate, all) = throttle(side);
        let brokers = ConfigResource::AllBrokers;
        admin.alter_configs([(ConfigResource::Topic("held".into()), all)]).await.unwrap();
        admin.alter_configs([(brokers.clone(), rate)]).await.unwrap();

        let leaders = [
            standing(&client, "held").await.0.unwrap(),
            standing(&client, "free").await.0.unwrap(),
        ];
        let spare = cluster.nodes().find(|node| !leaders.contains(&(*node as i32))).unwrap();
        cluster.kill(spare);
        let producer = producer(&client);
        // The others are in sync, and acknowledge as ever.
        fill(&producer, "held").await;
        fill(&producer, "free").await;
        cluster.restart(spare).unwrap();
        whole(&client, "free").await;
        assert_eq!(standing(&client, "held").await.1.len(), 2, "it is held");

        let no_rate = ConfigChange::delete(format!("{side}.replication.throttled.rate"));
        admin.alter_configs([(brokers, [no_rate])]).await.unwrap();
        whole(&client, "held").await;
    });
}

#[test]
fn a_follower_that_catches_up_is_held_to_its_rate() {
    a_replica_that_catches_up_is_held("follower");
}

#[test]
fn a_leader_sends_to_who_catches_up_at_its_rate() {
    a_replica_that_catches_up_is_held("leader");
}
