//! Records that are handled side by side, by a function of the user.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{Bytes, Consumer, Header, ProcessOptions, Result};
use ottla::Failure;

/// A record to handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Bytes>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Bytes>,
    /// Its headers, in order.
    pub headers: Vec<Header>,
    /// Where it comes from, if it is the copy of one that failed.
    pub origin: Option<Origin>,
}

/// Where the copy of a record that failed comes from, and why it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The topic that the record was read from first.
    pub topic: String,
    /// The partition there.
    pub partition: i32,
    /// The offset there.
    pub offset: i64,
    /// The record's time there, in milliseconds since 1970; -1 if it has none.
    pub timestamp: i64,
    /// The group that processed it.
    pub group_id: String,
    /// Calls of the function that have failed, at all steps.
    pub attempts: i64,
    /// What the last error said.
    pub message: String,
    /// The kind of the last error.
    pub error_kind: String,
    /// The number of the retry topic, from 1 on; 0 in a dead letter topic.
    pub step: i32,
}

/// What a function of the user has thrown itself: each language keeps it, and finds it again in what the error of the API
/// comes of.
#[doc(hidden)]
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

/// Why a function of the user has failed: what each language makes of what was thrown.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Thrown {
    /// The name of the error's type.
    pub kind: String,
    /// What it says.
    pub message: String,
    /// Whether trying again helps.
    pub again: Again,
    /// What was thrown, if it was kept. What it says as text has to be in `KIND: MESSAGE`, which is told already.
    pub cause: Option<Cause>,
}

/// Whether trying again helps.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It may.
    MayHelp,
    /// It does not.
    IsUseless,
}

/// Handles a record. It is done when this returns; when it fails, the record is tried again, by way of retry topics
/// if there are some, and then is a dead letter. An error that says that it is fatal is not tried again.
#[async_trait]
pub trait RecordHandler: Send + Sync + 'static {
    /// Handles a record.
    async fn handle(&self, record: ProcessRecord) -> Result<(), Thrown>;
}

impl Consumer {
    /// Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
    /// Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
    /// is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
    /// breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
    /// `close` can be called meanwhile.
    pub async fn process(
        &self,
        handler: Arc<dyn RecordHandler>,
        options: ProcessOptions,
    ) -> Result<()> {
        let options = options.read()?;
        let work = move |record: ottla::OwnedRecord| {
            let handler = handler.clone();
            async move { handler.handle(record.into()).await.map_err(failure) }
        };
        self.alone("process records", async |consumer: &mut ottla::Consumer| {
            consumer.process(options, work).await
        })
        .await
    }
}

fn failure(Thrown { kind, message, again, cause }: Thrown) -> Failure {
    let mut failure = Failure::new(message).of_kind(kind);
    if let Some(cause) = cause {
        failure = failure.with_source(cause);
    }
    match again {
        Again::MayHelp => failure,
        Again::IsUseless => failure.fatal(),
    }
}

impl From<ottla::OwnedRecord> for ProcessRecord {
    fn from(record: ottla::OwnedRecord) -> Self {
        Self {
            origin: ottla::Origin::of(&record).map(Origin::from),
            topic: record.topic.to_string(),
            partition: record.partition,
            offset: record.offset,
            timestamp: record.timestamp,
            key: record.key,
            value: record.value,
            headers: Header::all_of(record.headers),
        }
    }
}

impl From<ottla::Origin> for Origin {
    fn from(origin: ottla::Origin) -> Self {
        Self {
            topic: origin.topic.to_string(),
            partition: origin.partition,
            offset: origin.offset,
            timestamp: origin.timestamp,
            group_id: origin.group,
            attempts: i64::from(origin.attempts),
            message: origin.message,
            error_kind: origin.kind,
            step: i32::try_from(origin.step).unwrap_or(i32::MAX),
        }
    }
}
