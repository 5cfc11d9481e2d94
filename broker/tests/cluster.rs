//! Several brokers that are a cluster.

mod cluster_of_three;
