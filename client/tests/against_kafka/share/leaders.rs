//! Partitions that get another leader: it knows nothing of what was acquired from the old one.

use std::collections::BTreeSet;

use ottla::{
    AcknowledgeType, AcknowledgementMode, AcquireMode, Client, ShareConsumerOptions,
    TopicPartition, admin::Reassignment,
};

use super::{Scene, next, run};

async fn leader_of(client: &Client, topic: &str) -> Option<i32> {
    client.admin().describe_topics([topic]).one().await.unwrap().partitions[0].leader
}

#[test]
fn a_partition_moves_while_its_records_are_worked_on() {
    run(async |client| {
        let admin = client.admin();
        let brokers = admin.describe_cluster().await.unwrap().brokers;
        if brokers.len() < 2 {
            return println!("SKIPPED: the cluster has one broker alone");
        }
        let scene = Scene::new(&client, 1, &[]).await;
        scene.write(0, 300).await;
        let options = ShareConsumerOptions {
            max_poll_records: 10,
            acquire_mode: AcquireMode::RecordLimit,
            ..scene.options(AcknowledgementMode::Explicit)
        };
        let mut consumer = client.share_consumer(options).await.unwrap();
        let (mut accepted, mut moves, mut refused, mut rounds) = (BTreeSet::new(), 0, 0, 0);
        while accepted.len() < 300 {
            let batch = next(&mut consumer).await;
            if rounds % 10 == 3 {
                let partition = TopicPartition::new(scene.topic.clone(), 0);
                let leader = leader_of(&client, &scene.topic).await;
                let other = brokers.iter().find(|one| Some(one.id) != leader).unwrap();
                let to = [(partition, Reassignment::To(vec![other.id]))];
                admin.alter_partition_reassignments(to).one().await.unwrap();
                moves += 1;
                while leader_of(&client, &scene.topic).await != Some(other.id) {}
            }
            rounds += 1;
            consumer.acknowledge_batch(&batch, AcknowledgeType::Accept).unwrap();
            let counts = consumer.commit().await.unwrap().values().all(Result::is_ok);
            for record in &batch {
                assert!(!accepted.contains(&record.offset), "it came after it was accepted");
                if counts {
                    accepted.insert(record.offset);
                }
            }
            refused += usize::from(!counts);
        }
        // An old leader that has not heard of the move yet takes acknowledgements, and they count.
        println!("{moves} moves, {refused} commits were refused");
        consumer.close().await.unwrap();
        assert!(scene.is_empty().await);
    });
}
