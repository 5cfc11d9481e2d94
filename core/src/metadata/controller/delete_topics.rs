//! DeleteTopics: by name or by id, each judged by itself.

use bytestring::ByteString;

use super::Decision;
use crate::{
    metadata::MetadataImage,
    model::{ErrorCode, Uuid},
    protocol::messages::{
        DeleteTopicsRequest, DeleteTopicsResponse, MetadataRecord, RemoveTopicRecord,
        delete_topics_response::DeletableTopicResult,
    },
};

/// Whether topics may be deleted (`delete.topic.enable`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicDeletion {
    /// They may.
    Enabled,
    /// The broker's configuration forbids it.
    Disabled,
}

/// Decides on a DeleteTopics request.
#[must_use]
pub fn delete_topics(
    image: &MetadataImage,
    deletion: TopicDeletion,
    request: &DeleteTopicsRequest,
) -> Decision<DeleteTopicsResponse> {
    let by_name = request.topic_names.iter().map(|name| (Some(name.clone()), Uuid::ZERO));
    let by_either = request.topics.iter().map(|topic| (topic.name.clone(), topic.topic_id));
    let mut records: Vec<MetadataRecord> = Vec::new();
    let mut responses = Vec::new();
    for (name, id) in by_name.chain(by_either) {
        let found = match &name {
            Some(name) => image.topic(name),
            None => image.topics.get(&id),
        };
        let mut result = DeletableTopicResult { name, topic_id: id, ..Default::default() };
        match found {
            None => {
                let (code, message) = unknown(&result);
                result.error_code = code.code();
                result.error_message = Some(message);
            }
            Some(_) if deletion == TopicDeletion::Disabled => {
                result.error_code = ErrorCode::TopicDeletionDisabled.code();
                result.error_message = Some(ByteString::from_static("Topic deletion is disabled."));
            }
            Some(topic) => {
                result.name = Some(topic.name.to_string().into());
                result.topic_id = topic.id;
                let remove = RemoveTopicRecord { topic_id: topic.id, ..Default::default() };
                let remove = MetadataRecord::RemoveTopicRecord(remove);
                if !records.contains(&remove) {
                    records.push(remove);
                }
            }
        }
        responses.push(result);
    }
    let response = DeleteTopicsResponse { responses, ..Default::default() };
    Decision { records, response }
}

fn unknown(result: &DeletableTopicResult) -> (ErrorCode, ByteString) {
    match &result.name {
        Some(name) => {
            (ErrorCode::UnknownTopicOrPartition, format!("Topic '{name}' does not exist.").into())
        }
        None => (
            ErrorCode::UnknownTopicId,
            format!("Topic id {} does not exist.", result.topic_id).into(),
        ),
    }
}
