//! Crate `rskafka`. It has no producer ids, so it is not idempotent, and it batches only what it is given:
//! batches are cut by hand here, with five requests on their way.

use std::{
    collections::{BTreeMap, VecDeque},
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use rskafka::{
    chrono::{DateTime, Utc},
    client::{
        ClientBuilder,
        partition::{Compression, PartitionClient, UnknownTopicHandling},
    },
    record::Record,
};
use tokio::sync::mpsc;

use crate::{
    Result,
    arguments::{At, Load},
    measured::{Measured, Measuring},
};

const BATCH_BYTES: usize = 256 * 1024;
const IN_FLIGHT: usize = 5;
const FETCH_BYTES: i32 = 4 << 20;
const WAIT_MS: i32 = 500;

async fn partition(at: &At) -> Result<Arc<PartitionClient>> {
    let client = ClientBuilder::new(vec![at.bootstrap.clone()]).build().await?;
    let handling = UnknownTopicHandling::Error;
    Ok(Arc::new(client.partition_client(at.topic.as_str(), 0, handling).await?))
}

fn now() -> Result<DateTime<Utc>> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    Ok(DateTime::from_timestamp_millis(since as i64).ok_or("the clock is far off")?)
}

fn record(bytes: usize, timestamp: DateTime<Utc>) -> Record {
    Record { key: None, value: Some(vec![b'v'; bytes]), headers: BTreeMap::new(), timestamp }
}

pub(crate) async fn produce(at: &At, load: Load) -> Result<Measured> {
    let client = partition(at).await?;
    let now = now()?;
    client.produce(vec![record(load.bytes, now)], Compression::NoCompression).await?;
    let measuring = Measuring::begin();
    let batch = (BATCH_BYTES / load.bytes) as u64;
    let mut in_flight = VecDeque::new();
    let mut left = load.records;
    while left > 0 {
        let count = batch.min(left);
        left -= count;
        let records = (0..count).map(|_| record(load.bytes, now)).collect();
        let client = client.clone();
        if in_flight.len() == IN_FLIGHT
            && let Some(oldest) = in_flight.pop_front()
        {
            let oldest: tokio::task::JoinHandle<_> = oldest;
            let _: Vec<i64> = oldest.await??;
        }
        in_flight.push_back(tokio::spawn(async move {
            client.produce(records, Compression::NoCompression).await
        }));
    }
    for last in in_flight {
        last.await??;
    }
    Ok(measuring.end(load.records))
}

pub(crate) async fn consume(at: &At, load: Load) -> Result<Measured> {
    let client = partition(at).await?;
    let measuring = Measuring::begin();
    let (mut records, mut bytes) = (0, 0);
    while records < load.records {
        for record in client.fetch_records(records as i64, 1..FETCH_BYTES, WAIT_MS).await?.0 {
            bytes += black_box(record.record.value.as_deref().unwrap_or_default()).len();
            records += 1;
        }
    }
    black_box(bytes);
    Ok(measuring.end(records))
}

pub(crate) async fn latency(at: &At, load: Load) -> Result<Vec<Duration>> {
    let (producing, fetching) = (partition(at).await?, partition(at).await?);
    let (consumed, mut arrivals) = mpsc::unbounded_channel();
    let consuming = tokio::spawn(async move {
        let mut offset = 0;
        while let Ok((records, _)) = fetching.fetch_records(offset, 1..FETCH_BYTES, WAIT_MS).await {
            for record in records {
                offset = record.offset + 1;
                let _ = consumed.send(Instant::now());
            }
        }
    });
    let now = now()?;
    let mut delays = Vec::new();
    for _ in 0..load.records {
        let record = record(load.bytes, now);
        let begin = Instant::now();
        producing.produce(vec![record], Compression::NoCompression).await?;
        delays.push(arrivals.recv().await.ok_or("the consumer failed")? - begin);
    }
    consuming.abort();
    Ok(delays)
}
