//! `ottla group`: list, describe and delete consumer groups, and their offsets.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use ottla::{
    Client, CommittedOffset, ErrorKind, GroupProtocol, IsolationLevel, TopicPartition,
    admin::{GroupDescription, MemberDescription, OffsetSpec},
};
use serde_json::{Value, json};

use super::{connect::connect, shape::Shape, table::table};
use crate::{
    arguments::GroupCommand,
    failure::{Failure, FailureKind},
    output,
};

pub(super) async fn run(command: GroupCommand) -> Result<(), Failure> {
    match command {
        GroupCommand::List { connection, json } => {
            list(&connect(&connection).await?, json.into()).await
        }
        GroupCommand::Describe { connection, group, json } => {
            let admin = connect(&connection).await?.admin();
            let described = admin.describe_groups([&group]).await.map_err(missing)?;
            for group in &described {
                match Shape::from(json) {
                    Shape::Json => output::line(as_json(group))?,
                    Shape::Text => output::line(as_text(group))?,
                }
            }
            Ok(())
        }
        GroupCommand::Delete { connection, groups } => {
            let admin = connect(&connection).await?.admin();
            for group in &groups {
                admin.delete_groups([group]).await.map_err(missing)?;
                output::line(format_args!("deleted {group}"))?;
            }
            Ok(())
        }
        GroupCommand::Offsets { connection, group, set, delete, json } => {
            let set = set.iter().map(|text| assignment(text)).collect::<Result<Vec<_>, _>>()?;
            let deleted = |text: &String| {
                partition(text).ok_or_else(|| wrong("--delete", text, "TOPIC:PARTITION"))
            };
            let delete = delete.iter().map(deleted).collect::<Result<Vec<_>, _>>()?;
            let client = connect(&connection).await?;
            if !set.is_empty() {
                client.admin().alter_group_offsets(&group, set).await?;
            }
            if !delete.is_empty() {
                client.admin().delete_group_offsets(&group, delete).await.map_err(missing)?;
            }
            offsets(&client, &group, json.into()).await
        }
    }
}

/// A group that does not exist has an exit code of its own.
fn missing(error: ottla::Error) -> Failure {
    match error.code() {
        Some(ottla::ErrorCode::GroupIdNotFound) => Failure::new(FailureKind::NotFound, error),
        Some(_) | None => error.into(),
    }
}

fn assignment(text: &str) -> Result<(TopicPartition, i64), Failure> {
    let read = text.rsplit_once('=').and_then(|(place, offset)| {
        let offset: i64 = offset.parse().ok().filter(|offset| *offset >= 0)?;
        Some((partition(place)?, offset))
    });
    read.ok_or_else(|| wrong("--set", text, "TOPIC:PARTITION=OFFSET"))
}

fn partition(text: &str) -> Option<TopicPartition> {
    let (topic, number) = text.rsplit_once(':')?;
    let number: i32 = number.parse().ok().filter(|number| *number >= 0)?;
    Some(TopicPartition::new(topic, number))
}

fn wrong(flag: &str, text: &str, expected: &str) -> Failure {
    Failure::new(FailureKind::Usage, format!("{flag} {text}: {expected} is expected"))
}

async fn list(client: &Client, shape: Shape) -> Result<(), Failure> {
    let groups = client.admin().list_groups().await?;
    let mut output = io::stdout().lock();
    match shape {
        Shape::Json => {
            for group in groups {
                let line = json!({
                    "group": &*group.group_id,
                    "kind": &*group.kind,
                    "state": &*group.state,
                    "protocol_type": &*group.protocol_type,
                });
                writeln!(output, "{line}")?;
            }
        }
        Shape::Text => {
            let mut table = table(&["group", "kind", "state"]);
            for group in groups {
                table.add_row([&*group.group_id, &*group.kind, &*group.state]);
            }
            writeln!(output, "{table}")?;
        }
    }
    Ok(())
}

fn kind(group: &GroupDescription) -> &'static str {
    match group.protocol {
        GroupProtocol::Classic => "classic",
        GroupProtocol::Consumer => "consumer",
    }
}

