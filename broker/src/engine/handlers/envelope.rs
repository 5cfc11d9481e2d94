//! Envelope (key 58): a request that a broker forwards to the active controller (KIP-590).
//! Authorization: CLUSTER_ACTION on the cluster. The answer of the request is inside of the answer.

use std::ops::RangeInclusive;

use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::{
        Frame,
        codec::{Listener, Reader},
        decode_request_header,
        messages::{EnvelopeRequest, EnvelopeResponse},
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Origin, Outcome, ParkedRequest, Pending, Place, Reply},
    table,
};

/// Envelope.
pub struct Envelope;

impl Handler for Envelope {
    type Request = EnvelopeRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(call: &mut Call<'_>, request: EnvelopeRequest) -> Reply<EnvelopeResponse> {
        if !call.node.is_active_controller() {
            return Reply::Now(refused(ErrorCode::NotController));
        }
        let mut reader = Reader::new(request.request_data);
        let Ok(header) = decode_request_header(&mut reader) else {
            return Reply::Now(refused(ErrorCode::InvalidRequest));
        };
        let version = header.request_api_version;
        let api = table::find(header.request_api_key)
            .filter(|api| api.place != Place::Here && api.versions.contains(&version));
        let Some(api) = api else { return Reply::Now(refused(ErrorCode::InvalidRequest)) };
        let origin = Origin {
            correlation_id: header.correlation_id,
            version,
            client_id: header.client_id.clone(),
        };
        let mut inner = Call {
            asked_as: Listener::Controller,
            version,
            client_id: header.client_id.as_deref(),
            effects: &mut *call.effects,
            ..*call
        };
        match (api.dispatch)(&mut inner, &mut reader, &origin) {
            Ok(Outcome::Frame(frame)) => Reply::Now(wrapped(&frame)),
            Ok(Outcome::Parked(request)) => Reply::Parked(Box::new(Waiting { request })),
            Ok(Outcome::Silent | Outcome::Close(_)) => {
                Reply::Now(refused(ErrorCode::UnknownServerError))
            }
            Err(_) => Reply::Now(refused(ErrorCode::InvalidRequest)),
        }
    }
}

struct Waiting {
    request: Box<dyn ParkedRequest>,
}

impl Pending<EnvelopeResponse> for Waiting {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<EnvelopeResponse> {
        let version = self.request.origin().version;
        let mut inner = Call { version, effects: &mut *call.effects, ..*call };
        Some(match self.request.poll(&mut inner)? {
            Outcome::Frame(frame) => wrapped(&frame),
            // It cannot tell what has become of it: the controller has moved.
            Outcome::Silent | Outcome::Close(_) | Outcome::Parked(_) => {
                refused(ErrorCode::NotController)
            }
        })
    }

    fn deadline(&self) -> Option<Moment> {
        self.request.deadline()
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        let version = self.request.origin().version;
        let mut inner = Call { version, effects: &mut *call.effects, ..*call };
        self.request.cancel(&mut inner);
    }
}

/// The answer without its length.
fn wrapped(frame: &Frame) -> EnvelopeResponse {
    match frame.contents() {
        Ok(contents) => EnvelopeResponse { response_data: Some(contents), ..Default::default() },
        Err(_) => refused(ErrorCode::KafkaStorageError),
    }
}

fn refused(code: ErrorCode) -> EnvelopeResponse {
    EnvelopeResponse { error_code: code.code(), ..Default::default() }
}
