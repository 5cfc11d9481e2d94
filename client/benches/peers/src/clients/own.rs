//! Crate `ottla`.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use ottla::{
    Client, PartitionConsumer, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
};
use tokio::sync::mpsc;

use crate::{
    Result,
    arguments::{At, Load},
    measured::{Measured, Measuring},
};

pub(crate) async fn produce(at: &At, load: Load) -> Result<Measured> {
    let client = Client::connect(&at.bootstrap).await?;
    let producer = client.producer(ProducerOptions {
        linger: Duration::from_millis(5),
        batch_size: 256 * 1024,
        ..Default::default()
    })?;
    let value = vec![b'v'; load.bytes];
    producer.send(Record::to(&at.topic).value(&value)).await?;
    let measuring = Measuring::begin();
    for _ in 0..load.records {
        // Its outcome is not looked at: the end of the log tells.
        let _ = producer.enqueue(Record::to(&at.topic).value(&value)).await?;
    }
    producer.flush().await?;
    Ok(measuring.end(load.records))
}

pub(crate) async fn consume(at: &At, load: Load) -> Result<Measured> {
    let client = Client::connect(&at.bootstrap).await?;
    let mut consumer = client.partition_consumer(PartitionConsumerOptions {
        partition_bytes_max: 4 << 20,
        ..Default::default()
    })?;
    consumer.assign(&at.topic, 0, StartOffset::Beginning).await?;
    let measuring = Measuring::begin();
    let (mut records, mut bytes) = (0, 0);
    while records < load.records {
        let batch = consumer.next_batch().await?.ok_or("nothing is assigned")?;
        for record in &batch {
            bytes += black_box(record.value.unwrap_or_default()).len();
            records += 1;
        }
    }
    black_box(bytes);
    Ok(measuring.end(records))
}

pub(crate) async fn latency(at: &At, load: Load) -> Result<Vec<Duration>> {
    let client = Client::connect(&at.bootstrap).await?;
    let producer =
        client.producer(ProducerOptions { linger: Duration::ZERO, ..Default::default() })?;
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign(&at.topic, 0, StartOffset::Beginning).await?;
    let (consumed, mut arrivals) = mpsc::unbounded_channel();
    let consuming = tokio::spawn(note(consumer, consumed));
    let value = vec![b'v'; load.bytes];
    let mut delays = Vec::new();
    for _ in 0..load.records {
        let begin = Instant::now();
        producer.send(Record::to(&at.topic).value(&value)).await?;
        delays.push(arrivals.recv().await.ok_or("the consumer failed")? - begin);
    }
    consuming.abort();
    Ok(delays)
}

async fn note(
    mut consumer: PartitionConsumer,
    consumed: mpsc::UnboundedSender<Instant>,
) -> ottla::Result<()> {
    while let Some(batch) = consumer.next_batch().await? {
        for _ in &batch {
            let _ = consumed.send(Instant::now());
        }
    }
    Ok(())
}
