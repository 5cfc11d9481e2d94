//! `ottla transaction`: list and describe transactional ids, look at a partition's producers, abort and fence.

use std::{
    io::{self, Write},
    time::Duration,
};

use ottla::{
    ErrorCode, TopicPartition,
    admin::{
        Admin, HangingTransaction, ProducerDescription, TransactionDescription, TransactionFilter,
    },
};
use serde_json::json;

use super::{
    connect::connect,
    shape::Shape,
    table::{shown, table},
};
use crate::{
    arguments::TransactionCommand,
    failure::{Failure, FailureKind},
    output,
};

pub(super) async fn run(command: TransactionCommand) -> Result<(), Failure> {
    match command {
        TransactionCommand::List { connection, state, longer_than, pattern, json } => {
            let filter = TransactionFilter {
                states: state.iter().map(|state| state.as_str().into()).collect(),
                longer_than: longer_than.map(Duration::from_secs),
                id_pattern: pattern.as_deref().map(Into::into),
                ..Default::default()
            };
            let listed = connect(&connection).await?.admin().list_transactions(filter).await?;
            let rows = listed.iter().map(|one| Row {
                json: json!({
                    "transactional_id": &*one.transactional_id,
                    "producer_id": one.producer_id,
                    "state": &*one.state,
                }),
                text: vec![
                    one.transactional_id.to_string(),
                    one.producer_id.to_string(),
                    one.state.to_string(),
                ],
            });
            show(&["transactional id", "producer", "state"], rows, json.into())
        }
        TransactionCommand::Describe { connection, transactional_id, json } => {
            let admin = connect(&connection).await?.admin();
            let described = admin.describe_transactions([&transactional_id]).await;
            let rows = described.map_err(missing)?;
            let columns = [
                "transactional id",
                "state",
                "producer",
                "epoch",
                "time-out",
                "began",
                "partitions",
            ];
            show(&columns, rows.iter().map(transaction), json.into())
        }
        TransactionCommand::Producers { connection, topic, partition, json } => {
            let admin = connect(&connection).await?.admin();
            let at = TopicPartition::new(topic, partition);
            let producers = admin.describe_producers([at]).one().await?;
            let columns = ["producer", "epoch", "last sequence", "coordinator epoch", "open from"];
            show(&columns, producers.iter().map(producer), json.into())
        }
        TransactionCommand::Abort { connection, topic, partition, producer_id } => {
            let admin = connect(&connection).await?.admin();
            abort(&admin, &topic, partition, producer_id).await
        }
        TransactionCommand::Fence { connection, transactional_ids } => {
            let admin = connect(&connection).await?.admin();
            for fenced in admin.fence_producers(&transactional_ids).await? {
                let (id, epoch) = (fenced.transactional_id, fenced.producer_epoch);
                output::line(format_args!("fenced {id}, now at epoch {epoch}"))?;
            }
            Ok(())
        }
    }
}

async fn abort(
    admin: &Admin,
    topic: &str,
    partition: i32,
    producer_id: i64,
) -> Result<(), Failure> {
    let at = TopicPartition::new(topic, partition);
    let producers = admin.describe_producers([at.clone()]).one().await?;
    let open = producers
        .iter()
        .find(|one| one.producer_id == producer_id && one.transaction_start_offset.is_some());
    let open = open.ok_or_else(|| {
        let message = format!(
            "producer {producer_id} has no transaction open in {topic}-{partition}; \
             `ottla transaction producers {topic} {partition}` shows who has"
        );
        Failure::new(FailureKind::NotFound, message)
    })?;
    admin.abort_transaction(&at, HangingTransaction::from(open)).await?;
    output::line(format_args!("aborted producer {producer_id} in {topic}-{partition}"))?;
    Ok(())
}

/// An id that does not exist has an exit code of its own.
fn missing(error: ottla::Error) -> Failure {
    match error.code() {
        Some(ErrorCode::TransactionalIdNotFound) => Failure::new(FailureKind::NotFound, error),
        Some(_) | None => error.into(),
    }
}

/// One line of output, in both shapes.
struct Row {
    json: serde_json::Value,
    text: Vec<String>,
}

fn show(
    columns: &[&str],
    rows: impl IntoIterator<Item = Row>,
    shape: Shape,
) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match shape {
        Shape::Json => {
            for row in rows {
                writeln!(output, "{}", row.json)?;
            }
        }
        Shape::Text => {
            let mut table = table(columns);
            table.add_rows(rows.into_iter().map(|row| row.text));
            writeln!(output, "{table}")?;
        }
    }
    Ok(())
}

fn transaction(one: &TransactionDescription) -> Row {
    let name = |at: &TopicPartition| format!("{}-{}", at.topic, at.partition);
    let partitions: Vec<String> = one.partitions.iter().map(name).collect();
    Row {
        json: json!({
            "transactional_id": &*one.transactional_id,
            "state": &*one.state,
            "producer_id": one.producer_id,
            "producer_epoch": one.producer_epoch,
            "timeout_ms": one.timeout_ms,
            "started_at": one.started_at,
            "partitions": partitions,
        }),
        text: vec![
            one.transactional_id.to_string(),
            one.state.to_string(),
            one.producer_id.to_string(),
            one.producer_epoch.to_string(),
            format!("{} ms", one.timeout_ms),
            shown(one.started_at),
            partitions.join(" "),
        ],
    }
}

fn producer(one: &ProducerDescription) -> Row {
    Row {
        json: json!({
            "producer_id": one.producer_id,
            "producer_epoch": one.producer_epoch,
            "last_sequence": one.last_sequence,
            "last_timestamp": one.last_timestamp,
            "coordinator_epoch": one.coordinator_epoch,
            "transaction_start_offset": one.transaction_start_offset,
        }),
        text: vec![
            one.producer_id.to_string(),
            one.producer_epoch.to_string(),
            shown(one.last_sequence),
            shown(one.coordinator_epoch),
            shown(one.transaction_start_offset),
        ],
    }
}
