//! What goes wrong says what, where, and what to do.

use ottla::{
    Client, ErrorKind, ProducerOptions,
    broker::{Broker, BrokerOptions},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let broker = Broker::start(BrokerOptions::default())?;
    let client = Client::embedded(&broker).await?;
    if let Err(error) = client.admin().describe_topics(["nowhere"]).one().await
        && error.kind() == ErrorKind::UnknownTopic
    {
        let code = error.code().map(|code| code.name()).unwrap_or_default();
        let topic = error.context().iter().find(|(key, _)| *key == "topic");
        let topic = topic.map_or("", |(_, name)| name);
        println!("{}: {code}, topic {topic}", error.operation());
    }
    if let Err(error) = ProducerOptions::from_properties([("lingr.ms", "5")]) {
        println!("did you mean linger.ms? {}", error.to_string().contains("linger.ms"));
    }
    if let Err(error) = Client::connect("127.0.0.1:1").await {
        println!("{}", format!("{:?}: {:?}", error.kind(), error.advice()).to_lowercase());
    }
    Ok(())
}
