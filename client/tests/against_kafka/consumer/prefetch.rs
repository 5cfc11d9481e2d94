//! How far consumers read ahead.

use ottla::{PartitionConsumerOptions, ProducerOptions, Record, StartOffset};

use super::{new_topic, run};

const RECORD_BYTES: i64 = 1_000;
const RECORDS: i64 = 8_000;

#[test]
fn what_is_read_ahead_is_bounded_by_bytes() {
    run(async |client| {
        let topic = new_topic(&client, "ahead", 2).await;
        let options = ProducerOptions { batch_size: 10_000, ..Default::default() };
        let producer = client.producer(options).unwrap();
        let value = [7; RECORD_BYTES as usize];
        for number in 0..RECORDS {
            let record = Record::to(&topic).partition((number % 2) as i32).value(&value);
            let _delivery = producer.enqueue(record).await.unwrap();
        }
        producer.close().await.unwrap();
        let options = PartitionConsumerOptions {
            fetch_queue_bytes_max: 1_000_000,
            partition_bytes_max: 200_000,
            ..Default::default()
        };
        let mut consumer = client.partition_consumer(options).unwrap();
        consumer.assign_topic(&topic, StartOffset::Beginning).await.unwrap();
        let (mut seen, mut most) = (0, 0);
        while seen < RECORDS {
            seen += consumer.next_batch().await.unwrap().unwrap().len() as i64;
            let ahead = |partition| {
                let fetched = consumer.fetch_position(&topic, partition)?;
                Some(fetched - consumer.position(&topic, partition)?)
            };
            let ahead: i64 = [0, 1].into_iter().filter_map(ahead).sum();
            most = most.max(ahead * RECORD_BYTES);
        }
        // What one broker may send on top, and the answer that is being handed out.
        assert!(most <= 1_000_000 + 2 * 200_000, "{most} bytes");
        assert!(most > 300_000, "{most} bytes: nothing is read ahead");
    });
}
