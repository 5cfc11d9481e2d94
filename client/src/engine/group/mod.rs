//! What a member of a consumer group decides: when it joins, sends heartbeats, gives partitions up and
//! leaves, in both protocols of groups. [`membership`] is the whole, [`classic`] and [`consumer`] are
//! the two protocols, [`handover`] is what waits for the user. One call to the coordinator runs at a
//! time; whoever carries it out brings back its answer.

pub(crate) mod classic;
pub(crate) mod classic_join;
pub(crate) mod consumer;
pub(crate) mod handover;
pub(crate) mod membership;
pub(crate) mod metadata;
pub(crate) mod offsets;
pub(crate) mod settings;
pub(crate) mod step;
pub(crate) mod subscription;

#[cfg(test)]
mod tests;
