//! A log that loses records which were read (KIP-320): the leader dies, and a replica that lacks them
//! takes over.

use ottla::{AutoOffsetReset, ErrorKind, PartitionConsumer, PartitionConsumerOptions, StartOffset};

use super::{BROKERS, connect, in_place, leader, new_topic, read, run, send};

#[test]
fn a_reader_goes_back_to_where_the_logs_part_or_is_told() {
    run(async |mut kafka| {
        let client = connect(&kafka).await;
        let unclean = [("unclean.leader.election.enable", "true"), ("min.insync.replicas", "1")];
        new_topic(&client, "lossy", &unclean).await;
        let leads = leader(&client, "lossy").await.unwrap();
        let lags = BROKERS.into_iter().find(|node| *node != leads).unwrap();
        send(&client, "lossy", 0..10).await;
        kafka.kill(lags);
        // Acknowledged once the other replica is not counted any more.
        send(&client, "lossy", 10..20).await;
        let with = |auto_offset_reset| {
            let options = PartitionConsumerOptions { auto_offset_reset, ..Default::default() };
            client.partition_consumer(options).unwrap()
        };
        let mut consumers: Vec<PartitionConsumer> =
            [AutoOffsetReset::Latest, AutoOffsetReset::None].into_iter().map(with).collect();
        for consumer in &mut consumers {
            consumer.assign("lossy", 0, StartOffset::Beginning).await.unwrap();
            assert_eq!(read(consumer, 20).await, in_place(0..20));
        }
        kafka.kill(leads);
        kafka.start_node(lags);
        while leader(&client, "lossy").await != Some(lags) {}
        send(&client, "lossy", 100..115).await;
        let [mut follows, mut is_told]: [PartitionConsumer; 2] = consumers.try_into().unwrap();
        let expected: Vec<(i64, i64)> = (10..25).zip(100..115).collect();
        assert_eq!(read(&mut follows, 15).await, expected);
        let error = is_told.next_batch().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::LogTruncated, "{error}");
        assert_eq!(error.divergent_offset(), Some(10), "{error}");
        is_told.seek("lossy", 0, StartOffset::Offset(10)).unwrap();
        assert_eq!(read(&mut is_told, 15).await, expected);
    });
}
