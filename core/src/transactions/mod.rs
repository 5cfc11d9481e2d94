//! Transactions (KIP-98, KIP-890): one partition of `__transaction_state` as a value. It knows each
//! transactional id's producer, epoch and open transaction. Handling a request gives records and an
//! answer, replaying records changes the state; which markers have to be written follows from the state,
//! and the node writes them.

mod add_partitions;
mod coordination;
mod describe;
mod end_transaction;
mod expire;
mod init_producer_id;
mod markers;
mod record;
mod settings;
mod shard;
mod state;
#[cfg(test)]
mod tests;
mod transaction;
mod version;

pub use add_partitions::Adding;
pub use describe::TransactionFilter;
pub use init_producer_id::NewProducer;
pub use markers::{MarkerOutcome, MarkersToWrite};
pub use record::TransactionRecord;
pub use settings::TransactionSettings;
pub use shard::{Outcome, ProducerIdWanted, TransactionShard, TransactionTimer};
pub use state::TransactionState;
pub use transaction::Transaction;
pub use version::TransactionVersion;
