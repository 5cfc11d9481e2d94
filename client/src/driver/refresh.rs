//! Asks brokers which topics there are and who leads. One refresh runs at a time, and serves all who wait.

use std::{sync::Arc, sync::atomic::Ordering, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{
        MetadataRequest, MetadataResponse, metadata_request::MetadataRequestTopic,
    },
};

use super::cluster::{AutoCreation, Cluster, Target, is_passing, is_rubbish};
use crate::{
    Error, ErrorKind, Result,
    engine::{interests::Asked, metadata::TopicMetadata, peers::Peers},
};

/// The oldest Metadata version that can forbid the making of topics.
const AUTO_CREATION_SINCE: i16 = 4;

impl Cluster {
    /// Time since the metadata was refreshed.
    pub(crate) fn metadata_age(&self, now: Moment) -> Duration {
        let at = Duration::from_millis(self.refreshed_at.load(Ordering::Relaxed));
        now.0.saturating_sub(at)
    }

    /// Refreshes ask for the topic until it was not used for `metadata_idle_max`.
    pub(crate) fn add_interest(&self, topic: &str) {
        let now = self.clock.now();
        self.interests.lock().used(topic, now);
    }

    /// Refreshes ask for the topic only if somebody has it, or uses it again: it was deleted, and asking might
    /// make it anew.
    pub(crate) fn end_interest(&self, topic: &str) {
        self.interests.lock().forget(topic);
    }

    /// The topics to ask for, and those to forget.
    fn asked(&self) -> Asked {
        let held = self.topic_users.topics();
        let (now, idle_max) = (self.clock.now(), self.options.metadata_idle_max);
        self.interests.lock().asked(held, now, idle_max)
    }

    /// Number of the current image, for [`Cluster::refresh_since`].
    pub(crate) fn generation(&self) -> u64 {
        self.generation.number()
    }

