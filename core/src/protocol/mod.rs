//! Apache Kafka's wire protocol: messages, frames and record batches.

pub mod codec;
pub mod consumer_protocol;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod messages;
pub mod records;

mod api_key;
mod frame_decoder;
mod frames;
mod headers;

pub use api_key::{ApiKey, Request};
pub use frame_decoder::{FrameDecoder, FrameError};
pub use frames::{Frame, decode_response, encode_request, encode_response};
pub use headers::{
    decode_request_header, decode_response_header, request_header_version, response_header_version,
};

#[cfg(feature = "fuzzing")]
pub(crate) use api_key::for_each_api;

#[cfg(test)]
mod tests;
