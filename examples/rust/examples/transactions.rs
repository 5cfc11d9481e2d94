//! Makes bills of orders so that each order becomes one bill: records and offsets count together or not at all.
//! `exactly_once` does the same by one call.

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, IsolationLevel, Outcome, PartitionConsumerOptions,
    ProducerOptions, Record, StartOffset, TopicPartition,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::connect(&broker.address().to_string()).await?;
    let orders = client.producer(ProducerOptions::default())?;
    for order in 0..10 {
        let value = format!("order {order}");
        orders.produce(Record::to("orders").value(&value)).await?;
    }
    orders.close().await?;
    bill(&client).await?;
    read(&client).await?;
    Ok(())
}

async fn bill(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let mut consumer = client
        .consumer(ConsumerOptions {
            group_id: "billing".into(),
            topics: vec!["orders".into()],
            auto_offset_reset: AutoOffsetReset::Earliest,
            enable_auto_commit: false,
            ..Default::default()
        })
        .await?;
    let producer = client.producer(ProducerOptions {
        transactional_id: Some("billing".into()),
        ..Default::default()
    })?;
    let batch = consumer.next_batch().await?.ok_or("no orders")?;

    let mut failed = producer.begin().await?;
    drop(failed.enqueue(Record::to("bills").value("a bill that nobody sees")).await?);
    match failed.abort().await? {
        Outcome::Aborted => println!("the first try was aborted"),
        Outcome::Committed => println!("the first try was committed"),
    }

    let mut transaction = producer.begin().await?;
    for order in &batch {
        let bill = format!("bill of {}", order.value_text());
        drop(transaction.enqueue(Record::to("bills").value(&bill)).await?);
    }
    let done = (TopicPartition::new(batch.topic(), batch.partition()), batch.next_offset());
    transaction.send_offsets(&consumer.group_metadata(), [done]).await?;
    transaction.commit().await?;
    consumer.close().await?;
    Ok(())
}

async fn read(client: &Client) -> ottla::Result<()> {
    let mut reader = client.partition_consumer(PartitionConsumerOptions {
        isolation: IsolationLevel::ReadCommitted,
        ..Default::default()
    })?;
    reader.assign("bills", 0, StartOffset::Beginning).await?;
    let (mut read, mut last) = (0, String::new());
    while read < 10 {
        let Some(batch) = reader.next_batch().await? else { break };
        for bill in &batch {
            last = bill.value_text().into_owned();
        }
        read += batch.len();
    }
    println!("{read} bills were read, the last is '{last}'");
    Ok(())
}
