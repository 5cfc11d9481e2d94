//! Workers of a share group take mails off a topic like off a queue: each mail is done, given back or
//! refused by itself. Needs Apache Kafka 4.2 or newer with `share.version` 1, at the address that is given:
//! `cargo run -p ottla-examples --example share_group -- localhost:9092`.

use std::collections::BTreeMap;

use ottla::{
    AcknowledgeType, AcknowledgementMode, Client, ProducerOptions, Record, ShareConsumer,
    ShareConsumerOptions, ShareRecord,
    admin::{ConfigChange, ConfigResource, NewTopic},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "localhost:9092".into());
    let client = Client::connect(&address).await?;
    let (topic, group) = ("example-mails", "example-workers");
    let options = ShareConsumerOptions {
        group_id: group.into(),
        topics: vec![topic.into()],
        acknowledgement_mode: AcknowledgementMode::Explicit,
        max_poll_records: 10,
        ..Default::default()
    };
    let mut worker = client.share_consumer(options).await?;

    let admin = client.admin();
    admin.create_topics([NewTopic::new(topic).partitions(2)]).each().await;
    // A share group starts at the end of its topics, unless it is told otherwise.
    let earliest = [ConfigChange::set("share.auto.offset.reset", "earliest")];
    admin.alter_configs([(ConfigResource::Group(group.into()), earliest)]).await?;

    let producer = client.producer(ProducerOptions::default())?;
    for number in 0..30 {
        let mail = match number % 10 {
            3 => "no address".to_owned(),
            7 => format!("mail {number}, the server is busy at first"),
            _ => format!("mail {number}"),
        };
        drop(producer.enqueue(Record::to(topic).value(&mail)).await?);
    }
    producer.flush().await?;

    let done = work(&mut worker).await?;
    for (what, count) in &done {
        println!("{count} {what}");
    }
    worker.close().await?;
    admin.delete_topics([topic]).await?;
    Ok(())
}

/// Works until 27 mails are sent and 3 refused.
async fn work(worker: &mut ShareConsumer) -> ottla::Result<BTreeMap<&'static str, usize>> {
    let mut done = BTreeMap::new();
    let finished = |done: &BTreeMap<_, usize>| {
        done.get("sent").copied().unwrap_or(0) + done.get("refused").copied().unwrap_or(0) >= 30
    };
    while !finished(&done)
        && let Some(batch) = worker.next_batch().await?
    {
        for mail in &batch {
            let (what, kind) = send(&mail);
            worker.acknowledge(&mail, kind)?;
            *done.entry(what).or_default() += 1;
        }
        // With the next batch they would go by themselves; this waits, and sees whether they count.
        for (partition, outcome) in worker.commit().await? {
            if let Err(error) = outcome {
                println!("{partition}: {error}");
            }
        }
    }
    Ok(done)
}

fn send(mail: &ShareRecord<'_>) -> (&'static str, AcknowledgeType) {
    let text = mail.value_text();
    if text == "no address" {
        return ("refused", AcknowledgeType::Reject);
    }
    match text.ends_with("busy at first") && mail.delivery_count() == 1 {
        true => ("given back", AcknowledgeType::Release),
        false => ("sent", AcknowledgeType::Accept),
    }
}
