//! What the fuzz targets run. Plain functions, so that a test replays the corpus on stable Rust.
//! Each takes any bytes and panics if something is found that must never be.

mod decoders;
mod frames;
mod messages;

pub use decoders::{
    AnyDecoder, coordinator_records, embedded, metadata_records, requests, responses,
};
pub use frames::frame_decoder;
pub use messages::{coordinator_record, embedded_message, metadata_record, request, response};
