//! `ottla consume --group`: reads as a member of a group, and commits what was printed.

use std::io::{self, BufWriter, Write};

use ottla::{AutoOffsetReset, Consumer, ConsumerOptions, RecordBatch, StartOffset, TopicPartition};
use tokio::signal;

use super::{connect::connect, consume::as_json};
use crate::{
    arguments::ConsumeArguments,
    failure::{Failure, FailureKind},
    format::Format,
};

pub(super) async fn run(
    group: &str,
    start: StartOffset,
    format: &Format,
    arguments: &ConsumeArguments,
) -> Result<(), Failure> {
    let auto_offset_reset = match start {
        StartOffset::Beginning => AutoOffsetReset::Earliest,
        StartOffset::End => AutoOffsetReset::Latest,
        StartOffset::Offset(_) | StartOffset::Timestamp(_) => {
            let message = format!(
                "--from {}: with --group beginning or end is expected; \
                 'ottla group offsets --set' says where a group goes on",
                arguments.from
            );
            return Err(Failure::new(FailureKind::Usage, message));
        }
    };
    let client = connect(&arguments.connection).await?;
    // A group would wait for a topic that nobody makes.
    client.admin().describe_topics([&arguments.topic]).await?;
    let options = ConsumerOptions {
        group_id: group.to_owned(),
        topics: vec![arguments.topic.clone()],
        auto_offset_reset,
        enable_auto_commit: false,
        allow_auto_create_topics: false,
        ..Default::default()
    };
    let mut consumer = client.consumer(options).await?;
    let outcome = tokio::select! {
        outcome = consume(&mut consumer, format, arguments) => outcome,
        interrupted = signal::ctrl_c() => interrupted.map_err(Failure::from),
    };
    let closed = consumer.close().await;
    match outcome {
        // Whoever read our output has had enough.
        Err(failure) if failure.is_broken_pipe() => Ok(()),
        outcome => outcome.and(closed.map_err(Failure::from)),
    }
}

async fn consume(
    consumer: &mut Consumer,
    format: &Format,
    arguments: &ConsumeArguments,
) -> Result<(), Failure> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut left = arguments.count.unwrap_or(u64::MAX);
    while left > 0 {
        let Some(batch) = consumer.next_batch().await? else { break };
        let next = print(&batch, &mut left, &mut output, format, arguments)?;
        // What is committed has to be out.
        output.flush()?;
        let partition = TopicPartition::new(batch.topic(), batch.partition());
        consumer.commit_offsets([(partition, next)]).await?;
    }
    Ok(())
}

/// Prints as many records as are left to print; gives the offset after them.
fn print(
    batch: &RecordBatch,
    left: &mut u64,
    output: &mut dyn Write,
    format: &Format,
    arguments: &ConsumeArguments,
) -> io::Result<i64> {
    for record in batch {
        if *left == 0 {
            return Ok(record.offset);
        }
        match arguments.json {
            true => writeln!(output, "{}", as_json(&record))?,
            false => format.write(output, &record)?,
        }
        *left -= 1;
    }
    Ok(batch.next_offset())
}
