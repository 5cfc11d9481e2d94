//! Functions that note the records that they handle or transform, and fail where they are told to.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use ottla_api::{Again, OutputRecord, ProcessRecord, RecordHandler, RecordTransform, Thrown};
use parking_lot::Mutex;
use serde_json::Value as Json;

use crate::{
    listener::Noting,
    value::{Plain, Value, Wrong},
};

/// Notes records; those with some values fail.
pub(crate) struct Handling {
    notes: Arc<Noting>,
    /// How often those with a value fail yet.
    failures: Mutex<BTreeMap<String, u64>>,
    /// Values of those that fail for good.
    fatal: Vec<String>,
    /// The topic that transformed records go to.
    to: String,
}

impl Handling {
    /// One that a scenario describes.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) fn of(described: &Json, notes: Arc<Noting>) -> Result<Self, Wrong> {
        let failures = match described.get("fails") {
            None => BTreeMap::new(),
            Some(fails) => serde_json::from_value(fails.clone())
                .map_err(|error| Wrong::new(format!("`fails`: {error}")))?,
        };
        let fatal = described.get("fatal").and_then(Json::as_array).into_iter().flatten();
        let fatal = fatal.filter_map(Json::as_str).map(str::to_owned).collect();
        let to = described.get("to").and_then(Json::as_str).unwrap_or_default().to_owned();
        Ok(Self { notes, failures: Mutex::new(failures), fatal, to })
    }
}

/// Gives each record as it is, for another topic.
#[async_trait]
impl RecordTransform for Handling {
    async fn transform(&self, records: Vec<ProcessRecord>) -> Result<Vec<OutputRecord>, Thrown> {
        let mut given = Vec::new();
        for record in records {
            self.handle(record.clone()).await?;
            let ProcessRecord { key, value, headers, .. } = record;
            let (topic, partition, timestamp) = (self.to.clone(), None, None);
            given.push(OutputRecord { topic, value, key, partition, timestamp, headers });
        }
        Ok(given)
    }
}

#[async_trait]
impl RecordHandler for Handling {
    async fn handle(&self, record: ProcessRecord) -> Result<(), Thrown> {
        let value = record.value.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        let value = value.into_owned();
        self.notes.note(Value::map([("record", record.into_value())]));
        if self.fatal.contains(&value) {
            return Err(refused(format!("{value} is refused"), Again::IsUseless));
        }
        let mut failures = self.failures.lock();
        match failures.get_mut(&value) {
            Some(left) if *left > 0 => {
                *left -= 1;
                Err(refused(format!("{value} is refused"), Again::MayHelp))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// What these functions fail with.
#[derive(Debug, thiserror::Error)]
#[error("Refused: {0}")]
pub(crate) struct Refused(pub(crate) String);

fn refused(message: String, again: Again) -> Thrown {
    let cause = Arc::new(Refused(message.clone()));
    Thrown { kind: "Refused".to_owned(), message, again, cause: Some(cause) }
}
