//! Topics to measure with: one partition, bounded, so that a broker in memory is bounded too.

use ottla::{Client, PartitionConsumerOptions, StartOffset, admin::NewTopic};

use crate::{Result, arguments::At};

const RETENTION_BYTES: u64 = 1 << 30;

pub(crate) async fn create(at: &At) -> Result<()> {
    let client = Client::connect(&at.bootstrap).await?;
    let topic = NewTopic::new(&at.topic).partitions(1).replication_factor(1);
    let topic = topic.config("retention.bytes", RETENTION_BYTES.to_string());
    client.admin().create_topics([topic]).await?;
    Ok(())
}

pub(crate) async fn remove(at: &At) -> Result<()> {
    let client = Client::connect(&at.bootstrap).await?;
    client.admin().delete_topics([&at.topic]).await?;
    Ok(())
}

/// That a client wrote what it said: as many records, and the one before the measurement.
pub(crate) async fn check_end(at: &At, records: u64) -> Result<()> {
    let client = Client::connect(&at.bootstrap).await?;
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign(&at.topic, 0, StartOffset::Offset(records as i64)).await?;
    let batch = consumer.next_batch().await?.ok_or("nothing is assigned")?;
    let end = batch.next_offset() as u64;
    if end == records + 1 { Ok(()) } else { Err(format!("{end} records are in the log").into()) }
}