    /// Refreshes the metadata, unless someone else has since `known`.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn refresh_since(&self, known: u64, creation: AutoCreation) -> Result<()> {
        let _guard = self.refreshing.lock().await;
        if self.generation() > known {
            return Ok(());
        }
        let Asked { topics, idle } = match self.peers {
            Peers::Brokers => self.asked(),
            Peers::Controllers => Asked::default(),
        };
        let topics: Vec<ByteString> = topics.into_iter().collect();
        let before = self.image();
        let outcome = self.fetch_metadata(Some(&topics), creation).await;
        if self.image().is_no_news_after(&before) {
            self.doubt();
        }
        // Not before: a new image means to others that somebody has asked.
        if !idle.is_empty() {
            self.change(|image| Some(image.without(&idle)));
        }
        outcome
    }

    /// Asks for these topics, or for all, and makes a new image.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn fetch_metadata(
        &self,
        topics: Option<&[ByteString]>,
        creation: AutoCreation,
    ) -> Result<()> {
        self.rebootstrap_when_due();
        if self.peers == Peers::Controllers {
            return self.fetch_controllers(topics).await;
        }
        let connection = self.connection(Target::Any).await?;
        let version = connection.versions().newest::<MetadataRequest>();
        let version = version.map_err(|error| error.with("broker", connection.address()))?;
        let named = |name: &ByteString| MetadataRequestTopic {
            name: Some(name.clone()),
            ..Default::default()
        };
        let topics_named = topics;
        let topics = match topics_named {
            Some(topics) => Some(topics.iter().map(named).collect()),
            // Version 0 has no null; there an empty list means all.
            None if version == 0 => Some(Vec::new()),
            None => None,
        };
        let allowed = creation == AutoCreation::Allowed || version < AUTO_CREATION_SINCE;
        let request =
            MetadataRequest { topics, allow_auto_topic_creation: allowed, ..Default::default() };
        let pending = connection.submit(&request, version)?;
        let response = pending.answer(self.options.request_timeout).await?;
        self.check_metadata(&response)?;
        let whole = topics_named.is_none();
        self.change(|image| {
            Some(if whole { image.replaced(&response) } else { image.updated(&response) })
        });
        self.refreshed();
        Ok(())
    }

    /// Notes that the metadata is what it is now.
    pub(super) fn refreshed(&self) {
        let now = self.clock.now().0.as_millis() as u64;
        self.refreshed_at.store(now, Ordering::Relaxed);
    }

    /// Whether an answer says anything.
    ///
    /// # Errors
    /// What the broker refuses it with. If it wants the client to begin anew, that is done, and the same may
    /// work then.
    pub(crate) fn check_metadata(&self, response: &MetadataResponse) -> Result<()> {
        let code = ErrorCode::from_code(response.error_code);
        if !code.is_error() {
            return Ok(());
        }
        let error = Error::from_code("fetch metadata", code, None);
        if code == ErrorCode::RebootstrapRequired {
            self.rebootstrap();
            return Err(error.passing());
        }
        Err(error)
    }

    /// Asks for topics by their ids, for a coordinator names them so.
    ///
    /// # Errors
    /// If no broker answers.
    pub(crate) async fn fetch_topics_by_id(&self, ids: &[Uuid]) -> Result<()> {
        let asked = |id: &Uuid| MetadataRequestTopic { topic_id: *id, name: None };
        let request = MetadataRequest {
            topics: Some(ids.iter().map(asked).collect()),
            allow_auto_topic_creation: false,
            ..Default::default()
        };
        let response = self.request(Target::Any, &request).await?;
        self.check_metadata(&response)?;
        for name in response.topics.iter().filter_map(|topic| topic.name.as_ref()) {
            self.add_interest(name);
        }
        self.change(|image| Some(image.updated(&response)));
        Ok(())
    }

    /// The topic's metadata: at once if it is known, else when a broker tells.
    ///
    /// # Errors
    /// `UnknownTopic` if no broker knows it within `patience`, and what else keeps it from being
    /// known.
    pub(crate) async fn topic(
        &self,
        name: &str,
        creation: AutoCreation,
        patience: Duration,
    ) -> Result<Arc<TopicMetadata>> {
        if let Some(topic) = self.image.load().topics.get(name) {
            return Ok(topic.clone());
        }
        self.add_interest(name);
        let deadline = tokio::time::Instant::now() + patience;
        let mut failures = 0;
        loop {
            let known = self.generation();
            let refreshed =
                tokio::time::timeout_at(deadline, self.refresh_since(known, creation)).await;
            let image = self.image();
            if let Some(topic) = image.topics.get(name) {
                return Ok(topic.clone());
            }
            failures += 1;
            let reason = image.missing.get(name).copied();
            let final_answer = reason.is_some_and(|code| !code.is_retriable());
            let pause = self.backoff().after(failures, &mut self.rng.lock());
            let late = tokio::time::Instant::now() + pause >= deadline;
            let failed = matches!(&refreshed, Ok(Err(e)) if !is_passing(e) && !is_rubbish(e));
            if final_answer || late || failed {
                return Err(missing_topic(
                    name,
                    reason,
                    refreshed.ok().and_then(Result::err),
                    patience,
                ));
            }
            tokio::time::sleep(pause).await;
        }
    }
}

fn missing_topic(
    name: &str,
    reason: Option<ErrorCode>,
    failure: Option<Error>,
    patience: Duration,
) -> Error {
    let error = match (reason, failure) {
        (Some(ErrorCode::UnknownTopicOrPartition), _) => {
            let message = format!("the topic does not exist, and did not within {patience:?}");
            Error::new(ErrorKind::UnknownTopic, "find the topic", message)
        }
        (Some(code), _) => Error::from_code("find the topic", code, None),
        (None, Some(error)) => error.during("find the topic"),
        (None, None) => {
            let message = format!("no broker told of the topic within {patience:?}");
            Error::new(ErrorKind::TimedOut, "find the topic", message)
        }
    };
    error.with("topic", name)
}
