//! How a Fetch is answered: which partitions it means, with a session or without (KIP-227), reading
//! them, waiting for more, and what the answer says.

mod context;
mod expected;
mod metadata;
mod read;
mod sessions;
mod wanted;

pub(super) use expected::ExpectedFollowers;
pub(super) use metadata::MetadataFetch;
pub(super) use read::{Limits, Read, Reader, registered};
pub(super) use sessions::FetchSessions;
