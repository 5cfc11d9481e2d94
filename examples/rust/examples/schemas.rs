//! Writes and reads a value with the id of its schema, as Confluent's serializers do. OTTLA_SCHEMA_REGISTRY names a
//! registry; without it there is one in this process.

use std::env;

use ottla::{
    Client, PartitionConsumerOptions, ProducerOptions, StartOffset,
    broker::{Broker, BrokerOptions},
    serde::{
        Decoder, Raw, TypedProducer, TypedRecord,
        schema_registry::{
            HttpRegistry, InMemoryRegistry, JsonSchema, RegistryOptions, SchemaKind,
            SchemaRegistry, unframe,
        },
    },
};
use serde::{Deserialize, Serialize};

const ORDER: &str = r#"{"type": "object", "required": ["item", "amount"], "properties": {
    "item": {"type": "string"}, "amount": {"type": "integer"}}}"#;

#[derive(Serialize, Deserialize)]
struct Order {
    item: String,
    amount: u32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    match env::var("OTTLA_SCHEMA_REGISTRY") {
        Ok(address) => {
            let options =
                RegistryOptions { schema_registry_url: vec![address], ..Default::default() };
            orders(HttpRegistry::new(options)?).await
        }
        Err(_) => orders(InMemoryRegistry::new()).await,
    }
}

async fn orders(
    registry: impl SchemaRegistry + Clone + 'static,
) -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::embedded(&broker).await?;

    let producer = client.producer(ProducerOptions::default())?;
    let format = JsonSchema::new(registry.clone()).schema(ORDER)?;
    let orders: TypedProducer<str, Order> = TypedProducer::new(producer, Raw, format);
    let order = Order { item: "tea".into(), amount: 3 };
    orders.send(TypedRecord::to("orders").value(&order)).await?;
    let newest = registry.latest("orders-value").await?;
    println!("orders-value: schema {}, version {}", newest.id, newest.version);

    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    consumer.assign("orders", 0, StartOffset::Beginning).await?;
    let batch = consumer.next_batch().await?.ok_or("the broker was stopped")?;
    let data = batch.iter().next().and_then(|record| record.value).ok_or("a record is there")?;
    println!("written: {} bytes", data.len());
    let id = unframe(SchemaKind::Json, data)?.id;
    let decoder: Decoder<String, Order> = Decoder::new(Raw, JsonSchema::new(registry));
    for record in decoder.decode(&batch).await? {
        if let Some(Order { item, amount }) = record?.value {
            println!("read: {amount} of {item}, by schema {id}");
        }
    }

    if let Err(error) = unframe(SchemaKind::Json, br#"{"item":"tea","amount":3}"#) {
        let kind = format!("{:?}", error.kind()).to_lowercase();
        println!("not written with a registry: {kind}");
    }
    Ok(())
}
