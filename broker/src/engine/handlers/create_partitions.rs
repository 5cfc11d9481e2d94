//! CreatePartitions (key 37). Authorization: ALTER on each topic. Answered once the records are
//! committed and the new partitions serve.

use std::{ops::RangeInclusive, time::Duration};

use ottla_core::{
    metadata::controller,
    model::ErrorCode,
    protocol::messages::{
        CreatePartitionsRequest, CreatePartitionsResponse,
        create_partitions_response::CreatePartitionsTopicResult,
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
};

/// CreatePartitions (KIP-195). v2 is flexible.
pub struct CreatePartitions;

impl Handler for CreatePartitions {
    type Request = CreatePartitionsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=3;
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: CreatePartitionsRequest,
    ) -> Reply<CreatePartitionsResponse> {
        let node = call.node.clone();
        let written = node.control(call, |control| {
            let image = control.image();
            controller::create_partitions(&image, &request, control.rng())
        });
        match written {
            Ok((response, commit)) => {
                // The deadline is the client's patience, not the creation's: it goes on.
                let patience = u64::try_from(request.timeout_ms).unwrap_or(0);
                let deadline = call.now.monotonic + Duration::from_millis(patience);
                commit.reply(response, Some((deadline, timed_out)))
            }
            Err(error) => Reply::Now(refused(&request, error, &call.node.refusal_of(error))),
        }
    }
}

fn timed_out(mut response: CreatePartitionsResponse) -> CreatePartitionsResponse {
    for topic in &mut response.results {
        if topic.error_code == ErrorCode::None.code() {
            topic.error_code = ErrorCode::RequestTimedOut.code();
        }
    }
    response
}

fn refused(
    request: &CreatePartitionsRequest,
    error: ErrorCode,
    message: &str,
) -> CreatePartitionsResponse {
    let results = request.topics.iter().map(|topic| CreatePartitionsTopicResult {
        name: topic.name.clone(),
        error_code: error.code(),
        error_message: Some(message.into()),
    });
    CreatePartitionsResponse { results: results.collect(), ..Default::default() }
}
