//! DeleteTopics, by name or by id.

use std::sync::Arc;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        DeleteTopicsRequest, DeleteTopicsResponse, delete_topics_request::DeleteTopicState,
        delete_topics_response::DeletableTopicResult,
    },
};

use super::{
    Admin, PerItem,
    call::{judged, timeout_ms},
    settle::{Answers, Earlier},
    sound::is_an_id,
};
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{Cluster, Target},
};

const OPERATION: &str = "delete topics";
/// From this version on topics are structs that can name an id.
const STATES_SINCE: i16 = 6;

impl Admin {
    /// Deletes topics and all their records.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// client.admin().delete_topics(["orders"]).await?;
    /// assert!(client.admin().list_topics().await?.is_empty());
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`, and what else the controller says of a topic.
    pub fn delete_topics<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, ()> {
        let names = names.into_iter().map(|name| (ByteString::from(name.as_ref()), ()));
        let items = self.items(OPERATION, names, |error, name| error.with("topic", name));
        items.settle(|cluster, pending, earlier| async move {
            let state = |name: &ByteString| DeleteTopicState {
                name: Some(name.clone()),
                ..Default::default()
            };
            let states = pending.keys().map(state).collect();
            let response = delete(&cluster, states).await?;
            pending.keys().for_each(|name| cluster.end_interest(name));
            Ok(answers(response, earlier, |topic| topic.name.clone()))
        })
    }

    /// Deletes topics by their ids: one that was made anew under the same name is left alone (KIP-516,
    /// brokers from 2.8 on).
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// let orders = client.admin().describe_topics(["orders"]).one().await?;
    /// client.admin().delete_topics_by_id([orders.id]).await?;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`, and what else the controller says of a topic. `Unsupported` if it is too old.
    pub fn delete_topics_by_id(&self, ids: impl IntoIterator<Item = Uuid>) -> PerItem<Uuid, ()> {
        let ids = ids.into_iter().map(|id| (id, ()));
        let items = self.items(OPERATION, ids, |error, id| error.with("topic id", id));
        let items = items.judged(|id, ()| is_an_id(OPERATION, *id));
        items.settle(|cluster, pending, earlier| async move {
            let state = |id: &Uuid| DeleteTopicState { name: None, topic_id: *id };
            let states = pending.keys().map(state).collect();
            let response = delete(&cluster, states).await?;
            let image = cluster.image();
            let names = pending.keys().filter_map(|id| image.name_of(*id));
            names.for_each(|name| cluster.end_interest(name));
            Ok(answers(response, earlier, |topic| Some(topic.topic_id)))
        })
    }
}

async fn delete(
    cluster: &Arc<Cluster>,
    topics: Vec<DeleteTopicState>,
) -> Result<DeleteTopicsResponse> {
    let connection = cluster.connection(Target::Controller).await?;
    let version = connection.versions().newest::<DeleteTopicsRequest>()?;
    let mut request = DeleteTopicsRequest { timeout_ms: timeout_ms(cluster), ..Default::default() };
    if version >= STATES_SINCE {
        request.topics = topics;
    } else {
        let names: Option<Vec<ByteString>> = topics.into_iter().map(|topic| topic.name).collect();
        request.topic_names = names.ok_or_else(|| {
            let message = "the broker is too old to know topics by their ids";
            Error::new(ErrorKind::Unsupported, OPERATION, message)
        })?;
    }
    connection.submit(&request, version)?.answer(cluster.options.request_timeout).await
}

/// An attempt whose answer was lost may have deleted what is not there.
fn answers<K: Ord>(
    response: DeleteTopicsResponse,
    earlier: Earlier,
    key: impl Fn(&DeletableTopicResult) -> Option<K>,
) -> Answers<K, ()> {
    let answers = response.responses.into_iter().filter_map(|topic| {
        let code = ErrorCode::from_code(topic.error_code);
        let gone = [ErrorCode::UnknownTopicOrPartition, ErrorCode::UnknownTopicId].contains(&code);
        let outcome = match gone && earlier == Earlier::Lost {
            true => Ok(()),
            false => judged(OPERATION, topic.error_code, topic.error_message.as_deref()),
        };
        Some((key(&topic)?, outcome))
    });
    answers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_that_is_not_there_is_an_error_unless_an_answer_was_lost() {
        let response = || DeleteTopicsResponse {
            responses: vec![DeletableTopicResult {
                name: Some("orders".into()),
                error_code: ErrorCode::UnknownTopicOrPartition.code(),
                ..Default::default()
            }],
            ..Default::default()
        };
        let name = |topic: &DeletableTopicResult| topic.name.clone();
        let error = answers(response(), Earlier::Answered, name).remove("orders").unwrap();
        // The controller knows: waiting for it would be in vain.
        assert!(!crate::driver::cluster::is_passing(&error.unwrap_err()));
        assert!(answers(response(), Earlier::Lost, name)["orders"].is_ok());
    }
}