fn as_json(group: &GroupDescription) -> Value {
    let names = |partitions: &[TopicPartition]| -> Vec<Value> {
        let name = |at: &TopicPartition| json!({ "topic": &*at.topic, "partition": at.partition });
        partitions.iter().map(name).collect()
    };
    let member = |member: &MemberDescription| {
        json!({
            "member": &*member.member_id,
            "instance": member.group_instance_id.as_deref(),
            "client": &*member.client_id,
            "host": &*member.host,
            "epoch": member.epoch,
            "topics": member.topics.iter().map(|topic| &**topic).collect::<Vec<_>>(),
            "topic_pattern": member.topic_pattern.as_deref(),
            "assignment": names(&member.assignment),
            "target_assignment": member.target_assignment.as_deref().map(names),
        })
    };
    json!({
        "group": &*group.group_id,
        "kind": kind(group),
        "state": &*group.state,
        "assignor": &*group.assignor,
        "epoch": group.epoch,
        "members": group.members.iter().map(member).collect::<Vec<_>>(),
    })
}

fn as_text(group: &GroupDescription) -> String {
    let mut text = format!("group {}, {}, {}", group.group_id, kind(group), group.state);
    if !group.assignor.is_empty() {
        text.push_str(&format!(", assignor {}", group.assignor));
    }
    if let Some(epoch) = group.epoch {
        text.push_str(&format!(", epoch {epoch}"));
    }
    let mut table = table(&["member", "instance", "client", "host", "partitions"]);
    for member in &group.members {
        table.add_row([
            member.member_id.to_string(),
            member.group_instance_id.as_deref().unwrap_or_default().to_owned(),
            member.client_id.to_string(),
            member.host.to_string(),
            by_topic(&member.assignment),
        ]);
    }
    format!("{text}\n{table}")
}

/// As `orders:0,1 payments:2`.
fn by_topic(partitions: &[TopicPartition]) -> String {
    let mut topics: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for at in partitions {
        topics.entry(&at.topic).or_default().push(at.partition.to_string());
    }
    let topics = topics.into_iter().map(|(topic, ids)| format!("{topic}:{}", ids.join(",")));
    topics.collect::<Vec<_>>().join(" ")
}

async fn offsets(client: &Client, group: &str, shape: Shape) -> Result<(), Failure> {
    let committed = client.admin().list_group_offsets(group).await?;
    let ends = ends(client, committed.keys()).await?;
    let row = |(at, committed): (&TopicPartition, &CommittedOffset)| {
        let end = ends.get(at).copied();
        (at.clone(), committed.clone(), end, end.map(|end| end - committed.offset))
    };
    let rows = committed.iter().map(row);
    let mut output = io::stdout().lock();
    match shape {
        Shape::Json => {
            for (at, committed, end, lag) in rows {
                let line = json!({
                    "topic": &*at.topic,
                    "partition": at.partition,
                    "offset": committed.offset,
                    "leader_epoch": committed.leader_epoch,
                    "metadata": committed.metadata,
                    "log_end_offset": end,
                    "lag": lag,
                });
                writeln!(output, "{line}")?;
            }
        }
        Shape::Text => {
            let mut table = table(&["topic", "partition", "offset", "end", "lag", "metadata"]);
            let text = |number: Option<i64>| number.map_or("-".to_owned(), |n| n.to_string());
            for (at, committed, end, lag) in rows {
                table.add_row([
                    at.topic.to_string(),
                    at.partition.to_string(),
                    committed.offset.to_string(),
                    text(end),
                    text(lag),
                    committed.metadata,
                ]);
            }
            writeln!(output, "{table}")?;
        }
    }
    Ok(())
}

/// Where partitions end; those of topics that are gone are left out.
async fn ends(
    client: &Client,
    partitions: impl Iterator<Item = &TopicPartition>,
) -> Result<BTreeMap<TopicPartition, i64>, Failure> {
    let admin = client.admin();
    let existing: BTreeSet<String> =
        admin.list_topics().await?.into_iter().map(|topic| topic.name.to_string()).collect();
    let partitions = partitions.filter(|at| existing.contains(&*at.topic));
    let asked = partitions.map(|at| (at.clone(), OffsetSpec::Latest));
    let found = admin.list_offsets(asked, IsolationLevel::ReadUncommitted).each().await;
    let mut ends = BTreeMap::new();
    for (at, end) in found {
        let end = match end {
            Err(error) if error.kind() == ErrorKind::UnknownTopic => continue,
            end => end?,
        };
        ends.extend(end.offset.map(|offset| (at, offset)));
    }
    Ok(ends)
}
