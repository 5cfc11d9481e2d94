//! DeleteTopics.

use std::sync::atomic::{AtomicU32, Ordering};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{DeleteTopicsRequest, delete_topics_request::DeleteTopicState},
};

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Result, driver::cluster::Target};

const OPERATION: &str = "delete topics";
/// From this version on topics are structs that can name an id.
const STATES_SINCE: i16 = 6;

impl Admin {
    /// Deletes topics and all their records.
    ///
    /// # Errors
    /// `UnknownTopic`, and what else the controller says of the first topic that it refuses; the
    /// others may have been deleted.
    pub async fn delete_topics<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
    ) -> Result<()> {
        let names: Vec<S> = names.into_iter().collect();
        let timeout = self.cluster.options.request_timeout;
        let attempts = AtomicU32::new(0);
        retried(&self.cluster, OPERATION, || async {
            let attempt = 1 + attempts.fetch_add(1, Ordering::Relaxed);
            let connection = self.cluster.connection(Target::Controller).await?;
            let version = connection.versions().newest::<DeleteTopicsRequest>()?;
            let mut request = DeleteTopicsRequest {
                timeout_ms: i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX),
                ..Default::default()
            };
            if version >= STATES_SINCE {
                let state = |name: &S| DeleteTopicState {
                    name: Some(name.as_ref().into()),
                    ..Default::default()
                };
                request.topics = names.iter().map(state).collect();
            } else {
                request.topic_names = names.iter().map(|name| name.as_ref().into()).collect();
            }
            let response = connection.submit(&request, version)?.answer(timeout).await?;
            for topic in response.responses {
                // The attempt before, whose answer was lost, may have deleted it.
                let gone = topic.error_code == ErrorCode::UnknownTopicOrPartition.code();
                if gone && attempt > 1 {
                    continue;
                }
                let name = topic.name.unwrap_or_default();
                let refused = checked(OPERATION, topic.error_code, topic.error_message.as_deref());
                match refused {
                    Err(error) if gone => return Ok(Err(error.with("topic", name))),
                    refused => refused.map_err(|error| error.with("topic", name))?,
                }
            }
            Ok(Ok(()))
        })
        .await?
    }
}
