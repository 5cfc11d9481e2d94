//! Crate `krafka`.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::Bytes;
use krafka::{Kafka, Record};
use tokio::sync::mpsc;

use crate::{
    Result,
    arguments::{At, Load},
    measured::{Measured, Measuring},
};

const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn produce(at: &At, load: Load) -> Result<Measured> {
    let kafka = Kafka::builder(&at.bootstrap).connect().await?;
    // Its documents advise 1 MiB and 50 ms; 5 ms is its default and what the others have.
    let producer = kafka
        .producer()
        .linger(Duration::from_millis(5))
        .batch_size(1_000_000)
        .buffer_memory(256 << 20)
        .build()
        .await?;
    let value = Bytes::from(vec![b'v'; load.bytes]);
    let _ = producer.send(Record::new(&at.topic, value.clone())).await?;
    let measuring = Measuring::begin();
    for _ in 0..load.records {
        let _ = producer.enqueue(Record::new(&at.topic, value.clone())).await?;
    }
    producer.flush().await?;
    Ok(measuring.end(load.records))
}

pub(crate) async fn consume(at: &At, load: Load) -> Result<Measured> {
    let kafka = Kafka::builder(&at.bootstrap).connect().await?;
    let consumer = kafka
        .consumer_without_group()
        .fetch_max_bytes(100 << 20)
        .max_partition_fetch_bytes(10 << 20)
        .max_poll_records(10_000)
        .max_buffered_records(40_000)
        .build()
        .await?;
    let measuring = Measuring::begin();
    consumer.assign(&at.topic, vec![0]).await?;
    consumer.seek_to_beginning(&at.topic, 0).await?;
    let (mut records, mut bytes) = (0, 0);
    while records < load.records {
        for record in consumer.poll(PATIENCE).await? {
            bytes += black_box(record.value.as_deref().unwrap_or_default()).len();
            records += 1;
        }
    }
    black_box(bytes);
    Ok(measuring.end(records))
}

pub(crate) async fn latency(at: &At, load: Load) -> Result<Vec<Duration>> {
    let kafka = Kafka::builder(&at.bootstrap).connect().await?;
    let producer = kafka.producer().linger(Duration::ZERO).build().await?;
    // Connections of its own: on a shared one a record would wait for the fetch before it.
    let kafka = Kafka::builder(&at.bootstrap).connect().await?;
    let consumer = kafka.consumer_without_group().build().await?;
    consumer.assign(&at.topic, vec![0]).await?;
    consumer.seek_to_beginning(&at.topic, 0).await?;
    let (consumed, mut arrivals) = mpsc::unbounded_channel();
    let consuming = tokio::spawn(async move {
        while let Ok(records) = consumer.poll(PATIENCE).await {
            for _ in records {
                let _ = consumed.send(Instant::now());
            }
        }
    });
    let value = Bytes::from(vec![b'v'; load.bytes]);
    let mut delays = Vec::new();
    for _ in 0..load.records {
        let begin = Instant::now();
        let _ = producer.send(Record::new(&at.topic, value.clone())).await?;
        delays.push(arrivals.recv().await.ok_or("the consumer failed")? - begin);
    }
    consuming.abort();
    Ok(delays)
}
