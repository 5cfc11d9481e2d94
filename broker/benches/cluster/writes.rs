//! Writes with acks=all: as many as go, one to each partition, and one after another to each, of which is told
//! how long they stood still.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ottla::{Client, ClientOptions, Producer, ProducerOptions, Record};
use tokio::{runtime::Handle, task::JoinHandle, time::sleep};

use crate::Result;

/// Between a write's acknowledgement and the next write to the partition.
const PAUSE: Duration = Duration::from_millis(2);
/// How long writes are watched after they have gone on: what follows a change may stop them again.
const AFTER: Duration = Duration::from_secs(1);
/// So many acknowledgements of each partition say that writes go on.
const STEADY: usize = 20;
/// A longer silence is told of when it ends, where a log is asked for (`OTTLA_LOG=cluster=debug`).
const TOLD: Duration = Duration::from_millis(40);

/// Writes so many records without a key; the rate until the last is acknowledged.
pub(crate) async fn produce(
    client: &Client,
    topic: &str,
    records: usize,
    bytes: usize,
) -> Result<String> {
    let producer = client.producer(ProducerOptions {
        linger: Duration::from_millis(5),
        batch_size: 128 * 1024,
        buffer_memory: 64 * 1024 * 1024,
        ..Default::default()
    })?;
    let value = vec![b'v'; bytes];
    let begin = Instant::now();
    for _ in 0..records {
        producer.produce(Record::to(topic).value(&value)).await?;
    }
    // An error of any record is told here.
    producer.close().await?;
    let megabytes = (records * bytes) as f64 / 1e6;
    Ok(format!("{:.3}", megabytes / begin.elapsed().as_secs_f64()))
}

/// Writes one record to each partition, and waits for all.
pub(crate) async fn touch(client: &Client, topics: &[&str], partitions: i32) -> Result<String> {
    let producer = client.producer(ProducerOptions::default())?;
    let mut deliveries = Vec::new();
    for topic in topics {
        for partition in 0..partitions {
            let record = Record::to(topic).partition(partition).value(b"touched");
            deliveries.push(producer.enqueue(record).await?);
        }
    }
    for delivery in deliveries {
        delivery.await?;
    }
    Ok("touched".into())
}

/// The client's defaults, or others between attempts: the shortest and the longest the same.
pub(crate) fn options(backoff_ms: Option<&str>) -> Result<ClientOptions> {
    let mut options = ClientOptions::default();
    if let Some(backoff_ms) = backoff_ms {
        options.retry_backoff = Duration::from_millis(backoff_ms.parse()?);
        options.retry_backoff_max = options.retry_backoff;
        options.reconnect_backoff = options.retry_backoff;
        options.reconnect_backoff_max = options.retry_backoff;
    }
    Ok(options)
}

/// Tasks that write to a partition each until they are dropped.
pub(crate) struct Writers {
    tasks: Vec<JoinHandle<()>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// Of one partition.
struct Heard {
    last: Instant,
    /// Acknowledgements since the mark.
    count: usize,
    /// The longest time between two of them since the mark.
    longest: Duration,
    failed: Option<String>,
}

impl Heard {
    fn afresh() -> Self {
        Self { last: Instant::now(), count: 0, longest: Duration::ZERO, failed: None }
    }
}

impl Writers {
    pub(crate) fn begin(
        client: &Client,
        runtime: &Handle,
        topic: &str,
        partitions: i32,
    ) -> Result<Self> {
        let heard = (0..partitions).map(|_| Heard::afresh()).collect();
        let heard = Arc::new(Mutex::new(heard));
        let options = ProducerOptions { linger: Duration::ZERO, ..Default::default() };
        let producer = Arc::new(client.producer(options)?);
        let write = |partition: i32| {
            let (producer, heard, topic) = (producer.clone(), heard.clone(), topic.to_owned());
            runtime.spawn(write_on(producer, topic, partition, heard))
        };
        Ok(Self { tasks: (0..partitions).map(write).collect(), heard })
    }

    /// What comes from now on counts. A silence that has begun before ends first.
    pub(crate) async fn mark(&self) -> Result<String> {
        let before = self.counts()?;
        while self.counts()?.iter().zip(&before).any(|(now, before)| *now < before + STEADY) {
            sleep(PAUSE).await;
        }
        let mut heard = self.heard.lock().map_err(|_| "a writer panicked")?;
        for one in heard.iter_mut() {
            (one.count, one.longest) = (0, Duration::ZERO);
        }
        Ok("marked".into())
    }

    /// Waits until writes go on everywhere; the longest time since the mark, in milliseconds, that those to one
    /// partition stood still.
    pub(crate) async fn longest_silence(&self) -> Result<String> {
        let before = self.counts()?;
        // The write under way may have been answered before; the one after it was not.
        while self.counts()?.iter().zip(&before).any(|(now, before)| *now < before + 2) {
            sleep(PAUSE).await;
        }
        sleep(AFTER).await;
        let heard = self.heard.lock().map_err(|_| "a writer panicked")?;
        let longest = heard.iter().map(|one| one.longest.max(one.last.elapsed())).max();
        Ok(format!("{:.3}", longest.unwrap_or_default().as_secs_f64() * 1e3))
    }

    fn counts(&self) -> Result<Vec<usize>> {
        let heard = self.heard.lock().map_err(|_| "a writer panicked")?;
        match heard.iter().find_map(|one| one.failed.clone()) {
            Some(failed) => Err(failed.into()),
            None => Ok(heard.iter().map(|one| one.count).collect()),
        }
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn write_on(
    producer: Arc<Producer>,
    topic: String,
    partition: i32,
    heard: Arc<Mutex<Vec<Heard>>>,
) {
    loop {
        let record = Record::to(&topic).partition(partition).value(b"a record");
        let written = producer.send(record).await;
        if !note(&heard, partition, written.err()) {
            return;
        }
        sleep(PAUSE).await;
    }
}

/// Whether it goes on.
fn note(heard: &Mutex<Vec<Heard>>, partition: i32, error: Option<ottla::Error>) -> bool {
    let Ok(mut heard) = heard.lock() else { return false };
    let one = &mut heard[partition as usize];
    if let Some(error) = error {
        one.failed = Some(error.to_string());
        return false;
    }
    let now = Instant::now();
    let silence = now - one.last;
    if silence > TOLD {
        tracing::debug!(partition, ?silence, "writes go on");
    }
    one.longest = one.longest.max(silence);
    (one.last, one.count) = (now, one.count + 1);
    true
}
