//! DeleteTopics (key 20). Authorization: DELETE on each topic. Answered once the records are
//! committed and the topics are gone from the metadata; their files go later.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{self, TopicDeletion},
    model::ErrorCode,
    protocol::messages::{
        DeleteTopicsRequest, DeleteTopicsResponse, delete_topics_response::DeletableTopicResult,
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
};

/// DeleteTopics. v6 deletes by id too.
pub struct DeleteTopics;

impl Handler for DeleteTopics {
    type Request = DeleteTopicsRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=6;
    const PLACE: Place = Place::Controller;

    fn handle(call: &mut Call<'_>, request: DeleteTopicsRequest) -> Reply<DeleteTopicsResponse> {
        let deletion = if call.node.settings().delete_topics {
            TopicDeletion::Enabled
        } else {
            TopicDeletion::Disabled
        };
        let node = call.node.clone();
        let written = node.control(call, |control| {
            controller::delete_topics(&control.image(), deletion, &request)
        });
        match written {
            Ok((response, commit)) => commit.reply(response, None),
            Err(ErrorCode::NotController) => Reply::Now(elsewhere(call, deletion, &request)),
            Err(error) => Reply::Now(refused(&request, error, error.message())),
        }
    }
}

/// What a controller says that is not the active one. That there are no such topics, any can say.
fn elsewhere(
    call: &Call<'_>,
    deletion: TopicDeletion,
    request: &DeleteTopicsRequest,
) -> DeleteTopicsResponse {
    let decision = controller::delete_topics(&call.image(), deletion, request);
    let unknown = [ErrorCode::UnknownTopicOrPartition, ErrorCode::UnknownTopicId];
    let unknown = unknown.map(ErrorCode::code);
    if decision.response.responses.iter().all(|one| unknown.contains(&one.error_code)) {
        return decision.response;
    }
    let error = ErrorCode::NotController;
    refused(request, error, &call.node.refusal_of(error))
}

fn refused(request: &DeleteTopicsRequest, error: ErrorCode, message: &str) -> DeleteTopicsResponse {
    let names = request.topic_names.iter().map(|name| (Some(name.clone()), Default::default()));
    let either = request.topics.iter().map(|topic| (topic.name.clone(), topic.topic_id));
    let responses = names.chain(either).map(|(name, topic_id)| DeletableTopicResult {
        name,
        topic_id,
        error_code: error.code(),
        error_message: Some(message.into()),
        ..Default::default()
    });
    DeleteTopicsResponse { responses: responses.collect(), ..Default::default() }
}
