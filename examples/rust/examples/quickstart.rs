//! A broker in this process, one record in, one record out.

use ottla::{
    Client, PartitionConsumerOptions, ProducerOptions, Record, StartOffset,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::connect(&broker.address().to_string()).await?;

    let producer = client.producer(ProducerOptions::default())?;
    let written = producer.send(Record::to("orders").key("42").value("paid")).await?;
    println!("{written}");

    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign("orders", 0, StartOffset::Beginning).await?;
    if let Some(batch) = consumer.next_batch().await? {
        for record in &batch {
            println!("{} {}", record.offset, record.value_text());
        }
    }
    Ok(())
}
