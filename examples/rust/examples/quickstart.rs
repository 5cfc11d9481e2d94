//! A broker in this process, one record in, one record out.

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, ProducerOptions, Record,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?; // or a cluster that is there
    let client = Client::connect(&broker.address().to_string()).await?;

    let producer = client.producer(ProducerOptions::default())?;
    let written = producer.send(Record::to("orders").key("42").value("paid")).await?;
    println!("written at offset {}", written.offset);

    let mut consumer = client
        .consumer(ConsumerOptions {
            group_id: "billing".into(),
            topics: vec!["orders".into()],
            auto_offset_reset: AutoOffsetReset::Earliest,
            ..Default::default()
        })
        .await?;
    if let Some(batch) = consumer.next_batch().await? {
        for record in &batch {
            println!("read from offset {}: {}", record.offset, record.value_text());
        }
    }
    consumer.close().await?;
    Ok(())
}
