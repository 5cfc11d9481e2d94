//! Copies of records that failed: which topics they go to, and the headers that say where they come from
//! and why. The names of headers that brokers have for dead letters of share groups (KIP-1191) are used;
//! all values are text.

use std::time::Duration;

use bytes::Bytes;
use bytestring::ByteString;

use super::failure::Failure;
use crate::{
    OwnedRecord, Record,
    options::processing::{NUMBER, ProcessOptions, TOPIC},
};

/// Where a record of a retry topic or a dead letter topic comes from, and why it is there.
///
/// ```
/// # let record = ottla::OwnedRecord {
/// #     topic: "orders.dlt".into(), partition: 0, offset: 0, timestamp: 0, key: None, value: None,
/// #     headers: [("topic", "orders"), ("partition", "3"), ("offset", "17")]
/// #         .map(|(name, value)| (format!("__dlq.errors.{name}").into(), Some(value.into())))
/// #         .to_vec(),
/// # };
/// use ottla::Origin;
///
/// let origin = Origin::of(&record).unwrap();
/// assert_eq!((&*origin.topic, origin.partition, origin.offset), ("orders", 3, 17));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// The topic that the record was read from first.
    pub topic: ByteString,
    /// The partition there.
    pub partition: i32,
    /// The offset there.
    pub offset: i64,
    /// The record's time there, in milliseconds since 1970; -1 if it has none. A copy has the time of its
    /// own writing, or a topic that keeps records for a time would drop it early.
    pub timestamp: i64,
    /// The group that processed it.
    pub group: String,
    /// Calls of the function that have failed, at all steps.
    pub attempts: u32,
    /// The last error's message.
    pub message: String,
    /// The last error's kind ([`Failure::kind`]).
    pub kind: String,
    /// The number of the retry topic, from 1 on; 0 in a dead letter topic.
    pub step: usize,
    /// When the record of a retry topic is to be processed, in milliseconds since 1970; otherwise 0.
    pub due: i64,
}

impl Origin {
    /// Name of the header with [`Origin::topic`].
    pub const TOPIC: &'static str = "__dlq.errors.topic";
    /// Name of the header with [`Origin::partition`].
    pub const PARTITION: &'static str = "__dlq.errors.partition";
    /// Name of the header with [`Origin::offset`].
    pub const OFFSET: &'static str = "__dlq.errors.offset";
    /// Name of the header with [`Origin::timestamp`].
    pub const TIMESTAMP: &'static str = "__dlq.errors.timestamp";
    /// Name of the header with [`Origin::group`].
    pub const GROUP: &'static str = "__dlq.errors.group";
    /// Name of the header with [`Origin::attempts`].
    pub const ATTEMPTS: &'static str = "__dlq.errors.delivery.count";
    /// Name of the header with [`Origin::message`].
    pub const MESSAGE: &'static str = "__dlq.errors.message";
    /// Name of the header with [`Origin::kind`].
    pub const KIND: &'static str = "__dlq.errors.kind";
    /// Name of the header with [`Origin::step`].
    pub const STEP: &'static str = "__retry.step";
    /// Name of the header with [`Origin::due`].
    pub const DUE: &'static str = "__retry.due";

    const ALL: [&'static str; 10] = [
        Self::TOPIC,
        Self::PARTITION,
        Self::OFFSET,
        Self::TIMESTAMP,
        Self::GROUP,
        Self::ATTEMPTS,
        Self::MESSAGE,
        Self::KIND,
        Self::STEP,
        Self::DUE,
    ];

    /// What a record's headers say; `None` if topic, partition and offset are not among them.
    #[must_use]
    pub fn of(record: &OwnedRecord) -> Option<Self> {
        let text = |name: &str| {
            let named = |(key, _): &&(Bytes, Option<Bytes>)| key == name.as_bytes();
            let value = record.headers.iter().rev().find(named)?.1.as_deref()?;
            std::str::from_utf8(value).ok()
        };
        let number = |name: &str| text(name)?.parse::<i64>().ok();
        let small = |name| number(name).and_then(|number| u32::try_from(number).ok());
        Some(Self {
            topic: text(Self::TOPIC)?.into(),
            partition: i32::try_from(number(Self::PARTITION)?).ok()?,
            offset: number(Self::OFFSET)?,
            timestamp: number(Self::TIMESTAMP).unwrap_or(-1),
            group: text(Self::GROUP).unwrap_or_default().to_owned(),
            attempts: small(Self::ATTEMPTS).unwrap_or(0),
            message: text(Self::MESSAGE).unwrap_or_default().to_owned(),
            kind: text(Self::KIND).unwrap_or_default().to_owned(),
            step: small(Self::STEP).unwrap_or(0) as usize,
            due: number(Self::DUE).unwrap_or(0),
        })
    }

