//! `ottla consume`: reads partitions and prints their records.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, Write},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use ottla::{
    Client, ConsumedRecord, IsolationLevel, PartitionConsumer, PartitionConsumerOptions,
    RecordBatch, StartOffset, TopicPartition,
    admin::{ListedOffset, OffsetSpec},
};
use serde_json::{Value, json};
use tokio::signal;

use super::{connect::connect, consume_group};
use crate::{
    arguments::ConsumeArguments,
    failure::{Failure, FailureKind},
    format::Format,
    progress,
};

/// How often a consumer that waits looks whether it is done.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);

pub(super) async fn run(arguments: ConsumeArguments) -> Result<(), Failure> {
    let start = start(&arguments.from)?;
    let format = Format::parse(&arguments.format)?;
    if let Some(group) = &arguments.group {
        return consume_group::run(group, start, &format, &arguments).await;
    }
    let client = connect(&arguments.connection).await?;
    let partitions = partitions(&client, &arguments).await?;
    let ends = match arguments.exit {
        true => Some(ends(&client, &arguments.topic, &partitions, start).await?),
        false => None,
    };
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
    for partition in &partitions {
        consumer.assign(&arguments.topic, *partition, start).await?;
    }
    let print = |output: &mut dyn Write, record: &ConsumedRecord<'_>| match arguments.json {
        true => writeln!(output, "{}", as_json(record)),
        false => format.write(output, record),
    };
    let consume = consume(&mut consumer, &arguments, ends, print);
    let outcome = tokio::select! {
        outcome = consume => outcome,
        interrupted = signal::ctrl_c() => interrupted.map_err(Failure::from),
    };
    match outcome {
        // Whoever read our output has had enough.
        Err(failure) if failure.is_broken_pipe() => Ok(()),
        outcome => outcome,
    }
}

async fn consume(
    consumer: &mut PartitionConsumer,
    arguments: &ConsumeArguments,
    ends: Option<BTreeMap<i32, i64>>,
    print: impl Fn(&mut dyn Write, &ConsumedRecord<'_>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout());
    // A bar over records that are printed to the same terminal would only be in the way.
    let bar = match io::IsTerminal::is_terminal(&io::stdout()) {
        true => indicatif::ProgressBar::hidden(),
        false => progress::records("consuming", arguments.count),
    };
    let mut left = arguments.count.unwrap_or(u64::MAX);
    let mut pending = ends;
    while left > 0 && !pending.as_ref().is_some_and(BTreeMap::is_empty) {
        let Some(batch) = next(consumer, arguments, pending.as_ref(), &mut output).await? else {
            break;
        };
        let end = pending.as_ref().and_then(|ends| ends.get(&batch.partition()).copied());
        for record in &batch {
            if left == 0 || end.is_some_and(|end| record.offset >= end) {
                break;
            }
            print(&mut output, &record)?;
            left -= 1;
            bar.inc(1);
        }
        if let Some(ends) = &mut pending
            && end.is_some_and(|end| batch.next_offset() >= end)
        {
            ends.remove(&batch.partition());
        }
    }
    output.flush()?;
    bar.finish_and_clear();
    Ok(())
}

/// The next batch, or `None` when all partitions are read to their ends. Before it waits, it shows
/// what there is.
async fn next(
    consumer: &mut PartitionConsumer,
    arguments: &ConsumeArguments,
    ends: Option<&BTreeMap<i32, i64>>,
    output: &mut dyn Write,
) -> Result<Option<RecordBatch>, Failure> {
    loop {
        let waited = tokio::time::timeout(LOOK_INTERVAL, consumer.next_batch()).await;
        if let Ok(batch) = waited {
            return Ok(batch?);
        }
        output.flush()?;
        // The last offsets of a partition may be transaction markers, which are never shown.
        let reached = |(partition, end): (&i32, &i64)| {
            consumer.fetch_position(&arguments.topic, *partition) >= Some(*end)
        };
        if ends.is_some_and(|ends| ends.iter().all(reached)) {
            return Ok(None);
        }
    }
}

async fn partitions(client: &Client, arguments: &ConsumeArguments) -> Result<Vec<i32>, Failure> {
    if let Some(partition) = arguments.partition {
        return Ok(vec![partition]);
    }
    let described = client.admin().describe_topics([&arguments.topic]).await?;
    let partitions = described.iter().flat_map(|topic| &topic.partitions);
    Ok(partitions.map(|partition| partition.partition).collect())
}

/// Where each partition ends now; those that start there are left out.
async fn ends(
    client: &Client,
    topic: &str,
    partitions: &[i32],
    start: StartOffset,
) -> Result<BTreeMap<i32, i64>, Failure> {
    let isolation = IsolationLevel::ReadUncommitted;
    let admin = client.admin();
    let list = |spec| {
        let asked = partitions.iter().map(|id| (TopicPartition::new(topic, *id), spec));
        admin.list_offsets(asked, isolation)
    };
    let ends = list(OffsetSpec::Latest).await?;
    let offsets = |found: Vec<ListedOffset>| {
        found.into_iter().filter_map(|one| Some((one.partition.partition, one.offset?)))
    };
    let starts: BTreeMap<i32, i64> = match start {
        StartOffset::Offset(offset) => partitions.iter().map(|id| (*id, offset)).collect(),
        StartOffset::Beginning => offsets(list(OffsetSpec::Earliest).await?).collect(),
        StartOffset::End => offsets(ends.clone()).collect(),
        StartOffset::Timestamp(time) => offsets(list(OffsetSpec::Timestamp(time)).await?).collect(),
    };
    // Where no record is as late as was asked for, the start is the end.
    let late = matches!(start, StartOffset::Timestamp(_));
    let starts_before = |id: &i32, end: i64| match starts.get(id) {
        Some(start) => *start < end,
        None => !late,
    };
    Ok(offsets(ends).filter(|(id, end)| starts_before(id, *end)).collect())
}

fn start(text: &str) -> Result<StartOffset, Failure> {
    let wrong = || {
        let message = format!(
            "--from {text}: beginning, end, an offset, or @ and milliseconds since 1970 is expected"
        );
        Failure::new(FailureKind::Usage, message)
    };
    match text {
        "beginning" | "earliest" => Ok(StartOffset::Beginning),
        "end" | "latest" => Ok(StartOffset::End),
        _ => match text.strip_prefix('@') {
            Some(time) => time.parse().map(StartOffset::Timestamp).map_err(|_| wrong()),
            None => match text.parse() {
                Ok(offset) if offset >= 0 => Ok(StartOffset::Offset(offset)),
                _ => Err(wrong()),
            },
        },
    }
}

pub(super) fn as_json(record: &ConsumedRecord<'_>) -> Value {
    let headers: Vec<Value> = record
        .headers
        .clone()
        .map(|header| json!([String::from_utf8_lossy(header.key), text(header.value)]))
        .collect();
    json!({
        "topic": record.topic(),
        "partition": record.partition(),
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": text(record.key),
        "value": text(record.value),
        "headers": headers,
    })
}

/// Text as it is; anything else in base64, which `ottla produce --json` takes back.
fn text(bytes: Option<&[u8]>) -> Value {
    match bytes {
        None => Value::Null,
        Some(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::String(text.to_owned()),
            Err(_) => json!({ "base64": BASE64_STANDARD.encode(bytes) }),
        },
    }
}
