//! CreateTopics: returns when the topics can be used.

use bytestring::ByteString;
use futures::future::join_all;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        CreateTopicsRequest, CreateTopicsResponse,
        create_topics_request::{CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig},
        create_topics_response::{CreatableTopicConfigs, CreatableTopicResult},
    },
};
use tokio::time::Instant;

use super::{
    Admin, ConfigEntry, ConfigKeyType, ConfigSource, PerItem, UpdateMode,
    call::{judged, late, timeout_ms},
    offsets,
    settle::{Answers, Earlier},
};
use crate::{
    ErrorKind, Result,
    driver::cluster::{AutoCreation, Target},
    options::{IsolationLevel, StartOffset},
};

const OPERATION: &str = "create topics";

/// A topic to be made.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::NewTopic;
///
/// let orders = NewTopic::new("orders")
///     .partitions(3)
///     .replication_factor(1)
///     .config("retention.ms", "86400000");
/// let created = client.admin().create_topics([orders]).one().await?;
/// assert_eq!(created.partitions, Some(3));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTopic {
    name: ByteString,
    partitions: i32,
    replication_factor: i16,
    assignments: Vec<Vec<i32>>,
    configs: Vec<(String, String)>,
}

impl NewTopic {
    /// A topic with the broker's number of partitions and replicas.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into().into(),
            partitions: -1,
            replication_factor: -1,
            assignments: Vec::new(),
            configs: Vec::new(),
        }
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

    /// Says which brokers hold each partition, the preferred leader first. With it go neither
    /// [`NewTopic::partitions`] nor [`NewTopic::replication_factor`].
    #[must_use]
    pub fn on(mut self, assignments: Vec<Vec<i32>>) -> Self {
        self.assignments = assignments;
        self
    }

    /// Sets a configuration key of the topic, for instance `cleanup.policy`.
    #[must_use]
    pub fn config(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.configs.push((key.into(), value.into()));
        self
    }
}

/// A topic that [`Admin::create_topics`] has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTopic {
    /// The name.
    pub name: ByteString,
    /// The id; zero where brokers are too old to have ids, and where the answer of the attempt that made it was
    /// lost. A topic that was only judged gets another one when it is made.
    pub id: Uuid,
    /// Number of partitions, if the broker tells.
    pub partitions: Option<i32>,
    /// Number of replicas of each partition, if the broker tells.
    pub replication_factor: Option<i16>,
    /// Its configuration by key; `None` if the broker does not tell, or the principal may not see it.
    pub configs: Option<Vec<ConfigEntry>>,
}

impl Admin {
    /// Makes topics ([`NewTopic`]), and returns when every partition of them has a leader that serves it: what was
    /// made can be used.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::NewTopic;
    ///
    /// let topics = [NewTopic::new("orders").partitions(3), NewTopic::new("payments")];
    /// for created in client.admin().create_topics(topics).await? {
    ///     println!("{} has the id {}", created.name, created.id);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `AlreadyExists`, `InvalidInput`, and what else the controller says of a topic. `TimedOut` after
    /// `api_timeout`.
    pub fn create_topics(
        &self,
        topics: impl IntoIterator<Item = NewTopic>,
    ) -> PerItem<ByteString, CreatedTopic> {
        self.create_topics_with(topics, UpdateMode::Apply)
    }

    /// Makes topics, or has it only judged whether they could be made.
    ///
    /// # Errors
    /// As [`Admin::create_topics`].
    pub fn create_topics_with(
        &self,
        topics: impl IntoIterator<Item = NewTopic>,
        mode: UpdateMode,
    ) -> PerItem<ByteString, CreatedTopic> {
        let topics = topics.into_iter().map(|topic| (topic.name.clone(), topic));
        let items = self.items(OPERATION, topics, |error, name| error.with("topic", name));
        let admin = self.clone();
        PerItem::new(async move {
            let began = Instant::now();
            let outcomes = items.settled(|cluster, pending, earlier| async move {
                let request = CreateTopicsRequest {
                    topics: pending.values().map(creatable).collect(),
                    timeout_ms: timeout_ms(&cluster),
                    validate_only: mode.is_validation(),
                };
                let response = cluster.request(Target::Controller, &request).await?;
                Ok(answers(
                    response,
                    if mode.is_validation() { Earlier::Answered } else { earlier },
                ))
            });
            let outcomes = outcomes.await;
            if mode.is_validation() {
                return outcomes;
            }
            let admin = admin.since(began);
            let served = outcomes.into_iter().map(|(name, outcome)| async {
                let served = match outcome {
                    Ok(topic) => {
                        let least = topic.partitions.unwrap_or(0);
                        admin.wait_until_served(OPERATION, &name, least).await.map(|()| topic)
                    }
                    Err(error) => Err(error),
                };
                (name, served)
            });
            join_all(served).await
        })
    }