    /// Of a record that is read for the first time.
    fn here(record: &OwnedRecord, group: &str) -> Self {
        Self {
            topic: record.topic.clone(),
            partition: record.partition,
            offset: record.offset,
            timestamp: record.timestamp,
            group: group.to_owned(),
            attempts: 0,
            message: String::new(),
            kind: String::new(),
            step: 0,
            due: 0,
        }
    }
}

/// Names of the topics that copies go to.
#[derive(Clone, Debug)]
pub(super) struct Names {
    group: String,
    retry_topic: String,
    dead_letter_topic: Option<String>,
    steps: usize,
}

impl Names {
    pub(super) fn new(group: &str, options: &ProcessOptions) -> Self {
        Self {
            group: group.to_owned(),
            retry_topic: options.retry_topic.clone(),
            dead_letter_topic: options.dead_letter_topic.clone(),
            steps: options.retry_topic_delays.len(),
        }
    }

    pub(super) fn retry_topic(&self, topic: &str, step: usize) -> String {
        // The number first: a topic's name cannot have braces.
        self.retry_topic.replace(NUMBER, &step.to_string()).replace(TOPIC, topic)
    }

    pub(super) fn retry_topics(&self, topic: &str) -> impl Iterator<Item = String> {
        (1..=self.steps).map(|step| self.retry_topic(topic, step))
    }

    pub(super) fn dead_letter_topic(&self, topic: &str) -> Option<String> {
        self.dead_letter_topic.as_ref().map(|name| name.replace(TOPIC, topic))
    }

    /// Where a record comes from that this group has read. Headers of a copy count in the retry topic that
    /// they belong to: a dead letter that somebody sent back begins anew.
    pub(super) fn origin(&self, record: &OwnedRecord) -> Origin {
        let copied = Origin::of(record).filter(|origin| {
            let retried = (1..=self.steps).contains(&origin.step);
            retried && self.retry_topic(&origin.topic, origin.step) == *record.topic
        });
        copied.unwrap_or_else(|| Origin::here(record, &self.group))
    }
}

/// A copy of a record that failed.
#[derive(Debug)]
pub(super) struct Copy {
    topic: String,
    key: Option<Bytes>,
    value: Option<Bytes>,
    headers: Vec<(ByteString, Option<Bytes>)>,
}

/// Where a copy goes.
#[derive(Clone, Debug)]
pub(super) enum Destination {
    Retry { step: usize, due: i64 },
    DeadLetter(String),
}

impl Copy {
    /// `record` with its own headers, and those that say where it is from.
    pub(super) fn new(
        names: &Names,
        record: &OwnedRecord,
        failures: u32,
        failure: &Failure,
        destination: Destination,
    ) -> Self {
        let origin = names.origin(record);
        let attempts = origin.attempts.saturating_add(failures);
        let mut headers = Vec::with_capacity(record.headers.len() + Origin::ALL.len());
        for (name, value) in &record.headers {
            // Kafka's names of headers are text.
            let Ok(name) = ByteString::try_from(name.clone()) else { continue };
            if !Origin::ALL.contains(&&*name) {
                headers.push((name, value.clone()));
            }
        }
        let mut add = |name: &'static str, value: String| {
            headers.push((ByteString::from_static(name), Some(Bytes::from(value))));
        };
        add(Origin::TOPIC, origin.topic.to_string());
        add(Origin::PARTITION, origin.partition.to_string());
        add(Origin::OFFSET, origin.offset.to_string());
        add(Origin::TIMESTAMP, origin.timestamp.to_string());
        add(Origin::GROUP, names.group.clone());
        add(Origin::ATTEMPTS, attempts.to_string());
        add(Origin::MESSAGE, failure.message().to_owned());
        add(Origin::KIND, failure.kind().to_owned());
        let topic = match destination {
            Destination::Retry { step, due } => {
                add(Origin::STEP, step.to_string());
                add(Origin::DUE, due.to_string());
                names.retry_topic(&origin.topic, step)
            }
            Destination::DeadLetter(topic) => topic,
        };
        Self { topic, key: record.key.clone(), value: record.value.clone(), headers }
    }

    pub(super) fn topic(&self) -> &str {
        &self.topic
    }

    pub(super) fn record(&self) -> Record<'_> {
        let mut record = Record::to(&self.topic);
        record.key = self.key.as_deref();
        record.value = self.value.as_deref();
        for (name, value) in &self.headers {
            record = match value {
                Some(value) => record.header(name, value),
                None => record.null_header(name),
            };
        }
        record
    }
}

