//! Two members of a group share a topic: each record is read once, and the group remembers where it
//! was.

use std::collections::BTreeMap;

use ottla::{
    AutoOffsetReset, Client, Consumer, ConsumerOptions, ProducerOptions, Record,
    admin::NewTopic,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::embedded(&broker).await?;
    client.admin().create_topics([NewTopic::new("orders").partitions(4)]).await?;

    let mut first = client.consumer(options()).await?;
    let mut second = client.consumer(options()).await?;
    while first.assignment().len() != 2 || second.assignment().len() != 2 {
        // Both take part in the rebalance; there is nothing to read yet.
        tokio::select! {
            batch = first.next_batch() => drop(batch?),
            batch = second.next_batch() => drop(batch?),
            () = tokio::time::sleep(std::time::Duration::from_millis(50)) => {}
        }
    }

    let producer = client.producer(ProducerOptions::default())?;
    for number in 0..100 {
        let value = number.to_string();
        let record = Record::to("orders").partition(number % 4).value(&value);
        drop(producer.enqueue(record).await?);
    }
    producer.flush().await?;

    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, consumer) in [("first", &mut first), ("second", &mut second)] {
        while seen.get(name).copied().unwrap_or(0) < 50 {
            *seen.entry(name).or_default() += read(consumer).await?;
        }
    }
    println!("first read {}, second read {}", seen["first"], seen["second"]);
    first.close().await?;
    second.close().await?;

    let committed = client.admin().list_group_offsets("billing").await?;
    let total: i64 = committed.values().map(|committed| committed.offset).sum();
    println!("the group has committed {total}");
    Ok(())
}

fn options() -> ConsumerOptions {
    ConsumerOptions {
        group_id: "billing".into(),
        topics: vec!["orders".into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        ..Default::default()
    }
}

/// Reads one batch, and commits it when it is done.
async fn read(consumer: &mut Consumer) -> ottla::Result<usize> {
    let Some(batch) = consumer.next_batch().await? else { return Ok(0) };
    consumer.commit(&batch).await?;
    Ok(batch.len())
}
