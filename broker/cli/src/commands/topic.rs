//! `ottla topic`: create, list, describe, delete.

use std::io::{self, Write};

use ottla::{
    Client, IsolationLevel, TopicPartition,
    admin::{ConfigEntry, ConfigResource, ConfigSource, NewTopic, OffsetSpec, TopicDescription},
};
use serde_json::{Value, json};

use super::{
    connect::connect,
    shape::Shape,
    table::{listed, table},
};
use crate::{
    arguments::TopicCommand,
    failure::{Failure, FailureKind},
    output,
};

pub(super) async fn run(command: TopicCommand) -> Result<(), Failure> {
    match command {
        TopicCommand::Create { connection, topic, partitions, replication_factor, config } => {
            let mut new = NewTopic::new(&topic);
            if let Some(count) = partitions {
                new = new.partitions(count);
            }
            if let Some(count) = replication_factor {
                new = new.replication_factor(count);
            }
            for assignment in &config {
                let Some((key, value)) = assignment.split_once('=') else {
                    let message = format!("--config {assignment}: KEY=VALUE is expected");
                    return Err(Failure::new(FailureKind::Usage, message));
                };
                new = new.config(key, value);
            }
            connect(&connection).await?.admin().create_topics([new]).await?;
            Ok(output::line(format_args!("created {topic}"))?)
        }
        TopicCommand::List { connection, json } => {
            list(&connect(&connection).await?, json.into()).await
        }
        TopicCommand::Describe { connection, topic, json } => {
            let described = Description::fetch(&connect(&connection).await?, &topic).await?;
            match Shape::from(json) {
                Shape::Json => output::line(described.as_json())?,
                Shape::Text => output::line(described.as_text())?,
            }
            Ok(())
        }
        TopicCommand::Delete { connection, topics } => {
            connect(&connection).await?.admin().delete_topics(&topics).await?;
            for topic in &topics {
                output::line(format_args!("deleted {topic}"))?;
            }
            Ok(())
        }
    }
}

async fn list(client: &Client, shape: Shape) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    for topic in client.admin().list_topics().await? {
        match shape {
            Shape::Text => writeln!(output, "{}", topic.name)?,
            Shape::Json => {
                let line = json!({
                    "topic": &*topic.name,
                    "id": topic.id.to_string(),
                    "partitions": topic.partitions,
                    "internal": topic.internal,
                });
                writeln!(output, "{line}")?;
            }
        }
    }
    Ok(())
}

/// Everything that is shown of a topic.
struct Description {
    topic: TopicDescription,
    /// Start and end of each partition, in the topic's order.
    offsets: Vec<(i64, i64)>,
    configs: Vec<ConfigEntry>,
}

impl Description {
    async fn fetch(client: &Client, name: &str) -> Result<Self, Failure> {
        let admin = client.admin();
        let topic = admin.describe_topics([name]).one().await?;
        let ask = |spec| {
            let partitions = topic.partitions.iter();
            partitions.map(move |one| (TopicPartition::new(name, one.partition), spec))
        };
        let isolation = IsolationLevel::ReadUncommitted;
        let starts = admin.list_offsets(ask(OffsetSpec::Earliest), isolation);
        let ends = admin.list_offsets(ask(OffsetSpec::Latest), isolation);
        let (starts, ends) = (starts.await?, ends.await?);
        let offsets = starts
            .iter()
            .zip(&ends)
            .map(|(start, end)| (start.offset.unwrap_or_default(), end.offset.unwrap_or_default()));
        let offsets = offsets.collect();
        let configs =
            admin.describe_configs([ConfigResource::Topic(name.to_owned())]).one().await?;
        let set = |entry: &ConfigEntry| entry.source == ConfigSource::Topic;
        Ok(Self { offsets, configs: configs.into_iter().filter(set).collect(), topic })
    }

    fn as_json(&self) -> Value {
        let partitions = self.topic.partitions.iter().zip(&self.offsets);
        let partitions: Vec<Value> = partitions
            .map(|(partition, (start, end))| {
                json!({
                    "partition": partition.partition,
                    "leader": partition.leader,
                    "leader_epoch": partition.leader_epoch,
                    "replicas": partition.replicas,
                    "in_sync_replicas": partition.in_sync_replicas,
                    "log_start_offset": start,
                    "log_end_offset": end,
                })
            })
            .collect();
        let config = |entry: &ConfigEntry| (entry.name.to_string(), json!(entry.value.as_deref()));
        let configs: serde_json::Map<_, _> = self.configs.iter().map(config).collect();
        json!({
            "topic": &*self.topic.name,
            "id": self.topic.id.to_string(),
            "partitions": partitions,
            "configs": configs,
        })
    }

    fn as_text(&self) -> String {
        let mut text = format!("topic {}, id {}\n", self.topic.name, self.topic.id);
        for entry in &self.configs {
            let value = entry.value.as_deref().unwrap_or_default();
            text.push_str(&format!("  {}={value}\n", entry.name));
        }
        let columns = ["partition", "leader", "epoch", "replicas", "in sync", "start", "end"];
        let mut table = table(&columns);
        for (partition, (start, end)) in self.topic.partitions.iter().zip(&self.offsets) {
            let leader = partition.leader.map_or("none".to_owned(), |leader| leader.to_string());
            table.add_row([
                partition.partition.to_string(),
                leader,
                partition.leader_epoch.to_string(),
                listed(&partition.replicas),
                listed(&partition.in_sync_replicas),
                start.to_string(),
                end.to_string(),
            ]);
        }
        format!("{text}{table}")
    }
}
