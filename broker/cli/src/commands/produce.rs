//! `ottla produce`: each line of a file or of standard input becomes a record.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use ottla::{Compression, Producer, ProducerOptions, Record};
use serde_json::Value;

use super::connect::connect;
use crate::{
    arguments::{Codec, ProduceArguments},
    failure::{Failure, FailureKind},
    progress,
};

pub(super) async fn run(arguments: ProduceArguments) -> Result<(), Failure> {
    let headers = headers(&arguments.header)?;
    let (mut input, size) = open(arguments.file.as_deref())?;
    let client = connect(&arguments.connection).await?;
    let options = ProducerOptions {
        compression: match arguments.compression {
            Codec::None => Compression::None,
            Codec::Gzip => Compression::Gzip,
            Codec::Snappy => Compression::Snappy,
            Codec::Lz4 => Compression::Lz4,
            Codec::Zstd => Compression::Zstd,
        },
        ..ProducerOptions::default()
    };
    let producer = client.producer(options)?;
    let bar = progress::bytes("producing", size);
    let (mut line, mut number) = (Vec::new(), 0_u64);
    loop {
        line.clear();
        let count = input.read_until(b'\n', &mut line)?;
        if count == 0 {
            break;
        }
        number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        send(&producer, &arguments, &headers, &line)
            .await
            .map_err(|failure| failure.within(&format!("line {number}")))?;
        bar.inc(count as u64);
    }
    producer.close().await?;
    bar.finish_and_clear();
    if io::stderr().is_terminal() {
        eprintln!("{number} records written to {}", arguments.topic);
    }
    Ok(())
}

type Input = Box<dyn BufRead>;

fn open(file: Option<&Path>) -> Result<(Input, Option<u64>), Failure> {
    match file {
        None => Ok((Box::new(BufReader::new(io::stdin())), None)),
        Some(path) => {
            let failed = |error| {
                Failure::new(FailureKind::Usage, format!("cannot read {}: {error}", path.display()))
            };
            let file = File::open(path).map_err(failed)?;
            let size = file.metadata().map_err(failed)?.len();
            Ok((Box::new(BufReader::with_capacity(1 << 18, file)), Some(size)))
        }
    }
}

fn headers(given: &[String]) -> Result<Vec<(String, String)>, Failure> {
    given
        .iter()
        .map(|header| match header.split_once('=') {
            Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
            None => {
                let message = format!("--header {header}: NAME=VALUE is expected");
                Err(Failure::new(FailureKind::Usage, message))
            }
        })
        .collect()
}

async fn send(
    producer: &Producer,
    arguments: &ProduceArguments,
    headers: &[(String, String)],
    line: &[u8],
) -> Result<(), Failure> {
    let mut record = Record::to(&arguments.topic);
    if let Some(partition) = arguments.partition {
        record = record.partition(partition);
    }
    for (name, value) in headers {
        record = record.header(name, value);
    }
    if arguments.json {
        let parsed = JsonRecord::parse(line)?;
        // Its outcome is known at the latest when the producer is closed.
        drop(producer.enqueue(parsed.fill(record)).await?);
        return Ok(());
    }
    let separator = arguments.key_separator.as_deref().unwrap_or_default().as_bytes();
    let at = (!separator.is_empty())
        .then(|| line.windows(separator.len()).position(|window| window == separator))
        .flatten();
    record = match at {
        Some(at) => record.key(&line[..at]).value(&line[at + separator.len()..]),
        None => record.value(line),
    };
    drop(producer.enqueue(record).await?);
    Ok(())
}

/// A record as `ottla consume --json` prints it; every field may be missing.
#[derive(Default)]
struct JsonRecord {
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    headers: Vec<(String, Option<Vec<u8>>)>,
    timestamp: Option<i64>,
    partition: Option<i32>,
}

impl JsonRecord {
    fn parse(line: &[u8]) -> Result<Self, Failure> {
        let wrong = |message: String| Failure::new(FailureKind::Usage, message);
        let json: Value =
            serde_json::from_slice(line).map_err(|error| wrong(format!("not JSON: {error}")))?;
        let Value::Object(fields) = json else {
            return Err(wrong("a JSON object is expected".into()));
        };
        let mut record = Self::default();
        for (name, field) in &fields {
            match name.as_str() {
                "key" => record.key = bytes(name, field)?,
                "value" => record.value = bytes(name, field)?,
                "timestamp" => record.timestamp = field.as_i64(),
                "partition" => {
                    record.partition = field.as_i64().and_then(|number| i32::try_from(number).ok());
                }
                "headers" => record.headers = header_list(field)?,
                "topic" | "offset" => {}
                other => {
                    let known = "key, value, headers, timestamp and partition";
                    return Err(wrong(format!("unknown field '{other}'; {known} are known")));
                }
            }
        }
        Ok(record)
    }

    fn fill<'a>(&'a self, mut record: Record<'a>) -> Record<'a> {
        if let Some(key) = &self.key {
            record = record.key(key);
        }
        if let Some(value) = &self.value {
            record = record.value(value);
        }
        for (name, value) in &self.headers {
            record = match value {
                Some(value) => record.header(name, value),
                None => record.null_header(name),
            };
        }
        if let Some(timestamp) = self.timestamp {
            record = record.timestamp(timestamp);
        }
        match self.partition {
            Some(partition) => record.partition(partition),
            None => record,
        }
    }
}

/// Text, `{"base64": TEXT}`, null, or any other JSON, which is written as it stands.
fn bytes(name: &str, field: &Value) -> Result<Option<Vec<u8>>, Failure> {
    Ok(match field {
        Value::Null => None,
        Value::String(text) => Some(text.clone().into_bytes()),
        Value::Object(object) if object.len() == 1 && object.contains_key("base64") => {
            let text = object["base64"].as_str().unwrap_or_default();
            Some(BASE64_STANDARD.decode(text).map_err(|error| {
                Failure::new(FailureKind::Usage, format!("field '{name}' is not base64: {error}"))
            })?)
        }
        other => Some(other.to_string().into_bytes()),
    })
}

fn header_list(field: &Value) -> Result<Vec<(String, Option<Vec<u8>>)>, Failure> {
    let wrong = || {
        let message = "field 'headers' has to be an object, or a list of [name, value]";
        Failure::new(FailureKind::Usage, message)
    };
    match field {
        Value::Null => Ok(Vec::new()),
        Value::Object(object) => {
            object.iter().map(|(name, value)| Ok((name.clone(), bytes(name, value)?))).collect()
        }
        Value::Array(pairs) => pairs
            .iter()
            .map(|pair| match pair.as_array().map(Vec::as_slice) {
                Some([Value::String(name), value]) => Ok((name.clone(), bytes(name, value)?)),
                _ => Err(wrong()),
            })
            .collect(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(wrong()),
    }
}
