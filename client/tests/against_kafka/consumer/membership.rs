//! Leaving a group and coming back, and rebalances that the user wants.

use std::sync::Arc;

use ottla::{ErrorKind, GroupProtocol, Rebalance, RebalanceListener, TopicPartition};
use parking_lot::Mutex;

use super::{PROTOCOLS, member, new_topic, run, send, unique};

/// Notes what it is told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

#[async_trait::async_trait]
impl RebalanceListener for Told {
    async fn assigned(&self, _: &Rebalance, partitions: &[TopicPartition]) {
        self.0.lock().push(format!("assigned {}", partitions.len()));
    }

    async fn revoked(&self, _: &Rebalance, partitions: &[TopicPartition]) {
        self.0.lock().push(format!("revoked {}", partitions.len()));
    }

    async fn lost(&self, _: &Rebalance, partitions: &[TopicPartition]) {
        self.0.lock().push(format!("lost {}", partitions.len()));
    }
}

#[test]
fn a_member_unsubscribes_and_comes_back_where_it_was() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, other) =
                (new_topic(&client, "first", 2).await, new_topic(&client, "second", 1).await);
            let group = unique("leaves");
            send(&client, &topic, 0, 0..4).await;
            send(&client, &other, 0, 0..2).await;
            let told = Told::default();
            let mut options = member(protocol, &group, &topic);
            options.enable_auto_commit = true;
            let mut consumer = client.consumer_with(options, told.clone()).await.unwrap();
            assert_eq!(consumer.next_batch().await.unwrap().unwrap().len(), 4);
            consumer.unsubscribe().await.unwrap();
            assert_eq!(*told.0.lock(), ["assigned 2", "revoked 2"]);
            assert!(consumer.assignment().is_empty());
            let error = consumer.next_batch().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            // The coordinator learns of it without the user.
            let left = async || {
                let described = client.admin().describe_groups([&group]).await.unwrap();
                described[0].members.is_empty()
            };
            while !left().await {}

            consumer.subscribe([&other]).unwrap();
            assert_eq!(consumer.next_batch().await.unwrap().unwrap().topic(), other);
            // At once, before the coordinator has heard of it.
            consumer.unsubscribe().await.unwrap();
            consumer.subscribe([&topic, &other]).unwrap();
            send(&client, &topic, 0, 4..5).await;
            let batch = consumer.next_batch().await.unwrap().unwrap();
            let first = batch.iter().next().unwrap().offset;
            assert_eq!((batch.topic(), first), (&*topic, 4), "committed offsets count");
            assert_eq!(told.0.lock().last().unwrap(), "assigned 3");
            consumer.close().await.unwrap();
        }
    });
}

#[test]
fn a_rebalance_is_enforced_where_members_decide() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "enforced", 1).await, unique("enforced"));
        send(&client, &topic, 0, 0..1).await;
        let options = member(GroupProtocol::Classic, &group, &topic);
        let mut consumer = client.consumer(options).await.unwrap();
        consumer.next_batch().await.unwrap();
        let before = consumer.group_metadata().generation_id;
        consumer.enforce_rebalance().unwrap();
        while consumer.group_metadata().generation_id <= before {
            let waited = std::time::Duration::from_millis(20);
            let _ = tokio::time::timeout(waited, consumer.next_batch()).await;
        }
        consumer.close().await.unwrap();

        let options = member(GroupProtocol::Consumer, &unique("enforced"), &topic);
        let consumer = client.consumer(options).await.unwrap();
        if consumer.group_protocol() == GroupProtocol::Classic {
            println!("SKIPPED: the broker does not have KIP-848");
            return;
        }
        let error = consumer.enforce_rebalance().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    });
}
