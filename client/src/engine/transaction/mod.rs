//! What a transactional producer decides (KIP-98, KIP-360, KIP-447, KIP-890): which call to the coordinator
//! comes next, what its answer means, and whether an error is passing, ends the transaction or ends the
//! producer (KIP-1050). Calling is the driver's business.

pub(crate) mod delays;
pub(crate) mod doubts;
pub(crate) mod offsets;
pub(crate) mod partitions;
pub(crate) mod protocol;
pub(crate) mod records;
pub(crate) mod state;
pub(crate) mod verdict;

#[cfg(test)]
mod tests;
