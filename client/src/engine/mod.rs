//! What the client decides: which broker leads what, which records go into which batch, which
//! request is sent when, what an answer means. Nothing here reads a clock or touches a socket.

pub(crate) mod accumulator;
pub(crate) mod backoff;
pub(crate) mod batch;
pub(crate) mod called_apis;
pub(crate) mod deliver;
pub(crate) mod features;
pub(crate) mod fetch_session;
pub(crate) mod fetching;
pub(crate) mod group;
pub(crate) mod identity;
pub(crate) mod interests;
pub(crate) mod isolation;
pub(crate) mod leader_changes;
pub(crate) mod metadata;
pub(crate) mod murmur2;
pub(crate) mod partition_queue;
pub(crate) mod partitioner;
pub(crate) mod peers;
pub(crate) mod positions;
pub(crate) mod processing;
pub(crate) mod produce;
mod retries;
pub(crate) mod sender_calls;
pub(crate) mod settled;
mod settling;
pub(crate) mod share;
pub(crate) mod sound;
pub(crate) mod spare;
mod split;
#[cfg(feature = "telemetry")]
pub(crate) mod telemetry;
pub(crate) mod transaction;
pub(crate) mod truncation;
pub(crate) mod versions;

#[cfg(test)]
mod tests;
