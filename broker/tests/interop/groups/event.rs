//! What a member says: our programs in words, Apache Kafka's in JSON or as it prints records.

use serde_json::Value;

/// One thing that a member did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It has these partitions from now on, beside those that it keeps.
    Assigned(Vec<i32>),
    /// It has these no longer.
    Revoked(Vec<i32>),
    Record(Consumed),
    /// The broker has confirmed these: partition and next offset.
    Committed(Vec<(i32, i64)>),
    /// It has left, and ends.
    Closed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consumed {
    pub partition: i32,
    pub offset: i64,
    pub value: String,
}

/// A line of one of our programs, or of kcat, whose format is ours.
pub fn from_words(line: &str) -> Option<Event> {
    let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let partitions = || words.iter().map(|word| word.parse().ok()).collect::<Option<Vec<i32>>>();
    match (what, &words[..]) {
        ("assigned", _) => partitions().map(Event::Assigned),
        ("revoked" | "lost", _) => partitions().map(Event::Revoked),
        ("record", [partition, offset, value]) => consumed(partition, offset, value),
        ("committed", [partition, offset]) => {
            Some(Event::Committed(vec![(partition.parse().ok()?, offset.parse().ok()?)]))
        }
        ("closed", []) => Some(Event::Closed),
        _ => None,
    }
}

/// A line of Apache Kafka's `VerifiableConsumer`.
pub fn from_verifiable(line: &str) -> Option<Event> {
    let line: Value = serde_json::from_str(line).ok()?;
    let partition = |of: &Value| of["partition"].as_i64().map(|partition| partition as i32);
    let partitions =
        || -> Option<Vec<i32>> { line["partitions"].as_array()?.iter().map(partition).collect() };
    match line["name"].as_str()? {
        "partitions_assigned" => partitions().map(Event::Assigned),
        "partitions_revoked" => partitions().map(Event::Revoked),
        "record_data" => Some(Event::Record(Consumed {
            partition: partition(&line)?,
            offset: line["offset"].as_i64()?,
            value: line["value"].as_str()?.to_owned(),
        })),
        "offsets_committed" if line["success"] == true => {
            let offset = |of: &Value| Some((partition(of)?, of["offset"].as_i64()?));
            line["offsets"]
                .as_array()?
                .iter()
                .map(offset)
                .collect::<Option<_>>()
                .map(Event::Committed)
        }
        "shutdown_complete" => Some(Event::Closed),
        _ => None,
    }
}

/// A line of Apache Kafka's `ConsoleConsumer`: `Partition:0<tab>Offset:5<tab>value`.
pub fn from_console(line: &str) -> Option<Event> {
    let mut fields = line.split('\t');
    let partition = fields.next()?.strip_prefix("Partition:")?;
    let offset = fields.next()?.strip_prefix("Offset:")?;
    consumed(partition, offset, fields.next()?)
}

fn consumed(partition: &str, offset: &str, value: &str) -> Option<Event> {
    let (partition, offset) = (partition.parse().ok()?, offset.parse().ok()?);
    Some(Event::Record(Consumed { partition, offset, value: value.to_owned() }))
}
