//! Makes a topic, looks at it, changes it and removes it.

use ottla::{
    Client,
    admin::{ConfigChange, ConfigResource, MorePartitions, NewTopic},
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::connect(&broker.address().to_string()).await?;
    let admin = client.admin();

    let orders = NewTopic::new("orders").partitions(2).config("retention.ms", "60000");
    admin.create_topics([orders]).await?;
    admin.create_partitions([MorePartitions::of("orders", 3)]).await?;
    let topic = admin.describe_topics(["orders"]).one().await?;
    println!("{} has {} partitions", topic.name, topic.partitions.len());

    let resource = ConfigResource::Topic("orders".into());
    let longer = [ConfigChange::set("retention.ms", "120000")];
    admin.alter_configs([(resource.clone(), longer)]).await?;
    for entry in admin.describe_configs([resource]).one().await? {
        if entry.name == "retention.ms" {
            println!("records are kept for {} ms", entry.value.unwrap_or_default());
        }
    }

    admin.delete_topics(["orders"]).await?;
    println!("{} topics are left", admin.list_topics().await?.len());
    Ok(())
}
