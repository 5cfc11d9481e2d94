//! The shard as a state machine.
