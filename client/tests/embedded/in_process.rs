//! Without a socket, and in one thread: the consumer's task and its user share it with the broker.

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, PartitionConsumerOptions, ProducerOptions, Record,
    StartOffset,
    broker::{Broker, BrokerOptions},
};

const RECORDS: usize = 20_000;

#[test]
fn one_thread_is_enough_for_broker_producer_and_consumers() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let broker = Broker::start(BrokerOptions::default()).unwrap();
        let client = Client::embedded(&broker).await.unwrap();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for number in 0..RECORDS {
            let text = number.to_string();
            let _delivery = producer.enqueue(Record::to("t").value(&text)).await.unwrap();
        }
        producer.close().await.unwrap();
        let mut assigned = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        assigned.assign_topic("t", StartOffset::Beginning).await.unwrap();
        let options = ConsumerOptions {
            group_id: "g".into(),
            topics: vec!["t".into()],
            auto_offset_reset: AutoOffsetReset::Earliest,
            ..Default::default()
        };
        let mut member = client.consumer(options).await.unwrap();
        let (mut first, mut second) = (0, 0);
        while first < RECORDS || second < RECORDS {
            if first < RECORDS {
                first += assigned.next_batch().await.unwrap().unwrap().len();
            }
            if second < RECORDS {
                second += member.next_batch().await.unwrap().unwrap().len();
            }
        }
        assert_eq!((first, second), (RECORDS, RECORDS));
        member.close().await.unwrap();
        assigned.close().await.unwrap();
        broker.stop();
    });
}