    /// Returns when every partition of a topic, and at least `least` of them, are served.
    pub(super) async fn wait_until_served(
        &self,
        operation: &'static str,
        topic: &str,
        least: i32,
    ) -> Result<()> {
        self.cluster.add_interest(topic);
        let patience = self.limit;
        let served = self.retried(operation, || async {
            let known = self.cluster.topic(topic, AutoCreation::Forbidden, patience).await?;
            // A topic that has just grown may be known from before.
            let partitions = 0..(known.partitions.len() as i32).max(least);
            let wanted: Vec<_> =
                partitions.map(|partition| ((topic.into(), partition), StartOffset::End)).collect();
            // A leader that tells its last offset also takes records.
            offsets::list_once(&self.cluster, &wanted, IsolationLevel::ReadUncommitted).await
        });
        match served.await {
            Ok(_) => Ok(()),
            // The controller has made it, so the brokers will learn of it: only not within the time limit.
            Err(error) if error.kind() == ErrorKind::UnknownTopic => {
                Err(late(operation, patience, Some(error)))
            }
            Err(error) => Err(error),
        }
    }
}

/// An attempt after a lost answer finds the topic that the lost one made.
fn answers(response: CreateTopicsResponse, earlier: Earlier) -> Answers<ByteString, CreatedTopic> {
    let answer = |topic: CreatableTopicResult| {
        let exists = topic.error_code == ErrorCode::TopicAlreadyExists.code();
        let outcome = match exists && earlier == Earlier::Lost {
            true => Ok(()),
            false => judged(OPERATION, topic.error_code, topic.error_message.as_deref()),
        };
        (topic.name.clone(), outcome.map(|()| created(topic)))
    };
    response.topics.into_iter().map(answer).collect()
}

fn created(topic: CreatableTopicResult) -> CreatedTopic {
    let hidden = topic.topic_config_error_code != 0 || topic.error_code != 0;
    let configs = topic.configs.filter(|_| !hidden);
    CreatedTopic {
        name: topic.name,
        id: topic.topic_id,
        partitions: Some(topic.num_partitions).filter(|count| *count >= 0),
        replication_factor: Some(topic.replication_factor).filter(|count| *count >= 0),
        configs: configs.map(|configs| {
            let mut entries: Vec<ConfigEntry> = configs.into_iter().map(entry).collect();
            entries.sort_by(|a, b| a.name.cmp(&b.name));
            entries
        }),
    }
}

fn entry(config: CreatableTopicConfigs) -> ConfigEntry {
    ConfigEntry {
        name: config.name,
        value: config.value,
        source: ConfigSource::from_wire(config.config_source),
        read_only: config.read_only,
        sensitive: config.is_sensitive,
        synonyms: Vec::new(),
        key_type: ConfigKeyType::Other,
        documentation: None,
    }
}

fn creatable(topic: &NewTopic) -> CreatableTopic {
    let config = |(key, value): &(String, String)| CreatableTopicConfig {
        name: key.as_str().into(),
        value: Some(value.as_str().into()),
    };
    let assignments = (0..).zip(&topic.assignments).map(|(partition_index, broker_ids)| {
        CreatableReplicaAssignment { partition_index, broker_ids: broker_ids.clone() }
    });
    CreatableTopic {
        name: topic.name.clone(),
        num_partitions: topic.partitions,
        replication_factor: topic.replication_factor,
        assignments: assignments.collect(),
        configs: topic.configs.iter().map(config).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_that_exists_is_an_error_unless_an_answer_was_lost() {
        let response = |error_code: ErrorCode| CreateTopicsResponse {
            topics: vec![CreatableTopicResult {
                name: "orders".into(),
                error_code: error_code.code(),
                ..Default::default()
            }],
            ..Default::default()
        };
        let exists = || response(ErrorCode::TopicAlreadyExists);
        assert!(answers(exists(), Earlier::Answered)["orders"].is_err());
        assert!(answers(exists(), Earlier::Lost)["orders"].is_ok());
        let refused = answers(response(ErrorCode::InvalidPartitions), Earlier::Lost);
        assert!(refused["orders"].is_err());
    }
}
