//! A follower whose Fetch is parked at a leader follows further partitions of it without waiting for that Fetch to end.

use ottla::{
    Record, TopicPartition,
    admin::{ElectionType, NewTopic, Reassignment},
};
use ottla_broker::BrokerOptions;

use super::*;

/// Longer than a test may take: whatever waits for a parked Fetch to end waits for ever.
const FOR_EVER: &str = "600000";

fn patient_followers() -> ClusterOptions {
    let options = BrokerOptions::default()
        .set("replica.fetch.wait.max.ms", FOR_EVER)
        .and_then(|options| options.set("replica.lag.time.max.ms", FOR_EVER))
        .and_then(|options| options.set("request.timeout.ms", FOR_EVER))
        .unwrap();
    ClusterOptions { options, ..ClusterOptions::default() }
}

async fn send_to(producer: &Producer, topic: &str) {
    producer.send(Record::to(topic).partition(0).value("paid")).await.unwrap();
}

/// Has a broker lead the topic's partition.
async fn lead(client: &Client, topic: &str, leader: i32) {
    let mut replicas = vec![leader];
    replicas.extend([1, 2, 3].into_iter().filter(|one| *one != leader));
    let partition = TopicPartition::new(topic, 0);
    let moves = [(partition.clone(), Reassignment::To(replicas))];
    client.admin().alter_partition_reassignments(moves).await.unwrap();
    while standing(client, topic).await.0 != Some(leader) {
        // Refused until the replica is in sync, and when the controller was faster.
        let _ = client.admin().elect_leaders(ElectionType::Preferred, [partition.clone()]).await;
    }
}

#[test]
fn a_new_topic_does_not_wait_for_the_parked_fetches_of_its_followers() {
    run_with(patient_followers(), async |cluster| {
        let client = connect(&cluster).await;
        let producer = producer(&client);
        // Each time the followers have parked a Fetch at the leader that lacks the next topic.
        for topic in ["orders", "bills", "parcels", "returns"] {
            let topics = [NewTopic::new(topic).on(vec![vec![2, 1, 3]])];
            client.admin().create_topics(topics).await.unwrap();
            send_to(&producer, topic).await;
        }
    });
}

#[test]
fn a_new_leader_does_not_wait_for_the_parked_fetches_of_its_followers() {
    run_with(patient_followers(), async |cluster| {
        let client = connect(&cluster).await;
        let producer = producer(&client);
        // Each broker leads one, and has parked Fetches of the others.
        let topics = [("orders", vec![2, 3, 1]), ("bills", vec![3, 2, 1])];
        let new = topics.map(|(topic, replicas)| NewTopic::new(topic).on(vec![replicas]));
        client.admin().create_topics(new).await.unwrap();
        send_to(&producer, "orders").await;
        send_to(&producer, "bills").await;
        for leader in [3, 1, 2, 3] {
            lead(&client, "orders", leader).await;
            send_to(&producer, "orders").await;
        }
        assert_eq!(read_all(&client, "orders", 5).await.len(), 5);
    });
}

#[test]
fn writes_go_on_without_a_dead_follower_though_the_other_has_nothing_to_ask() {
    run_with(patient_followers(), async |mut cluster| {
        let client = connect(&cluster).await;
        let producer = producer(&client);
        let topics = [NewTopic::new("orders").on(vec![vec![2, 1, 3]])];
        client.admin().create_topics(topics).await.unwrap();
        send_to(&producer, "orders").await;
        // When it is found to be dead, the other follower has all that there is, and its Fetch is parked.
        cluster.kill(3);
        send_to(&producer, "orders").await;
    });
}

#[test]
fn writes_go_on_when_a_broker_leaves_and_it_is_in_sync_when_it_is_back() {
    run_with(patient_followers(), async |mut cluster| {
        let client = connect(&cluster).await;
        let producer = producer(&client);
        let topics = ["orders", "bills", "parcels"];
        let new = topics.iter().zip([[1, 2, 3], [2, 3, 1], [3, 1, 2]]);
        let new = new.map(|(topic, replicas)| NewTopic::new(*topic).on(vec![replicas.into()]));
        client.admin().create_topics(new).await.unwrap();
        for leaving in [1, 2, 3] {
            cluster.stop(leaving);
            for topic in topics {
                send_to(&producer, topic).await;
            }
            // Its first Fetches may come while it is fenced, and are parked when it is not any more.
            cluster.restart(leaving).unwrap();
            for topic in topics {
                whole(&client, topic).await;
            }
        }
    });
}
