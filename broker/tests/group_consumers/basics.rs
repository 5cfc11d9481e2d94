//! One member: it reads, commits, and the next one goes on where it was.

use ottla::{GroupProtocol, TopicPartition};

use crate::scene::*;

#[test]
fn a_group_goes_on_after_what_it_has_committed() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 3).await;
        for protocol in PROTOCOLS {
            let group_id = format!("{protocol:?}");
            let options = || {
                let options = options(protocol, "orders");
                ottla::ConsumerOptions { group_id: group_id.clone(), ..options }
            };
            let from = if protocol == GroupProtocol::Classic { 0 } else { 90 };
            send(&client, "orders", 3, from..from + 60).await;
            let mut consumer = client.consumer(options()).await.unwrap();
            assert_eq!(consumer.group_protocol(), protocol);
            let count = from as usize + 60;
            assert_eq!(read(&mut consumer, count).await.len(), count);
            let metadata = consumer.group_metadata();
            assert!(metadata.generation_id > 0 && !metadata.member_id.is_empty(), "{metadata:?}");
            consumer.commit_all().await.unwrap();
            let all = (0..3).map(|partition| TopicPartition::new("orders", partition));
            let committed = consumer.committed(all).await.unwrap();
            let offsets: i64 = committed.values().map(|found| found.as_ref().unwrap().offset).sum();
            assert_eq!(offsets, count as i64);
            consumer.close().await.unwrap();

            send(&client, "orders", 3, from + 60..from + 90).await;
            let mut consumer = client.consumer(options()).await.unwrap();
            let values = read(&mut consumer, 30).await;
            assert_eq!(values, (from + 60..from + 90).collect(), "{protocol:?}");
            consumer.close().await.unwrap();
        }
    });
}
