//! Offsets of groups that are committed with a transaction.
