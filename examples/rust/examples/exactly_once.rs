//! Copies orders to bills, each exactly once, though the work fails in between. On a broker of its own, or on
//! the cluster that its argument names, for instance `localhost:9092`.

use ottla::{
    AutoOffsetReset, Client, Consumer, ConsumerOptions, IsolationLevel, Producer, ProducerOptions,
    Record, RecordBatch, Transaction,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let own = broker.address().to_string();
    let client = Client::connect(&std::env::args().nth(1).unwrap_or(own)).await?;
    let orders = client.producer(ProducerOptions::default())?;
    for number in 0..100 {
        let value = format!("order {number}");
        drop(orders.enqueue(Record::to("orders").value(&value)).await?);
    }
    orders.close().await?;

    let producer = client.producer(ProducerOptions {
        transactional_id: Some("billing-1".into()),
        ..Default::default()
    })?;
    let mut consumer = client.consumer(options("billing", "orders")).await?;
    let mut copied = 0;
    while copied < 100 {
        copied += copy(&producer, &mut consumer).await?;
    }
    consumer.close().await?;
    println!("{copied} orders became bills");

    let mut reader = client.consumer(options("readers of bills", "bills")).await?;
    let mut read = 0;
    while read < copied {
        let Some(batch) = reader.next_batch().await? else { break };
        reader.commit(&batch).await?;
        read += batch.len();
    }
    reader.close().await?;
    println!("{read} bills were read");
    Ok(())
}

/// One transaction. The first time its work fails after it has sent everything, and nobody sees that.
async fn copy(
    producer: &Producer,
    consumer: &mut Consumer,
) -> Result<usize, Box<dyn std::error::Error>> {
    let failing = async |batches: &[RecordBatch], transaction: &Transaction| {
        bill(batches, transaction).await?;
        Err::<(), Box<dyn std::error::Error>>("the power is out".into())
    };
    if let Err(error) = producer.process_next(consumer, failing).await {
        println!("once more: {error}");
    }
    Ok(producer.process_next(consumer, bill).await?.unwrap_or(0))
}

async fn bill(batches: &[RecordBatch], transaction: &Transaction) -> ottla::Result<()> {
    for record in batches.iter().flatten() {
        let bill = record.value_text().replace("order", "bill");
        drop(transaction.enqueue(Record::to("bills").value(&bill)).await?);
    }
    Ok(())
}

fn options(group_id: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group_id.into(),
        topics: vec![topic.into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        isolation: IsolationLevel::ReadCommitted,
        ..Default::default()
    }
}
