//! CreateTopics (key 19). Authorization: CREATE on the cluster or the topic. Answered once the
//! records are committed and the new partitions serve.

use std::ops::RangeInclusive;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        CreateTopicsRequest, CreateTopicsResponse, create_topics_response::CreatableTopicResult,
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
};

/// CreateTopics. v4 has broker defaults for counts, v5 returns configs (KIP-525), v7 topic ids.
pub struct CreateTopics;

impl Handler for CreateTopics {
    type Request = CreateTopicsRequest;

    const VERSIONS: RangeInclusive<i16> = 2..=7;
    const PLACE: Place = Place::Controller;

    fn handle(call: &mut Call<'_>, request: CreateTopicsRequest) -> Reply<CreateTopicsResponse> {
        match call.node.clone().create_topics(call, &request) {
            Ok((response, commit)) => {
                // The deadline is the client's patience, not the creation's: it goes on.
                let patience = u64::try_from(request.timeout_ms).unwrap_or(0);
                let deadline = call.now.monotonic + std::time::Duration::from_millis(patience);
                commit.reply(response, Some((deadline, timed_out)))
            }
            Err(error) => Reply::Now(refused(&request, error, &call.node.refusal_of(error))),
        }
    }
}

fn timed_out(mut response: CreateTopicsResponse) -> CreateTopicsResponse {
    for topic in &mut response.topics {
        if topic.error_code == ErrorCode::None.code() {
            topic.error_code = ErrorCode::RequestTimedOut.code();
        }
    }
    response
}

fn refused(request: &CreateTopicsRequest, error: ErrorCode, message: &str) -> CreateTopicsResponse {
    let topics = request.topics.iter().map(|topic| CreatableTopicResult {
        name: topic.name.clone(),
        error_code: error.code(),
        error_message: Some(message.into()),
        ..Default::default()
    });
    CreateTopicsResponse { topics: topics.collect(), ..Default::default() }
}
