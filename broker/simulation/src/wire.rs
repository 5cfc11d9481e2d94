//! Frames of requests and responses as bytes, without the length in front.

use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use ottla_core::protocol::{Frame, Request, decode_response, encode_request};

const PREFIX: usize = size_of::<i32>();

/// A request as a frame.
pub(crate) fn request<R: Request>(
    request: &R,
    version: i16,
    correlation_id: i32,
    client: &str,
) -> Bytes {
    let frame = encode_request(request, version, correlation_id, Some(&ByteString::from(client)))
        .expect("the version carries what is set");
    joined(&frame)
}

/// The response in a frame.
pub(crate) fn response<R: Request>(frame: Bytes, version: i16, correlation_id: i32) -> R::Response {
    decode_response::<R>(frame, version, correlation_id)
        .expect("the broker answers what it was asked")
}

/// A frame in one piece, without its length.
pub(crate) fn joined(frame: &Frame) -> Bytes {
    let mut joined = BytesMut::with_capacity(frame.len());
    for slice in &frame.slices {
        joined.extend_from_slice(&slice.read().expect("the disk does not fail in reading"));
    }
    joined.freeze().slice(PREFIX..)
}
