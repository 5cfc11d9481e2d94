//! Reads as a member of a group and commits what is done, then goes back and reads a part once more.

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, ProducerOptions, Record, StartOffset, TopicPartition,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::connect(&broker.address().to_string()).await?;
    let producer = client.producer(ProducerOptions::default())?;
    for order in 0..100 {
        let (value, key) = (format!("order {order}"), order.to_string());
        producer.produce(Record::to("orders").value(&value).key(&key)).await?;
    }
    producer.close().await?;

    let mut consumer = client
        .consumer(ConsumerOptions {
            group_id: "billing".into(),
            topics: vec!["orders".into()],
            auto_offset_reset: AutoOffsetReset::Earliest,
            enable_auto_commit: false,
            ..Default::default()
        })
        .await?;
    let mut read = 0;
    while read < 100 {
        let Some(batch) = consumer.next_batch().await? else { break };
        for record in &batch {
            if record.offset == 0 {
                println!("the first is '{}'", record.value_text());
            }
        }
        read += batch.len();
    }
    consumer.commit_all().await?;
    let orders = TopicPartition::new("orders", 0);
    let committed = consumer.committed([orders.clone()]).await?;
    let offset = committed[&orders].as_ref().map_or(0, |committed| committed.offset);
    println!("{read} orders were read, and {offset} are committed");

    consumer.seek("orders", 0, StartOffset::Offset(90))?;
    if let Some(batch) = consumer.next_batch().await? {
        let first = batch.iter().next().map_or(0, |record| record.offset);
        println!("once more: {} from offset {first} on", batch.len());
    }
    consumer.close().await?;
    Ok(())
}
