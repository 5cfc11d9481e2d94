//! What a partition knows of its idempotent and transactional producers (KIP-98, KIP-360): the
//! last batches of each, to refuse gaps and to recognise duplicates.

mod check;
mod entry;
mod snapshot;
mod state;
mod transactions;
mod verification;

pub use check::{SequenceCheck, SequenceError};
pub use entry::{BATCHES_KEPT, EndedTransaction, ProducerBatch, ProducerEntry};
pub use snapshot::{InvalidSnapshot, decode_snapshot, encode_snapshot};
pub use state::ProducerState;
pub use verification::{
    FirstSequence, MarkerRule, TransactionalBatch, VerificationGuard, Verified,
};
