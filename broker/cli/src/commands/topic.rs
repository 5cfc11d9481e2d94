//! `ottla topic`: create, list, describe, delete.

use std::io::{self, Write};

use comfy_table::{Table, presets::UTF8_HORIZONTAL_ONLY};
use ottla::{
    Client, IsolationLevel, StartOffset,
    admin::{ConfigResource, ConfigSource, NewTopic},
};
use serde_json::json;

use super::connect::connect;
use crate::{
    arguments::TopicCommand,
    failure::{Failure, FailureKind},
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
            println!("created {topic}");
            Ok(())
        }
        TopicCommand::List { connection, json } => list(&connect(&connection).await?, json).await,
        TopicCommand::Describe { connection, topic, json } => {
            describe(&connect(&connection).await?, &topic, json).await
        }
        TopicCommand::Delete { connection, topics } => {
            connect(&connection).await?.admin().delete_topics(&topics).await?;
            topics.iter().for_each(|topic| println!("deleted {topic}"));
            Ok(())
        }
    }
}

async fn list(client: &Client, as_json: bool) -> Result<(), Failure> {
    let topics = client.admin().list_topics().await?;
    let mut output = io::stdout().lock();
    for topic in &topics {
        if as_json {
            let (name, partitions) = (&*topic.name, topic.partitions);
            let id = topic.id.to_string();
            let line = json!({ "topic": name, "id": id, "partitions": partitions, "internal": topic.internal });
            writeln!(output, "{line}")?;
        } else {
            writeln!(output, "{}", topic.name)?;
        }
    }
    Ok(())
}

async fn describe(client: &Client, topic: &str, as_json: bool) -> Result<(), Failure> {
    let admin = client.admin();
    let described = admin.describe_topics([topic]).await?;
    let Some(description) = described.first() else {
        let message = format!("topic {topic} does not exist");
        return Err(Failure::new(FailureKind::NotFound, message));
    };
    let numbers: Vec<i32> = description.partitions.iter().map(|p| p.partition).collect();
    let isolation = IsolationLevel::ReadUncommitted;
    let starts =
        admin.list_offsets(topic, numbers.iter().copied(), StartOffset::Beginning, isolation);
    let ends = admin.list_offsets(topic, numbers.iter().copied(), StartOffset::End, isolation);
    let (starts, ends) = (starts.await?, ends.await?);
    let configs = admin.describe_configs(&ConfigResource::Topic(topic.to_owned())).await?;
    let configs: Vec<_> =
        configs.into_iter().filter(|entry| entry.source == ConfigSource::Topic).collect();
    let partitions = description.partitions.iter().map(|partition| {
        let offset = |listed: &[ottla::admin::ListedOffset]| {
            let found = listed.iter().find(|offset| offset.partition == partition.partition);
            found.map_or(-1, |offset| offset.offset)
        };
        (partition, offset(&starts), offset(&ends))
    });
    let mut output = io::stdout().lock();
    if as_json {
        let partitions: Vec<_> = partitions
            .map(|(partition, start, end)| {
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
        let configs: serde_json::Map<_, _> = configs
            .iter()
            .map(|entry| (entry.name.to_string(), json!(entry.value.as_deref())))
            .collect();
        let id = description.id.to_string();
        let all = json!({ "topic": topic, "id": id, "partitions": partitions, "configs": configs });
        writeln!(output, "{all}")?;
        return Ok(());
    }
    writeln!(output, "topic {topic}, id {}", description.id)?;
    for entry in &configs {
        writeln!(output, "  {}={}", entry.name, entry.value.as_deref().unwrap_or_default())?;
    }
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(["partition", "leader", "epoch", "replicas", "in sync", "start", "end"]);
    for (partition, start, end) in partitions {
        let leader = partition.leader.map_or("none".to_owned(), |leader| leader.to_string());
        table.add_row([
            partition.partition.to_string(),
            leader,
            partition.leader_epoch.to_string(),
            list_of(&partition.replicas),
            list_of(&partition.in_sync_replicas),
            start.to_string(),
            end.to_string(),
        ]);
    }
    writeln!(output, "{table}")?;
    Ok(())
}

fn list_of(ids: &[i32]) -> String {
    ids.iter().map(i32::to_string).collect::<Vec<_>>().join(",")
}
