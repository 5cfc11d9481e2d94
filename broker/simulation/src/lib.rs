//! A whole cluster with its clients in one thread, from one seed. Scenarios and invariants arrive with replication.
