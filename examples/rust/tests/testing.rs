//! A test of orders: a broker, a client and a topic of its own for each test.

use ottla::{Client, Record, testing::Topic};

#[ottla::test]
async fn orders_are_paid(client: Client, topic: Topic) -> ottla::Result<()> {
    let producer = client.producer(Default::default())?;
    let written = producer.send(Record::to(topic.name()).value("paid")).await?;
    assert_eq!(written.offset, 0);
    Ok(())
}
