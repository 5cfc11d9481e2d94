//! Sends a record and waits for it, then many, and says where they went. OTTLA_BOOTSTRAP names a cluster; without it
//! there is one in this process.

use std::time::Duration;

use ottla::{
    Client, Compression, ProducerOptions, Record,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let own = broker.address().to_string();
    let client = Client::connect(&std::env::var("OTTLA_BOOTSTRAP").unwrap_or(own)).await?;
    let producer = client.producer(ProducerOptions {
        linger: Duration::from_millis(5),
        compression: Compression::Lz4,
        ..Default::default()
    })?;

    let order = Record::to("orders").key("42").value("paid").header("source", "shop");
    let written = producer.send(order).await?;
    println!("order 42 is at {written}");

    for order in 0..1000 {
        let key = order.to_string();
        producer.produce(Record::to("orders").key(&key).value("shipped")).await?;
    }
    producer.flush().await?;
    println!("1000 orders were shipped");
    producer.close().await?;
    Ok(())
}
