//! A week of retention in the time of a function call: the broker follows a clock of the test's.

use std::time::Duration;

use ottla::{
    Client, IsolationLevel, ProducerOptions, Record, TopicPartition,
    admin::{NewTopic, OffsetSpec},
    broker::{Broker, BrokerOptions, testing::VirtualClock},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let clock = VirtualClock::new();
    let broker = Broker::start(BrokerOptions::default().clock(clock.clone()))?;
    let client = Client::embedded(&broker).await?;
    let admin = client.admin();
    admin.create_topics([NewTopic::new("short").config("retention.ms", "60000")]).await?;
    let producer = client.producer(ProducerOptions::default())?;
    // A record's time is the sender's, so here it has to come from the virtual clock too.
    let sent_at = 1_767_225_600_000;
    producer.send(Record::to("short").value("soon gone").timestamp(sent_at)).await?;

    clock.advance(Duration::from_secs(7 * 24 * 3600));
    loop {
        let isolation = IsolationLevel::ReadUncommitted;
        let asked = [(TopicPartition::new("short", 0), OffsetSpec::Earliest)];
        if admin.list_offsets(asked, isolation).one().await?.offset == Some(1) {
            break;
        }
        tokio::task::yield_now().await;
    }
    println!("the record is gone");
    Ok(())
}
