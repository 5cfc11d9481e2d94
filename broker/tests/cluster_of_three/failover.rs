//! Leaders and controllers that die, stop, and come back.

use ottla::Record;

use super::*;

/// Sends records with these numbers, one after the other.
async fn send(producer: &Producer, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let value = number.to_string();
        let record = Record::to("orders").partition(0).value(&value);
        producer.send(record).await.unwrap();
    }
}

async fn assert_all(client: &Client, count: usize) {
    let read = read_all(client, "orders", count).await;
    assert_eq!(read, (0..count).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[test]
fn three_brokers_find_each_other_and_agree_on_a_topic() {
    run(async |cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 3).await;
        let admin = client.admin();
        assert_eq!(admin.describe_cluster().await.unwrap().brokers.len(), 3);
        let quorum = admin.describe_metadata_quorum().await.unwrap();
        assert_eq!(quorum.voters.len(), 3);
        assert!(quorum.leader.is_some());
        assert!(quorum.endpoints.values().all(|endpoints| !endpoints.is_empty()), "{quorum:?}");
        let producer = producer(&client);
        producer.send(Record::to("orders").partition(0).value("paid")).await.unwrap();
        assert_eq!(read_all(&client, "orders", 1).await, ["paid"]);
    });
}

#[test]
fn what_was_acknowledged_survives_the_death_of_each_leader_in_turn() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        let producer = producer(&client);
        let mut sent = 0;
        for _ in 0..3 {
            whole(&client, "orders").await;
            let leader = standing(&client, "orders").await.0.unwrap();
            send(&producer, sent..sent + 20).await;
            cluster.kill(leader as usize);
            send(&producer, sent + 20..sent + 40).await;
            sent += 40;
            cluster.restart(leader as usize).unwrap();
        }
        assert_all(&client, sent).await;
    });
}

#[test]
fn the_death_of_the_active_controller_stops_nobody_for_long() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        whole(&client, "orders").await;
        let producer = producer(&client);
        send(&producer, 0..10).await;
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        cluster.kill(quorum.leader.unwrap() as usize);
        send(&producer, 10..20).await;
        // The next controller makes topics.
        client.admin().create_topics([NewTopic::new("bills").replication_factor(2)]).await.unwrap();
        let next = client.admin().describe_metadata_quorum().await.unwrap();
        assert_ne!(next.leader, quorum.leader);
        assert!(next.leader_epoch > quorum.leader_epoch);
        cluster.restart(quorum.leader.unwrap() as usize).unwrap();
        whole(&client, "orders").await;
        assert_all(&client, 20).await;
    });
}

#[test]
fn a_rolling_restart_loses_and_doubles_nothing() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        create(&client, "orders", 1).await;
        let producer = producer(&client);
        let nodes: Vec<usize> = cluster.nodes().collect();
        for (round, node) in nodes.into_iter().enumerate() {
            whole(&client, "orders").await;
            send(&producer, round * 20..round * 20 + 10).await;
            cluster.stop(node);
            send(&producer, round * 20 + 10..round * 20 + 20).await;
            cluster.restart(node).unwrap();
        }
        whole(&client, "orders").await;
        assert_all(&client, 60).await;
    });
}

#[test]
fn with_too_few_replicas_nothing_is_acknowledged_and_nothing_is_lost() {
    run(async |mut cluster| {
        let client = connect(&cluster).await;
        let topic =
            NewTopic::new("orders").replication_factor(3).config("min.insync.replicas", "3");
        client.admin().create_topics([topic]).await.unwrap();
        whole(&client, "orders").await;
        let options = ProducerOptions {
            linger: Duration::ZERO,
            delivery_timeout: Duration::from_secs(3),
            ..Default::default()
        };
        let producer = client.producer(options).unwrap();
        send(&producer, 0..5).await;
        let (leader, _) = standing(&client, "orders").await;
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        // One that is neither leader nor controller: the others go on, and are too few.
        let is_spare = |node: &usize| ![leader, quorum.leader].contains(&Some(*node as i32));
        let spare = cluster.nodes().find(is_spare).unwrap();
        cluster.kill(spare);
        let refused = Record::to("orders").partition(0).value("refused");
        let error = producer.send(refused).await.unwrap_err();
        cluster.restart(spare).unwrap();
        whole(&client, "orders").await;
        // Another producer, as what became of the record is not known to the first.
        let producer = self::producer(&client);
        send(&producer, 5..10).await;
        let mut read = read_until(&client, "orders", "9").await;
        read.retain(|value| value != "refused");
        assert_eq!(read, (0..10).map(|number| number.to_string()).collect::<Vec<_>>(), "{error}");
    });
}
