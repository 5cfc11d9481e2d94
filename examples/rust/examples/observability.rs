//! What can be seen of a client: its metrics, its events, and traces that go with records.

use std::sync::Arc;

use futures::StreamExt;
use ottla::{
    Client, Event, PartitionConsumerOptions, ProducerOptions, Record, StartOffset, TraceContext,
    TraceParent,
    broker::{Broker, BrokerOptions},
};

/// Stands for a tracing library. With the feature `opentelemetry`, `ottla::OpenTelemetry` is one.
#[derive(Debug)]
struct OneTrace;

impl TraceContext for OneTrace {
    fn current(&self) -> Option<TraceParent> {
        TraceParent::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::embedded(&broker).await?;
    let mut events = client.events();
    tokio::spawn(async move {
        while let Some(event) = events.next().await {
            match event {
                Event::Throttled { broker, time, .. } => {
                    println!("{broker} wants {time:?} of peace")
                }
                Event::HeartbeatFailed { group, error } => println!("{group}: {error}"),
                Event::Missed { count } => println!("{count} events were missed"),
                _ => {}
            }
        }
    });

    let trace_context = Some(Arc::new(OneTrace) as _);
    let producer = client.producer(ProducerOptions { trace_context, ..Default::default() })?;
    for value in ["paid", "sent"] {
        producer.send(Record::to("orders").value(value)).await?;
    }
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign_topic("orders", StartOffset::Beginning).await?;
    let batch = consumer.next_batch().await?.ok_or("no partition")?;
    let parent = batch.iter().next().and_then(|record| record.trace_parent());
    println!("the first record comes from {}", parent.ok_or("no trace")?);

    let metrics = client.metrics();
    println!("{} records sent, {} read", metrics.producer.records, metrics.consumer.records);
    let median = metrics.apis["Produce"].latency.quantile(0.5);
    println!("half of the requests were faster than {:.3} ms", median.unwrap_or(0.0) * 1_000.0);
    println!("{} lines for Prometheus", client.prometheus().lines().count());
    client.close().await;
    Ok(())
}
