//! `ottla demo`: a broker inside this process, a real file in through the client and out again
//! through a consumer, and what it took.

mod input;
mod report;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use input::Input;
use ottla::{
    Client, PartitionConsumerOptions, Producer, ProducerOptions, Record, StartOffset,
    admin::NewTopic,
    broker::{Broker, BrokerOptions},
};
use report::{Latency, Report};

use crate::{
    arguments::DemoArguments,
    failure::{Failure, FailureKind},
    output, progress,
};

const TOPIC: &str = "demo";
const LATENCY_TOPIC: &str = "demo-latency";
/// Records that are sent one at a time to see how long one takes.
const LATENCY_SAMPLES: usize = 2_000;
/// Rounds before the first one that counts.
const LATENCY_WARM_UP: usize = 200;

pub(super) async fn run(arguments: DemoArguments) -> Result<(), Failure> {
    let input = input::read(arguments.file)?;
    output::line(format_args!("input      {} ({})", input.name, input.what))?;
    let began = Instant::now();
    let broker = start(arguments.data_dir)?;
    let started = began.elapsed();
    let client = Client::connect(&broker.address().to_string()).await?;
    let at_once = ProducerOptions { linger: Duration::ZERO, ..ProducerOptions::default() };
    client.producer(at_once)?.send(Record::to("demo-first").value("hello")).await?;
    let first_record = began.elapsed();
    output::line(format_args!("broker     {} up in {:.1} ms", broker.address(), millis(started)))?;

    client.admin().create_topics([NewTopic::new(TOPIC), NewTopic::new(LATENCY_TOPIC)]).await?;
    let producer = client.producer(ProducerOptions::default())?;
    let produced = produce(&producer, &input).await?;
    let consumed = consume(&client, &input).await?;
    let latency = latency(&client).await?;
    let report = Report {
        records: input.records.len(),
        bytes: input.bytes(),
        started,
        first_record,
        produced,
        consumed,
        latency,
    };
    report.print()?;
    broker.stop();
    Ok(())
}

fn start(directory: Option<PathBuf>) -> Result<Broker, Failure> {
    let mut options = BrokerOptions::default();
    if let Some(directory) = directory {
        options = options.directory(directory);
    }
    Broker::start(options).map_err(|error| Failure::new(FailureKind::Failed, error))
}

async fn produce(producer: &Producer, input: &Input) -> Result<Duration, Failure> {
    let bar = progress::records("producing", Some(input.records.len() as u64));
    let began = Instant::now();
    for (index, (key, value)) in input.records.iter().enumerate() {
        let record = Record::to(TOPIC).partition(0).value(value);
        let record = match key {
            Some(key) => record.key(key),
            None => record,
        };
        // A failure shows when the producer is flushed.
        drop(producer.enqueue(record).await?);
        if index % 1_000 == 0 {
            bar.set_position(index as u64);
            // One thread: let what was sent be answered.
            tokio::task::yield_now().await;
        }
    }
    producer.flush().await?;
    bar.finish();
    Ok(began.elapsed())
}

async fn consume(client: &Client, input: &Input) -> Result<Duration, Failure> {
    let bar = progress::records("consuming", Some(input.records.len() as u64));
    let began = Instant::now();
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign(TOPIC, 0, StartOffset::Beginning).await?;
    let mut expected = input.records.iter();
    while expected.len() > 0 {
        let Some(batch) = consumer.next_batch().await? else { break };
        for record in &batch {
            let same = expected.next().is_some_and(|(key, value)| {
                record.key == key.as_deref() && record.value == Some(value)
            });
            if !same {
                let message =
                    format!("the record at offset {} is not what was sent", record.offset);
                return Err(Failure::new(FailureKind::Failed, message));
            }
        }
        bar.inc(batch.len() as u64);
    }
    bar.finish();
    Ok(began.elapsed())
}

/// Sends single records and measures until each is acknowledged, and until a consumer has it.
async fn latency(client: &Client) -> Result<Latency, Failure> {
    let options = ProducerOptions { linger: Duration::ZERO, ..ProducerOptions::default() };
    let producer = client.producer(options)?;
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign(LATENCY_TOPIC, 0, StartOffset::Beginning).await?;
    let bar = progress::records("latency", Some(LATENCY_SAMPLES as u64));
    let mut latency = Latency::default();
    for round in 0..LATENCY_WARM_UP + LATENCY_SAMPLES {
        let began = Instant::now();
        let acknowledge = async {
            producer.send(Record::to(LATENCY_TOPIC).value("x")).await?;
            Ok::<_, Failure>(began.elapsed())
        };
        let arrive = async {
            consumer.next_batch().await?;
            Ok::<_, Failure>(began.elapsed())
        };
        let (acknowledged, arrived) = futures::try_join!(acknowledge, arrive)?;
        if round >= LATENCY_WARM_UP {
            latency.add(acknowledged, arrived);
            bar.inc(1);
        }
    }
    bar.finish();
    Ok(latency)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
