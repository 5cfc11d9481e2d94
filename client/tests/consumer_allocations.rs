//! What consuming takes of memory, counted by the allocator: nothing for a record. One test, for the
//! counters are the process's; the broker runs in the same process, and what it takes counts as well.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::alloc::System;

use ottla::{
    Client, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    broker::{Broker, BrokerOptions},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const RECORDS: usize = 100_000;

#[test]
fn consuming_allocates_for_answers_and_batches_but_not_for_records() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let broker = Broker::start(BrokerOptions::default()).unwrap();
        let client = Client::connect(&broker.address().to_string()).await.unwrap();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for _ in 0..RECORDS {
            let record = Record::to("t").key("k").value(&[7; 100]).header("name", "value");
            let _delivery = producer.enqueue(record).await.unwrap();
        }
        producer.close().await.unwrap();
        let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        consumer.assign_topic("t", StartOffset::Beginning).await.unwrap();
        let region = Region::new(ALLOCATOR);
        let (mut seen, mut batches, mut bytes) = (0, 0, 0);
        while seen < RECORDS {
            let batch = consumer.next_batch().await.unwrap().unwrap();
            batches += 1;
            for record in &batch {
                bytes += record.value.unwrap().len() + record.headers.clone().count();
                seen += 1;
            }
        }
        let allocations = region.change().allocations;
        assert_eq!(bytes, RECORDS * 101);
        assert!(batches > 500, "{batches}");
        // About one for a batch, and some for each answer, the broker's side included.
        let most = 2 * batches;
        assert!(allocations < most, "{allocations} allocations, {batches} batches");
        println!("{allocations} allocations for {seen} records in {batches} batches");
        broker.stop();
    });
}
