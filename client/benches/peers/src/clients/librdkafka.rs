//! Crate `rdkafka`: librdkafka in C, with its own threads. The thread that sends serves the delivery reports
//! of failed records, the only ones that are asked for, when the queue is full.

use std::{
    hint::black_box,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use rdkafka::{
    ClientConfig, Message, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer},
    error::{KafkaError, RDKafkaErrorCode},
    producer::{BaseProducer, BaseRecord, Producer},
};

use crate::{
    Result,
    arguments::{At, Load},
    measured::{Measured, Measuring},
};

const PATIENCE: Duration = Duration::from_secs(60);

fn configuration(at: &At) -> ClientConfig {
    let mut configuration = ClientConfig::new();
    configuration.set("bootstrap.servers", &at.bootstrap);
    configuration
}

fn producer(at: &At, linger_ms: &str) -> Result<BaseProducer> {
    let producer = configuration(at)
        .set("enable.idempotence", "true")
        .set("linger.ms", linger_ms)
        .set("batch.num.messages", "100000")
        .set("batch.size", "1000000")
        .set("queue.buffering.max.messages", "1000000")
        .set("queue.buffering.max.kbytes", "1048576")
        .set("delivery.report.only.error", "true")
        .create()?;
    Ok(producer)
}

fn send(producer: &BaseProducer, topic: &str, value: &[u8]) -> Result<()> {
    loop {
        match producer.send(BaseRecord::<(), [u8]>::to(topic).payload(value)) {
            Ok(()) => return Ok(()),
            Err((KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull), _)) => {
                producer.poll(Duration::from_millis(1));
            }
            Err((error, _)) => return Err(error.into()),
        }
    }
}

pub(crate) fn produce(at: &At, load: Load) -> Result<Measured> {
    let producer = producer(at, "5")?;
    let value = vec![b'v'; load.bytes];
    send(&producer, &at.topic, &value)?;
    producer.flush(PATIENCE)?;
    let measuring = Measuring::begin();
    for _ in 0..load.records {
        send(&producer, &at.topic, &value)?;
    }
    producer.flush(PATIENCE)?;
    Ok(measuring.end(load.records))
}

fn consumer(at: &At, settings: &[(&str, &str)]) -> Result<BaseConsumer> {
    let mut configuration = configuration(at);
    configuration.set("group.id", "none").set("enable.auto.commit", "false");
    for (key, value) in settings {
        configuration.set(*key, *value);
    }
    let consumer: BaseConsumer = configuration.create()?;
    let mut partitions = TopicPartitionList::new();
    partitions.add_partition_offset(&at.topic, 0, Offset::Beginning)?;
    consumer.assign(&partitions)?;
    Ok(consumer)
}

pub(crate) fn consume(at: &At, load: Load) -> Result<Measured> {
    let measuring = Measuring::begin();
    let consumer = consumer(
        at,
        &[
            ("enable.auto.offset.store", "false"),
            ("fetch.message.max.bytes", "4194304"),
            ("queued.min.messages", "1000000"),
            ("queued.max.messages.kbytes", "1048576"),
            ("fetch.queue.backoff.ms", "1"),
        ],
    )?;
    let (mut records, mut bytes) = (0, 0);
    while records < load.records {
        let Some(message) = consumer.poll(PATIENCE) else { return Err("no record comes".into()) };
        bytes += black_box(message?.payload().unwrap_or_default()).len();
        records += 1;
    }
    black_box(bytes);
    Ok(measuring.end(records))
}

pub(crate) fn latency(at: &At, load: Load) -> Result<Vec<Duration>> {
    let producer = producer(at, "0")?;
    let consumer = consumer(at, &[("fetch.queue.backoff.ms", "0")])?;
    let (consumed, arrivals) = mpsc::channel();
    let count = load.records;
    let consuming = thread::spawn(move || -> std::result::Result<(), KafkaError> {
        for _ in 0..count {
            if let Some(message) = consumer.poll(PATIENCE) {
                message?;
                let _ = consumed.send(Instant::now());
            }
        }
        Ok(())
    });
    let value = vec![b'v'; load.bytes];
    let mut delays = Vec::new();
    for _ in 0..load.records {
        let begin = Instant::now();
        send(&producer, &at.topic, &value)?;
        delays.push(arrivals.recv_timeout(PATIENCE)? - begin);
        producer.flush(PATIENCE)?;
    }
    consuming.join().map_err(|_| "the consumer failed")??;
    Ok(delays)
}
