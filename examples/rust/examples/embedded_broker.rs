//! A whole broker in this process: for tests, and for programs that need no other.

use ottla::{
    Client, ErrorKind, ProducerOptions, Record,
    admin::NewTopic,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = BrokerOptions::default().set("auto.create.topics.enable", "false")?;
    let broker = Broker::start(options)?;

    // Without a socket; any other client of Kafka can connect to broker.address().
    let client = Client::embedded(&broker).await?;
    let admin = client.admin();
    let orders = NewTopic::new("orders").partitions(3).config("cleanup.policy", "compact");
    admin.create_topics([orders]).await?;
    let topic = admin.describe_topics(["orders"]).one().await?;
    println!("{} has {} partitions", topic.name, topic.partitions.len());

    if let Err(error) = admin.create_topics([NewTopic::new("orders")]).one().await {
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        let code = error.code().map(|code| code.name()).unwrap_or_default();
        println!("once more: {code}");
    }

    let producer = client.producer(ProducerOptions::default())?;
    let written = producer.send(Record::to("orders").key("42").value("paid")).await?;
    println!("the first record has offset {}", written.offset);
    Ok(())
}
