//! Crate `ottla`.

use std::{
    hint::black_box,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, Failure, PartitionConsumer, PartitionConsumerOptions,
    ProcessOptions, Producer, ProducerOptions, Record, StartOffset,
};
use tokio::sync::mpsc;

use crate::{
    Result,
    arguments::{At, Load},
    measured::{Measured, Measuring},
};

async fn producer(at: &At) -> Result<Producer> {
    let client = Client::connect(&at.bootstrap).await?;
    Ok(client.producer(ProducerOptions {
        linger: Duration::from_millis(5),
        batch_size: 256 * 1024,
        ..Default::default()
    })?)
}

pub(crate) async fn produce(at: &At, load: Load) -> Result<Measured> {
    let producer = producer(at).await?;
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

pub(crate) async fn produce_keys(at: &At, load: Load, keys: u64) -> Result<Measured> {
    let producer = producer(at).await?;
    let value = vec![b'v'; load.bytes];
    let measuring = Measuring::begin();
    for number in 0..load.records {
        let key = (number % keys.max(1)).to_be_bytes();
        let _ = producer.enqueue(Record::to(&at.topic).key(&key).value(&value)).await?;
    }
    producer.flush().await?;
    Ok(measuring.end(load.records))
}

/// From the first record to the last: a group takes its time before.
pub(crate) async fn process(at: &At, load: Load) -> Result<Measured> {
    let client = Client::connect(&at.bootstrap).await?;
    let mut consumer = client
        .consumer(ConsumerOptions {
            group_id: at.topic.clone(),
            topics: vec![at.topic.clone()],
            auto_offset_reset: AutoOffsetReset::Earliest,
            enable_auto_commit: false,
            ..Default::default()
        })
        .await?;
    let stop = consumer.stop_handle();
    let count = AtomicU64::new(0);
    let (begun, ended) = (Mutex::new(None), Arc::new(Mutex::new(None)));
    let outcome = ended.clone();
    consumer
        .process(ProcessOptions::default(), move |record| {
            black_box(record.value);
            let lock = |poisoned: PoisonError<_>| poisoned.into_inner();
            let number = count.fetch_add(1, Ordering::Relaxed);
            if number == 0 {
                *begun.lock().unwrap_or_else(lock) = Some(Measuring::begin());
            }
            if number + 1 == load.records {
                let begun = begun.lock().unwrap_or_else(lock).take();
                *outcome.lock().unwrap_or_else(PoisonError::into_inner) =
                    begun.map(|begun| begun.end(load.records));
                stop.stop();
            }
            async { Ok::<(), Failure>(()) }
        })
        .await?;
    consumer.close().await?;
    let measured = ended.lock().unwrap_or_else(PoisonError::into_inner).take();
    measured.ok_or_else(|| "not all records were processed".into())
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
