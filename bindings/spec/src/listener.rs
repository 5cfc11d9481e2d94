//! A listener that notes what it is told.

use async_trait::async_trait;
use ottla_api::{RebalanceListener, TopicPartition};
use tokio::sync::watch;

use crate::value::{Plain, Value};

/// Notes, and who waits for them.
#[derive(Debug)]
pub(crate) struct Noting(watch::Sender<Vec<Value>>);

impl Noting {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(Vec::new()))
    }

    /// What was noted so far, once that is as many.
    pub(crate) async fn noted(&self, count: usize) -> Vec<Value> {
        let mut notes = self.0.subscribe();
        match notes.wait_for(|notes| notes.len() >= count).await {
            Ok(notes) => notes.clone(),
            // The one who sends is this listener.
            Err(_) => Vec::new(),
        }
    }

    pub(crate) fn note(&self, note: Value) {
        self.0.send_modify(|notes| notes.push(note));
    }

    fn told(&self, what: &str, partitions: Vec<TopicPartition>) {
        self.note(Value::map([
            ("what", Value::Text(what.to_owned())),
            ("partitions", partitions.into_value()),
        ]));
    }
}

#[async_trait]
impl RebalanceListener for Noting {
    async fn assigned(&self, partitions: Vec<TopicPartition>) {
        self.told("assigned", partitions);
    }

    async fn revoked(&self, partitions: Vec<TopicPartition>) {
        self.told("revoked", partitions);
    }

    async fn lost(&self, partitions: Vec<TopicPartition>) {
        self.told("lost", partitions);
    }
}
