//! Many records without waiting for each, read back as a `Stream`.

use futures::{StreamExt, TryStreamExt};
use ottla::{
    Client, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::embedded(&broker).await?;

    let producer = client.producer(ProducerOptions::default())?;
    for number in 0..1_000 {
        let value = number.to_string();
        // Waits only while the memory for records is used up; flush tells of failures.
        drop(producer.enqueue(Record::to("numbers").value(&value)).await?);
    }
    producer.flush().await?;

    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign_topic("numbers", StartOffset::Beginning).await?;
    let records = std::pin::pin!(consumer.records().take(1_000));
    let sum = records
        .try_fold(0_u64, |sum, record| async move {
            let value = record.value.unwrap_or_default();
            Ok(sum + String::from_utf8_lossy(&value).parse::<u64>().unwrap_or(0))
        })
        .await?;
    println!("the sum is {sum}");
    Ok(())
}
