//! Tests of replication.
