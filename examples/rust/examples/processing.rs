//! Ships orders side by side, those of a customer one after the other. One order works only when it is tried
//! again later, one never does and becomes a dead letter. On a broker of its own, or on the cluster that
//! its argument names, for instance `localhost:9092`.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use ottla::{
    AutoOffsetReset, Client, ConsumerOptions, Failure, Origin, OwnedRecord, ProcessOptions,
    ProducerOptions, Record, StopHandle,
    broker::{Broker, BrokerOptions},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let own = broker.address().to_string();
    let client = Client::connect(&std::env::args().nth(1).unwrap_or(own)).await?;
    let orders = client.producer(ProducerOptions::default())?;
    for number in 0..100 {
        let (customer, order) = (format!("customer {}", number % 10), format!("order {number}"));
        orders.produce(Record::to("orders").key(&customer).value(&order)).await?;
    }
    orders.close().await?;

    let mut consumer = client.consumer(options("shipping", "orders")).await?;
    let shop = Arc::new(Shop::new(consumer.stop_handle()));
    let options = ProcessOptions {
        retries: 2,
        retry_backoff: Duration::from_millis(10),
        retry_topic_delays: vec![Duration::from_millis(200)],
        dead_letter_topic: Some("{topic}.dlt".into()),
        ..Default::default()
    };
    let working = shop.clone();
    consumer
        .process(options, move |record| {
            let shop = working.clone();
            async move { shop.ship(&record) }
        })
        .await?;
    consumer.close().await?;
    println!("{} orders were shipped", shop.shipped());

    let mut reader = client.consumer(self::options("clerks", "orders.dlt")).await?;
    let letters = reader.next_batch().await?;
    for letter in letters.iter().flatten() {
        let Some(origin) = Origin::of(&letter.to_owned_record()) else { continue };
        println!("{}: {} ({} attempt)", letter.value_text(), origin.message, origin.attempts);
    }
    reader.close().await?;
    Ok(())
}

struct Shop {
    shipped: Mutex<BTreeSet<String>>,
    stop: StopHandle,
}

impl Shop {
    fn new(stop: StopHandle) -> Self {
        Self { shipped: Mutex::default(), stop }
    }

    fn shipped(&self) -> usize {
        self.shipped.lock().map_or(0, |shipped| shipped.len())
    }

    fn ship(&self, record: &OwnedRecord) -> Result<(), Failure> {
        let order = String::from_utf8_lossy(record.value.as_deref().unwrap_or_default());
        match &*order {
            // Trying again does not help.
            "order 13" => return Err(Failure::new("nobody ships that").fatal()),
            "order 7" if Origin::of(record).is_none() => return Err(Failure::new("sold out")),
            _ => {}
        }
        if let Ok(mut shipped) = self.shipped.lock() {
            // A record may come twice: shipping has to bear that.
            shipped.insert(order.into_owned());
            if shipped.len() == 99 {
                self.stop.stop();
            }
        }
        Ok(())
    }
}

fn options(group_id: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group_id.into(),
        topics: vec![topic.into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        ..Default::default()
    }
}
