//! CreateTopics: returns when the topics can be used.

use std::sync::atomic::{AtomicU32, Ordering};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        CreateTopicsRequest, CreateTopicsResponse,
        create_topics_request::{CreatableTopic, CreatableTopicConfig},
    },
};

use super::{
    Admin,
    call::{checked, retried},
    offsets,
};
use crate::{
    Error, Result,
    driver::cluster::{AutoCreation, Target},
    options::{IsolationLevel, StartOffset},
};

const OPERATION: &str = "create topics";

/// A topic to be made.
#[derive(Clone, Debug)]
pub struct NewTopic {
    name: String,
    partitions: i32,
    replication_factor: i16,
    configs: Vec<(String, String)>,
}

impl NewTopic {
    /// A topic with the broker's number of partitions and replicas.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), partitions: -1, replication_factor: -1, configs: Vec::new() }
    }

    /// Sets the number of partitions.
    #[must_use]
    pub fn partitions(mut self, count: i32) -> Self {
        self.partitions = count;
        self
    }

    /// Sets the number of replicas of each partition.
    #[must_use]
    pub fn replication_factor(mut self, count: i16) -> Self {
        self.replication_factor = count;
        self
    }

    /// Sets a configuration key of the topic, for instance `cleanup.policy`.
    #[must_use]
    pub fn config(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.configs.push((key.into(), value.into()));
        self
    }
}

impl Admin {
    /// Makes topics, and returns when every partition of them has a leader that serves it: what was
    /// made can be used.
    ///
    /// # Errors
    /// `AlreadyExists`, `InvalidInput`, what else the controller says of the first topic that it
    /// refuses; the others may have been made. `TimedOut` after `api_timeout`.
    pub async fn create_topics(&self, topics: impl IntoIterator<Item = NewTopic>) -> Result<()> {
        let topics: Vec<NewTopic> = topics.into_iter().collect();
        let timeout = self.cluster.options.request_timeout.as_millis();
        let request = CreateTopicsRequest {
            topics: topics.iter().map(creatable).collect(),
            timeout_ms: i32::try_from(timeout).unwrap_or(i32::MAX),
            validate_only: false,
        };
        let attempts = AtomicU32::new(0);
        retried(&self.cluster, OPERATION, || async {
            let attempt = 1 + attempts.fetch_add(1, Ordering::Relaxed);
            let response = self.cluster.request(Target::Controller, &request).await?;
            let first = attempt == 1;
            outcome(&response, if first { Attempt::First } else { Attempt::Again })
        })
        .await?;
        for topic in &topics {
            self.wait_until_served(&topic.name, topic.partitions).await?;
        }
        Ok(())
    }

    /// Returns when every partition of a topic, and at least `least` of them, are served.
    pub(super) async fn wait_until_served(&self, topic: &str, least: i32) -> Result<()> {
        self.cluster.add_interest(topic);
        let patience = self.cluster.options.api_timeout;
        retried(&self.cluster, OPERATION, || async {
            let known = self.cluster.topic(topic, AutoCreation::Forbidden, patience).await?;
            // A topic that has just grown may be known from before.
            let partitions = 0..(known.partitions.len() as i32).max(least);
            let wanted: Vec<_> =
                partitions.map(|partition| ((topic.into(), partition), StartOffset::End)).collect();
            // A leader that tells its last offset also takes records.
            offsets::list_once(&self.cluster, &wanted, IsolationLevel::ReadUncommitted).await
        })
        .await
        .map(drop)
    }
}

/// An attempt after a lost answer finds the topic that the lost one made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    First,
    Again,
}

fn outcome(response: &CreateTopicsResponse, attempt: Attempt) -> Result<()> {
    for topic in &response.topics {
        let exists = topic.error_code == ErrorCode::TopicAlreadyExists.code();
        if exists && attempt == Attempt::Again {
            continue;
        }
        checked(OPERATION, topic.error_code, topic.error_message.as_deref())
            .map_err(|error: Error| error.with("topic", &topic.name))?;
    }
    Ok(())
}

fn creatable(topic: &NewTopic) -> CreatableTopic {
    let config = |(key, value): &(String, String)| CreatableTopicConfig {
        name: key.as_str().into(),
        value: Some(value.as_str().into()),
    };
    CreatableTopic {
        name: topic.name.as_str().into(),
        num_partitions: topic.partitions,
        replication_factor: topic.replication_factor,
        assignments: Vec::new(),
        configs: topic.configs.iter().map(config).collect(),
    }
}