/// How long a record of a retry topic still waits. A clock that is wrong does not make it wait longer than
/// its topic says.
pub(super) fn wait(origin: &Origin, wall_ms: i64, delay_max: Duration) -> Duration {
    let left = u64::try_from(origin.due.saturating_sub(wall_ms)).unwrap_or(0);
    Duration::from_millis(left).min(delay_max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let options = ProcessOptions {
            retry_topic_delays: vec![Duration::from_secs(1), Duration::from_secs(60)],
            dead_letter_topic: Some("{topic}.dlt".into()),
            ..Default::default()
        };
        Names::new("billing", &options)
    }

    fn read(copy: &Copy, offset: i64) -> OwnedRecord {
        let headers = copy.headers.iter();
        OwnedRecord {
            topic: copy.topic().into(),
            partition: 0,
            offset,
            timestamp: 5,
            key: copy.key.clone(),
            value: copy.value.clone(),
            headers: headers
                .map(|(name, value)| (name.as_bytes().clone(), value.clone()))
                .collect(),
        }
    }

    fn original() -> OwnedRecord {
        let headers = vec![("trace".into(), Some("7f".into())), ("none".into(), None)];
        let (key, value) = (Some("42".into()), None);
        OwnedRecord {
            topic: "orders".into(),
            partition: 3,
            offset: 17,
            timestamp: 99,
            key,
            value,
            headers,
        }
    }

    #[test]
    fn copies_keep_the_record_and_say_where_it_is_from_at_every_step() {
        let (names, failure) = (names(), Failure::new("closed").of_kind("Shop"));
        let due = Destination::Retry { step: 1, due: 1_000 };
        let first = read(&Copy::new(&names, &original(), 4, &failure, due), 8);
        assert_eq!(&*first.topic, "orders.retry.1");
        let origin = names.origin(&first);
        assert_eq!((&*origin.topic, origin.partition, origin.offset), ("orders", 3, 17));
        assert_eq!((origin.timestamp, origin.attempts, origin.step), (99, 4, 1));
        assert_eq!(wait(&origin, 400, Duration::from_secs(1)), Duration::from_millis(600));
        assert_eq!(wait(&origin, -90_000, Duration::from_secs(1)), Duration::from_secs(1));
        assert_eq!(wait(&origin, 1_001, Duration::from_secs(1)), Duration::ZERO);

        let dead = Destination::DeadLetter(names.dead_letter_topic(&origin.topic).unwrap());
        let dead = read(&Copy::new(&names, &first, 4, &failure, dead), 2);
        assert_eq!(&*dead.topic, "orders.dlt");
        assert_eq!((&dead.key, &dead.value), (&Some("42".into()), &None));
        assert_eq!(dead.headers[..2], original().headers);
        assert_eq!(dead.headers.len(), 2 + 8, "the headers of a step are not kept");
        let origin = Origin::of(&dead).unwrap();
        assert_eq!((origin.offset, origin.attempts, origin.step, origin.due), (17, 8, 0, 0));
        assert_eq!(
            (&*origin.kind, &*origin.message, &*origin.group),
            ("Shop", "closed", "billing")
        );
    }

    #[test]
    fn a_dead_letter_that_is_sent_back_begins_anew() {
        let (names, failure) = (names(), Failure::new("closed"));
        let due = Destination::Retry { step: 1, due: 1_000 };
        let mut copy = read(&Copy::new(&names, &original(), 4, &failure, due), 8);
        copy.topic = "orders".into();
        let origin = names.origin(&copy);
        assert_eq!((origin.offset, origin.attempts, origin.step), (8, 0, 0));
    }
}
